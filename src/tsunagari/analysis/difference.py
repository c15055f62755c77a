"""Who would be answered differently between two rulesets, and how: whole regions, biggest first.

Law (language §6; design C10): over consultations told exactly, of one issue and at most one wish, in
values that both rulesets know, everybody whose answer changes in one of the five ways lies in one region of that kind,
and nobody else does. Time is untold, but for *closed* every minute between two dates is looked at. Of those who state
more (`people` None) only those are in a region of whom nothing less that they state would be answered so differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Final, TypeAlias

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import Axes
from tsunagari.analysis.bits import bits
from tsunagari.analysis.both import SETS, Apart, Both, Drawing, Side, both
from tsunagari.analysis.moments import States
from tsunagari.analysis.opening import Opening, opening
from tsunagari.analysis.regions import MOST, count, merge, without
from tsunagari.analysis.search import Budget, OutOfBudget, Part, Space, alike, parted, several
from tsunagari.analysis.standing import Key, Standing, standing
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.ruleset import Ruleset

NODES: Final = 100_000
_STEPS: Final = 6
_SHOWN: Final = 60
"""Regions of people who state several things and are moved; these are examples, not all."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of the people of a region, besides who they are.

    `lost` and `gained` are the resources that are no yes any more, and those that have become one; `keys` what the
    order of a resource is made of and has changed; `states` those of `known` (a mask) in which nobody is open now.
    """

    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    states: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """People of one region (axis → mask; other axes are free); `people` counts them where they state one issue."""

    axes: Axes
    values: Values
    told: Told
    people: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """All of one kind, biggest first, those who state several things last.

    `whole`: nobody who states one issue is missing; `several`: nor anybody who states more.
    """

    found: tuple[Change, ...] = ()
    whole: bool = True
    several: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """The five kinds of change, of so many `people` in all on the `axes` of one issue and at most one wish.

    `known` tells the states, `apart` what was not compared.
    *closed* is None where it was not asked for, or where the two rulesets have no day in common.
    """

    lost: Changes
    gained: Changes
    closed: Changes | None
    moved: Changes
    reordered: Changes
    people: int
    axes: Axes
    known: States | None
    apart: tuple[Apart, ...]


def difference(
    old: Ruleset,
    new: Ruleset,
    holidays: Holidays,
    first: date | None = None,
    last: date | None = None,
    *,
    nodes: int = NODES,
    step: Callable[[int, int], None] = lambda done, parts: None,
) -> Difference:
    """What two rulesets do differently, *closed* from `first` until `last` if these are given.

    `step` is told how many of how many parts are done. Never raises on resolved rulesets.
    """
    step(0, _STEPS)
    axes = both(old, new, holidays)
    step(1, _STEPS)
    kinds = _Kinds(axes, nodes)
    step(2, _STEPS)
    lost, gained = kinds.lost(), kinds.gained()
    step(3, _STEPS)
    moved = kinds.moved()
    step(4, _STEPS)
    asked = opening(axes, first, last, holidays) if first is not None and last is not None else None
    closed = None if asked is None else kinds.closed(asked)
    step(5, _STEPS)
    reordered = kinds.reordered()
    step(_STEPS, _STEPS)
    return Difference(
        lost=lost,
        gained=gained,
        closed=closed,
        moved=moved,
        reordered=reordered,
        people=count({}, axes.axes.domains),
        axes=axes.axes,
        known=None if asked is None else asked.known,
        apart=axes.apart,
    )


_Found: TypeAlias = Iterator[tuple[Told, Values]]


@dataclass(frozen=True, slots=True)
class _Run:
    """The people looked at once: those of one issue, or of one larger number of issues or wishes (`about`)."""

    allowed: list[int]
    axes: Axes
    about: str | None = None

    @property
    def single(self) -> bool:
        """Whether these are the people of one issue and at most one wish."""
        return self.about is None


class _Kinds:
    """The kinds of change between two rulesets, each asked once; later ones leave out those of earlier ones."""

    def __init__(self, axes: Both, nodes: int) -> None:
        self.axes, self.nodes = axes, nodes
        self.standing: Standing = standing(axes)
        drawing = Drawing(axes.names, axes.wide.domains)
        self.before, self.after = _somebody(axes.old, drawing), _somebody(axes.new, drawing)
        self.anybody: Space = drawing.space()
        self.stood: Space = self.standing.drawing.space()
        self.single = _Run(axes.single(), axes.axes)
        self.known: dict[str, list[Values]] = {}
        self.complete: dict[str, bool] = {}
        self._holding: dict[str, dict[str, int]] = {}

    def lost(self) -> Changes:
        """Those who have a yes in the old ruleset and none in the new one."""
        return self._everybody("lost", self.before, self.after)

    def gained(self) -> Changes:
        """Those who have none in the old ruleset and one in the new one."""
        return self._everybody("gained", self.after, self.before)

    def moved(self) -> Changes:
        """Those who have a yes in both, but not the same resources."""
        pairs = self.standing.moved()
        names = tuple(pairs)

        def told(part: Part) -> Told:
            gone, come = (tuple(names[n] for n in bits(one)) for one in (part.only_first, part.only_second))
            return Told(gone, come)

        def found(run: _Run, budget: Budget) -> _Found:
            others = [*self.known["lost"], *self.known["gained"]] if run.single else []
            for ends in () if run.single else ((self.before, self.after), (self.after, self.before)):
                others += (values for _, values in self._of_one_side(run, *ends, budget))
            parts = parted(self.stood, run.allowed, list(pairs.values()), budget, MOST + 1)
            yield from self._less(run, budget, others, _limited(parts), told)

        runs = [self.single, *self._larger(asked=True)] if pairs else []
        return self._changes("moved", runs, found, after=("lost", "gained"), most=_SHOWN)

    def closed(self, asked: Opening) -> Changes:
        """Those who have not lost everybody, but have nobody who is open at some minute at which they had."""
        space, states = asked.drawing.space(), tuple(asked.items.values())

        def told(part: Part) -> Told:
            return Told(states=sum(states[n] for n in bits(part.only_first)))

        def found(run: _Run, budget: Budget) -> _Found:
            parts = parted(space, run.allowed, list(asked.items), budget, MOST + 1, both=False)
            return self._less(run, budget, self.known["lost"], _limited(parts), told)

        return self._changes("closed", [self.single] if asked.items else [], found, after=("lost",))

    def reordered(self) -> Changes:
        """Those who have the same resources, two or more, of which one has another key of its order."""
        keys, groups = self.standing.keys, tuple(self.standing.new.yes.values())
        items = [pair for pairs in keys.values() for pair in pairs]
        of_item = [key for key, pairs in keys.items() for _ in pairs]
        names, before = self.axes.names, ("lost", "gained", "moved")

        def told(part: Part) -> Told:
            return Told(keys=tuple(dict.fromkeys(of_item[n] for n in bits(part.only_first | part.only_second))))

        def found(run: _Run, budget: Budget) -> _Found:
            parts = _limited(parted(self.stood, run.allowed, items, budget, MOST + 1))
            others = [one for kind in before for one in self.known[kind]]
            for label, values in self._less(run, budget, others, parts, told):
                inside = [values.get(name, -1) & mask for name, mask in zip(names, run.allowed, strict=True)]
                for more in several(self.stood, inside, groups, budget, MOST + 1):
                    yield label, {**values, **{names[axis]: mask for axis, mask in more.items()}}

        return self._changes("reordered", [self.single] if items else [], found, after=before)

    def _everybody(self, kind: str, within: int, gone: int) -> Changes:
        """Those for whom something of one side holds and nothing of the other; none where that can never be."""
        never = False
        with suppress(OutOfBudget):
            sets = frozenset(self.axes.names.index(name) for name in SETS)
            allowed = [self.axes.wide.domains[name] for name in self.axes.names]
            never = alike(self.anybody, allowed, (within, gone), sets, Budget(self.nodes))

        def found(run: _Run, budget: Budget) -> _Found:
            return self._of_one_side(run, within, gone, budget)

        runs = [] if never else [self.single, *self._larger(asked=False)]
        changes = self._changes(kind, runs, found)
        return replace(changes, several=never or (changes.several and self.axes.whole))

    def _larger(self, *, asked: bool) -> Iterator[_Run]:
        """The larger sets, smaller ones first."""
        for name in SETS:
            for size in range(2, 1 + max(map(len, self.axes.wide.sets[name].sets), default=0)):
                if (allowed := self.axes.several(name, size, asked=asked)) is not None:
                    domains = dict(zip(self.axes.names, allowed, strict=True))
                    yield _Run(allowed, replace(self.axes.wide, domains=domains), name)

    def _of_one_side(self, run: _Run, within: int, gone: int, budget: Budget) -> _Found:
        parts = _limited(parted(self.anybody, run.allowed, [(within, gone)], budget, MOST + 1, both=False))
        return ((Told(), self._named(part)) for part in parts)

    def _less(
        self, run: _Run, budget: Budget, others: Sequence[Values], parts: Iterable[Part], told: Callable[[Part], Told]
    ) -> _Found:
        """What is left of some parts without others, each with what is told of it."""
        for part in parts:
            for values in without([self._named(part)], others, run.axes.domains, budget):
                yield told(part), values

    def _named(self, part: Part) -> Values:
        return {self.axes.names[axis]: mask for axis, mask in part.values.items()}

    def _changes(
        self,
        kind: str,
        runs: Sequence[_Run],
        asked: Callable[[_Run, Budget], _Found],
        *,
        after: Sequence[str] = (),
        most: int = MOST,
    ) -> Changes:
        """All changes of a kind that leaves out those of the kinds `after` which it comes.

        Of people who state several things those of whom nothing less would do, at most so many.
        """
        found: list[Change] = []
        whole, together = all(self.complete[one] for one in after), not after or not runs
        smaller: list[Values] = []
        self.known[kind] = []
        for run in runs:
            budget = Budget(self.nodes if run.single or not after else self.nodes // 10)
            grouped, complete = _grouped(asked(run, budget), MOST)
            changes = _ordered(run, grouped)
            raw = [] if run is runs[-1] else [self._lifted(run, one.values) for one in changes]
            if run.single:
                self.known[kind] = [one.values for one in changes]
                whole = whole and complete
            else:
                left = (
                    (one.told, values)
                    for one in changes
                    for values in without([one.values], smaller, run.axes.domains, budget)
                )
                grouped, all_left = _grouped(left, most)
                changes = _ordered(run, grouped)
                together = together and complete and all_left
            found += changes
            smaller += raw
        self.complete[kind] = whole
        return Changes(tuple(found), whole, whole and together)

    def _lifted(self, run: _Run, values: Values) -> Values:
        """All who state at least what the people of a region state."""
        more = dict(values)
        for name in SETS:
            own = values.get(name, run.axes.domains[name])
            more[name] = 0
            for number in bits(own):
                more[name] |= self._above(name, number)
        return more

    def _above(self, name: str, number: int) -> int:
        """The sets of issues or wishes that hold all of one set, itself among them."""
        if name not in self._holding:
            holding: dict[str, int] = {}
            for other, some in enumerate(self.axes.wide.sets[name].sets):
                for one in some:
                    holding[one] = holding.get(one, 0) | 1 << other
            self._holding[name] = holding
        found = self.axes.wide.domains[name]
        for one in self.axes.wide.sets[name].sets[number]:
            found &= self._holding[name][one]
        return found


def _somebody(side: Side, drawing: Drawing) -> int:
    """The boxes that lead to somebody: no chain and no tier matters (see `covering`)."""
    held: dict[str, int] = {}
    for hold in side.pairs.holds:
        if (values := side.masks(hold.box, surely=False)) is not None:
            box = drawing.add(values)
            for name in hold.clause.route:
                held[name] = held.get(name, 0) | box
    found = 0
    for pair in side.pairs.pairs:
        if (values := side.masks(pair.box, surely=True)) is not None:
            guards = held.get(pair.resource, 0)
            found |= drawing.add(values, guards, 1 if guards else 0)
    return found


def _limited(parts: Iterable[Part]) -> Iterator[Part]:
    """The first `MOST`; OutOfBudget where there are more."""
    for number, part in enumerate(parts):
        if number == MOST:
            raise OutOfBudget
        yield part


def _grouped(found: Iterable[tuple[Told, Values]], most: int) -> tuple[dict[Told, list[Values]], bool]:
    """Regions by what is told of them, as far as the budget goes, and whether these are all."""
    grouped: dict[Told, list[Values]] = {}
    try:
        for number, (told, values) in enumerate(found):
            if number == most:
                return grouped, False
            grouped.setdefault(told, []).append(values)
    except OutOfBudget:
        return grouped, False
    return grouped, True


def _ordered(run: _Run, grouped: Mapping[Told, Sequence[Values]]) -> list[Change]:
    """The changes of one run, biggest first."""
    domains = run.axes.domains
    found = [(count(one, domains), told, one) for told, some in grouped.items() for one in merge(some, domains)]
    found.sort(key=lambda one: (-one[0], astuple(one[1]), sorted(one[2].items())))
    if run.about is None:
        return [Change(run.axes, one, told, people) for people, told, one in found]
    several = {run.about: domains[run.about]}  # named also where it is all of them
    return [Change(run.axes, {**several, **one}, told, None) for _, told, one in found]
