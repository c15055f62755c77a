"""Which slots a consultation hits: a few ANDs of masks, and then only what is left.

Law (language §4, "Boxes"): a slot is a yes where every table says yes, not a no where none says no; a pair's way is the
greatest of its slots. Nothing here looks at a clause or a resource, and the work grows with the tables and the hits,
not with the clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from operator import attrgetter
from typing import Final, TypeAlias

from tsunagari.engine.index.bits import positions, union
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.space import Space
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.knowledge import Knowledge, moved_with, movers
from tsunagari.engine.verdicts import MAYBE, YES

Among: TypeAlias = Callable[[Space], int]
"""Some of the slots of a space."""

RULES: Final[Among] = attrgetter("rules")
WITHHOLDS: Final[Among] = attrgetter("withholds")


def tier(number: int) -> Among:
    """The defaults of one tier, the nearest of which has number 0."""
    return lambda space: space.tiers[number]


class Hit:
    """The slots of one space that are a yes, and those that are not a no; `parts`: attribute → its yes."""

    __slots__ = ("parts", "some", "space", "yes")

    def __init__(self, space: Space, knowledge: Knowledge, moment: Moment | None) -> None:
        self.space = space
        self.parts: list[tuple[str, int]] = []
        yes = some = space.seasons.met(knowledge.day)
        for table in space.tables:
            every, any_ = table.verdicts(knowledge)
            self.parts.append((table.attribute, every))
            yes, some = yes & every, some & any_
            if not some:
                break
        if some:
            every, any_ = space.hours.verdicts(moment)
            self.parts.append(("time", every))
            yes, some = yes & every, some & any_
        self.yes, self.some = yes, some


class Hits:
    """The masks of one consultation."""

    __slots__ = ("_all", "index")

    def __init__(self, index: Index, knowledge: Knowledge, moment: Moment | None) -> None:
        self.index = index
        self._all = [Hit(space, knowledge, moment) for space in index.spaces(knowledge)]

    @property
    def key(self) -> tuple[tuple[int, int, int], ...]:
        """Equal for hits of one index that are the same."""
        return tuple((id(one.space), one.yes, one.some) for one in self._all)

    @property
    def only(self) -> Hit | None:
        """What is hit of the one space that is met, where it is one."""
        return self._all[0] if len(self._all) == 1 else None

    def pairs(self, among: Among) -> dict[int, dict[int, int]]:
        """Pair → way → verdict, of the pairs hit among these slots."""
        found: dict[int, dict[int, int]] = {}
        pair_of, way_of = self.index.pair_of, self.index.way_of
        for hit in self._all:
            nation, shift, slots = hit.space.nation, hit.space.shift, among(hit.space)
            yes, some = hit.yes & slots, hit.some & slots
            for mask, verdict in ((some & ~yes, MAYBE), (yes, YES)):
                for slot in positions(mask):
                    if slot >= nation:
                        slot += shift
                    found.setdefault(pair_of[slot], {})[way_of[slot]] = verdict
        return found

    def lone(self, knowledge: Knowledge) -> frozenset[str]:
        """The attributes of which one answer makes some slot a yes: no other attribute leaves it a maybe."""
        found: set[str] = set()
        for hit in self._all:
            mask = hit.some & ~hit.yes
            opened: dict[str, int] = {}
            for name, every in hit.parts:
                if slots := mask & ~every:
                    opened[name] = opened.get(name, 0) | slots
            for name in movers(knowledge, opened):
                moved = moved_with(knowledge, name)
                slots = union(own for other, own in opened.items() if other in moved)
                if slots & ~union(own for other, own in opened.items() if other not in moved):
                    found.add(name)
        return frozenset(found)

    def unsure(self, among: Container[int]) -> Mapping[int, list[frozenset[str]]]:
        """Pair → of each of its slots that is a maybe, the attributes whose line is maybe; of these pairs."""
        found: dict[int, list[frozenset[str]]] = {}
        pair_of = self.index.pair_of
        for hit in self._all:
            nation, shift = hit.space.nation, hit.space.shift
            mask = hit.some & ~hit.yes
            opened = [(attribute, slots) for attribute, every in hit.parts if (slots := mask & ~every)]
            for slot in positions(mask):
                pair = pair_of[slot if slot < nation else slot + shift]
                if pair in among:
                    found.setdefault(pair, []).append(frozenset(name for name, slots in opened if slots >> slot & 1))
        return found
