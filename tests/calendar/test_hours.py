"""The calendar on real weeks: hours as desks print them, over every minute of 2024 to 2032.

Each desk is written twice: as a value, and as a plain function from a date to its spans that asks the
package `holidays` instead of jpholiday.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import holidays as other_holidays
import pytest

from tsunagari.calendar.days import (
    DateRange,
    DayPattern,
    DaysOfWeek,
    HolidayDays,
    MonthDays,
    NthDays,
    Weekdays,
    WeekendsAndHolidays,
    YearlyRange,
)
from tsunagari.calendar.holidays import FixedHolidays, NoHolidays, japanese_holidays
from tsunagari.calendar.hours import (
    AROUND_THE_CLOCK,
    EVERY_MINUTE,
    JST,
    Hours,
    HoursLine,
    NaiveTime,
    Span,
    Substitution,
    day_spans,
    is_open,
    minutes_open,
    next_opening,
)

FIRST, LAST = date(2024, 1, 1), date(2032, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
OTHER = frozenset(other_holidays.country_holidays("JP", years=range(2023, 2034)))
MINUTE = timedelta(minutes=1)
DAILY = DaysOfWeek(tuple(range(7)))
NEW_YEAR = YearlyRange((12, 29), (1, 3))
JAPAN = japanese_holidays()

# Days on which jpholiday and the package `holidays` disagree, and which of them is right and why.
DIFFERENCES: dict[date, str] = {}


def hm(text: str) -> int:
    """Read 8:30 or 32:00 as minutes from midnight."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def spans(*texts: str) -> tuple[Span, ...]:
    """Read spans such as 8:30-12:00."""
    return tuple(Span(*map(hm, text.split("-"))) for text in texts)


def line(days: DayPattern, *texts: str) -> HoursLine:
    """Make a line from one pattern."""
    return HoursLine((days,), spans(*texts))


def dates(first: str, last: str) -> DateRange:
    """Make a span of dates."""
    return DateRange(date.fromisoformat(first), date.fromisoformat(last))


def tokyo(text: str) -> datetime:
    """Read 2026-05-01 15:00 as Asia/Tokyo."""
    return datetime.fromisoformat(text).replace(tzinfo=JST)


def turn_of_year(day: date) -> bool:
    """Tell whether a day is one of December 29 to January 3."""
    return f"{day:%m%d}" >= "1229" or f"{day:%m%d}" <= "0103"


def office(day: date) -> list[str]:
    """Weekdays and the second Saturday, closed on holidays and at the turn of the year."""
    if day in OTHER or turn_of_year(day):
        return []
    if f"{day:%a}" == "Sat":
        return ["9:00-12:00"] if 8 <= day.day <= 14 else []
    return [] if f"{day:%a}" == "Sun" else ["8:30-12:00", "13:00-17:15"]


def sunday_desk(day: date) -> list[str]:
    """Monday to Saturday until 21:00, Sundays until 17:00, holidays as Sundays."""
    return ["10:00-17:00"] if day in OTHER or f"{day:%a}" == "Sun" else ["10:00-21:00"]


def night_line(day: date) -> list[str]:
    """Friday and Saturday from 22:00 to 8:00, and the nights from December 25; not on holidays."""
    if day in OTHER:
        return []
    last_week = ["20:00-30:00"] if f"{day:%m%d}" >= "1225" else []
    return last_week + (["22:00-32:00"] if f"{day:%a}" in ("Fri", "Sat") else [])


def as_usual(day: date) -> list[str]:
    """Monday to Friday, on holidays too."""
    return ["9:00-17:00"] if f"{day:%a}" not in ("Sat", "Sun") else []


def weekend_desk(day: date) -> list[str]:
    """Saturdays, Sundays and holidays to 47:59, closed on the 10th and the 31st."""
    if day.day in (10, 31):
        return []
    return ["18:00-47:59"] if day in OTHER or f"{day:%a}" in ("Sat", "Sun") else []


def fifth_days(day: date) -> list[str]:
    """First, third and fifth Monday and Wednesday to midnight, a minute on leap days, once in 2028."""
    found = []
    if f"{day:%a}" in ("Mon", "Wed") and (day.day - 1) // 7 in (0, 2, 4):
        found.append("13:00-24:00")
    if (day.month, day.day) == (2, 29):
        found.append("0:00-0:01")
    if date(2028, 8, 13) <= day <= date(2028, 8, 16):
        found += ["23:59-24:01", "6:00-12:00", "11:00-13:30"]
    return found


