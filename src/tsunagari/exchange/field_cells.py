"""Single fields as sources write them: ages, languages, status, dates.

Law: what cannot be read is a doubt and unknown; what is read is what the rule language would write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Final

from tsunagari.exchange.entries import ANY_LANGUAGE
from tsunagari.exchange.row_notes import RowNotes
from tsunagari.model.from_syntax.languages import built_in_languages
from tsunagari.model.language_tag import language_tag
from tsunagari.syntax.keywords import VALUES, spellings
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.names import folded
from tsunagari.syntax.shapes import OLDEST, merged
from tsunagari.syntax.values import day, number_ranges

Ages = tuple[tuple[int, int], ...]
_STATUS: Final = {
    "inactive": "do-not-refer", "temporarily closed": "paused", "temporarily_closed": "paused", "defunct": "closed",
    **{spelling: value for value, keyword in VALUES["status"].items() for spelling in spellings(keyword)},
}  # fmt: skip
_ANY: Final = ("すべて", "any", "all", "多言語")
_OLD: Final = 1000
_MARKS: Final = str.maketrans({mark: "~" for mark in "〜～–—−"})


def ages_of(text: str) -> Ages | None:
    """Ages as people write them; () where every age is meant, None where they cannot be read."""
    found: list[tuple[int, int]] = []
    for part in re.split("[、,;\n]", unicodedata.normalize("NFKC", text).translate(_MARKS)):
        try:
            ranges = number_ranges(part.replace("才", "歳").strip())
        except Mistake:
            return None
        if ranges is None:
            return None
        found += [(max(low, 0), min(high, OLDEST)) for low, high in ranges if low <= OLDEST and high >= 0]
    return whole(merged(found)) if found else None


def whole(ages: Ages) -> Ages:
    """() where these are all ages."""
    return () if ages == ((0, OLDEST),) else ages


def age_limits(low: str, high: str, columns: tuple[str, str], notes: RowNotes) -> Ages | None:
    """Ages from a least and a greatest one; unknown where neither is given."""
    limits: list[int | None] = []
    for text, column in zip((low, high), columns, strict=True):
        plain = unicodedata.normalize("NFKC", text).strip().removesuffix("歳").removesuffix(".0")
        value = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else None
        if text and (value is None or value > _OLD):
            notes.doubt("not-an-age", column, text=text)
        elif not text:
            notes.blank(column)
        limits.append(value)
    least, most = limits
    if least is None and most is None:
        return None
    if (least is None) != (most is None):
        notes.doubt("age-one-sided", columns[least is not None])
    least, most = least or 0, OLDEST if most is None else min(most, OLDEST)
    if least > most:
        notes.doubt("not-an-age", columns[0], text=f"{low}, {high}")
        return None
    return whole(((least, most),))


@cache
def _languages() -> dict[str, str]:
    return {folded(name): row[0] for row in built_in_languages() for name in row}


def language_of(name: str, code: str = "") -> str | None:
    """The name of a language as the rules write it, or a well-formed tag; None where it is not known."""
    for text in (name, code):
        if folded(text.strip()) in _languages():
            return _languages()[folded(text.strip())]
    if name.strip().casefold() in _ANY:
        return ANY_LANGUAGE
    tag = language_tag(code.strip()) if code.strip() else None
    return tag


def languages_of(parts: Iterable[str], column: str, notes: RowNotes) -> tuple[str, ...] | None:
    """The languages of a cell; None where none is known."""
    found: list[str] = []
    for part in parts:
        language = language_of(part, part)
        if language is None:
            notes.doubt("unknown-language", column, text=part)
        else:
            found.append(language)
    return tuple(sorted(set(found))) or None


def status_of(text: str, column: str, notes: RowNotes) -> str | None:
    """A status; one that is not known counts as do-not-refer until somebody has looked."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
    if not plain:
        notes.blank(column)
        return None
    if plain not in _STATUS:
        notes.doubt("unknown-status", column, text=text)
        return "do-not-refer"
    return _STATUS[plain]


def date_of(text: str, column: str, notes: RowNotes) -> date | None:
    """A date in any way of the rule language, or the day of an instant of ISO 8601."""
    if not text:
        return None
    try:
        found = day(text)
    except Mistake:
        found = None
    if found is None:
        try:
            found = datetime.fromisoformat(text.strip()).date()
        except ValueError:
            notes.doubt("not-a-date", column, text=text)
    return found
