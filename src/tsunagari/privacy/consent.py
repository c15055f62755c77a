"""What a person agreed to: one receiver, one field, one purpose, until one instant.

Law (design P3): nothing is consented by default and nothing by a wildcard; a consent belongs to the container of the
person whom the field is about; whether it holds is a pure function of the instant handed in. It holds from the instant
at which it was given up to, and not at, its end or its withdrawal. A guardian's consent is void under concealment.
Instants are kept in Asia/Tokyo: Python compares two of one zone by what the clock on the wall says, and where a clock
goes back it says the same twice (PEP 495), so that a consent would hold for an hour more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from tsunagari.calendar.hours import JST
from tsunagari.errors import PrivacyError, guarded, guarded_class
from tsunagari.privacy.sealed import Caller, Person, Subject

Purpose: TypeAlias = Literal["referral", "deliberation", "follow-up"]
"""To take over the consultation; to discuss the support at a council; to see whether it reached the person."""

By: TypeAlias = Literal["self", "guardian"]
"""Who said yes: the person, or, as a stated role, somebody with parental authority or a guardian for them."""

State: TypeAlias = Literal["holds", "not-yet", "expired", "withdrawn", "guardian-void"]

PURPOSES: Final[tuple[Purpose, ...]] = ("referral", "deliberation", "follow-up")
BYS: Final[tuple[By, ...]] = ("self", "guardian")
LONGEST: Final = timedelta(days=366)
"""A consent without an end would be one to everything that is still to come."""


@guarded_class
@dataclass(frozen=True, slots=True, eq=False)
class Consent:
    """One consent. `receiver` is a resource, `field` a field, both by canonical name; instants carry their offset.

    Raises PrivacyError: wrong-type, unknown-code, naive-time, consent-too-long.
    """

    person: Person
    receiver: str
    field: str
    purpose: Purpose
    given: datetime
    expires: datetime
    by: By = "self"
    withdrawn: datetime | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.person, Subject | Caller):
            raise PrivacyError("wrong-type", field="person")
        for name in ("receiver", "field"):
            if not isinstance(getattr(self, name), str):
                raise PrivacyError("wrong-type", field=name)
        chosen("purpose", self.purpose, PURPOSES)
        chosen("by", self.by, BYS)
        for name in ("given", "expires", *(("withdrawn",) if self.withdrawn is not None else ())):
            object.__setattr__(self, name, instant(name, getattr(self, name)))
        if not timedelta(0) < self.expires - self.given <= LONGEST:
            raise PrivacyError("consent-too-long")

    def __repr__(self) -> str:
        """No field, receiver or instant: what somebody agreed to is theirs."""
        return "Consent(…)"

    @guarded
    def taken_back(self, at: datetime) -> Consent:
        """The same consent, withdrawn from this instant on; an earlier withdrawal stays."""
        at = instant("withdrawn", at)
        return replace(self, withdrawn=at if self.withdrawn is None else min(at, self.withdrawn))


@guarded
def consents(
    person: Person,
    receiver: str,
    fields: Iterable[str],
    purpose: Purpose,
    given: datetime,
    expires: datetime,
    by: By = "self",
) -> tuple[Consent, ...]:
    """One consent for each of these fields. Raises as `Consent` does."""
    if isinstance(fields, str):  # its letters would be taken for fields
        raise PrivacyError("wrong-type", field="fields")
    return tuple(Consent(person, receiver, field, purpose, given, expires, by) for field in fields)


def state(consent: Consent, at: datetime, *, concealed: bool) -> State:
    """Whether a consent holds at an instant, or why it does not."""
    if concealed and consent.by == "guardian":
        return "guardian-void"
    if consent.withdrawn is not None and consent.withdrawn <= at:
        return "withdrawn"
    if consent.expires <= at:
        return "expired"
    return "not-yet" if at < consent.given else "holds"


def taken_back(consent: Consent, others: Iterable[Consent], at: datetime) -> bool:
    """Whether a consent to the same field, taken back by then, was taken back when this one had been given already.

    A list that keeps what somebody said at first besides its withdrawal is no consent. `others` are those of the same
    person, receiver and purpose.
    """
    return any(
        one.field == consent.field and one.withdrawn is not None and consent.given <= one.withdrawn <= at
        for one in others
    )


def instant(field: str, value: object) -> datetime:
    """An instant with an offset, in Asia/Tokyo. Raises PrivacyError: wrong-type, naive-time."""
    if not isinstance(value, datetime):
        raise PrivacyError("wrong-type", field=field)
    if value.utcoffset() is None:
        raise PrivacyError("naive-time", field=field)
    try:
        return value.astimezone(JST)
    except OverflowError:  # before the year 1 or after 9999
        raise PrivacyError("wrong-type", field=field) from None


def chosen(field: str, value: object, codes: tuple[str, ...]) -> None:
    """Refuse what is none of these codes."""
    if not isinstance(value, str) or value not in codes:
        raise PrivacyError("unknown-code", field=field, known="、".join(codes))
