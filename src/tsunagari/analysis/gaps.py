"""Who gets nobody, or nobody but a default: whole regions, biggest first.

Law (design C1, C5): the regions are disjoint and together hold every consultation told exactly, of one issue and time
untold, that gets no yes; where there are more than `MOST`, or the budget ends, `whole` says that some are missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Final

from tsunagari.analysis.asking import Counter, Values
from tsunagari.analysis.axes import Axes, exact
from tsunagari.analysis.covering import Covering
from tsunagari.analysis.pairs import Pairs, pairs_of
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.stated import stated_sets
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.formula import Not, Stated
from tsunagari.model.ruleset import Ruleset

MOST: Final = 2_000
NODES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions of consultations (axis → mask of values; other axes are free), and whether these are all."""

    axes: Axes
    found: tuple[Values, ...]
    whole: bool

    def somebody(self, region: Values) -> Counter:
        """One consultation of a region."""
        return Counter(self.axes, {axis: mask & -mask for axis, mask in region.items()}, {})


def regions_without_a_yes(
    ruleset: Ruleset, holidays: Holidays, *, defaults: bool, nodes: int = NODES
) -> Regions:
    """Those who get no yes; `defaults`: also none from a default."""
    pairs = pairs_of(ruleset if defaults else replace(ruleset, defaults=()))
    tests = {name: stated_in(pairs, name) for name in ("issue", "wish")}
    sets = {
        "issue": stated_sets(tests["issue"], (), ruleset.issues.leaves(), ruleset.issues, empty=False),
        "wish": stated_sets(tests["wish"], (), sorted(set(ruleset.wishes.values())), None, empty=True),
    }
    domains = {n: exact(a) for n, a in ruleset.attributes.items() if a.single and a.shape != "time"}
    domains |= {name: (1 << len(one.sets)) - 1 for name, one in sets.items()}
    axes = Axes(ruleset.attributes, frozenset(), None, holidays, sets, domains)
    covering = Covering(pairs, axes)
    found: list[Values] = []
    whole = True
    try:
        for region in covering.gaps(axes, Budget(nodes), MOST):
            found.append(region)
    except OutOfBudget:
        whole = False
    merged = merge(found, domains)
    ordered = sorted(merged, key=lambda one: (-share(one, domains), sorted(one.items())))
    return Regions(axes, tuple(ordered), whole and len(found) < MOST)


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
    """How much of the space a region is, every value weighing the same."""
    return prod(mask.bit_count() / domains[axis].bit_count() for axis, mask in region.items())


def stated_in(pairs: Pairs, name: str) -> list[Stated]:
    """The tests of issues or wishes in all boxes."""
    boxes = [*(pair.box for pair in pairs.pairs), *(hold.box for hold in pairs.holds)]
    return [test for box in boxes for test in _tests(box, name)]


def _tests(box: Sequence[object], name: str) -> list[Stated]:
    parts = (one.part if isinstance(one, Not) else one for one in box)
    return [one for one in parts if isinstance(one, Stated) and one.attribute == name]
