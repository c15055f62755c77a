"""Clauses as they are read: for every clause, resource and way, its boxes of lines.

Law (language §4, "A clause", "A resource's own conditions", "Boxes"): own lines and those of every clause above
hold, and not the own lines of any direct proviso; the resource's conditions and one of its ways join; all that is
distributed into boxes, and nothing is reasoned across them. Written out plainly and without the model's
`boxes`, so that the index has something else to be compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from tsunagari.engine.verdicts import Line, StatedLine, TimeLine, ValueLine
from tsunagari.model.attributes import Attribute
from tsunagari.model.boxes import Literal, NotInEffect, way_tests
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.registry import ALWAYS, Period, Resource
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

Boxes: TypeAlias = tuple[tuple[int, ...], ...]
"""Boxes of lines, each line by its number in `Readings.lines`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause.

    `periods`: its own and those of the clauses above; `own`: boxes without a resource; `through`: for each resource of
    the route and the otherwise lines, the boxes of each of its ways; `topics`: of each own box the issue tests
    (those as written first, then reversed ones), for `plan`.
    """

    clause: Clause
    periods: tuple[Period, ...]
    own: Boxes
    through: Mapping[str, tuple[Boxes, ...]]
    topics: tuple[tuple[tuple[Stated, ...], tuple[Stated, ...]], ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """All clauses of a ruleset; `lines` are the distinct lines of their boxes."""

    lines: tuple[Line, ...]
    rules: tuple[Reading, ...]
    withholds: tuple[Reading, ...]
    defaults: tuple[Reading, ...]


def read(ruleset: Ruleset) -> Readings:
    """Every clause of the ruleset with its boxes."""
    reader = _Reader(ruleset)
    rules = tuple(reader.reading(*found) for rule in ruleset.rules for found in _within(rule, ()))
    withholds = tuple(reader.reading(clause, ()) for clause in ruleset.withholds)
    defaults = tuple(reader.reading(clause, ()) for clause in ruleset.defaults)
    return Readings(tuple(reader.numbers), rules, withholds, defaults)


def _within(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    yield clause, above
    for proviso in clause.provisos:
        yield from _within(proviso, (*above, clause))


class _Reader:
    """Numbers the lines while the clauses are read; thrown away afterwards."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.numbers: dict[Line, int] = {}

    def reading(self, clause: Clause, above: tuple[Clause, ...]) -> Reading:
        boxes = _clause_boxes(clause, above, self.ruleset.attributes)
        through: dict[str, tuple[Boxes, ...]] = {}
        if clause.kind != "withhold":
            for name in dict.fromkeys((*clause.route, *(r for line in clause.otherwise for r in line))):
                through[name] = self.ways(boxes, self.ruleset.resources[name])
        return Reading(
            clause=clause,
            periods=tuple(c.effective for c in (clause, *above) if c.effective != ALWAYS),
            own=self.numbered(boxes),
            through=MappingProxyType(through),
            topics=tuple(_topics(box) for box in boxes),
        )

    def ways(self, boxes: Sequence[tuple[Literal, ...]], resource: Resource) -> tuple[Boxes, ...]:
        """For each way, the clause's boxes with the resource's conditions and the way's channel and languages."""
        conditions = All(tuple(formula for _, formula in resource.conditions))
        joined = _product([boxes, _boxes(conditions, False, self.ruleset.attributes)])
        return tuple(self.numbered(_product([joined, (way_tests(way),)])) for way in resource.ways)

    def numbered(self, boxes: Sequence[tuple[Literal, ...]]) -> Boxes:
        merged = (_merged(box) for box in boxes)
        return tuple(tuple(self.number(line) for line in box) for box in merged if not any(map(_never, box)))

    def number(self, line: Line) -> int:
        return self.numbers.setdefault(line, len(self.numbers))


def _clause_boxes(
    clause: Clause, above: tuple[Clause, ...], attributes: Mapping[str, Attribute]
) -> list[tuple[Literal, ...]]:
    parts = [_boxes(line, False, attributes) for holder in (*above, clause) for line in holder.lines]
    for proviso in clause.provisos:
        negated = _boxes(All(proviso.lines), True, attributes)
        if proviso.effective != ALWAYS:
            negated = [(NotInEffect(proviso.effective),), *negated]
        parts.append(negated)
    return _product(parts)


def _product(parts: Sequence[Sequence[tuple[Literal, ...]]]) -> list[tuple[Literal, ...]]:
    """One box of each part, joined, in every combination."""
    boxes: list[tuple[Literal, ...]] = [()]
    for part in parts:
        boxes = [(*box, *more) for box in boxes for more in part]
    return boxes


def _boxes(formula: Formula, negated: bool, attributes: Mapping[str, Attribute]) -> list[tuple[Literal, ...]]:
    """The formula, or its reverse, as an or of ands."""
    match formula:
        case Not(part):
            return _boxes(part, not negated, attributes)
        case All(parts) | Any(parts):
            found = [_boxes(part, negated, attributes) for part in parts]
            if isinstance(formula, All) != negated:
                return _product(found)
            return [box for boxes in found for box in boxes]
        case In(name, mask, absent) if negated:
            domain = (1 << len(attributes[name].values)) - 1
            return [(In(name, domain & ~mask, None if absent is None else not absent),)]
        case In():
            return [(formula,)]
        case Stated() | During():
            return [(Not(formula) if negated else formula,)]


def _merged(box: Sequence[Literal]) -> tuple[Line, ...]:
    """The lines of a box: the tests of one single-valued attribute become one line (language §4, "Boxes")."""
    values: dict[str, list[In]] = {}
    inside: list[During] = []
    outside: list[During] = []
    lines: dict[Line, None] = {}
    for literal in box:
        match literal:
            case In():
                values.setdefault(literal.attribute, []).append(literal)
            case During():
                inside.append(literal)
            case Not(During() as test):
                outside.append(test)
            case Stated():
                lines[StatedLine(literal)] = None
            case Not(Stated() as test):
                lines[StatedLine(test, reversed=True)] = None
            case NotInEffect():
                lines[literal] = None
    for name, tests in values.items():
        lines[_value_line(name, tests)] = None
    if inside or outside:
        lines[_time_line(inside, outside)] = None
    return tuple(lines)


def _value_line(name: str, tests: Sequence[In]) -> ValueLine:
    mask = -1
    for test in tests:
        mask &= test.mask
    return ValueLine(
        attribute=name,
        mask=mask,
        sets=tuple(dict.fromkeys(test.mask for test in tests if test.absent is None)),
        denied=any(test.absent is False for test in tests),
        excused=all(test.absent is True for test in tests),
    )


def _time_line(inside: Sequence[During], outside: Sequence[During]) -> TimeLine:
    answers = [test.absent for test in inside]
    answers += [None if test.absent is None else not test.absent for test in outside]
    return TimeLine(
        inside=frozenset(test.hours for test in inside),
        outside=frozenset(test.hours for test in outside),
        denied=False in answers,
        excused=all(answer is True for answer in answers),
    )


def _never(line: Line) -> bool:
    """True where no knowledge at all can make the line more than a no."""
    return isinstance(line, ValueLine) and not line.mask and not line.excused


def _topics(box: Sequence[Literal]) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    written = tuple(test for test in box if isinstance(test, Stated) and test.attribute == "issue")
    reversed_ = tuple(
        test.part
        for test in box
        if isinstance(test, Not) and isinstance(test.part, Stated) and test.part.attribute == "issue"
    )
    return written, reversed_
