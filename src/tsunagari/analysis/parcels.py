"""Very many boxes, parted by the values of one axis, so that each part can be asked about alone.

Law: a point lies in exactly one part, and every box that may hold at a point of a part is among its boxes. A mask over
all boxes of a nation is hundreds of kilobytes, and each step of a search looks at some; within one municipality there
are few boxes, however many there are elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from tsunagari.analysis.bits import bits

MANY: Final = 20_000
"""From so many boxes on parting pays: below, one search over all of them is quicker than many small ones."""
_WORTH: Final = 4
"""All parts together name at most so many times the boxes; else too many boxes stand in every part."""


@dataclass(frozen=True, slots=True)
class Parcels:
    """The axis, the boxes by the mask that they test on it, those that test nothing there, and the parts.

    A part is a mask of values that no box tells apart, and the masks that hold it.
    """

    axis: int
    by_mask: Mapping[int, Sequence[int]]
    untested: Sequence[int]
    parts: tuple[tuple[int, tuple[int, ...]], ...]

    def within(self, allowed: int) -> Iterator[tuple[int, list[int]]]:
        """The parts that meet some values, cut to them, each with the numbers of its boxes, ascending."""
        for values, masks in self.parts:
            if values & allowed:
                yield values & allowed, sorted(chain(self.untested, *(self.by_mask[mask] for mask in masks)))


def parcels(boxes: Sequence[Mapping[int, int]], sizes: Sequence[int]) -> Parcels | None:
    """The boxes parted by the axis on which they differ most; None where they are few, or alike everywhere.

    `sizes` are the numbers of values of the axes.
    """
    if len(boxes) < MANY:
        return None
    masks: list[set[int]] = [set() for _ in sizes]
    for box in boxes:
        for axis, mask in box.items():
            masks[axis].add(mask)
    axis = max(range(len(sizes)), key=lambda one: (len(masks[one]), -one))
    by_mask: dict[int, list[int]] = {mask: [] for mask in sorted(masks[axis])}
    untested = [number for number, box in enumerate(boxes) if axis not in box]
    for number, box in enumerate(boxes):
        if axis in box:
            by_mask[box[axis]].append(number)
    parts = _parts(tuple(by_mask), sizes[axis])
    named = sum(len(untested) + sum(len(by_mask[mask]) for mask in held) for _, held in parts)
    return Parcels(axis, by_mask, untested, parts) if named <= _WORTH * len(boxes) else None


def _parts(masks: Sequence[int], size: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The values that the same masks hold, with these masks, by the lowest value."""
    held: list[list[int]] = [[] for _ in range(size)]
    for mask in masks:
        for value in bits(mask):
            held[value].append(mask)
    found: dict[tuple[int, ...], int] = {}
    for value, some in enumerate(held):
        key = tuple(some)
        found[key] = found.get(key, 0) | 1 << value
    return tuple((values, key) for key, values in found.items())
