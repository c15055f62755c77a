"""From a ruleset to its index.

Law: compiling reads the ruleset and the holidays and nothing else; the same ruleset gives an index that answers the
same. Slots are made and ordered, lines are gathered, tables are made of the lines, and spaces are cut out of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.index.bits import of_positions
from tsunagari.engine.index.index import UNKNOWN, Index, SlotFact, Space
from tsunagari.engine.index.planes import ValueTable, value_table
from tsunagari.engine.index.regions import Cut, Regions, regions_of
from tsunagari.engine.index.seasons import Season, hours_table, season, season_table
from tsunagari.engine.index.slots import Slot, Slots, slots_of
from tsunagari.engine.index.stated import StatedTable, stated_table
from tsunagari.engine.index.timetable import Several, timetable
from tsunagari.engine.knowledge import know, leaves
from tsunagari.engine.verdicts import Line, StatedLine, TimeLine, ValueLine
from tsunagari.model.registry import ALWAYS, Resource
from tsunagari.model.rules import URGENCIES, Clause
from tsunagari.model.ruleset import Ruleset

_Key = TypeVar("_Key")


def compile_index(ruleset: Ruleset, holidays: Holidays | None = None) -> Index:
    """The index of a ruleset; `holidays` are those of Japan if none are given."""
    calendar = japanese_holidays() if holidays is None else holidays
    made = slots_of(ruleset)
    regions = regions_of(made.slots)
    gathered = _Gathered(ruleset, made, regions)
    table = timetable(gathered.hours, calendar)
    whole = gathered.space()
    nation = leaves(ruleset.attributes["lives"])
    nationwide = whole.cut(Cut(regions.nation, regions.nation, 0, None)) if regions.nation < len(made.slots) else whole
    return Index(
        ruleset=ruleset,
        holidays=calendar,
        holders=made.holders,
        pairs=made.pairs,
        pair_named=MappingProxyType(_named(made)),
        pair_of=tuple(slot.pair for slot in regions.slots),
        way_of=tuple(slot.way for slot in regions.slots),
        facts=_facts(ruleset, made, regions, gathered.hours_of),
        hours_of=MappingProxyType(gathered.hours_of),
        entries=MappingProxyType({name: _entries(resource, nation) for name, resource in ruleset.resources.items()}),
        nation=nation.bit_count(),
        topics=MappingProxyType({(h.clause.kind, h.clause.name): h.topics for h in made.holders}),
        timetable=table,
        prefectures=regions.prefectures,
        prefecture_of=regions.prefecture_of,
        around=tuple(whole.cut(cut) if cut.length else nationwide for cut in regions.cuts),
        nationwide=nationwide,
        whole=whole,
        alternatives=Alternatives.of_parts(ruleset, gathered.lines(), _moves(made), _fallbacks(made), calendar),
    )


class _Gathered:
    """The lines of all slots, each with the numbers of its slots; thrown away afterwards."""

    def __init__(self, ruleset: Ruleset, made: Slots, regions: Regions) -> None:
        self.ruleset, self.made, self.regions = ruleset, made, regions
        self.size = len(regions.slots)
        self.everything = (1 << self.size) - 1
        values: dict[str, dict[ValueLine, list[int]]] = {}
        stated: dict[str, dict[tuple[StatedLine, ...], list[int]]] = {}
        times: dict[TimeLine, list[int]] = {}
        seasons: dict[Season, list[int]] = {}
        kinds: dict[tuple[str, int], list[int]] = {}
        for number, slot in enumerate(regions.slots):
            for line in slot.values:
                values.setdefault(line.attribute, {}).setdefault(line, []).append(number)
            for name in ("issue", "wish"):
                if about := tuple(one for one in slot.stated if one.attribute == name):
                    stated.setdefault(name, {}).setdefault(about, []).append(number)
            if slot.time is not None:
                times.setdefault(slot.time, []).append(number)
            seasons.setdefault(self._season(slot), []).append(number)
            clause = made.holders[made.pairs[slot.pair].holder].clause
            kinds.setdefault(_kind(clause), []).append(number)
        self.values = {name: self._masks(found) for name, found in values.items()}
        self.stated = {name: self._masks(found) for name, found in stated.items()}
        self.times, self.seasons, self.kinds = self._masks(times), self._masks(seasons), self._masks(kinds)
        self.hours: dict[Several, int] = {}
        self.hours_of = {
            name: tuple(UNKNOWN if way.hours is None else self._number(way.hours) for way in resource.ways)
            for name, resource in ruleset.resources.items()
        }
        for one in self.times:
            for hours in sorted(one.inside | one.outside, key=repr):
                self._number(hours)

    def _season(self, slot: Slot) -> Season:
        pair = self.made.pairs[slot.pair]
        resource = None if pair.resource is None else self.ruleset.resources[pair.resource]
        return season(slot, self.made.holders[pair.holder], resource)

    def _number(self, hours: Several) -> int:
        return self.hours.setdefault(hours, len(self.hours))

    def _masks(self, found: Mapping[_Key, list[int]]) -> dict[_Key, int]:
        return {key: of_positions(numbers, self.size) for key, numbers in found.items()}

    def lines(self) -> tuple[Line, ...]:
        """Every distinct line."""
        stated = dict.fromkeys(line for found in self.stated.values() for lines in found for line in lines)
        values = (line for found in self.values.values() for line in found)
        return (*values, *stated, *self.times)

    def space(self) -> Space:
        """All slots."""
        return Space(
            everything=self.everything,
            nation=self.size,
            shift=0,
            rules=self.kinds.get(("rule", 0), 0),
            withholds=self.kinds.get(("withhold", 0), 0),
            tiers=tuple(mask for (kind, _), mask in sorted(self.kinds.items()) if kind == "default"),
            tables=(*self._stated_tables(), *self._value_tables()),
            hours=hours_table(self.times, self.hours, self.everything),
            seasons=season_table(self.seasons, self.everything),
        )

    def _stated_tables(self) -> Iterator[StatedTable]:
        """One table for issues and one for wishes, where some line looks at them."""
        for name, lines in self.stated.items():
            yield stated_table(name, self.ruleset.issues, lines, self.everything)

    def _value_tables(self) -> Iterator[ValueTable]:
        """One table for each single-valued attribute that some line looks at."""
        usual = know(self.ruleset.attributes, {}).masks
        for name, lines in self.values.items():
            attribute = self.ruleset.attributes[name]
            wide = self.regions.prefectures if attribute.shape == "place" else ()
            yield value_table(attribute, lines, self.everything, usual[name], wide)


def _kind(clause: Clause) -> tuple[str, int]:
    """What is answered together: all rules, all withholds, the defaults of one tier."""
    return clause.kind, clause.tier if clause.kind == "default" else 0


def _entries(resource: Resource, nation: int) -> tuple[tuple[int, int], ...]:
    """The places of the `serves` lines, each with the number of its leaves, the smallest first."""
    return tuple(sorted(((mask & nation).bit_count(), mask) for line in resource.serves for _, mask in line.entries))


def _facts(
    ruleset: Ruleset, made: Slots, regions: Regions, hours_of: Mapping[str, tuple[int, ...]]
) -> tuple[SlotFact | None, ...]:
    """What each slot leads to; slots of one pair and way share theirs."""
    found: dict[tuple[int, int], SlotFact | None] = {}
    for slot in regions.slots:
        key = slot.pair, slot.way
        if key not in found:
            pair = made.pairs[slot.pair]
            holder = made.holders[pair.holder]
            resource = None if pair.resource is None else ruleset.resources[pair.resource]
            found[key] = None if resource is None or resource.status != "active" else SlotFact(
                holder=pair.holder,
                resource=resource.name,
                hours=hours_of[resource.name][slot.way],
                urgency=URGENCIES.index(holder.clause.urgency),
                chained=bool(holder.clause.otherwise),
                periods=tuple(one for one in (*holder.periods, resource.effective) if one != ALWAYS),
            )  # fmt: skip
    return tuple(found[slot.pair, slot.way] for slot in regions.slots)


def _named(made: Slots) -> dict[tuple[str, str, str], int]:
    """Kind and name of a clause and its resource → the pair."""
    found: dict[tuple[str, str, str], int] = {}
    for number, pair in enumerate(made.pairs):
        if pair.resource is not None:
            clause = made.holders[pair.holder].clause
            found[clause.kind, clause.name, pair.resource] = number
    return found


def _moves(made: Slots) -> dict[str, frozenset[str]]:
    """Attribute → the resources that some box with a line of it leads to or withholds."""
    found: dict[str, set[str]] = {}
    for slot in made.slots:
        pair = made.pairs[slot.pair]
        names = made.holders[pair.holder].clause.route if pair.resource is None else (pair.resource,)
        for attribute in slot.attributes():
            found.setdefault(attribute, set()).update(names)
    return {attribute: frozenset(names) for attribute, names in found.items()}


def _fallbacks(made: Slots) -> frozenset[str]:
    """Resources that an `otherwise` or a `default` names: what becomes of others may move them."""
    clauses = [holder.clause for holder in made.holders]
    chained = (name for clause in clauses for line in clause.otherwise for name in line)
    return frozenset((*chained, *(name for one in clauses if one.kind == "default" for name in one.route)))
