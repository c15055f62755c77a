"""What becomes of one consultation when one ruleset takes the place of another.

Law: every consultation that both rulesets admit has exactly one change, and it is read off the two decisions alone:
the first resource that is a yes, how urgent it is, and why there is none. What is kept of somebody is a code, the
prefecture and the issue; the facts themselves go no further than this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from tsunagari.engine.admission import admit, lookup_of
from tsunagari.engine.answer import Gap
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision, Referral
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.lookup import Lookup
from tsunagari.errors import FactsError
from tsunagari.model.issues import Issues
from tsunagari.model.rules import URGENCIES
from tsunagari.pipeline.program import Program
from tsunagari.privacy.fact_texts import place_within

Kind: TypeAlias = Literal["same", "moved", "lost", "gained", "nobody"]
Side: TypeAlias = Literal["old", "new", "both"]

KINDS: Final[tuple[Kind, ...]] = ("same", "moved", "lost", "gained", "nobody")
"""The first yes stays, is another one, is gone, is new; or nobody is a yes before and after."""
GAPS: Final[tuple[Gap, ...]] = get_args(Gap)
STEPS: Final = ("as-urgent", "more-urgent", "less-urgent")
DETAILS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "same": STEPS,
    "moved": STEPS,
    "lost": GAPS,
    "gained": GAPS,
    "nobody": tuple(f"{before} {after}" for before in GAPS for after in GAPS),
}
"""What is told besides: how urgency changed, the gap after, the gap before, the gaps before and after."""
ELSEWHERE: Final = "elsewhere"
"""The place of whoever told none, several prefectures, no fixed abode, or abroad."""
NO_ISSUE: Final = ""
SEVERAL: Final = "\n"
"""Instead of an issue, as no name is written: none was stated, or several of which none lies above another."""


@dataclass(frozen=True, slots=True)
class Change:
    """One consultation: what changed, where (a prefecture's five digits), about what, and from whom to whom."""

    kind: Kind
    detail: str
    place: str
    issue: str
    pair: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One consultation that a ruleset does not admit: which of the two, and the code; never an attribute or a value."""

    side: Side
    code: str


class Comparer:
    """Two programs, asked the same."""

    __slots__ = ("_issues", "_names", "new", "old")

    def __init__(self, old: Program, new: Program) -> None:
        self.old, self.new = old, new
        self._names: Lookup = lookup_of(old.ruleset)
        self._issues: Issues = old.ruleset.issues

    def change(self, consultation: Consultation) -> Change | Refused:
        """What becomes of somebody; never raises for what they told."""
        before, after = _answer(self.old, consultation), _answer(self.new, consultation)
        if isinstance(before, str) or isinstance(after, str):
            return _refused(before, after)
        known = admit(self.old.ruleset, consultation, self._names)
        kind, detail, pair = compared(before, after)
        return Change(kind, detail, self._place(known), issue_of(known.issues, self._issues), pair)

    def _place(self, known: Knowledge) -> str:
        found = place_within(self.old.ruleset.attributes["lives"], known.told.get("lives", 0), "prefecture")
        return ELSEWHERE if found is None else found.code


def compared(before: Decision, after: Decision) -> tuple[Kind, str, tuple[str, str] | None]:
    """The kind of a change, its detail, and for a move from which resource to which."""
    if before.gap is not None:
        if after.gap is not None:
            return "nobody", f"{before.gap} {after.gap}", None
        return "gained", before.gap, None
    if after.gap is not None:
        return "lost", after.gap, None
    one, other = _first(before), _first(after)
    step = STEPS[_sign(URGENCIES.index(one.urgency) - URGENCIES.index(other.urgency))]
    if one.resource == other.resource:
        return "same", step, None
    return "moved", step, (one.resource, other.resource)


def issue_of(stated: frozenset[str], issues: Issues) -> str:
    """The one lowest issue of those stated, or that there is none or are several."""
    lowest = [one for one in stated if not any(issues.strictly_under(other, one) for other in stated)]
    return NO_ISSUE if not lowest else lowest[0] if len(lowest) == 1 else SEVERAL


def _answer(program: Program, consultation: Consultation) -> Decision | str:
    try:
        return program.route(consultation)
    except FactsError as refused:
        return refused.code


def _refused(before: Decision | str, after: Decision | str) -> Refused:
    if isinstance(before, str):
        return Refused("both" if before == after else "old", before)
    assert isinstance(after, str)
    return Refused("new", after)


def _first(decision: Decision) -> Referral:
    """The first resource that is a yes: every yes stands before every maybe."""
    return decision.top(1)[0]


def _sign(difference: int) -> int:
    """0, 1 or -1 (the last of the steps)."""
    return (difference > 0) - (difference < 0)
