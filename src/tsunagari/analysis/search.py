"""The one question of the analysis: is there a consultation inside some values at which none of these boxes holds?

Law: `None` is returned only where every point was covered (design C10), a point only where no target holds there, and
`OutOfBudget` is raised instead of guessing. Boxes are bits; of every attribute's value the set of boxes that it leaves
alive is known. A box holds where it is alive, all that it tests is decided, and everything that guards it is dead: a
withhold that applies, an earlier line of a chain that is taken. Split on one attribute at a time, by what most boxes
test; values that leave the same boxes alive are one branch; boxes are never subtracted from one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeAlias

from tsunagari.analysis.bits import bits

Point: TypeAlias = Mapping[int, int]
"""Attribute number → value number; attributes that make no difference are left out."""

_REMEMBERED: Final = 200_000
_FEW: Final = 64
"""Boxes of a subproblem that is remembered: larger ones hardly come again and are costly to keep."""


class OutOfBudget(Exception):
    """More nodes would be needed than were allowed."""


@dataclass(slots=True)
class Budget:
    """Nodes that may still be visited; shared by the searches of one question."""

    left: int

    def spend(self, nodes: int = 1) -> None:
        """Visit some nodes; raises OutOfBudget."""
        self.left -= nodes
        if self.left < 0:
            raise OutOfBudget


@dataclass(frozen=True, slots=True)
class Space:
    """Boxes over attributes with numbered values.

    `classes[a]` are the values of attribute a by the boxes that they leave alive, as pairs of these boxes and a mask of
    the values, by the lowest value; `untested[a]` are the boxes that do not look at a;
    `guards[b]` are the boxes of which none may hold where box b holds, all with smaller numbers in `rank`;
    `guarding[b]` are those that b guards.
    """

    classes: tuple[tuple[tuple[int, int], ...], ...]
    untested: tuple[int, ...]
    guards: tuple[int, ...]
    rank: tuple[int, ...]
    guarded: int = field(default=0)
    guarding: tuple[int, ...] = ()

    @classmethod
    def of(
        cls, sizes: Sequence[int], boxes: Sequence[Mapping[int, int]], guards: Sequence[int], rank: Sequence[int]
    ) -> Space:
        """From boxes as attribute → mask of values; an attribute that a box does not name is not tested."""
        everything = (1 << len(boxes)) - 1
        same: list[dict[int, int]] = [{} for _ in sizes]
        tested = [0] * len(sizes)
        for number, box in enumerate(boxes):
            for attribute, mask in box.items():
                same[attribute][mask] = same[attribute].get(mask, 0) | 1 << number
                tested[attribute] |= 1 << number
        classes = []
        for attribute, size in enumerate(sizes):
            parts = [(everything & ~tested[attribute], (1 << size) - 1)]
            for mask, numbers in same[attribute].items():
                halves = ((column | numbers, values & mask, column, values & ~mask) for column, values in parts)
                parts = [part for one in halves for part in (one[:2], one[2:]) if part[1]]
            classes.append(tuple(sorted(parts, key=lambda part: part[1] & -part[1])))
        guarding = [0] * len(boxes)
        for number, one in enumerate(guards):
            for guard in bits(one):
                guarding[guard] |= 1 << number
        return cls(
            classes=tuple(classes),
            untested=tuple(everything & ~one for one in tested),
            guards=tuple(guards),
            rank=tuple(rank),
            guarded=sum(1 << number for number, one in enumerate(guards) if one),
            guarding=tuple(guarding),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A point at which no target holds, or None; `used` are the targets that cover everything where there is none."""

    point: Point | None
    used: int = 0


def find(space: Space, allowed: Sequence[int], targets: int, budget: Budget, alive: int | None = None) -> Found:
    """A point with a value of each attribute's `allowed` mask at which no target holds.

    `alive` are the boxes that there are at all (all of them, if left out). Raises OutOfBudget.
    """
    if not all(allowed):
        return Found(None)
    search = _Search(space, allowed, budget)
    there = (1 << len(space.guards)) - 1 if alive is None else alive
    point = search.solve(there, search.tested, targets)
    return Found(point, search.used)


def regions(
    space: Space, allowed: Sequence[int], targets: int, budget: Budget, alive: int, most: int
) -> Iterator[Mapping[int, int]]:
    """Disjoint boxes (attribute → mask of values) that together hold every point at which no target holds.

    At most so many; raises OutOfBudget.
    """
    if all(allowed):
        search = _Search(space, allowed, budget)
        yield from islice(search.regions(alive, search.tested, targets), most)


@dataclass(frozen=True, slots=True)
class Part:
    """A box (attribute → mask of values) in which the same items differ; both masks have one bit for each item."""

    values: Mapping[int, int]
    only_first: int
    only_second: int


