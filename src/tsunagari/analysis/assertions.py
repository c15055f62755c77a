"""What an `assert` promises: proved, refuted with a consultation, or undecided.

Law (language §4, "Assertions"; design C10): proved over every consultation told exactly that meets the lines, and over
those that leave the named attributes unstated; for `open` and for lines about time, at every instant that the ruleset
can tell apart; for losses, without any one of what may be lost. A counter-example is shown only where the plain reading
agrees; where it does not, the outcome is undecided, never proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, combinations
from typing import Any, Final, Literal, TypeAlias, cast

from tsunagari.analysis.asking import Counter, Values, not_no, not_yes
from tsunagari.analysis.axes import Axes, exact
from tsunagari.analysis.covering import Coverage, Covering
from tsunagari.analysis.facts import facts
from tsunagari.analysis.losses import Kind, Loss, losses
from tsunagari.analysis.moments import moments
from tsunagari.analysis.pairs import Pairs, pairs_of
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.stated import stated_sets
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import Hours
from tsunagari.model.boxes import Box, boxes
from tsunagari.model.boxes import Literal as Test
from tsunagari.model.examples import Assertion
from tsunagari.model.formula import All, During, In, Not, Stated
from tsunagari.model.registry import Period
from tsunagari.model.ruleset import Ruleset

Outcome = Literal["proved", "refuted", "undecided"]
NODES: Final = 400_000
_MORE: Final = (True,)
_LESS: Final = (False,)
_EITHER: Final = (True, False)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the plain reading says of one consultation, by resource: who is a yes or a maybe, and who is open then."""

    sure: frozenset[str]
    perhaps: frozenset[str]
    open: frozenset[str]
    by_default: frozenset[str]


Answering: TypeAlias = Callable[[Ruleset, Mapping[str, Any]], Seen]
"""The plain reading, handed in: a ruleset and facts to who is there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an assertion; `witness` are the facts of the counter-example, `lost` what is gone in it.

    `proofs` counts the single proofs that were found, `cases` how many it takes.
    """

    assertion: Assertion
    outcome: Outcome
    witness: Mapping[str, Any] | None = None
    lost: Loss | None = None
    proofs: int = 0
    cases: int = 0
    nodes: int = field(default=0, compare=False)


def decide(
    ruleset: Ruleset,
    assertion: Assertion,
    answering: Answering,
    holidays: Holidays,
    first: date,
    last: date,
    *,
    nodes: int = NODES,
) -> Verdict:
    """Prove or refute one assertion over the dates from `first` to `last`; never raises on a resolved ruleset."""
    without: Sequence[Loss | None] = [None]
    if assertion.loss is not None:
        without = [None, *losses(ruleset, cast("Kind", assertion.loss))]
    instants: Sequence[datetime | None] = [None]
    if _timed(assertion):
        instants = _instants(ruleset, assertion, first, last, holidays)
    unstated = [frozenset(some) for n in range(len(assertion.unstated) + 1)
                for some in combinations(assertion.unstated, n)]  # fmt: skip
    question = _Question(ruleset, assertion, holidays)
    asked = [(loss, left_out, at) for loss in without for left_out in unstated for at in instants]
    budget, done, doubted = Budget(nodes), 0, False
    for loss, left_out, at in asked:
        if loss is not None and assertion.target is not None and question.ruleset is not loss.ruleset:
            question = _Question(loss.ruleset, assertion, holidays)
        try:
            counter = question.counter(left_out, at, budget, loss)
        except OutOfBudget:
            return Verdict(assertion, "undecided", None, loss, done, len(asked), nodes)
        if counter is None:
            done += 1
            doubted = doubted or not question.sure(left_out, at)
            continue
        for witness in (facts(counter, spare=True), facts(counter)):
            if refutes(assertion, answering(ruleset if loss is None else loss.ruleset, witness)):
                return Verdict(assertion, "refuted", witness, loss, done, len(asked), nodes - budget.left)
        doubted = True
    outcome: Outcome = "undecided" if doubted else "proved"
    return Verdict(assertion, outcome, None, None, done, len(asked), nodes - budget.left)


def refutes(assertion: Assertion, seen: Seen) -> bool:
    """Whether what came of a consultation breaks the promise."""
    sure = seen.sure - seen.by_default if assertion.without_default else seen.sure
    match assertion.property:
        case "covered":
            return not sure
        case "open":
            return not sure & seen.open
        case "always":
            return assertion.target not in sure
    perhaps = seen.perhaps - seen.by_default if assertion.without_default else seen.perhaps
    return assertion.target in sure | perhaps


