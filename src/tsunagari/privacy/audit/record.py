"""What the audit log of a venue holds: events as they are, and what the log says of itself.

Law: a record has a closed schema and no free text (P8, by allow-list): `schema.check` holds events to it, on the way in
and when they are read back; the log's own records are days, months, numbers and hashes. Source: issue 5, part 5;
第2の2(1)④ of the notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final, TypeAlias

from tsunagari.errors import UsageError
from tsunagari.privacy.events import DecisionEvent, Event, HandoverEvent
from tsunagari.privacy.months import is_month
from tsunagari.privacy.schema import event_from_dict

_DAY = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Interruption:
    """The log could not be written for a while: so many records came late, so many never.

    `since` is the day of the first of them; `day` is when that could be written down. A torn tail that was cut off
    counts as one lost record, of the first day of its month.
    """

    kind: ClassVar[str] = "interruption"
    day: str
    since: str
    late: int
    lost: int

    def __post_init__(self) -> None:
        _coded(self.day, _DAY, "day")
        _coded(self.since, _DAY, "since")
        _count(self.late, "late")
        _count(self.lost, "lost")


@dataclass(frozen=True, slots=True)
class SegmentStart:
    """The first record of a month's segment: its number from 1, and the last hash of the segment before."""

    kind: ClassVar[str] = "segment"
    month: str
    number: int
    previous: str

    def __post_init__(self) -> None:
        _require(is_month(self.month), "month")
        _count(self.number, "number")
        _require(self.number > 0, "number")
        _coded(self.previous, _HASH, "previous")


@dataclass(frozen=True, slots=True)
class Destroyed:
    """A segment was destroyed on purpose: how many records it held, its start record included, and its last hash."""

    kind: ClassVar[str] = "destroyed"
    month: str
    number: int
    count: int
    last: str

    def __post_init__(self) -> None:
        _require(is_month(self.month), "month")
        _count(self.number, "number")
        _count(self.count, "count")
        _coded(self.last, _HASH, "last")


Told: TypeAlias = Event | Interruption
"""What comes in over time: what a venue tells its log, and that it could not."""
Record: TypeAlias = Told | SegmentStart | Destroyed
_OWN: Final[Mapping[str, type[Any]]] = {one.kind: one for one in (Interruption, SegmentStart, Destroyed)}


def record_to_dict(record: Record) -> dict[str, Any]:
    """The JSON object of a record: `kind`, then its fields."""
    if isinstance(record, DecisionEvent | HandoverEvent):
        return record.to_dict()
    return {"kind": record.kind} | {one.name: getattr(record, one.name) for one in fields(record)}


def record_from_dict(plain: object) -> Record:
    """The record that a JSON object is; UsageError (`audit-record`) or PrivacyError (bad-event) where it is none."""
    kind = plain.get("kind") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(kind, str):
        raise UsageError("audit-record", field="kind")
    found = _OWN.get(kind)
    if found is None:
        return event_from_dict(plain)
    if set(plain) != {"kind", *(one.name for one in fields(found))}:
        raise UsageError("audit-record", field="kind")
    record: Record = found(**{key: value for key, value in plain.items() if key != "kind"})
    return record


def _require(held: bool, field: str) -> None:
    if not held:
        raise UsageError("audit-record", field=field)


def _coded(value: object, form: re.Pattern[str], field: str) -> None:
    _require(type(value) is str and form.fullmatch(value) is not None, field)


def _count(value: object, field: str) -> None:
    _require(type(value) is int and 0 <= value < 10**12, field)
