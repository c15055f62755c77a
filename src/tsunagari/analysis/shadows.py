"""Rules and provisos that others make needless.

Law (language §4, §5; design C10): a rule or proviso is shadowed where the ruleset without it gives everybody who tells
every attribute exactly the same answer but for the names of the rules: each resource that it leads to, anybody led by
it is led to by the route of another clause that holds too, is as urgent and says the same; and what the clause above a
proviso would then do in its place, others do already. `always`: also everybody else, whatever is unstated or coarse.
All that are found may be taken away together. Only rules of the loaded folder are looked at, one by one by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from tsunagari.analysis.giving import Giving, givings
from tsunagari.analysis.pairs import within
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.standing_in import StandingIn
from tsunagari.model.boxes import Box
from tsunagari.model.formula import Not
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

NODES: Final = 150_000


@dataclass(frozen=True, slots=True)
class Shadow:
    """A clause that is needless, the names of the clauses that make it so, and whether they do whatever is told."""

    clause: Clause
    by: tuple[str, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class Shadows:
    """What was found; `whole` is false where the budget ended before every clause was looked at."""

    found: tuple[Shadow, ...]
    whole: bool


def shadows(ruleset: Ruleset, *, leave: AbstractSet[str] = frozenset(), nodes: int = NODES) -> Shadows:
    """The shadowed rules and provisos; those named in `leave` (dead ones) are not looked at. Never raises."""
    search = _Search(ruleset, leave, Budget(nodes))
    try:
        search.settle(always=True)  # first: what is said of everybody must not lean on what is gone for some only
        search.settle(always=False)
    except OutOfBudget:
        return Shadows(tuple(search.found), False)
    return Shadows(tuple(search.found), True)


class _Search:
    """The rules that are left, with what each gives."""

    def __init__(self, ruleset: Ruleset, leave: AbstractSet[str], budget: Budget) -> None:
        self.ruleset, self.leave, self.budget = ruleset, leave, budget
        self.found: list[Shadow] = []
        self.left = {rule.name: rule for rule in ruleset.rules}
        self.gives = {rule.name: tuple(givings(ruleset, rule)) for rule in ruleset.rules}
        self.leading: dict[str, dict[str, None]] = {}
        for rule in ruleset.rules:
            for resource in sorted({resource for clause, _ in within(rule, ()) for resource in clause.route}):
                self.leading.setdefault(resource, {})[rule.name] = None
        self.standing_in = StandingIn(ruleset, budget)
        self.always = True
        self.nearly: set[str] = set()

    def settle(self, *, always: bool) -> None:
        """Look until nothing more is found: of everybody, then of those who tell everything exactly."""
        self.always = always
        everything = {clause.name for rule in self.left.values() for clause, _ in within(rule, ())} - self.leave
        asked = everything if always else everything & self.nearly
        self.rules(asked)
        while self.provisos(asked):  # without one proviso the clause above it holds more often, and may stand in
            asked = everything
            self.rules(asked)

    def rules(self, asked: AbstractSet[str]) -> None:
        """Whole rules, their provisos with them."""
        for rule in list(self.left.values()):
            if rule.tier or rule.name not in asked:
                continue
            shadow = self._needless(rule, rule.name, self.gives[rule.name], ())
            if shadow is not None:
                del self.left[rule.name], self.gives[rule.name]
                self.found.append(shadow)

    def provisos(self, asked: AbstractSet[str]) -> bool:
        """Single provisos of the rules that are left, outer ones first; whether there was one."""
        before = len(self.found)
        for name in [name for name, rule in self.left.items() if not rule.tier]:
            for proviso, _ in list(within(self.left[name], ())):
                changed = _without(self.left[name], proviso.name)
                if proviso.name not in asked or proviso.name == name or changed == self.left[name]:
                    continue
                new = tuple(givings(self.ruleset, changed))
                shadow = self._needless(proviso, name, self.gives[name], new)
                if shadow is not None:
                    self.left[name], self.gives[name] = changed, new
                    self.found.append(shadow)
        return len(self.found) > before

    def _needless(self, clause: Clause, rule: str, old: Sequence[Giving], new: Sequence[Giving]) -> Shadow | None:
        """Whether the boxes of a rule may become these other ones once the clause has gone from it."""
        gone = [one for one in old if not any(_same(one, other) for other in new)]
        come = [one for one in new if not any(_same(one, other) for other in old)]
        if not any(one.clause.route or one.clause.otherwise for one in gone):
            return None
        exactly = self._both_ways(clause, rule, (gone, new), (come, old), loosely=False)
        if exactly is None:
            return None
        names: tuple[str, ...] | None = exactly
        if self.always:
            names = self._both_ways(clause, rule, (gone, new), (come, old), loosely=True)
            if names is None and not any(_asks_for_silence(one.box) for one in gone):
                self.nearly.add(clause.name)
        return Shadow(clause, names, self.always) if names else None

    def _both_ways(
        self,
        clause: Clause,
        rule: str,
        *exchanges: tuple[Sequence[Giving], Sequence[Giving]],
        loosely: bool,
    ) -> tuple[str, ...] | None:
        """The clauses that make up for what goes, where others make up for all that goes and comes."""
        inside = f"{clause.name}/"
        used: dict[bool, set[str]] = {True: set(), False: set()}
        for targets, instead in exchanges:
            for target in targets:
                found = self.standing_in.names(target, partial(self._others, rule, instead), loosely=loosely)
                if found is None:
                    return None
                used[f"{target.clause.name}/".startswith(inside)].update(found)
        names = (used[True] or used[False]) - {clause.name}
        return tuple(sorted(name for name in names if not name.startswith(inside)))

    def _others(self, rule: str, instead: Sequence[Giving], resource: str) -> Iterator[Giving]:
        """The boxes that lead to a resource by a route, those of one rule as they are `instead`."""
        for name in self.leading.get(resource, ()):
            if name != rule and name in self.gives:
                yield from (one for one in self.gives[name] if resource in one.clause.route)
        yield from (one for one in instead if resource in one.clause.route)


def _same(one: Giving, other: Giving) -> bool:
    mine, theirs = one.clause, other.clause
    return (
        (one.box, one.periods, mine.name, mine.route, mine.otherwise, mine.urgency, mine.say, mine.basis)
        == (other.box, other.periods, theirs.name, theirs.route, theirs.otherwise, theirs.urgency, theirs.say,
            theirs.basis)
    )  # fmt: skip


def _without(clause: Clause, name: str) -> Clause:
    """The clause without a proviso, however deep it stands."""
    if not clause.provisos:
        return clause
    return replace(clause, provisos=tuple(_without(one, name) for one in clause.provisos if one.name != name))


def _asks_for_silence(box: Box) -> bool:
    """Whether a test is a yes of somebody who leaves it unstated: nobody who tells everything exactly shows it."""
    tests = (one.part if isinstance(one, Not) else one for one in box)
    return any(getattr(one, "absent", None) is not None for one in tests)
