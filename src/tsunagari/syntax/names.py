"""What may be a name, written without quotation marks or with them.

Law: a plain name is letters and marks of any script, digits, `・ _ -`, with at least one letter, and reads whole
as no number, age, date, time or day; anything else is quoted (language §2).
"""

from __future__ import annotations

import unicodedata
from functools import cache

from tsunagari.source import Span
from tsunagari.syntax.ast import Name
from tsunagari.syntax.keywords import INNER, spellings
from tsunagari.syntax.limits import NAME_LENGTH
from tsunagari.syntax.lines import FILL
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import reads_as_value

_JOINERS = str.maketrans("", "", "・_-")


def plain(text: str) -> str:
    """A run as compared: without padding, NFKC; か゛ is が, whose mark brings a blank along (UAX #15)."""
    normal = unicodedata.normalize("NFKC", text.replace(FILL, ""))
    return unicodedata.normalize("NFKC", normal.replace(" ", "")) if " " in normal else normal


def folded(text: str) -> str:
    """A name as its namespace compares it: NFKC and case folding."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def wrong_character(text: str) -> str | None:
    """The first character that cannot stand in a plain name, or None."""
    if text.translate(_JOINERS).isalnum():
        return None
    for char in text:
        if not (char.isalnum() or char in "・_-" or unicodedata.category(char)[0] == "M"):
            return char
    return None


def checked(name: Name) -> Name:
    """The name, where it can be one; raises Mistake."""
    if len(name.text) > NAME_LENGTH:
        raise Mistake("name-too-long", name.span, limit=str(NAME_LENGTH))
    if name.quoted:
        if not name.text.strip():
            raise Mistake("empty-name", name.span)
        return name
    wrong = wrong_character(name.text)
    if wrong is not None:
        raise Mistake("quote-needed", name.span, text=name.text, char=wrong)
    return name


def checked_declaration(name: Name) -> Name:
    """The name, where it can be declared: not a number, age, date, time or day; raises Mistake."""
    checked(name)
    if not name.quoted and (reads_as_value(name.text) or not any(char.isalpha() for char in name.text)):
        raise Mistake("reads-as-value", name.span, text=name.text)
    return name


@cache
def _reserved() -> frozenset[str]:
    """Words that may stand behind a name on its line; `none` is one in targets only."""
    return frozenset(s for key, keyword in INNER.items() if key != "no-target" for s in spellings(keyword))


def needs_quotes(text: str, *, target: bool = False) -> bool:
    """True where the printer puts a name in quotation marks; `target` where it is a target of a route."""
    if wrong_character(text) is not None or not text or reads_as_value(text):
        return True
    if text in _reserved() or not any(char.isalpha() for char in text):
        return True
    return target and (text in spellings(INNER["no-target"]) or text.startswith(INNER["every"].ja[0]))


def at(name: Name, start: int, end: int) -> Span:
    """A span inside an unquoted name."""
    return Span(name.span.start + start, name.span.start + end)
