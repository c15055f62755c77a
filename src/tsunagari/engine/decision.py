"""The whole answer to one consultation, as a value and as JSON.

Law: every key is always there, names are canonical, instants are ISO 8601 with +09:00, and the same facts, digest
and status give the same bytes (design §5). The fields stand in the order of the JSON keys.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from tsunagari.engine.answer import By, Gap
from tsunagari.engine.opening import Open
from tsunagari.model.rules import Urgency


@dataclass(frozen=True, slots=True)
class WayOffered:
    """A way to reach the resource that fits the told channel and language; `phone` None is unknown."""

    channel: str
    phone: str | None
    open: Open

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {"channel": self.channel, "phone": self.phone, "open": self.open}


@dataclass(frozen=True, slots=True)
class Referral:
    """One resource that takes, or may take, this person; `opens_at` is in Asia/Tokyo and set for `later` only."""

    resource: str
    organization: str | None
    fit: Literal["yes", "maybe"]
    open: Open
    opens_at: datetime | None
    again: bool
    urgency: Urgency
    by: By
    rules: tuple[str, ...]
    basis: tuple[str, ...]
    confirm: tuple[str, ...]
    unmet_wishes: tuple[str, ...]
    via: tuple[WayOffered, ...]
    say: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "resource": self.resource,
            "organization": self.organization,
            "fit": self.fit,
            "open": self.open,
            "opens_at": None if self.opens_at is None else self.opens_at.isoformat(),
            "again": self.again,
            "urgency": self.urgency,
            "by": self.by,
            "rules": list(self.rules),
            "basis": list(self.basis),
            "confirm": list(self.confirm),
            "unmet_wishes": list(self.unmet_wishes),
            "via": [way.to_dict() for way in self.via],
            "say": list(self.say),
        }


@dataclass(frozen=True, slots=True)
class Question:
    """An attribute worth asking: some answer to it alone would settle so many of the maybes."""

    attribute: str
    decides: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {"attribute": self.attribute, "decides": self.decides}


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole answer: `referrals` are every yes and the first 20 maybes; `gap` is None where one is a yes."""

    ruleset: str
    digest: str
    status: str | None
    referrals: tuple[Referral, ...]
    maybe_count: int
    by_default: bool
    gap: Gap | None
    questions: tuple[Question, ...]
    plan: tuple[str, ...]
    unaddressed: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of design §5."""
        return {
            "ruleset": self.ruleset,
            "digest": self.digest,
            "status": self.status,
            "referrals": [referral.to_dict() for referral in self.referrals],
            "maybe_count": self.maybe_count,
            "by_default": self.by_default,
            "gap": self.gap,
            "questions": [question.to_dict() for question in self.questions],
            "plan": list(self.plan),
            "unaddressed": list(self.unaddressed),
        }

    def to_json(self) -> str:
        """The JSON text, the same bytes for the same decision."""
        return json.dumps(self.to_dict(), ensure_ascii=False)
