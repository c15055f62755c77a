"""What is offered and is no ready fact: the facts hold only what the caller says of today and does not deny."""

from __future__ import annotations

import pytest

import tsunagari
from intake.measuring import program


def facts(text: str) -> dict[str, object]:
    """The ready facts of a text."""
    return dict(tsunagari.intake(program(), text).facts)


@pytest.mark.parametrize(
    "text",
    [
        "がんばっています", "がんばる", "がんがん叩く", "とりこんでいます", "うつる", "うつ伏せで寝る",
        "失業はしていません", "借金はしてない", "離婚は考えていません", "離婚したくない", "妊娠していません",
        "お金には困っていない", "仕事をやめたいわけじゃない", "いじめられてはいない", "暴力とかではないんですけど",
        "借金はもう返しました", "介護の仕事をしています", "虐待防止の仕事です",
    ],
)  # fmt: skip
def test_another_word_or_a_denied_one_is_no_fact(text: str) -> None:
    """Denied later in the clause, a job, or letters of another word: for a person to confirm."""
    assert facts(text) == {}


@pytest.mark.parametrize(
    "text",
    ["もうすぐ20歳", "来月18歳になります", "去年17歳でした", "3才児健診", "17歳になったら", "二歳差です", "5歳年上",
     "50代の担当の方と話した"],
)  # fmt: skip
def test_an_age_of_another_day_is_no_fact(text: str) -> None:
    """Nor is a distance of years, or somebody at a desk."""
    assert facts(text) == {}


@pytest.mark.parametrize(
    "text",
    ["今は東京ですが実家は山形市です", "職場は山形市です", "学校は酒田市です", "前に住んでいたのは山形市です",
     "去年まで山形市に住んでました", "山形市に住みたい", "山形市に住んでいません", "山形市に住む予定です"],
)  # fmt: skip
def test_a_place_that_is_no_home_of_today_is_no_fact(text: str) -> None:
    """Work, school, the past, a plan and a no are not where somebody lives."""
    assert "lives" not in facts(text)
    assert any(one.attribute == "lives" for one in tsunagari.intake(program(), text).candidates)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("借金が返せない", {"issues": ["借金"]}), ("離婚したいです", {"issues": ["離婚"]}),
        ("うつです", {"issues": ["うつ"]}), ("うつかもしれない", {"issues": ["うつ"]}),
        ("うつ病です", {"issues": ["うつ"]}), ("妊娠したかもしれない", {"issues": ["予期せぬ妊娠"]}),
        ("学校に行けない", {"issues": ["不登校"]}), ("離婚してくれない", {"issues": ["離婚"]}),
        ("17歳の女です", {"age": 17}), ("20歳になりました", {"age": 20}),
        ("住所は山形市です", {"lives": "山形県山形市"}), ("今山形市に住んでいます", {"lives": "山形県山形市"}),
    ],
)  # fmt: skip
def test_what_is_said_plainly_stays_a_fact(text: str, known: dict[str, object]) -> None:
    """A doubt must not spread to words that nothing speaks against."""
    assert facts(text) == known
