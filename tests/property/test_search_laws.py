"""The one search of the analysis against trying every point, and against z3 where there are too many."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import product

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.analysis.search import Budget, OutOfBudget, Space, alike, find, parted, regions, several

SIZES = (3, 4, 2, 5)
PLENTY = 1_000_000


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[dict[int, int]], list[int], list[int]]:
    """Boxes with guards of smaller ranks, and the values allowed."""
    boxes, guards = [], []
    for number in range(draw(st.integers(1, 9))):
        tested = draw(st.sets(st.integers(0, len(SIZES) - 1), max_size=3))
        boxes.append({axis: draw(st.integers(1, (1 << SIZES[axis]) - 1)) for axis in sorted(tested)})
        guards.append(draw(st.integers(0, (1 << number) - 1)) if draw(st.booleans()) else 0)
    allowed = [draw(st.integers(1, (1 << size) - 1)) for size in SIZES]
    return boxes, guards, allowed


def holding(boxes: Sequence[Mapping[int, int]], guards: Sequence[int], alive: int, point: Sequence[int]) -> int:
    """The boxes that hold at a point: those that contain it and that nothing which holds guards."""
    found = 0
    for number, box in enumerate(boxes):
        inside = all(mask >> point[axis] & 1 for axis, mask in box.items())
        if alive >> number & 1 and inside and not guards[number] & found:
            found |= 1 << number
    return found


def points(allowed: Sequence[int]) -> list[tuple[int, ...]]:
    """Every point inside."""
    return list(product(*([n for n in range(mask.bit_length()) if mask >> n & 1] for mask in allowed)))


def contains(region: Mapping[int, int], point: Sequence[int]) -> bool:
    """Whether a region holds a point."""
    return all(mask >> point[axis] & 1 for axis, mask in region.items())


@settings(max_examples=300, deadline=None)
@given(problems(), st.integers(0, 511), st.integers(0, 511))
def test_a_point_is_found_exactly_where_there_is_one(
    problem: tuple[list[dict[int, int]], list[int], list[int]], targets: int, alive: int
) -> None:
    """And it is one; regions hold all of them once; without budget nothing is claimed."""
    boxes, guards, allowed = problem
    everything = (1 << len(boxes)) - 1
    targets, alive = targets & everything, alive & everything
    space = Space.of(SIZES, boxes, guards, list(range(len(boxes))))
    free = {p for p in points(allowed) if not holding(boxes, guards, alive, p) & targets}
    found = find(space, allowed, targets, Budget(PLENTY), alive)
    assert (found.point is not None) == bool(free)
    if found.point is not None:
        completed = [found.point.get(axis, points(allowed)[0][axis]) for axis in range(len(SIZES))]
        assert tuple(completed) in free
    else:
        left = alive & (found.used | ~targets)  # the proof leans on these targets only
        assert not [p for p in points(allowed) if not holding(boxes, guards, left, p) & targets]
    told = list(regions(space, allowed, targets, Budget(PLENTY), alive, PLENTY))
    for point in points(allowed):
        assert sum(contains(region, point) for region in told) == (point in free)
    with pytest.raises(OutOfBudget):
        find(space, allowed, targets, Budget(0), alive)


ITEMS = st.lists(st.tuples(st.integers(0, 511), st.integers(0, 511)), min_size=1, max_size=3)


@settings(max_examples=300, deadline=None)
@given(problems(), ITEMS, st.booleans())
def test_parts_hold_every_point_at_which_an_item_differs_once(
    problem: tuple[list[dict[int, int]], list[int], list[int]], items: list[tuple[int, int]], both: bool
) -> None:
    """And tell which items do, and on which side; with budget for nothing nothing is told."""
    boxes, guards, allowed = problem
    everything = (1 << len(boxes)) - 1
    items = [(one & everything, other & everything) for one, other in items]
    space = Space.of(SIZES, boxes, guards, list(range(len(boxes))))
    told = list(parted(space, allowed, items, Budget(PLENTY), PLENTY, both=both))
    for point in points(allowed):
        held = holding(boxes, guards, everything, point)
        first = sum(1 << n for n, (one, other) in enumerate(items) if held & one and not held & other)
        second = sum(1 << n for n, (one, other) in enumerate(items) if both and held & other and not held & one)
        there = [part for part in told if contains(part.values, point)]
        assert [(part.only_first, part.only_second) for part in there] == ([(first, second)] if first | second else [])
    with pytest.raises(OutOfBudget):
        list(parted(space, allowed, items, Budget(0), PLENTY))


@settings(max_examples=300, deadline=None)
@given(problems(), st.integers(0, 511), st.integers(0, 511), st.sets(st.integers(0, len(SIZES) - 1)))
def test_what_is_alike_whatever_is_said_is_alike(
    problem: tuple[list[dict[int, int]], list[int], list[int]], one: int, other: int, whatever: set[int]
) -> None:
    """Never where a point says otherwise, with any values of the attributes of which nothing is assumed; and always
    where nothing is left open."""
    boxes, guards, allowed = problem
    everything = (1 << len(boxes)) - 1
    item = (one & everything, other & everything)
    space = Space.of(SIZES, boxes, guards, list(range(len(boxes))))
    said = alike(space, allowed, item, frozenset(whatever), Budget(PLENTY))
    free = [(1 << size) - 1 if axis in whatever else allowed[axis] for axis, size in enumerate(SIZES)]
    held = [holding(boxes, guards, everything, point) for point in points(free)]
    true = not any(some & item[0] and not some & item[1] for some in held)
    assert true or not said
    assert whatever or said == true


@settings(max_examples=300, deadline=None)
@given(problems(), st.lists(st.integers(0, 511), min_size=1, max_size=4))
def test_several_holds_every_point_with_two_groups_once(
    problem: tuple[list[dict[int, int]], list[int], list[int]], groups: list[int]
) -> None:
    """Something of two groups or more holds there, and nowhere else."""
    boxes, guards, allowed = problem
    everything = (1 << len(boxes)) - 1
    groups = [group & everything for group in groups]
    space = Space.of(SIZES, boxes, guards, list(range(len(boxes))))
    told = list(several(space, allowed, groups, Budget(PLENTY), PLENTY))
    for point in points(allowed):
        held = holding(boxes, guards, everything, point)
        enough = sum(bool(held & group) for group in groups) > 1
        assert sum(contains(region, point) for region in told) == enough


def large(seed: int) -> tuple[list[int], list[dict[int, int]]]:
    """Two hundred to a thousand boxes on eight axes, dense enough that most leave nobody out but a hidden few."""
    chance = random.Random(f"large {seed}")
    sizes = [chance.choice((2, 3, 8, 20, 40, 60)) for _ in range(8)]
    boxes: list[dict[int, int]] = []
    wide = chance.choice((0.5, 0.6, 0.7))
    for _ in range(chance.randint(200, 1000)):
        tested = chance.sample(range(8), chance.choice((2, 3, 3, 4, 5)))
        box = {axis: sum(1 << n for n in range(sizes[axis]) if chance.random() < wide) for axis in tested}
        if all(box.values()):
            boxes.append(box)
    if chance.random() < 0.5:  # somebody is left out, and only a search will tell who
        hidden = [chance.randrange(size) for size in sizes]
        boxes = [box for box in boxes if not contains(box, hidden)]
    return sizes, boxes


def by_z3(sizes: Sequence[int], boxes: Sequence[Mapping[int, int]]) -> bool:
    """Whether z3 finds a point outside of all boxes."""
    solver = z3.Solver()
    axes = [z3.BitVec(f"a{axis}", 64) for axis in range(len(sizes))]
    for axis, size in zip(axes, sizes, strict=True):
        solver.add(z3.Or([axis == 1 << n for n in range(size)]))
    for box in boxes:
        solver.add(z3.Or([axes[axis] & mask == 0 for axis, mask in box.items()]))
    return bool(solver.check() == z3.sat)


def agree_with_z3(seed: int) -> bool:
    """Whether there is a point; the search and z3 say the same."""
    sizes, boxes = large(seed)
    space = Space.of(sizes, boxes, [0] * len(boxes), [0] * len(boxes))
    allowed = [(1 << size) - 1 for size in sizes]
    found = find(space, allowed, (1 << len(boxes)) - 1, Budget(PLENTY)).point is not None
    assert found == by_z3(sizes, boxes)
    return found


def test_large_spaces_agree_with_z3() -> None:
    """Eight spaces in every run."""
    assert {agree_with_z3(seed) for seed in range(8)} == {True, False}


@pytest.mark.nightly
def test_many_large_spaces_agree_with_z3() -> None:
    """Fifty more."""
    assert {agree_with_z3(seed) for seed in range(100, 150)} == {True, False}
