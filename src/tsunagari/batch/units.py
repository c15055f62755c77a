"""The slots of a space laid out for numpy: which bits stand for which unit, and what a unit leads to.

Law: slots that lead to one resource in the same way (same hours, urgency, periods, line of the same chain) are one
unit; its bits stand side by side inside of one word, those of a resource after each other. So three steps on words
tell the units that are hit, and the hits of one resource come one after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from tsunagari.batch.answer_columns import UNARY
from tsunagari.engine.index.bits import positions
from tsunagari.engine.index.index import UNKNOWN, Index
from tsunagari.engine.index.space import Space
from tsunagari.model.registry import Period

Words: TypeAlias = npt.NDArray[np.uint64]
_Kind = TypeVar("_Kind", bound=np.generic)
WORD: Final = 64
RULE, OTHERWISE, DEFAULT = UNARY
CHAINED, LATER_STAGE, BY_DEFAULT, INACTIVE = 1, 2, 4, 8


class Lead(NamedTuple):
    """Where the slots of a unit lead: what the order tells apart of the index's `SlotFact`, and when it is asked.

    `hours` beyond the last number are those that nobody wrote; `tier` is 0 for rules and counts the defaults from 1,
    `chain` is -1 where there is none.
    """

    resource: str
    hours: int
    urgency: int
    tier: int
    stage: int
    chain: int
    active: bool
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Units:
    """The layout of one space; the arrays from `resource` on are by the last bit of a unit.

    `place[slot]` is the bit of a slot, `heads` the last bit of each unit, `low` the others; `stops` are the bits of
    withholds, `held` the resources (numbers in the space) that each of these holds back. `code` is urgency and `by` in
    unary ranks, `flags` tell what there is to look at: `CHAINED`, `LATER_STAGE`, `BY_DEFAULT`, `INACTIVE`.
    """

    words: int
    place: npt.NDArray[np.int64]
    heads: Words
    low: Words
    stops: Words
    held: Mapping[int, tuple[int, ...]]
    resources: tuple[str, ...]
    resource: npt.NDArray[np.int64]
    hours: npt.NDArray[np.int64]
    code: npt.NDArray[np.uint8]
    tier: npt.NDArray[np.int8]
    stage: npt.NDArray[np.int16]
    chain: npt.NDArray[np.int64]
    flags: npt.NDArray[np.uint8]
    holders: tuple[int, ...]
    periods: Mapping[int, tuple[Period, ...]]

    @property
    def any_flag(self) -> int:
        """The flags that some unit has."""
        return int(np.bitwise_or.reduce(self.flags, initial=0))

    def row(self, mask: int) -> Words:
        """Some slots of the space as words."""
        slots = np.frombuffer(mask.to_bytes((len(self.place) + 7) // 8, "little"), dtype=np.uint8)
        told = np.unpackbits(slots, count=len(self.place), bitorder="little")
        bits = np.zeros(self.words * WORD, dtype=np.uint8)
        bits[self.place] = told
        return np.packbits(bits, bitorder="little").view(np.uint64)

    def met(self, hits: Words) -> Words:
        """The heads of the units of which some slot is hit."""
        found = hits & self.low
        found += self.low
        found |= hits
        found &= self.heads
        return found


def units_of(index: Index, space: Space, live: Mapping[str, str]) -> Units:
    """The layout of a space, under a live status."""
    size = space.everything.bit_length()
    shifted = [slot if slot < space.nation else slot + space.shift for slot in range(size)]
    tiers = _tiers(space, size)
    leads = [_lead(index, slot, tiers[n], live) for n, slot in enumerate(shifted)]
    led = [(lead, n) for n, lead in enumerate(leads) if lead is not None]
    order = sorted(led, key=lambda one: (*one[0][:-1], repr(one[0].periods), one[1]))
    stopped = [n for n, lead in enumerate(leads) if lead is None]
    groups = list(_groups(order))
    firsts = [lead for lead in (leads[group[0]] for group in groups) if lead is not None]
    place, ends, words = _placed([*groups, *([n] for n in stopped)], size)
    names = tuple(dict.fromkeys(lead.resource for lead in firsts))
    routes = [index.holders[index.pairs[index.pair_of[shifted[n]]].holder].clause.route for n in stopped]
    return _laid_out(firsts, names, place, ends, words, dict(zip(stopped, routes, strict=True)))


def _tiers(space: Space, size: int) -> list[int]:
    """0 of the slots of rules, the number of their tier of those of defaults; -1 of withholds."""
    found = [-1] * size
    for number, mask in enumerate((space.rules, *space.tiers)):
        for slot in positions(mask):
            found[slot] = number
    return found


def _lead(index: Index, slot: int, tier: int, live: Mapping[str, str]) -> Lead | None:
    """Where a slot leads; None of a withhold."""
    fact = index.facts[slot]
    if fact is None:
        return None
    pair = index.pairs[index.pair_of[slot]]
    return Lead(
        fact.resource.name,
        len(index.timetable.hours) if fact.hours == UNKNOWN else fact.hours,
        fact.urgency,
        tier,
        min(pair.stages),
        -1 if fact.link == "none" else pair.holder,
        (live.get(fact.resource.name) or fact.resource.status) == "active",
        tuple(sorted(set(fact.periods), key=repr)),
    )


def _groups(order: Sequence[tuple[Lead, int]]) -> Iterable[list[int]]:
    """The slots of each unit; more than fill a word are several units."""
    last, group = None, list[int]()
    for lead, slot in order:
        if lead != last or len(group) == WORD:
            if group:
                yield group
            last, group = lead, []
        group.append(slot)
    if group:
        yield group


def _placed(groups: Sequence[Sequence[int]], size: int) -> tuple[npt.NDArray[np.int64], list[int], int]:
    """The bit of every slot, the last bit of every group, and how many words there are."""
    place = np.zeros(size, dtype=np.int64)
    ends = []
    bit = 0
    for group in groups:
        if bit % WORD + len(group) > WORD:
            bit += WORD - bit % WORD
        place[list(group)] = np.arange(bit, bit + len(group))
        bit += len(group)
        ends.append(bit - 1)
    return place, ends, max(1, (bit + WORD - 1) // WORD)


def _laid_out(
    leads: Sequence[Lead],
    names: tuple[str, ...],
    place: npt.NDArray[np.int64],
    ends: Sequence[int],
    words: int,
    withheld: Mapping[int, tuple[str, ...]],
) -> Units:
    numbers = {name: number for number, name in enumerate(names)}
    holders = tuple(sorted({lead.chain for lead in leads if lead.chain >= 0}))
    chains = {-1: -1, **{holder: number for number, holder in enumerate(holders)}}
    heads = np.array(ends[: len(leads)], dtype=np.int64)
    stops = place[list(withheld)]
    held = (tuple(numbers[name] for name in route if name in numbers) for route in withheld.values())
    rest = np.setdiff1d(place, np.concatenate([heads, stops]))
    by = [DEFAULT if lead.tier else OTHERWISE if lead.stage else RULE for lead in leads]
    codes = [UNARY[lead.urgency] << 2 | rank for lead, rank in zip(leads, by, strict=True)]
    return Units(
        words=words,
        place=place,
        heads=_words(heads, words),
        low=_words(rest, words),
        stops=_words(stops, words),
        held=dict(zip(stops.tolist(), held, strict=True)),
        resources=names,
        resource=_by_bit(heads, [numbers[lead.resource] for lead in leads], words, np.int64),
        hours=_by_bit(heads, [lead.hours for lead in leads], words, np.int64),
        code=_by_bit(heads, codes, words, np.uint8),
        tier=_by_bit(heads, [lead.tier for lead in leads], words, np.int8),
        stage=_by_bit(heads, [lead.stage for lead in leads], words, np.int16),
        chain=_by_bit(heads, [chains[lead.chain] for lead in leads], words, np.int64),
        flags=_by_bit(heads, list(map(_flags, leads)), words, np.uint8),
        holders=holders,
        periods={bit: lead.periods for bit, lead in zip(heads.tolist(), leads, strict=True) if lead.periods},
    )


def _flags(lead: Lead) -> int:
    return (
        CHAINED * (lead.chain >= 0)
        | LATER_STAGE * (lead.stage > 0)
        | BY_DEFAULT * (lead.tier > 0)
        | INACTIVE * (not lead.active)
    )


def _by_bit(bits: npt.NDArray[np.int64], values: Sequence[int], words: int, kind: type[_Kind]) -> npt.NDArray[_Kind]:
    found = np.zeros(words * WORD, dtype=kind)
    found[bits] = values
    return found


def _words(bits: npt.NDArray[np.int64], words: int) -> Words:
    found = np.zeros(words * WORD, dtype=np.uint8)
    found[bits] = 1
    return np.packbits(found, bitorder="little").view(np.uint64)
