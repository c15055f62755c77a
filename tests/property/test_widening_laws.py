"""The largest boxes inside a union of regions say nothing that is not so, and count what they leave out.

Law: over random unions of points, every point of a shown box lies in the union, each region lies in a shown box or is
counted, no shown box holds another, and none could be freed of an axis.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from tsunagari.analysis.regions import merge
from tsunagari.analysis.widening import widest

DOMAINS = {"a": 0b111, "b": 0b1111, "c": 0b11}
POINTS = list(product(range(3), range(4), range(2)))


def points(box: dict[str, int] | object) -> set[tuple[int, int, int]]:
    """The points that a box holds."""
    assert isinstance(box, dict)
    return {one for one in POINTS if all(box.get(axis, -1) >> v & 1 for axis, v in zip("abc", one, strict=True))}


def test_the_largest_boxes_lie_within_the_union() -> None:
    """A thousand unions, with and without regions beside them and axes that may grow."""
    found: Counter[str] = Counter()
    for seed in range(1000):
        chance = random.Random(f"widening {seed}")
        drawn = chance.sample(POINTS, chance.randint(1, 20))
        cut = chance.randint(1, len(drawn))
        regions, beside = (
            merge([{"a": 1 << a, "b": 1 << b, "c": 1 << c} for a, b, c in some], DOMAINS)
            for some in (drawn[:cut], drawn[cut:])
        )
        grow = chance.choice(((), ("b",), ("a", "b", "c")))
        most = chance.choice((1, 2, 5))
        boxes, left = widest(regions, DOMAINS, beside=beside, grow=grow, most=most)
        union = set(drawn)
        assert 1 <= len(boxes) <= most
        held = [points(box) for box in boxes]
        assert all(one <= union for one in held)
        assert left == sum(not any(points(region) <= one for one in held) for region in regions)
        assert not any(one <= other for one in held for other in held if one is not other)
        for box in boxes:
            freed = [{name: mask for name, mask in box.items() if name != axis} for axis in box]
            found["named"] += len(box)
            assert not any(points(one) <= union for one in freed)
        found["wider"] += sum(map(len, held)) > sum(len(points(region)) for region in regions[:most])
        found["left"] += left > 0
    assert min(found.values()) >= 100, found


def test_without_a_budget_regions_stay_as_they_are() -> None:
    """Boxes are smaller than they could be, and still all told."""
    regions = [{"a": 1}, {"a": 2, "b": 3}, {"a": 2, "b": 12}]
    boxes, left = widest(regions, DOMAINS, grow=("a", "b"), most=5, nodes=0)
    assert left == 0 and {frozenset(box.items()) for box in boxes} == {frozenset(one.items()) for one in regions}
    wide, left = widest(regions, DOMAINS, grow=("a", "b"), most=5)
    assert left == 0 and wide == [{"a": 3}]
