"""Recurrence rules (RFC 5545 §3.3.10) on whole days, as HSDS has them: freq, interval, byday, until, count …

Law: `occurs` says of each day what the RFC says, and nothing else decides; `pattern` gives days of the rule language
only where these are exactly the days that occur on every date of the rule's time. What the RFC forbids is unreadable,
and so are numbers of weeks, of which implementations make different days.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tsunagari.calendar.days import DayPattern, DaysOfWeek, MonthDays, NthDays
from tsunagari.exchange.remarks import Unreadable

FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEK: Final = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_BYDAY: Final = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LONGEST: Final = 400
_MOST: Final = 100_000
EVERY_DAY: Final = tuple(range(7))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was written; `byday` pairs an ordinal (0: every one) with a weekday (Monday = 0)."""

    freq: str
    interval: int = 1
    byday: tuple[tuple[int, int], ...] = ()
    bymonthday: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    wkst: int = 0
    start: date | None = None
    until: date | None = None
    count: int | None = None

    @property
    def periodic(self) -> bool:
        """Whether the rule needs no date to count from."""
        return self.interval == 1 and self.count is None


def rule_of(cells: Mapping[str, str], start: date | None, until: date | None) -> Rule:
    """The rule of the cells of a schedule; raises Unreadable."""
    freq = cells.get("freq", "").strip().upper()
    if freq not in FREQUENCIES:
        raise Unreadable("not-a-rule", text=f"freq={freq}", column="freq")
    rule = Rule(
        freq,
        _number(cells, "interval", 1) or 1,
        tuple(sorted(set(map(_weekday, _listed(cells, "byday"))))),
        _numbers(cells, "bymonthday", 31),
        _numbers(cells, "byyearday", 366),
        _week_start(cells.get("wkst", "")),
        start,
        until,
        _number(cells, "count", None),
    )
    _allowed(rule)
    if _listed(cells, "byweekno"):
        raise Unreadable("rule-part", text="byweekno", column="byweekno")
    if start is None and (not rule.periodic or not _says_days(rule)):
        raise Unreadable("not-a-rule", text="dtstart", column="dtstart")
    return rule


def _says_days(rule: Rule) -> bool:
    return bool(rule.byday or rule.bymonthday or rule.byyearday) or rule.freq == "DAILY"


def _allowed(rule: Rule) -> None:
    """Parts that the RFC forbids with a frequency."""
    for name, written, forbidden in (
        ("byyearday", rule.byyearday, rule.freq in ("DAILY", "WEEKLY", "MONTHLY")),
        ("bymonthday", rule.bymonthday, rule.freq == "WEEKLY"),
    ):
        if written and forbidden:
            raise Unreadable("rule-mixed", text=name, column=name)
    if any(nth for nth, _ in rule.byday) and rule.freq in ("DAILY", "WEEKLY"):
        raise Unreadable("rule-mixed", text="byday", column="byday")


def _listed(cells: Mapping[str, str], name: str) -> list[str]:
    text = cells.get(name, "")
    if len(text) > _LONGEST:
        raise Unreadable("not-a-rule", text=text, column=name)
    return [part.strip().upper() for part in re.split("[,;]", text) if part.strip()]


def _weekday(text: str) -> tuple[int, int]:
    match = _BYDAY.fullmatch(text)
    nth = int(match[1] or 0) if match else 99
    if match is None or abs(nth) > 53 or (match[1] and not nth):
        raise Unreadable("not-a-rule", text=text, column="byday")
    return nth, _WEEK[match[2]]


def _numbers(cells: Mapping[str, str], name: str, most: int) -> tuple[int, ...]:
    found = set()
    for part in _listed(cells, name):
        value = int(part) if re.fullmatch(r"[+-]?[0-9]{1,3}", part) else 0
        if not 1 <= abs(value) <= most:
            raise Unreadable("not-a-rule", text=part, column=name)
        found.add(value)
    return tuple(sorted(found))


def _number(cells: Mapping[str, str], name: str, default: int | None) -> int | None:
    text = cells.get(name, "").strip()
    if not text:
        return default
    if not re.fullmatch("[0-9]{1,6}", text) or int(text) == 0:
        raise Unreadable("not-a-rule", text=text, column=name)
    return int(text)


