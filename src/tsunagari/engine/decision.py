"""The whole answer to one consultation, as a value and as JSON.

Law: every key is always there, names are canonical, instants are ISO 8601 with +09:00, and the same facts, digest
and status give the same bytes (design §5). The parts stand in the order of the JSON keys; some may be worked out
only when somebody looks at them, and are the same whenever that is.
"""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from tsunagari.engine.answer import By, Gap
from tsunagari.engine.opening import Open
from tsunagari.errors import bare, guarded
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


class Unfolding(Protocol):
    """What works out the parts of a decision when somebody looks; asked twice, it gives equal parts."""

    def referrals(self, first: int | None) -> tuple[Referral, ...]:
        """Every referral, or the first few."""
        ...

    def yes_count(self) -> int:
        """How many referrals are a yes."""
        ...

    def by_default(self) -> bool:
        """Whether a default is among the referrals."""
        ...

    def questions(self) -> tuple[Question, ...]:
        """What is worth asking."""
        ...

    def plan(self) -> tuple[str, ...]:
        """The fewest resources for several issues."""
        ...

    def unaddressed(self) -> tuple[str, ...]:
        """The stated issues left."""
        ...


class Decision:
    """The whole answer: `referrals` are every yes and the first 20 maybes; `gap` is None where one is a yes.

    A value: it never changes, and two are equal where all their parts are. A part may be worked out when it is first
    looked at (`later`), by whichever thread; that takes no lock, since the part is the same each time.
    """

    __slots__ = ("_parts", "_unfolding")
    __match_args__ = (
        "ruleset", "digest", "status", "referrals", "maybe_count", "by_default", "gap", "questions", "plan",
        "unaddressed",
    )  # fmt: skip

    _parts: dict[str, Any]
    _unfolding: Unfolding | None

    def __init__(
        self,
        ruleset: str,
        digest: str,
        status: str | None,
        referrals: tuple[Referral, ...],
        maybe_count: int,
        by_default: bool,
        gap: Gap | None,
        questions: tuple[Question, ...],
        plan: tuple[str, ...],
        unaddressed: tuple[str, ...],
    ) -> None:
        parts = (ruleset, digest, status, referrals, maybe_count, by_default, gap, questions, plan, unaddressed)
        object.__setattr__(self, "_parts", dict(zip(self.__match_args__, parts, strict=True)))
        object.__setattr__(self, "_unfolding", None)

    @classmethod
    def later(
        cls, ruleset: str, digest: str, status: str | None, maybe_count: int, gap: Gap | None, unfolding: Unfolding
    ) -> Decision:
        """A decision whose other parts are worked out when somebody looks."""
        made = cls.__new__(cls)
        parts = {"ruleset": ruleset, "digest": digest, "status": status, "maybe_count": maybe_count, "gap": gap}
        object.__setattr__(made, "_parts", parts)
        object.__setattr__(made, "_unfolding", unfolding)
        return made

    @property
    def ruleset(self) -> str:
        """The name of the ruleset."""
        return str(self._parts["ruleset"])

    @property
    def digest(self) -> str:
        """`sha256:…` of the ruleset's meaning."""
        return str(self._parts["digest"])

    @property
    def status(self) -> str | None:
        """`sha256:…` of the live status; None where there is none."""
        found: str | None = self._parts["status"]
        return found

    @property
    def referrals(self) -> tuple[Referral, ...]:
        """Every yes and the first 20 maybes, in order."""
        if "referrals" not in self._parts and self._unfolding is not None:
            self._parts["referrals"] = _unfolded(self._unfolding, "referrals", None)
        found: tuple[Referral, ...] = self._parts["referrals"]
        return found

    def top(self, first: int) -> tuple[Referral, ...]:
        """The first few referrals, without working out the others."""
        if "referrals" in self._parts or self._unfolding is None:
            return self.referrals[:first]
        try:  # as `_unfolded` does, without the price of a call
            return self._unfolding.referrals(first)
        except Exception as fault:
            refused = bare(fault)
        del self
        raise refused

    @property
    def yes_count(self) -> int:
        """How many resources are a yes; all of them are listed, so it is no key of the JSON object."""
        if "referrals" in self._parts or self._unfolding is None:
            return sum(one.fit == "yes" for one in self.referrals)
        return self._unfolding.yes_count()

    @property
    def maybe_count(self) -> int:
        """How many resources are a maybe, listed or not."""
        return int(self._parts["maybe_count"])

    @property
    def by_default(self) -> bool:
        """Whether a default is among the referrals."""
        return bool(self._part("by_default"))

    @property
    def gap(self) -> Gap | None:
        """Why nothing is a yes; None where something is."""
        found: Gap | None = self._parts["gap"]
        return found

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is worth asking, what decides most first."""
        found: tuple[Question, ...] = self._part("questions")
        return found

    @property
    def plan(self) -> tuple[str, ...]:
        """For two or more issues, the fewest resources that address them."""
        found: tuple[str, ...] = self._part("plan")
        return found

    @property
    def unaddressed(self) -> tuple[str, ...]:
        """The stated issues that no yes resource addresses."""
        found: tuple[str, ...] = self._part("unaddressed")
        return found

    def _part(self, name: str) -> Any:
        if name not in self._parts:
            self._parts[name] = _unfolded(self._unfolding, name)
        return self._parts[name]

    def _all(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"a decision never changes: `{name}` cannot be set")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"a decision never changes: `{name}` cannot be deleted")

    def __eq__(self, other: object) -> bool:
        return self._all() == other._all() if isinstance(other, Decision) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={part!r}" for name, part in zip(self.__match_args__, self._all(), strict=True))
        return f"Decision({shown})"

    def __reduce__(self) -> tuple[type[Decision], tuple[Any, ...]]:
        return Decision, self._all()

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


@guarded
def _unfolded(unfolding: Unfolding | None, name: str, *told: int | None) -> Any:
    """A part of a decision that is worked out late; an error leaves alone, as it does from `route`."""
    return getattr(unfolding, name)(*told)
