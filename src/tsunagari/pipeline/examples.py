"""What a ruleset's 相談例 expect, against what the program answers.

Law: `expect A, B` means exactly these yes resources that are now (or not asked); `includes` looks at every yes,
`excludes` at every yes and maybe, also those that a decision does not list. An example whose facts
cannot be admitted has failed, with the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision
from tsunagari.errors import FactsError
from tsunagari.model.examples import Example, Expectation
from tsunagari.pipeline.program import Program


@dataclass(frozen=True, slots=True)
class Result:
    """One example after a run: what it answered, and the expectations that were not met.

    `decision` is None where the facts could not be admitted; `refusal` then says why.
    """

    example: Example
    decision: Decision | None
    unmet: tuple[Expectation, ...] = ()
    refusal: FactsError | None = None

    @property
    def passed(self) -> bool:
        """True where every expectation was met."""
        return self.decision is not None and not self.unmet


def run_examples(program: Program) -> tuple[Result, ...]:
    """Every example of the ruleset, in the order of their places in the files."""
    ordered = sorted(program.ruleset.examples, key=lambda one: (one.site.file, one.site.line, one.name))
    return tuple(_run(program, example) for example in ordered)


def _run(program: Program, example: Example) -> Result:
    try:
        live = program.with_status(dict.fromkeys(example.paused, "paused")) if example.paused else program
        consultation = Consultation(**dict(example.facts))
        decision, fits = live.route(consultation), live.fits(consultation)
    except FactsError as refused:
        return Result(example, None, refusal=refused)
    return Result(example, decision, tuple(one for one in example.expectations if not met(one, decision, fits)))


def met(expectation: Expectation, decision: Decision, fits: Mapping[str, str]) -> bool:
    """Whether a decision meets one expectation; `fits` is yes or maybe for every resource of the answer."""
    wanted = set(expectation.resources)
    opening = {one.resource: one.open for one in decision.referrals}
    sure = {name for name, fit in fits.items() if fit == "yes"}
    match expectation.kind:
        case "exactly":
            return {name for name in sure if opening[name] in ("now", "not asked")} == wanted
        case "includes":
            return wanted <= sure
        case "excludes":
            return wanted.isdisjoint(fits)
        case "first":
            first = [one.resource for one in decision.referrals[: len(expectation.resources)]]
            return first == list(expectation.resources)
        case "later":
            return all(name in sure and opening[name] == "later" for name in wanted)
        case "maybe":
            return all(fits.get(name) == "maybe" for name in wanted)
        case "plan":
            return set(decision.plan) == wanted
        case _:
            return _met_of_the_whole(expectation, decision)


def _met_of_the_whole(expectation: Expectation, decision: Decision) -> bool:
    match expectation.kind:
        case "default":
            return decision.by_default
        case "gap":
            return decision.gap is not None and expectation.gap in (None, decision.gap)
        case "ask":
            return expectation.attribute in {question.attribute for question in decision.questions}
        case "urgency":
            urgency = {one.resource: one.urgency for one in decision.referrals}
            return all(urgency.get(name) == expectation.urgency for name in expectation.resources)
        case _:
            return False
