"""From clauses to slots: each box of a clause, a resource and one of its ways is one bit position of the index.

Law (language §4, "Boxes"): the tests of one single-valued attribute that must all hold are one line; a box that can
never hold has no slot; a clause that leads to a resource is a pair, and its slots are an or. What a clause comes to
depends on itself, the attributes and the resources that it leads to. Nothing here knows a consultation, and nothing
here is shared with the plain reading but the shapes of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from tsunagari.engine.index.dates import Season, season
from tsunagari.engine.plan import Topics
from tsunagari.engine.verdicts import StatedLine, TimeLine, ValueLine
from tsunagari.model.boxes import Box, NotInEffect, clause_boxes, resource_boxes
from tsunagari.model.formula import During, In, Not, Stated
from tsunagari.model.memory import Memory
from tsunagari.model.registry import ALWAYS, Period, Resource
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

Kind: TypeAlias = tuple[str, int]
"""What is answered together: all rules, all withholds, the defaults of one tier (of others the number is 0)."""


def kind(clause: Clause) -> Kind:
    """The kind of a clause's slots."""
    return clause.kind, clause.tier if clause.kind == "default" else 0


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


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Lines:
    """What one box demands: all of its lines must hold, in its season; `kind` is what it is answered with.

    The same demand is the same object, for all boxes that are drawn with the same store.
    """

    values: tuple[ValueLine, ...]
    stated: tuple[StatedLine, ...]
    time: TimeLine | None
    season: Season
    kind: Kind

    def attributes(self) -> Iterator[str]:
        """The attributes that some line looks at."""
        yield from (line.attribute for line in self.values)
        yield from (line.attribute for line in self.stated)
        if self.time is not None or self.season.outside:
            yield "time"


Demand: TypeAlias = tuple[tuple[ValueLine, ...], tuple[StatedLine, ...], TimeLine | None, Season, Kind]
"""The fields of `Lines`."""

Boxes: TypeAlias = tuple[tuple[int, Lines], ...]
"""The boxes of a pair that can hold, each with the number of its way: these are the slots."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything that a ruleset's clauses come to; `boxes` are those of each pair, `drawn` is all of it by clause."""

    holders: tuple[Holder, ...]
    pairs: tuple[Pair, ...]
    boxes: tuple[Boxes, ...]
    drawn: tuple[Drawn, ...]

    def demands(self) -> tuple[tuple[Lines, frozenset[str]], ...]:
        """What boxes demand, each once, in their order, and the resources that they lead to or withhold."""
        found: dict[int, tuple[Lines, set[str]]] = {}
        for pair, boxes in zip(self.pairs, self.boxes, strict=True):
            for _, lines in boxes:
                held = found.get(id(lines))
                if held is None:
                    held = found[id(lines)] = lines, set()
                if pair.resource is None:
                    held[1].update(self.holders[pair.holder].clause.route)
                else:
                    held[1].add(pair.resource)
        return tuple((lines, frozenset(names)) for lines, names in found.values())


@dataclass(frozen=True, slots=True)
class Drawn:
    """A clause with its provisos: its part of `Slots`, the first holder of which has this number there.

    It holds for as long as each of the `resources` is this object.
    """

    first: int
    holders: tuple[Holder, ...]
    pairs: tuple[Pair, ...]
    boxes: tuple[Boxes, ...]
    resources: tuple[Resource, ...]

    def numbered(self, first: int) -> Drawn:
        """The same where the first holder has another number."""
        if first == self.first:
            return self
        pairs = tuple(Pair(one.holder - self.first + first, one.resource, one.stages) for one in self.pairs)
        return replace(self, first=first, pairs=pairs)


def slots_of(ruleset: Ruleset, known: Memory[Clause, Drawn], store: MutableMapping[Demand, Lines]) -> Slots:
    """Every slot of a ruleset, clause by clause.

    `known` is what was drawn of clauses under the same attributes, `store` what their boxes demand.
    """
    drawing = _Drawing(ruleset, store)
    holders: list[Holder] = []
    pairs: list[Pair] = []
    boxes: list[Boxes] = []
    every: list[Drawn] = []
    for clause in (*ruleset.rules, *ruleset.withholds, *ruleset.defaults):
        drawn = known.get(clause)
        if drawn is None or any([ruleset.resources.get(one.name) is not one for one in drawn.resources]):
            drawn = known.put(clause, drawing.drawn(clause, len(holders)))
        elif drawn.first != len(holders):
            drawn = known.put(clause, drawn.numbered(len(holders)))
        holders += drawn.holders
        pairs += drawn.pairs
        boxes += drawn.boxes
        every.append(drawn)
    return Slots(tuple(holders), tuple(pairs), tuple(boxes), tuple(every))


