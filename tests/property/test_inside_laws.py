"""A region is inside of some boxes exactly where trying every point says so."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.analysis.inside import covered, guarded
from tsunagari.analysis.search import Budget, OutOfBudget

SIZES = {"age": 6, "caller": 3, "issue": 4}
MASKS = st.fixed_dictionaries({}, optional={axis: st.integers(0, (1 << size) - 1) for axis, size in SIZES.items()})


def points(region: dict[str, int]) -> set[tuple[int, ...]]:
    """Every point of a region; an axis that it does not name is free."""
    masks = [region.get(axis, (1 << size) - 1) for axis, size in SIZES.items()]
    return set(product(*([n for n in range(mask.bit_length()) if mask >> n & 1] for mask in masks)))


@settings(max_examples=400, deadline=None)
@given(MASKS, st.lists(MASKS, max_size=6))
def test_a_point_outside_is_found_exactly_where_there_is_one(
    region: dict[str, int], boxes: list[dict[str, int]]
) -> None:
    """It is in the region and in no box; else the boxes named hold the whole region without the others."""
    whole = {axis: (1 << size) - 1 for axis, size in SIZES.items()} | region
    left = points(whole).difference(*map(points, boxes))
    found = covered(whole, boxes, Budget(10_000))
    assert (found.outside is not None) == bool(left)
    if found.outside is not None:
        assert points({**whole, **found.outside}) <= left
    elif points(whole):
        assert points(whole) <= set().union(*(points(boxes[number]) for number in found.by))
    with pytest.raises(OutOfBudget):
        covered(whole, boxes, Budget(0))


@settings(max_examples=400, deadline=None)
@given(MASKS, st.lists(MASKS, max_size=6), st.lists(st.integers(0, 7), min_size=6, max_size=6), st.integers(0, 63))
def test_a_box_holds_nothing_where_one_of_its_guards_does(
    region: dict[str, int], boxes: list[dict[str, int]], guards: list[int], targets: int
) -> None:
    """The first three boxes may guard the others; of these some are targets."""
    whole = {axis: (1 << size) - 1 for axis, size in SIZES.items()} | region
    guarding = [0 if number < 3 else guards[number] for number in range(len(boxes))]
    holding = [
        points(box).difference(*(points(boxes[n]) for n in range(min(3, len(boxes))) if guarding[number] >> n & 1))
        for number, box in enumerate(boxes)
    ]
    left = points(whole).difference(*(held for number, held in enumerate(holding) if targets >> number & 1))
    there = (1 << len(boxes)) - 1
    found = guarded(whole, boxes, [one & there for one in guarding], targets & there, Budget(10_000))
    assert (found.outside is not None) == bool(left)
    if found.outside is not None:
        assert points({**whole, **found.outside}) <= left
