"""Regions of consultations: disjoint, merged where they differ on one axis, biggest first.

Law: merging and taking away lose, add and double nobody; where there are more than `MOST` regions, or the budget ends,
`whole` says that some are missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from tsunagari.analysis.asking import Counter, Values
from tsunagari.analysis.axes import Axes
from tsunagari.analysis.bits import bits
from tsunagari.analysis.search import Budget, OutOfBudget

MOST: Final = 2_000
_ALIKE: Final[Mapping[str, Sequence[int]]] = {}


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions of consultations (axis → mask of values; other axes are free), and whether these are all."""

    axes: Axes
    found: tuple[Values, ...]
    whole: bool

    def somebody(self, region: Values) -> Counter:
        """One consultation of a region."""
        return somebody(self.axes, region)


def somebody(axes: Axes, region: Values) -> Counter:
    """One consultation of a region."""
    return Counter(axes, {axis: mask & -mask for axis, mask in region.items()}, {})


def collected(axes: Axes, regions: Iterable[Values], weights: Mapping[str, Sequence[int]] | None = None) -> Regions:
    """The regions as the search gives them, as far as its budget goes.

    `weights` are how much each value of an axis counts in the size of a region; one each where nothing is said.
    """
    found: list[Values] = []
    whole = True
    try:
        for region in regions:
            found.append(region)
    except OutOfBudget:
        whole = False
    domains = axes.domains
    sized = weights or _ALIKE
    merged = sorted(merge(found, domains), key=lambda one: (-share(one, domains, sized), sorted(one.items())))
    return Regions(axes, tuple(merged), whole and len(found) < MOST)


def merge(regions: Iterable[Values], domains: Mapping[str, int]) -> list[Values]:
    """Regions that differ on one axis only become one, until none do; what is free on an axis does not name it."""
    found = [dict(region) for region in regions]
    before = -1
    while len(found) != before:
        before = len(found)
        for axis in sorted({axis for region in found for axis in region}):
            together: dict[frozenset[tuple[str, int]], int] = {}
            for region in found:
                others = frozenset(pair for pair in region.items() if pair[0] != axis)
                together[others] = together.get(others, 0) | region.get(axis, domains[axis])
            found = [
                dict(sorted(others | ({(axis, mask)} if mask != domains[axis] else frozenset())))
                for others, mask in together.items()
            ]
    return [*found]


def share(region: Values, domains: Mapping[str, int], weights: Mapping[str, Sequence[int]] = _ALIKE) -> float:
    """How much of the space a region is; `weights` as in `collected`."""
    return prod(
        _size(mask, weights.get(axis)) / _size(domains[axis], weights.get(axis)) for axis, mask in region.items()
    )


def _size(mask: int, weights: Sequence[int] | None) -> int:
    return mask.bit_count() if weights is None else sum(weights[value] for value in bits(mask))


def without(
    regions: Iterable[Values], others: Sequence[Values], domains: Mapping[str, int], budget: Budget
) -> Iterator[Values]:
    """What is left of some regions without others, in disjoint parts; raises OutOfBudget."""
    for region in regions:
        left = [region]
        for other in others:
            budget.spend()
            if _meets(region, other):
                left = [part for one in left for part in _less(one, other, domains)]
        budget.spend(len(left))
        yield from left


def _meets(one: Values, other: Values) -> bool:
    for axis, mask in other.items():  # noqa: SIM110 — any() with a generator takes twice as long here
        if axis in one and not one[axis] & mask:
            return False
    return True


def _less(one: Values, other: Values, domains: Mapping[str, int]) -> Iterator[Values]:
    if not _meets(one, other):
        yield one
        return
    kept = dict(one)
    for axis, mask in other.items():
        own = kept.get(axis, domains[axis])
        if outside := own & ~mask:
            yield {**kept, axis: outside}
        kept[axis] = own & mask


def count(region: Values, domains: Mapping[str, int]) -> int:
    """How many points a region has, each value of each axis counted once."""
    return prod(region.get(axis, domain).bit_count() for axis, domain in domains.items())
