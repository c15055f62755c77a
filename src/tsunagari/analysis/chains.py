"""Chains of `otherwise` that end closed: the hours at which nobody in them is open.

Law (language §4, "otherwise"; design C10): at a minute that is told, somebody who tells everything else exactly but
the language and the channel is led by the chain to somebody who is closed then, and by no line of it to anybody who is
open or of whom nobody knows the hours. `alone`: nor by any other rule or default. Each state of the hours and periods
is asked about once, so that the minutes are exactly those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Final

from tsunagari.analysis.asking import Counter, Values, in_effect, leads, meet, ready
from tsunagari.analysis.axes import Axes, apart, exact_domains
from tsunagari.analysis.gaps import stated_in
from tsunagari.analysis.inside import guarded
from tsunagari.analysis.moments import States, states
from tsunagari.analysis.pairs import Pair, Pairs, pairs_of, within
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.stated import StatedSets, polar, sets_of
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import Hours
from tsunagari.model.boxes import NotInEffect
from tsunagari.model.formula import During, In, Not
from tsunagari.model.registry import Period
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

NODES: Final = 100_000
_UNTOLD: Final = frozenset(("channel", "language"))


@dataclass(frozen=True, slots=True)
class Minutes:
    """Some minutes of the calendar: those of the states of a mask."""

    states: States
    mask: int

    def __bool__(self) -> bool:
        return bool(self.mask)

    def by_day(self) -> dict[date, int]:
        """The days that have any, with the bits 0..1439 of their minutes."""
        of_plans = self.states.minutes(self.mask)
        return {day: of_plans[plan] for day, plan in self.states.days if of_plans[plan]}


@dataclass(frozen=True, slots=True)
class ClosedChain:
    """A clause whose chain ends closed; `closed` are the minutes at which it does for somebody.

    `alone` are those at which nobody else is open either; none where others always are. `person` is somebody at the
    first of these minutes, or else of those.
    """

    clause: Clause
    closed: Minutes
    alone: Minutes | None
    person: Counter


@dataclass(frozen=True, slots=True)
class ClosedChains:
    """The chains that end closed; and those that may, with the resources of which nobody knows the hours.

    `whole` is false where the budget ended before all were looked at, or sets of issues were left out.
    """

    found: tuple[ClosedChain, ...]
    unknown: tuple[tuple[Clause, tuple[str, ...]], ...]
    whole: bool


def closed_chains(
    ruleset: Ruleset, first: date, last: date, holidays: Holidays, *, nodes: int = NODES
) -> ClosedChains:
    """The chains of the rules of the loaded folder that end closed, in the order of the ruleset; never raises.

    Looked at is every minute between two dates, both included.
    """
    search = _Search(pairs_of(ruleset), _Calendar(first, last, holidays), Budget(nodes))
    try:
        for rule in ruleset.rules:
            for clause, _ in within(rule, ()):
                if clause.otherwise and not clause.tier:
                    search.look_at(clause)
    except OutOfBudget:
        search.whole = False
    return ClosedChains(tuple(search.found), tuple(search.unknown), search.whole)


class _Calendar:
    """The states between two dates, once for all chains that tell the same hours and periods apart."""

    def __init__(self, first: date, last: date, holidays: Holidays) -> None:
        self.first, self.last, self.holidays = first, last, holidays
        self.known: dict[tuple[frozenset[tuple[Hours, ...]], frozenset[Period]], States] = {}

    def of(self, hours: Mapping[tuple[Hours, ...], None], periods: Mapping[Period, None]) -> States:
        """The states that these hours and periods tell apart."""
        key = frozenset(hours), frozenset(periods)
        if key not in self.known:
            self.known[key] = states(hours, periods, self.first, self.last, self.holidays)
        return self.known[key]


class _Search:
    """All pairs of a ruleset, and what was found so far."""

    def __init__(self, pairs: Pairs, calendar: _Calendar, budget: Budget) -> None:
        self.pairs, self.calendar, self.budget = pairs, calendar, budget
        self.domains = {n: mask for n, mask in exact_domains(pairs.ruleset.attributes).items() if n not in _UNTOLD}
        self.found: list[ClosedChain] = []
        self.unknown: list[tuple[Clause, tuple[str, ...]]] = []
        self.whole = True
        self.singles = [self._singles(pair) for pair in pairs.pairs]
        self.by_clause: dict[str, list[Pair]] = {}
        for pair in pairs.pairs:
            if pair.clause.kind == "rule":
                self.by_clause.setdefault(pair.clause.name, []).append(pair)

    def look_at(self, clause: Clause) -> None:
        """Ask about one chain: at which minutes it is closed, and whether anybody else is open then."""
        own = self.by_clause.get(clause.name, [])
        asked = self._asked(own, own)
        closed, person, unsure = 0, None, False
        known = asked.states(self.calendar)
        for number, at in enumerate(known.instants):
            counter = asked.waiting(at, own, self.budget, unknown=False)
            if counter is not None:
                closed |= 1 << number
                person = person or counter
            unsure = unsure or asked.waiting(at, own, self.budget, unknown=True) is not None
        if unsure:
            names = {pair.resource for pair in own if pair.way.hours is None}
            self.unknown.append((clause, tuple(sorted(names))))
        if person is not None:
            self.found.append(self._alone(ClosedChain(clause, Minutes(known, closed), None, person), own))

    def _alone(self, found: ClosedChain, own: Sequence[Pair]) -> ClosedChain:
        """With the minutes at which nobody else is open either."""
        own_values = [values for pair in own if (values := self._singles(pair)) is not None]
        self.budget.spend(len(self.singles) // 8)
        near = [
            pair for pair, values in zip(self.pairs.pairs, self.singles, strict=True)
            if values is not None and any(meet(one, values) is not None for one in own_values)
        ]  # fmt: skip
        asked = self._asked(near, own)
        known, closed = asked.states(self.calendar), found.closed.by_day()
        alone, person = 0, None
        for number, at in enumerate(known.instants):
            if not closed.get(at.date(), 0) >> (60 * at.hour + at.minute) & 1:
                continue
            counter = asked.waiting(at, own, self.budget, unknown=False)
            if counter is not None:
                alone |= 1 << number
                person = person or counter
        return found if person is None else replace(found, alone=Minutes(known, alone), person=person)

    def _singles(self, pair: Pair) -> Values | None:
        found: dict[str, int] = {}
        for test in pair.box:
            if isinstance(test, In) and test.attribute in self.domains:
                found[test.attribute] = found.get(test.attribute, self.domains[test.attribute]) & test.mask
        return found if all(found.values()) else None

    def _asked(self, pairs: Sequence[Pair], own: Sequence[Pair]) -> _Asked:
        self.budget.spend(1 + 2 * len(pairs))  # reading the pairs is work too
        names = {pair.resource for pair in pairs}
        holds = tuple(hold for hold in self.pairs.holds if names & set(hold.clause.route))
        asked = _Asked(replace(self.pairs, pairs=tuple(pairs), holds=holds), own, self.domains, self.calendar.holidays)
        self.whole = self.whole and asked.whole
        self.budget.spend(sum(len(one.sets) * len(one.holds) for one in asked.axes.sets.values()) // 16)
        return asked


class _Asked:
    """Some pairs with the withholds over their resources, as boxes over what is told."""

    def __init__(self, pairs: Pairs, own: Sequence[Pair], domains: Mapping[str, int], holidays: Holidays) -> None:
        ruleset = pairs.ruleset
        sets = {name: _sets(pairs, own, name) for name in ("issue", "wish")}
        self.whole = all(one.whole for one in sets.values())
        told = dict(domains) | {name: (1 << len(one.sets)) - 1 for name, one in sets.items()}
        self.axes = Axes(ruleset.attributes, _UNTOLD, None, holidays, sets, told)
        self.holds = [
            (hold, times, masks) for hold in pairs.holds for timeless, times in [apart(hold.box)]
            if (masks := self.axes.timeless(timeless, surely=False)) is not None
        ]  # fmt: skip
        self.led = [
            (pair, times, masks) for pair in pairs.pairs for timeless, times in [apart(pair.box)]
            if (masks := self.axes.timeless(timeless, surely=True)) is not None
        ]  # fmt: skip

    def states(self, calendar: _Calendar) -> States:
        """The states that these pairs and withholds tell apart."""
        hours: list[Sequence[Hours]] = []
        periods: list[Period] = []
        for literal in chain.from_iterable(times for _, times, _ in (*self.holds, *self.led)):
            test = literal.part if isinstance(literal, Not) else literal
            if isinstance(test, During):
                hours.append(test.hours)
            elif isinstance(test, NotInEffect):
                periods.append(test.period)
        for pair, _, _ in self.led:
            hours += [] if pair.way.hours is None else [pair.way.hours]
            periods += [*pair.periods, pair.effective, pair.clause.ruleset_effective]
        periods += [hold.clause.effective for hold, _, _ in self.holds]
        return calendar.of(dict.fromkeys(map(tuple, hours)), dict.fromkeys(periods))

    def waiting(self, at: datetime, own: Sequence[Pair], budget: Budget, *, unknown: bool) -> Counter | None:
        """Somebody who is led by a pair of `own` to what is closed then, and by no pair to what is open or not known.

        `unknown`: to what is not known, and by no pair to what is open. Raises OutOfBudget.
        """
        budget.spend(1 + len(self.led) // 4)
        axes = replace(self.axes, at=at)
        boxes: list[Values] = []
        guards: list[int] = []
        held: dict[str, int] = {}
        for hold, times, masks in self.holds:
            if in_effect(hold, axes) and axes.in_time(times, surely=False):
                for name in hold.clause.route:
                    held[name] = held.get(name, 0) | 1 << len(boxes)
                boxes.append(masks)
                guards.append(0)
        led, targets = [], 0
        for pair, times, masks in self.led:
            if not _counts(pair, axes) or not axes.in_time(times, surely=True):
                continue
            unsure = pair.way.hours is None
            if ready(pair, axes) or (unsure and not unknown):
                targets |= 1 << len(boxes)
                boxes.append(masks)
                guards.append(held.get(pair.resource, 0))
            elif unsure == unknown and any(one is pair for one in own):
                led.append((pair, masks))
        named = {axis for box in boxes for axis in box}
        for pair, masks in led:
            region = {axis: axes.domains[axis] for axis in named} | dict(masks)
            outside = guarded(region, boxes, guards, targets | held.get(pair.resource, 0), budget).outside
            if outside is not None:
                return Counter(axes, outside, masks)
        return None


def _counts(pair: Pair, axes: Axes) -> bool:
    """Whether the pair leads anybody on that day, and everything is in effect."""
    assert axes.at is not None
    day = axes.at.date()
    return leads(pair, axes) and all(period.contains(day) for period in (*pair.periods, pair.effective))


def _sets(pairs: Pairs, own: Sequence[Pair], name: str) -> StatedSets:
    """The sets that may tell: larger where a box of one's own asks for more, or more ends or withholds what is open."""
    adverse = {test for pair in pairs.pairs for test, grows in polar(name, pair.box) if not grows}
    adverse |= {test for hold in pairs.holds for test, grows in polar(name, hold.box) if grows}
    for pair in own:
        found = [test for test, _ in polar(name, pair.box)]
        adverse |= {test for test in found if len(found) > 1 or test.mode != "any"}
    return sets_of(pairs.ruleset, name, stated_in(pairs, name), adverse)
