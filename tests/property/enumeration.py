"""Everybody of a small world, one by one, and what the plain reading says of each.

Law: two consultations told exactly that no test of the rulesets tells apart get the same answers, so one of each class
stands for all of it; no class is missing. Written from the text of the language and with the engine alone: nothing here
comes from the analysis that is held against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain, combinations, product
from math import prod
from typing import Final

from tsunagari.calendar.holidays import FixedHolidays
from tsunagari.calendar.hours import JST, Hours, is_open
from tsunagari.engine.answer import Standing
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.engine.opening import ready
from tsunagari.engine.reading import Boxes, read
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import NO, YES, Line, verdict
from tsunagari.model.attributes import NO_FIXED_ABODE, Attribute
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.issues import Issues
from tsunagari.model.registry import Period
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

MOST: Final = 5_000
FIRST_DAY: Final = date(2026, 5, 1)
"""A Friday; the Sunday and the Monday after it are holidays."""
CALENDAR: Final = FixedHolidays(frozenset((date(2026, 5, 3), date(2026, 5, 4))))
_FOLLOWERS: Final = ("stays", "works", "studies", "caller-lives")


@dataclass(frozen=True)
class Person:
    """Somebody: a value (attribute → its name) for all that is told, the issues and wishes that are stated."""

    told: Mapping[str, str]
    issues: tuple[str, ...]
    wishes: tuple[str, ...]


class Knowing:
    """What a ruleset knows of people; of attributes and values that it does not have, nothing."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.attributes = ruleset.attributes
        self._bits: dict[tuple[str, str], int] = {}

    def __call__(self, person: Person, at: datetime | None = None) -> Knowledge:
        told = {name: bit for name, value in person.told.items() if (bit := self._bit(name, value))}
        return know(self.attributes, told, issues=person.issues, wishes=person.wishes, at=at)

    def _bit(self, name: str, value: str) -> int:
        if (name, value) not in self._bits:
            attribute = self.attributes.get(name)
            self._bits[name, value] = 0 if attribute is None else attribute.bit(value)
        return self._bits[name, value]


@dataclass(frozen=True)
class Classes:
    """For each attribute the classes of its exact values: one value of each, and all of them as a mask."""

    values: Mapping[str, tuple[tuple[str, int], ...]]
    issues: tuple[str, ...]
    wishes: tuple[str, ...]


def world_size(ruleset: Ruleset, silent: Iterable[str], other: Ruleset | None = None) -> int:
    """How many consultations there are, sets of issues and wishes and what may be left unstated among them."""
    silent = {*silent, *silences(ruleset)}
    found = classes(ruleset, silent, other)
    single = prod(len(one) + (name in silent) for name, one in found.values.items())
    return single * ((1 << len(found.issues)) - 1 + ("issue" in silent)) * (1 << len(found.wishes))