DESKS: dict[str, tuple[Hours, Callable[[date], list[str]]]] = {
    "office": (
        Hours(
            (line(Weekdays(), "8:30-12:00", "13:00-17:15"), line(NthDays((2,), (5,)), "9:00-12:00")),
            cuts=(HolidayDays(), NEW_YEAR),
        ),
        office,
    ),
    "holidays as Sundays": (
        Hours(
            (line(DaysOfWeek((0, 1, 2, 3, 4, 5)), "10:00-21:00"), line(DaysOfWeek((6,)), "10:00-17:00")),
            substitutions=(Substitution(6, (HolidayDays(),)),),
        ),
        sunday_desk,
    ),
    "night": (
        Hours(
            (
                line(YearlyRange((12, 25), (12, 31)), "20:00-30:00"),
                line(DaysOfWeek((4, 5)), "22:00-32:00"),
            ),
            cuts=(HolidayDays(),),
        ),
        night_line,
    ),
    "holidays as usual": (Hours((line(DaysOfWeek((0, 1, 2, 3, 4)), "9:00-17:00"),)), as_usual),
    "weekend": (
        Hours((line(WeekendsAndHolidays(), "18:00-47:59"),), cuts=(MonthDays((10, 31)),)),
        weekend_desk,
    ),
    "fifth, leap and dated days": (
        Hours(
            (
                line(NthDays((1, 3, 5), (0, 2)), "13:00-24:00"),
                line(YearlyRange((2, 29), (2, 29)), "0:00-0:01"),
                line(dates("2028-08-13", "2028-08-16"), "11:00-13:30", "6:00-12:00", "23:59-24:01"),
            )
        ),
        fifth_days,
    ),
    "around the clock": (AROUND_THE_CLOCK, lambda day: ["0:00-24:00"]),
    "never": (Hours((line(DAILY, "0:00-24:00"),), cuts=(DAILY,)), lambda day: []),
}


def marked(by_hand: Callable[[date], list[str]]) -> bytearray:
    """Mark the open minutes from midnight of FIRST, spans of the day before included."""
    marks = bytearray((len(ALL_DAYS) + 3) * 1440)
    for number, day in enumerate([FIRST - timedelta(days=1), *ALL_DAYS]):
        for text in by_hand(day):
            start, end = (number * 1440 + hm(part) for part in text.split("-"))
            marks[start:end] = b"\1" * (end - start)
    return marks[1440 : (len(ALL_DAYS) + 1) * 1440]


@pytest.mark.parametrize("desk", DESKS)
def test_every_minute_of_2024_to_2032_is_classified(desk: str) -> None:
    """All 4.7 million minutes agree with the hours written by hand, and so do openness and next opening
    a minute before, at, and a minute after every turn."""
    value, by_hand = DESKS[desk]
    marks = marked(by_hand)
    digits = marks.translate(bytes.maketrans(b"\0\1", b"01")).decode()
    for number, day in enumerate(ALL_DAYS):
        found = f"{minutes_open([value], day, JAPAN):01440b}"[::-1]
        assert found == digits[number * 1440 : (number + 1) * 1440]
    midnight = datetime.combine(FIRST, time(), JST)
    for turn in (edge.start() for edge in re.finditer("^.|(?<=0)1|(?<=1)0", digits)):
        for minute in range(max(0, turn - 1), min(turn + 2, len(marks))):
            at, horizon = midnight + minute * MINUTE, minute + 400 * 1440 + 1
            assert is_open([value], at, JAPAN) == bool(marks[minute])
            opening = marks.find(1, minute, horizon)
            if opening >= 0:
                assert next_opening([value], at, JAPAN) == midnight + opening * MINUTE
            elif horizon <= len(marks):
                assert next_opening([value], at, JAPAN) is None


@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_has_an_hour_of_each_kind(desk: str) -> None:
    """No desk of the classification is open or closed by accident: only the two extremes are constant."""
    marks = marked(DESKS[desk][1])
    constant = {"around the clock": {1}, "never": {0}}
    assert set(marks) == constant.get(desk, {0, 1})


def test_hours_are_values() -> None:
    """Hours can be keys, and a copy with equal fields is the same key."""
    desks = [value for value, _ in DESKS.values()]
    copies = [replace(desk, lines=tuple(replace(one) for one in desk.lines)) for desk in desks]
    assert len(set(desks)) == len(desks) == len({*desks, *copies})


