"""In which ways could the facts be told differently, as far as one resource can tell?

Law: values that every set treats alike that bears on the resource are one option, a single value each (with what is
declared under it), and so is leaving an attribute untold; what was declined stays declined. The options follow from the
rules: which value stands for a class does not depend on what was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Final

from tsunagari.calendar.hours import EVERY_MINUTE, JST, Hours, minutes_open, next_opening
from tsunagari.engine.explaining.changes import How, Option
from tsunagari.engine.knowledge import FOLLOWS, Knowledge, in_order, leaves, whole
from tsunagari.engine.reading import Reading
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import Line, StatedLine, TimeLine, ValueLine
from tsunagari.model.attributes import Attribute
from tsunagari.model.boxes import NotInEffect
from tsunagari.model.registry import ALWAYS, Period
from tsunagari.model.ruleset import Ruleset

_FORTNIGHT: Final = 14
_SOME_DAY: Final = date(2026, 4, 1)  # any will do: what a fortnight does not show is sought by its next opening
_MOST_PAIRED: Final = 30
_MOST_BOUNDS: Final = 12


@dataclass(frozen=True, slots=True)
class Bearing:
    """What bears on one resource: lines of boxes, hours of ways, periods; `danger`: outcomes of tried ones count."""

    lines: tuple[Line, ...]
    hours: tuple[tuple[Hours, ...], ...]
    periods: tuple[Period, ...]
    danger: bool


def bearing(reference: Reference, name: str, knowledge: Knowledge) -> Bearing:
    """What bears on the resource: its clauses, what withholds it, and what stands before it in chains and defaults."""
    readings, ruleset = reference.readings, reference.ruleset
    routes = [*readings.rules, *readings.defaults]
    about = [reading for reading in routes if name in reading.through]
    names = {name}
    for reading in about:
        if name not in reading.clause.route or reading.clause.kind == "default":
            names.update(reading.through)
    if any(reading.clause.kind == "default" for reading in about):
        about, names = routes, set(ruleset.resources)
    held = [reading for reading in readings.withholds if names.intersection(reading.clause.route)]
    numbers = {n for reading in (*about, *held) for box in reading.own for n in box}
    numbers |= {
        n for r in about for other, ways in r.through.items() if other in names for b in ways for box in b for n in box
    }
    periods = {period for reading in (*about, *held) for period in _periods(reading)}
    periods |= {ruleset.resources[other].effective for other in names}
    hours = {way.hours for other in names if len(names) > 1 for way in ruleset.resources[other].ways if way.hours}
    return Bearing(
        tuple(readings.lines[n] for n in sorted(numbers)),
        tuple(sorted(hours, key=repr)),
        tuple(sorted(periods - {ALWAYS}, key=repr)),
        bool(names.intersection(knowledge.tried)),
    )


def options(reference: Reference, name: str, knowledge: Knowledge) -> dict[str, tuple[Option, ...]]:
    """By attribute, in canonical order, every way to tell it differently that bears on the resource."""
    known = bearing(reference, name, knowledge)
    attributes = reference.ruleset.attributes
    found: dict[str, tuple[Option, ...]] = {}
    for attribute in in_order(set(attributes) - knowledge.declined):
        declared = attributes[attribute]
        if declared.shape == "time":
            some = tuple(_times(reference, known, knowledge))
        elif not declared.single:
            some = tuple(_stated(reference.ruleset, attribute, known, knowledge))
        else:
            some = tuple(_values(declared, known, knowledge))
        if some:
            found[attribute] = some
    if name in knowledge.tried:
        found["tried"] = (Option("tried", "untold", values=(name,)),)
    return found


def _values(attribute: Attribute, known: Bearing, knowledge: Knowledge) -> Iterator[Option]:
    """One value of each class; what agrees with what is known comes first, untold last."""
    name = attribute.name
    moved = {name, *(lower for lower, upper in FOLLOWS.items() if upper == name)}
    lines = [line for line in known.lines if isinstance(line, ValueLine) and line.attribute in moved]
    if not lines and not (name == "danger" and known.danger):
        return
    masks = sorted({mask for line in lines for mask in (line.mask, *line.sets)})
    told = knowledge.told.get(name)
    possible = knowledge.masks[name]
    special = ~leaves(attribute) if attribute.shape == "place" else 0

    def kind(mask: int) -> tuple[object, ...]:
        return mask & special, *((not mask & ~one, not mask & one) for one in masks)

    same = None if told is None else kind(told)  # one of the same kind changes nothing
    ways = [option for option in _exact(attribute, masks) if kind(option.mask) != same]
    yield from sorted(ways, key=lambda option: not option.alike & possible)
    if told is not None:
        yield Option(name, "untold")


def _exact(attribute: Attribute, masks: list[int]) -> list[Option]:
    """One value of each class told; of places those that are no leaf last, of a tree a value with all below it."""
    name, domain = attribute.name, whole(attribute)
    if attribute.below:
        kinds: dict[tuple[tuple[bool, bool], ...], list[int]] = {}
        for below in attribute.below:
            if below & domain:
                kind = tuple((not below & ~mask, not below & mask) for mask in masks)
                kinds.setdefault(kind, []).append(below)
        return [Option(name, "told", alike[0], alike=reduce(or_, alike)) for alike in kinds.values()]
    special = domain & ~leaves(attribute) if attribute.shape == "place" else 0
    singles = [1 << bit for bit in range(special.bit_length()) if special >> bit & 1]
    found = [Option(name, "told", part & -part, alike=part) for part in classes(domain & ~special, masks)]
    return [*found, *(Option(name, "told", single, alike=single) for single in singles)]


def classes(domain: int, masks: Iterable[int]) -> list[int]:
    """The domain parted into the sets of values that every mask treats alike."""
    parts = [domain] if domain else []
    for mask in masks:
        parts = [part for found in parts for part in (found & mask, found & ~mask) if part]
    return sorted(parts, key=lambda part: part & -part)


def _stated(ruleset: Ruleset, name: str, known: Bearing, knowledge: Knowledge) -> Iterator[Option]:
    """One issue or wish of each kind added, alone, or taken away; two added where some test counts."""
    tests = [line.test for line in known.lines if isinstance(line, StatedLine) and line.attribute == name]
    if not tests:
        return
    stated = knowledge.stated(name)
    counting = any(test.mode in ("all", "count", "count-of") for test in tests)
    listed = sorted({value for test in tests for value in test.values})
    kinds = _kinds(ruleset, name, listed, stated if counting else frozenset())
    sets: list[tuple[How, tuple[str, ...]]] = [("adding", (one,)) for one in kinds if one not in stated]
    if counting:
        sets += [("adding", pair) for pair in combinations(kinds[:_MOST_PAIRED], 2) if not stated.intersection(pair)]
    if stated:
        sets += [("instead", (one,)) for one in kinds if stated != {one}]
    if len(stated) > 1:
        sets += [("less", (one,)) for one in sorted(stated)]
    yield from (Option(name, how, values=values) for how, values in sets)
    if stated:
        yield Option(name, "untold")


def _kinds(ruleset: Ruleset, name: str, listed: list[str], stated: frozenset[str]) -> list[str]:
    """One value of each kind that the tests tell apart, those that they list first."""
    if name == "wish":
        others = sorted(set(ruleset.wishes.values()).difference(listed))
        return [*listed, *(others if stated else others[:2])]
    graph = ruleset.issues
    asked = [*listed, *sorted(stated)]
    kinds: dict[tuple[tuple[bool, bool], ...], str] = {}
    for issue in (*listed, *sorted(set(graph.above).difference(listed))):
        kind = tuple((graph.under(issue, one), graph.strictly_under(one, issue)) for one in asked)
        kinds.setdefault(kind, issue)
    if stated:  # a second one that nothing lists still counts
        free = [i for i in sorted(graph.above) if not any(graph.under(i, o) or graph.under(o, i) for o in asked)]
        return list(dict.fromkeys((*kinds.values(), *free[:2])))
    return list(kinds.values())


def _times(reference: Reference, known: Bearing, knowledge: Knowledge) -> Iterator[Option]:
    """Instants inside and outside of hours and periods: fortnights from the start and each bound, openings."""
    lines = [line for line in known.lines if isinstance(line, TimeLine | NotInEffect)]
    spans = {hours for line in lines if isinstance(line, TimeLine) for hours in (*line.inside, *line.outside)}
    spans |= set(known.hours)
    periods = [*known.periods, *(line.period for line in lines if isinstance(line, NotInEffect))]
    if not spans and not periods:
        return
    ordered = sorted(spans, key=repr)
    for at in _instants(reference, ordered, periods):
        if at != knowledge.at:
            yield Option("time", "told", at=at)
    if knowledge.at is not None:
        yield Option("time", "untold")


def _instants(reference: Reference, spans: list[tuple[Hours, ...]], periods: list[Period]) -> Iterator[datetime]:
    effective, holidays = reference.ruleset.effective, reference.holidays
    first = effective.start or min(_SOME_DAY, effective.end or _SOME_DAY)
    bounds = sorted({day for period in periods for day in _around(period)})[:_MOST_BOUNDS]
    days = dict.fromkeys(_later(begin, n) for begin in (first, *bounds) for n in range(_FORTNIGHT))
    seen: set[tuple[tuple[bool, ...], tuple[bool, ...]]] = set()
    for day in days:
        opened = [minutes_open(hours, day, holidays) for hours in spans]
        within = tuple(verdict for period in periods for verdict in (period.contains(day), period.over(day)))
        for members in classes(EVERY_MINUTE, opened):
            minute = (members & -members).bit_length() - 1
            kind = tuple(bool(minutes >> minute & 1) for minutes in opened), within
            if kind not in seen:
                seen.add(kind)
                yield datetime.combine(day, time(*divmod(minute, 60)), JST)
    start = datetime.combine(first, time(), JST)
    for hours in spans:
        at = next_opening(hours, start, holidays)
        if at is not None and at.date() not in days:
            yield at


def _around(period: Period) -> Iterator[date]:
    """The days at which the period changes what holds."""
    if period.start is not None:
        yield from (_later(period.start, -1), period.start)
    if period.end is not None:
        yield from (period.end, _later(period.end, 1))


def _later(day: date, days: int) -> date:
    """So many days later, or the first or last day that there is."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _periods(reading: Reading) -> tuple[Period, ...]:
    if reading.clause.kind != "rule":
        return reading.periods
    return (*reading.periods, reading.clause.ruleset_effective)
