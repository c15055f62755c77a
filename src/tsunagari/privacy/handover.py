"""From a case to one receiver's package.

Law (design P3, P4, P5): what goes is decided by names of fields alone (`granting.granted`), so that nothing outside of
the package depends on what the fields hold. No field granted: no package, for even an empty one says who was referred.
What was kept back, and why, is told to the sender only. Refusals look at codes, names and instants, never at values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tsunagari.engine.admission import admit
from tsunagari.engine.decision import Referral
from tsunagari.errors import PlatformError, PrivacyError, UsageError, guarded
from tsunagari.model.registry import Resource
from tsunagari.privacy.bodies import Chosen, Ground
from tsunagari.privacy.case import Case
from tsunagari.privacy.concealment import excludes
from tsunagari.privacy.consent import PURPOSES, Consent, Purpose, chosen, instant
from tsunagari.privacy.events import DecisionEvent, HandoverEvent, decided, venue_kind
from tsunagari.privacy.fact_texts import fact_texts
from tsunagari.privacy.fields import About, belongs, known
from tsunagari.privacy.granting import Grant, Withheld, granted
from tsunagari.privacy.package import Package
from tsunagari.privacy.refusals import REFUSALS
from tsunagari.privacy.sealed import Person, about, present
from tsunagari.privacy.sender import told_sender
from tsunagari.privacy.sheet import Heading
from tsunagari.privacy.venue import CaseVenue, Council, Desk, Platform, ground_for


@dataclass(frozen=True, slots=True, eq=False)
class HandedOver:
    """What a handover leaves with the sender: the package to send, what stayed and why, and the event to record."""

    package: Package | None
    withheld: tuple[Withheld, ...]
    event: HandoverEvent


@guarded
def hand_over(
    case: Case,
    referral: Referral | str,
    person: Person,
    venue: CaseVenue,
    at: datetime,
    *,
    consents: Iterable[Consent] = (),
    ground: Chosen | None = None,
    purpose: Purpose = "referral",
) -> HandedOver:
    """The package of one person of a case for one resource of its answer, at an instant with its offset.

    Raises PrivacyError: platform-takes-no-case, no-handover-here, another-ruleset, no-person, not-in-the-answer,
    receiver-excluded, unknown-receiver, unknown-field, unknown-code, naive-time, wrong-type, and those of the ground.
    """
    _placed(case, venue)
    _is_of(case, person)
    at = instant("at", at)
    chosen("purpose", purpose, PURPOSES)
    resource = _receiver(case, referral)
    whose = about(person)
    based = _based(venue, ground, resource, whose)
    relevant = [
        one for one in _checked(case, consents)
        if one.person is person and one.receiver == resource.name and one.purpose == purpose
    ]  # fmt: skip
    needed = [field for field in resource.needs if belongs(field, whose)]
    facts = fact_texts(case.ruleset.attributes, admit(case.ruleset, case.consultation), case.concealment)
    told = present(person) | facts.keys()
    grant = granted(needed, told, relevant, based, case.concealment, case.ruleset.attributes, at)
    day = at.date().isoformat()
    sender = told_sender(case.ruleset, venue, case.concealment)
    heading = Heading(resource.name, sender, day, whose, purpose, _permissions(grant, based))
    return HandedOver(
        package=Package(heading, person, grant.fields, facts) if grant.fields else None,
        withheld=grant.withheld,
        event=HandoverEvent(
            day=day,
            venue=venue_kind(venue),
            at=venue.name,
            digest=case.ruleset.digest,
            receiver=resource.name,
            about=whose,
            purpose=purpose,
            outcome="handed" if grant.fields else "nothing",
            fields=tuple(sorted(grant.fields)),
            by_ground=tuple(sorted(grant.by_ground)),
            withheld=tuple((one.field, one.reason) for one in grant.withheld),
            law=None if based is None else based.law,
            article=None if based is None else based.article,
            officer=None if ground is None else ground.officer,
        ),
    )


@guarded
def decision_event(case: Case, venue: CaseVenue, at: datetime) -> DecisionEvent:
    """The event of the answer to a case, for the venue's own record. Raises PrivacyError as `hand_over` does."""
    _placed(case, venue)
    at = instant("at", at)
    day = at.date().isoformat()
    knowledge = admit(case.ruleset, case.consultation)
    return decided(case.ruleset, case.decision, knowledge, venue, day, case.concealment)