def classes(ruleset: Ruleset, silent: Iterable[str] = (), other: Ruleset | None = None) -> Classes:
    """The classes that the tests of one ruleset, or of two, tell apart; of two, among the values that both have."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    rulesets = (ruleset,) if other is None else (ruleset, other)
    masks = [_masks(one) for one in rulesets]
    for name, attribute in ruleset.attributes.items():
        theirs = None if other is None else other.attributes.get(name)
        if attribute.shape in ("set", "time") or (
            other is not None and (theirs is None or theirs.shape != attribute.shape)
        ):
            continue
        domain, cuts = exact(attribute), set(masks[0].get(name, ()))
        follow = [one for one in _FOLLOWERS if name == "lives" and one in silent]
        follow += ["caller-language"] if name == "language" and "caller-language" in silent else []
        for follower in follow:
            cuts |= masks[0].get(follower, set()) | {attribute.bit(NO_FIXED_ABODE)}
        if theirs is not None:
            domain &= _moved(theirs, attribute, exact(theirs))
            cuts |= {_moved(theirs, attribute, mask) for mask in masks[1].get(name, ())}
        found[name] = tuple((attribute.values[_lowest(one)], one) for one in _cut(domain, cuts))
    leaves = set(ruleset.issues.leaves()).intersection(*(set(one.issues.leaves()) for one in rulesets))
    wishes = set(ruleset.wishes.values()).intersection(*(set(one.wishes.values()) for one in rulesets))
    tested = {value for one in rulesets for test in _tests(one) if isinstance(test, Stated) for value in test.values}
    whichever = {
        test.attribute for one in rulesets for test in _tests(one)
        if isinstance(test, Stated) and (test.mode == "count" or test.absent is not None)
    }  # fmt: skip
    if not wishes & tested and "wish" not in whichever:
        wishes = set()  # nobody asks about wishes
    return Classes(found, tuple(sorted(leaves)), tuple(sorted(wishes)))


def everybody(found: Classes, silent: Sequence[str] = (), *, issues: int = 99, wishes: int = 99) -> Iterator[Person]:
    """Every person, with at most so many issues and wishes; those who are silent about something among them."""
    names = list(found.values)
    choices = [[*(value for value, _ in found.values[one]), *([""] if one in silent else [])] for one in names]
    stated = _subsets(found.issues, 0 if "issue" in silent or not found.issues else 1, issues)
    wished = _subsets(found.wishes, 0, wishes)
    for chosen in product(*choices):
        told = {name: value for name, value in zip(names, chosen, strict=True) if value}
        for some, wanted in product(stated, wished):
            yield Person(told, some, wanted)


def _subsets(values: Sequence[str], least: int, most: int) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(values, n) for n in range(least, min(most, len(values)) + 1)))


def exact(attribute: Attribute) -> int:
    """The values that can be told exactly: admitted, and nothing declared below them."""
    mask = attribute.admitted or (1 << len(attribute.values)) - 1
    for number, below in enumerate(attribute.below):
        if below != 1 << number:
            mask &= ~(1 << number)
    return mask


def _moved(source: Attribute, to: Attribute, mask: int) -> int:
    """A mask of one attribute's values as one of another's that has the same."""
    if source.values == to.values:
        return mask
    return sum(to.bit(value) for number, value in enumerate(source.values) if mask >> number & 1)


def _cut(domain: int, cuts: Iterable[int]) -> list[int]:
    parts = [domain] if domain else []
    for cut in cuts:
        parts = [some for part in parts for some in (part & cut, part & ~cut) if some]
    return sorted(parts, key=lambda one: one & -one)


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


@lru_cache(64)
def _tests_of(clauses: tuple[Clause, ...], formulas: tuple[Formula, ...]) -> tuple[In | Stated | During, ...]:
    waiting: list[Formula] = list(formulas)
    todo = list(clauses)
    while todo:
        clause = todo.pop()
        todo += clause.provisos
        waiting += clause.lines
    found: list[In | Stated | During] = []
    while waiting:
        one = waiting.pop()
        match one:
            case Not(part):
                waiting.append(part)
            case All(parts) | Any(parts):
                waiting += parts
            case _:
                found.append(one)
    return tuple(dict.fromkeys(found))


def _tests(ruleset: Ruleset, *, promises: bool = True) -> tuple[In | Stated | During, ...]:
    conditions = [formula for desk in ruleset.resources.values() for _, formula in desk.conditions]
    lines = [line for assertion in ruleset.assertions for line in assertion.lines if promises]
    return _tests_of((*ruleset.rules, *ruleset.withholds, *ruleset.defaults), (*conditions, *lines))


def _masks(ruleset: Ruleset) -> dict[str, set[int]]:
    """Every set that is asked about, by attribute: by conditions and ways."""
    found: dict[str, set[int]] = {}
    for test in _tests(ruleset):
        if isinstance(test, In):
            found.setdefault(test.attribute, set()).add(test.mask)
    for way in (way for desk in ruleset.resources.values() for way in desk.ways):
        found.setdefault("channel", set()).add(way.channels)
        found.setdefault("language", set()).add(way.speaks)
    return found


def silences(ruleset: Ruleset) -> set[str]:
    """The attributes of which some rule asks whether they were told; of the channel every way does."""
    return {test.attribute for test in _tests(ruleset, promises=False) if test.absent is not None} | {"channel"}


# --- instants ----------------------------------------------------------------------------------------------------


def minutes(ruleset: Ruleset) -> list[int]:
    """Every minute of a day at which some hours may open or close, and midnight."""
    hours: list[Hours] = [one for test in _tests(ruleset) if isinstance(test, During) for one in test.hours]
    hours += [one for desk in ruleset.resources.values() for way in desk.ways for one in way.hours or ()]
    edges = {e % 1440 for one in hours for line in one.lines for span in line.spans for e in (span.start, span.end)}
    return sorted(edges | {0})


def instants(ruleset: Ruleset, first: date, last: date) -> list[datetime]:
    """The first minute of every stretch of time in which nothing opens or closes, of all days in the period."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        datetime.combine(day, time(*divmod(minute, 60)), JST)
        for day in days
        if ruleset.effective.contains(day)
        for minute in minutes(ruleset)
    ]


