"""Every way in which a ruleset leads somebody to a resource, as boxes of tests.

Law (language §4, "A clause", "Boxes"): a clause with each resource of its route and of its `otherwise` lines, with each
of the resource's ways; withholds stand apart. Built once a ruleset; questions choose among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsunagari.calendar.hours import Hours
from tsunagari.model.boxes import Box, NotInEffect, clause_boxes, resource_boxes
from tsunagari.model.formula import During, Not
from tsunagari.model.registry import ALWAYS, Period, Way
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Pair:
    """One box of a clause with one way of a resource; `stage` 0 is the route, n the nth `otherwise` line.

    `periods` are those of the clause and the clauses above it, `effective` that of the resource; `number` is that of
    the way among its ways.
    """

    clause: Clause
    periods: tuple[Period, ...]
    stage: int
    resource: str
    effective: Period
    way: Way
    number: int
    box: Box


@dataclass(frozen=True, slots=True)
class Hold:
    """One box of a withhold."""

    clause: Clause
    box: Box


@dataclass(frozen=True, slots=True)
class Pairs:
    """All of a ruleset; resources that are not active lead nowhere and are left out."""

    ruleset: Ruleset
    pairs: tuple[Pair, ...]
    holds: tuple[Hold, ...]

    def about(self, resource: str) -> Pairs:
        """Those that say whether one resource is there: its own, and what may stand before them."""
        own = [pair for pair in self.pairs if pair.resource == resource]
        chains = {(pair.clause.kind, pair.clause.name) for pair in own if pair.stage}
        last = any(pair.clause.kind == "default" for pair in own)
        kept = tuple(
            pair
            for pair in self.pairs
            if pair.resource == resource or last or (pair.clause.kind, pair.clause.name) in chains
        )
        names = {pair.resource for pair in kept}
        return Pairs(self.ruleset, kept, tuple(hold for hold in self.holds if names & set(hold.clause.route)))


def pairs_of(ruleset: Ruleset) -> Pairs:
    """The pairs and withholds of a ruleset."""
    tops = (*ruleset.rules, *ruleset.defaults)
    ways: dict[str, list[tuple[int, Way, Box]]] = {}
    pairs = tuple(
        pair for top in tops for clause, above in within(top, ()) for pair in _pairs(ruleset, clause, above, ways)
    )
    holds = tuple(
        Hold(clause, box) for clause in ruleset.withholds for box in clause_boxes(clause, (), ruleset.attributes)
    )
    return Pairs(ruleset, pairs, holds)


def clocks(pairs: Pairs) -> tuple[list[tuple[Hours, ...]], list[Period]]:
    """The hours and the periods at which something may change: all that tests, ways, clauses and resources name."""
    hours: dict[tuple[Hours, ...], None] = {}
    periods: set[Period] = set()
    for box in (*(pair.box for pair in pairs.pairs), *(hold.box for hold in pairs.holds)):
        for literal in box:
            test = literal.part if isinstance(literal, Not) else literal
            if isinstance(test, During):
                hours[test.hours] = None
            elif isinstance(test, NotInEffect):
                periods.add(test.period)
    for pair in pairs.pairs:
        periods.update((*pair.periods, pair.effective, pair.clause.ruleset_effective))
        if pair.way.hours is not None:
            hours[pair.way.hours] = None
    periods.update(hold.clause.effective for hold in pairs.holds)
    return list(hours), sorted(periods, key=repr)


def within(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    """The clause and all its provisos, each with the clauses that it stands under."""
    yield clause, above
    for proviso in clause.provisos:
        yield from within(proviso, (*above, clause))


def _pairs(
    ruleset: Ruleset, clause: Clause, above: tuple[Clause, ...], ways: dict[str, list[tuple[int, Way, Box]]]
) -> Iterator[Pair]:
    """The pairs of one clause; `ways` keeps the boxes of each resource, which many clauses may lead to."""
    own = list(clause_boxes(clause, above, ruleset.attributes))
    periods = tuple(one.effective for one in (clause, *above) if one.effective != ALWAYS)
    for stage, names in enumerate((clause.route, *clause.otherwise)):
        for name in names:
            resource = ruleset.resources[name]
            if resource.status != "active":
                continue
            if name not in ways:
                ways[name] = [
                    (number, way, condition)
                    for number, way in enumerate(resource.ways)
                    for condition in resource_boxes(resource, way, ruleset.attributes)
                ]
            for number, way, condition in ways[name]:
                for box in own:
                    yield Pair(clause, periods, stage, name, resource.effective, way, number, (*box, *condition))