def test_japanese_holidays_agree_with_another_package() -> None:
    """jpholiday and the package `holidays` name the same days of 2024 to 2032, but for the ones listed."""
    disagreeing = {day for day in ALL_DAYS if JAPAN.is_holiday(day) != (day in OTHER)}
    assert disagreeing == set(DIFFERENCES)
    assert len([day for day in ALL_DAYS if JAPAN.is_holiday(day)]) == 165


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-06", True),  # substitute day, for Sunday May 3
        ("2026-09-22", True),  # between two holidays
        ("2026-09-24", False),
        ("2024-02-12", True),  # substitute day
        ("2019-10-22", True),  # enthronement
        ("2026-12-31", False),
    ],
)
def test_holidays_follow_the_act(text: str, expected: bool) -> None:
    """Substitute days, days between holidays and holidays of a single year are holidays."""
    assert JAPAN.is_holiday(date.fromisoformat(text)) is expected


def test_holidays_answer_for_the_first_and_the_last_day_there_is() -> None:
    """Year 1 and year 9999 do not raise; New Year's Eve is never a holiday."""
    assert not JAPAN.is_holiday(date.max) and not JAPAN.is_holiday(date.max - timedelta(days=1))
    assert not JAPAN.is_holiday(date(1, 12, 31))
    assert JAPAN.is_holiday(date(9999, 1, 1))


def test_japanese_holidays_are_one_calendar() -> None:
    """The calendar is made once, and holidays that others register with jpholiday do not enter it."""
    import jpholiday

    class EveryDay(jpholiday.OriginalHolidayCheckerInterface):
        def is_holiday(self, date: date) -> bool:
            return True

        def holiday_name(self, date: date) -> str:
            return "毎日"

    assert japanese_holidays() is japanese_holidays()
    foreign = EveryDay()
    jpholiday.register(foreign)
    try:
        assert not JAPAN.is_holiday(date(2041, 6, 3))
    finally:
        jpholiday.unregister(foreign)


NIGHT = Hours((line(DaysOfWeek((5,)), "22:00-32:00"),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-16 21:59:59.999999", False),
        ("2026-05-16 22:00", True),
        ("2026-05-17 00:00", True),
        ("2026-05-17 07:59:59.999999", True),
        ("2026-05-17 08:00", False),
        ("2026-05-16 07:59", False),
    ],
)
def test_a_night_belongs_to_the_day_it_starts_on(text: str, expected: bool) -> None:
    """Saturday 22:00 to next-day 8:00 is open on Sunday morning, to the microsecond, not on Saturday's."""
    assert is_open([NIGHT], tokyo(text), NoHolidays()) is expected


def test_a_cut_does_not_end_the_night_that_runs_into_it() -> None:
    """A closed Sunday leaves Saturday's night open until it ends; a closed Saturday removes the night."""
    saturday, sunday = dates("2026-05-16", "2026-05-16"), dates("2026-05-17", "2026-05-17")
    morning = tokyo("2026-05-17 03:00")
    assert is_open([Hours(NIGHT.lines, (sunday,))], morning, NoHolidays())
    assert not is_open([Hours(NIGHT.lines, (saturday,))], morning, NoHolidays())


def test_a_holiday_counted_as_sunday_takes_the_sunday_lines_only() -> None:
    """Monday May 4, 2026, a holiday counted as Sunday, is no weekday but a Sunday and a first Sunday."""
    monday = date(2026, 5, 4)
    holiday = FixedHolidays(frozenset({monday}))
    as_sunday = (Substitution(6, (HolidayDays(),)),)
    cases: dict[DayPattern, bool] = {
        Weekdays(): False,
        DaysOfWeek((0,)): False,
        DaysOfWeek((6,)): True,
        NthDays((1,), (6,)): True,
        NthDays((2,), (6,)): False,
        HolidayDays(): True,
        WeekendsAndHolidays(): True,
        MonthDays((4,)): True,
    }
    for pattern, expected in cases.items():
        hours = Hours((line(pattern, "9:00-12:00"),), substitutions=as_sunday)
        assert day_spans([hours], monday, holiday) == (spans("9:00-12:00") if expected else ()), pattern


def test_cuts_and_substitutions_see_the_real_weekday() -> None:
    """Cutting Mondays closes a holiday Monday that counts as Sunday; cutting Sundays does not."""
    monday = date(2026, 5, 4)
    holiday = FixedHolidays(frozenset({monday}))
    swap = (Substitution(6, (DaysOfWeek((0,)),)), Substitution(0, (DaysOfWeek((6,)),)))
    lines = (line(DaysOfWeek((6,)), "9:00-12:00"),)
    assert day_spans([Hours(lines, (DaysOfWeek((0,)),), swap)], monday, holiday) == ()
    assert day_spans([Hours(lines, (DaysOfWeek((6,)),), swap)], monday, holiday) == spans("9:00-12:00")
    assert day_spans([Hours(lines, (), swap)], monday - timedelta(days=1), holiday) == ()