class _Question:
    """One assertion about one ruleset: what does not change from instant to instant and from loss to loss."""

    def __init__(self, ruleset: Ruleset, assertion: Assertion, holidays: Holidays) -> None:
        self.ruleset, self.assertion, self.holidays = ruleset, assertion, holidays
        pairs = pairs_of(ruleset)
        self.pairs: Pairs = pairs if assertion.target is None else pairs.about(assertion.target)
        self.lines = list(boxes(All(assertion.lines), ruleset.attributes))
        targets = [p.box for p in self.pairs.pairs if assertion.target is None or p.resource == assertion.target]
        before = [pair.box for pair in self.pairs.pairs if pair.resource != assertion.target]
        chained = assertion.target is not None and bool(before)
        others = [(hold.box, _EITHER if chained else _MORE) for hold in self.pairs.holds]
        if chained:
            others += [(box, _MORE if assertion.property == "always" else _LESS) for box in before]
        self.sets = {
            name: stated_sets(
                _stated(name, (*targets, *(box for box, _ in others), *self.lines)),
                _adverse(name, assertion.property, targets, others, self.lines),
                ruleset.issues.leaves() if name == "issue" else sorted(set(ruleset.wishes.values())),
                ruleset.issues if name == "issue" else None,
                empty=name == "wish",
            )
            for name in ("issue", "wish")
        }
        self.whole = all(one.whole for one in self.sets.values())
        self._coverings: dict[frozenset[str], Covering] = {}
        self._proofs: dict[tuple[frozenset[str], datetime | None], Coverage] = {}
        self.domains = {
            name: exact(attribute)
            for name, attribute in ruleset.attributes.items()
            if attribute.single and attribute.shape != "time"
        }
        self.domains |= {name: (1 << len(one.sets)) - 1 for name, one in self.sets.items()}

    def counter(
        self, unstated: frozenset[str], at: datetime | None, budget: Budget, loss: Loss | None
    ) -> Counter | None:
        """Somebody of whom the promise is broken, as the analysis sees it; raises OutOfBudget."""
        assertion, defaults = self.assertion, not self.assertion.without_default
        if loss is not None and loss.kind == "channel" and assertion.target is None:
            return self._otherwise(unstated, at, budget, loss)
        axes = self._axes(unstated, at)
        if assertion.property == "always":
            return not_yes(self.pairs, axes, assertion.target or "", self._met(axes), budget, defaults=defaults)
        if assertion.property == "never":
            return not_no(self.pairs, axes, assertion.target or "", self._met(axes), budget, defaults=defaults)
        if (unstated, at) not in self._proofs:
            self._proofs[unstated, at] = self._cover(axes, budget, None)
        whole = self._proofs[unstated, at]
        if loss is None or whole.counter is not None or whole.leans_on.isdisjoint(loss.ways):
            return whole.counter
        return self._cover(axes, budget, loss).counter

    def _cover(self, axes: Axes, budget: Budget, loss: Loss | None) -> Coverage:
        if axes.unstated not in self._coverings:
            defaults = not self.assertion.without_default
            self._coverings[axes.unstated] = Covering(self.pairs, axes, defaults=defaults)
        opened = self.assertion.property == "open"
        left = None if loss is None else loss.ways
        return self._coverings[axes.unstated].ask(axes, self._met(axes), budget, opened=opened, left=left)

    def _otherwise(
        self, unstated: frozenset[str], at: datetime | None, budget: Budget, loss: Loss
    ) -> Counter | None:
        """People who do not come by the channel that is lost: any will do, or, where a line names some, the others."""
        if not any(isinstance(one, In) and one.attribute == "channel" for box in self.lines for one in box):
            return self._cover(self._axes(unstated | {"channel"}, at), budget, loss).counter
        attribute = self.ruleset.attributes["channel"]
        number = attribute.values.index(loss.name)
        below = attribute.below[number] if attribute.below else 0
        axes = self._axes(unstated, at)
        met = [{**one, "channel": one.get("channel", -1) & ~(1 << number | below)} for one in self._met(axes)]
        covering = Covering(self.pairs, axes, defaults=not self.assertion.without_default)
        return covering.ask(axes, met, budget, opened=self.assertion.property == "open", left=loss.ways).counter

    def _met(self, axes: Axes) -> list[Values]:
        """Where the lines hold."""
        return [one for box in self.lines if (one := axes.masks(box, surely=True)) is not None]

    def sure(self, unstated: frozenset[str], at: datetime | None) -> bool:
        """Whether no counter-example means that there is none: all sets were asked about, or none could matter."""
        if self.whole:
            return True
        if self.assertion.property != "never":
            return False
        axes = self._axes(unstated, at)
        own = [pair.box for pair in self.pairs.pairs if pair.resource == self.assertion.target]
        both = ((*box, *line) for box in own for line in self.lines)
        unset = (tuple(one for one in box if not _is_stated(one)) for box in both)
        return all(axes.masks(box, surely=False) is None for box in unset)

    def _axes(self, unstated: frozenset[str], at: datetime | None) -> Axes:
        domains = {name: mask for name, mask in self.domains.items() if name not in unstated}
        return Axes(self.ruleset.attributes, unstated, at, self.holidays, self.sets, domains)


