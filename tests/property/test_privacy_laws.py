"""P3-P5: what is disclosed, held to a formula over sets that is written here once more, without the product's parts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy import world
from tsunagari import JST, Consultation
from tsunagari.privacy import (
    Caller,
    Case,
    Concealment,
    Consent,
    HandedOver,
    PrivacyError,
    Subject,
    check,
    decision_event,
    hand_over,
    shown_to_caller,
)  # fmt: skip
from tsunagari.privacy.concealment import excludes
from tsunagari.privacy.fields import PERSONAL_FIELDS

MANY = settings(max_examples=120)
PREFECTURES = {"lives": "山形県", "stays": "宮城県", "caller-lives": "山形県", "避難先": "山形県"}
MUNICIPALITIES = {
    "lives": "山形県山形市",
    "stays": "宮城県仙台市",
    "caller-lives": "山形県山形市",
    "避難先": "山形県天童市",
}
FINE = ("山形市", "青葉区", "仙台市", "天童市")
TEXTS_THAT_MAY_TELL = {"address", "household", "note"}
CANNOT_TELL = {
    "name", "kana", "birthdate", "age", "issue", "channel", "time", "language", "wish", "danger", "caller",
    "caller-language",
}  # fmt: skip
"""What leaves under concealment unchanged, whatever its shape; every other attribute and text stays."""
RECEIVERS = (*[world.NEEDY] * 6, "総合相談", "見守り", "居場所", "警察")


@st.composite
def cases(draw: st.DrawFn, concealments: st.SearchStrategy[Any] = world.CONCEALMENTS) -> Case:
    """A case with some of the facts and some of the fields of both people, concealed or not."""
    facts = {key: value for key, value in world.FACTS.items() if draw(st.integers(0, 3))}
    declined = draw(st.lists(st.sampled_from(["age", "lives", "wish"]), max_size=2, unique=True))
    subject = {key: text for key, text in world.texts("S", "m").items() if draw(st.integers(0, 3))}
    caller = {key: text for key, text in world.texts("C", "m").items() if draw(st.integers(0, 3))}
    return Case(
        world.program(),
        Consultation(**facts, declined=declined),
        Subject(**subject, concealment=draw(concealments)),
        Caller(**caller, concealment=draw(concealments)),
    )


@st.composite
def handovers(draw: st.DrawFn, **more: Any) -> dict[str, Any]:
    """The arguments of a handover; the person is one of the case's, the instant close to the ends of consents."""
    case = draw(cases(**more))
    person = draw(st.sampled_from((0, 0, 1)))
    grounded = draw(st.booleans()) and person == 0
    return {
        "case": case,
        "referral": draw(st.sampled_from(RECEIVERS)) if not grounded else world.NEEDY,
        "person": (case.subject, case.caller)[person],
        "venue": world.council() if grounded or draw(st.booleans()) else world.desk(),
        "at": draw(world.MINUTES),
        "consents": draw(world.consents_for(case)),
        "ground": world.CHOSEN if grounded else None,
        "purpose": draw(st.sampled_from(("referral", "referral", "deliberation"))),
    }


def disclosed(result: HandedOver | None) -> dict[str, str]:
    """What the receiver reads, by field; nothing where there is no package."""
    if result is None or result.package is None:
        return {}
    fields: dict[str, str] = json.loads(result.package.to_json())["fields"]
    return fields


def tried(told: dict[str, Any]) -> HandedOver | None:
    """The handover; None where concealment excludes the receiver, or where it is not in the answer."""
    try:
        return hand_over(**told)
    except PrivacyError as refused:
        assert refused.code in ("receiver-excluded", "not-in-the-answer")
        return None


def concealed(case: Case) -> list[Concealment]:
    """The concealments of the people of a case, from outside."""
    return [] if case.concealment is None else [case.concealment]


