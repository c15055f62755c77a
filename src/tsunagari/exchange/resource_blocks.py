"""One entry as the block of a resource.

Law: what is unknown is written as unknown: hours and numbers as 不明, whom it serves as a condition on an attribute
that has to be asked; what is no condition is not written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tsunagari.calendar.hours import Hours
from tsunagari.exchange.entries import ANY_LANGUAGE, INSIDE, UNKNOWN_FIELDS, Entry, Way
from tsunagari.exchange.hours_lines import hours_name, is_always
from tsunagari.exchange.place_cells import Area
from tsunagari.syntax.ast import (
    Ages,
    Block,
    Day,
    Field,
    Flag,
    Layout,
    Name,
    Names,
    Openings,
    Phone,
    Serves,
    Text,
    Texts,
    Value,
    Via,
    Word,
    Words,
)

UNKNOWN_OPENING: Final = Openings(unknown=True)


def resource_block(entry: Entry, mark: str = "") -> Block:
    """The block of an entry."""
    fields = list(_fields(entry, mark))
    if entry.remarks:
        above = tuple(f"※ {remark}" for remark in entry.remarks)
        fields[0] = replace(fields[0], layout=Layout(above))
    return Block("resource", Name(entry.name), fields=tuple(fields))


def _fields(entry: Entry, mark: str) -> Iterator[Field]:
    if entry.organization:
        yield Field("by", Names((Name(entry.organization),)))
    yield Field("kind", Names((Name(entry.kind),)))
    if entry.areas:
        yield Field("serves", Serves(_names(entry.areas), _names(entry.without)))
    if entry.ages:
        yield Field("ages", Ages(entry.ages))
    if entry.topics:
        yield Field("handles", Names(tuple(map(Name, entry.topics))))
    for unknown in entry.unknown():
        yield Field("requires", _condition(UNKNOWN_FIELDS[unknown] + (f"・{mark}" if mark else "")))
    yield from _ways(entry.ways, mark)
    if entry.languages is None:
        yield Field("speaks", Names((Name(ANY_LANGUAGE),)))
    elif entry.languages:
        yield Field("speaks", Names(tuple(map(Name, entry.languages))))
    if entry.status is not None:
        yield Field("status", Flag(entry.status))
    if entry.verified is not None:
        yield Field("verified", Day(entry.verified))
    for text in entry.notes:
        yield Field("note", Texts((Text(text),)))


def _names(areas: Sequence[Area]) -> tuple[Name, ...]:
    return tuple(Name(area.name) for area in areas)


def _condition(attribute: str) -> Value:
    return Words(((Word(f"{attribute}が{INSIDE[0]}"),),))


def _ways(ways: Sequence[Way], mark: str) -> Iterator[Field]:
    told = [way for way in ways if way.channel is not None]
    for way in told:
        number = Phone(way.number) if way.number is not None or way.channel in ("電話", "FAX") else None
        yield Field("via", Via(Name(way.channel or ""), _openings(way.hours, mark), number))
    if not told:
        hours = tuple(dict.fromkeys(one for way in ways for one in way.hours or ()))
        unknown = not hours or any(way.hours is None for way in ways)
        yield Field("open", UNKNOWN_OPENING if unknown else _openings(hours, mark))
        yield Field("tel", Phone(None))


def _openings(hours: tuple[Hours, ...] | None, mark: str) -> Openings:
    if not hours:
        return UNKNOWN_OPENING
    always = any(map(is_always, hours))
    names = [hours_name(one) + (f"・{mark}" if mark else "") for one in hours if not is_always(one)]
    return Openings(tuple(Name(name) for name in dict.fromkeys(names)), always)
