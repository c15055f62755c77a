"""Time in, slots out: what is in effect on a day, and the tests of hours.

Law (language §4, "Time"): a slot may hold on the days of its season; of an untold instant nothing is over, but for the
way out of a proviso with a period, and a test of hours is a maybe.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tsunagari.engine.index.bits import each_beside
from tsunagari.engine.index.dates import Season
from tsunagari.engine.index.planes import Both
from tsunagari.engine.index.timetable import Moment, Several
from tsunagari.engine.verdicts import TimeLine


@dataclass(frozen=True, slots=True)
class SeasonTable:
    """`firsts`: ordinals of days; `slots[n]`: those that may hold from the nth of them on; `undated`: of no day."""

    firsts: tuple[int, ...]
    slots: tuple[int, ...]
    undated: int

    def met(self, day: date | None) -> int:
        """The slots that may hold on a day, or where the instant is untold."""
        return self.undated if day is None else self._from(day.toordinal())

    def beside(self, other: SeasonTable, after: int) -> SeasonTable:
        """This table and another over the slots that come after."""
        firsts = tuple(sorted({*self.firsts, *other.firsts}))
        slots = (self._from(first) | other._from(first) << after for first in firsts)
        return SeasonTable(firsts, tuple(slots), self.undated | other.undated << after)

    def _from(self, ordinal: int) -> int:
        return self.slots[bisect_right(self.firsts, ordinal) - 1]


def season_table(seasons: Mapping[Season, int], everything: int) -> SeasonTable:
    """The table of the seasons, each with its slots."""
    firsts = {1}
    undated = everything
    for one, slots in seasons.items():
        if one.outside:
            undated &= ~slots
        for period in (*one.within, *one.outside, *one.ends):
            if period.start is not None:
                firsts.add(period.start.toordinal())
            if period.end is not None and period.end != date.max:
                firsts.add(period.end.toordinal() + 1)
    found = []
    for ordinal in sorted(firsts):
        met = everything
        for one, slots in seasons.items():
            if not one.holds(date.fromordinal(ordinal)):
                met &= ~slots
        found.append(met)
    return SeasonTable(tuple(sorted(firsts)), tuple(found), undated)


@dataclass(frozen=True, slots=True)
class HoursTable:
    """Number of hours → the slots that need them open (`inside`), and those that need them shut (`outside`)."""

    inside: tuple[tuple[int, int], ...]
    outside: tuple[tuple[int, int], ...]
    everything: int
    unstated: Both

    @property
    def bears(self) -> bool:
        """Whether any slot has a line."""
        return bool(self.inside or self.outside) or self.unstated != (self.everything, self.everything)

    def verdicts(self, moment: Moment | None) -> Both:
        """The slots whose line is a yes, and whose line is not a no."""
        if moment is None:
            return self.unstated
        met = self.everything
        for number, slots in self.inside:
            if not moment.is_open(number):
                met &= ~slots
        for number, slots in self.outside:
            if moment.is_open(number):
                met &= ~slots
        return met, met

    def beside(self, other: HoursTable, after: int) -> HoursTable:
        """This table and another over the slots that come after."""
        return HoursTable(
            slots_beside(self.inside, other.inside, after),
            slots_beside(self.outside, other.outside, after),
            self.everything | other.everything << after,
            (self.unstated[0] | other.unstated[0] << after, self.unstated[1] | other.unstated[1] << after),
        )


Numbered: TypeAlias = tuple[tuple[int, int], ...]
"""Numbers and the slots of each, ascending."""


def slots_beside(one: Numbered, two: Numbered, after: int) -> Numbered:
    """The slots of each number, in two lists of which the second comes after."""
    return tuple(sorted(each_beside(dict(one), dict(two), after).items()))


def hours_table(lines: Mapping[TimeLine, int], numbers: Mapping[Several, int], everything: int) -> HoursTable:
    """The table of the lines on time, each with its slots; `numbers` are those of the timetable."""
    inside: dict[int, int] = {}
    outside: dict[int, int] = {}
    yes = maybe = everything
    for line, slots in lines.items():
        for hours in line.inside:
            inside[numbers[hours]] = inside.get(numbers[hours], 0) | slots
        for hours in line.outside:
            outside[numbers[hours]] = outside.get(numbers[hours], 0) | slots
        if line.denied or not (line.excused or _possible(line)):
            maybe &= ~slots
        if line.denied or not line.excused:
            yes &= ~slots
    return HoursTable(tuple(sorted(inside.items())), tuple(sorted(outside.items())), everything, (yes, maybe))


def _possible(line: TimeLine) -> bool:
    """False where hours must be open that nobody wrote, or that lie within others that must be shut."""
    return all(line.inside) and not any(set(one) <= set(other) for one in line.inside for other in line.outside)
