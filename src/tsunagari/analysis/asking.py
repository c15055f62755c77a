"""From pairs to one question that the search can answer.

Law (language §4, "Who is gone", "otherwise", "default"): a pair leads nobody to a resource that a withhold holds
back; a pair of an `otherwise` line leads nobody where an earlier line of its clause is taken; one of a default nobody
where anything before it is a yes. Each of these is a guard. (Whether *somebody* is there is `covering`'s question.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagari.analysis.axes import Axes
from tsunagari.analysis.pairs import Hold, Pair, Pairs
from tsunagari.analysis.search import Budget, Space, find
from tsunagari.calendar.hours import is_open
from tsunagari.model.registry import Way

Values = Mapping[str, int]
"""Axis → mask of values."""

TIER = 100_000


@dataclass(frozen=True, slots=True)
class Counter:
    """A consultation told exactly at which what was asked for is not so: axis → bit of its value, where it matters."""

    axes: Axes
    values: Values
    inside: Values


def not_yes(
    pairs: Pairs, axes: Axes, resource: str, inside: Iterable[Values], budget: Budget
) -> Counter | None:
    """Somebody inside of whom the resource is no yes."""
    built = _Building(axes)
    targets = 0
    before: dict[tuple[str, str], int] = {}
    for rank, pair in in_rank(pairs, axes):
        guards = built.held(pairs.holds, pair.resource) | _earlier(pair, rank, before, built)
        box = built.add(axes.masks(pair.box, surely=True), guards, rank)
        if pair.resource == resource:
            targets |= box
        _note(pair, box, ready(pair, axes), before, built, rank)
    return built.first(inside, targets, budget)


def not_no(
    pairs: Pairs, axes: Axes, resource: str, inside: Iterable[Values], budget: Budget
) -> Counter | None:
    """Somebody inside of whom the resource is a yes or a maybe."""
    built = _Building(axes)
    before: dict[tuple[str, str], int] = {}
    found: list[tuple[Values, int]] = []
    lines = tuple(inside)
    for rank, pair in in_rank(pairs, axes):
        earlier = _earlier(pair, rank, before, built)
        if pair.resource == resource and (perhaps := axes.masks(pair.box, surely=False)) is not None:
            found.append((perhaps, earlier | built.held(pairs.holds, resource, surely=True)))
        box = built.add(axes.masks(pair.box, surely=True), built.held(pairs.holds, pair.resource) | earlier, rank)
        _note(pair, box, ready(pair, axes), before, built, rank)
    for masks, guards in found:
        both = (met for line in lines if (met := meet(masks, line)) is not None)
        if (counter := built.first(both, guards, budget)) is not None:
            return counter
    return None


def leads(pair: Pair, axes: Axes) -> bool:
    """Whether the pair counts at all on that day: nothing that has ended, and no chain of what has not begun."""
    if axes.at is None:
        return True
    day, clause, resource = axes.at.date(), pair.clause, pair.effective
    if clause.kind == "rule" and not clause.ruleset_effective.contains(day):
        return False
    if any(period.over(day) for period in (*pair.periods, resource)):
        return False
    return not pair.stage or all(period.contains(day) for period in pair.periods)


def ready(pair: Pair, axes: Axes, way: Way | None = None) -> bool:
    """Whether somebody is there then: open, and everything in effect; always where no time is told.

    `way` stands for the pair's own where that has lost hours.
    """
    at, hours = axes.at, (way or pair.way).hours
    if at is None:
        return True
    if hours is None or not all(one.contains(at.date()) for one in (*pair.periods, pair.effective)):
        return False
    return is_open(hours, at, axes.holidays)


def in_effect(hold: Hold, axes: Axes) -> bool:
    """Whether a withhold is in effect then; always where no time is told."""
    return axes.at is None or hold.clause.effective.contains(axes.at.date())


def meet(one: Values, other: Values) -> Values | None:
    """What is in both; None where that is nothing."""
    found = dict(one)
    for axis, mask in other.items():
        found[axis] = found.get(axis, -1) & mask
        if not found[axis]:
            return None
    return found


def in_rank(pairs: Pairs, axes: Axes) -> Iterator[tuple[int, Pair]]:
    """The pairs that count, rules before defaults, earlier stages before later ones."""
    counted = [
        (pair.stage + 1 + (TIER * (pair.clause.tier + 1) if pair.clause.kind == "default" else 0), pair)
        for pair in pairs.pairs
        if leads(pair, axes)
    ]
    return iter(sorted(counted, key=lambda one: one[0]))


def _earlier(pair: Pair, rank: int, before: Mapping[tuple[str, str], int], built: _Building) -> int:
    """The boxes that, taken, keep this pair from being asked at all."""
    tier = rank // TIER
    found = built.taken_before(tier) if tier else 0
    for stage in range(pair.stage):
        found |= before.get((pair.clause.kind + pair.clause.name, str(stage)), 0)
    return found


def _note(
    pair: Pair, box: int, there: bool, before: dict[tuple[str, str], int], built: _Building, rank: int
) -> None:
    if there and box:
        key = (pair.clause.kind + pair.clause.name, str(pair.stage))
        before[key] = before.get(key, 0) | box
        built.take(rank // TIER, box)


class _Building:
    """Boxes as they are numbered; thrown away with the question."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self.names = tuple(axes.domains)
        self.number = {name: number for number, name in enumerate(self.names)}
        self.boxes: list[dict[int, int]] = []
        self.guards: list[int] = []
        self.ranks: list[int] = []
        self._held: dict[tuple[str, bool], int] = {}
        self._same: dict[tuple[frozenset[tuple[str, int]], int, int], int] = {}
        self._taken: dict[int, int] = {}

    def add(self, masks: Values | None, guards: int, rank: int) -> int:
        """The bit of a box; 0 of one that holds nowhere."""
        if masks is None:
            return 0
        key = (frozenset(masks.items()), guards, rank)
        if key not in self._same:
            self._same[key] = 1 << len(self.boxes)
            self.boxes.append({self.number[axis]: mask for axis, mask in masks.items()})
            self.guards.append(guards)
            self.ranks.append(rank)
        return self._same[key]

    def held(self, holds: Sequence[Hold], resource: str, *, surely: bool = False) -> int:
        """The boxes of the withholds that hold a resource back: perhaps, or `surely`."""
        key = (resource, surely)
        if key not in self._held:
            self._held[key] = 0
            for hold in holds:
                if resource in hold.clause.route and in_effect(hold, self.axes):
                    self._held[key] |= self.add(self.axes.masks(hold.box, surely=surely), 0, 0)
        return self._held[key]

    def take(self, tier: int, box: int) -> None:
        """Note a box that is taken where it holds."""
        self._taken[tier] = self._taken.get(tier, 0) | box

    def taken_before(self, tier: int) -> int:
        """The boxes of all tiers before this one."""
        found = 0
        for one, boxes in self._taken.items():
            if one < tier:
                found |= boxes
        return found

    def first(self, inside: Iterable[Values], targets: int, budget: Budget) -> Counter | None:
        """The first point inside at which no target holds."""
        space: Space | None = None
        for values in inside:
            if space is None:
                sizes = [self.axes.domains[name].bit_length() for name in self.names]
                space = Space.of(sizes, self.boxes, self.guards, self.ranks)
            allowed = [values.get(name, -1) & self.axes.domains[name] for name in self.names]
            point = find(space, allowed, targets, budget).point
            if point is not None:
                return Counter(self.axes, {self.names[axis]: 1 << value for axis, value in point.items()}, values)
        return None
