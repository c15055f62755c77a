"""Which of all the hours of a ruleset are open at an instant?

Law: this is `calendar.hours.is_open` for many hours at once. Hours get numbers; what is open at an instant is a set of
numbers, found by bisection among the minutes at which something changes on such a day (weekday, holiday or not, the day
before a holiday or not). Patterns that look at the date (yearly, monthly, nth weekday, dates) are left out of that
table, and hours with one that may speak of the day or of the day before are asked one by one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import accumulate
from operator import xor
from types import MappingProxyType
from typing import Final, TypeAlias

from tsunagari.calendar.days import DateRange, DayPattern, MonthDays, NthDays, YearlyRange, matches
from tsunagari.calendar.holidays import FixedHolidays, Holidays
from tsunagari.calendar.hours import DAY, JST, Hours, day_spans, is_open, minutes_open, next_opening
from tsunagari.engine.index.bits import of_positions, positions

_FORTNIGHT: Final = 14
_LAST: Final = date.max - timedelta(days=_FORTNIGHT)
_MONDAY: Final = date(2024, 1, 1)
_LEAP_YEAR: Final = tuple(date(2024, 1, 1) + timedelta(days=n) for n in range(366))

Several: TypeAlias = tuple[Hours, ...]
"""Hours of which any suffices."""

Kind: TypeAlias = tuple[int, bool, bool]
"""Weekday (Monday = 0), whether the day is a holiday, whether the day before was one."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """`hours[n]` are the hours with number n.

    `weeks`: kind of day → minutes at which something changes (the first is 0) and what is open from each; `dated`:
    (month, day) → hours with a pattern that may speak of it; `ranges`: ordinals of dates and the same from each.
    """

    hours: tuple[Several, ...]
    holidays: Holidays
    weeks: Mapping[Kind, tuple[tuple[int, ...], tuple[int, ...]]]
    dated: Mapping[tuple[int, int], int]
    ranges: tuple[tuple[int, ...], tuple[int, ...]]

    def at(self, instant: datetime) -> Moment:
        """What is open at an instant of Asia/Tokyo."""
        day = instant.date()
        if day == date.min:
            return Moment(self, instant, 0, (1 << len(self.hours)) - 1)
        before = day - timedelta(days=1)
        holidays = self.holidays
        kind = (day.weekday(), holidays.is_holiday(day), holidays.is_holiday(before))
        minutes, opened = self.weeks[kind]
        usually = opened[bisect_right(minutes, instant.hour * 60 + instant.minute) - 1]
        return Moment(self, instant, usually, self._unsure(day, before))

    def on(self, day: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The minutes of a day of Asia/Tokyo at which something changes, the first is 0, and what is open from each."""
        before = day - timedelta(days=1)
        holidays = self.holidays
        minutes, opened = self.weeks[day.weekday(), holidays.is_holiday(day), holidays.is_holiday(before)]
        unsure = self._unsure(day, before)
        if not unsure:
            return minutes, opened
        numbers = list(positions(unsure))
        today, earlier = ([_starting(self.hours[n], one, holidays) for n in numbers] for one in (day, before))
        own, exact = _day(today, earlier)
        firsts = sorted({*minutes, *own})
        masks = []
        for first in firsts:
            usually = opened[bisect_right(minutes, first) - 1] & ~unsure
            found = exact[bisect_right(own, first) - 1]
            masks.append(usually | of_positions([numbers[n] for n in positions(found)], len(self.hours)))
        return tuple(firsts), tuple(masks)

    def first_minute(self, number: int, day: date, start: int) -> int | None:
        """The first minute of a day, from `start` on, at which the hours with this number are open."""
        before, holidays = day - timedelta(days=1), self.holidays
        if self._unsure(day, before) >> number & 1:
            minutes = minutes_open(self.hours[number], day, holidays) >> start
            return start + (minutes & -minutes).bit_length() - 1 if minutes else None
        firsts, opened = self.weeks[day.weekday(), holidays.is_holiday(day), holidays.is_holiday(before)]
        for place in range(bisect_right(firsts, start) - 1, len(firsts)):
            if opened[place] >> number & 1:
                return max(firsts[place], start)
        return None

    def _unsure(self, day: date, before: date) -> int:
        """The hours that look at one of two dates."""
        return self._dated(day) | self._dated(before)

    def _dated(self, day: date) -> int:
        first, hours = self.ranges
        return self.dated.get((day.month, day.day), 0) | hours[bisect_right(first, day.toordinal()) - 1]


class Moment:
    """One instant: hours are asked by number; what was asked of the calendar is kept as long as the instant."""

    __slots__ = ("_asked", "_instant", "_table", "_unsure", "_usually")

    def __init__(self, table: Timetable, instant: datetime, usually: int, unsure: int) -> None:
        self._table, self._instant, self._usually, self._unsure = table, instant, usually, unsure
        self._asked: dict[int, bool] = {}

    def is_open(self, number: int) -> bool:
        """Whether the hours with this number are open."""
        if not self._unsure >> number & 1:
            return bool(self._usually >> number & 1)
        if number not in self._asked:
            self._asked[number] = is_open(self._table.hours[number], self._instant, self._table.holidays)
        return self._asked[number]

    def next_open(self, number: int) -> datetime | None:
        """The earliest minute, from this one on, at which the hours are open, as `calendar.hours.next_opening` says."""
        table, today = self._table, self._instant.date()
        minute = self._instant.hour * 60 + self._instant.minute
        hours = table.hours[number]
        if date.min < today < _LAST:
            for ahead in range(_FORTNIGHT):
                day = today + timedelta(days=ahead)
                found = table.first_minute(number, day, 0 if ahead else minute)
                if found is not None:
                    return datetime(day.year, day.month, day.day, *divmod(found, 60), tzinfo=JST)
        return next_opening(hours, self._instant, table.holidays)


