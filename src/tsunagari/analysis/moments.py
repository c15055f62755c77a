"""The instants that a ruleset can tell apart: one for each different state of all its hours and periods.

Law (design C2): every minute of the span is in exactly one state; the first minute of each is its instant, so a proof
for each instant is a proof for every minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from tsunagari.calendar.days import (
    DayPattern,
    DaysOfWeek,
    HolidayDays,
    NthDays,
    Weekdays,
    WeekendsAndHolidays,
    matches,
)
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import DAY, EVERY_MINUTE, JST, Hours, minutes_open
from tsunagari.model.registry import Period

Plan: TypeAlias = tuple[tuple[int, int], ...]
"""The parts of a day in order: first minute and state."""


@dataclass(frozen=True, slots=True)
class States:
    """The states of a span of days, numbered in the order in which they first come.

    `instants[n]` is the first minute of state n. `opened` and `within` are masks of states: in which of them some hours
    are open, a period holds the day. `days` has the number of the plan of each date.
    """

    instants: tuple[datetime, ...]
    opened: Mapping[tuple[Hours, ...], int]
    within: Mapping[Period, int]
    plans: tuple[Plan, ...]
    days: tuple[tuple[date, int], ...]

    @property
    def every(self) -> int:
        """The mask of all states."""
        return (1 << len(self.instants)) - 1

    def minutes(self, states: int) -> list[int]:
        """By plan, the minutes of its days that are in one of the states, as bits 0..1439."""
        return [
            sum((1 << end) - (1 << start) for start, end, state in _spans(plan) if states >> state & 1)
            for plan in self.plans
        ]

    def lengths(self) -> list[int]:
        """The minutes of the whole span that each state takes."""
        times = [0] * len(self.plans)
        for _, plan in self.days:
            times[plan] += 1
        found = [0] * len(self.instants)
        for days, parts in zip(times, self.plans, strict=True):
            for start, end, state in _spans(parts):
                found[state] += days * (end - start)
        return found


def states(
    hours: Iterable[Sequence[Hours]], periods: Iterable[Period], first: date, last: date, holidays: Holidays
) -> States:
    """The states between two dates, both included."""
    several = list(dict.fromkeys(tuple(one) for one in hours))
    blocks = list(dict.fromkeys(block for one in several for block in one))
    known = [_Known(block, holidays) for block in blocks]
    made_of = [[blocks.index(block) for block in one] for one in several]
    bounds = list(dict.fromkeys(periods))
    seen: dict[tuple[object, ...], int] = {}
    instants: list[datetime] = []
    masks = [0] * len(several), [0] * len(bounds)
    parted: dict[tuple[int, ...], list[tuple[int, tuple[bool, ...]]]] = {}
    plans: dict[Plan, int] = {}
    days: list[tuple[date, int]] = []
    kind = _kind(first - timedelta(days=1), holidays) if first > date.min else None
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        before, kind = kind, _kind(day, holidays)
        within = tuple(period.contains(day) for period in bounds)
        over = tuple(period.over(day) for period in bounds)
        each = [one.minutes(day, (before, kind)) for one in known]
        opened = tuple(_union(each, numbers) for numbers in made_of)
        if opened not in parted:
            parted[opened] = parts_of(opened)
        plan = []
        for minute, state in parted[opened]:
            number = seen.setdefault((within, over, state), len(seen))
            if number == len(instants):
                instants.append(datetime.combine(day, time(*divmod(minute, 60)), JST))
                for some, flags in zip(masks, (state, within), strict=True):
                    for n, flag in enumerate(flags):
                        some[n] |= flag << number
            plan.append((minute, number))
        days.append((day, plans.setdefault(tuple(plan), len(plans))))
    opened_in, within_in = dict(zip(several, masks[0], strict=True)), dict(zip(bounds, masks[1], strict=True))
    return States(tuple(instants), opened_in, within_in, tuple(plans), tuple(days))


def moments(
    hours: Iterable[Sequence[Hours]], periods: Iterable[Period], first: date, last: date, holidays: Holidays
) -> list[datetime]:
    """The first instant of every state between two dates, both included, in order of time."""
    return list(states(hours, periods, first, last, holidays).instants)


class _Known:
    """The minutes of one block of hours, worked out once for all days that it treats alike."""

    def __init__(self, block: Hours, holidays: Holidays) -> None:
        self.block, self.holidays = (block,), holidays
        patterns = [*block.cuts, *(day for line in block.lines for day in line.days)]
        patterns += [day for one in block.substitutions for day in one.days]
        plain = (Weekdays, WeekendsAndHolidays, DaysOfWeek, HolidayDays)
        self.dated = [one for one in patterns if not isinstance(one, plain)]
        self.found: dict[tuple[object, ...], int] = {}

    def minutes(self, day: date, kinds: tuple[object, object]) -> int:
        """What `minutes_open` says of the day; `kinds` are those of the day before and of this one."""
        key = (*kinds, *self._dated(day))
        if key not in self.found:
            self.found[key] = minutes_open(self.block, day, self.holidays)
        return self.found[key]

    def _dated(self, day: date) -> tuple[bool, ...]:
        if not self.dated:
            return ()
        before = day - timedelta(days=1) if day > date.min else day
        return tuple(_on(one, either) for one in self.dated for either in (before, day))


def _kind(day: date, holidays: Holidays) -> tuple[int, bool]:
    return day.weekday(), holidays.is_holiday(day)


def _on(pattern: DayPattern, day: date) -> bool:
    """Whether a pattern speaks of the date; of an nth weekday, whether the date is such an nth of any weekday."""
    if isinstance(pattern, NthDays):
        return (day.day + 6) // 7 in pattern.nths
    return matches(pattern, day, weekday=0, holiday=False)


def _union(each: Sequence[int], numbers: Sequence[int]) -> int:
    found = 0
    for number in numbers:
        found |= each[number]
    return found


def parts_of(opened: Sequence[int]) -> list[tuple[int, tuple[bool, ...]]]:
    """First minute of each part of a day and which of these minutes hold it, in order."""
    starts = {0}
    for minutes in opened:
        edges = (minutes ^ (minutes << 1)) & EVERY_MINUTE
        while edges:
            low = edges & -edges
            starts.add(low.bit_length() - 1)
            edges ^= low
    return [(start, tuple(bool(minutes >> start & 1) for minutes in opened)) for start in sorted(starts)]


def _spans(plan: Plan) -> Iterable[tuple[int, int, int]]:
    """First minute, the minute after the last, and state of each part."""
    ends = [start for start, _ in plan[1:]] + [DAY]
    return ((start, end, state) for (start, state), end in zip(plan, ends, strict=True))
