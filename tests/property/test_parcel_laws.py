"""Asked part by part, a large ruleset is answered as when all of its boxes are asked at once (design C10)."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from property.promises import Tally, agree_on_promises
from property.small_worlds import world
from tsunagari.analysis import covering as covering_module
from tsunagari.analysis import parcels as parcels_module
from tsunagari.analysis.bits import bits, of_flags
from tsunagari.analysis.parcels import parcels


def agree_on(seeds: range) -> Counter[str]:
    """Every promise of these worlds, answered by asking everybody and by asking part by part."""
    tally = Tally()
    for seed in seeds:
        small = world(seed)
        try:
            agree_on_promises(small, tally)
        except AssertionError as wrong:
            wrong.add_note(f"seed {seed}\n{small.text}")
            raise
    return tally.found


@pytest.fixture
def parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ruleset is large enough to be parted."""
    monkeypatch.setattr(parcels_module, "MANY", 1)
    monkeypatch.setattr(covering_module, "MANY", 1)
    monkeypatch.setattr(parcels_module, "_WORTH", 10**6)


@pytest.mark.usefixtures("parted")
def test_promises_are_settled_part_by_part_as_trying_everybody_gives() -> None:
    """Thirty worlds, with withholds and losses: proved and refuted rightly, each often."""
    found = agree_on(range(30))
    assert min(found[f"{kind}: {outcome}"] for kind in ("covered", "open") for outcome in ("proved", "refuted")) >= 3
    assert found["covered with losses: proved"] >= 2


@pytest.mark.nightly
@pytest.mark.usefixtures("parted")
@pytest.mark.parametrize("block", range(5))
def test_promises_of_many_worlds_are_settled_part_by_part(block: int) -> None:
    """Five hundred worlds."""
    assert agree_on(range(5000 + 100 * block, 5100 + 100 * block))["promises"]


@pytest.mark.usefixtures("parted")
@pytest.mark.parametrize("seed", range(20))
def test_every_value_lies_in_one_part_with_all_boxes_that_hold_there(seed: int) -> None:
    """Parts are disjoint, hold every allowed value, and name exactly the boxes that do not exclude theirs."""
    chance = random.Random(seed)
    boxes: list[dict[int, int]] = [
        {0: chance.randrange(1, 1 << 3), **({1: 1 << chance.randrange(60)} if chance.random() < 0.9 else {})}
        for _ in range(200)
    ]
    boxes += [{1: (1 << 60) - 1 ^ 1 << chance.randrange(60)}, {1: chance.randrange(1, 1 << 60)}]
    region = [7, chance.randrange(1, 1 << 60)]
    boxes = [box for box in boxes if box.get(1, -1) & region[1]]
    made = parcels(boxes, region)
    assert made is not None and made.axis == 1
    assert sum(values.bit_count() for values, _ in made) == region[1].bit_count()
    assert sum(values for values, _ in made) == region[1]
    for values, numbers in made:
        for value in bits(values):
            assert numbers == [n for n, box in enumerate(boxes) if box.get(1, -1) >> value & 1]


def test_few_boxes_are_not_parted() -> None:
    """Nor are those that stand in every part."""
    assert parcels([{0: 1}] * 10, [15]) is None
    many = [{0: 1 << number % 1000} for number in range(parcels_module.MANY)]
    assert parcels(many, [(1 << 1000) - 1]) is not None
    assert parcels([*many, *({} for _ in range(200))], [(1 << 1000) - 1]) is None
    assert parcels([{0: 1}] * parcels_module.MANY, [15]) is None


@pytest.mark.parametrize("flags", [b"", b"\0", b"\1", b"\0\1\0", b"\1" * 1000 + b"\0" * 9])
def test_flags_are_a_mask(flags: bytes) -> None:
    """The bit at each place is the flag there."""
    assert of_flags(flags) == of_flags(bytearray(flags)) == sum(flag << at for at, flag in enumerate(flags))
