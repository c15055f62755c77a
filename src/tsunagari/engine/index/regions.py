"""Which prefectures a slot may speak of, so that a consultation meets the slots of the nation and of one prefecture.

Law: a slot is bound to a prefecture only where every consultation whose places all lie in another one makes it a no.
What lies in no prefecture (no fixed abode, abroad, none) binds nothing. Slots of no single prefecture come first,
then those of each prefecture in turn, then those that only a consultation over several prefectures can meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tsunagari.engine.index.bits import positions, union
from tsunagari.engine.index.slots import Slot
from tsunagari.engine.verdicts import ValueLine
from tsunagari.model.places import gazetteer

PLACES: Final = ("lives", "stays", "works", "studies", "caller-lives")
"""The attributes whose knowledge decides which slots a consultation meets."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The slots that one kind of consultation meets: the first `nation`, and `length` from `start` on.

    `values` are the places that such a consultation may tell; None where it may tell any.
    """

    nation: int
    start: int
    length: int
    values: int | None

    def of(self, mask: int) -> int:
        """The slots of a mask that are met, numbered anew without a gap."""
        local = (mask >> self.start) & ((1 << self.length) - 1)
        return mask & ((1 << self.nation) - 1) | local << self.nation


@dataclass(frozen=True, slots=True)
class Regions:
    """The slots in the order of their regions; `cuts[n]` is what somebody in prefecture n meets.

    `prefectures` are the masks of their leaves, `prefecture_of` the number of a leaf's, `nation` how many slots are
    bound to none.
    """

    slots: tuple[Slot, ...]
    prefectures: tuple[int, ...]
    prefecture_of: tuple[int, ...]
    nation: int
    cuts: tuple[Cut, ...]


def regions_of(slots: Iterable[Slot]) -> Regions:
    """The slots in order, and what is met from each prefecture."""
    places = gazetteer()
    prefectures = tuple(places.mask(place) for place in places.places if place.kind == "prefecture")
    bound = _Bound(prefectures)
    parts: list[list[Slot]] = [[] for _ in range(len(prefectures) + 2)]
    for slot in slots:
        parts[bound.part(slot)].append(slot)
    nation, start, cuts = len(parts[0]), len(parts[0]), []
    outside = ~union(prefectures)
    for number, mask in enumerate(prefectures):
        length = len(parts[number + 1])
        cuts.append(Cut(nation, start, length, mask | outside))
        start += length
    by_leaf = {leaf: number for number, mask in enumerate(prefectures) for leaf in positions(mask)}
    return Regions(
        slots=tuple(slot for part in parts for slot in part),
        prefectures=prefectures,
        prefecture_of=tuple(by_leaf[leaf] for leaf in sorted(by_leaf)),
        nation=nation,
        cuts=tuple(cuts),
    )


class _Bound:
    """Finds the prefecture of a slot; what a line touches is worked out once."""

    def __init__(self, prefectures: tuple[int, ...]) -> None:
        self.prefectures, self.outside = prefectures, ~union(prefectures)
        self.everywhere = (1 << len(prefectures)) - 1
        self._touched: dict[int, int] = {}

    def part(self, slot: Slot) -> int:
        """0 for the nation, n + 1 for prefecture n, the last for what needs several prefectures."""
        touched = self.everywhere
        for line in slot.values:
            if line.attribute in PLACES:
                touched &= self.of_line(line)
        if not touched:
            return len(self.prefectures) + 1
        return 0 if touched & (touched - 1) else touched.bit_length()

    def of_line(self, line: ValueLine) -> int:
        """The prefectures from which the line may be more than a no: given, or not given."""
        found = self.of_mask(line.mask)
        if not line.denied:
            silent = self.everywhere
            for mask in line.sets:
                silent &= self.of_mask(mask)
            found |= silent
        return found

    def of_mask(self, mask: int) -> int:
        """The prefectures that the places of a set lie in; all where it holds what lies in none."""
        if mask not in self._touched:
            found = self.everywhere if mask & self.outside else 0
            if not found:
                for number, prefecture in enumerate(self.prefectures):
                    found |= bool(mask & prefecture) << number
            self._touched[mask] = found
        return self._touched[mask]