def _family(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    """A clause and its provisos at every depth, each with the clauses that it stands under."""
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


class _Drawing:
    """Draws up the boxes of clauses; what the same tests come to is worked out once. Thrown away afterwards."""

    def __init__(self, ruleset: Ruleset, store: MutableMapping[Demand, Lines]) -> None:
        self.ruleset, self.attributes, self.store = ruleset, ruleset.attributes, store
        self._resources: dict[str, tuple[tuple[int, _Tests], ...]] = {}
        self._periods: dict[tuple[Period, ...], tuple[Period, ...]] = {}
        self._tests: dict[Box, _Tests] = {}
        self._boxes: dict[tuple[Kind, int, int, int, int, int], Lines | None] = {}
        self._lines: dict[tuple[str, tuple[In, ...]], ValueLine] = {}

    def drawn(self, top: Clause, first: int) -> Drawn:
        """A clause with its provisos and all that they lead to; `first` is the number of its holder."""
        holders: list[Holder] = []
        pairs: list[Pair] = []
        found: list[Boxes] = []
        led: dict[str, Resource] = {}
        for clause, above in _family(top, ()):
            boxes = list(clause_boxes(clause, above, self.attributes))
            periods = tuple(one.effective for one in (clause, *above) if one.effective != ALWAYS)
            periods = self._periods.setdefault(periods, periods)
            holder = Holder(clause, periods, tuple(map(_topics, boxes)))
            holders.append(holder)
            number = first + len(holders) - 1
            tests = [self._sorted(box) for box in boxes]
            if clause.kind == "withhold":
                pairs.append(Pair(number, None, (0,)))
                found.append(self._held(holder, None, ((0, one, _NOTHING) for one in tests)))
                continue
            for name, stages in _stages(clause).items():
                resource = led[name] = self.ruleset.resources[name]
                both = ((way, one, two) for one in tests for way, two in self._ways(resource))
                pairs.append(Pair(number, name, stages))
                found.append(self._held(holder, resource.effective, both))
        return Drawn(first, tuple(holders), tuple(pairs), tuple(found), tuple(led.values()))

    def _ways(self, resource: Resource) -> tuple[tuple[int, _Tests], ...]:
        """The boxes of each way, with the resource's own conditions."""
        if resource.name not in self._resources:
            self._resources[resource.name] = tuple(
                (number, self._sorted(box))
                for number, way in enumerate(resource.ways)
                for box in resource_boxes(resource, way, self.attributes)
            )
        return self._resources[resource.name]

    def _sorted(self, box: Box) -> _Tests:
        found = self._tests.get(box)
        if found is None:
            found = self._tests[box] = _sorted(box)
        return found

    def _held(self, holder: Holder, own: Period | None, several: Iterable[tuple[int, _Tests, _Tests]]) -> Boxes:
        """Way and lines of the boxes that can hold: two lots of tests each, which must both hold."""
        clause, which = holder.clause, kind(holder.clause)
        dates = id(clause.ruleset_effective), id(holder.periods), id(own)
        found = []
        for way, one, two in several:
            same = which, *dates, id(one), id(two)  # of what this drawing and the ruleset keep: no number comes again
            if same not in self._boxes:
                self._boxes[same] = self._lines_of(holder, own, one.joined(two))
            lines = self._boxes[same]
            if lines is not None:
                found.append((way, lines))
        return tuple(found)

    def _lines_of(self, holder: Holder, own: Period | None, tests: _Tests) -> Lines | None:
        """The lines of a box; None where no knowledge can make it more than a no."""
        values = []
        for name, several in tests.values.items():
            line = self._line(name, several)
            if not (line.mask or line.excused):
                return None
            if not self._vacuous(line):
                values.append(line)
        stated = tuple(dict.fromkeys(tests.stated))
        time = _time(tests.inside, tests.outside) if tests.inside or tests.outside else None
        when = season(holder.clause, holder.periods, own, tests.periods)
        demand = tuple(values), stated, time, when, kind(holder.clause)
        found = self.store.get(demand)
        if found is None:
            found = self.store[demand] = Lines(*demand)
        return found

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


_NOTHING = _Tests()
"""No test at all."""


def _stages(clause: Clause) -> dict[str, tuple[int, ...]]:
    """The resources that a clause names, and where: 0 is its route, n its nth `otherwise` line."""
    found: dict[str, tuple[int, ...]] = {}
    for stage, names in enumerate((clause.route, *clause.otherwise)):
        for name in names:
            found[name] = (*found.get(name, ()), stage)
    return found


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
