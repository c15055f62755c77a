"""What the audit log of a venue holds: coded values, and no free text.

Law: a record has a closed schema, and every text in it is a code of a fixed form or a name that the venue's `Terms`
list; nothing else gets in (P8, by allow-list). A record says which fields were handed over, never what they held,
and knows its time by the hour or the day only. Source: issue 5, part 5; 第2の2(1)④ of the notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Final, Literal, TypeAlias

from tsunagari.calendar.hours import JST
from tsunagari.engine.decision import Decision
from tsunagari.errors import UsageError
from tsunagari.model.ruleset import Ruleset

OUTCOMES: Final = (
    "answered", "default-only", "later-only", "unaddressed",
    "maybe-only", "no-rule", "all-tried", "all-withheld", "all-paused", "out-of-period",
)  # fmt: skip
"""How a consultation ended; from the fifth on, the gap of a decision without a yes."""

NAME_LETTERS: Final = 200
MOST_NAMES: Final = 100

_BUCKET = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]))?", re.ASCII)
_MONTH = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_MUNICIPALITY = re.compile(r"[0-9]{5}", re.ASCII)
_TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Terms:
    """The names that a venue's log may hold: the registry's, the fields', the grounds'; tokens only where asked for."""

    issues: frozenset[str] = frozenset()
    receivers: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    tokens: bool = False


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One consultation answered; `unaddressed` are those of `issues` that nothing addressed.

    `municipality` is five digits (a ward, a municipality, or a prefecture's), None where unstated; `receiver` the
    resource that the person was told of first, None where nothing was.
    """

    kind: ClassVar[str] = "decision"
    bucket: str
    digest: str
    municipality: str | None
    issues: tuple[str, ...]
    outcome: str
    unaddressed: tuple[str, ...] = ()
    receiver: str | None = None

    def __post_init__(self) -> None:
        _coded(self.bucket, _BUCKET, "bucket")
        _coded(self.digest, _DIGEST, "digest")
        if self.municipality is not None:
            _coded(self.municipality, _MUNICIPALITY, "municipality")
        _names(self.issues, "issues")
        _names(self.unaddressed, "unaddressed")
        _require(type(self.outcome) is str and self.outcome in OUTCOMES, "outcome")
        _require(set(self.unaddressed) <= set(self.issues), "unaddressed")
        if self.receiver is not None:
            _name(self.receiver, "receiver")


@dataclass(frozen=True, slots=True)
class HandoverRecord:
    """One package handed over: to whom, which fields by name, and by consent or on which declared ground."""

    kind: ClassVar[str] = "handover"
    bucket: str
    digest: str
    receiver: str
    fields: tuple[str, ...]
    basis: Literal["consent", "ground"]
    ground: str | None = None
    token: str | None = None

    def __post_init__(self) -> None:
        _coded(self.bucket, _BUCKET, "bucket")
        _coded(self.digest, _DIGEST, "digest")
        _name(self.receiver, "receiver")
        _names(self.fields, "fields")
        _require(type(self.basis) is str and self.basis in ("consent", "ground"), "basis")
        _require((self.ground is None) == (self.basis == "consent"), "ground")
        if self.ground is not None:
            _name(self.ground, "ground")
        if self.token is not None:
            _coded(self.token, _TOKEN, "token")


@dataclass(frozen=True, slots=True)
class Interruption:
    """The log could not be written for a while: so many records came late, so many never."""

    kind: ClassVar[str] = "interruption"
    bucket: str
    late: int
    lost: int

    def __post_init__(self) -> None:
        _coded(self.bucket, _BUCKET, "bucket")
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
        _coded(self.month, _MONTH, "month")
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
        _coded(self.month, _MONTH, "month")
        _count(self.number, "number")
        _count(self.count, "count")
        _coded(self.last, _HASH, "last")


Told: TypeAlias = DecisionRecord | HandoverRecord | Interruption
"""What a venue tells its log."""
Record: TypeAlias = Told | SegmentStart | Destroyed
_KINDS: Final[Mapping[str, type[Any]]] = {
    one.kind: one for one in (DecisionRecord, HandoverRecord, Interruption, SegmentStart, Destroyed)
}


def record_to_dict(record: Record) -> dict[str, Any]:
    """The JSON object of a record: `kind`, then its fields."""
    plain = {one.name: getattr(record, one.name) for one in fields(record)}
    return {"kind": record.kind} | {k: list(v) if isinstance(v, tuple) else v for k, v in plain.items()}


