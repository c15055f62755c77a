"""From clauses to slots: each box of a clause, a resource and one of its ways is one bit position of the index.

Law (language §4, "Boxes"): the tests of one single-valued attribute that must all hold are one line; a box that can
never hold has no slot; a clause that leads to a resource is a pair, and its slots are an or. Nothing here knows a
consultation, and nothing here is shared with the plain reading but the shapes of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tsunagari.engine.plan import Topics
from tsunagari.engine.verdicts import StatedLine, TimeLine, ValueLine
from tsunagari.model.boxes import Box, NotInEffect, clause_boxes, resource_boxes
from tsunagari.model.formula import During, In, Not, Stated
from tsunagari.model.registry import ALWAYS, Period, Resource
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Holder:
    """A clause with the periods of it and the clauses above it, and its issue tests for `plan`."""

    clause: Clause
    periods: tuple[Period, ...]
    topics: Topics


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause and a resource that it names (None: a withhold, which looks at no resource's conditions).

    `stages` are where it names it: 0 the route, n the nth `otherwise` line.
    """

    holder: int
    resource: str | None
    stages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One box: all of its lines must hold. `outside` are periods in which a proviso would negate it."""

    pair: int
    way: int
    values: tuple[ValueLine, ...]
    stated: tuple[StatedLine, ...]
    time: TimeLine | None
    outside: tuple[Period, ...]

    def attributes(self) -> Iterator[str]:
        """The attributes that some line of the box looks at."""
        yield from (line.attribute for line in self.values)
        yield from (line.attribute for line in self.stated)
        if self.time is not None or self.outside:
            yield "time"


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything that a ruleset's clauses come to."""

    holders: tuple[Holder, ...]
    pairs: tuple[Pair, ...]
    slots: tuple[Slot, ...]


def slots_of(ruleset: Ruleset) -> Slots:
    """Every slot of a ruleset, clause by clause."""
    gathered = _Gathering(ruleset)
    for rule in ruleset.rules:
        for clause, above in _family(rule, ()):
            gathered.add(clause, above)
    for clause in (*ruleset.withholds, *ruleset.defaults):
        gathered.add(clause, ())
    return Slots(tuple(gathered.holders), tuple(gathered.pairs), tuple(gathered.slots))


