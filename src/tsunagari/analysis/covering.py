"""Does everybody get somebody? The question of coverage, of being open, and of losses.

Law: whether *somebody* is there needs no chain and no tier: what takes a line of a chain, and what keeps a default
away, is itself somebody who is there. So a pair covers whom its box holds and no withhold holds back, and a loss can
only matter where the proof leaned on what is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tsunagari.analysis.asking import Counter, Values, in_effect, leads, ready
from tsunagari.analysis.axes import Axes, apart
from tsunagari.analysis.bits import bits, of_flags
from tsunagari.analysis.inside import Covered, guarded
from tsunagari.analysis.pairs import Hold, Pair, Pairs
from tsunagari.analysis.parcels import MANY, parcels
from tsunagari.analysis.search import Budget, Space, find, regions
from tsunagari.model.boxes import Literal
from tsunagari.model.registry import Way

Left = Mapping[str, tuple[Way | None, ...]]
"""Resource → what is left of its ways after a loss; those not named have all of theirs."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A consultation that gets nobody, or None; `leans_on` are the resources that a proof needs."""

    counter: Counter | None
    leans_on: frozenset[str] = frozenset()


class Covering:
    """The boxes of a ruleset on the axes of one question, built once for all instants and losses."""

    def __init__(self, pairs: Pairs, axes: Axes) -> None:
        self.names = tuple(axes.domains)
        self.pairs: list[tuple[Pair, Sequence[Literal], int]] = []
        self.holds: list[tuple[Hold, Sequence[Literal], int]] = []
        number = {name: n for n, name in enumerate(self.names)}
        boxes: list[Mapping[int, int]] = []
        guards: list[int] = []
        held: dict[str, int] = {}
        shared: dict[int, int] = {}  # a mask of places is as long as the nation is wide

        def add(masks: Values, guarding: int) -> int:
            boxes.append({number[axis]: shared.setdefault(mask, mask) for axis, mask in masks.items()})
            guards.append(guarding)
            return len(boxes) - 1

        for hold in pairs.holds:
            timeless, times = apart(hold.box)
            if (masks := axes.timeless(timeless, surely=False)) is not None:
                box = add(masks, 0)
                self.holds.append((hold, times or (), box))
                for name in hold.clause.route:
                    held[name] = held.get(name, 0) | 1 << box
        for pair in pairs.pairs:
            timeless, times = apart(pair.box)
            if (masks := axes.timeless(timeless, surely=True)) is not None:
                self.pairs.append((pair, times or (), add(masks, held.get(pair.resource, 0))))
        self.sizes = [axes.domains[name].bit_length() for name in self.names]
        self.boxes, self.guards = tuple(boxes), tuple(guards)

    @cached_property
    def space(self) -> Space:
        """All boxes at once; not made where the parcels are asked one by one."""
        return Space.of(self.sizes, self.boxes, self.guards, [int(bool(one)) for one in self.guards])

    def ask(
        self, axes: Axes, inside: Iterable[Values], budget: Budget, *, opened: bool, left: Left | None = None
    ) -> Coverage:
        """Somebody inside who gets no yes then (`opened`: none that is open); raises OutOfBudget.

        `axes` are those that this was built with, at any instant.
        """
        alive, targets = self._there(axes, opened=opened, left=left)
        used: set[int] = set()
        for values in inside:
            allowed = {name: values.get(name, -1) & axes.domains[name] for name in self.names}
            if len(self.boxes) < MANY:
                found = self._whole(allowed, alive, targets, budget)
            else:
                there = [number for number, one in enumerate(alive) if one]
                found = self._part_by_part(allowed, there, targets, budget)
            if found.outside is not None:
                return Coverage(Counter(axes, dict(found.outside), values))
            used.update(found.by)
        return Coverage(None, frozenset(pair.resource for pair, _, box in self.pairs if box in used))

    def _whole(self, allowed: Values, alive: bytearray, targets: bytearray, budget: Budget) -> Covered:
        """Somebody inside of some values whom no target takes, asked of all boxes at once."""
        found = find(self.space, list(allowed.values()), of_flags(targets), budget, of_flags(alive))
        if found.point is None:
            return Covered(None, tuple(bits(found.used)))
        return Covered({self.names[axis]: 1 << value for axis, value in found.point.items()})

    def _part_by_part(self, region: Values, there: Sequence[int], targets: bytearray, budget: Budget) -> Covered:
        """The same of these boxes, asked of each part of the region by itself as long as there are many."""
        values = [region[name] for name in self.names]
        met = [n for n in there if all(mask & values[axis] for axis, mask in self.boxes[n].items())]
        parts = parcels([self.boxes[number] for number in met], values) if all(values) else None
        if parts is None:
            return self._near(region, met, targets, budget)
        axis, used = self.names[parts.axis], list[int]()
        for part, numbers in parts:
            found = self._part_by_part({**region, axis: part}, [met[n] for n in numbers], targets, budget)
            if found.outside is not None:
                return Covered({axis: part & -part, **found.outside})
            used.extend(found.by)
        return Covered(None, tuple(used))

    def _near(self, region: Values, there: Sequence[int], targets: bytearray, budget: Budget) -> Covered:
        """The same of these boxes, without a look at any other."""
        near = {number: 1 << n for n, number in enumerate(there)}
        boxes = [{self.names[axis]: mask for axis, mask in self.boxes[number].items()} for number in there]
        guards = [sum(near.get(guard, 0) for guard in bits(self.guards[number])) for number in there]
        wanted = sum(1 << n for n, number in enumerate(there) if targets[number])
        found = guarded(region, boxes, guards, wanted, budget)
        return Covered(found.outside, tuple(there[n] for n in found.by))

    def gaps(self, axes: Axes, budget: Budget, most: int) -> Iterator[Values]:
        """Disjoint regions of those who get no yes, time untold; at most so many. Raises OutOfBudget."""
        alive, targets = self.there(axes)
        allowed = [axes.domains[name] for name in self.names]
        for region in regions(self.space, allowed, targets, budget, alive, most):
            yield {self.names[axis]: mask for axis, mask in region.items()}

    def there(self, axes: Axes, *, opened: bool = False, left: Left | None = None) -> tuple[int, int]:
        """The boxes that count then, withholds among them, and of these the ones that lead to somebody."""
        alive, targets = self._there(axes, opened=opened, left=left)
        return of_flags(alive), of_flags(targets)

    def _there(self, axes: Axes, *, opened: bool = False, left: Left | None = None) -> tuple[bytearray, bytearray]:
        """The same as one flag a box."""
        alive, targets = bytearray(len(self.boxes)), bytearray(len(self.boxes))
        left = left or {}
        for hold, times, box in self.holds:
            if in_effect(hold, axes) and axes.in_time(times, surely=False):
                alive[box] = 1
        for pair, times, box in self.pairs:
            way = left[pair.resource][pair.number] if pair.resource in left else pair.way
            if way is None or not leads(pair, axes) or not axes.in_time(times, surely=True):
                continue
            if not opened or ready(pair, axes, way):
                alive[box] = targets[box] = 1
        return alive, targets
