"""Withholds that leave somebody in danger without any immediate resource.

Law (design C8; language §4, "Who is gone"): told exactly, in danger, time untold: some clause would lead at once to a
resource that the withhold holds back, and no clause leads at once to one that is not held back. What a default would do
at once counts as being there, whether or not it would be asked, so that nothing is claimed of those whom it may help.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tsunagari.analysis.asking import Counter, Values, meet
from tsunagari.analysis.axes import Axes, exact_domains
from tsunagari.analysis.covering import Covering
from tsunagari.analysis.gaps import stated_in
from tsunagari.analysis.pairs import Pairs, pairs_of
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.stated import StatedSets, polar, stated_sets
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Box
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

NODES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Withheld:
    """A withhold, the resource that it takes from somebody, and that person."""

    clause: Clause
    resource: str
    person: Counter


@dataclass(frozen=True, slots=True)
class LastImmediate:
    """The withholds found, one person each; `whole` is false where others may be missing."""

    found: tuple[Withheld, ...]
    whole: bool


def last_immediate(ruleset: Ruleset, holidays: Holidays, *, nodes: int = NODES) -> LastImmediate:
    """The withholds that take the last immediate resource from somebody in danger; never raises."""
    everything = pairs_of(ruleset)
    pairs = replace(everything, pairs=tuple(one for one in everything.pairs if one.clause.urgency == "immediate"))
    led = {one.resource for one in pairs.pairs if one.clause.kind == "rule"}
    found: list[Withheld] = []
    budget, whole = Budget(nodes), True
    try:
        for withhold in ruleset.withholds:
            if led & set(withhold.route):
                search = _Search(pairs, withhold, holidays, budget)
                found.extend(search.first())
                whole = whole and search.whole
    except OutOfBudget:
        return LastImmediate(tuple(found), False)
    return LastImmediate(tuple(found), whole)


class _Search:
    """The immediate pairs of a ruleset under all withholds, for the question about one of these."""

    def __init__(self, pairs: Pairs, withhold: Clause, holidays: Holidays, budget: Budget) -> None:
        budget.spend(1 + len(pairs.pairs) // 64)  # reading the pairs is work too
        ruleset, self.budget = pairs.ruleset, budget
        self.held = [hold.box for hold in pairs.holds if hold.clause is withhold]
        self.led = [p for p in pairs.pairs if p.clause.kind == "rule" and p.resource in withhold.route]
        asked = [*self.held, *(pair.box for pair in self.led)]
        sets = {name: _sets(ruleset, pairs, asked, name) for name in ("issue", "wish")}
        self.whole = all(one.whole for one in sets.values())
        domains = exact_domains(ruleset.attributes) | {n: (1 << len(one.sets)) - 1 for n, one in sets.items()}
        self.axes = Axes(ruleset.attributes, frozenset(), None, holidays, sets, domains)
        self.withhold, self.covering = withhold, Covering(pairs, self.axes)
        danger = ruleset.attributes["danger"]
        self.danger: Values = {"danger": danger.bit("yes") or danger.bit("あり")}

    def first(self) -> Iterator[Withheld]:
        """At most one person from whom the withhold takes the last one."""
        held = [masks for box in self.held if (masks := self.axes.masks(box, surely=False)) is not None]
        for pair in self.led:
            masks = self.axes.masks(pair.box, surely=True)
            urgent = None if masks is None else meet(masks, self.danger)
            if urgent is None:
                continue
            asked = [both for one in held if (both := meet(one, urgent)) is not None]
            counter = self.covering.ask(self.axes, asked, self.budget, opened=False).counter
            if counter is not None:
                yield Withheld(self.withhold, pair.resource, counter)
                return


def _sets(ruleset: Ruleset, pairs: Pairs, asked: Sequence[Box], name: str) -> StatedSets:
    """The sets that may tell: larger where what is asked about lists them, or more being stated takes or holds back."""
    adverse = {test for box in asked for test, _ in polar(name, box)}
    adverse |= {test for pair in pairs.pairs for test, grows in polar(name, pair.box) if not grows}
    adverse |= {test for hold in pairs.holds for test, grows in polar(name, hold.box) if grows}
    issues = ruleset.issues if name == "issue" else None
    domain = sorted(set(ruleset.wishes.values())) if issues is None else issues.leaves()
    return stated_sets(stated_in(pairs, name), adverse, domain, issues, empty=name == "wish")

