"""The gallery shows what the engine answers."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_gallery_is_current() -> None:
    """Every answer in `docs/gallery.md` is the one that the rulesets give now, and every ruleset has its picture."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(ROOT / "scripts" / "make_gallery.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_gallery_shows_every_ruleset_with_three_consultations() -> None:
    """No ruleset is forgotten, in either language."""
    text = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    folders = {path.name for path in (ROOT / "rules").iterdir() if path.is_dir()} - {"vocabulary"}
    for part in text.split("\n# Gallery\n"):
        assert {folder for folder in folders if f"(gallery/{folder}.png)" in part} == folders
        for one in part.split("\n## ")[1:]:
            assert sum(line.startswith("| ") for line in one.splitlines()) == 1 + 3, one[:40]


def test_pictures_are_small() -> None:
    """A reader on a phone need not wait: PNG of at most 200 kB and 800 points."""
    for path in (ROOT / "docs" / "gallery").glob("*.png"):
        head = path.read_bytes()
        assert head[:8] == b"\x89PNG\r\n\x1a\n" and len(head) < 200_000
        assert struct.unpack(">I", head[16:20])[0] <= 800
