"""The product and its plain reading, in the readings in which a caller meets them.

Law: only names that others may rely on are used: `Program`, `route`, `Decision.top`, `Decision.referrals`,
`Consultation`, and `Reference` as the oracle. What is timed begins at a `Consultation` and includes looking up every
name that it tells; making it of keyword facts is a row of its own, and so is everything together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contest.peer import Answer
from contest.question import Asked
from tsunagari import Consultation
from tsunagari.engine.decision import Decision
from tsunagari.engine.reference import Reference
from tsunagari.model.rules import URGENCIES
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.program import Program


class Counted:
    """`route` and what a decision knows at once: how many maybes, and why nothing is a yes."""

    def __init__(self, ruleset: Ruleset, program: Program) -> None:
        self._program = program
        self._numbers = {name: number for number, name in enumerate(sorted(ruleset.resources))}

    def prepare(self, asked: Asked) -> Any:
        """The consultation."""
        return asked.told

    def ask(self, prepared: Any) -> Decision:
        """The decision, its referrals not looked at."""
        decision = self._program.route(prepared)
        decision.maybe_count  # noqa: B018 - looking is what is timed
        decision.gap  # noqa: B018
        return decision

    def answer(self, found: Decision) -> Answer:
        """Resource → urgency, of what a rule leads to."""
        return {
            self._numbers[one.resource]: URGENCIES.index(one.urgency)
            for one in found.referrals
            if one.fit == "yes" and one.by == "rule"
        }


class Five(Counted):
    """The first five referrals."""

    def ask(self, prepared: Any) -> Decision:
        """The decision after its first five were looked at."""
        decision = self._program.route(prepared)
        decision.top(5)
        return decision


class Everything(Counted):
    """Every referral."""

    def ask(self, prepared: Any) -> Decision:
        """The decision after all referrals were looked at."""
        decision = self._program.route(prepared)
        decision.referrals  # noqa: B018
        return decision


class FactsIn(Counted):
    """From keyword facts to the first five."""

    def prepare(self, asked: Asked) -> Mapping[str, Any]:
        """The facts."""
        return asked.facts

    def ask(self, prepared: Mapping[str, Any]) -> Decision:
        """Construction and decision."""
        decision = self._program.route(Consultation(**prepared))
        decision.top(5)
        return decision


class Constructed(FactsIn):
    """The construction alone; it answers nothing, so it is checked by routing what it made."""

    def ask(self, prepared: Mapping[str, Any]) -> Consultation:  # type: ignore[override]
        """The consultation."""
        return Consultation(**prepared)

    def answer(self, found: Any) -> Answer:
        """What the consultation that was made is answered."""
        return super().answer(self._program.route(found))


class Plain(Counted):
    """The plain reading, clause by clause."""

    def __init__(self, ruleset: Ruleset, reference: Reference) -> None:
        super().__init__(ruleset, reference)  # type: ignore[arg-type]
        self._reference = reference

    def ask(self, prepared: Any) -> Decision:
        """The decision, all of it."""
        return self._reference.decide(prepared)
