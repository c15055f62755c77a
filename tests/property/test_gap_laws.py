"""The regions of those whom nobody takes hold exactly these people.

Law (design C1, C5): over random rulesets and people told exactly of one issue, somebody lies in one region where the
plain reading gives no yes, and in none where it gives one; the same of those whom only a default takes.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property import seeded_worlds
from property.seeded_worlds import CALENDAR
from property.test_assertion_laws import representatives
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.analysis.regions import merge
from tsunagari.engine.knowledge import know
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES

PEOPLE = 60


def hold_on(seed: int) -> tuple[int, int]:
    """How many people of a world were in a region and how many were not, each rightly."""
    chance = random.Random(f"gaps {seed}")
    ruleset = seeded_worlds.world(seed).ruleset
    reference = Reference(ruleset, CALENDAR)
    singles = {n: representatives(a) for n, a in ruleset.attributes.items() if a.single and a.shape != "time"}
    inside = outside = 0
    for defaults in (True, False):
        regions = regions_without_a_yes(ruleset, CALENDAR, defaults=defaults)
        if not regions.whole:
            continue
        sets = {name: one.sets for name, one in regions.axes.sets.items()}
        for _ in range(PEOPLE):
            told = {name: chance.choice(values) for name, values in singles.items()}
            issue, wishes = chance.choice(sets["issue"]), chance.choice(sets["wish"])
            standings = reference.answer(know(ruleset.attributes, told, issues=issue, wishes=wishes)).standings
            sure = any(one.verdict == YES and (defaults or one.by != "default") for one in standings.values())
            point = told | {"issue": 1 << sets["issue"].index(issue), "wish": 1 << sets["wish"].index(wishes)}
            there = [one for one in regions.found if all(mask & point[axis] for axis, mask in one.items())]
            assert len(there) == (not sure), f"seed {seed}, {told}, {issue}, {wishes}"
            inside, outside = inside + len(there), outside + (not there)
    return inside, outside


def test_regions_hold_exactly_those_whom_nobody_takes() -> None:
    """Sixty worlds, up to sixty people each, with and without defaults."""
    found = [hold_on(seed) for seed in range(60)]
    assert sum(one for one, _ in found) >= 500 and sum(other for _, other in found) >= 500


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_regions_hold_exactly_those_whom_nobody_takes_in_many_worlds(block: int) -> None:
    """A thousand worlds."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        hold_on(seed)


POINTS = [(a, b, c) for a in range(3) for b in range(2) for c in range(4)]


@given(st.sets(st.sampled_from(POINTS), min_size=1))
def test_merging_keeps_every_point_once(points: set[tuple[int, int, int]]) -> None:
    """Nothing is lost, added or doubled, and no two of the regions could still be one by their last axis."""
    domains = {"a": 7, "b": 3, "c": 15}
    regions = merge([{"a": 1 << a, "b": 1 << b, "c": 1 << c} for a, b, c in points], domains)

    def holds(region: object, point: tuple[int, int, int]) -> bool:
        assert isinstance(region, dict)
        return all(region.get(axis, domains[axis]) >> value & 1 for axis, value in zip("abc", point, strict=True))

    for point in POINTS:
        assert sum(holds(region, point) for region in regions) == (point in points)
    assert len(regions) <= len(points)
