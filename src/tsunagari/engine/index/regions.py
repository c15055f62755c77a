"""Which prefectures a resource's slots may speak of, so that a consultation meets the nation's and one prefecture's.

Law: a resource is bound to a prefecture only where every consultation whose places all lie in another one makes each of
its slots a no. What lies in no prefecture (no fixed abode, abroad, none) binds nothing. All slots of a resource stand
in one part, side by side: first those bound to no prefecture, then those of each prefecture in turn, then those that
only a consultation over several prefectures can meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tsunagari.engine.index.bits import positions, union
from tsunagari.engine.index.slots import Pair, Slot
from tsunagari.engine.verdicts import ValueLine
from tsunagari.model.places import gazetteer

PLACES: Final = ("lives", "stays", "works", "studies", "caller-lives")
"""The attributes whose knowledge decides which slots a consultation meets."""


@dataclass(frozen=True, slots=True)
class Part:
    """The slots from `start` on, `length` of them; `values` are the places that those who meet it may tell.

    None where they may tell any.
    """

    start: int
    length: int
    values: int | None


@dataclass(frozen=True, slots=True)
class Regions:
    """The slots in the order of their parts, and those: `nation`, one for each prefecture, `several`.

    `prefectures` are the masks of their leaves, `prefecture_of` the number of a leaf's.
    """

    slots: tuple[Slot, ...]
    prefectures: tuple[int, ...]
    prefecture_of: tuple[int, ...]
    nation: Part
    around: tuple[Part, ...]
    several: Part


def regions_of(slots: Iterable[Slot], pairs: tuple[Pair, ...]) -> Regions:
    """The slots in order, and what is met from each prefecture."""
    places = gazetteer()
    prefectures = tuple(places.mask(place) for place in places.places if place.kind == "prefecture")
    bound = _Bound(prefectures)
    grouped: dict[str | int, list[Slot]] = {}
    for slot in slots:
        resource = pairs[slot.pair].resource
        grouped.setdefault(slot.pair if resource is None else resource, []).append(slot)
    parts: list[list[Slot]] = [[] for _ in range(len(prefectures) + 2)]
    for group in grouped.values():
        parts[bound.part(group)] += group
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    outside = ~union(prefectures)
    around = (Part(starts[n + 1], len(parts[n + 1]), mask | outside) for n, mask in enumerate(prefectures))
    by_leaf = {leaf: number for number, mask in enumerate(prefectures) for leaf in positions(mask)}
    return Regions(
        slots=tuple(slot for part in parts for slot in part),
        prefectures=prefectures,
        prefecture_of=tuple(by_leaf[leaf] for leaf in sorted(by_leaf)),
        nation=Part(0, len(parts[0]), None),
        around=tuple(around),
        several=Part(starts[-2], len(parts[-1]), None),
    )


class _Bound:
    """Finds the prefecture of a slot; what a line touches is worked out once."""

    def __init__(self, prefectures: tuple[int, ...]) -> None:
        self.prefectures, self.outside = prefectures, ~union(prefectures)
        self.everywhere = (1 << len(prefectures)) - 1
        self._touched: dict[int, int] = {}
        self._lines: dict[ValueLine, int] = {}

    def part(self, group: Iterable[Slot]) -> int:
        """0 for the nation, n + 1 for prefecture n, the last for what needs several prefectures."""
        found = set(map(self.of_slot, group))
        if found == {0}:
            return len(self.prefectures) + 1
        one = found.pop()
        return 0 if found or one & (one - 1) else one.bit_length()

    def of_slot(self, slot: Slot) -> int:
        """The prefectures from each of which alone the slot may be more than a no."""
        touched = self.everywhere
        for line in slot.values:
            if line.attribute in PLACES:
                touched &= self.of_line(line)
        return touched

    def of_line(self, line: ValueLine) -> int:
        """The prefectures from which the line may be more than a no: given, or not given."""
        if line not in self._lines:
            found = self.of_mask(line.mask)
            if not line.denied:
                silent = self.everywhere
                for mask in line.sets:
                    silent &= self.of_mask(mask)
                found |= silent
            self._lines[line] = found
        return self._lines[line]

    def of_mask(self, mask: int) -> int:
        """The prefectures that the places of a set lie in; all where it holds what lies in none."""
        if mask not in self._touched:
            found = self.everywhere if mask & self.outside else 0
            if not found:
                for number, prefecture in enumerate(self.prefectures):
                    found |= bool(mask & prefecture) << number
            self._touched[mask] = found
        return self._touched[mask]
