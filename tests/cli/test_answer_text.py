"""What a counsellor reads: everything that the decision says, in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cli.town import RULES
from tsunagari import JST, Decision, Program, Referral, load
from tsunagari.cli.answer_text import answer_lines
from tsunagari.cli.answer_words import ENGLISH, JAPANESE, moment
from tsunagari.engine.decision import Question, WayOffered
from tsunagari.syntax.citing import cited

AT = datetime(2026, 5, 1, 15, 5, tzinfo=JST)
FULL = Referral(
    resource="学びの相談室", organization="市教育委員会", fit="yes", open="later", opens_at=AT, again=True,
    urgency="same-day", by="default", rules=("学校/夜",), basis=("市の計画",), confirm=(), unmet_wishes=("匿名",),
    via=(WayOffered("電話", None, "unknown"), WayOffered("来所", None, "later")), say=("一つ", "二つ"),
)  # fmt: skip
MAYBE = Referral(
    resource="夜のチャット", organization=None, fit="maybe", open="not asked", opens_at=None, again=False,
    urgency="normal", by="rule", rules=("夜",), basis=(), confirm=("age", "在学状況"), unmet_wishes=(), via=(), say=(),
)  # fmt: skip
WHOLE = Decision(
    ruleset="試し", digest="sha256:" + "0" * 64, status=None, referrals=(FULL, MAYBE), maybe_count=25, by_default=True,
    gap=None, questions=(Question("age", 3), Question("danger", 0)), plan=("学びの相談室", "夜のチャット"),
    unaddressed=("いじめ",),
)  # fmt: skip


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The small ruleset, compiled once."""
    folder: Path = tmp_path_factory.mktemp("rules") / "town"
    folder.mkdir()
    (folder / "town.tsu").write_text(RULES, encoding="utf-8")
    return load(folder)


def test_the_whole_answer_in_japanese(program: Program) -> None:
    """Each part of a decision has its line."""
    assert list(answer_lines(WHOLE, program.ruleset, AT, "ja")) == [
        "つなぎ先 1件、確かめれば候補になるもの 25件（2026年5月1日（金）15:05 の時点での答え）",
        "",
        "規則から確かにつなげて、いま開いている窓口がないため、既定の窓口も挙げています。",
        "",
        "1. 学びの相談室（市教育委員会）  2026年5月1日（金）15:05 に開く  【今日のうちに】",
        "   連絡      電話（番号は未登録、時間は不明）、来所",
        "   案内      「一つ」",
        "             「二つ」",
        "   理由      学校 ＞ 夜（市の計画）",
        "   ※ 希望「匿名」に応じるかは分からない",
        "   ※ 前に試したが、つながらなかった窓口",
        "   ※ ほかに当たるものがない時の既定の窓口",
        "",
        "── 確かめれば候補になる窓口 ──",
        "",
        "? 夜のチャット",
        "   確かめる  年齢、在学状況",
        "   連絡      連絡先は未登録",
        "   理由      夜",
        "",
        "ほかに 24件",
        "",
        "次に尋ねるとよい事: 年齢（3件が決まる）、緊迫（いま危険があるか）（答えで変わる）",
        "全部の相談に応える組合せ: 学びの相談室 ＋ 夜のチャット",
        "応える窓口が見つからない相談: いじめ",
        "",
        "規則集 試し  sha256:000000000000",
    ]


def test_the_whole_answer_in_english(program: Program) -> None:
    """In English only the ruleset's own words are Japanese."""
    own = [*(word for one in (FULL, MAYBE) for word in (one.resource, one.organization or "", *one.say, *one.confirm))]
    own += ["学校", "夜", "市の計画", "匿名", "いじめ", "試し", "電話", "来所"]
    text = "\n".join(answer_lines(WHOLE, program.ruleset, AT, "en"))
    for word in sorted(own, key=len, reverse=True):
        text = text.replace(word, "") if word else text
    assert [char for char in text if char >= "\u3000"] == ["＞", "＋"]


@pytest.mark.parametrize("gap", ["maybe-only", "no-rule", "all-tried", "all-withheld", "all-paused", "out-of-period"])
def test_every_gap_is_told(program: Program, gap: str) -> None:
    """An answer without anybody says why in plain words."""
    for language, words in (("ja", JAPANESE), ("en", ENGLISH)):
        empty = Decision("試し", "sha256:0", None, (), 0, False, gap, (), (), ())  # type: ignore[arg-type]
        assert words["gap"] + words[gap] in list(answer_lines(empty, program.ruleset, None, language))


def test_both_languages_have_the_same_words() -> None:
    """No phrase is missing in one of the languages."""
    assert JAPANESE.keys() == ENGLISH.keys()
    assert moment(AT, "en") == "Fri 2026-05-01 15:05"


@pytest.mark.parametrize(
    ("basis", "japanese", "english"),
    [
        ("社会福祉法 106-4(2)(1), 6", "社会福祉法 第106条の4第2項第1号、第6条", "社会福祉法 art. 106-4(2)(1), art. 6"),
        ("社会福祉法 「別添」", "社会福祉法 「別添」", "社会福祉法 「別添」"),
        ("市の計画 2026", "市の計画 2026", "市の計画 2026"),
        ("社会福祉法", "社会福祉法", "社会福祉法"),
    ],
)
def test_citations(basis: str, japanese: str, english: str) -> None:
    """Articles of a declared law are written out; other texts stay as they are."""
    assert (cited(basis, ["社会福祉法"], "ja"), cited(basis, ["社会福祉法"], "en")) == (japanese, english)
