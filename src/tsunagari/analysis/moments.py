"""The instants that a ruleset can tell apart: one for each different state of all its hours and periods.

Law (design C2): every minute of the span is in exactly one state; the first minute of each is its instant, so a proof
for each instant is a proof for every minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tsunagari.analysis.pairs import Pairs
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import DAY, EVERY_MINUTE, JST, Hours, minutes_open
from tsunagari.model.formula import During, Not
from tsunagari.model.registry import Period


@dataclass(frozen=True, slots=True)
class Timeline:
    """The states of some hours and periods, numbered in order of time.

    `instants` are their first minutes; `days` what each day is made of, as (first minute, state); `open` and `within`
    the states, as masks, in which hours are open and days lie in a period.
    """

    instants: tuple[datetime, ...]
    days: tuple[tuple[date, tuple[tuple[int, int], ...]], ...]
    open: Mapping[tuple[Hours, ...], int]
    within: Mapping[Period, int]

    def spans(self, states: int) -> Iterator[tuple[date, tuple[tuple[int, int], ...]]]:
        """Each day with its minutes, from and until, that are in one of some states (a mask)."""
        known: dict[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] = {}
        for day, parts in self.days:
            if parts not in known:
                known[parts] = _spans(parts, states)
            yield day, known[parts]


def timeline(
    hours: Iterable[Sequence[Hours]], periods: Iterable[Period], first: date, last: date, holidays: Holidays
) -> Timeline:
    """The states between two dates, both included."""
    several = list(dict.fromkeys(tuple(one) for one in hours))
    bounds = list(dict.fromkeys(periods))
    numbers: dict[tuple[tuple[bool, ...], tuple[bool, ...]], int] = {}
    parted: dict[tuple[int, ...], list[tuple[int, tuple[bool, ...]]]] = {}
    instants: list[datetime] = []
    days: list[tuple[date, tuple[tuple[int, int], ...]]] = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        effect = tuple(answer for period in bounds for answer in (period.contains(day), period.over(day)))
        opened = tuple(minutes_open(one, day, holidays) for one in several)
        if opened not in parted:
            parted[opened] = _parts(opened)
        for minute, state in parted[opened]:
            if (effect, state) not in numbers:
                numbers[effect, state] = len(instants)
                instants.append(datetime.combine(day, time(*divmod(minute, 60)), JST))
        days.append((day, tuple((minute, numbers[effect, state]) for minute, state in parted[opened])))
    return Timeline(
        tuple(instants),
        tuple(days),
        {one: sum(1 << n for (_, state), n in numbers.items() if state[i]) for i, one in enumerate(several)},
        {one: sum(1 << n for (effect, _), n in numbers.items() if effect[2 * i]) for i, one in enumerate(bounds)},
    )


def moments(
    hours: Iterable[Sequence[Hours]], periods: Iterable[Period], first: date, last: date, holidays: Holidays
) -> list[datetime]:
    """The first instant of every state between two dates, both included, in order of time."""
    return list(timeline(hours, periods, first, last, holidays).instants)


def timed(pairs: Pairs) -> tuple[list[Sequence[Hours]], set[Period]]:
    """All hours and periods that a ruleset looks at."""
    hours: list[Sequence[Hours]] = [pair.way.hours for pair in pairs.pairs if pair.way.hours is not None]
    periods: set[Period] = {hold.clause.effective for hold in pairs.holds}
    boxes = [*(pair.box for pair in pairs.pairs), *(hold.box for hold in pairs.holds)]
    for literal in (literal for box in boxes for literal in box):
        test = literal.part if isinstance(literal, Not) else literal
        if isinstance(test, During):
            hours.append(test.hours)
        elif (own := getattr(test, "period", None)) is not None:
            periods.add(own)
    for pair in pairs.pairs:
        periods.update((*pair.periods, pair.effective, pair.clause.ruleset_effective))
    return hours, periods


def _spans(parts: Sequence[tuple[int, int]], states: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    ends = [start for start, _ in parts[1:]] + [DAY]
    for (start, state), end in zip(parts, ends, strict=True):
        if states >> state & 1:
            joined = found.pop()[0] if found and found[-1][1] == start else start
            found.append((joined, end))
    return tuple(found)


def _parts(opened: Sequence[int]) -> list[tuple[int, tuple[bool, ...]]]:
    """First minute and state of each part of a day, in order."""
    starts = {0}
    for minutes in opened:
        edges = (minutes ^ (minutes << 1)) & EVERY_MINUTE
        while edges:
            low = edges & -edges
            starts.add(low.bit_length() - 1)
            edges ^= low
    return [(start, tuple(bool(minutes >> start & 1) for minutes in opened)) for start in sorted(starts)]