def _family(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    """A rule and its provisos at every depth, each with the clauses that it stands under."""
    yield clause, above
    for proviso in clause.provisos:
        yield from _family(proviso, (*above, clause))


@dataclass(frozen=True, slots=True)
class _Tests:
    """The tests of a box, sorted by what becomes one line."""

    values: Mapping[str, tuple[In, ...]] = field(default_factory=dict)
    stated: tuple[StatedLine, ...] = ()
    inside: tuple[During, ...] = ()
    outside: tuple[During, ...] = ()
    periods: tuple[Period, ...] = ()

    def joined(self, other: _Tests) -> _Tests:
        """What both demand."""
        values = {**self.values, **other.values}
        for name in self.values.keys() & other.values.keys():
            values[name] = (*self.values[name], *other.values[name])
        return _Tests(
            values,
            (*self.stated, *other.stated),
            (*self.inside, *other.inside),
            (*self.outside, *other.outside),
            (*self.periods, *other.periods),
        )


class _Gathering:
    """Collects slots; thrown away afterwards."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset, self.attributes = ruleset, ruleset.attributes
        self.holders: list[Holder] = []
        self.pairs: list[Pair] = []
        self.slots: list[Slot] = []
        self._resources: dict[str, tuple[tuple[int, _Tests], ...]] = {}
        self._lines: dict[tuple[str, tuple[In, ...]], ValueLine] = {}

    def add(self, clause: Clause, above: tuple[Clause, ...]) -> None:
        """One clause with all that it leads to."""
        boxes = list(clause_boxes(clause, above, self.attributes))
        periods = tuple(one.effective for one in (clause, *above) if one.effective != ALWAYS)
        self.holders.append(Holder(clause, periods, tuple(map(_topics, boxes))))
        tests = [_sorted(box) for box in boxes]
        if clause.kind == "withhold":
            self._pair(None, (0,), ((0, box) for box in tests))
            return
        stages: dict[str, list[int]] = {}
        for stage, names in enumerate((clause.route, *clause.otherwise)):
            for name in names:
                stages.setdefault(name, []).append(stage)
        for name, where in stages.items():
            ways = self._ways(self.ruleset.resources[name])
            self._pair(name, tuple(where), ((way, one.joined(two)) for one in tests for way, two in ways))

    def _pair(self, resource: str | None, stages: tuple[int, ...], boxes: Iterable[tuple[int, _Tests]]) -> None:
        number = len(self.pairs)
        self.pairs.append(Pair(len(self.holders) - 1, resource, stages))
        self.slots += (slot for way, tests in boxes if (slot := self._slot(number, way, tests)) is not None)

    def _ways(self, resource: Resource) -> tuple[tuple[int, _Tests], ...]:
        """The boxes of each way, with the resource's own conditions."""
        if resource.name not in self._resources:
            self._resources[resource.name] = tuple(
                (number, _sorted(box))
                for number, way in enumerate(resource.ways)
                for box in resource_boxes(resource, way, self.attributes)
            )
        return self._resources[resource.name]

    def _slot(self, pair: int, way: int, tests: _Tests) -> Slot | None:
        """The slot of a box; None where no knowledge can make it more than a no."""
        values = []
        for name, several in tests.values.items():
            line = self._line(name, several)
            if not (line.mask or line.excused):
                return None
            if not self._vacuous(line):
                values.append(line)
        stated = tuple(dict.fromkeys(tests.stated))
        time = _time(tests.inside, tests.outside) if tests.inside or tests.outside else None
        return Slot(pair, way, tuple(values), stated, time, tuple(dict.fromkeys(tests.periods)))

    def _line(self, name: str, tests: tuple[In, ...]) -> ValueLine:
        key = (name, tests)
        if key not in self._lines:
            mask = -1
            for test in tests:
                mask &= test.mask
            sets = tuple(dict.fromkeys(test.mask for test in tests if test.absent is None))
            answers = [test.absent for test in tests]
            denied, excused = False in answers, all(answer is True for answer in answers)
            self._lines[key] = ValueLine(name, mask, sets, denied, excused)
        return self._lines[key]

    def _vacuous(self, line: ValueLine) -> bool:
        """True where the line holds whatever is known or not known."""
        return not line.denied and not ~line.mask & (1 << len(self.attributes[line.attribute].values)) - 1


def _sorted(box: Box) -> _Tests:
    values: dict[str, tuple[In, ...]] = {}
    stated: list[StatedLine] = []
    inside: list[During] = []
    outside: list[During] = []
    periods: list[Period] = []
    for literal in box:
        match literal:
            case In(name):
                values[name] = (*values.get(name, ()), literal)
            case Stated():
                stated.append(StatedLine(literal))
            case Not(Stated() as test):
                stated.append(StatedLine(test, reversed=True))
            case During():
                inside.append(literal)
            case Not(During() as test):
                outside.append(test)
            case NotInEffect(period):
                periods.append(period)
    return _Tests(values, tuple(stated), tuple(inside), tuple(outside), tuple(periods))


def _time(inside: Sequence[During], outside: Sequence[During]) -> TimeLine:
    """One line of all tests of time; where time is untold, a negated test answers the reverse of its own."""
    answers = [one.absent for one in inside] + [None if one.absent is None else not one.absent for one in outside]
    return TimeLine(
        frozenset(one.hours for one in inside),
        frozenset(one.hours for one in outside),
        denied=False in answers,
        excused=all(answer is True for answer in answers),
    )


def _topics(box: Box) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """The issue tests of a box as written, and the reversed ones."""
    written = tuple(one for one in box if isinstance(one, Stated) and one.attribute == "issue")
    negated = tuple(one.part for one in box if isinstance(one, Not) and isinstance(one.part, Stated))
    return written, tuple(one for one in negated if one.attribute == "issue")
