"""What an `assert` promises: proved, refuted with a consultation, or undecided.

Law (language §4, "Assertions"; design C10): proved over every consultation told exactly that meets the lines, and over
those that leave the named attributes unstated; for `open` and for lines about time, at every instant that the ruleset
can tell apart; for losses, without any one of what may be lost. A counter-example is shown only where the plain reading
agrees; where it does not, the outcome is undecided, never proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, combinations
from typing import Any, Final, Literal, TypeAlias, cast

from tsunagari.analysis.asking import Counter, Values, not_no, not_yes
from tsunagari.analysis.axes import Axes, exact_domains
from tsunagari.analysis.covering import Coverage, Covering
from tsunagari.analysis.facts import facts
from tsunagari.analysis.losses import Kind, Loss, losses
from tsunagari.analysis.moments import moments
from tsunagari.analysis.pairs import Pairs, clocks, pairs_of
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.stated import polar, sets_of
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Box, boxes, count
from tsunagari.model.boxes import Literal as Test
from tsunagari.model.examples import Assertion
from tsunagari.model.formula import All, During, In, Not, Stated
from tsunagari.model.ruleset import Ruleset
from tsunagari.syntax.limits import BOXES

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


Answering: TypeAlias = Callable[[Ruleset, Mapping[str, Any]], Seen]
"""The plain reading, handed in: a ruleset and facts to who is there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an assertion; `witness` are the facts of the counter-example, `lost` what is gone in it.

    `proofs` counts the single proofs that were found, `cases` how many it takes; `met` is false where nobody at all
    meets the lines, so that nothing was promised. `anyway` are the resources that are a yes of the counter-example with
    all defaults.
    """

    assertion: Assertion
    outcome: Outcome
    witness: Mapping[str, Any] | None = None
    lost: Loss | None = None
    proofs: int = 0
    cases: int = 0
    nodes: int = field(default=0, compare=False)
    met: bool = True
    anyway: frozenset[str] = frozenset()


def _unwatched(done: int, parts: int) -> None:
    """Nobody is told."""


def decide(
    ruleset: Ruleset,
    assertion: Assertion,
    answering: Answering,
    holidays: Holidays,
    first: date,
    last: date,
    *,
    nodes: int | None = None,
    watch: Callable[[int, int], None] = _unwatched,
) -> Verdict:
    """Prove or refute one assertion over the dates from `first` to `last`; never raises on a resolved ruleset.

    Undecided after `nodes` (they grow with the ruleset); `watch` is told how many of how many proofs were looked at.
    """
    whole = ruleset
    if assertion.without_default:
        ruleset = replace(ruleset, defaults=())
    if count(All(assertion.lines)) > BOXES:
        return Verdict(assertion, "undecided")
    pairs = pairs_of(ruleset)
    nodes = NODES + len(pairs.pairs) if nodes is None else nodes
    lost = () if assertion.loss is None else losses(ruleset, cast("Kind", assertion.loss))
    without: Sequence[Loss | None] = [None, *lost]
    instants: Sequence[datetime | None] = [None]
    if _timed(assertion):
        instants = _instants(pairs, assertion, first, last, holidays)
        instants = [*instants, None] if "time" in assertion.unstated else instants
    # nobody has a wish who states none: that is among the sets of wishes already
    may_be_silent = [name for name in assertion.unstated if name not in ("time", "wish")]
    budget, done, doubted, met = Budget(nodes), 0, False, False
    cases = len(without) * len(instants) << len(may_be_silent)
    question = _Question(pairs, assertion, holidays)
    for number, (loss, left_out, at) in enumerate(_asked(assertion, without, may_be_silent, instants)):
        watch(number, cases)
        changed = ruleset if loss is None else loss.ruleset
        if assertion.target is not None and question.ruleset is not changed:
            question = _Question(pairs_of(changed), assertion, holidays)
        try:
            budget.spend(1 + len(question.pairs.pairs) // 64)  # reading the pairs is work too
            counter = question.counter(left_out, at, budget, loss)
        except OutOfBudget:
            return Verdict(assertion, "undecided", None, loss, done, cases, nodes)
        met = met or question.met
        if counter is None:
            done += 1
            doubted = doubted or not question.sure(left_out, at)
            continue
        told = facts(counter)
        if refutes(assertion, answering(changed, told)):
            spare = facts(counter, spare=True, asked=question.asked)
            shown = spare if refutes(assertion, answering(changed, spare)) else told
            there = answering(whole if loss is None else replace(loss.ruleset, defaults=whole.defaults), shown).sure
            anyway = there if assertion.without_default else frozenset()
            return Verdict(assertion, "refuted", shown, loss, done, cases, nodes - budget.left, anyway=anyway)
        doubted = True
    outcome: Outcome = "undecided" if doubted else "proved"
    return Verdict(assertion, outcome, None, None, done, cases, nodes - budget.left, met)


def _asked(
    assertion: Assertion, without: Sequence[Loss | None], silent: Sequence[str], instants: Sequence[datetime | None]
) -> Iterator[tuple[Loss | None, frozenset[str], datetime | None]]:
    """Every single proof: about one resource loss by loss, else instant by instant, so that proofs lean on others."""
    numbers = range(len(silent) + 1)
    if assertion.target is not None:
        for loss in without:
            for some in chain.from_iterable(combinations(silent, n) for n in numbers):
                yield from ((loss, frozenset(some), at) for at in instants)
        return
    for some in chain.from_iterable(combinations(silent, n) for n in numbers):
        yield from ((loss, frozenset(some), at) for at in instants for loss in without)


def refutes(assertion: Assertion, seen: Seen) -> bool:
    """Whether what came of a consultation breaks the promise; without default, of a ruleset that has none."""
    match assertion.property:
        case "covered":
            return not seen.sure
        case "open":
            return not seen.sure & seen.open
        case "always":
            return assertion.target not in seen.sure
    return assertion.target in seen.sure | seen.perhaps


class _Question:
    """One assertion about one ruleset: what does not change from instant to instant and from loss to loss."""

    def __init__(self, pairs: Pairs, assertion: Assertion, holidays: Holidays) -> None:
        self.assertion, self.holidays = assertion, holidays
        self.ruleset = ruleset = pairs.ruleset
        self.pairs: Pairs = pairs if assertion.target is None else pairs.about(assertion.target)
        self.lines = list(boxes(All(assertion.lines), ruleset.attributes))
        targets = [p.box for p in self.pairs.pairs if assertion.target is None or p.resource == assertion.target]
        before = [pair.box for pair in self.pairs.pairs if pair.resource != assertion.target]
        chained = assertion.target is not None and bool(before)
        usual = _LESS if assertion.property == "never" else _MORE
        others = [(hold.box, _EITHER if chained else usual) for hold in self.pairs.holds]
        if chained:
            others += [(box, _MORE if assertion.property == "always" else _LESS) for box in before]
        self.sets = {
            name: sets_of(
                ruleset,
                name,
                _stated(name, (*targets, *(box for box, _ in others), *self.lines)),
                _adverse(name, assertion.property, targets, others, self.lines),
            )
            for name in ("issue", "wish")
        }
        self.asked = {one.attribute for box in self.lines for one in box if isinstance(one, In) and one.absent is False}
        self.whole = all(one.whole for one in self.sets.values())
        self.met = False
        self._covering: tuple[frozenset[str], Covering] | None = None
        self._proof: tuple[frozenset[str], datetime | None, Coverage] | None = None
        self.domains = exact_domains(ruleset.attributes)
        self.domains |= {name: (1 << len(one.sets)) - 1 for name, one in self.sets.items()}

    def counter(
        self, unstated: frozenset[str], at: datetime | None, budget: Budget, loss: Loss | None
    ) -> Counter | None:
        """Somebody of whom the promise is broken, as the analysis sees it; raises OutOfBudget."""
        assertion = self.assertion
        lost = loss if loss is not None and loss.kind == "channel" else None
        if lost is not None and not self._names_channels():
            unstated |= {"channel"}
        axes = self._axes(unstated, at)
        met = self._met(axes, lost)
        self.met = self.met or bool(met)
        if assertion.property == "always":
            return not_yes(self.pairs, axes, assertion.target or "", met, budget)
        if assertion.property == "never":
            return not_no(self.pairs, axes, assertion.target or "", met, budget)
        if loss is not None and lost is None:
            whole = self._whole(axes, met, budget)
            if whole.counter is not None or whole.leans_on.isdisjoint(loss.ways):
                return whole.counter
        elif loss is None:
            return self._whole(axes, met, budget).counter
        return self._cover(axes, met, budget, loss).counter

    def _whole(self, axes: Axes, met: Sequence[Values], budget: Budget) -> Coverage:
        """The proof with nothing lost, kept for the losses that are asked about next."""
        if self._proof is None or self._proof[:2] != (axes.unstated, axes.at):
            self._proof = (axes.unstated, axes.at, self._cover(axes, met, budget, None))
        return self._proof[2]

    def _cover(self, axes: Axes, met: Sequence[Values], budget: Budget, loss: Loss | None) -> Coverage:
        if self._covering is None or self._covering[0] != axes.unstated:
            self._covering = (axes.unstated, Covering(self.pairs, axes))
        opened = self.assertion.property == "open"
        return self._covering[1].ask(axes, met, budget, opened=opened, left=None if loss is None else loss.ways)

    def _names_channels(self) -> bool:
        return any(isinstance(one, In) and one.attribute == "channel" for box in self.lines for one in box)

    def _met(self, axes: Axes, lost: Loss | None) -> list[Values]:
        """Where the lines hold; of a channel that is lost, of people who come by another one."""
        met: list[Values] = [one for box in self.lines if (one := axes.masks(box, surely=True)) is not None]
        if lost is None or "channel" not in axes.domains:
            return met
        attribute = self.ruleset.attributes["channel"]
        number = attribute.values.index(lost.name)
        gone = 1 << number | (attribute.below[number] if attribute.below else 0)
        others = [{**one, "channel": one.get("channel", axes.domains["channel"]) & ~gone} for one in met]
        return [one for one in others if one["channel"]]

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
    pairs: Pairs, assertion: Assertion, first: date, last: date, holidays: Holidays
) -> Sequence[datetime]:
    """The instants that the ruleset and the assertion tell apart, within the ruleset's own period."""
    period = pairs.ruleset.effective
    first = max(first, period.start) if period.start else first
    last = min(last, period.end) if period.end else last
    hours, periods = clocks(pairs)
    hours += [one.hours for one in _during(assertion)]
    if assertion.loss == "hours":  # each block may be the one that is lost
        hours += [(one,) for pair in pairs.pairs for one in pair.way.hours or ()]
    return moments(hours, periods, first, last, holidays)


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
        found |= {test for test, grows in polar(name, box) if not grows}
    for box, adverse in others:
        found |= {test for test, grows in polar(name, box) if grows in adverse}
    for box in lines if kind != "never" else [*lines, *((*line, *box) for line in lines for box in targets)]:
        tests = [test for test, _ in polar(name, box)]
        if len(tests) > 1 or any(test.mode != "any" for test in tests):
            found.update(tests)
    return found


def _is_stated(literal: Test) -> bool:
    return isinstance(literal.part if isinstance(literal, Not) else literal, Stated)
