"""Every minute between two dates, by which hours are open and which periods in effect then.

Law (design C2): the states are disjoint and hold every minute; what is true at the instant of a state, as far as these
hours and periods go, is true at all its minutes. Days are read once for each block of hours, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tsunagari.analysis.moments import parts_of
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import DAY, JST, Hours, minutes_open
from tsunagari.model.registry import Period


@dataclass(frozen=True, slots=True)
class State:
    """The first instant of a state, and its minutes: days that are alike, with the bits of their minutes."""

    at: datetime
    minutes: tuple[tuple[tuple[date, ...], int], ...]


class States:
    """The days between two dates, both included."""

    def __init__(self, first: date, last: date, holidays: Holidays) -> None:
        self.days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
        self.holidays = holidays
        self._opened: dict[tuple[Hours, ...], tuple[int, ...]] = {}
        self._effect: dict[Period, tuple[tuple[bool, bool], ...]] = {}

    def of(self, hours: Iterable[Sequence[Hours]], periods: Iterable[Period]) -> Iterator[State]:
        """The states that these hours and periods tell apart, by their first instants."""
        several = list(dict.fromkeys(tuple(one) for one in hours))
        bounds = list(dict.fromkeys(periods))
        alike: dict[tuple[object, ...], list[date]] = {}
        opened = [self._minutes(one) for one in several]
        effects = [self._in_effect(one) for one in bounds]
        for number, day in enumerate(self.days):
            key = (tuple(one[number] for one in opened), tuple(one[number] for one in effects))
            alike.setdefault(key, []).append(day)
        found: dict[tuple[object, ...], tuple[datetime, list[tuple[tuple[date, ...], int]]]] = {}
        for (minutes, effect), days in alike.items():
            assert isinstance(minutes, tuple)
            starts = parts_of(minutes)
            ends = [start for start, _ in starts[1:]] + [DAY]
            for (start, state), end in zip(starts, ends, strict=True):
                at = datetime.combine(days[0], time(*divmod(start, 60)), JST)
                first, held = found.setdefault((state, effect), (at, []))
                held.append((tuple(days), (1 << end) - (1 << start)))
                found[state, effect] = (min(first, at), held)
        for at, held in sorted(found.values(), key=lambda one: one[0]):
            yield State(at, tuple(held))

    def _minutes(self, hours: tuple[Hours, ...]) -> tuple[int, ...]:
        if hours not in self._opened:
            self._opened[hours] = tuple(minutes_open(hours, day, self.holidays) for day in self.days)
        return self._opened[hours]

    def _in_effect(self, period: Period) -> tuple[tuple[bool, bool], ...]:
        if period not in self._effect:
            self._effect[period] = tuple((period.contains(day), period.over(day)) for day in self.days)
        return self._effect[period]
