"""P3-P5 at their boundaries: one field at a time, one instant at a time, each level of concealment in full."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from privacy import world
from tsunagari import Consultation, load
from tsunagari.privacy import (
    Caller,
    Case,
    Chosen,
    Concealment,
    Consent,
    Council,
    Desk,
    Ground,
    PrivacyError,
    Subject,
    consents,
    hand_over,
    shown_to_caller,
)  # fmt: skip
from tsunagari.privacy.concealment import excludes
from tsunagari.privacy.consent import LONGEST
from tsunagari.privacy.fields import PERSONAL_FIELDS

NEEDED = world.program().ruleset.resources[world.NEEDY].needs
OF_CALLER = ("caller", "caller-lives")
EVERYTHING = {
    "age": "14", "issue": "不登校、配偶者暴力", "lives": "山形県山形市", "stays": "宮城県仙台市青葉区",
    "channel": "電話",
    "time": "2026-05-01T15:00+09:00", "wish": "匿名", "danger": "yes", "通う学校": "第一中学校", "世帯人数": "3",
    "避難先": "山形県天童市", **world.texts("S", ""),
}  # fmt: skip
OF_THE_CALLER = {"caller": "家族", "caller-lives": "山形県山形市", **world.texts("C", "")}


def read(case: Case, person: Any, receiver: str = world.NEEDY, **more: Any) -> dict[str, str]:
    """What the receiver reads."""
    package = hand_over(
        case, receiver, person, more.pop("venue", world.desk()), more.pop("at", world.AT), **more
    ).package
    if package is None:
        return {}
    fields: dict[str, str] = json.loads(package.to_json())["fields"]
    return fields


def concealed(concealment: Concealment | None, *, at_caller: bool = False) -> Case:
    """Everything told, one of the two people concealed."""
    subject = Subject(**world.texts("S", ""), concealment=None if at_caller else concealment)
    caller = Caller(**world.texts("C", ""), concealment=concealment if at_caller else None)
    return Case(world.program(), Consultation(**world.FACTS), subject, caller)


@pytest.mark.parametrize("field", [field for field in NEEDED if field != "language"])
def test_one_consent_is_one_field(field: str) -> None:
    """Each field goes by its own consent, and no other with it."""
    case = world.case()
    person, texts = (case.caller, OF_THE_CALLER) if field in OF_CALLER else (case.subject, EVERYTHING)
    assert person is not None
    assert read(case, person, consents=world.consented(person, world.NEEDY, field)) == {field: texts[field]}


def test_all_consents_are_everything_of_one_person() -> None:
    """The subject's and the caller's packages share no field's text."""
    case = world.case()
    for person, texts in ((case.subject, EVERYTHING), (case.caller, OF_THE_CALLER)):
        assert person is not None
        assert read(case, person, consents=world.consented(person, world.NEEDY, *world.every_field())) == texts


@pytest.mark.parametrize("wrong", ["person", "stranger", "receiver", "purpose", "nothing"])
def test_consent_to_something_else_is_no_consent(wrong: str) -> None:
    """Another person's, a stranger's of the same name, for another receiver or purpose: nothing goes."""
    case = world.case()
    given = {
        "person": lambda: world.consented(case.caller, world.NEEDY, *PERSONAL_FIELDS),  # type: ignore[arg-type]
        "stranger": lambda: world.consented(world.people()[0], world.NEEDY, *PERSONAL_FIELDS),
        "receiver": lambda: world.consented(case.subject, "総合相談", *PERSONAL_FIELDS),
        "purpose": lambda: world.consented(case.subject, world.NEEDY, *PERSONAL_FIELDS, purpose="follow-up"),
        "nothing": lambda: [],
    }[wrong]()
    result = hand_over(case, world.NEEDY, case.subject, world.desk(), world.AT, consents=given)
    assert result.package is None
    assert {one.reason for one in result.withheld} == {"no-consent", "absent"}


def test_what_is_not_needed_stays() -> None:
    """A resource that needs a name gets no address, whatever was agreed; one that needs nothing gets nothing."""
    case = world.case()
    for receiver, fields in (("見守り", {"name", "address", "lives"}), ("居場所", set())):
        given = world.consented(case.subject, receiver, *world.every_field())
        assert set(read(case, case.subject, receiver, consents=given)) == fields