def expected(told: dict[str, Any]) -> set[str]:
    """The formula over sets, field by field, from the words of the design."""
    case, person, at = told["case"], told["person"], told["at"]
    resource = world.program().ruleset.resources[told["referral"]]
    whose = isinstance(person, Caller)
    of_caller = {"caller", "caller-lives", "caller-language"}
    mine = {f for f in world.every_field() if f in PERSONAL_FIELDS or (f in of_caller) == whose}
    consented = set()
    for one in told["consents"]:
        same = one.person is person and (one.receiver, one.purpose) == (told["referral"], told["purpose"])
        in_time = one.given <= at < one.expires and not (one.withdrawn and one.withdrawn <= at)
        revoked = any(
            other.person is one.person and other.withdrawn and one.given <= other.withdrawn <= at
            and (other.receiver, other.field, other.purpose) == (one.receiver, one.field, one.purpose)
            for other in told["consents"]
        )  # fmt: skip
        if same and in_time and not revoked and not (one.by == "guardian" and concealed(case)):
            consented.add(one.field)
    permitted = {"name", "address", "age", "lives"} if told["ground"] else set()
    allowed = (consented | permitted) & set(resource.needs) & mine & present(case, person)
    for one in concealed(case):
        allowed -= TEXTS_THAT_MAY_TELL | {"通う学校", "世帯人数"} | (set() if one.safe_contact else {"contact"})
        allowed -= set(PREFECTURES) if one.level == "none" else set()
    return allowed


def present(case: Case, person: Subject | Caller) -> set[str]:
    """The fields that hold something, seen by consenting to everything at a receiver that needs everything."""
    facts = case.consultation
    told = {
        "age": facts.age is not None, "issue": bool(facts.issues), "lives": facts.lives, "stays": facts.stays,
        "channel": facts.channel, "time": facts.at, "wish": bool(facts.wishes), "danger": facts.danger is not None,
        "caller": facts.caller, "caller-lives": facts.caller_lives, **dict(facts.attributes),
    }  # fmt: skip
    return {field for field, value in told.items() if value and field not in facts.declined} | personal(person)


def personal(person: Subject | Caller) -> set[str]:
    """The personal fields of a container, by the reasons that a sender is told."""
    case = Case(world.program(), Consultation(), *((person, None) if isinstance(person, Subject) else (None, person)))
    try:
        result = hand_over(case, world.NEEDY, person, world.desk(), world.AT)
    except PrivacyError:
        return set()
    stays = {one.field: one.reason for one in result.withheld}
    blind = {field for field, reason in stays.items() if reason == "concealed"}
    return {field for field in PERSONAL_FIELDS if stays[field] != "absent"} | (blind & set(PERSONAL_FIELDS))


@MANY
@given(handovers())
def test_what_is_disclosed_is_the_formula(told: dict[str, Any]) -> None:
    """Disclosed = (consented ∪ permitted by the ground) ∩ needed ∩ told, less what concealment keeps back."""
    result = tried(told)
    if result is None:
        assert not disclosed(result)
    else:
        assert set(disclosed(result)) == expected(told)


@MANY
@given(handovers())
def test_every_needed_field_goes_or_has_a_reason(told: dict[str, Any]) -> None:
    """The sender is told of each field of the person once; the event says the same, in names; the receiver nothing."""
    result = tried(told)
    if result is None:
        return
    stays = {one.field for one in result.withheld}
    assert not stays & set(disclosed(result))
    assert set(result.event.fields) == set(disclosed(result))
    assert [list(pair) for pair in result.event.withheld] == [[one.field, one.reason] for one in result.withheld]
    needed = set(world.program().ruleset.resources[told["referral"]].needs)
    caller = isinstance(told["person"], Caller)
    mine = {f for f in needed if f in PERSONAL_FIELDS or f.startswith("caller") == caller}
    assert stays | set(disclosed(result)) == mine
    check(result.event, world.terms())


@MANY
@given(handovers(), st.data())
def test_less_consent_never_discloses_more(told: dict[str, Any], data: st.DataObject) -> None:
    """Leaving consents out, ending or withdrawing them, or choosing no ground only takes away."""
    before = disclosed(tried(told))
    less: list[Consent] = []
    for one in told["consents"]:
        back = one.withdrawn is not None  # that is less already: to leave it out would be more
        what = data.draw(st.sampled_from(("keep", "guardian") if back else ("keep", "drop", "withdraw", "guardian")))
        if what == "withdraw":
            one = one.taken_back(data.draw(world.MINUTES))
        if what == "guardian":
            terms = (one.receiver, one.field, one.purpose, one.given, one.expires, "guardian", one.withdrawn)
            one = Consent(one.person, *terms)
        less += [] if what == "drop" else [one]
    ground = told["ground"] if data.draw(st.booleans()) else None
    after = disclosed(tried({**told, "consents": less, "ground": ground}))
    assert after.items() <= before.items()


