"""From a ruleset to its index.

Law: compiling reads the ruleset and the holidays and nothing else; the same ruleset gives an index that answers the
same. Slots are made and ordered, and of the slots of each part its own tables are made, of its own lines only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.index.gathering import Frame, gathered
from tsunagari.engine.index.index import UNKNOWN, Index
from tsunagari.engine.index.ranks import Link, SlotFact
from tsunagari.engine.index.regions import Regions, regions_of
from tsunagari.engine.index.slots import Drawings, Holder, Lines, Slots, slots_of
from tsunagari.engine.index.space import beside
from tsunagari.engine.index.timetable import Several, timetable
from tsunagari.engine.knowledge import know, leaves
from tsunagari.engine.ranking import lot
from tsunagari.engine.verdicts import Line
from tsunagari.model.memory import Memory
from tsunagari.model.registry import ALWAYS, Resource
from tsunagari.model.rules import URGENCIES
from tsunagari.model.ruleset import Ruleset


def compile_index(ruleset: Ruleset, holidays: Holidays | None = None, drawings: Drawings | None = None) -> Index:
    """The index of a ruleset; `holidays` are those of Japan if none are given, `drawings` what was kept of others."""
    calendar = japanese_holidays() if holidays is None else holidays
    made = slots_of(ruleset, Memory(keeps=False) if drawings is None else drawings.under(ruleset.attributes))
    regions = regions_of(made)
    pair_of = _column(pair for part in regions.parts for pair in part.pairs for _ in made.boxes[pair])
    hours = _hours(ruleset, made)
    hours_of = {
        name: tuple(UNKNOWN if way.hours is None else hours[way.hours] for way in resource.ways)
        for name, resource in ruleset.resources.items()
    }
    facts = _facts(ruleset, made, regions, hours_of)
    nation = leaves(ruleset.attributes["lives"])
    frame = Frame(ruleset, made, facts, hours, know(ruleset.attributes, {}).masks, regions.prefectures, nation)
    first = gathered(frame, regions.nation)
    parts = tuple(gathered(frame, part) if part.length else None for part in regions.around)
    return Index(
        ruleset=ruleset,
        holidays=calendar,
        holders=made.holders,
        pairs=made.pairs,
        pair_named=MappingProxyType(_named(made)),
        pair_of=pair_of,
        first_of=_column(start for start, length in regions.spans() for _ in range(length)),
        way_of=_column(way for part in regions.parts for pair in part.pairs for way, _ in made.boxes[pair]),
        facts=facts,
        hours_of=MappingProxyType(hours_of),
        entries=MappingProxyType({name: _entries(resource, nation) for name, resource in ruleset.resources.items()}),
        spans=MappingProxyType(_spans(made, regions, pair_of)),
        links=MappingProxyType(_links(made, pair_of)),
        leaves=nation.bit_count(),
        topics=MappingProxyType({(h.clause.kind, h.clause.name): h.topics for h in made.holders}),
        timetable=timetable(hours, calendar),
        prefectures=regions.prefectures,
        prefecture_of=regions.prefecture_of,
        nation=first,
        parts=parts,
        several=gathered(frame, regions.several) if regions.several.length else None,
        around=tuple(
            first if part is None else beside(first, part, region.values or 0)
            for part, region in zip(parts, regions.around, strict=True)
        ),
        alternatives=Alternatives.of_parts(ruleset, _lines(made), _moves(made), _fallbacks(made), calendar),
    )


def _hours(ruleset: Ruleset, made: Slots) -> dict[Several, int]:
    """The number of all hours that a way has or a line asks for."""
    found: dict[Several, int] = {}
    for resource in ruleset.resources.values():
        for way in resource.ways:
            if way.hours is not None:
                found.setdefault(way.hours, len(found))
    for time in dict.fromkeys(lines.time for lines in made.lines()):
        if time is not None:
            for hours in sorted(time.inside | time.outside, key=repr):
                found.setdefault(hours, len(found))
    return found


def _lines(made: Slots) -> tuple[Line, ...]:
    """Every distinct line."""
    demanded = made.lines()
    values = dict.fromkeys(line for lines in demanded for line in lines.values)
    stated = dict.fromkeys(line for lines in demanded for line in lines.stated)
    times = dict.fromkeys(lines.time for lines in demanded if lines.time is not None)
    return (*values, *stated, *times)


def _entries(resource: Resource, nation: int) -> tuple[tuple[int, int], ...]:
    """The places of the `serves` lines, each with the number of its leaves, the smallest first."""
    return tuple(sorted(((mask & nation).bit_count(), mask) for line in resource.serves for _, mask in line.entries))


def _column(numbers: Iterable[int]) -> memoryview:
    """The numbers side by side, read only."""
    return memoryview(array("I", numbers).tobytes()).cast("I")


def _spans(made: Slots, regions: Regions, pair_of: memoryview) -> dict[str, tuple[int, int]]:
    """Resource → the first of its slots, and how many they are."""
    owners = ((made.pairs[pair_of[start]].resource, (start, length)) for start, length in regions.spans())
    return {resource: span for resource, span in owners if resource is not None}


def _links(made: Slots, pair_of: memoryview) -> dict[int, tuple[int, ...]]:
    """Clause with one `otherwise` line → the slots of that line."""
    linked = {
        number
        for number, pair in enumerate(made.pairs)
        if pair.stages == (1,) and len(made.holders[pair.holder].clause.otherwise) == 1
    }
    found: dict[int, list[int]] = {}
    for slot, number in enumerate(pair_of):
        if number in linked:
            found.setdefault(made.pairs[number].holder, []).append(slot)
    return {holder: tuple(slots) for holder, slots in found.items()}


def _facts(
    ruleset: Ruleset, made: Slots, regions: Regions, hours_of: Mapping[str, tuple[int, ...]]
) -> tuple[SlotFact | None, ...]:
    """What each slot leads to; slots of one pair and way share theirs."""
    lots = {name: lot(name) for name in ruleset.resources}
    hanging = [_hanging(holder) for holder in made.holders]
    found: list[SlotFact | None] = []
    for number in (pair for part in regions.parts for pair in part.pairs):
        pair, boxes = made.pairs[number], made.boxes[number]
        if pair.resource is None:
            found += [None] * len(boxes)
            continue
        holder, resource = made.holders[pair.holder], ruleset.resources[pair.resource]
        ways: dict[int, SlotFact] = {}
        for way, _ in boxes:
            if way not in ways:
                ways[way] = SlotFact(
                    clause=holder.clause,
                    resource=resource,
                    lot=lots[resource.name],
                    hours=hours_of[resource.name][way],
                    urgency=URGENCIES.index(holder.clause.urgency),
                    link=hanging[pair.holder][pair.stages[0] > 0],
                    periods=holder.periods if resource.effective == ALWAYS else (*holder.periods, resource.effective),
                )
            found.append(ways[way])
    return tuple(found)


def _hanging(holder: Holder) -> tuple[Link, Link]:
    """How the route of a clause hangs in its chain, and how its `otherwise` lines do."""
    clause = holder.clause
    if not clause.otherwise:
        return "none", "none"
    if len(clause.otherwise) > 1 or holder.periods or not set(clause.route).isdisjoint(clause.otherwise[0]):
        return "odd", "odd"
    return "leads", "stands in"


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
    led: dict[int, tuple[Lines, set[str]]] = {}
    for pair, boxes in zip(made.pairs, made.boxes, strict=True):
        names = made.holders[pair.holder].clause.route if pair.resource is None else (pair.resource,)
        for _, lines in boxes:
            held = led.get(id(lines))
            if held is None:
                held = led[id(lines)] = lines, set()
            held[1].update(names)
    found: dict[str, set[str]] = {}
    for lines, several in led.values():
        for attribute in lines.attributes():
            found.setdefault(attribute, set()).update(several)
    return {attribute: frozenset(names) for attribute, names in found.items()}


def _fallbacks(made: Slots) -> frozenset[str]:
    """Resources that an `otherwise` or a `default` names: what becomes of others may move them."""
    clauses = [holder.clause for holder in made.holders]
    chained = (name for clause in clauses for line in clause.otherwise for name in line)
    return frozenset((*chained, *(name for one in clauses if one.kind == "default" for name in one.route)))
