"""Does everybody get somebody? The question of coverage, of being open, and of losses.

Law: whether *somebody* is there needs no chain and no tier: what takes a line of a chain, and what keeps a default
away, is itself somebody who is there. So a pair covers whom its box holds and no withhold holds back, and a loss can
only matter where the proof leaned on what is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagari.analysis.asking import Counter, Values, in_effect, leads, ready
from tsunagari.analysis.axes import Axes, apart
from tsunagari.analysis.pairs import Hold, Pair, Pairs
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
        self.pairs: list[tuple[Pair, list[Literal], int]] = []
        self.holds: list[tuple[Hold, list[Literal], int]] = []
        number = {name: n for n, name in enumerate(self.names)}
        boxes: list[Mapping[int, int]] = []
        guards: list[int] = []
        held: dict[str, int] = {}

        def add(masks: Values, guarding: int) -> int:
            boxes.append({number[axis]: mask for axis, mask in masks.items()})
            guards.append(guarding)
            return 1 << (len(boxes) - 1)

        for hold in pairs.holds:
            timeless, times = apart(hold.box)
            if (masks := axes.timeless(timeless, surely=False)) is not None:
                box = add(masks, 0)
                self.holds.append((hold, times, box))
                for name in hold.clause.route:
                    held[name] = held.get(name, 0) | box
        for pair in pairs.pairs:
            timeless, times = apart(pair.box)
            if (masks := axes.timeless(timeless, surely=True)) is not None:
                self.pairs.append((pair, times, add(masks, held.get(pair.resource, 0))))
        sizes = [axes.domains[name].bit_length() for name in self.names]
        self.boxes, self.guards = tuple(boxes), tuple(guards)
        self.space = Space.of(sizes, boxes, guards, [int(bool(one)) for one in guards])

    def ask(
        self, axes: Axes, inside: Iterable[Values], budget: Budget, *, opened: bool, left: Left | None = None
    ) -> Coverage:
        """Somebody inside who gets no yes then (`opened`: none that is open); raises OutOfBudget.

        `axes` are those that this was built with, at any instant.
        """
        alive, targets = self.there(axes, opened=opened, left=left)
        used = 0
        for values in inside:
            allowed = [values.get(name, -1) & axes.domains[name] for name in self.names]
            found = find(self.space, allowed, targets, budget, alive)
            if found.point is not None:
                return Coverage(Counter(axes, {self.names[a]: 1 << v for a, v in found.point.items()}, values))
            used |= found.used
        return Coverage(None, frozenset(pair.resource for pair, _, box in self.pairs if box & used))

    def gaps(self, axes: Axes, budget: Budget, most: int) -> Iterator[Values]:
        """Disjoint regions of those who get no yes, time untold; at most so many. Raises OutOfBudget."""
        alive, targets = self.there(axes)
        allowed = [axes.domains[name] for name in self.names]
        for region in regions(self.space, allowed, targets, budget, alive, most):
            yield {self.names[axis]: mask for axis, mask in region.items()}

    def there(self, axes: Axes, *, opened: bool = False, left: Left | None = None) -> tuple[int, int]:
        """The boxes that count then, withholds among them, and of these the ones that lead to somebody."""
        alive = targets = 0
        left = left or {}
        for hold, times, box in self.holds:
            if in_effect(hold, axes) and axes.in_time(times, surely=False):
                alive |= box
        for pair, times, box in self.pairs:
            way = left[pair.resource][pair.number] if pair.resource in left else pair.way
            if way is None or not leads(pair, axes) or not axes.in_time(times, surely=True):
                continue
            if not opened or ready(pair, axes, way):
                targets |= box
        return alive | targets, targets