@MANY
@given(handovers(concealments=st.just(None)), st.sampled_from(("none", "prefecture", "municipality")), st.booleans())
def test_concealment_beats_everything(told: dict[str, Any], level: Any, at_caller: bool) -> None:
    """Concealing anybody of a case only takes away or coarsens, and no place finer than the level is left to anyone."""
    before = disclosed(tried(told))
    concealment = Concealment(level)
    subject = Subject(**world.texts("S", "m"), concealment=None if at_caller else concealment)
    caller = Caller(**world.texts("C", "m"), concealment=concealment if at_caller else None)
    case = Case(world.program(), told["case"].consultation, subject, caller)
    consents = [
        Consent(subject if one.person is told["case"].subject else caller, one.receiver, one.field, one.purpose,
                one.given, one.expires, one.by, one.withdrawn)
        for one in told["consents"] if one.person in (told["case"].subject, told["case"].caller)
    ]  # fmt: skip
    person = subject if isinstance(told["person"], Subject) else caller
    after = disclosed(tried({**told, "case": case, "person": person, "consents": consents}))
    finest = {"prefecture": PREFECTURES, "municipality": MUNICIPALITIES, "none": {}}[level]
    for field, text in after.items():
        if field in PREFECTURES:
            assert text == finest[field]
        elif field in before:
            assert text == before[field]
    assert set(after) <= CANNOT_TELL | set(PREFECTURES)
    fine = FINE if level != "municipality" else ("青葉区",)
    assert not any(name in text for text in after.values() for name in fine)
    event = decision_event(case, world.desk(), told["at"])
    assert event.place in {"none": (None,), "prefecture": (None, "06000"), "municipality": (None, "06201")}[level]


@MANY
@given(handovers(concealments=st.builds(Concealment, st.just("municipality"), safe_contact=st.just(True))))
def test_a_guardians_consent_is_void_under_concealment(told: dict[str, Any]) -> None:
    """What only a guardian agreed to stays, and the sender is told why."""
    guardian = [
        Consent(one.person, one.receiver, one.field, one.purpose, one.given, one.expires, "guardian", one.withdrawn)
        for one in told["consents"]
    ]
    result = tried({**told, "consents": guardian, "ground": None})
    assert not disclosed(result)
    assert {"holds"}.isdisjoint(one.reason for one in (result.withheld if result else ()))


@given(st.integers(-3, 3), st.integers(1, 4), st.none() | st.integers(-3, 6), st.integers(-8, 12))
def test_a_consent_holds_from_its_start_up_to_its_end(start: int, length: int, back: int | None, now: int) -> None:
    """Half-open at every end: given counts, expired and withdrawn do not, whatever the zone of the instants."""

    def minute(number: int) -> datetime:
        return world.AT + timedelta(minutes=number)

    case = world.case()
    withdrawn = None if back is None else minute(back)
    consent = Consent(
        case.subject, "総合相談", "name", "referral", minute(start), minute(start + length), withdrawn=withdrawn
    )
    result = hand_over(case, "総合相談", case.subject, world.desk(), minute(now), consents=[consent])
    assert ("name" in disclosed(result)) == (start <= now < start + length and (back is None or now < back))


NEW_YORK = ZoneInfo("America/New_York")
CLOCK_GOES_BACK = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
"""Half an hour before 2 o'clock of summer becomes 1 o'clock of winter there (IANA time zone database)."""


