"""Values are in one class exactly where no box tells them apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tsunagari.analysis.bits import bits
from tsunagari.analysis.classes import classes_of

SIZE = 9
WHOLE = (1 << SIZE) - 1


@given(st.dictionaries(st.integers(0, WHOLE), st.integers(0, 5), max_size=6), st.integers(0, 7))
def test_a_class_is_what_leaves_the_same_boxes_alive(masks: dict[int, int], untested: int) -> None:
    """Every value once, by its column, the classes by their lowest value."""
    boxes = {mask: 1 << (3 + number) for number, mask in enumerate(masks)}
    found = classes_of(WHOLE, untested, boxes)
    assert sorted(value for _, values in found for value in bits(values)) == list(range(SIZE))
    columns = [untested | sum(box for mask, box in boxes.items() if mask >> value & 1) for value in range(SIZE)]
    assert all(columns[value] == column for column, values in found for value in bits(values))
    assert len({column for column, _ in found}) == len(found)
    assert [values & -values for _, values in found] == sorted(values & -values for _, values in found)
