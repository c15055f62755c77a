"""What may be written down about a case.

Law (design P8): an event is codes, days, names of the registry and of fields, and digests; it has no place for a text
that somebody could write, for a fact's value or for anything personal. Municipality and issues are told by a desk only,
and the place no finer than the municipality or what concealment lets out. `schema` holds events to that, and the audit
log keeps events as they are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final, Literal, TypeAlias

from tsunagari.engine.decision import Decision
from tsunagari.engine.knowledge import Knowledge
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.concealment import Concealment, excludes
from tsunagari.privacy.fact_texts import place_within
from tsunagari.privacy.venue import CaseVenue, Desk

VenueKind: TypeAlias = Literal["desk", "council"]
OUTCOMES: Final = (
    "answered", "default-only", "later-only", "unaddressed",
    "maybe-only", "no-rule", "all-tried", "all-withheld", "all-paused", "out-of-period",
)  # fmt: skip
"""How a consultation ended; from the fifth on, the gap of a decision without a yes."""
HANDOVERS: Final = ("handed", "nothing", "refused")
"""How a handover ended: something went, no field might go, or it was refused as a whole."""


@dataclass(frozen=True, slots=True)
class DecisionEvent:
    """A consultation was answered. `day` is in Asia/Tokyo, `place` a municipality's or prefecture's five digits.

    `issues` and `unaddressed` are canonical and sorted; `receiver` is the first resource that is a yes and may be
    shown, None where there is none. `token` is what a venue that asks for one makes with its key, 64 hexadecimal
    digits.
    """

    kind: ClassVar[str] = "decision"
    day: str
    venue: VenueKind
    at: str
    digest: str
    status: str | None
    outcome: str
    place: str | None
    issues: tuple[str, ...]
    unaddressed: tuple[str, ...]
    receiver: str | None
    token: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, `kind` first."""
        return {"kind": self.kind, **_plain(self)}


@dataclass(frozen=True, slots=True)
class HandoverEvent:
    """Somebody was handed over, or nothing could go, or it was refused: names of fields only, never what they hold.

    `fields` went, those of `by_ground` on the ground and the others by consent; `withheld` pairs a field with its
    reason. `law` and `article` name the ground that an officer chose, whether or not a field needed it. A refusal has
    its code, and None where what was asked for was no receiver, no person of the case or no purpose.
    """

    kind: ClassVar[str] = "handover"
    day: str
    venue: VenueKind
    at: str
    digest: str
    receiver: str | None
    about: str | None
    purpose: str | None
    outcome: Literal["handed", "nothing", "refused"]
    fields: tuple[str, ...] = ()
    by_ground: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    refusal: str | None = None
    law: str | None = None
    article: str | None = None
    officer: str | None = None
    token: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, `kind` first."""
        return {"kind": self.kind, **_plain(self)}


Event: TypeAlias = DecisionEvent | HandoverEvent


def decided(
    ruleset: Ruleset, decision: Decision, knowledge: Knowledge, venue: CaseVenue, day: str,
    concealment: Concealment | None,
) -> DecisionEvent:  # fmt: skip
    """The event of an answer."""
    at_desk = isinstance(venue, Desk)
    sure = (one for one in decision.referrals if one.fit == "yes")
    told = (one.resource for one in sure if not excludes(concealment, one.resource, one.organization))
    return DecisionEvent(
        day=day,
        venue=venue_kind(venue),
        at=venue.name,
        digest=decision.digest,
        status=decision.status,
        outcome=outcome_of(decision, knowledge.issues),
        place=_place(ruleset, knowledge, concealment) if at_desk else None,
        issues=tuple(sorted(knowledge.issues)) if at_desk else (),
        unaddressed=tuple(sorted(decision.unaddressed)) if at_desk else (),
        receiver=next(told, None),
    )


def outcome_of(decision: Decision, issues: Collection[str]) -> str:
    """How a decision ended for somebody who stated these issues, as one of `OUTCOMES`.

    A yes of a rule that is open, or whose hours nobody knows, is an answer, unless it addresses none of the issues.
    """
    if decision.gap is not None:
        return decision.gap
    ruled = [one for one in decision.referrals if one.fit == "yes" and one.by != "default"]
    if not ruled:
        return "default-only"
    if all(one.open == "later" for one in ruled):
        return "later-only"
    return "unaddressed" if issues and set(issues) <= set(decision.unaddressed) else "answered"


def venue_kind(venue: CaseVenue) -> VenueKind:
    """The kind of a venue, as a code."""
    return "desk" if isinstance(venue, Desk) else "council"


def _place(ruleset: Ruleset, knowledge: Knowledge, concealment: Concealment | None) -> str | None:
    level = "municipality" if concealment is None else concealment.level
    found = place_within(ruleset.attributes["lives"], knowledge.told.get("lives", 0), level)
    return None if found is None else found.code


def _plain(event: Event) -> dict[str, Any]:
    told = {field.name: getattr(event, field.name) for field in fields(event)}
    return {name: _listed(value) for name, value in told.items()}


def _listed(value: Any) -> Any:
    return [_listed(one) for one in value] if isinstance(value, tuple) else value