@given(st.lists(st.integers(0, 120), min_size=4, max_size=4), st.booleans(), st.sampled_from([NEW_YORK, UTC, JST]))
def test_a_clock_that_goes_back_gives_no_consent_an_hour_more(
    minutes: list[int], withdrawn: bool, zone: tzinfo
) -> None:
    """Instants are compared as instants, in whichever zone they are told: the same as in UTC, to the minute."""
    case = world.case()

    def granted(zone: tzinfo) -> tuple[object, ...]:
        given, expires, back, at = ((CLOCK_GOES_BACK + timedelta(minutes=m)).astimezone(zone) for m in minutes)
        consent = Consent(
            case.subject, "総合相談", "name", "referral", given, expires, withdrawn=back if withdrawn else None
        )
        result = hand_over(case, "総合相談", case.subject, world.desk(), at, consents=[consent])
        return result.event.fields, result.withheld, result.event.day

    def tried_in(zone: tzinfo) -> object:
        try:
            return granted(zone)
        except PrivacyError as refused:
            return refused.code

    assert tried_in(zone) == tried_in(UTC)
    if minutes[0] < minutes[1]:
        begun = minutes[0] <= minutes[3] < minutes[1]
        holds = begun and not (withdrawn and minutes[2] <= minutes[3])
        if not withdrawn or minutes[0] <= minutes[2]:
            assert ("name" in granted(zone)[0]) == holds  # type: ignore[operator]


@pytest.mark.parametrize("at", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=JST)])
def test_an_instant_that_no_calendar_of_ours_holds(at: datetime) -> None:
    """Past the year 9999 or before the year 1 in Asia/Tokyo is refused by a code of ours."""
    case = world.case()
    if at.year == 1:
        assert decision_event(case, world.desk(), at).day == "0001-01-01"
        at = at.replace(tzinfo=timezone(timedelta(hours=14)))
    for act in (lambda: decision_event(case, world.desk(), at), lambda: hand_over(case, "総合相談", case.subject,
                                                                                  world.desk(), at)):
        with pytest.raises(PrivacyError) as refused:
            act()
        assert refused.value.code == "wrong-type"


@MANY
@given(handovers())
def test_a_package_is_of_one_person_for_one_receiver(told: dict[str, Any]) -> None:
    """Nothing of the other person, of rules, of other candidates or of what was kept back is in it, on paper either."""
    result = tried(told)
    if result is None or result.package is None:
        return
    json_text = result.package.to_json().decode()
    document = json.loads(json_text)
    assert set(document) == {"receiver", "from", "day", "about", "purpose", "permitted_by", "fields"}
    other = "C-" if isinstance(told["person"], Subject) else "S-"
    decision = told["case"].decision
    others = {one.resource for one in decision.referrals} - {told["referral"], told["venue"].name}
    rules = {name for one in decision.referrals for name in one.rules}
    for text in (json_text, result.package.sheet("ja"), result.package.sheet("en")):
        assert other not in text
        assert not any(name in text for name in others | rules | {decision.digest})
        assert not any(one.reason in text for one in result.withheld)
        assert "guardian" not in text and "保護者" not in text


@given(handovers())
def test_the_sheet_says_what_the_json_says(told: dict[str, Any]) -> None:
    """Each field is one line of each sheet, in the order of the JSON."""
    result = tried(told)
    if result is None or result.package is None:
        return
    values = list(disclosed(result).values())
    for language, colon in (("ja", "："), ("en", ": ")):
        lines = result.package.sheet(language).split("\n\n")[2].splitlines()
        assert [line.partition(colon)[2] for line in lines] == values


@given(cases())
def test_the_caller_sees_emergency_numbers_whatever_is_concealed(case: Case) -> None:
    """Excluded resources are not shown, unless they are declared emergency numbers; nothing else is lost."""
    shown = shown_to_caller(case)
    missing = [one for one in case.decision.referrals if one not in shown]
    assert all(one.resource != "警察" for one in missing)
    assert {one.resource for one in missing} == {
        one.resource
        for one in case.decision.referrals
        if one.resource != "警察" and any(excludes(each, one.resource, one.organization) for each in concealed(case))
    }


@pytest.mark.parametrize("name", ["見守り", "よその会社"])
def test_an_excluded_receiver_gets_nothing(name: str) -> None:
    """By resource or by organization, for either person's concealment and for either person's package."""
    for at_subject in (True, False):
        kept = Concealment("municipality", frozenset({name}))
        case = Case(
            world.program(), Consultation(),
            Subject(name="a", concealment=kept if at_subject else None),
            Caller(name="b", concealment=None if at_subject else kept),
        )  # fmt: skip
        for person in (case.subject, case.caller):
            assert person is not None
            with pytest.raises(PrivacyError) as caught:
                hand_over(case, "見守り", person, world.desk(), world.AT,
                          consents=world.consented(person, "見守り", "name"))  # fmt: skip
            assert caught.value.code == "receiver-excluded"
