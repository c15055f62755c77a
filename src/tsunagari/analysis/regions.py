"""Regions of consultations: disjoint, merged where they differ on one axis, biggest first.

Law: merging loses, adds and doubles nobody; where there are more than `MOST` regions, or the budget ends, `whole` says
that some are missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Final

from tsunagari.analysis.asking import Counter, Values
from tsunagari.analysis.axes import Axes
from tsunagari.analysis.search import OutOfBudget

MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions of consultations (axis → mask of values; other axes are free), and whether these are all."""

    axes: Axes
    found: tuple[Values, ...]
    whole: bool

    def somebody(self, region: Values) -> Counter:
        """One consultation of a region."""
        return Counter(self.axes, {axis: mask & -mask for axis, mask in region.items()}, {})


def collected(axes: Axes, regions: Iterable[Values]) -> Regions:
    """The regions as the search gives them, as far as its budget goes."""
    found: list[Values] = []
    whole = True
    try:
        for region in regions:
            found.append(region)
    except OutOfBudget:
        whole = False
    domains = axes.domains
    merged = sorted(merge(found, domains), key=lambda one: (-share(one, domains), sorted(one.items())))
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
                dict(others) | ({axis: mask} if mask != domains[axis] else {}) for others, mask in together.items()
            ]
    return [*found]


def share(region: Values, domains: Mapping[str, int]) -> float:
    """How much of the space of consultations a region is, every value weighing the same."""
    return prod(mask.bit_count() / domains[axis].bit_count() for axis, mask in region.items())
