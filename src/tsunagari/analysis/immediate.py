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
from tsunagari.analysis.pairs import Pair, Pairs, pairs_of
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.stated import StatedSets, polar, stated_sets
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Box
from tsunagari.model.formula import In
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
    search = _Search(pairs, holidays, Budget(nodes))
    found: list[Withheld] = []
    try:
        for withhold in ruleset.withholds:
            found.extend(search.first(withhold))
    except OutOfBudget:
        return LastImmediate(tuple(found), False)
    return LastImmediate(tuple(found), search.whole)


class _Search:
    """The immediate pairs of a ruleset under all its withholds."""

    def __init__(self, pairs: Pairs, holidays: Holidays, budget: Budget) -> None:
        self.pairs, self.holidays, self.budget, self.whole = pairs, holidays, budget, True
        self.domains = exact_domains(pairs.ruleset.attributes)
        danger = pairs.ruleset.attributes["danger"]
        self.danger: Values = {"danger": danger.bit("yes") or danger.bit("あり")}
        self.near = [self._singles(pair.box) for pair in pairs.pairs]
        self.holding = [self._singles(hold.box) for hold in pairs.holds]

    def _singles(self, box: Box) -> Values | None:
        """The values of single attributes at which a box may hold; None where there are none."""
        found: dict[str, int] = {}
        for test in box:
            if isinstance(test, In):
                found[test.attribute] = found.get(test.attribute, self.domains[test.attribute]) & test.mask
        return found if all(found.values()) else None

    def first(self, withhold: Clause) -> Iterator[Withheld]:
        """At most one person from whom the withhold takes the last one; raises OutOfBudget."""
        for pair, own in zip(self.pairs.pairs, self.near, strict=True):
            if pair.clause.kind != "rule" or pair.resource not in withhold.route or own is None:
                continue
            urgent = meet(own, self.danger)
            held = [hold.box for hold, values in zip(self.pairs.holds, self.holding, strict=True)
                    if hold.clause is withhold and _meeting(urgent, values)]  # fmt: skip
            if urgent is not None and held:
                counter = self._counter(pair, held, urgent)
                if counter is not None:
                    yield Withheld(withhold, pair.resource, counter)
                    return

    def _counter(self, pair: Pair, held: Sequence[Box], urgent: Values) -> Counter | None:
        """Somebody who is led by this pair, whom one of these boxes withholds from, and whom nothing else takes."""
        pairs, holds = self.pairs.pairs, self.pairs.holds
        near = replace(
            self.pairs,
            pairs=tuple(one for one, own in zip(pairs, self.near, strict=True) if _meeting(urgent, own)),
            holds=tuple(one for one, own in zip(holds, self.holding, strict=True) if _meeting(urgent, own)),
        )
        self.budget.spend(1 + len(pairs) // 16 + 2 * len(near.pairs))  # reading the pairs is work too
        ruleset = near.ruleset
        sets = {name: _sets(near, pair.box, held, name) for name in ("issue", "wish")}
        self.whole = self.whole and all(one.whole for one in sets.values())
        self.budget.spend(sum(len(one.sets) * len(one.holds) for one in sets.values()) // 16)
        domains = self.domains | {name: (1 << len(one.sets)) - 1 for name, one in sets.items()}
        axes = Axes(ruleset.attributes, frozenset(), None, self.holidays, sets, domains)
        led = axes.masks(pair.box, surely=True)
        both = None if led is None else meet(led, self.danger)
        if both is None:
            return None
        withheld = (masks for box in held if (masks := axes.masks(box, surely=False)) is not None)
        inside = [values for one in withheld if (values := meet(one, both)) is not None]
        return Covering(near, axes).ask(axes, inside, self.budget, opened=False).counter if inside else None


def _meeting(one: Values | None, other: Values | None) -> bool:
    return one is not None and other is not None and meet(one, other) is not None


def _sets(pairs: Pairs, led: Box, held: Sequence[Box], name: str) -> StatedSets:
    """The sets that may tell: larger where what is asked about lists them, or more being stated takes or holds back.

    Where the pair itself asks for some, nobody need state any that none of these tests lists.
    """
    adverse = {test for box in (led, *held) for test, _ in polar(name, box)}
    adverse |= {test for pair in pairs.pairs for test, grows in polar(name, pair.box) if not grows}
    adverse |= {test for hold in pairs.holds for test, grows in polar(name, hold.box) if grows}
    ruleset = pairs.ruleset
    issues = ruleset.issues if name == "issue" else None
    domain = sorted(set(ruleset.wishes.values())) if issues is None else list(issues.leaves())
    if issues is not None and any(grows and test.mode == "any" for test, grows in polar(name, led)):
        listed = {value for test in adverse for value in test.values}
        counting = any(test.mode == "count" for test in adverse)
        domain = [one for one in domain if counting or not listed.isdisjoint(issues.above[one])]
    return stated_sets(stated_in(pairs, name), adverse, domain, issues, empty=name == "wish")
