"""Which slots a consultation hits: a few ANDs of masks, and then only what is left.

Law (language §4, "Boxes"): a slot is a yes where every table says yes, not a no where none says no; a pair's way is the
greatest of its slots. Nothing here looks at a clause or a resource, and the work grows with the tables and the hits,
not with the clauses.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from tsunagari.engine.index.bits import positions, union
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.knowledge import Knowledge, moved_with, movers
from tsunagari.engine.verdicts import MAYBE, YES


class Hits:
    """The masks of one consultation."""

    __slots__ = ("_parts", "_some", "_yes", "index", "space")

    def __init__(self, index: Index, knowledge: Knowledge, moment: Moment | None) -> None:
        self.index, self.space = index, index.space(knowledge)
        self._parts: list[tuple[str, int]] = []
        space = self.space
        yes = some = space.seasons.met(knowledge.day)
        for table in space.tables:
            every, any_ = table.verdicts(knowledge)
            self._parts.append((table.attribute, every))
            yes, some = yes & every, some & any_
            if not some:
                break
        if some:
            every, any_ = space.hours.verdicts(moment)
            self._parts.append(("time", every))
            yes, some = yes & every, some & any_
        self._yes, self._some = yes, some

    @property
    def key(self) -> tuple[int, int, int]:
        """Equal for hits of one index that are the same."""
        return id(self.space), self._yes, self._some

    def pairs(self, among: int) -> dict[int, dict[int, int]]:
        """Pair → way → verdict, of the pairs hit among these slots."""
        found: dict[int, dict[int, int]] = {}
        pair_of, way_of = self.index.pair_of, self.index.way_of
        nation, shift = self.space.nation, self.space.shift
        yes, some = self._yes & among, self._some & among
        for mask, verdict in ((some & ~yes, MAYBE), (yes, YES)):
            for slot in positions(mask):
                if slot >= nation:
                    slot += shift
                found.setdefault(pair_of[slot], {})[way_of[slot]] = verdict
        return found

    def sure_rules(self) -> list[int] | None:
        """The slots of rules that are hit, where all of these are a yes and no withhold is hit; else None."""
        space, yes = self.space, self._yes
        if (self._some ^ yes) & (space.rules | space.withholds) or yes & space.withholds:
            return None
        nation, shift = space.nation, space.shift
        return [slot if slot < nation else slot + shift for slot in positions(yes & space.rules)]

    def lone(self, knowledge: Knowledge) -> frozenset[str]:
        """The attributes of which one answer makes some slot a yes: no other attribute leaves it a maybe."""
        mask = self._some & ~self._yes
        opened: dict[str, int] = {}
        for name, every in self._parts:
            if slots := mask & ~every:
                opened[name] = opened.get(name, 0) | slots
        found = set()
        for name in movers(knowledge, opened):
            moved = moved_with(knowledge, name)
            slots = union(own for other, own in opened.items() if other in moved)
            if slots & ~union(own for other, own in opened.items() if other not in moved):
                found.add(name)
        return frozenset(found)

    def unsure(self, among: Container[int]) -> Mapping[int, list[frozenset[str]]]:
        """Pair → of each of its slots that is a maybe, the attributes whose line is maybe; of these pairs."""
        found: dict[int, list[frozenset[str]]] = {}
        pair_of, nation, shift = self.index.pair_of, self.space.nation, self.space.shift
        mask = self._some & ~self._yes
        opened = [(attribute, slots) for attribute, every in self._parts if (slots := mask & ~every)]
        for slot in positions(mask):
            pair = pair_of[slot if slot < nation else slot + shift]
            if pair in among:
                found.setdefault(pair, []).append(frozenset(name for name, slots in opened if slots >> slot & 1))
        return found
