"""The largest boxes inside a union of regions, so that few words say much.

Law: a widened box lies wholly within the union, so what is said of it is so; every region is told by a box that holds
it or is counted as left. Unlike regions, boxes may overlap. Whether a box lies within is the question of the search.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.regions import share
from tsunagari.analysis.search import Budget, OutOfBudget, Space, find

NODES: Final = 20_000
_TRIED: Final = 4
"""So many times the boxes that are shown are widened; the largest of these are shown."""


def widest(
    found: Sequence[Values],
    domains: Mapping[str, int],
    *,
    beside: Sequence[Values] = (),
    grow: Collection[str] = (),
    weights: Mapping[str, Sequence[int]] | None = None,
    most: int,
    nodes: int = NODES,
) -> tuple[list[Values], int]:
    """At most so many boxes, biggest first, each holding one of the regions, and how many regions no box holds.

    They lie within the regions and those `beside`. An axis is named only where a box must name it; on those of `grow` a
    box has every value that it may. Where the budget ends, boxes are smaller than they could be.
    """
    union = _Union([*found, *beside], domains, Budget(nodes))
    def size(box: Values) -> tuple[float, list[tuple[str, int]]]:
        return -share(box, domains, weights or {}), sorted(box.items())

    shown: list[Values] = []
    for box in sorted((union.freed(region) for region in found[: most * _TRIED]), key=size):
        if len(shown) < most and not any(_holds(other, box, domains) for other in shown):
            grown = union.grown(box, grow, shown)
            shown = [other for other in shown if not _holds(grown, other, domains)] + [grown]
    left = sum(not any(_holds(box, region, domains) for box in shown) for region in found)
    return sorted(shown, key=size), left


class _Union:
    """Regions as the boxes of a search."""

    def __init__(self, regions: Sequence[Values], domains: Mapping[str, int], budget: Budget) -> None:
        self.domains, self.budget = domains, budget
        self.names = tuple(domains)
        number = {name: n for n, name in enumerate(self.names)}
        boxes = [{number[axis]: mask for axis, mask in region.items()} for region in regions]
        sizes = [domains[name].bit_length() for name in self.names]
        self.space = Space.of(sizes, boxes, [0] * len(boxes), [0] * len(boxes))
        self.all = (1 << len(boxes)) - 1

    def freed(self, region: Values) -> Values:
        """The region without the axes that it need not name."""
        box = dict(region)
        for axis in sorted(region):
            wider = {name: mask for name, mask in box.items() if name != axis}
            if self._holds(wider):
                box = wider
        return box

    def grown(self, box: Values, grow: Collection[str], told: Sequence[Values]) -> Values:
        """The box with all values of some axes that it may have, but for those that are told by another box alone."""
        box = dict(box)
        for axis in sorted(set(grow) & set(box)):
            others = self.domains[axis] & ~box[axis]
            classes = self.space.classes[self.names.index(axis)]
            for mask in (values & others for _, values in classes if values & others):
                part = {**box, axis: mask}
                if not any(_holds(other, part, self.domains) for other in told) and self._holds(part):
                    box[axis] |= mask
        return box

    def _holds(self, box: Values) -> bool:
        allowed = [box.get(name, self.domains[name]) for name in self.names]
        try:
            return find(self.space, allowed, self.all, self.budget).point is None
        except OutOfBudget:
            return False


def _holds(outer: Values, inner: Values, domains: Mapping[str, int]) -> bool:
    return all(not inner.get(axis, domains[axis]) & ~mask for axis, mask in outer.items())
