"""`tsunagari explain RULES --prose`: the ruleset in sentences, for review.

Law: the sentences are `tsunagari.reporting.prose`'s; this file only prints them, as text or as JSON.
"""

from __future__ import annotations

from typing import Any

from tsunagari.cli import speech
from tsunagari.errors import UsageError
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.prose.paragraphs import Paragraph
from tsunagari.reporting.prose.whole import prose
from tsunagari.wire.json_text import write_json


def tell(ruleset: Ruleset, *, json: bool, facts_told: bool) -> int:
    """Print the ruleset in sentences; UsageError where facts were told too."""
    if facts_told:
        raise UsageError("facts-with-prose")
    told, language = prose(ruleset), speech.language()
    if json:
        paragraphs = [_as_dict(one, language) for chapter in told.chapters for one in chapter.paragraphs]
        speech.line(write_json({"prose": paragraphs}))
    else:
        for text in told.lines(language):
            speech.line(text)
    return 0


def _as_dict(paragraph: Paragraph, language: str) -> dict[str, Any]:
    """One paragraph; `under` are the provisos of a rule."""
    site = paragraph.site
    return {
        "kind": paragraph.kind,
        "name": paragraph.name,
        "file": site.file if site else None,
        "line": site.line if site else 0,
        "title": paragraph.title.spoken(language),
        "sentences": [
            {"text": one.spoken(language), "points": [point.spoken(language) for point in one.points]}
            for one in paragraph.sentences
        ],
        "under": [_as_dict(one, language) for one in paragraph.under],
    }
