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
from tsunagari.model.registry import ALWAYS, Period
from tsunagari.model.rules import URGENCIES

Words: TypeAlias = npt.NDArray[np.uint64]
_Kind = TypeVar("_Kind", bound=np.generic)
WORD: Final = 64
RULE, OTHERWISE, DEFAULT = UNARY
CHAINED, LATER_STAGE, BY_DEFAULT, INACTIVE = 1, 2, 4, 8


class Fact(NamedTuple):
    """What a slot leads to.

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
    facts = [_fact(index, slot, tiers[n], live) for n, slot in enumerate(shifted)]
    led = [(fact, n) for n, fact in enumerate(facts) if fact is not None]
    order = sorted(led, key=lambda one: (*one[0][:-1], repr(one[0].periods), one[1]))
    stopped = [n for n, fact in enumerate(facts) if fact is None]
    groups = [*_groups(order), *([n] for n in stopped)]
    place, ends, words = _placed(groups, size)
    firsts = [facts[group[0]] for group in groups[: len(groups) - len(stopped)]]
    names = tuple(dict.fromkeys(fact.resource for fact in firsts if fact is not None))
    routes = [index.holders[index.pairs[index.pair_of[shifted[n]]].holder].clause.route for n in stopped]
    withheld = dict(zip(stopped, routes, strict=True))
    return _laid_out([fact for fact in firsts if fact is not None], names, place, ends, words, withheld)


def _tiers(space: Space, size: int) -> list[int]:
    """0 of the slots of rules, the number of their tier of those of defaults; -1 of withholds."""
    found = [-1] * size
    for number, mask in enumerate((space.rules, *space.tiers)):
        for slot in positions(mask):
            found[slot] = number
    return found


def _fact(index: Index, slot: int, tier: int, live: Mapping[str, str]) -> Fact | None:
    """What a slot leads to; None of a withhold."""
    pair = index.pairs[index.pair_of[slot]]
    if pair.resource is None or tier < 0:
        return None
    resource = index.ruleset.resources[pair.resource]
    holder = index.holders[pair.holder]
    hours = index.hours_of[pair.resource][index.way_of[slot]]
    return Fact(
        pair.resource,
        len(index.timetable.hours) if hours == UNKNOWN else hours,
        URGENCIES.index(holder.clause.urgency),
        tier,
        min(pair.stages),
        pair.holder if holder.clause.otherwise else -1,
        (live.get(pair.resource) or resource.status) == "active",
        tuple(sorted({one for one in (*holder.periods, resource.effective) if one != ALWAYS}, key=repr)),
    )


def _groups(order: Sequence[tuple[Fact, int]]) -> Iterable[list[int]]:
    """The slots of each unit; more than fill a word are several units."""
    last, group = None, list[int]()
    for fact, slot in order:
        if fact != last or len(group) == WORD:
            if group:
                yield group
            last, group = fact, []
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
    facts: Sequence[Fact],
    names: tuple[str, ...],
    place: npt.NDArray[np.int64],
    ends: Sequence[int],
    words: int,
    withheld: Mapping[int, tuple[str, ...]],
) -> Units:
    numbers = {name: number for number, name in enumerate(names)}
    holders = tuple(sorted({fact.chain for fact in facts if fact.chain >= 0}))
    chains = {-1: -1, **{holder: number for number, holder in enumerate(holders)}}
    heads = np.array(ends[: len(facts)], dtype=np.int64)
    stops = place[list(withheld)]
    held = (tuple(numbers[name] for name in route if name in numbers) for route in withheld.values())
    rest = np.setdiff1d(place, np.concatenate([heads, stops]))
    by = [DEFAULT if fact.tier else OTHERWISE if fact.stage else RULE for fact in facts]
    return Units(
        words=words,
        place=place,
        heads=_words(heads, words),
        low=_words(rest, words),
        stops=_words(stops, words),
        held=dict(zip(stops.tolist(), held, strict=True)),
        resources=names,
        resource=_by_bit(heads, [numbers[fact.resource] for fact in facts], words, np.int64),
        hours=_by_bit(heads, [fact.hours for fact in facts], words, np.int64),
        code=_by_bit(heads, [UNARY[f.urgency] << 2 | one for f, one in zip(facts, by, strict=True)], words, np.uint8),
        tier=_by_bit(heads, [fact.tier for fact in facts], words, np.int8),
        stage=_by_bit(heads, [fact.stage for fact in facts], words, np.int16),
        chain=_by_bit(heads, [chains[fact.chain] for fact in facts], words, np.int64),
        flags=_by_bit(heads, list(map(_flags, facts)), words, np.uint8),
        holders=holders,
        periods={bit: fact.periods for bit, fact in zip(heads.tolist(), facts, strict=True) if fact.periods},
    )


def _flags(fact: Fact) -> int:
    return (
        CHAINED * (fact.chain >= 0)
        | LATER_STAGE * (fact.stage > 0)
        | BY_DEFAULT * (fact.tier > 0)
        | INACTIVE * (not fact.active)
    )


def _by_bit(bits: npt.NDArray[np.int64], values: Sequence[int], words: int, kind: type[_Kind]) -> npt.NDArray[_Kind]:
    found = np.zeros(words * WORD, dtype=kind)
    found[bits] = values
    return found


def _words(bits: npt.NDArray[np.int64], words: int) -> Words:
    found = np.zeros(words * WORD, dtype=np.uint8)
    found[bits] = 1
    return np.packbits(found, bitorder="little").view(np.uint64)
