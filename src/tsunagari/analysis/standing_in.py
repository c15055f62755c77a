"""Who stands in for one box of a clause: for each resource that it leads to, the clauses that lead there anyway.

Law (language §4, "otherwise", "The rest"): of a chain, clauses with the very same route and chain follow it alike; else
whoever it may lead to must be led to by routes. Of a resource without `handles` the clauses say what it addresses in
a plan: who stands in must be about each issue that the box's clause is about, wherever that is stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tsunagari.analysis.giving import Giving, Ground, giving, outdoes
from tsunagari.analysis.search import Budget
from tsunagari.model.boxes import resource_boxes
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

Leading = Callable[[str], Iterable[Giving]]
"""The boxes whose clauses lead to a resource by their routes."""


class StandingIn:
    """Finds the clauses of one ruleset that stand in for a box."""

    def __init__(self, ruleset: Ruleset, budget: Budget) -> None:
        self.ruleset, self.budget = ruleset, budget
        self.ground = Ground(ruleset)
        self._leaves = frozenset(self.ground.leaves)
        self._asking: dict[str, tuple[Giving, ...]] = {}
        self._topics: dict[int, tuple[object, frozenset[str]]] = {}

    def names(self, target: Giving, leading: Leading, *, loosely: bool) -> frozenset[str] | None:
        """The names of the clauses that stand in for a box wherever it holds, or None where they do not everywhere.

        `loosely`: whatever is told, else told exactly. Raises OutOfBudget.
        """
        clause, used = target.clause, set[str]()
        led = dict.fromkeys(clause.route)
        if clause.otherwise:
            chained = self._by_chain(target, leading, loosely=loosely)
            if chained is not None:
                return chained
            led |= dict.fromkeys(name for line in clause.otherwise for name in line)
        for name in led:
            found = self._by_route(target, name, leading(name), loosely=loosely)
            if found is None:
                return None
            used |= found
        return frozenset(used)

    def _by_chain(self, target: Giving, leading: Leading, *, loosely: bool) -> frozenset[str] | None:
        if not target.clause.route:
            return None
        others = [
            one for one in leading(target.clause.route[0])
            if _follows(one.clause) == _follows(target.clause)
            and outdoes(one, target) and self.about(target) <= self.about(one)
        ]  # fmt: skip
        return self._within(target, None, others, None, loosely=loosely)

    def _by_route(
        self, target: Giving, resource: str, candidates: Iterable[Giving], *, loosely: bool
    ) -> frozenset[str] | None:
        others = [one for one in candidates if outdoes(one, target)]
        self.budget.spend(len(others) // 8)
        used: set[str] = set()
        for more in self._asked_by(resource):
            found = self._within(target, more, others, None, loosely=loosely)
            if found is None:
                return None
            used |= found
            if self.ruleset.resources[resource].handles:
                continue
            for about, telling in self._by_topic(target, others, loosely=loosely):
                found = self._within(target, more, telling, about, loosely=loosely)
                if found is None:
                    return None
                used |= found
        return frozenset(used)

    def _by_topic(
        self, target: Giving, others: Sequence[Giving], *, loosely: bool
    ) -> Iterator[tuple[frozenset[str], list[Giving]]]:
        """Issues (leaves) that the target is about, with the others that are, where some are not.

        Loosely the inner issues count too: they are stated where an issue is not told exactly.
        """
        alike: dict[tuple[int, ...], set[str]] = {}
        mine = self.about(target)
        for issue in sorted(mine if loosely else mine & self._leaves):
            telling = tuple(n for n, one in enumerate(others) if issue in self.about(one))
            if len(telling) < len(others):
                alike.setdefault(telling, set()).add(issue)
        for telling, issues in alike.items():
            yield frozenset(issues) & self._leaves, [others[n] for n in telling]

    def about(self, one: Giving) -> frozenset[str]:
        """The issues that the clause of a box is about."""
        key = id(one.kin)
        if key not in self._topics:  # what was asked about is kept, so that no other can get its id
            self._topics[key] = (one.kin, self.ground.topics.of(one.kin))
        return self._topics[key][1]

    def _asked_by(self, resource: str) -> tuple[Giving, ...]:
        """The boxes of a resource's own conditions with each of its ways."""
        if resource not in self._asking:
            held = self.ruleset.resources[resource]
            nobody = Clause(name=resource, kind="rule", lines=())
            boxes = (box for way in held.ways for box in resource_boxes(held, way, self.ruleset.attributes))
            asked = (giving(nobody, frozenset(), box) for box in boxes)
            self._asking[resource] = tuple(one for one in asked if not one.never)
        return self._asking[resource]

    def _within(
        self,
        target: Giving,
        more: Giving | None,
        others: Sequence[Giving],
        about: frozenset[str] | None,
        *,
        loosely: bool,
    ) -> frozenset[str] | None:
        found = self.ground.made_up_for(target, more, others, self.budget, loosely=loosely, about=about)
        if found is None or found.outside is not None:
            return None
        return frozenset(others[number].clause.name for number in found.by)


def _follows(clause: Clause) -> tuple[object, ...]:
    """What makes two chains one."""
    return clause.route, clause.otherwise, clause.urgency
