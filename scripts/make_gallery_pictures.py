"""Make the pictures of `docs/gallery/`: the beginning of each ruleset's report, in Debian's chromium.

    python scripts/make_gallery_pictures.py [FOLDER...]

Needs chromium and fonts-noto-cjk (apt-get install) and the extra `dev`; the reports are of a fixed day and instant.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from make_gallery import PICTURES, ROOT, cases
from playwright.sync_api import sync_playwright

from tsunagari.calendar.hours import JST
from tsunagari.shell.reports import report_page

AT, ON = datetime(2026, 5, 1, 15, tzinfo=JST), date(2026, 4, 1)
WIDTH = 720


def main() -> int:
    """Make the pictures of the folders named, or of all."""
    program = shutil.which("chromium")
    if program is None:
        print("install chromium and fonts-noto-cjk first (apt-get install)", file=sys.stderr)
        return 1
    wanted = sys.argv[1:] or [folder for folder, _, _ in cases()]
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": WIDTH, "height": 800})
        for folder in wanted:
            text, _ = report_page(ROOT / "rules" / folder, at=AT, on=ON, language="ja", version="0")
            path = Path(place) / f"{folder}.html"
            path.write_text(text, encoding="utf-8")
            shown.goto(path.as_uri())
            shown.add_style_tag(content="nav, .note, .marks { display: none }")
            bottom = shown.evaluate("document.querySelector('.map').getBoundingClientRect().bottom + scrollY")
            clip = {"x": 0, "y": 0, "width": WIDTH, "height": round(bottom) + 16}
            shown.screenshot(path=PICTURES / f"{folder}.png", clip=clip, full_page=True)
            print(folder, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