def test_two_substitutions_for_a_day_both_hold() -> None:
    """A day that counts as Saturday and as Sunday has the lines of both, in either order."""
    lines = (line(DaysOfWeek((5,)), "9:00-12:00"), line(DaysOfWeek((6,)), "15:00-17:00"))
    both = (Substitution(5, (MonthDays((5,)),)), Substitution(6, (DaysOfWeek((1,)),)))
    for order in (both, both[::-1]):
        found = day_spans([Hours(lines, (), order)], date(2026, 5, 5), NoHolidays())
        assert found == spans("9:00-12:00", "15:00-17:00")


def test_golden_week_opens_again_after_it() -> None:
    """From Saturday May 2, 2026, the next opening on weekdays is Thursday May 7."""
    assert next_opening([DESKS["office"][0]], tokyo("2026-05-02 16:30"), JAPAN) == tokyo("2026-05-07 08:30")


def test_the_turn_of_the_year_is_closed_on_both_sides() -> None:
    """December 28, 2026, 17:15 leads to January 4, 2027."""
    hours = [DESKS["office"][0]]
    assert is_open(hours, tokyo("2026-12-28 17:14"), JAPAN)
    assert next_opening(hours, tokyo("2026-12-28 17:15"), JAPAN) == tokyo("2027-01-04 08:30")


def test_the_horizon_is_days_of_24_hours_to_the_minute() -> None:
    """An opening exactly `days` days ahead is found, one a minute later is not; the default is 400 days."""
    hours = [Hours((line(dates("2027-06-05", "2027-06-05"), "15:00-16:00"),))]
    assert next_opening(hours, tokyo("2026-05-01 15:00:30"), NoHolidays()) == tokyo("2027-06-05 15:00")
    assert next_opening(hours, tokyo("2026-05-01 14:59:59"), NoHolidays()) is None
    assert next_opening(hours, tokyo("2027-06-05 14:59"), NoHolidays(), days=0) is None


def test_a_period_opens_at_its_first_midnight_and_includes_its_last_day() -> None:
    """A night desk in effect from a Sunday opens at 0:00 of it; after the last day nothing opens."""
    sunday = date(2026, 5, 17)
    at = tokyo("2026-05-16 22:30")
    assert next_opening([NIGHT], at, NoHolidays(), periods=[(sunday, None)]) == tokyo("2026-05-17 00:00")
    assert next_opening([NIGHT], at, NoHolidays(), periods=[(sunday, sunday)]) is not None
    later = [(at.date(), None), (sunday, None), (None, None)]
    assert next_opening([NIGHT], at, NoHolidays(), periods=later) == tokyo("2026-05-17 00:00")
    assert next_opening([NIGHT], at, NoHolidays(), periods=[(None, date(2026, 5, 15))]) is None
    assert next_opening([NIGHT], at, NoHolidays(), periods=[(sunday, None), (None, at.date())]) is None


def test_asia_tokyo_and_other_zones_are_read_as_the_same_instant() -> None:
    """Zones with daylight saving are converted, and answers come back in Asia/Tokyo."""
    at = datetime(2026, 5, 16, 9, 0, tzinfo=ZoneInfo("America/New_York"))  # 22:00 in Tokyo
    assert is_open([NIGHT], at, NoHolidays()) and not is_open([NIGHT], at - MINUTE, NoHolidays())
    answer = next_opening([NIGHT], at - MINUTE, NoHolidays())
    assert answer is not None and answer.tzinfo is JST and str(answer) == "2026-05-16 22:00:00+09:00"


def test_an_instant_outside_the_calendar_is_on_no_day() -> None:
    """Where Asia/Tokyo has no such year, nothing is open and nothing opens, and nothing raises."""
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-1))
    for at in (datetime.max.replace(tzinfo=west), datetime.min.replace(tzinfo=east)):
        assert not is_open([AROUND_THE_CLOCK], at, JAPAN)
        assert next_opening([AROUND_THE_CLOCK], at, JAPAN) is None
    end = datetime.max.replace(tzinfo=JST)
    assert next_opening([AROUND_THE_CLOCK], end, JAPAN) == end.replace(second=0, microsecond=0)
    assert minutes_open([AROUND_THE_CLOCK], date.min, JAPAN) == EVERY_MINUTE


def test_a_naive_instant_is_an_error_without_its_value() -> None:
    """The error carries a code and says what to write, never the instant."""
    with pytest.raises(NaiveTime) as caught:
        is_open([NIGHT], datetime(2026, 5, 16, 22), NoHolidays())
    assert caught.value.code == "naive-time" and caught.value.__context__ is None
    assert "2026" not in repr(caught.value) and "+09:00" in str(caught.value)
