"""Schedules of HSDS as hours of the rule language.

Law: a schedule is written to the minute or not at all: what the language cannot say as days is listed as dates, what
contradicts itself is refused and its hours are unknown. Clock times are those of Japan; another time zone is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tsunagari.calendar.days import DateRange, DayPattern, DaysOfWeek
from tsunagari.calendar.hours import DAY, Hours, HoursLine, Span
from tsunagari.exchange.hours_lines import between, days_in_order, ordered
from tsunagari.exchange.recurrence import Rule, dates, pattern, rule_of
from tsunagari.exchange.remarks import Unreadable
from tsunagari.exchange.row_notes import RowNotes
from tsunagari.exchange.tables import Row

LONGEST_NIGHT: Final = 16 * 60
"""Minutes that hours which end on the next day may last: longer ones are mostly a mistaken morning or afternoon."""
YEARS_LISTED: Final = 2
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate((
        ("monday", "mon", "mo", "月", "月曜", "月曜日"), ("tuesday", "tue", "tu", "火", "火曜", "火曜日"),
        ("wednesday", "wed", "we", "水", "水曜", "水曜日"), ("thursday", "thu", "th", "木", "木曜", "木曜日"),
        ("friday", "fri", "fr", "金", "金曜", "金曜日"), ("saturday", "sat", "sa", "土", "土曜", "土曜日"),
        ("sunday", "sun", "su", "日", "日曜", "日曜日"),
    ))
    for name in names
}  # fmt: skip
_CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00(?:\.0+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_JAPAN: Final = ("9", "9.0", "+9", "+09:00", "+0900", "09:00", "utc+9", "asia/tokyo", "jst", "japan")


@dataclass(slots=True)
class Openings:
    """What schedules say: blocks of hours that are a union, and whether some days are unknown."""

    hours: list[Hours] = field(default_factory=list)
    unknown: bool = False

    def ways(self) -> list[tuple[Hours, ...] | None]:
        """What stands behind 受付, one for each way."""
        return [*([tuple(self.hours)] if self.hours else []), *([None] if self.unknown or not self.hours else [])]


@dataclass(frozen=True, slots=True)
class _Part:
    """The hours of one row: days, spans, and between which dates."""

    days: tuple[DayPattern, ...]
    span: Span
    start: date | None = None
    end: date | None = None


def openings(rows: Sequence[Row], holidays: Sequence[Row], notes: RowNotes, on: date) -> Openings:
    """The hours of one owner; rows that cannot be read are refused and leave hours unknown."""
    found = Openings()
    parts: list[_Part] = []
    for row in rows:
        try:
            part = _part(row, notes, on)
        except Unreadable as unreadable:
            notes.refuse(unreadable, unreadable.fields.get("column", ""), row.where)
            found.unknown = True
            continue
        if part is None:
            found.unknown = True
        else:
            parts.append(part)
    together: dict[tuple[date | None, date | None], list[HoursLine]] = {}
    for part in parts:
        together.setdefault((part.start, part.end), []).append(HoursLine(part.days, (part.span,)))
    blocks = [between(Hours(_by_days(lines)), *ends) for ends, lines in together.items()]
    found.hours = sorted({ordered(one) for one in _with_holidays(blocks, holidays, notes, found)}, key=repr)
    return found


def _by_days(lines: Iterable[HoursLine]) -> tuple[HoursLine, ...]:
    """Lines of the same days as one, weekday by weekday, so that the order of rows leaves no trace."""
    spans: dict[DayPattern, set[Span]] = {}
    for line in lines:
        for day in line.days:
            for one in [DaysOfWeek((number,)) for number in day.days] if isinstance(day, DaysOfWeek) else [day]:
                spans.setdefault(one, set()).update(line.spans)
    return tuple(
        HoursLine((day,), tuple(sorted(each, key=lambda span: (span.start, span.end)))) for day, each in spans.items()
    )


def _part(row: Row, notes: RowNotes, on: date) -> _Part | None:
    """The hours of a row; None where it gives no time. Raises Unreadable."""
    zone = row.get("timezone").strip().casefold()
    if zone and zone not in _JAPAN:
        raise Unreadable("other-time-zone", text=zone, column="timezone")
    opens, closes = row.get("opens_at"), row.get("closes_at")
    if not opens and not closes:
        notes.ledger.blank(row.where, notes.table, "opens_at, closes_at")
        return None
    if not opens or not closes:
        raise Unreadable("half-a-span", column="closes_at" if opens else "opens_at")
    span = _span(opens, closes, row, notes)
    for column in ("description", "notes"):
        if text := row.get(column):
            notes.doubt_at(row.where.at(column), "words-beside-hours", text=text)
    start, end = _limits(row)
    if weekday := row.get("weekday"):
        number = _WEEKDAYS.get(unicodedata.normalize("NFKC", weekday).strip().casefold())
        if number is None:
            raise Unreadable("not-a-weekday", text=weekday, column="weekday")
        return _Part((DaysOfWeek((number,)),), span, start, end)
    return _recurring(row, span, start, end, notes, on)


def _recurring(row: Row, span: Span, start: date | None, end: date | None, notes: RowNotes, on: date) -> _Part:
    """A row with a rule of recurrence, or with dates only."""
    if not row.get("freq"):
        if row.get("byday"):  # HSDS 3 lets the frequency be understood
            cells: Mapping[str, str] = {**row.cells, "freq": "WEEKLY"}
        elif start is not None and end is not None:
            return _Part((DateRange(start, end),), span)
        else:
            raise Unreadable("not-a-rule", text="freq", column="freq")
    else:
        cells = row.cells
    counted = _day(row, "dtstart") or _day(row, "valid_from")
    rule = rule_of(cells, counted, end)
    days = pattern(rule)
    if days is not None:
        return _Part((days,), span, start, end)
    if rule.start is None:
        raise Unreadable("not-a-rule", text="dtstart", column="dtstart")
    return _Part(_listed(rule, row, notes, on, start), span)


def _listed(rule: Rule, row: Row, notes: RowNotes, on: date, start: date | None) -> tuple[DayPattern, ...]:
    """The dates of a rule that the language has no days for."""
    last = date(min(on.year + YEARS_LISTED, 9999), 12, 31)
    found = [day for day in dates(rule, last) if start is None or day >= start]
    if not found:
        raise Unreadable("never-open", column="freq")
    if rule.until is None or rule.until > last:
        notes.doubt_at(row.where.at("freq"), "dates-listed", text=last.isoformat())
    return days_in_order(DateRange(day, day) for day in found)


def _limits(row: Row) -> tuple[date | None, date | None]:
    """Between which dates a row holds: the later of its starts, the earlier of its ends."""
    starts = [day for day in (_day(row, "valid_from"), _day(row, "dtstart")) if day is not None]
    ends = [day for day in (_day(row, "valid_to"), _day(row, "until")) if day is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and end < start:
        raise Unreadable("never-open", column="valid_to")
    return start, end


def _day(row: Row, column: str) -> date | None:
    text = row.get(column).strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Unreadable("not-a-rule", text=text, column=column) from None


def _minutes(text: str, column: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    match = _CLOCK.fullmatch(plain)
    if match is None or int(match[1]) > 24 or int(match[2]) > 59 or (int(match[1]) == 24 and int(match[2])):
        raise Unreadable("no-such-time", text=text, column=column)
    if match[3] and match[3] not in ("+09:00", "+0900"):
        raise Unreadable("other-time-zone", text=text, column=column)
    return int(match[1]) * 60 + int(match[2])


def _span(opens: str, closes: str, row: Row, notes: RowNotes) -> Span:
    start, end = _minutes(opens, "opens_at"), _minutes(closes, "closes_at")
    if start >= DAY:
        raise Unreadable("no-such-time", text=opens, column="opens_at")
    if end == start == 0:
        return Span(0, DAY)
    if end <= start:
        if end + DAY - start > LONGEST_NIGHT:
            raise Unreadable("long-night", text=f"{opens}-{closes}", column="closes_at")
        if end:
            notes.doubt_at(row.where.at("closes_at"), "over-midnight", text=f"{opens}-{closes}")
        end += DAY
    return Span(start, end)


def _with_holidays(blocks: list[Hours], rows: Sequence[Row], notes: RowNotes, found: Openings) -> list[Hours]:
    """The hours less the days of holiday schedules, and these with hours of their own where they are open."""
    cuts: list[DayPattern] = []
    extra: list[Hours] = []
    for row in rows:
        try:
            start, end = _day(row, "start_date"), _day(row, "end_date")
            if start is None or end is None or end < start:
                raise Unreadable("half-a-span", column="end_date")
            days = DateRange(start, end)
            if row.get("closed").casefold() not in ("true", "1", "yes", "y"):
                opens, closes = row.get("opens_at"), row.get("closes_at")
                if opens and closes:
                    extra.append(Hours((HoursLine((days,), (_span(opens, closes, row, notes),)),)))
                else:
                    found.unknown = True
            cuts.append(days)
        except Unreadable as unreadable:
            notes.refuse(unreadable, unreadable.fields.get("column", ""), row.where)
            found.unknown = True
    return [replace(one, cuts=(*one.cuts, *cuts)) for one in blocks] + extra
