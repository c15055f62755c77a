"""The verdicts of one knowledge on the lines of a ruleset, each found when it is asked for.

Law: a verdict is that of the plain reading; a formula's is the greatest over its boxes of the least over their tests,
which is never less than what the merged lines of a clause's box give (language §4, "Boxes").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsunagari.calendar.hours import Hours, is_open
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.reading import Boxes, Reading
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import MAYBE, NO, YES, StatedLine, TimeLine, ValueLine, verdict
from tsunagari.model.boxes import Literal, NotInEffect, boxes
from tsunagari.model.formula import During, Formula, In, Not, Stated


class Sight:
    """What one consultation makes of clauses, ways and formulas."""

    __slots__ = ("_lines", "knowledge", "reference")

    def __init__(self, reference: Reference, knowledge: Knowledge) -> None:
        self.reference, self.knowledge = reference, knowledge
        self._lines: dict[int, int] = {}

    def line(self, number: int) -> int:
        """The verdict of one line of a box."""
        found = self._lines.get(number)
        if found is None:
            line = self.reference.readings.lines[number]
            found = verdict(line, self.knowledge, self.reference.ruleset.issues, self._within)
            self._lines[number] = found
        return found

    def least(self, box: Sequence[int]) -> int:
        """The verdict of a box."""
        return min(map(self.line, box), default=YES)

    def greatest(self, found: Boxes) -> int:
        """The verdict of boxes."""
        return max(map(self.least, found), default=NO)

    def surely(self, found: Iterable[Sequence[int]]) -> bool:
        """Whether some box is a yes."""
        return any(all(self.line(number) == YES for number in box) for box in found)

    def ways(self, reading: Reading, name: str) -> tuple[int, ...]:
        """The verdict of the clause through each way of the resource, periods left out."""
        return tuple(map(self.greatest, reading.through[name]))

    def in_force(self, reading: Reading) -> bool:
        """Whether the clause is within its ruleset's period and not over; an untold instant passes."""
        day, clause = self.knowledge.day, reading.clause
        if day is None:
            return True
        if clause.kind == "rule" and not clause.ruleset_effective.contains(day):
            return False
        return not any(period.over(day) for period in reading.periods)

    def begun(self, reading: Reading) -> bool:
        """Whether everything about the clause is in effect; an untold instant passes."""
        day = self.knowledge.day
        return day is None or all(period.contains(day) for period in reading.periods)

    def led(self, reading: Reading, name: str) -> int:
        """The verdict of the clause with the resource, periods included."""
        day = self.knowledge.day
        if not self.in_force(reading) or (day and self.reference.ruleset.resources[name].effective.over(day)):
            return NO
        return max(self.ways(reading, name), default=NO)

    def withholding(self, name: str) -> list[tuple[Reading, int]]:
        """The withholds that are a yes or a maybe and name the resource."""
        found = [
            (reading, self.greatest(reading.own))
            for reading in self.reference.readings.withholds
            if name in reading.clause.route and self.in_force(reading) and self.begun(reading)
        ]
        return [(reading, held) for reading, held in found if held != NO]

    def held(self, name: str) -> int:
        """The greatest verdict of what withholds the resource."""
        return max((held for _, held in self.withholding(name)), default=NO)

    def formula(self, formula: Formula) -> int:
        """The verdict of a formula by itself."""
        attributes = self.reference.ruleset.attributes
        return max((min(map(self._literal, box), default=YES) for box in boxes(formula, attributes)), default=NO)

    def _literal(self, literal: Literal) -> int:
        match literal:
            case In(name, mask, absent):
                line: ValueLine | StatedLine | TimeLine | NotInEffect
                line = ValueLine(name, mask, () if absent is not None else (mask,), absent is False, absent is True)
            case Stated():
                line = StatedLine(literal)
            case Not(Stated() as test):
                line = StatedLine(test, reversed=True)
            case During(hours, _, absent):
                line = TimeLine(frozenset({hours}), frozenset(), absent is False, absent is True)
            case Not(During(hours, _, absent)):
                line = TimeLine(frozenset(), frozenset({hours}), absent is True, absent is False)
            case _:
                return MAYBE
        return verdict(line, self.knowledge, self.reference.ruleset.issues, self._within)

    def _within(self, hours: tuple[Hours, ...]) -> bool:
        at = self.knowledge.at
        return at is not None and is_open(hours, at, self.reference.holidays)