@pytest.mark.parametrize("at_caller", [False, True])
@pytest.mark.parametrize(
    ("concealment", "places", "contact"),
    [
        (Concealment("none"), None, False),
        (Concealment("prefecture"), ("山形県", "宮城県", "山形県"), False),
        (Concealment("municipality", safe_contact=True), ("山形県山形市", "宮城県仙台市", "山形県天童市"), True),
        (Concealment("none", safe_contact=True), None, True),
    ],
)
@pytest.mark.parametrize("grounded", [False, True])
def test_what_leaves_under_concealment(
    concealment: Concealment, places: tuple[str, str, str] | None, contact: bool, at_caller: bool, grounded: bool
) -> None:
    """The whole package, for each level, whoever is concealed, by consent and on a ground besides."""
    case = concealed(concealment, at_caller=at_caller)
    kept = {"address", "household", "note", "通う学校", "世帯人数", "lives", "stays", "避難先"}
    kept |= set() if contact else {"contact"}
    expected = {field: text for field, text in EVERYTHING.items() if field not in kept}
    expected |= dict(zip(("lives", "stays", "避難先"), places, strict=True)) if places else {}
    given = world.consented(case.subject, world.NEEDY, *world.every_field())
    more: dict[str, Any] = {"venue": world.council(), "ground": world.CHOSEN} if grounded else {}
    assert read(case, case.subject, consents=given, **more) == expected


def test_the_stricter_of_two_concealments_counts() -> None:
    """Levels, excluded receivers and safe contacts of both people are taken together."""
    subject = Subject(**world.texts("S", ""), concealment=Concealment("municipality", frozenset({"居場所"}), True))
    caller = Caller(concealment=Concealment("prefecture", frozenset({"総合相談"})))
    case = Case(world.program(), Consultation(**world.FACTS), subject, caller)
    text = read(case, subject, consents=world.consented(subject, world.NEEDY, "lives", "contact"))
    assert text == {"lives": "山形県"}
    for receiver in ("居場所", "総合相談"):
        with pytest.raises(PrivacyError, match="must not learn"):
            hand_over(case, receiver, subject, world.desk(), world.AT)
    assert {one.resource for one in case.decision.referrals} - {one.resource for one in shown_to_caller(case)} == {
        "居場所", "総合相談",
    }  # fmt: skip


def test_emergency_numbers_are_shown_to_the_caller_though_excluded() -> None:
    """The police gets nothing from us, and its number is shown; another desk is not, however immediate it is."""
    case = concealed(Concealment("none", frozenset({"警察", "夜の保護"})))
    assert {one.urgency for one in case.decision.referrals if one.resource in ("警察", "夜の保護")} == {"immediate"}
    shown = {one.resource for one in shown_to_caller(case)}
    assert "警察" in shown and "夜の保護" not in shown
    for receiver in ("警察", "夜の保護"):
        with pytest.raises(PrivacyError):
            hand_over(case, receiver, case.subject, world.desk(), world.AT)


NUMBERS = """規則集 「番号」
窓口 海の事故
  種別 emergency
  対象地域 全国
  受付方法 電話 受付 24時間 電話番号 118
窓口 町の緊急電話
  種別 緊急
  対象地域 山形市
  受付方法 電話 受付 24時間 電話番号 0120-000-001
窓口 緊急の部屋
  種別 緊急
  受付方法 来所 受付 24時間
規則 だれでも
  つなぐ先 海の事故、町の緊急電話、緊急の部屋
"""


def test_what_an_emergency_number_is(tmp_path: Path) -> None:
    """The kind, a number and the whole nation, all declared: one of them alone may tell where somebody is."""
    (tmp_path / "town.tsu").write_text(NUMBERS, encoding="utf-8")
    program = load(tmp_path)
    hidden = Concealment("none", ["海の事故", "町の緊急電話", "緊急の部屋"])
    case = Case(program, Consultation(lives="山形市"), Subject(concealment=hidden))
    assert len(case.decision.referrals) == 3
    assert [one.resource for one in shown_to_caller(case)] == ["海の事故"]


SENDERS = """規則集 「渡す側」
団体 渡す団体
  構成 協議会
会議体 協議会
  種別 協議会
  守秘 あり
窓口 全国の相談
  対象地域 全国
窓口 県の相談
  対象地域 山形市
  対象地域 山形県
窓口 広域の相談
  対象地域 山形県 除く 酒田市
窓口 市の相談
  対象地域 仙台市
窓口 区の相談
  対象地域 仙台市青葉区
窓口 書かない相談
窓口 受ける相談
  実施団体 渡す団体
  必要事項 相談、年齢
規則 だれでも
  つなぐ先 受ける相談
"""