def parted(
    space: Space,
    allowed: Sequence[int],
    items: Sequence[tuple[int, int]],
    budget: Budget,
    most: int,
    *,
    both: bool = True,
) -> Iterator[Part]:
    """Disjoint boxes that together hold every point at which some item differs, by which items do and how.

    An item is two sets of boxes; it differs where something of exactly one of the two holds (`both` False: of the
    first and nothing of the second). At most so many; raises OutOfBudget.
    """
    if all(allowed):
        search = _Search(space, allowed, budget)
        everything, free = (1 << len(space.guards)) - 1, search.tested
        asked = tuple((1 << number, *item) for number, item in enumerate(items))
        yield from islice(search.parted(everything, free, asked, Part({}, 0, 0), both), most)


def alike(
    space: Space, allowed: Sequence[int], item: tuple[int, int], whatever: frozenset[int], budget: Budget
) -> bool:
    """Whether something of the second set of boxes holds wherever something of the first does.

    `whatever` are attributes of which nothing is assumed. True only where it is so; raises OutOfBudget.
    """
    search = _Search(space, allowed, budget)
    everything, free = (1 << len(space.guards)) - 1, search.tested
    return not all(allowed) or search.alike(everything, free, ((1, *item),), whatever, False)


def several(
    space: Space, allowed: Sequence[int], groups: Sequence[int], budget: Budget, most: int
) -> Iterator[Mapping[int, int]]:
    """Disjoint boxes that together hold every point at which something of two or more groups of boxes holds.

    At most so many; raises OutOfBudget.
    """
    if all(allowed):
        search = _Search(space, allowed, budget)
        everything, free = (1 << len(space.guards)) - 1, search.tested
        yield from islice(search.several(everything, free, tuple(groups)), most)


