"""The conditions of a clause and of a resource, line by line, each with its verdict.

Law: the lines are those that somebody wrote: the clause's own and those above it, its provisos reversed, periods, the
resource's fields and its ways. Where they hold one by one but not at once, that is a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tsunagari.engine.answer import By
from tsunagari.engine.explaining.explanation import FITS, ClauseSeen, LineSeen
from tsunagari.engine.explaining.place_words import served_words
from tsunagari.engine.explaining.said import Said, listed, said
from tsunagari.engine.explaining.sight import Sight
from tsunagari.engine.explaining.wording import Wording
from tsunagari.engine.knowledge import in_order
from tsunagari.engine.reading import Reading
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import NO, YES
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.registry import ALWAYS, Period, Resource
from tsunagari.model.rules import Clause


class ClauseLines:
    """Writes out clauses as one consultation sees them."""

    __slots__ = ("_above", "_reference", "_sight", "_wording")

    def __init__(self, reference: Reference, sight: Sight) -> None:
        self._reference, self._sight = reference, sight
        self._wording = Wording(reference.ruleset)
        self._above: Mapping[str, tuple[Clause, ...]] = dict(
            found for rule in reference.ruleset.rules for found in _nested(rule, ())
        )

    @property
    def wording(self) -> Wording:
        """The words of the ruleset."""
        return self._wording

    def clause(self, reading: Reading, name: str, by: By) -> ClauseSeen:
        """A clause that leads to this resource."""
        resource = self._reference.ruleset.resources[name]
        verdict = self._sight.led(reading, name)
        ways = self._sight.ways(reading, name)
        best = [number for number, way in enumerate(ways) if way == max(ways, default=NO)]
        lines = [*self._own(reading), *self._resource(resource), *self._ways(resource, best)]
        if verdict < min((FITS.index(line.fit) for line in lines), default=YES):
            lines.append(self._together(reading, name, best, verdict))
        clause = reading.clause
        return ClauseSeen(
            name=clause.name,
            by=by,
            ruleset=clause.ruleset,
            site=clause.site,
            urgency=clause.urgency,
            basis=clause.basis,
            fit=FITS[verdict],
            lines=tuple(lines),
        )

    def withhold(self, reading: Reading, held: int) -> ClauseSeen:
        """A withhold with its own lines; `held` is its verdict."""
        clause = reading.clause
        lines = tuple(self._own(reading))
        return ClauseSeen(
            clause.name, "withhold", clause.ruleset, clause.site, clause.urgency, clause.basis, FITS[held], lines
        )

    def _own(self, reading: Reading) -> Iterator[LineSeen]:
        """The clause's lines, those above, its provisos and its periods."""
        clause = reading.clause
        above = self._above.get(clause.name, ()) if clause.kind == "rule" else ()
        for holder in (*above, clause):
            for line in holder.lines:
                yield self._line("when", line, self._wording.condition(line))
        for proviso in clause.provisos:
            condition = self._wording.condition(All(proviso.lines))
            text = said("proviso", name=proviso.name.rpartition("/")[2], condition=condition)
            day = self._sight.knowledge.day
            if day is not None and not proviso.effective.contains(day):
                yield LineSeen("proviso", _attributes(All(proviso.lines)), "yes", text)
            else:
                yield self._line("proviso", Not(All(proviso.lines)), text)
        if clause.kind == "rule":
            yield from self._period("period-of-ruleset", clause.ruleset_effective, strict=True)
        for period in reading.periods:
            yield from self._period("period-of-clause", period)

    def _resource(self, resource: Resource) -> Iterator[LineSeen]:
        """The resource's own conditions."""
        for field, formula in resource.conditions:
            yield self._line(field, formula, self._field(resource, field, formula))
        yield from self._period("period-of-resource", resource.effective)

    def _field(self, resource: Resource, field: str, formula: Formula) -> Said:
        wording = self._wording
        match field, formula:
            case "serves", _:
                return served_words(resource.serves)
            case "for", In(name, mask):
                return said("for", values=wording.values(name, mask)[0])
            case "handles", Stated():
                return said("handles", values=wording.listed(formula.values, "issue"))
            case "ages", _:
                return said("ages-served", condition=wording.condition(formula))
            case _:
                return said("requires", condition=wording.condition(formula))

    def _ways(self, resource: Resource, numbers: Sequence[int]) -> Iterator[LineSeen]:
        """The channels and the languages of these ways."""
        ways = [resource.ways[number] for number in numbers]
        if not ways:
            return
        channels = speaks = 0
        for way in ways:
            channels, speaks = channels | way.channels, speaks | way.speaks
        if any(way.channel is not None for way in ways):
            names = tuple(sorted({way.channel for way in ways if way.channel is not None}))
            text = said("way", values=self._wording.listed(names))
            yield self._line("way", In("channel", channels, absent=True), text)
        text = said("speaks", values=self._wording.values("language", speaks)[0])
        yield self._line("speaks", In("language", speaks), text)

    def _line(self, kind: str, formula: Formula, text: Said) -> LineSeen:
        return LineSeen(kind, _attributes(formula), FITS[self._sight.formula(formula)], text)

    def _period(self, code: str, period: Period, *, strict: bool = False) -> Iterator[LineSeen]:
        """A period, where there is one: over is a no; before it begins a ruleset's is one too, another comes later."""
        if period == ALWAYS:
            return
        day = self._sight.knowledge.day
        held = day is None or (period.contains(day) if strict else not period.over(day))
        yield LineSeen("period", ("time",), "yes" if held else "no", self._wording.period(code, period))

    def _together(self, reading: Reading, name: str, ways: Sequence[int], verdict: int) -> LineSeen:
        """What keeps lines that hold one by one from holding at once."""
        boxes = [box for number in ways for box in reading.through[name][number]]
        lines = self._reference.readings.lines
        worst = [{lines[n].attribute for n in box if self._sight.line(n) <= verdict} for box in boxes]
        fewest: set[str] = min(worst, key=lambda some: (len(some), in_order(some)), default=set())
        found = in_order(fewest)
        names = listed([self._wording.called(name) for name in found]) if found else said("always")
        return LineSeen("together", found, FITS[verdict], said("together", attributes=names))


def _nested(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    yield clause.name, above
    for proviso in clause.provisos:
        yield from _nested(proviso, (*above, clause))


def _attributes(formula: Formula) -> tuple[str, ...]:
    """The attributes that a formula mentions, in canonical order."""
    return in_order(set(_mentioned(formula)))


def _mentioned(formula: Formula) -> Iterator[str]:
    match formula:
        case In() | Stated():
            yield formula.attribute
        case During():
            yield "time"
        case Not(part):
            yield from _mentioned(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _mentioned(part)