def record_from_dict(plain: object) -> Record:
    """The record that a JSON object is; UsageError (`audit-record`) where it is none."""
    _require(isinstance(plain, dict), "kind")
    assert isinstance(plain, dict)
    found = _KINDS.get(kind) if isinstance(kind := plain.get("kind"), str) else None
    if found is None or set(plain) != {"kind", *(one.name for one in fields(found))}:
        raise UsageError("audit-record", field="kind")
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in plain.items() if k != "kind"}
    record: Record = found(**given)
    return record


def outside(record: Told, terms: Terms) -> str | None:
    """The field of a record that holds a name which is not among the terms; None where every name is."""
    if isinstance(record, DecisionRecord):
        if not set(record.issues) <= terms.issues:
            return "issues"
        return None if record.receiver is None or record.receiver in terms.receivers else "receiver"
    if isinstance(record, HandoverRecord):
        if record.receiver not in terms.receivers:
            return "receiver"
        if not set(record.fields) <= terms.fields:
            return "fields"
        if record.ground is not None and record.ground not in terms.grounds:
            return "ground"
        return "token" if record.token is not None and not terms.tokens else None
    return None


def terms_of(
    ruleset: Ruleset, fields: frozenset[str] = frozenset(), grounds: frozenset[str] = frozenset(), tokens: bool = False
) -> Terms:
    """The terms of a venue that routes by this ruleset: its issues and resources, and the fields and grounds named."""
    return Terms(frozenset(ruleset.issues.above), frozenset(ruleset.resources), fields, grounds, tokens)


def record_of(decision: Decision, bucket: str, municipality: str | None, issues: tuple[str, ...]) -> DecisionRecord:
    """The record of a decision for somebody who stated these issues (canonical names) and lives there.

    The receiver is the first referral that is a yes. Raises UsageError (`audit-record`).
    """
    stated = tuple(sorted(set(issues)))
    sure = next((one.resource for one in decision.referrals if one.fit == "yes"), None)
    left = tuple(sorted(set(decision.unaddressed) & set(stated)))
    return DecisionRecord(bucket, decision.digest, municipality, stated, outcome_of(decision, stated), left, sure)


def outcome_of(decision: Decision, issues: tuple[str, ...]) -> str:
    """How a decision ended for somebody who stated these issues, as one of `OUTCOMES`.

    A yes of a rule that is open, or whose hours nobody knows, is an answer, unless it addresses none of the issues.
    """
    if decision.gap is not None:
        return decision.gap
    sure = [one for one in decision.referrals if one.fit == "yes"]
    ruled = [one for one in sure if one.by != "default"]
    if not ruled:
        return "default-only"
    if all(one.open == "later" for one in ruled):
        return "later-only"
    return "unaddressed" if issues and set(issues) <= set(decision.unaddressed) else "answered"


def bucket_of(instant: datetime, width: Literal["hour", "day"] = "hour") -> str:
    """The hour or day in Asia/Tokyo in which an instant lies; UsageError for a naive instant or another width."""
    if not isinstance(instant, datetime) or instant.utcoffset() is None or width not in ("hour", "day"):
        raise UsageError("audit-record", field="bucket")
    try:
        text = instant.astimezone(JST).strftime("%Y-%m-%dT%H")
    except (OverflowError, ValueError):
        raise UsageError("audit-record", field="bucket") from None
    text = text if width == "hour" else text[:10]
    _coded(text, _BUCKET, "bucket")
    return text


def is_month(text: str) -> bool:
    """Whether a text is a month such as `2026-05`."""
    return _MONTH.fullmatch(text) is not None


def _require(held: bool, field: str) -> None:
    if not held:
        raise UsageError("audit-record", field=field)


def _coded(value: object, form: re.Pattern[str], field: str) -> None:
    _require(type(value) is str and form.fullmatch(value) is not None, field)


def _count(value: object, field: str) -> None:
    _require(type(value) is int and 0 <= value < 10**12, field)


def _name(value: object, field: str) -> None:
    good = type(value) is str and 0 < len(value) <= NAME_LETTERS and value.isprintable()
    _require(good, field)


def _names(value: object, field: str) -> None:
    _require(type(value) is tuple and len(value) <= MOST_NAMES, field)
    assert isinstance(value, tuple)
    for one in value:
        _name(one, field)
    _require(list(value) == sorted(set(value)), field)