@guarded
def refusal_event(
    case: Case,
    referral: Referral | str,
    person: Person,
    venue: CaseVenue,
    at: datetime,
    refused: PrivacyError | UsageError,
    *,
    ground: Chosen | None = None,
    purpose: Purpose = "referral",
) -> HandoverEvent:
    """The event of a handover that `hand_over` refused with this error: what was asked for, as far as it is ours.

    Raises PrivacyError (wrong-type) where the error is none of a handover, else as `decision_event` does.
    """
    _placed(case, venue)
    at = instant("at", at)
    if not isinstance(refused, PrivacyError | UsageError) or refused.code not in REFUSALS:
        raise PrivacyError("wrong-type", field="refused")
    name = referral.resource if isinstance(referral, Referral) else referral
    chose = ground if isinstance(ground, Chosen) else None
    grounds = venue.grounds if chose is not None and isinstance(venue, Council) else ()
    based = next((one for one in grounds if chose is not None and one.code == chose.ground), None)
    return HandoverEvent(
        day=at.date().isoformat(),
        venue=venue_kind(venue),
        at=venue.name,
        digest=case.ruleset.digest,
        receiver=name if isinstance(name, str) and name in case.ruleset.resources else None,
        about=about(person) if person is case.subject or (person is case.caller and person is not None) else None,
        purpose=purpose if isinstance(purpose, str) and purpose in PURPOSES else None,
        outcome="refused",
        refusal=refused.code,
        law=None if based is None else based.law,
        article=None if based is None else based.article,
        officer=None if chose is None else chose.officer,
    )


def _placed(case: Case, venue: object) -> None:
    if isinstance(venue, Platform):
        raise PlatformError()
    if not isinstance(venue, Desk | Council):
        raise PrivacyError("no-handover-here")
    if not isinstance(case, Case):
        raise PrivacyError("wrong-type", field="case")
    if not (_is_current(case, venue) if isinstance(venue, Council) else venue.name in case.ruleset.resources):
        raise PrivacyError("another-ruleset")


def _is_current(case: Case, council: Council) -> bool:
    """Whether it is the council that the ruleset which answered declares: its kind, members, secrecy and laws."""
    try:
        return Council.of(case.ruleset, council.name, council.grounds) == council
    except PrivacyError:
        return False


def _is_of(case: Case, person: object) -> None:
    if person is None or not (person is case.subject or person is case.caller):
        raise PrivacyError("no-person")


def _receiver(case: Case, referral: object) -> Resource:
    """The resource, which must be in the answer and not one that concealment excludes."""
    listed = case.decision.referrals
    name = referral.resource if isinstance(referral, Referral) and referral in listed else referral
    if not isinstance(name, str) or all(one.resource != name for one in listed):
        raise PrivacyError("not-in-the-answer")
    resource = case.ruleset.resources[name]
    if excludes(case.concealment, resource.name, resource.organization):
        raise PrivacyError("receiver-excluded", receiver=resource.name)
    return resource


def _based(venue: CaseVenue, ground: Chosen | None, resource: Resource, whose: About) -> Ground | None:
    if ground is None:
        return None
    if not isinstance(ground, Chosen):
        raise PrivacyError("wrong-type", field="ground")
    found = ground_for(venue, ground.ground, resource)
    if whose == "caller":
        raise PrivacyError("ground-not-for-caller")
    return found


def _checked(case: Case, consents: Iterable[Consent]) -> list[Consent]:
    listed = list(consents)
    for one in listed:
        if not isinstance(one, Consent):
            raise PrivacyError("wrong-type", field="consents")
        if one.receiver not in case.ruleset.resources:
            raise PrivacyError("unknown-receiver")
        if not known(case.ruleset, one.field):
            raise PrivacyError("unknown-field")
    return listed


def _permissions(grant: Grant, ground: Ground | None) -> tuple[str, ...]:
    consent = ("consent",) if grant.by_consent else ()
    return (*consent, f"{ground.law} {ground.article}") if ground is not None and grant.by_ground else consent