def timetable(hours: Iterable[Several], holidays: Holidays) -> Timetable:
    """The timetable of distinct hours, numbered in this order."""
    listed = tuple(hours)
    bearers: dict[DayPattern, int] = {}
    for number, several in enumerate(listed):
        for pattern in filter(_looks_at_dates, _patterns(several)):
            bearers[pattern] = bearers.get(pattern, 0) | 1 << number
    dated: dict[tuple[int, int], int] = {}
    for pattern, mask in bearers.items():
        if not isinstance(pattern, DateRange):
            for day in _LEAP_YEAR:
                if _may_match(pattern, day):
                    dated[day.month, day.day] = dated.get((day.month, day.day), 0) | mask
    ranges = [(one, mask) for one, mask in bearers.items() if isinstance(one, DateRange)]
    return Timetable(listed, holidays, MappingProxyType(_weeks(listed)), MappingProxyType(dated), _steps(ranges))


def _patterns(several: Several) -> Iterator[DayPattern]:
    for hours in several:
        yield from hours.cuts
        for line in hours.lines:
            yield from line.days
        for substitution in hours.substitutions:
            yield from substitution.days


def _looks_at_dates(pattern: DayPattern) -> bool:
    return isinstance(pattern, DateRange | MonthDays | NthDays | YearlyRange)


def _may_match(pattern: DayPattern, day: date) -> bool:
    """Whether the pattern may speak of this month and day in some year, whatever the weekday."""
    if isinstance(pattern, NthDays):
        return (day.day + 6) // 7 in pattern.nths
    return matches(pattern, day, weekday=0, holiday=False)


def _steps(ranges: Sequence[tuple[DateRange, int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First ordinals and, from each on, the hours with a span of dates around it."""
    firsts = sorted({0, *(day for one, _ in ranges for day in (one.start.toordinal(), one.end.toordinal() + 1))})
    found = [0] * len(firsts)
    for one, mask in ranges:
        for number in range(bisect_left(firsts, one.start.toordinal()), bisect_right(firsts, one.end.toordinal())):
            found[number] |= mask
    return tuple(firsts), tuple(found)


def _weeks(listed: Sequence[Several]) -> dict[Kind, tuple[tuple[int, ...], tuple[int, ...]]]:
    weekly = [tuple(map(_without_dates, several)) for several in listed]
    spans = {
        (weekday, holiday): [_spans(several, weekday, holiday) for several in weekly]
        for weekday in range(7)
        for holiday in (False, True)
    }
    return {
        (weekday, holiday, eve): _day(spans[weekday, holiday], spans[(weekday - 1) % 7, eve])
        for weekday in range(7)
        for holiday in (False, True)
        for eve in (False, True)
    }


def _without_dates(hours: Hours) -> Hours:
    """The hours on days of which no pattern that looks at dates speaks."""

    def kept(days: tuple[DayPattern, ...]) -> tuple[DayPattern, ...]:
        return tuple(day for day in days if not _looks_at_dates(day))

    return Hours(
        tuple(replace(line, days=kept(line.days)) for line in hours.lines),
        kept(hours.cuts),
        tuple(replace(one, days=kept(one.days)) for one in hours.substitutions),
    )


def _spans(several: Several, weekday: int, holiday: bool) -> list[tuple[int, int]]:
    """The spans that start on such a day."""
    day = _MONDAY + timedelta(days=weekday)
    return _starting(several, day, FixedHolidays(frozenset((day,) if holiday else ())))


def _starting(several: Several, day: date, holidays: Holidays) -> list[tuple[int, int]]:
    """The spans that start on a day."""
    return [(span.start, span.end) for span in day_spans(several, day, holidays)]


def _day(
    today: Sequence[list[tuple[int, int]]], before: Sequence[list[tuple[int, int]]]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The minutes of a day at which something opens or closes, and what is open from each on."""
    changes = {0: 0}
    for number, (own, earlier) in enumerate(zip(today, before, strict=True)):
        minutes = 0
        for start, end in (*own, *((0, end - DAY) for _, end in earlier if end > DAY)):
            minutes |= (1 << end) - (1 << start)
        minutes &= (1 << DAY) - 1
        edges = minutes ^ minutes << 1
        while edges:
            low = edges & -edges
            edges ^= low
            minute = low.bit_length() - 1
            if minute < DAY:
                changes[minute] = changes.get(minute, 0) ^ 1 << number
    firsts = sorted(changes)
    return tuple(firsts), tuple(accumulate((changes[minute] for minute in firsts), xor))
