"""From a ruleset to its index.

Law: compiling reads the ruleset and the holidays and nothing else; the same ruleset gives an index that answers the
same. Slots are made and ordered, and of the slots of each part its own tables are made, of its own lines only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.index.facts import facts_of
from tsunagari.engine.index.gathering import Frame, gathered
from tsunagari.engine.index.index import UNKNOWN, Index
from tsunagari.engine.index.keeping import Drawings
from tsunagari.engine.index.regions import Regions, regions_of
from tsunagari.engine.index.slots import Lines, Slots, slots_of
from tsunagari.engine.index.space import beside
from tsunagari.engine.index.timetable import Several, timetable
from tsunagari.engine.knowledge import know, leaves
from tsunagari.engine.verdicts import Line
from tsunagari.model.registry import Resource
from tsunagari.model.ruleset import Ruleset


def compile_index(ruleset: Ruleset, holidays: Holidays | None = None, drawings: Drawings | None = None) -> Index:
    """The index of a ruleset; `holidays` are those of Japan if none are given, `drawings` what was kept of others."""
    calendar = japanese_holidays() if holidays is None else holidays
    kept = Drawings(keeps=False) if drawings is None else drawings
    made = slots_of(ruleset, kept.under(ruleset.attributes), kept.lines)
    regions = regions_of(made)
    pair_of = _column([pair for part in regions.parts for pair in part.pairs for _ in made.boxes[pair]])
    demands = made.demands()
    demanded = [lines for lines, _ in demands]
    hours = _hours(ruleset, demanded)
    hours_of = {
        name: tuple(UNKNOWN if way.hours is None else hours[way.hours] for way in resource.ways)
        for name, resource in ruleset.resources.items()
    }
    facts = facts_of(ruleset, made, regions, hours_of, kept.told)
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
        first_of=_column([first for start, length in regions.spans() for first in [start] * length]),
        way_of=_column([way for part in regions.parts for pair in part.pairs for way, _ in made.boxes[pair]]),
        facts=facts,
        hours_of=MappingProxyType(hours_of),
        entries=MappingProxyType({name: _entries(resource, nation) for name, resource in ruleset.resources.items()}),
        spans=MappingProxyType(_spans(made, regions, pair_of)),
        links=MappingProxyType(_links(made, regions)),
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
        alternatives=Alternatives.of_parts(ruleset, _lines(demanded), _moves(demands), _fallbacks(made), calendar),
    )


def _hours(ruleset: Ruleset, demanded: Iterable[Lines]) -> dict[Several, int]:
    """The number of all hours that a way has or a line asks for."""
    found: dict[Several, int] = {}
    for resource in ruleset.resources.values():
        for way in resource.ways:
            if way.hours is not None:
                found.setdefault(way.hours, len(found))
    for time in dict.fromkeys(lines.time for lines in demanded):
        if time is not None:
            for hours in sorted(time.inside | time.outside, key=repr):
                found.setdefault(hours, len(found))
    return found


def _lines(demanded: Sequence[Lines]) -> tuple[Line, ...]:
    """Every distinct line."""
    values = dict.fromkeys(line for lines in demanded for line in lines.values)
    stated = dict.fromkeys(line for lines in demanded for line in lines.stated)
    times = dict.fromkeys(lines.time for lines in demanded if lines.time is not None)
    return (*values, *stated, *times)


def _entries(resource: Resource, nation: int) -> tuple[tuple[int, int], ...]:
    """The places of the `serves` lines, each with the number of its leaves, the smallest first."""
    return tuple(sorted(((mask & nation).bit_count(), mask) for line in resource.serves for _, mask in line.entries))


def _column(numbers: list[int]) -> memoryview:
    """The numbers side by side, read only."""
    return memoryview(array("I", numbers).tobytes()).cast("I")


def _spans(made: Slots, regions: Regions, pair_of: memoryview) -> dict[str, tuple[int, int]]:
    """Resource → the first of its slots, and how many they are."""
    owners = ((made.pairs[pair_of[start]].resource, (start, length)) for start, length in regions.spans())
    return {resource: span for resource, span in owners if resource is not None}


def _links(made: Slots, regions: Regions) -> dict[int, tuple[int, ...]]:
    """Clause with one `otherwise` line → the slots of that line."""
    alone = [len(holder.clause.otherwise) == 1 for holder in made.holders]
    found: dict[int, list[int]] = {}
    first = 0
    for number in (pair for part in regions.parts for pair in part.pairs):
        pair, length = made.pairs[number], len(made.boxes[number])
        if pair.stages == (1,) and alone[pair.holder]:
            found.setdefault(pair.holder, []).extend(range(first, first + length))
        first += length
    return {holder: tuple(slots) for holder, slots in found.items()}


def _named(made: Slots) -> dict[tuple[str, str, str], int]:
    """Kind and name of a clause and its resource → the pair."""
    found: dict[tuple[str, str, str], int] = {}
    for number, pair in enumerate(made.pairs):
        if pair.resource is not None:
            clause = made.holders[pair.holder].clause
            found[clause.kind, clause.name, pair.resource] = number
    return found


def _moves(demands: Iterable[tuple[Lines, frozenset[str]]]) -> dict[str, frozenset[str]]:
    """Attribute → the resources that some box with a line of it leads to or withholds."""
    found: dict[str, set[str]] = {}
    for lines, names in demands:
        for attribute in lines.attributes():
            found.setdefault(attribute, set()).update(names)
    return {attribute: frozenset(names) for attribute, names in found.items()}


def _fallbacks(made: Slots) -> frozenset[str]:
    """Resources that an `otherwise` or a `default` names: what becomes of others may move them."""
    clauses = [holder.clause for holder in made.holders]
    chained = (name for clause in clauses for line in clause.otherwise for name in line)
    return frozenset((*chained, *(name for one in clauses if one.kind == "default" for name in one.route)))
