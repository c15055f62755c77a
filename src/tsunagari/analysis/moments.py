"""The instants that a ruleset can tell apart: one for each different state of all its hours and periods.

Law (design C2): every minute of the span is in exactly one state; the first minute of each is its instant, so a proof
for each instant is a proof for every minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import EVERY_MINUTE, JST, Hours, minutes_open
from tsunagari.model.registry import Period


def moments(
    hours: Iterable[Sequence[Hours]], periods: Iterable[Period], first: date, last: date, holidays: Holidays
) -> list[datetime]:
    """The first instant of every state between two dates, both included, in order of time."""
    several = [tuple(one) for one in dict.fromkeys(tuple(one) for one in hours)]
    bounds = list(dict.fromkeys(periods))
    seen: set[tuple[object, ...]] = set()
    parted: dict[tuple[int, ...], list[tuple[int, tuple[bool, ...]]]] = {}
    found: list[datetime] = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        effect = tuple((period.contains(day), period.over(day)) for period in bounds)
        opened = tuple(minutes_open(one, day, holidays) for one in several)
        if opened not in parted:
            parted[opened] = parts_of(opened)
        for minute, state in parted[opened]:
            key = (effect, state)
            if key not in seen:
                seen.add(key)
                found.append(datetime.combine(day, time(*divmod(minute, 60)), JST))
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