class _Search:
    """One search: the values of what is tested at all, and the subproblems that were shown to have no point."""

    def __init__(self, space: Space, allowed: Sequence[int], budget: Budget) -> None:
        self.space, self.budget = space, budget
        everything = (1 << len(space.guards)) - 1
        self.tested = tuple(a for a, untested in enumerate(space.untested) if untested != everything)
        self.classes = [
            [(column, left) for column, values in own if (left := values & mask)]
            for own, mask in zip(space.classes, allowed, strict=True)
        ]
        self.covered: set[tuple[tuple[int, ...], int, int]] = set()
        self.used = 0

    def solve(self, alive: int, undecided: tuple[int, ...], targets: int) -> Point | None:
        """A point of this region, or None."""
        self.budget.spend()
        settled = self._settled(alive, undecided, targets)
        if settled is None:
            return None
        alive = settled
        if not alive & targets:
            return {}
        key = None
        if alive.bit_count() <= _FEW:
            key = (undecided, alive, targets & alive)
            if key in self.covered:
                return None
        attribute = self._most_tested(alive, undecided)
        rest = tuple(a for a in undecided if a != attribute)
        for value, left in self._branches(attribute, alive, targets):
            point = self.solve(left, rest, targets & left)
            if point is not None:
                return {**point, attribute: value}
        if key is not None and len(self.covered) < _REMEMBERED:
            self.covered.add(key)
        return None

    def regions(self, alive: int, undecided: tuple[int, ...], targets: int) -> Iterator[Mapping[int, int]]:
        """The boxes of this region that are not covered, disjoint."""
        self.budget.spend()
        settled = self._settled(alive, undecided, targets)
        if settled is None:
            return
        if not settled & targets:
            yield {}
            return
        attribute = self._most_tested(settled, undecided)
        rest = tuple(a for a in undecided if a != attribute)
        for left, mask in self._parts(attribute, settled).items():
            for region in self.regions(left, rest, targets & left):
                yield {**region, attribute: mask}

    def parted(
        self, alive: int, undecided: tuple[int, ...], items: Sequence[tuple[int, int, int]], known: Part, both: bool
    ) -> Iterator[Part]:
        """The boxes, disjoint, of this region in which some item differs; `known` is what was decided before."""
        alive, left, known = self._differing(alive, undecided, items, known, both)
        if not left:
            if known.only_first or known.only_second:
                yield known
            return
        attribute = self._most_tested(alive, undecided)
        rest = tuple(a for a in undecided if a != attribute)
        for less, mask in self._parts(attribute, alive).items():
            within = Part({**known.values, attribute: mask}, known.only_first, known.only_second)
            yield from self.parted(less, rest, left, within, both)

    def alike(
        self,
        alive: int,
        undecided: tuple[int, ...],
        items: Sequence[tuple[int, int, int]],
        whatever: frozenset[int],
        both: bool,
    ) -> bool:
        """Whether no item differs in this region, whatever the values of some attributes."""
        alive, left, known = self._differing(alive, undecided, items, Part({}, 0, 0), both)
        if known.only_first or known.only_second:
            return False
        choices = tuple(a for a in undecided if a not in whatever and alive & ~self.space.untested[a])
        if not left or not choices:
            return not left
        attribute = self._most_tested(alive, choices)
        rest = tuple(a for a in undecided if a != attribute)
        parts = self._parts(attribute, alive)
        return all(self.alike(less, rest, left, whatever, both) for less in parts)

    def _differing(
        self, alive: int, undecided: tuple[int, ...], items: Sequence[tuple[int, int, int]], known: Part, both: bool
    ) -> tuple[int, list[tuple[int, int, int]], Part]:
        """The items that may differ here but need not, the boxes that say so, and with `known` those that do."""
        self.budget.spend()
        alive, holding = self._resolved(alive, undecided, _united(items))
        left: list[tuple[int, int, int]] = []
        first, second = known.only_first, known.only_second
        for number, one, other in items:
            one, other = one & alive, other & alive
            # what stands on both sides cannot make them differ
            forth = bool(one & ~other) and not holding & other
            back = both and bool(other & ~one) and not holding & one
            if forth and not other and holding & one:
                first |= number
            elif back and not one and holding & other:
                second |= number
            elif forth or back:
                left.append((number, one, other))
        return self._relevant(alive, _united(left)), left, Part(known.values, first, second)

    def several(self, alive: int, undecided: tuple[int, ...], groups: Sequence[int]) -> Iterator[Mapping[int, int]]:
        """The boxes, disjoint, of this region in which something of two or more groups holds."""
        self.budget.spend()
        united = 0
        for group in groups:
            united |= group
        alive, holding = self._resolved(alive, undecided, united)
        if sum(1 for group in groups if group & alive) < 2:
            return
        if sum(1 for group in groups if group & holding) >= 2:
            yield {}
            return
        attribute = self._most_tested(alive, undecided)
        rest = tuple(a for a in undecided if a != attribute)
        for left, mask in self._parts(attribute, alive).items():
            for region in self.several(left, rest, groups):
                yield {**region, attribute: mask}

    def _most_tested(self, alive: int, undecided: tuple[int, ...]) -> int:
        return max(undecided, key=lambda a: ((alive & ~self.space.untested[a]).bit_count(), -a))

    def _parts(self, attribute: int, alive: int) -> dict[int, int]:
        """What some values leave alive → these values."""
        values: dict[int, int] = {}
        for column, mask in self.classes[attribute]:
            left = alive & column
            values[left] = values.get(left, 0) | mask
        return values

    def _settled(self, alive: int, undecided: tuple[int, ...], targets: int) -> int | None:
        """What is alive and still matters to the targets; None where one of them surely holds."""
        alive, holding = self._resolved(alive, undecided, targets)
        if held := holding & targets:
            self.used |= held & -held  # any of them will do for the proof
            return None
        return alive

    def _resolved(self, alive: int, undecided: tuple[int, ...], wanted: int) -> tuple[int, int]:
        """What is alive once every box that surely holds has put an end to those it guards, and those that hold.

        Boxes that do not matter (neither wanted nor, through others, their guards) are dropped.
        """
        space = self.space
        alive = self._relevant(alive, wanted)
        certain = alive
        for attribute in undecided:
            certain &= space.untested[attribute]
        if not certain or not alive & space.guarded:
            return alive, certain
        holding = 0
        for number in sorted(bits(certain), key=space.rank.__getitem__):
            if alive >> number & 1 and not space.guards[number] & alive:
                holding |= 1 << number
                alive &= ~space.guarding[number]
        return self._relevant(alive, wanted), holding

    def _relevant(self, alive: int, targets: int) -> int:
        """The targets that are alive with everything alive that guards them, their guards' guards, and so on."""
        space = self.space
        if not alive & space.guarded:
            return alive & targets
        kept = new = alive & targets
        while new & space.guarded:
            more = 0
            for number in bits(new & space.guarded):
                more |= space.guards[number]
            new = more & alive & ~kept
            kept |= new
        return kept

    def _branches(self, attribute: int, alive: int, targets: int) -> Iterable[tuple[int, int]]:
        """Value and what it leaves alive, each different branch once, the least covered first.

        Without guards a branch that leaves alive all that another one does has a point only if that one has.
        """
        found: dict[int, int] = {}
        for column, mask in self.classes[attribute]:
            found.setdefault(alive & column, (mask & -mask).bit_length() - 1)
        ordered = sorted(found, key=lambda left: ((left & targets).bit_count(), found[left]))
        if not alive & self.space.guarded:
            ordered = _least(ordered)
        return [(found[left], left) for left in ordered]


def _united(items: Iterable[tuple[int, int, int]]) -> int:
    """All boxes of some items."""
    found = 0
    for _, one, other in items:
        found |= one | other
    return found


_MANY: Final = 300


def _least(ordered: Sequence[int]) -> list[int]:
    """The sets that contain no other of these; they come with the smaller ones first."""
    if len(ordered) > _MANY:
        return list(ordered)
    kept: list[int] = []
    for one in ordered:
        if not any(other & ~one == 0 for other in kept):
            kept.append(one)
    return kept
