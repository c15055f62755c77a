"""Write `docs/findings.ja.md` and `docs/findings.en.md` from the pages of the checks.

    python scripts/make_findings_pages.py [--check]

With `--check` nothing is written, and the exit code is 1 where a page in `docs/` is not what it should be.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from tsunagari.messages import CATALOGUE
from tsunagari.pipeline.checks import pages
from tsunagari.source import Source
from tsunagari.syntax.printer import format_source

DOCS = Path(__file__).resolve().parent.parent / "docs"
SEVERITY = {"error": ("誤り", "error"), "warning": ("警告", "warning"), "note": ("注記", "note")}
HEAD = {
    "ja": "# 指摘の説明\n\n`tsunagari check` の指摘を、符号の順に。`tsunagari check --why 符号` でも読めます。\n"
    "誤りと警告は終了コードを1にし、注記はしません。警告と注記は、指すブロックに"
    "「了承 符号 「理由」」と書けば消えます。\n"
    "例は `python scripts/make_findings_pages.py` が書き出したもので、試験が確かめています。\n",
    "en": "# Findings\n\nWhat `tsunagari check` finds, by code; `tsunagari check --why CODE --lang en` prints the "
    "same.\n"
    "Errors and warnings make the exit code 1, notes do not. A warning or note is silenced by `allow CODE \"reason\"` "
    "in the block that it points into.\nWritten by `python scripts/make_findings_pages.py`; tests hold the examples.\n",
}


def text(language: str) -> str:
    """The whole page in `ja` or `en`."""
    number = 0 if language == "ja" else 1
    parts = [HEAD[language]]
    for code, page in pages().items():
        entry = CATALOGUE[code]
        said = (entry.ja, entry.en)[number].format_map(defaultdict(lambda: "…"))
        parts.append(f"## {code}\n\n{SEVERITY[entry.severity][number]}: {said}\n\n{page.why.spoken(language)}\n")
        for title, example in ((("よくない例", "Bad"), page.bad), (("よい例", "Good"), page.good)):
            if example.ja:
                laid_out = format_source(Source("example.tsu", example.spoken(language))).rstrip()
                parts.append(f"{title[number]}:\n\n```\n{laid_out}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the pages, or look whether they are current."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is not current")
    chosen = parser.parse_args()
    stale = 0
    for language in ("ja", "en"):
        path = DOCS / f"findings.{language}.md"
        if chosen.check:
            stale += not path.exists() or path.read_text(encoding="utf-8") != text(language)
        else:
            path.write_text(text(language), encoding="utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
