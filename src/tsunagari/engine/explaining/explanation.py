"""Why an answer is what it is, as a value: what leads to a resource, what is against it, what would change that.

Law: every key is always there, the order is fixed, and the same facts, ruleset and status give the same bytes. Values
of the rules are named, what was told is not: a line says what is asked for and whether it holds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from tsunagari.engine.answer import By, Gap
from tsunagari.engine.explaining.changes import Change
from tsunagari.engine.explaining.said import Said
from tsunagari.engine.opening import Open
from tsunagari.model.rules import Site, Urgency

Fit = Literal["yes", "maybe", "no"]
FITS: tuple[Fit, ...] = ("no", "maybe", "yes")
"""By verdict."""

ClauseBy = By | Literal["withhold"]
Outcome = Literal["found", "none", "undecided", "not sought"]


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One condition and how it stands; `kind` is where it is written: when, proviso, serves, ages, …, way, period."""

    kind: str
    attributes: tuple[str, ...]
    fit: Fit
    text: Said

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "kind": self.kind,
            "attributes": list(self.attributes),
            "fit": self.fit,
            "text": self.text.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ClauseSeen:
    """One clause that leads, or would lead, to the resource; `lines` its own, the resource's and the way's.

    Also a withhold that names it, with its own lines; `by` tells which.
    """

    name: str
    by: ClauseBy
    ruleset: str
    site: Site | None
    urgency: Urgency
    basis: tuple[str, ...]
    fit: Fit
    lines: tuple[LineSeen, ...]

    @property
    def against(self) -> tuple[LineSeen, ...]:
        """The lines that are no or maybe, no first."""
        found = [line for line in self.lines if line.fit != "yes"]
        return tuple(sorted(found, key=lambda line: FITS.index(line.fit)))

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        site = self.site
        return {
            "name": self.name,
            "by": self.by,
            "ruleset": self.ruleset,
            "file": None if site is None else site.file,
            "line": None if site is None else site.line,
            "urgency": self.urgency,
            "basis": list(self.basis),
            "fit": self.fit,
            "lines": [line.to_dict() for line in self.lines],
        }


@dataclass(frozen=True, slots=True)
class WaySeen:
    """One way through which the clauses lead: its hours by name, and how open it is."""

    channel: str | None
    hours: tuple[str, ...] | None
    open: Open

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        hours = None if self.hours is None else list(self.hours)
        return {"channel": self.channel, "hours": hours, "open": self.open}


@dataclass(frozen=True, slots=True)
class OpeningSeen:
    """How open the resource is, and through which ways; `at` is set for `later` only."""

    open: Open
    at: datetime | None
    ways: tuple[WaySeen, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        at = None if self.at is None else self.at.isoformat()
        return {"open": self.open, "opens_at": at, "ways": [way.to_dict() for way in self.ways]}


@dataclass(frozen=True, slots=True)
class Behind:
    """The resource before this one, and the first thing in the order that parts them."""

    resource: str
    key: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {"resource": self.resource, "key": self.key}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the resource is not a yes: a stable code, the clause it is about with its `by` (or None), the phrase."""

    code: str
    text: Said
    clause: str | None = None
    by: ClauseBy | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {"code": self.code, "clause": self.clause, "by": self.by, "text": self.text.to_dict()}


@dataclass(frozen=True, slots=True)
class Sought:
    """What would make the resource a yes: the smallest changes of facts, smallest and plainest first.

    `none`: no change of up to `most` attributes does, only the rules or the registry could; `undecided`: the budget
    ended while changes of `most` were tried.
    """

    outcome: Outcome
    changes: tuple[Change, ...] = ()
    most: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "outcome": self.outcome,
            "most": self.most,
            "changes": [change.to_dict() for change in self.changes],
        }


@dataclass(frozen=True, slots=True)
class ResourceSeen:
    """One resource: how it fits, the clauses about it (those that count most first), and what stands against it."""

    resource: str
    organization: str | None
    fit: Fit
    clauses: tuple[ClauseSeen, ...]
    opening: OpeningSeen | None
    behind: Behind | None
    reasons: tuple[Reason, ...]
    sought: Sought

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "resource": self.resource,
            "organization": self.organization,
            "fit": self.fit,
            "clauses": [clause.to_dict() for clause in self.clauses],
            "opening": None if self.opening is None else self.opening.to_dict(),
            "behind": None if self.behind is None else self.behind.to_dict(),
            "reasons": [reason.to_dict() for reason in self.reasons],
            "change": self.sought.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole explanation: the resources of the answer in its order, or those that were asked about.

    `absent` is how many resources of the ruleset are neither a yes nor a maybe.
    """

    ruleset: str
    digest: str
    status: str | None
    gap: Gap | None
    absent: int
    resources: tuple[ResourceSeen, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "ruleset": self.ruleset,
            "digest": self.digest,
            "status": self.status,
            "gap": self.gap,
            "absent": self.absent,
            "resources": [resource.to_dict() for resource in self.resources],
        }

    def to_json(self) -> str:
        """The JSON text, the same bytes for the same explanation."""
        return json.dumps(self.to_dict(), ensure_ascii=False)
