"""Examples at the boundaries: ages, callers, what is denied or only mentioned, and whose fact it is."""

from __future__ import annotations

import pytest

import tsunagari
from intake.measuring import offered, program
from tsunagari.hearing import morphemes


def heard(text: str, attribute: str) -> list[object]:
    """The values of one attribute, in the order of the text."""
    return [one.value for one in tsunagari.intake(program(), text).candidates if one.attribute == attribute]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("17歳です", [17]), ("十七才", [17]), ("１７さい", [17]), ("七十二歳", [72]), ("百二歳の祖母", [102]),
        ("0歳", [0]),
        ("120歳", [120]), ("121歳", []), ("999歳", []), ("70代の母", [(70, 79)]), ("三十代", [(30, 39)]),
        ("十代です", [(10, 19)]),
        ("35代", []), ("中2です", [(13, 14)]), ("中学二年生", [(13, 14)]), ("小学3年生の息子", [(8, 9)]),
        ("小6", [(11, 12)]),
        ("高3", [(17, 18)]), ("高校1年", [(15, 16)]), ("中4", []), ("小7年生", []), ("大小3つ", []),
        ("中3日", []), ("高1m", []),
        ("17歳の頃からつらい", []), ("18歳未満ですか", []), ("8050問題", []), ("二代目です", []),
        ("17歳と15歳", [17, 15]),
    ],
)  # fmt: skip
def test_ages(text: str, ages: list[object]) -> None:
    """Said as an age, of today, within the domain; else nothing."""
    assert heard(text, "age") == ages


@pytest.mark.parametrize(
    ("text", "certain"),
    [("17歳です", True), ("17歳の息子です", False), ("17歳と15歳です", False), ("母です、17歳の", False),
     ("私は中2です", True)],
)
def test_whose_age_is_not_guessed(text: str, certain: bool) -> None:
    """One age and nobody else in the text is certain; else it stays a candidate that may be the caller's."""
    found = [one for one in tsunagari.intake(program(), text).candidates if one.attribute == "age"]
    assert {one.certain for one in found} == {certain}
    assert all("caller-age" in one.instead for one in found)


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        ("母です", ["親"]), ("もしもし、父親ですが", ["親"]), ("小学3年の息子の母です。", ["親"]),
        ("妻です", ["配偶者"]), ("担任です", ["教員"]),
        ("民生委員ですが", ["民生委員・児童委員"]), ("友だちです", ["友人"]), ("近所の者です", ["近所の人"]),
        ("本人です", ["本人"]), ("姉です", ["家族"]),
        ("病気なのは母です", []), ("認知症の母です", []), ("私の母です", []), ("息子がひきこもりです", []),
        ("母ですら怖い", []),
        ("大好きな父です", []), ("母", []),
    ],
)  # fmt: skip
def test_callers(text: str, caller: list[object]) -> None:
    """Only who introduces themselves; a person spoken of is not the caller."""
    assert heard(text, "caller") == caller


@pytest.mark.parametrize(
    "text",
    ["別に不登校ではないです", "借金はありません", "離婚じゃないです", "いじめとかではなくて",
     "いじめの授業参観", "鬱という漢字",
     "もう疲れた", "もうつかれたよ",
     "DVDを借りたい", "障害物競走", "どの電車に乗れますか", "予防接種を受けられますか"],
)  # fmt: skip
def test_what_is_denied_or_only_mentioned_is_no_issue(text: str) -> None:
    """Saying no, speaking about a word, and words inside of other words."""
    assert heard(text, "issues") == []


def test_a_cry_is_heard_though_it_is_denied() -> None:
    """死にたいわけではない is for a person to judge, not for us."""
    assert tsunagari.intake(program(), "死にたいわけではないです").crisis
    assert heard("自殺とかではないんです", "issues") == ["自殺の心配"]


def test_danger_now_is_told_apart_from_worry() -> None:
    """殺される is danger now; 死にたい is not yet told to be."""
    assert tsunagari.intake(program(), "夫に殺される").facts["danger"] is True
    assert "danger" not in tsunagari.intake(program(), "死にたい").facts


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [("前から", "学校行けへん", "ねん"), ("ｶﾞｯｺｳで", "ｲｼﾞﾒ", "があります"), ("もう ", "死 に た い", "です"),
     ("娘が", "不登校", "です"), ("今は", "大阪市北区", "に居ます")],
)
def test_spans_are_where_it_was_said(before: str, words: str, after: str) -> None:
    """A span is in code points of the text as told, to the letter."""
    spans = {(one.start, one.end) for one in tsunagari.intake(program(), before + words + after).candidates}
    assert (len(before), len(before) + len(words)) in spans


def test_a_near_word_is_offered_and_is_no_ready_fact() -> None:
    """不登後 is offered as 不登校, and stands in no facts until somebody confirms it."""
    said = tsunagari.intake(program(), "不登後")
    assert offered(said) == {("issue", "不登校")}
    assert not said.facts and said.candidates[0].score < 0.9


def test_a_ruleset_without_these_issues_still_hears_the_cry(tmp_path: object) -> None:
    """The list is not the ruleset's to lose: where no issue stands for a cry, danger does."""
    bare = tsunagari.load(program_without_issues(tmp_path))
    said = tsunagari.intake(bare, "死にたい")
    assert said.crisis and dict(said.facts) == {"danger": True}


def program_without_issues(folder: object) -> str:
    """The folder of a ruleset that knows nothing of crisis."""
    from pathlib import Path

    path = Path(str(folder)) / "town"
    path.mkdir()
    (path / "town.tsu").write_text("規則集 「町」\n\n相談分野 騒音\n", encoding="utf-8")
    return str(path)


def test_without_sudachi_nothing_is_read_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain installation hears by names, spellings and slips."""
    monkeypatch.setattr(morphemes, "_reader", lambda: None)
    assert not morphemes.available()
    assert tsunagari.intake(program(), "不登校です", dictionary=False).facts["issues"] == ["不登校"]


def test_the_dictionary_reads_other_inflections() -> None:
    """What everyday spelling misses, normal forms find, as a reading."""
    if not morphemes.available():
        pytest.skip("SudachiPy (extra `ja`) is not installed")
    said = tsunagari.intake(program(), "親に叩かれたりするんです")
    assert "身体的虐待" in [one.value for one in said.candidates]
