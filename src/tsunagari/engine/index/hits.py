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
    """The slots of one space that are a yes, and those that are not a no."""

    __slots__ = ("knowledge", "moment", "some", "space", "yes")

    def __init__(self, space: Space, knowledge: Knowledge, moment: Moment | None) -> None:
        self.space, self.knowledge, self.moment = space, knowledge, moment
        told, masks = knowledge.told, knowledge.masks
        both = space.everything
        yes = some = space.seasons.met(knowledge.day)
        for stated in space.stated:
            every, any_ = stated.verdicts(knowledge)
            yes, some = yes & every, some & any_
        for table in space.values:
            name = table.attribute
            known = masks[name]
            if name in told and not known & (known - 1):  # what is told exactly, most often: a yes or a no
                both &= table.given.holds[table.classes[known.bit_length() - 1]]
            else:
                every, any_ = table.verdicts(knowledge)
                yes, some = yes & every, some & any_
        if space.hours.bears:
            every, any_ = space.hours.verdicts(moment)
            yes, some = yes & every, some & any_
        self.yes, self.some = yes & both, some & both

    def parts(self) -> list[tuple[str, int]]:
        """Attribute and the slots of which its table says yes, table by table."""
        found = [(table.attribute, table.verdicts(self.knowledge)[0]) for table in self.space.tables]
        return [*found, ("time", self.space.hours.verdicts(self.moment)[0])]


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
            for name, every in hit.parts():
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
            opened = [(attribute, slots) for attribute, every in hit.parts() if (slots := mask & ~every)]
            for slot in positions(mask):
                pair = pair_of[slot if slot < nation else slot + shift]
                if pair in among:
                    found.setdefault(pair, []).append(frozenset(name for name, slots in opened if slots >> slot & 1))
        return found
