"""The page of a finding: what it means, a ruleset that has it and one that does not.

Law: every code that tsunagari may tell has an answer; a code without a page of its own has its sentence and advice.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from textwrap import indent

from tsunagari.cli import speech
from tsunagari.errors import UsageError
from tsunagari.messages import CATALOGUE
from tsunagari.pipeline.checks import pages
from tsunagari.source import Source
from tsunagari.syntax.printer import format_source
from tsunagari.wire.json_text import write_json

_SEVERITY = {"error": ("誤り", "error"), "warning": ("警告", "warning"), "note": ("注記", "note")}


def tell(code: str, *, json: bool) -> int:
    """Print the page of a code; raises UsageError for one that there is not."""
    entry, page = CATALOGUE.get(code), pages().get(code)
    if entry is None or "/" in code:
        near = difflib.get_close_matches(code, [one for one in CATALOGUE if "/" not in one], n=3)
        raise UsageError("unknown-code", known=speech.either("、", ", ").join(near or sorted(pages())))
    filled: defaultdict[str, str] = defaultdict(lambda: "…")
    ja, en = (text.format_map(filled) for text in (entry.ja, entry.en))
    advice = [text.format_map(filled) for text in (entry.ja_help, entry.en_help) if text]
    if json:
        told: dict[str, object] = {"code": code, "severity": entry.severity, "message": {"ja": ja, "en": en}}
        for name in ("why", "bad", "good"):
            told[name] = getattr(page, name).to_dict() if page is not None else None
        speech.line(write_json(told))
        return 0
    speech.line(f"{code} ({speech.either(*_SEVERITY[entry.severity])}): {speech.either(ja, en)}")
    if page is None:
        if advice:
            speech.line("\n" + speech.either(advice[0], advice[-1]))
        return 0
    language = speech.language()
    speech.line("\n" + page.why.spoken(language))
    for title, example in ((("よくない例", "bad"), page.bad), (("よい例", "good"), page.good)):
        if example.ja:
            speech.line(f"\n{speech.either(*title)}:\n\n" + indent(_laid_out(example.spoken(language)), "    "))
    return 0


def _laid_out(example: str) -> str:
    """A ruleset as `fmt` would write it."""
    return format_source(Source("example.tsu", example)).rstrip()
