"""What an import found of each resource, before it is written as rules, and after rules are read back.

Law: None is *unknown*: the source says nothing. An empty tuple is *no condition*, and somebody said so: the source, or
the person who wrote the mapping. Nothing turns the one into the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tsunagari.calendar.hours import Hours
from tsunagari.exchange.place_cells import Area
from tsunagari.exchange.remarks import Where

UNKNOWN_FIELDS: Final[Mapping[str, str]] = {
    "areas": "対象地域の確認",
    "ages": "対象年齢の確認",
    "clients": "対象者の確認",
    "topics": "対象分野の確認",
    "languages": "対応言語の確認",
}
"""What may be unknown about whom a resource serves, and the attribute that has to be asked then.

The rule language has no `serves unknown`: a field that is not written is no condition. So an unknown field is written
as a condition on an attribute of its own, which nobody has told: the resource is a *maybe* until somebody asks the
desk.
"""
INSIDE, OUTSIDE = ("対象内", "inside"), ("対象外", "outside")
ANY_LANGUAGE: Final = "すべて"
WEB_PAGE: Final = "ホームページ"
HOURS_ONLY: Final = "（時間帯のみ）"
"""The kind of a row that is no resource: hours of a place that no resource names."""


@dataclass(frozen=True, slots=True)
class Way:
    """A channel (None: not known), hours (None: unknown; several are a union), a number (None: unknown)."""

    channel: str | None
    hours: tuple[Hours, ...] | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource; None is unknown, () is no condition.

    `areas` less `without`; `ages` are ranges with both ends included; `clients` is () where everybody may come.
    `status`
    is None where it is not written (the rule language reads that as active). `remarks` are sentences for the ※ beside
    it. `key` is what the source calls it and `where` its row; neither is part of what it is.
    """

    name: str
    kind: str
    organization: str | None = None
    areas: tuple[Area, ...] | None = None
    without: tuple[Area, ...] = ()
    ages: tuple[tuple[int, int], ...] | None = None
    clients: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    ways: tuple[Way, ...] = ()
    status: str | None = None
    verified: date | None = None
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    key: str = field(default="", compare=False)
    where: Where | None = field(default=None, compare=False, repr=False)

    def unknown(self) -> tuple[str, ...]:
        """The fields of UNKNOWN_FIELDS that are unknown, in its order."""
        told = {
            "areas": self.areas, "ages": self.ages, "clients": self.clients, "topics": self.topics,
            "languages": self.languages,
        }  # fmt: skip
        return tuple(name for name in UNKNOWN_FIELDS if told[name] is None)


@dataclass(frozen=True, slots=True)
class Timetable:
    """Hours of a place that no resource names: written as a block of hours under the name of the place."""

    name: str
    hours: tuple[Hours, ...]
    remarks: tuple[str, ...] = ()
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that one import found, in the one order in which it is written."""

    entries: tuple[Entry, ...] = ()
    organizations: tuple[str, ...] = ()
    timetables: tuple[Timetable, ...] = ()
