"""Hours as lines of the rule language, and back.

Law: reading the lines that are written gives the same hours; equal hours have equal lines, whatever order they were
made in. The name of a block of hours is its lines, so that a table whose rows are shuffled gives the same text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from tsunagari.calendar.days import DateRange, DayPattern, DaysOfWeek, NthDays
from tsunagari.calendar.hours import AROUND_THE_CLOCK, Hours, HoursLine, Span, Substitution
from tsunagari.syntax.ast import DayList, Field, Opening
from tsunagari.syntax.written import a_day, hours_line

EVERY_DAY: Final = DaysOfWeek(tuple(range(7)))
_AS: Final = {0: "as-monday", 5: "as-saturday", 6: "as-sunday"}
_AS_JA: Final = {0: "月曜扱い", 5: "土曜扱い", 6: "日曜扱い"}
_LONGEST_NAME: Final = 120


def ordered(hours: Hours) -> Hours:
    """The same hours with days, spans and lines in their one order; days of one week are one pattern."""
    together: dict[tuple[Span, ...], list[DayPattern]] = {}
    for line in hours.lines:
        spans = tuple(sorted(set(line.spans), key=lambda span: (span.start, span.end)))
        if spans:
            together.setdefault(spans, []).extend(line.days)
    lines = [HoursLine(days_in_order(days), spans) for spans, days in together.items()]
    substitutions = [
        Substitution(
            weekday, days_in_order(day for one in hours.substitutions if one.weekday == weekday for day in one.days)
        )
        for weekday in sorted({one.weekday for one in hours.substitutions})
    ]
    return Hours(
        tuple(sorted(lines, key=_line_key)),
        days_in_order(hours.cuts) if hours.cuts else (),
        tuple(substitutions),
    )


def days_in_order(days: Iterable[DayPattern]) -> tuple[DayPattern, ...]:
    """Patterns as the reader of the language orders them: one for the weekdays, one for each weekday of 第2土曜."""
    week: set[int] = set()
    nths: dict[int, set[int]] = {}
    others: set[DayPattern] = set()
    for day in days:
        if isinstance(day, DaysOfWeek):
            week |= set(day.days)
        elif isinstance(day, NthDays):
            for weekday in day.days:
                nths.setdefault(weekday, set()).update(day.nths)
        else:
            others.add(day)
    found: list[DayPattern] = [*others, *(NthDays(tuple(nth), (weekday,)) for weekday, nth in nths.items())]
    if week:
        found.append(DaysOfWeek(tuple(week)))
    return tuple(sorted(found, key=repr))


def _line_key(line: HoursLine) -> tuple[tuple[int, str], str]:
    return min(_day_key(day) for day in line.days), repr(line)


def _day_key(day: DayPattern) -> tuple[int, str]:
    if isinstance(day, DaysOfWeek):
        return (day.days[0] + (10 if len(day.days) < 7 else 0), "")
    if isinstance(day, DateRange):
        return (30, day.start.isoformat())
    return ({"Weekdays": 1, "NthDays": 20}.get(type(day).__name__, 25), repr(day))


def written_lines(hours: Hours, language: str = "ja") -> list[str]:
    """The lines of a block of hours as the printer writes them."""
    comma = "、" if language == "ja" else ", "
    out = [comma.join(hours_line(line, language)) for line in hours.lines]
    if hours.cuts:
        out.append(
            ("除く " if language == "ja" else "except ") + comma.join(a_day(day, language) for day in hours.cuts)
        )
    for one in hours.substitutions:
        days = comma.join(a_day(day, language) for day in one.days)
        out.append(
            f"{_AS_JA[one.weekday]} {days}" if language == "ja" else f"{_AS[one.weekday].replace('-', ' ')} {days}"
        )
    return out


def block_fields(hours: Hours) -> tuple[Field, ...]:
    """The fields of a block of hours."""
    fields = [Field("", Opening(line)) for line in hours.lines]
    if hours.cuts:
        fields.append(Field("except", DayList(hours.cuts)))
    fields += [Field(_AS[one.weekday], DayList(one.days, one.weekday)) for one in hours.substitutions]
    return tuple(fields)


def hours_of_fields(fields: Sequence[Field]) -> Hours:
    """The hours that the fields of a block say, in order."""
    lines = tuple(field.value.line for field in fields if isinstance(field.value, Opening))
    lists = [(field.keyword, field.value) for field in fields if isinstance(field.value, DayList)]
    cuts = tuple(day for keyword, value in lists if keyword == "except" for day in value.days)
    substitutions = tuple(
        Substitution(value.weekday, value.days) for keyword, value in lists if value.weekday is not None
    )
    return ordered(Hours(lines, cuts, substitutions))


def is_always(hours: Hours) -> bool:
    """Whether these are 24 hours of every day."""
    return hours == ordered(AROUND_THE_CLOCK)


def hours_name(hours: Hours) -> str:
    """What a block of these hours is called: its lines; long ones end in a fingerprint."""
    lines = written_lines(hours)
    name = " ".join(lines)
    if len(name) <= _LONGEST_NAME:
        return name
    mark = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    return f"{name[:_LONGEST_NAME].rstrip('、 ・')}・{mark}"


def between(hours: Hours, start: date | None, end: date | None) -> Hours:
    """The hours on the days from `start` to `end` only, both included."""
    cuts: list[DayPattern] = list(hours.cuts)
    if start is not None and start > date.min:
        cuts.append(DateRange(date.min, date.fromordinal(start.toordinal() - 1)))
    if end is not None and end < date.max:
        cuts.append(DateRange(date.fromordinal(end.toordinal() + 1), date.max))
    return ordered(Hours(hours.lines, tuple(cuts), hours.substitutions))
