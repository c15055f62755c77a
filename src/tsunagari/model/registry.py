"""What is registered with the platform: bodies, organizations, resources and their ways.

Law: what an entry does not write is no condition and is never invented: unknown hours are
None, an unknown telephone number is None, and `check` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tsunagari.calendar.hours import Hours
from tsunagari.model.formula import TRUE, Formula

Status = Literal["active", "paused", "do-not-refer", "closed"]


@dataclass(frozen=True, slots=True)
class Period:
    """Dates from `start` to `end`, both ends included; None is open on that side."""

    start: date | None = None
    end: date | None = None

    def contains(self, day: date) -> bool:
        """True where the day lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def begins_after(self, day: date) -> bool:
        """True where the period has not begun on that day."""
        return self.start is not None and day < self.start

    def over(self, day: date) -> bool:
        """True where the period has ended before that day."""
        return self.end is not None and self.end < day


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Law:
    """A law or plan that rules cite."""

    name: str
    names: tuple[str, ...] = ()
    title: str = ""
    effective: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Body:
    """A council, platform or meeting: its kind, basis and whether its members are bound to secrecy (None: unknown)."""

    name: str
    names: tuple[str, ...] = ()
    kind: str | None = None
    basis: tuple[str, ...] = ()
    secrecy: bool | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization; `member_of` holds (body, role or "") pairs, sorted."""

    name: str
    names: tuple[str, ...] = ()
    kind: str | None = None
    member_of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a resource: `channels` and `speaks` are masks over those attributes' domains.

    `channel` is the canonical name of the written channel, or None for a resource without `via` lines (one way
    that any channel fits); `hours` is None where unknown; `hours_names` are the names as written, for print.
    """

    channel: str | None
    channels: int
    speaks: int
    hours: tuple[Hours, ...] | None
    hours_names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Serves:
    """One `serves` line: entries (name as resolved, mask of leaves less the line's exceptions) and whose place counts.

    `scopes` ⊆ {"living", "working", "studying", "staying", "caller-living"}; empty = living, and staying for no
    fixed abode.
    """

    entries: tuple[tuple[str, int], ...]
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A registered resource with its own conditions (language §4).

    `conditions` pairs a field (`serves`, `ages`, `for`, `handles`, `requires`) with its formula; the ways and
    `effective` are apart. `honours` are canonical wishes; `handles` canonical issues; `needs` canonical field names.
    """

    name: str
    names: tuple[str, ...] = ()
    organization: str | None = None
    kind: str | None = None
    serves: tuple[Serves, ...] = ()
    conditions: tuple[tuple[str, Formula], ...] = ()
    handles: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    honours: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    booking: bool | None = None
    status: Status = "active"
    effective: Period = ALWAYS
    verified: date | None = None
    note: tuple[str, ...] = ()
    ruleset: str = ""

    def condition(self, field: str) -> Formula:
        """The formula of one field; always true where the field is not written."""
        return dict(self.conditions).get(field, TRUE)
