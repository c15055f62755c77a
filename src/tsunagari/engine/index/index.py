"""A ruleset in the form in which it answers fast: masks over slots, and what the slots stand for.

Law: an index is made once and never changes; threads share it without a lock, and nothing in it fills up while
consultations are answered. Those whose places all lie in one prefecture, or in none, meet one space; all others meet
several spaces, which have no slot in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.index.ranks import SlotFact
from tsunagari.engine.index.regions import PLACES
from tsunagari.engine.index.slots import Holder, Pair
from tsunagari.engine.index.space import Space
from tsunagari.engine.index.timetable import Timetable
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.plan import Topics
from tsunagari.engine.ranking import NEARNESS
from tsunagari.model.ruleset import Ruleset

UNKNOWN = -1
"""In the place of the number of hours that nobody wrote."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Index:
    """The whole of it.

    `pair_of` and `way_of` say for which pair and way a slot stands, `first_of` which slot is the first of its resource,
    `facts` what it leads to (None: it is a withhold's); `spans`: the first slot of a resource and how many it has;
    `pair_named` finds a pair by kind and name of its clause and its resource; `hours_of` are the numbers in the
    timetable of the hours of a resource's ways; `entries` the places that it serves, with how many leaves they have,
    the smallest first (`leaves`: how many there are); `links`: the slots of the line of a clause with one `otherwise`
    line. `nation` is the space of the slots bound to no prefecture, `parts[n]` that of those of prefecture n and
    `several` that of those which need several, None where there are none; `around[n]` is what somebody in prefecture n
    meets.
    """

    ruleset: Ruleset
    holidays: Holidays
    holders: Sequence[Holder]
    pairs: Sequence[Pair]
    pair_named: Mapping[tuple[str, str, str], int]
    pair_of: memoryview
    first_of: memoryview
    way_of: memoryview
    facts: Sequence[SlotFact | None]
    hours_of: Mapping[str, tuple[int, ...]]
    entries: Mapping[str, tuple[tuple[int, int], ...]]
    spans: Mapping[str, tuple[int, int]]
    links: Mapping[int, tuple[int, ...]]
    leaves: int
    topics: Mapping[tuple[str, str], Topics]
    timetable: Timetable
    prefectures: tuple[int, ...]
    prefecture_of: tuple[int, ...]
    nation: Space
    parts: tuple[Space | None, ...]
    several: Space | None
    around: tuple[Space, ...]
    alternatives: Alternatives

    def spaces(self, knowledge: Knowledge) -> tuple[Space, ...]:
        """The slots that a consultation meets."""
        masks = knowledge.masks
        places = 0
        for name in PLACES:
            places |= masks.get(name, 0)
        places &= (1 << len(self.prefecture_of)) - 1
        if not places:
            return (self.nation,)
        number = self.prefecture_of[places.bit_length() - 1]
        if not places & ~self.prefectures[number]:
            return (self.around[number],)
        touched = [one for one, mask in zip(self.parts, self.prefectures, strict=True) if mask & places]
        return tuple(one for one in (self.nation, *touched, self.several) if one is not None)

    def lot(self, resource: str) -> int:
        """The lot of a resource that some clause leads to."""
        fact = self.facts[self.spans[resource][0]]
        assert fact is not None  # the slot is a resource's
        return fact.lot

    def reach(self, knowledge: Knowledge, resource: str) -> int:
        """The leaves of the smallest entry of `serves` that holds all of where somebody is, else the nation's."""
        entries = self.entries[resource]
        if entries:
            masks = knowledge.masks
            for name in NEARNESS:
                known = masks[name]
                for size, mask in entries:
                    if not known & ~mask:
                        return size
        return self.leaves
