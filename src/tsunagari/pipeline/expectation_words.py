"""What a 相談例 expects, as it is written in a ruleset.

Law: one line an expectation, keyword first, in the language asked for; names are the ruleset's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tsunagari.model.examples import Expectation
from tsunagari.model.from_syntax.built_in import GAPS

_EXPECTED: Final[Mapping[str, tuple[str, str]]] = {
    "exactly": ("結果", "expect"),
    "includes": ("結果に含む", "expect-includes"),
    "excludes": ("結果に含まない", "expect-excludes"),
    "first": ("最初の結果", "expect first"),
    "later": ("後で開く", "expect later"),
    "maybe": ("確認待ち", "expect maybe"),
    "default": ("既定になる", "expect default"),
    "gap": ("つなぐ先なし", "expect gap"),
    "ask": ("尋ねる事", "expect ask"),
    "urgency": ("結果の緊急度", "expect urgency"),
    "plan": ("計画", "expect plan"),
}
_URGENCY: Final = {"immediate": "即時", "same-day": "当日", "normal": "通常"}
_GAPS: Final = dict(GAPS)


def expectation_words(expectation: Expectation, language: str, attribute_word: Callable[[str], str]) -> str:
    """The expectation in `ja` or `en`; `attribute_word` says what an attribute is called to people."""
    ja = language == "ja"
    parts = [_EXPECTED[expectation.kind][0 if ja else 1]]
    if expectation.urgency:
        parts.append(_URGENCY[expectation.urgency] if ja else expectation.urgency)
    if expectation.gap:
        parts.append(_GAPS[expectation.gap] if ja else expectation.gap)
    if expectation.attribute:
        parts.append(attribute_word(expectation.attribute))
    if expectation.resources:
        parts.append(("、" if ja else ", ").join(expectation.resources))
    return " ".join(parts)
