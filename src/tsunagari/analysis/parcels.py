"""Very many boxes in a region, parted by the values of one axis, so that each part can be asked about alone.

Law: every point of the region lies in exactly one part, and every box that may hold at a point of a part is among its
boxes. A mask over all boxes of a nation is hundreds of kilobytes, and each step of a search looks at some; within one
municipality there are few boxes, however many there are elsewhere.
"""

from __future__ import annotations

from collections import Counter
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
    """The axis, the boxes by the values that they test on it, those that hold all of them, and the parts.

    A part is a mask of values that no box tells apart, and the masks that hold it.
    """

    axis: int
    by_mask: Mapping[int, Sequence[int]]
    everywhere: Sequence[int]
    parts: tuple[tuple[int, tuple[int, ...]], ...]

    def __iter__(self) -> Iterator[tuple[int, list[int]]]:
        """Each part's values with the numbers of its boxes, ascending."""
        for values, masks in self.parts:
            yield values, sorted(chain(self.everywhere, *(self.by_mask[mask] for mask in masks)))


def parcels(boxes: Sequence[Mapping[int, int]], region: Sequence[int]) -> Parcels | None:
    """The boxes by the axis whose largest part is the smallest; None where they are few, or alike everywhere.

    `region` are the values that are asked about, by axis; every box meets them.
    """
    if len(boxes) < MANY:
        return None
    tested = [Counter[int]() for _ in region]
    for box in boxes:
        for axis, mask in box.items():
            tested[axis][mask] += 1
    best: tuple[int, int, tuple[tuple[int, tuple[int, ...]], ...]] | None = None
    for axis, (masks, values) in enumerate(zip(tested, region, strict=True)):
        within = Counter[int]()
        for mask, number in masks.items():
            within[mask & values] += number
        everywhere = len(boxes) - within.total() + within.pop(values, 0)
        parts = _parts(sorted(within), values)
        each = [everywhere + sum(within[mask] for mask in held) for _, held in parts]
        if max(each) < len(boxes) and sum(each) <= _WORTH * len(boxes) and (best is None or max(each) < best[0]):
            best = max(each), axis, parts
    return None if best is None else _parted(boxes, region, best[1], best[2])


def _parted(
    boxes: Sequence[Mapping[int, int]], region: Sequence[int], axis: int,
    parts: tuple[tuple[int, tuple[int, ...]], ...],
) -> Parcels:  # fmt: skip
    by_mask: dict[int, list[int]] = {}
    everywhere: list[int] = []
    for number, box in enumerate(boxes):
        mask = box.get(axis, -1) & region[axis]
        (everywhere if mask == region[axis] else by_mask.setdefault(mask, [])).append(number)
    return Parcels(axis, by_mask, everywhere, parts)


def _parts(masks: Sequence[int], values: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The values that the same masks hold, with these masks, by the lowest value."""
    held: dict[int, list[int]] = {value: [] for value in bits(values)}
    for mask in masks:
        for value in bits(mask):
            held[value].append(mask)
    found: dict[tuple[int, ...], int] = {}
    for value, some in held.items():
        key = tuple(some)
        found[key] = found.get(key, 0) | 1 << value
    return tuple((values, key) for key, values in found.items())
