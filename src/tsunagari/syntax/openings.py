"""Lines of an hours block: days and clock spans as people write them.

Law: `平日 8:30〜12:00、13:00〜17:15` is days, then spans; several days are a union. A span belongs to the day on
which it starts and is half-open; an end not after its start is a mistake whose mending is 翌 (`next-day`), since only
the writer knows whether the night was meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
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
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import day as read_day
from tsunagari.syntax.values import number

_WEEK_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = {
    **{char: index for index, char in enumerate("月火水木金土日")},
    **{name: i for i, name in enumerate(_WEEK_EN)},
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_FIXED: dict[str, DayPattern] = {
    "平日": Weekdays(),
    "weekdays": Weekdays(),
    "祝日": HolidayDays(),
    "祝": HolidayDays(),
    "holidays": HolidayDays(),
    "土日祝": WeekendsAndHolidays(),
    "土日祝日": WeekendsAndHolidays(),
    "weekends and holidays": WeekendsAndHolidays(),
    "毎日": DaysOfWeek(tuple(range(7))),
    "daily": DaysOfWeek(tuple(range(7))),
    "土日": DaysOfWeek((5, 6)),
    "weekends": DaysOfWeek((5, 6)),
}
_CLOCK = r"(?:(翌日?|next-day) ?)?([0-9]{1,2})(?::([0-9]{2})|時(?!間)(?:([0-9]{1,2})分|(半))?)"
_TIME = re.compile(_CLOCK)
_MARK = r" ?(?:~|-|\.\.|から) ?"
_SPAN = re.compile(rf"({_CLOCK}){_MARK}({_CLOCK})(?:まで)?")
_WHOLE = re.compile(r"24時間|around-the-clock")
_NTH = re.compile(r"((?:第?[1-5一二三四五](?:・|と)?)+)([月火水木金土日])曜?日?")
_ENGLISH_NTH = re.compile(r"((?:first|second|third|fourth|fifth)(?: and (?:first|second|third|fourth|fifth))*) (\w+)")
_MONTHLY = re.compile(r"毎月((?:[0-9]{1,2}日?・?)+)|monthly ((?:[0-9]{1,2}(?: and )?)+)")
_WEEK_JA = re.compile(r"([月火水木金土日])(?:曜日?)?")
_MONTH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})月([0-9]{1,2})日")


def hours_line(text: str) -> HoursLine:
    """A line of hours; raises Mistake."""
    first = _TIME.search(text)
    whole = _WHOLE.search(text)
    cut = min((m.start() for m in (first, whole) if m), default=len(text))
    days_text, spans_text = text[:cut].strip().rstrip(","), text[cut:].strip()
    if not spans_text:
        raise Mistake("hours-without-times", None, text=text)
    patterns = days(days_text) if days_text else (_FIXED["毎日"],)
    if _WHOLE.fullmatch(spans_text):
        return HoursLine(patterns, (Span(0, 1440),))
    if not days_text:
        raise Mistake("hours-without-days", None, text=text)
    spans = tuple(sorted({_span(part.strip()) for part in spans_text.split(",")}, key=lambda s: (s.start, s.end)))
    return HoursLine(patterns, spans)


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(text)
    if not match:
        raise Mistake("not-a-span", None, text=text)
    parts = match.groups()
    start, end = _minutes(parts[1:6]), _minutes(parts[7:12])
    if start >= 1440:
        raise Mistake("no-such-time", None, text=text)
    if end <= start:
        raise Mistake("span-backwards", None, start=parts[0].strip(), end=parts[6].strip())
    return Span(start, end)


def _minutes(parts: tuple[str | None, ...]) -> int:
    after, hour, minute, minute_ja, half = parts
    h, m = int(hour or 0), 30 if half else int(minute or minute_ja or 0)
    total = h * 60 + m + (1440 if after else 0)
    if m > 59 or (h > 23 and after) or total > 47 * 60 + 59:
        raise Mistake("no-such-time", None, text=f"{h}:{m:02}")
    return total


def days(text: str) -> tuple[DayPattern, ...]:
    """A list of days between commas; weekdays in it become one pattern; raises Mistake."""
    found: list[DayPattern] = []
    week: set[int] = set()
    for part in (part.strip() for part in text.split(",")):
        if not part:
            raise Mistake("missing-value")
        pattern = _day(part)
        for one in pattern:
            if isinstance(one, DaysOfWeek):
                week |= set(one.days)
            elif one not in found:
                found.append(one)
    if week:
        found.append(DaysOfWeek(tuple(sorted(week))))
    return tuple(sorted(found, key=repr))


def _day(text: str) -> tuple[DayPattern, ...]:
    if (fixed := _FIXED.get(text.lower())) is not None:
        return (fixed,)
    for reader in (_nth, _monthly, _weekdays, _yearly, _dates):
        if (pattern := reader(text)) is not None:
            return (pattern,)
    pieces = [piece.strip() for piece in re.split(r"・| and ", text)]
    if len(pieces) > 1 and all(pieces):
        return tuple(pattern for piece in pieces for pattern in _day(piece))
    raise Mistake("unknown-day", None, text=text)


def _weekday(text: str) -> int | None:
    text = text.lower()
    if match := _WEEK_JA.fullmatch(text):
        return _WEEK[match[1]]
    return _WEEK.get(text)


def _nth(text: str) -> DayPattern | None:
    if match := _NTH.fullmatch(text):
        if not match[1].startswith("第"):
            return None
        nths = tuple(number(digit) for digit in re.findall(r"[1-5一二三四五]", match[1]))
        return NthDays(tuple(sorted(set(nths))), (_WEEK[match[2]],))
    if (match := _ENGLISH_NTH.fullmatch(text.lower())) and (weekday := _weekday(match[2])) is not None:
        return NthDays(tuple(sorted({_ORDINALS[word] for word in match[1].split(" and ")})), (weekday,))
    return None


def _monthly(text: str) -> DayPattern | None:
    if match := _MONTHLY.fullmatch(text.lower()):
        found = sorted({int(dom) for dom in re.findall(r"[0-9]{1,2}", match[0])})
        if not all(1 <= dom <= 31 for dom in found):
            raise Mistake("no-such-date")
        return MonthDays(tuple(found))
    return None


def _weekdays(text: str) -> DayPattern | None:
    single = _weekday(text)
    if single is not None:
        return DaysOfWeek((single,))
    ends = re.split(r"~|\.\.|-|から", text)
    if len(ends) == 2:
        first, last = _weekday(ends[0].strip()), _weekday(ends[1].strip())
        if first is not None and last is not None:
            return DaysOfWeek(tuple(sorted((first + step) % 7 for step in range((last - first) % 7 + 1))))
    return None


def _yearly(text: str) -> DayPattern | None:
    ends = re.split(r" ?(?:~|\.\.) ?", text)
    read = [_month_day(end) for end in ends]
    if len(ends) > 2 or any(end is None for end in read):
        return None
    known = [end for end in read if end is not None]
    return YearlyRange(known[0], known[-1])


def _month_day(text: str) -> tuple[int, int] | None:
    match = _MONTH_DAY.fullmatch(text)
    if not match:
        return None
    month, dom = int(match[1] or match[3]), int(match[2] or match[4])
    if not (1 <= month <= 12 and 1 <= dom <= monthrange(2000, month)[1]):
        raise Mistake("no-such-date")
    return month, dom


def _dates(text: str) -> DayPattern | None:
    ends = re.split(r" ?(?:~|\.\.) ?", text)
    read: list[date] = []
    for end in ends:
        found = read_day(end)
        if found is None or len(ends) > 2:
            return None
        read.append(found)
    if read[-1] < read[0]:
        raise Mistake("period-backwards")
    return DateRange(read[0], read[-1])
