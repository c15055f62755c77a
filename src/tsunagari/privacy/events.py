"""What may be written down about a case.

Law (design P8): an event is codes, days, names of the registry and of fields, and digests; it has no place for a text
that somebody could write, for a fact's value or for anything personal. Municipality and issues are told by a desk only,
and the place no finer than the municipality or what concealment lets out. `schema` holds events to that.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final, Literal, TypeAlias

from tsunagari.engine.decision import Decision
from tsunagari.engine.knowledge import Knowledge
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.concealment import Concealment
from tsunagari.privacy.fact_texts import place_within
from tsunagari.privacy.venue import CaseVenue, Desk

VenueKind: TypeAlias = Literal["desk", "council"]
OUTCOMES: Final = (
    "answered", "maybe-only", "no-rule", "all-tried", "all-withheld", "all-paused", "out-of-period",
)  # fmt: skip
"""What became of a consultation: a yes, or the decision's gap."""


@dataclass(frozen=True, slots=True)
class DecisionEvent:
    """A consultation was answered. `day` is in Asia/Tokyo, `place` a municipality's or prefecture's five digits.

    `issues` and `unaddressed` are canonical; `default_only` and `later_only` say that every yes is one by default, or
    opens later. `token` is what a venue that asks for one makes with its key, 64 hexadecimal digits.
    """

    day: str
    venue: VenueKind
    at: str
    digest: str
    status: str | None
    outcome: str
    default_only: bool
    later_only: bool
    place: str | None
    issues: tuple[str, ...]
    unaddressed: tuple[str, ...]
    token: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, `event` first."""
        return {"event": "decision", **_plain(self)}


@dataclass(frozen=True, slots=True)
class HandoverEvent:
    """Somebody was handed over, or nothing could go: names of fields only, never what they hold.

    `fields` went, `withheld` pairs a field with its reason. `law` and `article` name the ground that an officer chose,
    whether or not a field needed it.
    """

    day: str
    venue: VenueKind
    at: str
    digest: str
    receiver: str
    about: str
    purpose: str
    outcome: Literal["handed", "nothing"]
    fields: tuple[str, ...]
    by_ground: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    law: str | None = None
    article: str | None = None
    officer: str | None = None
    token: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, `event` first."""
        return {"event": "handover", **_plain(self)}


Event: TypeAlias = DecisionEvent | HandoverEvent


def decided(
    ruleset: Ruleset, decision: Decision, knowledge: Knowledge, venue: CaseVenue, day: str,
    concealment: Concealment | None,
) -> DecisionEvent:  # fmt: skip
    """The event of an answer."""
    sure = [one for one in decision.referrals if one.fit == "yes"]
    at_desk = isinstance(venue, Desk)
    return DecisionEvent(
        day=day,
        venue=venue_kind(venue),
        at=venue.name,
        digest=decision.digest,
        status=decision.status,
        outcome=decision.gap or "answered",
        default_only=bool(sure) and all(one.by == "default" for one in sure),
        later_only=bool(sure) and all(one.open == "later" for one in sure),
        place=_place(ruleset, knowledge, concealment) if at_desk else None,
        issues=tuple(sorted(knowledge.issues)) if at_desk else (),
        unaddressed=tuple(sorted(decision.unaddressed)) if at_desk else (),
    )


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
