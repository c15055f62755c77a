"""A ruleset in the form in which it answers fast: masks over slots, and what the slots stand for.

Law: an index is made once and never changes; threads share it without a lock, and nothing in it fills up while
consultations are answered. A space holds the slots that some consultations meet: those whose places all lie in one
prefecture meet its own and the nation's, all others meet everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.index.planes import ValueTable
from tsunagari.engine.index.regions import PLACES, Cut
from tsunagari.engine.index.seasons import HoursTable, SeasonTable
from tsunagari.engine.index.slots import Holder, Pair
from tsunagari.engine.index.stated import StatedTable
from tsunagari.engine.index.timetable import Timetable
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.plan import Topics
from tsunagari.engine.ranking import NEARNESS
from tsunagari.model.registry import Period
from tsunagari.model.ruleset import Ruleset

UNKNOWN = -1
"""In the place of the number of hours that nobody wrote."""


class SlotFact(NamedTuple):
    """What a slot of a rule leads to.

    `holder` is its clause, `chained` whether that has `otherwise` lines; `hours` the number of the hours of its way,
    `urgency` that of the clause (0 the most urgent); `periods` are those of the clause and the resource that may end.
    """

    holder: int
    resource: str
    hours: int
    urgency: int
    chained: bool
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Space:
    """Some slots and every table on them.

    Slots from `nation` on are numbered `shift` higher in the index; `rules`, `withholds` and `tiers` (of the defaults,
    the nearest first) are the slots of clauses of these kinds.
    """

    everything: int
    nation: int
    shift: int
    rules: int
    withholds: int
    tiers: tuple[int, ...]
    tables: tuple[StatedTable | ValueTable, ...]
    hours: HoursTable
    seasons: SeasonTable

    def cut(self, cut: Cut) -> Space:
        """The space of the consultations that meet the slots of a cut."""
        everything = cut.of(self.everything)
        shared: dict[int, int] = {}
        tables = (table.cut(cut, shared) for table in self.tables)
        return Space(
            everything=everything,
            nation=cut.nation,
            shift=cut.start - cut.nation,
            rules=cut.of(self.rules),
            withholds=cut.of(self.withholds),
            tiers=tuple(map(cut.of, self.tiers)),
            tables=tuple(table for table in tables if table.bears(everything)),
            hours=self.hours.cut(cut),
            seasons=self.seasons.cut(cut),
        )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Index:
    """The whole of it.

    `pair_of` and `way_of` say for which pair and way a slot stands, `facts` what a rule's slot leads to (None: to
    nothing that is active, or it is no rule's); `pair_named` finds a pair by kind and name of its
    clause and its resource; `hours_of` are the numbers in the timetable of the hours of a resource's ways; `entries`
    the places that it serves, with how many leaves they have, the smallest first (`nation`: how many there are).
    `around[n]` is the space of prefecture n, `nationwide` that of somebody in none, `whole` the one for all others.
    """

    ruleset: Ruleset
    holidays: Holidays
    holders: tuple[Holder, ...]
    pairs: tuple[Pair, ...]
    pair_named: Mapping[tuple[str, str, str], int]
    pair_of: tuple[int, ...]
    way_of: tuple[int, ...]
    facts: tuple[SlotFact | None, ...]
    hours_of: Mapping[str, tuple[int, ...]]
    entries: Mapping[str, tuple[tuple[int, int], ...]]
    nation: int
    topics: Mapping[tuple[str, str], Topics]
    timetable: Timetable
    prefectures: tuple[int, ...]
    prefecture_of: tuple[int, ...]
    around: tuple[Space, ...]
    nationwide: Space
    whole: Space
    alternatives: Alternatives

    def space(self, knowledge: Knowledge) -> Space:
        """The slots that a consultation meets."""
        masks = knowledge.masks
        places = 0
        for name in PLACES:
            places |= masks.get(name, 0)
        places &= (1 << len(self.prefecture_of)) - 1
        if not places:
            return self.nationwide
        number = self.prefecture_of[places.bit_length() - 1]
        return self.whole if places & ~self.prefectures[number] else self.around[number]

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
        return self.nation