def states(ruleset: Ruleset) -> list[datetime]:
    """One instant of every state of the hours and dates that conditions ask about."""
    asked = [test.hours for test in _tests(ruleset) if isinstance(test, During)]
    periods = _periods(ruleset)
    days = {FIRST_DAY + timedelta(days=n) for n in range(-1, 8)}
    ends = {day for period in periods for day in (period.start, period.end) if day is not None}
    days |= {day + timedelta(days=n) for day in ends for n in (-1, 0, 1)}
    found: dict[object, datetime] = {}
    for day, minute in product(sorted(days), minutes(ruleset)):
        at = datetime.combine(day, time(*divmod(minute, 60)), JST)
        state = (*(is_open(one, at, CALENDAR) for one in asked), *(one.contains(day) for one in periods))
        found.setdefault(state, at)
    return list(found.values())


def _periods(ruleset: Ruleset) -> list[Period]:
    """The periods of all clauses."""
    clauses, found = [*ruleset.rules, *ruleset.withholds, *ruleset.defaults], []
    while clauses:
        clause = clauses.pop()
        clauses += clause.provisos
        found.append(clause.effective)
    return found


# --- what the plain reading says ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """Who is a yes, who at least a maybe, and who of the sure ones is open then (all, where no time is told)."""

    sure: frozenset[str]
    perhaps: frozenset[str]
    open: frozenset[str]


def said(reference: Reference, knowledge: Knowledge) -> Said:
    """What the plain reading says of somebody."""
    standings = reference.answer(knowledge).standings
    sure = frozenset(name for name, one in standings.items() if one.verdict == YES)
    return Said(
        sure=sure,
        perhaps=frozenset(standings),
        open=sure if knowledge.at is None else frozenset(n for n in sure if _open(reference, standings[n], knowledge)),
    )


def _open(reference: Reference, standing: Standing, knowledge: Knowledge) -> bool:
    """Whether a way through a clause that shares the verdict is open (language §4, "Time")."""
    desk = reference.ruleset.resources[standing.resource]
    return any(
        found == one.verdict and ready(way.hours, (*one.periods, desk.effective), knowledge.at, reference.holidays)
        for one in standing.sharing
        for way, found in zip(desk.ways, one.ways, strict=True)
    )


class Lines:
    """Lines that people meet or do not, as the plain reading reads them in a rule of their own."""

    def __init__(self, ruleset: Ruleset, lines: tuple[Formula, ...]) -> None:
        rule = Clause("lines", "rule", lines)
        readings = read(replace(ruleset, rules=(rule,), withholds=(), defaults=()))
        self.lines, self.own, self.issues = readings.lines, readings.rules[0].own, ruleset.issues

    def met(self, knowledge: Knowledge) -> bool:
        """Whether they hold for sure."""
        return greatest(self.own, verdicts(self.lines, knowledge, self.issues)) == YES


def verdicts(lines: Sequence[Line], knowledge: Knowledge, issues: Issues) -> tuple[int, ...]:
    """The verdict of each line of a box."""

    def within(hours: tuple[Hours, ...]) -> bool:
        return knowledge.at is not None and is_open(hours, knowledge.at, CALENDAR)

    return tuple(verdict(line, knowledge, issues, within) for line in lines)


def greatest(boxes: Boxes, found: Sequence[int]) -> int:
    """The greatest over the boxes of the least over their lines (language §4, "Boxes")."""
    return max((min((found[line] for line in box), default=YES) for box in boxes), default=NO)
