"""Is every point of one region inside some of these boxes?

Law: where there is such a point outside of all, one is returned; else the numbers of boxes that hold the whole region
between them. The values of an axis that all boxes treat alike are one value of the search, so a question about
places costs what its few boxes cost, not what Japan has municipalities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tsunagari.analysis.bits import bits
from tsunagari.analysis.search import Budget, Space, find

Region: TypeAlias = Mapping[str, int]
"""Axis → mask of values."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A point outside of all boxes, or None and the boxes that hold everything.

    The point is axis → bit; whatever value of the region an axis has that it does not name, it is outside.
    """

    outside: Region | None
    by: tuple[int, ...] = ()


def covered(region: Region, boxes: Sequence[Region], budget: Budget) -> Covered:
    """Whether the boxes hold the whole region; it names every axis that one of them tests. Raises OutOfBudget."""
    return guarded(region, boxes, [0] * len(boxes), (1 << len(boxes)) - 1, budget)


def guarded(region: Region, boxes: Sequence[Region], guards: Sequence[int], targets: int, budget: Budget) -> Covered:
    """The same of those boxes that are targets, where a box holds nothing at which one of its guards does.

    A guard has no guards itself. Raises OutOfBudget.
    """
    budget.spend(1 + len(boxes) // 16)
    if not all(region.values()):
        return Covered(None)
    left: list[tuple[int, dict[str, int]]] = []
    for number, box in enumerate(boxes):
        tests = _within(region, box)
        if tests is None:
            continue
        if not tests and targets >> number & 1 and not guards[number]:
            return Covered(None, (number,))
        left.append((number, tests))
    names = sorted({axis for _, tests in left for axis in tests})
    parts = {axis: _parts(region[axis], {tests[axis] for _, tests in left if axis in tests}) for axis in names}
    place = {axis: n for n, axis in enumerate(names)}
    told = [{place[axis]: _of_parts(mask, parts[axis]) for axis, mask in tests.items()} for _, tests in left]
    kept = {number: 1 << n for n, (number, _) in enumerate(left)}
    renumbered = [sum(kept.get(guard, 0) for guard in bits(guards[number])) for number, _ in left]
    space = Space.of([len(parts[axis]) for axis in names], told, renumbered, [int(bool(one)) for one in renumbered])
    everything = [(1 << len(parts[axis])) - 1 for axis in names]
    wanted = sum(kept.get(number, 0) for number in bits(targets))
    found = find(space, everything, wanted, budget)
    if found.point is None:
        return Covered(None, tuple(left[n][0] for n in bits(found.used)))
    chosen = {axis: parts[axis][value] for axis in names if (value := found.point.get(place[axis])) is not None}
    return Covered({axis: mask & -mask for axis, mask in chosen.items()})


def _within(region: Region, box: Region) -> dict[str, int] | None:
    """What a box still tests inside of the region; None where it is nowhere in it."""
    tests: dict[str, int] = {}
    for axis, mask in box.items():
        both = region[axis] & mask
        if not both:
            return None
        if both != region[axis]:
            tests[axis] = both
    return tests


def _parts(whole: int, masks: Iterable[int]) -> list[int]:
    """The values that no mask tells apart, together; the parts by their lowest value."""
    parts = [whole]
    for mask in masks:
        parts = [one for part in parts for one in (part & mask, part & ~mask) if one]
    return sorted(parts, key=lambda part: part & -part)


def _of_parts(mask: int, parts: Sequence[int]) -> int:
    return sum(1 << n for n, part in enumerate(parts) if part & mask)
