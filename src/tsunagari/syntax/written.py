"""Small values as people write them, in Japanese or English: the inverse of the readers.

Law: reading what is written here gives the value again.
"""

from __future__ import annotations

from datetime import date

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
from tsunagari.calendar.hours import HoursLine, Span
from tsunagari.syntax.ast import Ages, Dates

_WEEK_JA = "月火水木金土日"
_WEEK_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NTH_EN = ("first", "second", "third", "fourth", "fifth")
_EVERY_DAY = tuple(range(7))
OLDEST = 120


def a_date(day: date, language: str) -> str:
    """2026年4月1日, 2026-04-01."""
    return (
        f"{day.year:04}年{day.month}月{day.day}日" if language == "ja" else f"{day.year:04}-{day.month:02}-{day.day:02}"
    )


def a_period(dates: Dates, language: str) -> str:
    """…から…まで, from … until …."""
    start = a_date(dates.start, language) if dates.start else ""
    end = a_date(dates.end, language) if dates.end else ""
    if language == "ja":
        return (start and start + "から") + (end and end + "まで")
    return " ".join(part for part in (start and "from " + start, end and "until " + end) if part)


def an_age_range(low: int, high: int, language: str) -> str:
    """18歳未満, under 18; both ends included."""
    ja = language == "ja"
    if low == high:
        return f"{low}歳" if ja else str(low)
    if low == 0:
        return f"{high + 1}歳未満" if ja else f"under {high + 1}"
    if high == OLDEST:
        return f"{low}歳以上" if ja else f"{low} or over"
    return f"{low}〜{high}歳" if ja else f"{low}..{high}"


def ages(value: Ages, language: str) -> list[str]:
    """Each range."""
    return [an_age_range(low, high, language) for low, high in value.ranges]


def a_time(minutes: int, language: str) -> str:
    """8:30, 翌8:30; 24:00 stays 24:00."""
    if minutes <= 1440:
        return f"{minutes // 60}:{minutes % 60:02}"
    after = minutes - 1440
    return ("翌" if language == "ja" else "next-day ") + f"{after // 60}:{after % 60:02}"


def a_span(span: Span, language: str) -> str:
    """8:30〜12:00."""
    return a_time(span.start, language) + ("〜" if language == "ja" else "-") + a_time(span.end, language)


def hours_line(line: HoursLine, language: str) -> list[str]:
    """The pieces of a line between commas."""
    spans = [a_span(span, language) for span in line.spans]
    if line.spans == (Span(0, 1440),):
        spans = ["24時間" if language == "ja" else "around-the-clock"]
    named = [a_day(pattern, language) for pattern in line.days]
    return [*named[:-1], f"{named[-1]} {spans[0]}", *spans[1:]]


def a_day(pattern: DayPattern, language: str) -> str:
    """平日, weekdays, 第2・第4土曜, 12月29日〜1月3日 …"""
    ja = language == "ja"
    match pattern:
        case Weekdays():
            return "平日" if ja else "weekdays"
        case HolidayDays():
            return "祝日" if ja else "holidays"
        case WeekendsAndHolidays():
            return "土日祝" if ja else "weekends and holidays"
        case DaysOfWeek(days):
            return _week(days, ja)
        case NthDays(nths, days):
            return _nth(nths, days, ja)
        case MonthDays(days):
            return "毎月" + "・".join(f"{d}日" for d in days) if ja else "monthly " + " and ".join(map(str, days))
        case YearlyRange(start, end):
            ends = [_month_day(start, ja)] if start == end else [_month_day(start, ja), _month_day(end, ja)]
            return ("〜" if ja else "..").join(ends)
        case DateRange(start, end):
            ends = [a_date(start, language)] if start == end else [a_date(start, language), a_date(end, language)]
            return ("〜" if ja else "..").join(ends)


def _week(days: tuple[int, ...], ja: bool) -> str:
    if days == _EVERY_DAY:
        return "毎日" if ja else "daily"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{_WEEK_JA[days[0]]}〜{_WEEK_JA[days[-1]]}" if ja else f"{_WEEK_EN[days[0]]}-{_WEEK_EN[days[-1]]}"
    if ja:
        return _WEEK_JA[days[0]] + "曜" if len(days) == 1 else "・".join(_WEEK_JA[day] for day in days)
    return " and ".join(_WEEK_EN[day] for day in days)


def _nth(nths: tuple[int, ...], days: tuple[int, ...], ja: bool) -> str:
    each = ["・".join(f"第{n}" for n in nths) + _WEEK_JA[day] + "曜" for day in days]
    if ja:
        return "、".join(each)
    return ", ".join(" and ".join(_NTH_EN[n - 1] for n in nths) + " " + _WEEK_EN[day] for day in days)


def _month_day(value: tuple[int, int], ja: bool) -> str:
    return f"{value[0]}月{value[1]}日" if ja else f"{value[0]:02}-{value[1]:02}"
