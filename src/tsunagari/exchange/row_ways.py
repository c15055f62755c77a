"""How a resource of a row can be reached, and when.

Law: a way is a channel with its hours and its number; days of which nothing is said give a second way whose hours are
unknown, so that the resource is never closed by silence. Hours that cannot be read are unknown and a doubt: the row,
with its number, is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsunagari.calendar.hours import Hours
from tsunagari.exchange.cleaning import name_of, text_of
from tsunagari.exchange.clock_cells import spans_of
from tsunagari.exchange.entries import WEB_PAGE, Way
from tsunagari.exchange.hours_cells import of_days, week_of
from tsunagari.exchange.hours_lines import written_lines
from tsunagari.exchange.mapping import TableMapping
from tsunagari.exchange.number_cells import NO_TELEPHONE, Number, numbers_of
from tsunagari.exchange.remarks import Unreadable
from tsunagari.exchange.row_notes import RowNotes
from tsunagari.exchange.tables import Row
from tsunagari.exchange.way_cells import ways_of

Openings = Sequence[tuple[Hours, ...] | None]


def ways_of_row(row: Row, mapping: TableMapping, notes: RowNotes, column: list[str]) -> tuple[tuple[Way, ...], str]:
    """The ways of a row, and what to note for people; raises Unreadable, `column` then holds where."""
    if text := _cell(row, mapping, "ways", column):
        return ways_of(text), ""
    openings = _of_days(row, mapping, notes, column) if mapping.days else _of_week(row, mapping, notes, column)
    text = _cell(row, mapping, "phone", column)
    numbers, remark = numbers_of(text)
    if remark:
        notes.doubt("number-elsewhere", column[0], text=remark)
    elif not numbers and "phone" in mapping.columns:
        notes.blank(column[0])
    for number in numbers:
        if number.extension:
            notes.doubt("extension", column[0], text=number.extension)
    told = f"{column[0]}: {text_of(remark)}" if remark else extensions(numbers)
    channel = name_of(_cell(row, mapping, "channel", column)) or name_of(mapping.assume.get("channel", ""))
    channel = WEB_PAGE if NO_TELEPHONE.search(remark) else channel or ("電話" if numbers else "")
    digits: list[str | None] = [one.digits for one in numbers] or [None]
    return settled(tuple(Way(channel or None, hours, number) for hours in openings for number in digits), told)


def settled(ways: tuple[Way, ...], told: str) -> tuple[tuple[Way, ...], str]:
    """Ways that can be written: without a channel there is one `open`, which cannot be known and unknown at once.

    Hours of which a part is unknown are then unknown, and what is known of them is noted for people.
    """
    known = [one for way in ways for one in way.hours or ()]
    if len(ways) < 2 or any(way.channel for way in ways) or all(way.hours for way in ways):
        return ways, told
    lines = "; ".join(line for one in dict.fromkeys(known) for line in written_lines(one))
    return (Way(None),), "、".join(filter(None, (told, lines)))


def extensions(numbers: Sequence[Number]) -> str:
    """The numbers that have an extension, with it."""
    return "、".join(f"{one.digits} 内線 {one.extension}" for one in numbers if one.extension)


def _cell(row: Row, mapping: TableMapping, name: str, column: list[str]) -> str:
    columns = mapping.columns.get(name, ())
    column[0] = columns[0] if columns else column[0]
    return row.get(columns[0]) if columns else ""


def _of_days(row: Row, mapping: TableMapping, notes: RowNotes, column: list[str]) -> Openings:
    told = []
    for day, name in mapping.days.items():
        column[0] = name
        text = row.get(name)
        try:
            if spans_of(text) is None:
                notes.blank(name)
        except Unreadable:
            notes.doubt("hours-unread", name, text=text)
            text = ""
        told.append((day, text))
    hours, missing = of_days(told)
    return [*([(hours,)] if hours else []), *([None] if missing else [])]


def _of_week(row: Row, mapping: TableMapping, notes: RowNotes, column: list[str]) -> Openings:
    text = _cell(row, mapping, "hours", column)
    try:
        read = week_of(text)
    except Unreadable as unreadable:
        if unreadable.code == "never-open":
            raise
        notes.doubt("hours-unread", column[0], text=text)
        return [None]
    for code, text in read.doubts:
        notes.doubt(code, column[0], text=text)
    if read.hours is None and "hours" in mapping.columns:
        notes.blank(column[0])
    return [(read.hours,) if read.hours else None]
