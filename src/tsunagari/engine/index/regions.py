"""Which prefectures a resource's slots may speak of, so that a consultation meets the nation's and one prefecture's.

Law: a resource is bound to a prefecture only where every consultation whose places all lie in another one makes each of
its slots a no. What lies in no prefecture (no fixed abode, abroad, none) binds nothing. All slots of a resource stand
in one part, side by side: first those bound to no prefecture, then those of each prefecture in turn, then those that
only a consultation over several prefectures can meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tsunagari.engine.index.bits import positions, union
from tsunagari.engine.index.slots import Lines, Slots
from tsunagari.engine.verdicts import ValueLine
from tsunagari.model.places import gazetteer

PLACES: Final = ("lives", "stays", "works", "studies", "caller-lives")
"""The attributes whose knowledge decides which slots a consultation meets."""


@dataclass(frozen=True, slots=True)
class Part:
    """The slots from `start` on, `length` of them; `groups`: how many, in turn, belong to one resource or withhold.

    `pairs` are those that the slots belong to, in their order; `values` are the places that those who meet the part may
    tell, None where they may tell any.
    """

    start: int
    length: int
    groups: tuple[int, ...]
    pairs: tuple[int, ...]
    values: int | None


@dataclass(frozen=True, slots=True)
class Regions:
    """The parts in their order: `nation`, one for each prefecture, `several`.

    `prefectures` are the masks of their leaves, `prefecture_of` the number of a leaf's.
    """

    prefectures: tuple[int, ...]
    prefecture_of: tuple[int, ...]
    nation: Part
    around: tuple[Part, ...]
    several: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them."""
        return (self.nation, *self.around, self.several)

    def spans(self) -> Iterator[tuple[int, int]]:
        """The first slot of each resource or withhold, and how many it has."""
        start = 0
        for part in self.parts:
            for length in part.groups:
                yield start, length
                start += length


def regions_of(made: Slots) -> Regions:
    """The pairs in order, and what is met from each prefecture."""
    places = gazetteer()
    prefectures = tuple(places.mask(place) for place in places.places if place.kind == "prefecture")
    bound = _Bound(prefectures)
    grouped: dict[str | int, list[int]] = {}
    for number, (pair, boxes) in enumerate(zip(made.pairs, made.boxes, strict=True)):
        if boxes:
            grouped.setdefault(number if pair.resource is None else pair.resource, []).append(number)
    bundles: list[list[list[int]]] = [[] for _ in range(len(prefectures) + 2)]
    for group in grouped.values():
        bundles[bound.part({lines for pair in group for _, lines in made.boxes[pair]})].append(group)
    outside = ~union(prefectures)
    told = (None, *(mask | outside for mask in prefectures), None)
    parts: list[Part] = []
    for bundle, values in zip(bundles, told, strict=True):
        start = parts[-1].start + parts[-1].length if parts else 0
        groups = tuple(sum([len(made.boxes[pair]) for pair in group]) for group in bundle)
        parts.append(Part(start, sum(groups), groups, tuple(pair for group in bundle for pair in group), values))
    by_leaf = {leaf: number for number, mask in enumerate(prefectures) for leaf in positions(mask)}
    return Regions(
        prefectures=prefectures,
        prefecture_of=tuple(by_leaf[leaf] for leaf in sorted(by_leaf)),
        nation=parts[0],
        around=tuple(parts[1:-1]),
        several=parts[-1],
    )


class _Bound:
    """Finds the prefecture of a slot; what a line touches is worked out once."""

    def __init__(self, prefectures: tuple[int, ...]) -> None:
        self.prefectures, self.outside = prefectures, ~union(prefectures)
        self.everywhere = (1 << len(prefectures)) - 1
        self._touched: dict[int, int] = {}
        self._lines: dict[ValueLine, int] = {}
        self._boxes: dict[int, int] = {}

    def part(self, group: Iterable[Lines]) -> int:
        """0 for the nation, n + 1 for prefecture n, the last for what needs several prefectures."""
        found = set(map(self.of_box, group))
        if found == {0}:
            return len(self.prefectures) + 1
        one = found.pop()
        return 0 if found or one & (one - 1) else one.bit_length()

    def of_box(self, lines: Lines) -> int:
        """The prefectures from each of which alone the box may be more than a no."""
        touched = self._boxes.get(id(lines))
        if touched is None:
            touched = self.everywhere
            for line in lines.values:
                if line.attribute in PLACES:
                    touched &= self.of_line(line)
            self._boxes[id(lines)] = touched
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
