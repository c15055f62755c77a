"""Which days does a line of hours speak of?

Law: a pattern is a plain value, and `matches` decides it from the calendar date alone, from whether that
date is a holiday, and from the weekday that the date counts as. A pattern that looks at the weekday
(平日, 月〜金, 第2土曜, 土日祝) sees the weekday counted as; every other one sees the date. Equal meanings
in a list are equal values: order and repetition in a list are dropped when the pattern is made.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

MONDAY, SATURDAY, SUNDAY = 0, 5, 6

MonthDay: TypeAlias = tuple[int, int]
"""Month 1..12 and day of that month; (2, 29) exists in leap years only."""

_LEAP_YEAR = 2000


def _listed(values: Iterable[int], low: int, high: int, what: str) -> tuple[int, ...]:
    """Sort the numbers and drop repetitions; a ValueError if there is none or one lies outside low..high."""
    listed = tuple(sorted(set(values)))
    if not listed or listed[0] < low or listed[-1] > high:
        raise ValueError(f"{what} must be one or more numbers from {low} to {high}")
    return listed


@dataclass(frozen=True, slots=True)
class Weekdays:
    """平日: Monday to Friday, holidays left out."""


@dataclass(frozen=True, slots=True)
class DaysOfWeek:
    """月〜金, 土曜, 毎日: the weekdays listed (Monday = 0), on holidays too."""

    days: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", _listed(self.days, MONDAY, SUNDAY, "weekdays"))


@dataclass(frozen=True, slots=True)
class NthDays:
    """第2・第4土曜: the nth (1..5) in a month of the weekdays listed (Monday = 0).

    The date itself is counted: days 1 to 7 are the first, whatever weekday they count as.
    """

    nths: tuple[int, ...]
    days: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "nths", _listed(self.nths, 1, 5, "the counts in a month"))
        object.__setattr__(self, "days", _listed(self.days, MONDAY, SUNDAY, "weekdays"))


@dataclass(frozen=True, slots=True)
class HolidayDays:
    """祝日: holidays, whatever weekday they count as."""


@dataclass(frozen=True, slots=True)
class WeekendsAndHolidays:
    """土日祝: Saturdays, Sundays and holidays."""


@dataclass(frozen=True, slots=True)
class MonthDays:
    """毎月10日: days of the month (1..31); a month too short for a day has none."""

    days: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", _listed(self.days, 1, 31, "days of the month"))


@dataclass(frozen=True, slots=True)
class YearlyRange:
    """12月29日〜1月3日: every year, both ends included, over the turn of the year where start lies after end.

    February 29 as an end counts to February 28 in common years, as a start from March 1;
    alone it means leap years only.
    """

    start: MonthDay
    end: MonthDay

    def __post_init__(self) -> None:
        for month, day in (self.start, self.end):
            if not (1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]):
                raise ValueError("a day of every year must be a month and a day of that month")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dates of one span, both ends included; a single date has equal ends."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a span of dates must not end before it starts")


DayPattern: TypeAlias = (
    Weekdays | DaysOfWeek | NthDays | HolidayDays | WeekendsAndHolidays | MonthDays | YearlyRange | DateRange
)


def matches(pattern: DayPattern, day: date, *, weekday: int, holiday: bool) -> bool:
    """Tell whether `pattern` speaks of `day`, which counts as `weekday` (Monday = 0), a holiday or not."""
    match pattern:
        case Weekdays():
            return weekday < SATURDAY and not holiday
        case DaysOfWeek(days):
            return weekday in days
        case HolidayDays():
            return holiday
        case WeekendsAndHolidays():
            return weekday >= SATURDAY or holiday
        case YearlyRange(start, end):
            today = (day.month, day.day)
            return start <= today <= end if start <= end else today >= start or today <= end
        case DateRange(first, last):
            return first <= day <= last
        case NthDays(nths, days):
            return weekday in days and (day.day + 6) // 7 in nths
        case MonthDays(days):
            return day.day in days
