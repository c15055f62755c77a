"""A region is inside of some boxes exactly where trying every point says so."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.analysis.inside import covered
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
        assert points(found.outside) <= left and len(points(found.outside)) == 1
    elif points(whole):
        assert points(whole) <= set().union(*(points(boxes[number]) for number in found.by))
    with pytest.raises(OutOfBudget):
        covered(whole, boxes, Budget(0))
