"""Fields whose words have a small syntax of their own: dates, ages, days, citations, closed lists, provisos.

Law: one table from field to reader; a reader gives a value of the tree or raises `Mistake`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tsunagari.source import Span
from tsunagari.syntax.ast import (
    Ages,
    Citation,
    Dates,
    Day,
    DayList,
    Declared,
    Flag,
    Name,
    Names,
    Opening,
    Proviso,
    Text,
    Value,
    Word,
    Words,
)
from tsunagari.syntax.build import choices
from tsunagari.syntax.citations import article
from tsunagari.syntax.keywords import INNER, VALUES, spellings
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.names import checked, checked_declaration
from tsunagari.syntax.openings import days, hours_line
from tsunagari.syntax.values import day, number_ranges, period
from tsunagari.syntax.words import joined

OLDEST = 120


def name_of(word: Word) -> Name:
    """A word as a name."""
    return Name(word.text.strip() if word.quoted else word.text, word.span, word.quoted)


def _effective(inside: Words) -> Dates:
    found = period(joined(inside))
    if found is None:
        raise Mistake("not-a-period", inside.span, text=joined(inside))
    return Dates(*found)


def _verified(inside: Words) -> Day:
    found = day(joined(inside))
    if found is None:
        raise Mistake("not-a-date", inside.span, text=joined(inside))
    return Day(found)


def _ages(inside: Words) -> Ages:
    found: list[tuple[int, int]] = []
    for group in inside.groups:
        text = " ".join(word.text for word in group)
        ranges = number_ranges(text)
        if ranges is None:
            raise Mistake("not-an-age", Span(group[0].span.start, group[-1].span.end), text=text)
        for low, high in ranges:
            low, high = max(low, 0), min(high, OLDEST)
            if low > high:
                raise Mistake("age-out-of-range", Span(group[0].span.start, group[-1].span.end), text=text)
            found.append((low, high))
    return Ages(merged(found))


def merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges with both ends included, sorted, those that touch made one."""
    out: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if out and low <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return tuple(out)


def _flag(field: str) -> Callable[[Words], Flag]:
    def read(inside: Words) -> Flag:
        text = joined(inside)
        for value, keyword in VALUES[field].items():
            if text in spellings(keyword):
                return Flag(value)
        raise Mistake("unknown-flag", inside.span, text=text, values=choices(field))

    return read


def _basis(inside: Words) -> Citation:
    first = inside.groups[0]
    law, text = (None, _written(first[0])) if first[0].quoted else (checked(name_of(first[0])), None)
    rest = [first[1:], *inside.groups[1:]]
    if rest[0] and all(word.quoted for word in rest[0]) and len(rest) == 1 and len(rest[0]) == 1:
        return Citation(law, text, (), _written(rest[0][0]))
    if not rest[0]:
        if len(rest) > 1:
            raise Mistake("not-an-article", _span(rest[1]), text=_text(rest[1]))
        return Citation(law, text)
    return Citation(law, text, tuple(_article(group) for group in rest))


def _written(word: Word) -> Text:
    return Text(unicodedata.normalize("NFC", word.written), word.span)


def _article(group: tuple[Word, ...]) -> str:
    found = article(_text(group))
    if found is None:
        raise Mistake("not-an-article", _span(group), text=_text(group))
    return found


def _text(group: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in group)


def _span(group: tuple[Word, ...]) -> Span:
    return Span(group[0].span.start, group[-1].span.end)


def _days(weekday: int | None) -> Callable[[Words], DayList]:
    return lambda inside: DayList(days(joined(inside)), weekday)


def _opening(inside: Words) -> Opening:
    return Opening(hours_line(joined(inside)))


def _place_names(inside: Words) -> Names:
    for group in inside.groups:
        if len(group) > 1:
            raise _unexpected(group[1])
    return Names(tuple(checked(name_of(group[0])) for group in inside.groups))


def _proviso(inside: Words) -> Proviso:
    """`NAME [alias NAMES] [under NAME]`."""
    state, lists = "name", {"name": [], "alias": [], "under": []}  # type: tuple[str, dict[str, list[Name]]]
    for group in inside.groups:
        for word in group:
            keyword = next(
                (k for k in ("alias", "under") if not word.quoted and word.text in spellings(INNER[k])), None
            )
            if keyword is not None and lists["name"]:
                state = keyword
                continue
            if state != "alias" and lists[state]:
                raise _unexpected(word, ("（書けるもの: 上位）", " (may stand here: under)"))
            name = name_of(word)
            lists[state].append(checked_declaration(name) if state != "under" else checked(name))
    if state != "name" and not lists[state]:
        raise Mistake("missing-value", inside.span, expected="")
    under = lists["under"][0] if lists["under"] else None
    return Proviso(Declared(lists["name"][0], tuple(lists["alias"])), under)


Reader = Callable[[Words], Value]

#: field → reader; `except` and lines without a keyword depend on the block.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "effective": _effective,
        "verified": _verified,
        "ages": _ages,
        "basis": _basis,
        "secrecy": _flag("secrecy"),
        "booking": _flag("booking"),
        "status": _flag("status"),
        "urgency": _flag("urgency"),
        "as-monday": _days(0),
        "as-saturday": _days(5),
        "as-sunday": _days(6),
    }
)
EXCEPT: Mapping[str, Reader] = MappingProxyType({"hours": _days(None), "area": _place_names, "rule": _proviso})


def shaped(block: str, field: str, inside: Words) -> Value:
    """The value of a field of words in a block; raises Mistake with a span inside the line."""
    reader = _opening if not field else EXCEPT.get(block) if field == "except" else READERS.get(field)
    if reader is None:
        return inside
    if field != "except" and not any(word.text.strip() for group in inside.groups for word in group):
        raise Mistake("missing-value", inside.span)
    try:
        return reader(inside)
    except Mistake as mistake:
        if mistake.span is not None:
            raise
        raised = Mistake(mistake.code, inside.span, **mistake.fields)
    raise raised


def _unexpected(name: Word, expected: tuple[str, str] = ("", "")) -> Mistake:
    """A second name where one may stand."""
    if not name.text:
        return Mistake("empty-name", name.span)
    return Mistake("unexpected-word", name.span, word=name.text, expected=expected)
