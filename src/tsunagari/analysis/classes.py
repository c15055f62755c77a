"""The values of one attribute, together where they leave the same boxes alive.

Law: every value is in exactly one class; two are in one class where no mask tells them apart. A mask of most values is
told by the values that it lacks, so that the time is that of the few values that the masks name, not of all pairs.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.analysis.bits import bits


def classes_of(values: int, untested: int, boxes: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """Pairs of boxes left alive and the values that leave them, by the lowest value.

    `untested` are the boxes that do not look at the attribute, `boxes` those of each mask that is tested.
    """
    usual, more, less = untested, dict[int, int](), dict[int, int]()
    for mask, numbers in boxes.items():
        lacking = values & ~mask
        if lacking.bit_count() < mask.bit_count():
            usual |= numbers
        apart, side = (less, lacking) if lacking.bit_count() < mask.bit_count() else (more, mask)
        for value in bits(side):
            apart[value] = apart.get(value, 0) | numbers
    found: dict[int, int] = {}
    for value in {*more, *less}:
        column = (usual | more.get(value, 0)) & ~less.get(value, 0)
        found[column] = found.get(column, 0) | 1 << value
        values &= ~(1 << value)
    if values:
        found[usual] = found.get(usual, 0) | values
    return tuple(sorted(found.items(), key=lambda part: part[1] & -part[1]))
