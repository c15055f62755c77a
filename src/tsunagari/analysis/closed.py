"""Who has nobody open, and when: whole regions over people and times, biggest first.

Law (design C2, C10): of everybody told exactly, of one issue, who gets a yes with the time untold, and of every minute
of the span, `shut` holds exactly those of whom no yes is open and none has hours that nobody knows; `unknown` those of
whom no yes is open but one has such hours. Where a search ends early, its `whole` says that some are missing. The time
is one more axis, whose values are the states of all hours and periods, so one search answers for every minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tsunagari.analysis.asking import Counter, Values
from tsunagari.analysis.axes import Axes, apart
from tsunagari.analysis.bits import bits
from tsunagari.analysis.moments import States, states
from tsunagari.analysis.pairs import Hold, Pair, Pairs, clocks, pairs_of
from tsunagari.analysis.regions import MOST, Regions, collected
from tsunagari.analysis.search import Budget, Space, regions
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Literal, NotInEffect
from tsunagari.model.formula import During, Not
from tsunagari.model.ruleset import Ruleset

NODES: Final = 10_000
TIME: Final = "time"


@dataclass(frozen=True, slots=True)
class Closed:
    """Regions (the axis `time` among them: a mask of states) without anybody open, surely or as far as is known."""

    states: States
    shut: Regions
    unknown: Regions

    def somebody(self, region: Values) -> Counter:
        """One consultation of a region, at the first minute of one of its states."""
        state = next(bits(region.get(TIME, self.states.every)))
        domains = {name: mask for name, mask in self.shut.axes.domains.items() if name != TIME}
        axes = replace(self.shut.axes, domains=domains, at=self.states.instants[state])
        return Counter(axes, {axis: mask & -mask for axis, mask in region.items() if axis != TIME}, {})


def closed_hours(
    ruleset: Ruleset, nobody: Regions, holidays: Holidays, first: date, last: date, *, nodes: int = NODES
) -> Closed | None:
    """Between two dates, both included, within the ruleset's own period; `nobody` are those who get no yes at all.

    None where not all of those are known, so that nobody can be told from them, and where no day is left.
    """
    period = ruleset.effective
    first = max(first, period.start) if period.start else first
    last = min(last, period.end) if period.end else last
    if not nobody.whole or first > last:
        return None
    pairs = pairs_of(ruleset)
    known = states(*clocks(pairs), first, last, holidays)
    asked = _Asked(pairs, nobody, known)
    budget = Budget(nodes)
    weights = {TIME: known.lengths()}
    shut = collected(asked.axes, asked.without(asked.open | asked.unknown, (), budget), weights)
    rest = asked.without(asked.open, shut.found, budget) if shut.whole else iter(())
    unknown = collected(asked.axes, rest, weights)
    return Closed(known, shut, unknown if shut.whole else replace(unknown, whole=False))


class _Asked:
    """The boxes of a ruleset with the time as one more axis."""

    def __init__(self, pairs: Pairs, nobody: Regions, known: States) -> None:
        self.states = known
        self.axes: Axes = replace(nobody.axes, domains={**nobody.axes.domains, TIME: known.every})
        self.names = tuple(self.axes.domains)
        self.number = {name: n for n, name in enumerate(self.names)}
        self.boxes: list[dict[int, int]] = []
        self.guards: list[int] = []
        self.open = self.unknown = self.gone = 0
        held: dict[str, int] = {}
        for hold in pairs.holds:
            timeless, times = apart(hold.box)
            if masks := self._there(timeless, self._in_effect(hold, times), surely=False):
                box = self._add(masks, 0)
                for name in hold.clause.route:
                    held[name] = held.get(name, 0) | box
        for pair in pairs.pairs:
            timeless, times = apart(pair.box)
            if masks := self._there(timeless, self._ready(pair, times), surely=True):
                box = self._add(masks, held.get(pair.resource, 0))
                if pair.way.hours is None:
                    self.unknown |= box
                else:
                    self.open |= box
        for region in nobody.found:
            self.gone |= self._add(region, 0)

    def without(self, targets: int, besides: Sequence[Values], budget: Budget) -> Iterator[Values]:
        """Disjoint regions of people and times at which none of the boxes holds, nor one of `besides`.

        Those who get no yes at all are left out. Raises OutOfBudget.
        """
        before = len(self.boxes)
        for other in besides:
            targets |= self._add(other, 0)
        sizes = [self.axes.domains[name].bit_length() for name in self.names]
        space = Space.of(sizes, self.boxes, self.guards, [int(bool(one)) for one in self.guards])
        alive = (1 << len(self.boxes)) - 1
        del self.boxes[before:], self.guards[before:]
        allowed = [self.axes.domains[name] for name in self.names]
        for region in regions(space, allowed, targets | self.gone, budget, alive, MOST):
            yield {self.names[axis]: mask for axis, mask in region.items()}

    def _add(self, masks: Values, guards: int) -> int:
        self.boxes.append({self.number[axis]: mask for axis, mask in masks.items() if mask != self.axes.domains[axis]})
        self.guards.append(guards)
        return 1 << (len(self.boxes) - 1)

    def _there(self, timeless: Iterable[Literal], times: int, *, surely: bool) -> Values | None:
        """Where a box holds, people and times; None where that is nowhere."""
        masks = self.axes.timeless(timeless, surely=surely) if times else None
        return None if masks is None else {**masks, TIME: times}

    def _ready(self, pair: Pair, times: Iterable[Literal]) -> int:
        """The states in which somebody is there, or may be where the hours are unknown (language §4, "Time")."""
        known, clause = self.states, pair.clause
        found = self._during(times)
        if clause.kind == "rule":
            found &= known.within[clause.ruleset_effective]
        for period in (*pair.periods, pair.effective):
            found &= known.within[period]
        return found if pair.way.hours is None else found & known.opened[pair.way.hours]

    def _in_effect(self, hold: Hold, times: Iterable[Literal]) -> int:
        return self._during(times) & self.states.within[hold.clause.effective]

    def _during(self, times: Iterable[Literal]) -> int:
        """The states at which the tests of time hold."""
        found = self.states.every
        for literal in times:
            test = literal.part if isinstance(literal, Not) else literal
            if isinstance(test, During):
                within = self.states.opened[test.hours]
                found &= ~within if isinstance(literal, Not) else within
            elif isinstance(test, NotInEffect):
                found &= ~self.states.within[test.period]
        return found
