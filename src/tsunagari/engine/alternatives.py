"""Which answers to a question could make a difference, and to which resources.

Law: answers that every set, issue list and span of hours in the ruleset treats alike are one answer, so trying one
of each kind tries them all. Places that are no leaf come first: living nowhere near settles the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Final

from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import EVERY_MINUTE, JST, Hours, minutes_open, next_opening
from tsunagari.engine.knowledge import Knowledge, leaves, moved_with, telling, whole
from tsunagari.engine.reading import Readings
from tsunagari.engine.verdicts import Line, StatedLine, TimeLine, ValueLine
from tsunagari.model.attributes import Attribute
from tsunagari.model.places import gazetteer
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

_FORTNIGHT: Final = 14
_SOME_DAY: Final = date(2026, 4, 1)  # any will do: what a fortnight does not show is sought by its next opening


class Alternatives:
    """The answers that a ruleset can tell apart, and the resources that an attribute can move; immutable."""

    __slots__ = ("_fallbacks", "_holidays", "_lines", "_moves", "_ruleset")

    def __init__(self, ruleset: Ruleset, readings: Readings, holidays: Holidays) -> None:
        routes = (*readings.rules, *readings.defaults)
        fallbacks = frozenset(name for reading in routes for name in _fallbacks(reading.clause))
        self._set(ruleset, readings.lines, _moves(readings), fallbacks, holidays)

    @classmethod
    def of_parts(
        cls,
        ruleset: Ruleset,
        lines: tuple[Line, ...],
        moves: Mapping[str, frozenset[str]],
        fallbacks: frozenset[str],
        holidays: Holidays,
    ) -> Alternatives:
        """The same from the distinct lines, the resources that each attribute moves, and those of fallbacks."""
        made = cls.__new__(cls)
        made._set(ruleset, lines, moves, fallbacks, holidays)
        return made

    def _set(
        self,
        ruleset: Ruleset,
        lines: tuple[Line, ...],
        moves: Mapping[str, frozenset[str]],
        fallbacks: frozenset[str],
        holidays: Holidays,
    ) -> None:
        self._ruleset, self._lines, self._moves = ruleset, lines, moves
        self._fallbacks, self._holidays = fallbacks, holidays

    def parts(self) -> tuple[tuple[Line, ...], Mapping[str, frozenset[str]], frozenset[str]]:
        """The lines, moves and fallbacks, as `of_parts` takes them."""
        return tuple(self._lines), self._moves, self._fallbacks

    def movable(self, knowledge: Knowledge, name: str) -> frozenset[str]:
        """The resources whose standing an answer to this attribute may change."""
        moved = (self._moves.get(attribute, frozenset()) for attribute in moved_with(knowledge, name))
        return self._fallbacks.union(*moved)

    def of(self, knowledge: Knowledge, name: str) -> Iterator[Knowledge]:
        """The knowledge after each answer that makes a difference; nothing for what is told exactly."""
        if name == "time":
            return (replace(knowledge, at=at) for at in self._instants(knowledge))
        if name == "issue":
            return (replace(knowledge, issues=knowledge.issues | {issue}) for issue in self._issues(knowledge))
        attribute = self._ruleset.attributes[name]
        if not attribute.single:
            return iter(())
        return (telling(self._ruleset.attributes, knowledge, name, bit) for bit in self._values(knowledge, attribute))

    def near(self, knowledge: Knowledge, resource: str) -> bool:
        """Whether a `serves` entry of the resource lies, in part, in a prefecture where the person may live."""
        lives = self._ruleset.attributes["lives"]
        home = knowledge.masks["lives"] & leaves(lives)
        if not home or knowledge.masks["lives"] == whole(lives):
            return False
        served = 0
        for line in self._ruleset.resources[resource].serves:
            for _, mask in line.entries:
                served |= mask
        places = gazetteer()
        prefectures = (places.mask(place) for place in places.places if place.kind == "prefecture")
        return any(mask & home and mask & served for mask in prefectures)

    def _values(self, knowledge: Knowledge, attribute: Attribute) -> Iterator[int]:
        """One exact value of each class; of places, those that are no leaf first (they settle the most)."""
        domain = knowledge.told.get(attribute.name, whole(attribute))
        if domain.bit_count() == 1 and attribute.name in knowledge.told:
            return
        moved = moved_with(knowledge, attribute.name)
        lines = [line for line in self._lines if isinstance(line, ValueLine) and line.attribute in moved]
        masks = {mask for line in lines for mask in (line.mask, *line.sets)}
        special = 0
        if attribute.shape == "place":
            special = domain & ~leaves(attribute)
            rest = special
            while rest:
                yield rest & -rest
                rest &= rest - 1
        for members in _classes(domain & ~special, masks):
            yield members & -members

    def _issues(self, knowledge: Knowledge) -> Iterator[str]:
        """Issues strictly under a stated one, or any where none is stated: one of each kind that tests tell apart."""
        graph = self._ruleset.issues
        stated = knowledge.issues
        listed = [v for line in self._lines if isinstance(line, StatedLine) for v in line.test.values]
        relevant = sorted({*listed, *stated})
        seen: set[tuple[tuple[bool, bool], ...]] = set()
        for issue in sorted(graph.above):
            if issue in stated or (stated and not any(graph.strictly_under(issue, one) for one in stated)):
                continue
            kind = tuple((graph.under(issue, one), graph.strictly_under(one, issue)) for one in relevant)
            if kind not in seen:
                seen.add(kind)
                yield issue

    def _instants(self, knowledge: Knowledge) -> Iterator[datetime]:
        """Instants inside and outside of the hours of every `when time`: a fortnight, and their next opening."""
        if knowledge.at is not None:
            return
        lines = [line for line in self._lines if isinstance(line, TimeLine)]
        spans = list(dict.fromkeys(hours for line in lines for hours in _hours(line)))
        period = self._ruleset.effective
        first = period.start or min(_SOME_DAY, period.end or _SOME_DAY)
        seen: set[tuple[bool, ...]] = set()
        for day in (first + timedelta(days=n) for n in range(_FORTNIGHT)):
            opened = [minutes_open(hours, day, self._holidays) for hours in spans]
            for members in _classes(EVERY_MINUTE, opened):
                minute = (members & -members).bit_length() - 1
                kind = tuple(bool(minutes >> minute & 1) for minutes in opened)
                if kind not in seen:
                    seen.add(kind)
                    yield datetime.combine(day, time(*divmod(minute, 60)), JST)
        start = datetime.combine(first, time(), JST)
        for hours in spans:
            at = next_opening(hours, start, self._holidays)
            if at is not None:
                yield at


def _moves(readings: Readings) -> dict[str, frozenset[str]]:
    """Attribute → the resources that some box with a line of it leads to or withholds."""
    found: dict[str, set[str]] = {}
    for reading in (*readings.rules, *readings.defaults):
        for resource, ways in reading.through.items():
            for name in _mentioned(readings.lines, chain.from_iterable(ways)):
                found.setdefault(name, set()).add(resource)
    for reading in readings.withholds:
        for name in _mentioned(readings.lines, reading.own):
            found.setdefault(name, set()).update(reading.clause.route)
    return {name: frozenset(resources) for name, resources in found.items()}


def _mentioned(lines: Sequence[Line], boxes: Iterable[tuple[int, ...]]) -> set[str]:
    return {lines[number].attribute for number in {number for box in boxes for number in box}}


def _fallbacks(clause: Clause) -> Iterator[str]:
    """Resources that an `otherwise` or a `default` names: what becomes of others may move them."""
    for line in clause.otherwise:
        yield from line
    if clause.kind == "default":
        yield from clause.route


def _hours(line: TimeLine) -> list[tuple[Hours, ...]]:
    return sorted(line.inside | line.outside, key=repr)


def _classes(domain: int, masks: Iterable[int]) -> list[int]:
    """The domain parted into the sets of values that every mask treats alike."""
    parts = [domain] if domain else []
    for mask in masks:
        parts = [part for found in parts for part in (found & mask, found & ~mask) if part]
    return parts
