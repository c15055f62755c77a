"""Plant a fault in a copy of the sources and see whether the tests that should find it do.

A fault is a file, a text that stands in it exactly once, what to write instead, and the tests that must then fail.
The copy is in a temporary folder; the working tree is never touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Fault:
    """What is broken (`name`), where, how, and who must notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def applies(fault: Fault) -> bool:
    """True where the text to break stands in the file exactly once."""
    return (ROOT / "src/tsunagari" / fault.file).read_text(encoding="utf-8").count(fault.old) == 1


def found(fault: Fault, where: Path) -> bool:
    """True where one of the tests fails on the copy with the fault in it."""
    tree = where / fault.name.replace(" ", "-")
    for part in ("src", "grammars", "tests", "rules", "benchmarks"):
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", tree / "pyproject.toml")
    (tree / "src/tsunagari/grammars").symlink_to(tree / "grammars")
    broken = tree / "src/tsunagari" / fault.file
    broken.write_text(broken.read_text(encoding="utf-8").replace(fault.old, fault.new), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tree / 'src'}:{tree / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
    environment.setdefault("TSUNAGARI_WORLDS", "600")  # rare faults need many worlds
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *fault.tests]
    result = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, timeout=900, check=False
    )
    shutil.rmtree(tree, ignore_errors=True)
    if result.returncode not in (0, 1):
        said = result.stdout[-2000:] + result.stderr[-2000:]
        raise RuntimeError(f"{fault.name}: pytest ended with {result.returncode}\n{said}")
    return result.returncode == 1