def _timed(assertion: Assertion) -> bool:
    """Whether the time is told: to be open, or because a line asks about it."""
    return assertion.property == "open" or any(True for _ in _during(assertion))


def _during(assertion: Assertion) -> Iterator[During]:
    formulas: list[Any] = list(assertion.lines)
    while formulas:
        one = formulas.pop()
        if isinstance(one, During):
            yield one
        elif isinstance(one, Not):
            formulas.append(one.part)
        else:
            formulas += getattr(one, "parts", ())


def _instants(
    ruleset: Ruleset, assertion: Assertion, first: date, last: date, holidays: Holidays
) -> Sequence[datetime]:
    """The instants that the ruleset and the assertion tell apart, within the ruleset's own period."""
    period = ruleset.effective
    first = max(first, period.start) if period.start else first
    last = min(last, period.end) if period.end else last
    pairs = pairs_of(ruleset)
    tests = [literal for pair in pairs.pairs for literal in pair.box]
    tests += [literal for hold in pairs.holds for literal in hold.box]
    hours: list[Sequence[Hours]] = [one.hours for one in _during(assertion)]
    periods: set[Period] = set()
    for literal in tests:
        test = literal.part if isinstance(literal, Not) else literal
        if isinstance(test, During):
            hours.append(test.hours)
        elif (own := getattr(test, "period", None)) is not None:
            periods.add(own)
    for pair in pairs.pairs:
        periods.update((*pair.periods, pair.effective, pair.clause.ruleset_effective))
        if pair.way.hours is not None:
            hours.append(pair.way.hours)
    periods.update(hold.clause.effective for hold in pairs.holds)
    return moments(hours, sorted(periods, key=repr), first, last, holidays)


def _stated(name: str, found: Iterable[Box]) -> set[Stated]:
    """The tests of issues or wishes in some boxes."""
    parts = (one.part if isinstance(one, Not) else one for one in chain.from_iterable(found))
    return {one for one in parts if isinstance(one, Stated) and one.attribute == name}


def _adverse(
    name: str, kind: str, targets: Sequence[Box], others: Iterable[tuple[Box, Sequence[bool]]], lines: Sequence[Box]
) -> set[Stated]:
    """The tests by which a larger set of issues or wishes may break what a smaller one keeps."""
    found: set[Stated] = set()
    for box in targets:
        found |= {test for test, grows in _polar(name, box) if not grows}
    for box, adverse in others:
        found |= {test for test, grows in _polar(name, box) if grows in adverse}
    for box in lines if kind != "never" else [(*line, *box) for line in lines for box in targets]:
        tests = [test for test, _ in _polar(name, box)]
        if len(tests) > 1 or any(test.mode != "any" for test in tests):
            found.update(tests)
    return found


def _is_stated(literal: Test) -> bool:
    return isinstance(literal.part if isinstance(literal, Not) else literal, Stated)


def _polar(name: str, box: Sequence[Test]) -> Iterator[tuple[Stated, bool]]:
    """The tests of a box, and whether they are met rather by more than by less."""
    for literal in box:
        test, reverse = (literal.part, True) if isinstance(literal, Not) else (literal, False)
        if isinstance(test, Stated) and test.attribute == name:
            yield test, (test.mode != "none") != reverse
