"""Where the answers of a ruleset may change: the values that its conditions can tell apart.

Law: for every attribute, every set that a condition tests has a value on each side of each of its edges here; for
every hours, the minute before, at and after each opening and closing on ordinary days and holidays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tsunagari.calendar.hours import JST, Hours
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.places import gazetteer
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

#: An ordinary Friday, a Saturday, a Sunday, holidays in a row, a month's turn, the year-end, a leap day.
DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-05-01",
        "2026-05-02",
        "2026-05-03",
        "2026-05-06",
        "2026-06-10",
        "2026-12-29",
        "2027-01-03",
        "2028-02-29",
    )
)


@dataclass(frozen=True, slots=True)
class Edges:
    """Values worth telling: canonical values by attribute, and instants."""

    values: Mapping[str, tuple[str, ...]]
    instants: tuple[datetime, ...]


def edges(ruleset: Ruleset) -> Edges:
    """The edges of every attribute with a finite domain, and of every hours."""
    masks: dict[str, set[int]] = {name: set() for name, one in ruleset.attributes.items() if one.values}
    hours: set[Hours] = set()
    for formula in _formulas(ruleset):
        for test in _tests(formula):
            if isinstance(test, In) and test.attribute in masks:
                masks[test.attribute].add(test.mask)
            elif isinstance(test, During):
                hours.update(test.hours)
    for resource in ruleset.resources.values():
        masks["lives"].update(mask for line in resource.serves for _, mask in line.entries)
        for way in resource.ways:
            masks["channel"].add(way.channels)
            masks["language"].add(way.speaks)
            hours.update(way.hours or ())
    values = {
        name: tuple(
            ruleset.attributes[name].values[bit] for bit in sorted(_bits(found, ruleset.attributes[name].admitted))
        )
        for name, found in masks.items()
    }
    return Edges(values, tuple(sorted(_instants(hours))))


def _bits(masks: Iterable[int], admitted: int) -> set[int]:
    """On both sides of each edge of each mask, and the ends of the domain; only bits that may be told."""
    width = admitted.bit_length()
    bits = {0, width - 1}
    for mask in masks:
        turns = mask ^ (mask << 1)
        found = 0
        while turns and found < 40:
            low = turns & -turns
            bits |= {low.bit_length() - 1, low.bit_length() - 2}
            turns ^= low
            found += 1
    return {bit for bit in bits if 0 <= bit < width and admitted >> bit & 1}


def _instants(hours: Iterable[Hours]) -> Iterator[datetime]:
    minutes = {0, 719, 1439}
    for one in hours:
        for line in one.lines:
            for span in line.spans:
                minutes |= {(edge + step) % 1440 for edge in (span.start, span.end) for step in (-1, 0)}
    for day in DAYS:
        start = datetime(day.year, day.month, day.day, tzinfo=JST)
        yield from (start + timedelta(minutes=minute) for minute in minutes)


def _formulas(ruleset: Ruleset) -> Iterator[Formula]:
    waiting: list[Clause] = [*ruleset.rules, *ruleset.withholds, *ruleset.defaults]
    while waiting:
        clause = waiting.pop()
        waiting += clause.provisos
        yield from clause.lines
    for resource in ruleset.resources.values():
        yield from (formula for _, formula in resource.conditions)


def _tests(formula: Formula) -> Iterator[In | Stated | During]:
    match formula:
        case Not(part):
            yield from _tests(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _tests(part)
        case In() | Stated() | During():
            yield formula


def coarse_places() -> tuple[str, ...]:
    """Codes of places that hold several leaves: prefectures and designated cities."""
    return tuple(place.code for place in gazetteer().places if place.current and gazetteer().children(place))