@pytest.mark.parametrize(
    ("level", "named"),
    [
        (None, {"全国の相談", "県の相談", "広域の相談", "市の相談", "区の相談", "書かない相談", "協議会"}),
        ("none", {"全国の相談"}),
        ("prefecture", {"全国の相談", "県の相談"}),
        ("municipality", {"全国の相談", "県の相談", "広域の相談", "市の相談"}),
    ],
)
def test_the_sender_tells_no_finer_place_than_the_level(tmp_path: Path, level: Any, named: set[str]) -> None:
    """A desk's name stands where what it declares to serve is as wide as the level; the record always has it."""
    (tmp_path / "town.tsu").write_text(SENDERS, encoding="utf-8")
    program = load(tmp_path)
    subject = Subject(concealment=None if level is None else Concealment(level))
    case = Case(program, Consultation(age=14), subject)
    desks = [Desk.of(program.ruleset, one) for one in program.ruleset.resources if one != "受ける相談"]
    found = set()
    for venue in (*desks, Council.of(program.ruleset, "協議会")):
        given = world.consented(subject, "受ける相談", "age")
        result = hand_over(case, "受ける相談", subject, venue, world.AT, consents=given)
        assert result.package is not None and result.event.at == venue.name
        told = json.loads(result.package.to_json())["from"]
        for text in (result.package.sheet("ja"), result.package.sheet("en")):
            assert (venue.name in text) == (told is not None)
        assert told in (None, venue.name)
        found |= {venue.name} if told else set()
    assert found == named


def test_a_guardian_is_a_role_that_concealment_voids() -> None:
    """The same consent holds without concealment and is void with it, with its own reason."""
    for concealment, reason in ((None, None), (Concealment("municipality"), "guardian-void")):
        case = concealed(concealment)
        given = world.consented(case.subject, world.NEEDY, "name", by="guardian")
        result = hand_over(case, world.NEEDY, case.subject, world.desk(), world.AT, consents=given)
        assert (result.package is None) == (concealment is not None)
        assert {one.field: one.reason for one in result.withheld}.get("name") == reason


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (timedelta(hours=-1, microseconds=-1), "not-yet"), (timedelta(hours=-1), None), (timedelta(0), None),
        (timedelta(days=1), "withdrawn"), (timedelta(days=1, microseconds=-1), None), (timedelta(days=7), "withdrawn"),
    ],
)  # fmt: skip
def test_the_ends_of_a_consent(after: timedelta, reason: str | None) -> None:
    """Given an hour before, withdrawn a day after: in effect from the very start, not at the withdrawal."""
    case = world.case()
    (given,) = world.consented(case.subject, world.NEEDY, "name")
    back = given.taken_back(world.AT + timedelta(days=1))
    result = hand_over(case, world.NEEDY, case.subject, world.desk(), world.AT + after, consents=[back])
    assert {one.field: one.reason for one in result.withheld}.get("name") == reason
    assert back.taken_back(world.AT + timedelta(days=9)).withdrawn == back.withdrawn


def test_a_consent_ends_at_its_end() -> None:
    """Half-open: at the instant of expiry it is over."""
    case = world.case()
    given = world.consented(case.subject, world.NEEDY, "name")
    end = given[0].expires
    assert read(case, case.subject, consents=given, at=end - timedelta(microseconds=1))
    assert not read(case, case.subject, consents=given, at=end)


@pytest.mark.parametrize(
    ("length", "fine"),
    [(timedelta(0), False), (timedelta(-1), False), (timedelta(microseconds=1), True), (LONGEST, True),
     (LONGEST + timedelta(microseconds=1), False)],
)  # fmt: skip
def test_a_consent_has_an_end(length: timedelta, fine: bool) -> None:
    """After its start, and at most 366 days after."""
    subject, _ = world.people()
    if fine:
        assert Consent(subject, world.NEEDY, "name", "referral", world.AT, world.AT + length)
        return
    with pytest.raises(PrivacyError) as caught:
        Consent(subject, world.NEEDY, "name", "referral", world.AT, world.AT + length)
    assert caught.value.code == "consent-too-long"


@pytest.mark.parametrize("field", ["*", "すべて", "all", "電話", ""])
def test_there_is_no_consent_to_everything(field: str) -> None:
    """What is no field, a wildcard among them, is refused, not ignored; so is a receiver that is none."""
    case = world.case()
    for given in (
        consents(case.subject, world.NEEDY, [field], "referral", world.AT, world.AT + timedelta(1)),
        consents(case.subject, field, ["name"], "referral", world.AT, world.AT + timedelta(1)),
    ):
        with pytest.raises(PrivacyError) as caught:
            hand_over(case, world.NEEDY, case.subject, world.desk(), world.AT, consents=given)
        assert caught.value.code in ("unknown-field", "unknown-receiver")


def test_a_referral_belongs_to_the_answer() -> None:
    """A resource that was not in the answer, or a referral of another answer, is refused."""
    case = world.case()
    other = world.case(danger=False, lives="天童市", age=100)
    foreign = next(one for one in other.decision.referrals if one.resource == "関わらない所")
    changed = replace(case.decision.referrals[0], say=("x",))
    for referral in ("関わらない所", foreign, changed, "みんなの場", None, 1):
        with pytest.raises(PrivacyError) as caught:
            hand_over(case, referral, case.subject, world.desk(), world.AT)  # type: ignore[arg-type]
        assert caught.value.code == "not-in-the-answer"
    assert hand_over(case, case.decision.referrals[0], case.subject, world.desk(), world.AT)


