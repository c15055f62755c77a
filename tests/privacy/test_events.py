"""P8: what may be recorded of a case is a closed schema; nothing else passes, made here or read back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from privacy import world
from tsunagari.engine.admission import admit
from tsunagari.engine.decision import Decision, Referral
from tsunagari.privacy import (
    Concealment,
    DecisionEvent,
    HandoverEvent,
    Platform,
    PrivacyError,
    Subject,
    check,
    decision_event,
    refusal_event,
)
from tsunagari.privacy.case import Case
from tsunagari.privacy.events import decided
from tsunagari.privacy.handover import hand_over
from tsunagari.privacy.schema import SCHEMA

SECRET = "ひみつ9731"


def handover_event() -> HandoverEvent:
    """A handover on a ground and on consents, some of them missing."""
    case = world.case(SECRET)
    consents = world.consented(case.subject, world.NEEDY, "contact", "issue")
    return hand_over(
        case, world.NEEDY, case.subject, world.council(), world.AT, consents=consents, ground=world.CHOSEN
    ).event


def asked_event(venue: Any = None, **facts: Any) -> DecisionEvent:
    """The answer to a case with everything told."""
    return decision_event(world.case(SECRET, **facts), venue or world.desk(), world.AT)


EVENTS = (handover_event().to_dict(), asked_event().to_dict())
PLACES = [(number, key) for number, event in enumerate(EVENTS) for key in event]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(event["kind"]))
def test_events_of_ours_pass_also_when_read_back(event: dict[str, Any]) -> None:
    """What is written as JSON and read again is on the allow-list, and holds no text of a person."""
    again = json.loads(json.dumps(event, ensure_ascii=False))
    assert again == event
    check(again, world.terms())
    assert SECRET not in json.dumps(event, ensure_ascii=False)
    assert set(event) == {"kind", *SCHEMA[event["kind"]]}


@pytest.mark.parametrize(("number", "key"), PLACES)
@pytest.mark.parametrize("value", [SECRET, [SECRET], [[SECRET, "absent"]], {SECRET: 1}, 9731, 1.5, "", [None], "2026-"])
def test_nothing_else_stands_under_any_key(number: int, key: str, value: Any) -> None:
    """A text, a number, a list or a mapping that is not what belongs there is refused by the key."""
    with pytest.raises(PrivacyError) as caught:
        check({**EVENTS[number], key: value}, world.terms())
    assert (caught.value.code, caught.value.fields) == ("bad-event", {"field": key})
    assert SECRET not in repr(caught.value)


@pytest.mark.parametrize(("number", "key"), PLACES)
def test_a_key_can_neither_be_missing_nor_added(number: int, key: str) -> None:
    """Every key is always there, and no other is."""
    terms = world.terms()
    with pytest.raises(PrivacyError):
        check({name: value for name, value in EVENTS[number].items() if name != key}, terms)
    with pytest.raises(PrivacyError) as caught:
        check({**EVENTS[number], SECRET: 1}, terms)
    assert caught.value.fields == {"field": "kind"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("day", "2026-5-1"), ("day", "2026-05-01T15:00"), ("venue", "platform"), ("at", "町の団体"),
        ("digest", "sha256:" + "g" * 64), ("token", "a" * 63), ("token", "A" * 64), ("receiver", "町の団体"),
        ("outcome", "answered"),
        ("refusal", "sulking"), ("fields", ["name", "name"]), ("fields", ["name", "contact"]),
        ("fields", ["phone"]), ("withheld", [["name", "why not"]]), ("withheld", [["name"]]),
        ("law", "刑法"), ("article", "第二十五条の三"), ("article", "25-3 yamada"), ("officer", "yamada"),
        ("officer", "k-104 yamada"), ("about", "mother"), ("purpose", "curiosity"),
    ],
)  # fmt: skip
def test_what_is_nearly_right_is_refused(key: str, value: Any) -> None:
    """Names of another kind, half codes and free words do not pass for codes."""
    with pytest.raises(PrivacyError):
        check({**EVENTS[0], key: value}, world.terms())


def test_an_event_of_another_ruleset_is_refused() -> None:
    """Names are those of the ruleset that is handed in."""
    with pytest.raises(PrivacyError):
        check({**EVENTS[1], "issues": ["介護"]}, world.terms())
    with pytest.raises(PrivacyError):
        check([EVENTS[0]], world.terms())  # type: ignore[arg-type]


def test_a_council_records_no_place_and_no_issue() -> None:
    """Municipality and issues are told by a desk only."""
    at_desk, at_council = asked_event(), asked_event(world.council())
    assert (at_desk.place, at_desk.issues) == ("06201", ("不登校", "配偶者暴力"))
    assert (at_council.place, at_council.issues, at_council.unaddressed) == (None, (), ())


@pytest.mark.parametrize(
    ("lives", "place"),
    [("山形市", "06201"), ("仙台市青葉区", "04100"), ("山形県", "06000"), ("国外", None), ("不定", None), (None, None)],
)
def test_a_place_is_a_municipality_or_a_prefecture(lives: str | None, place: str | None) -> None:
    """A ward is told as its city; what is no place of Japan, or untold, as nothing."""
    assert asked_event(lives=lives).place == place


@pytest.mark.parametrize(("level", "place"), [("none", None), ("prefecture", "06000"), ("municipality", "06201")])
def test_concealment_reaches_the_record(level: Any, place: str | None) -> None:
    """A concealed place is recorded no finer than it may leave."""
    told = world.case().consultation
    case = Case(world.program(), told, Subject(concealment=Concealment(level)))
    assert decision_event(case, world.desk(), world.AT).place == place


def test_outcomes_say_how_it_was_answered() -> None:
    """A yes now, a yes that only opens later, nothing that is a yes."""
    assert asked_event().outcome == "unaddressed" and asked_event(issues=[]).outcome == "answered"
    decision = world.case().decision
    sure = [one for one in decision.referrals if one.fit == "yes"]
    maybe = replace(sure[0], fit="maybe")
    parts = {name: getattr(decision, name) for name in decision.__match_args__}

    def event(*referrals: Referral, gap: Any = None) -> DecisionEvent:
        changed = Decision(**{**parts, "referrals": referrals, "gap": gap, "unaddressed": ()})
        knowledge = admit(world.program().ruleset, world.case().consultation)
        return decided(world.program().ruleset, changed, knowledge, world.desk(), "2026-05-01", None)

    later, default = replace(sure[0], open="later"), replace(sure[0], by="default")
    cases = (
        ((later, maybe), "later-only"), ((later, sure[1]), "answered"), ((later, default), "later-only"),
        ((default, maybe), "default-only"), ((default, sure[1]), "answered"),
    )  # fmt: skip
    for referrals, outcome in cases:
        assert event(*referrals).outcome == outcome and event(*referrals).receiver == referrals[0].resource
    nothing = event(maybe, gap="maybe-only")
    assert (nothing.outcome, nothing.receiver) == ("maybe-only", None)


def test_who_must_not_be_known_is_not_recorded_as_told() -> None:
    """The first yes that may be shown, not one that concealment excludes."""
    first, second = [one for one in world.case().decision.referrals if one.fit == "yes"][:2]
    case = Case(
        world.program(),
        world.case().consultation,
        Subject(concealment=Concealment("prefecture", frozenset({first.resource}))),
    )
    assert asked_event().receiver == first.resource
    assert decision_event(case, world.desk(), world.AT).receiver == second.resource


def refused_by(**changed: Any) -> PrivacyError:
    """The refusal of a handover that is right but for the parts given."""
    case = world.case(SECRET)
    whole = {"referral": world.NEEDY, "person": case.subject, "venue": world.council(), "at": world.AT, **changed}
    with pytest.raises(PrivacyError) as caught:
        hand_over(case, **whole)
    return caught.value


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"referral": "関わらない所"}, ("関わらない所", "subject", "referral", None)),
        ({"referral": SECRET}, (None, "subject", "referral", None)),
        ({"person": SECRET}, (world.NEEDY, None, "referral", None)),
        ({"purpose": SECRET}, (world.NEEDY, "subject", None, None)),
        ({"referral": "見守り", "ground": world.CHOSEN}, ("見守り", "subject", "referral", "k-104")),
    ],
)
def test_a_refused_handover_is_recorded_by_codes(changed: dict[str, Any], told: tuple[str | None, ...]) -> None:
    """What was asked for, as far as it is a name of the registry or a code; the code of the error; no typed text."""
    refused = refused_by(**changed)
    case = world.case(SECRET)
    whole = {"referral": world.NEEDY, "person": case.subject, **changed}
    event = refusal_event(case, venue=world.council(), at=world.AT, refused=refused, **whole)
    check(event, world.terms())
    assert (event.receiver, event.about, event.purpose, event.officer) == told
    assert (event.outcome, event.refusal, event.fields) == ("refused", refused.code, ())
    assert (event.law, event.article) == (("児童福祉法", "25-3") if "ground" in changed else (None, None))
    assert SECRET not in json.dumps(event.to_dict(), ensure_ascii=False)


def test_only_the_refusal_of_a_handover_is_one() -> None:
    """Another error, and a venue that has no log, are refused."""
    case = world.case(SECRET)
    for other in (PrivacyError("sealed"), ValueError(SECRET), None):
        with pytest.raises(PrivacyError) as caught:
            refusal_event(case, world.NEEDY, case.subject, world.desk(), world.AT, other)  # type: ignore[arg-type]
        assert (caught.value.code, caught.value.fields) == ("wrong-type", {"field": "refused"})
    platform = Platform.of(world.program().ruleset, "みんなの場")
    with pytest.raises(PrivacyError) as caught:
        refusal_event(case, world.NEEDY, case.subject, platform, world.AT, PrivacyError("no-person"))  # type: ignore[arg-type]
    assert caught.value.code == "platform-takes-no-case"