def _week_start(text: str) -> int:
    plain = text.strip().upper()
    if plain and plain not in _WEEK:
        raise Unreadable("not-a-rule", text=text, column="wkst")
    return _WEEK.get(plain, 0)


def pattern(rule: Rule) -> DayPattern | None:
    """The days of the rule language that the rule means between its dates, or None where these cannot say it."""
    if not rule.periodic or rule.byyearday:
        return None
    plain = not any(nth for nth, _ in rule.byday)
    weekdays = tuple(sorted({day for _, day in rule.byday}))
    if rule.freq == "WEEKLY" or (rule.freq in ("DAILY", "MONTHLY", "YEARLY") and plain and weekdays):
        if rule.bymonthday:
            return None
        return DaysOfWeek(weekdays or (rule.start.weekday() if rule.start else 0,))
    if rule.freq == "DAILY" and not rule.bymonthday:
        return DaysOfWeek(EVERY_DAY)
    if rule.freq == "MONTHLY" and rule.byday and not rule.bymonthday:
        nths = {nth for nth, _ in rule.byday}
        if all(1 <= nth <= 5 for nth in nths) and len(weekdays) == 1:
            return NthDays(tuple(nths), weekdays)
        return None
    if not rule.byday and (rule.bymonthday or rule.freq == "MONTHLY"):
        days = rule.bymonthday or ((rule.start.day,) if rule.start else ())
        return MonthDays(days) if days and all(day > 0 for day in days) else None
    return None


def dates(rule: Rule, last: date) -> tuple[date, ...]:
    """Every day on which the rule occurs, from its start to its end or to `last`; the start must be known."""
    assert rule.start is not None
    end = min(last, rule.until) if rule.until else last
    found: list[date] = []
    day, looked = rule.start, 0
    while day <= end and looked < _MOST and (rule.count is None or len(found) < rule.count):
        if occurs(rule, day):
            found.append(day)
        looked += 1
        if day == date.max:
            break
        day += timedelta(days=1)
    return tuple(found)


def occurs(rule: Rule, day: date) -> bool:
    """Whether the rule, counted from its start and without `count`, occurs on a day from its start to its end."""
    start = rule.start or day
    if day < start or (rule.until is not None and day > rule.until):
        return False
    if rule.freq == "DAILY":
        return (day - start).days % rule.interval == 0 and _filtered(rule, day)
    if rule.freq == "WEEKLY":
        weeks = (_week(day, rule.wkst) - _week(start, rule.wkst)).days // 7
        weekdays = [weekday for _, weekday in rule.byday] or [start.weekday()]
        return weeks % rule.interval == 0 and day.weekday() in weekdays
    if rule.freq == "MONTHLY":
        months = (day.year - start.year) * 12 + day.month - start.month
        return months % rule.interval == 0 and _in_month(rule, day, start)
    return _in_year(rule, day, start)


def _week(day: date, start: int) -> date:
    return day - timedelta(days=min((day.weekday() - start) % 7, day.toordinal() - 1))


def _filtered(rule: Rule, day: date) -> bool:
    weekdays = [weekday for _, weekday in rule.byday]
    return (not weekdays or day.weekday() in weekdays) and (not rule.bymonthday or _month_day(rule, day))


def _month_day(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.bymonthday or day.day - length - 1 in rule.bymonthday


def _in_month(rule: Rule, day: date, start: date) -> bool:
    if not rule.byday and not rule.bymonthday:
        return day.day == start.day
    length = monthrange(day.year, day.month)[1]
    nth, last = (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)
    fits = not rule.byday or any(n in (0, nth, last) and weekday == day.weekday() for n, weekday in rule.byday)
    return fits and (not rule.bymonthday or _month_day(rule, day))


def _in_year(rule: Rule, day: date, start: date) -> bool:
    if (day.year - start.year) % rule.interval:
        return False
    length, at = 365 + isleap(day.year), day.timetuple().tm_yday
    if rule.byyearday and at not in rule.byyearday and at - length - 1 not in rule.byyearday:
        return False
    if rule.bymonthday and not _month_day(rule, day):
        return False
    if rule.byday:
        nth, last = (at - 1) // 7 + 1, -((length - at) // 7 + 1)
        return any(n in (0, nth, last) and weekday == day.weekday() for n, weekday in rule.byday)
    return bool(rule.byyearday or rule.bymonthday) or (day.month, day.day) == (start.month, start.day)