def test_a_person_belongs_to_the_case() -> None:
    """A container of another case, though it holds the same, is not taken; nor is nobody."""
    case = world.case()
    for person in (*world.people(), None, "name"):
        with pytest.raises(PrivacyError) as caught:
            hand_over(case, world.NEEDY, person, world.desk(), world.AT)  # type: ignore[arg-type]
        assert caught.value.code == "no-person"


def test_instants_carry_their_offset() -> None:
    """A naive instant is refused by the name of its place."""
    case = world.case()
    with pytest.raises(PrivacyError) as caught:
        hand_over(case, world.NEEDY, case.subject, world.desk(), datetime(2026, 5, 1))
    assert (caught.value.code, caught.value.fields) == ("naive-time", {"field": "at"})


def test_the_sheet_cannot_be_forged_by_what_people_write() -> None:
    """A name with line breaks begins no line of the sheet; what steers a terminal or the direction is replaced."""
    name = "あ\n目的：ほかの目的\r\n\u202eabc\x1b[2J\u2028次\ud800"
    subject = Subject(name=name)
    case = Case(world.program(), Consultation(), subject)
    given = world.consented(subject, "総合相談", "name")
    package = hand_over(case, "総合相談", subject, world.desk(), world.AT, consents=given).package
    assert package is not None
    page = package.sheet("ja")
    assert [line for line in page.splitlines() if line.startswith("目的")] == ["目的：相談を引き継ぐため"]
    assert not any(letter in page for letter in "\r\u202e\x1b\u2028\ud800")
    assert json.loads(package.to_json())["fields"]["name"] == name.replace("\ud800", "\ufffd")


def test_a_ground_is_told_on_the_sheet_and_consent_first() -> None:
    """The receiver reads by what right it was told: by consent, by the law's article, or both."""
    case = world.case()
    ground = Chosen("protection", "k-104")
    for given, permitted in ((["contact"], ["consent", "児童福祉法 25-3"]), ([], ["児童福祉法 25-3"])):
        package = hand_over(
            case, world.NEEDY, case.subject, world.council(), world.AT, ground=ground,
            consents=world.consented(case.subject, world.NEEDY, *given),
        ).package  # fmt: skip
        assert package is not None
        assert json.loads(package.to_json())["permitted_by"] == permitted


def test_a_list_that_keeps_what_was_taken_back_is_no_consent() -> None:
    """The consent as it was first given, kept beside its withdrawal, permits nothing; one given again does."""
    case = world.case()
    first = world.consented(case.subject, world.NEEDY, "name")
    back = tuple(one.taken_back(world.AT - timedelta(minutes=1)) for one in first)
    told = (case, world.NEEDY, case.subject, world.desk(), world.AT)
    assert hand_over(*told, consents=first).event.fields == ("name",)
    kept = hand_over(*told, consents=[*first, *back])
    assert kept.event.fields == () and ("name", "withdrawn") in kept.event.withheld
    again = tuple(replace(one, given=world.AT) for one in first)
    assert hand_over(*told, consents=[*first, *back, *again]).event.fields == ("name",)


@pytest.mark.parametrize("spelled", [" 見守り ", "見守り\u3000"])
def test_an_excluded_name_is_meant_however_it_is_spelled(spelled: str) -> None:
    """Blanks keep nobody in; a name that means nobody is refused instead of keeping nobody away."""
    subject = Subject(name="（氏名）", concealment=Concealment(excluded=frozenset({spelled})))
    case = Case(world.program(), Consultation(age=14), subject)
    assert case.concealment is not None and excludes(case.concealment, "見守り")
    unknown = Subject(name="（氏名）", concealment=Concealment(excluded=frozenset({"どこにもない団体"})))
    with pytest.raises(PrivacyError) as refused:
        Case(world.program(), Consultation(age=14), unknown)
    assert refused.value.code == "unknown-excluded"


def test_a_council_is_the_one_that_the_ruleset_declares_now() -> None:
    """Members, grounds and kind made by hand, or of another edition, are refused."""
    case = world.case()
    ruleset = world.program().ruleset
    now = world.council()
    made = [
        Council(now.body, now.members | {"よその会社"}, now.grounds),
        Council(now.body, now.members, (Ground("x", "どこにもない法律", "第一条", frozenset({"name"})),)),
        Council(ruleset.bodies["みんなの場"], frozenset()),
    ]
    for council in made:
        with pytest.raises(PrivacyError) as refused:
            hand_over(case, world.NEEDY, case.subject, council, world.AT)
        assert refused.value.code == "another-ruleset"
