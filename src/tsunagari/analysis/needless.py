"""Attributes that are asked for and never change an answer.

Law (design P6, C10; language §5): an attribute is needless where its tests could all be left out: whoever tells
everything exactly is then led to the same resources by the same ways, as urgently, with the same words, and the same
is withheld. It is unused where no condition names it at all. Claimed only where each box without the test is inside of
boxes that are worth as much: those of routes, and of a line of a chain also those of the same line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from tsunagari.analysis.giving import Giving, Ground, giving, outdoes
from tsunagari.analysis.pairs import Pair, pairs_of, within
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.model.boxes import Box, clause_boxes
from tsunagari.model.formula import All, Any, Formula, In, Not, Stated
from tsunagari.model.registry import ALWAYS
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

NODES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Needless:
    """Declared attributes, by name: that no condition names, and that never change an answer.

    `whole` is false where the budget ended before all were looked at.
    """

    unused: tuple[str, ...]
    needless: tuple[str, ...]
    whole: bool


def needless(ruleset: Ruleset, *, nodes: int = NODES) -> Needless:
    """The declared attributes that nobody need be asked for; never raises."""
    declared = [name for name, attribute in ruleset.attributes.items() if attribute.declared]
    tested = frozenset[str]().union(*(named(formula) for _, formula in _conditions(ruleset)))
    unused = tuple(name for name in declared if name not in tested)
    used = [name for name in declared if name in tested]
    if not used:
        return Needless(unused, (), True)
    search, found = _Search(ruleset, frozenset(used), Budget(nodes)), list[str]()
    try:
        for name in used:
            if not search.matters(name):
                found.append(name)
    except OutOfBudget:
        return Needless(unused, tuple(found), False)
    return Needless(unused, tuple(found), True)


def asking(ruleset: Ruleset, name: str) -> tuple[str, ...]:
    """The clauses and resources whose conditions name an attribute."""
    return tuple(dict.fromkeys(owner for owner, formula in _conditions(ruleset) if name in named(formula)))


class _Search:
    """The boxes of the clauses that may matter, by the resource and way that they lead to, and of the withholds."""

    def __init__(self, ruleset: Ruleset, names: AbstractSet[str], budget: Budget) -> None:
        self.ruleset, self.budget = ruleset, budget
        self.ground = Ground(ruleset)
        awake = {name: replace(one, status="active") for name, one in ruleset.resources.items()}
        pairs = pairs_of(replace(ruleset, resources=awake))
        touched = {pair.resource for pair in pairs.pairs if _tests(pair.box, names)}
        self.led: dict[tuple[str, int], list[tuple[Pair, Giving]]] = {}
        for pair in pairs.pairs:
            if pair.resource not in touched:
                continue
            one = giving(pair.clause, frozenset(pair.periods), pair.box)
            if not one.never:
                self.led.setdefault((pair.resource, pair.number), []).append((pair, one))
        self.held: dict[str, list[Giving]] = {}
        for hold in pairs.holds:
            one = giving(hold.clause, frozenset((hold.clause.effective,)) - {ALWAYS}, hold.box)
            for resource in hold.clause.route:
                self.held.setdefault(resource, []).append(one)
        tops = (*ruleset.rules, *ruleset.defaults)
        self._above = {(one.kind, one.name): above for top in tops for one, above in within(top, ())}
        self._topics: dict[str, frozenset[str]] = {}

    def matters(self, name: str) -> bool:
        """Whether some test of the attribute may change an answer; raises OutOfBudget."""
        led = (
            (one, self._instead(boxes, pair, one))
            for boxes in self.led.values() for pair, one in boxes if name in one.values
        )  # fmt: skip
        held = (
            (one, [other for other in boxes if other.periods <= one.periods])
            for boxes in self.held.values() for one in boxes if name in one.values and not one.never
        )  # fmt: skip
        return any(not self._free(name, one, others) for one, others in chain(led, held))

    def _instead(self, boxes: Iterable[tuple[Pair, Giving]], pair: Pair, one: Giving) -> list[Giving]:
        """The boxes that lead to the same by the same way, and are worth as much."""
        found = []
        for there, other in boxes:
            own = there.clause is pair.clause and there.stage == pair.stage
            if (own or not there.stage) and outdoes(other, one) and self._as_telling(pair, there):
                found.append(other)
        return found

    def _as_telling(self, pair: Pair, other: Pair) -> bool:
        """Whether the other's clause is about all issues that this one's is, where a plan looks at that."""
        if pair.clause is other.clause or self.ruleset.resources[pair.resource].handles:
            return True
        return self._about(pair.clause) <= self._about(other.clause)

    def _about(self, clause: Clause) -> frozenset[str]:
        if clause.name not in self._topics:
            above = self._above[clause.kind, clause.name]
            self._topics[clause.name] = self.ground.topics.of(clause_boxes(clause, above, self.ruleset.attributes))
        return self._topics[clause.name]

    def _free(self, name: str, one: Giving, others: Sequence[Giving]) -> bool:
        """Whether the others hold wherever the box without its tests of the attribute does."""
        freed = giving(one.clause, one.periods, tuple(test for test in one.box if not _tests((test,), {name})))
        found = self.ground.made_up_for(freed, None, others, self.budget)
        return found is not None and found.outside is None


def _tests(box: Box, names: AbstractSet[str]) -> bool:
    return any(isinstance(test, In) and test.attribute in names for test in box)


def _conditions(ruleset: Ruleset) -> Iterator[tuple[str, Formula]]:
    """Every condition with the name of the clause or resource that it belongs to."""
    for top in (*ruleset.rules, *ruleset.withholds, *ruleset.defaults):
        for clause, _ in within(top, ()):
            yield from ((clause.name, line) for line in clause.lines)
    for resource in ruleset.resources.values():
        yield from ((resource.name, formula) for _, formula in resource.conditions)


def named(formula: Formula) -> frozenset[str]:
    """The attributes that a condition names."""
    match formula:
        case Not(part):
            return named(part)
        case All(parts) | Any(parts):
            return frozenset[str]().union(*map(named, parts))
        case In(name) | Stated(name):
            return frozenset((name,))
        case _:
            return frozenset(("time",))
