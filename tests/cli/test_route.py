"""`tsunagari route`, one consultation at a time."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

import tsunagari as library
from cli.town import Tsunagari
from tsunagari.cli import told
from tsunagari.errors import UsageError

DAY = ("--at", "2026-05-01T15:00")


def test_the_json_is_the_decision(tsunagari: Tsunagari, rules: Path) -> None:
    """`--json` prints what Python code gets, in the same shape."""
    said = tsunagari("route", rules, "--age", "16", "--issue", "不登校", "--lives", "山形市", *DAY, "--json")
    at = datetime(2026, 5, 1, 15, tzinfo=library.JST)
    case = library.Consultation(age=16, issues=["不登校"], lives="山形市", at=at)
    assert said.code == 0
    assert json.loads(said.out) == library.load(rules).route(case).to_dict()
    assert tsunagari("route", rules, "--age", "16", "--issue", "不登校", "--lives", "山形市", *DAY, "--json") == said


def test_every_fact_can_be_told(tsunagari: Tsunagari, rules: Path) -> None:
    """Every fact of the design has an option, and it arrives as that fact."""
    seen: list[library.Consultation] = []
    options = {
        "--age": "15-19", "--issue": "不登校", "--lives": "山形市", "--stays": "06201", "--works": "none",
        "--studies": "山形県", "--channel": "電話", "--at": "2026-05-01T15:00", "--language": "en", "--wish": "匿名",
        "--caller": "家族", "--caller-lives": "abroad", "--caller-language": "日本語", "--attribute": "世帯人数=3..5",
        "--declined": "age", "--tried": "夜のチャット=応答なし", "--rotation": "k",
    }  # fmt: skip
    original = library.Program.route

    def watched(self: library.Program, case: library.Consultation) -> library.Decision:
        seen.append(case)
        return original(self, case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library.Program, "route", watched)
        words = [word for pair in options.items() for word in pair]
        said = tsunagari("route", rules, *words, "--issue", "いじめ", "--no-danger", "--paused", "まちの居場所")
    assert said.code == 0, said.err
    assert seen == [
        library.Consultation(
            age=(15, 19), issues=["不登校", "いじめ"], lives="山形市", stays="06201", works="none", studies="山形県",
            channel="電話", at="2026-05-01T15:00+09:00", language="en", wishes=["匿名"], danger=False, caller="家族",
            caller_lives="abroad", caller_language="日本語", attributes={"世帯人数": (3, 5)}, declined=["age"],
            tried=[("夜のチャット", "no-answer")], rotation="k",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "age"),
    [("16", 16), ("15-19", (15, 19)), ("15..19", (15, 19)), ("15〜19", (15, 19)), ("18歳未満", (0, 17)), ("１６", 16)],
)
def test_ways_to_write_an_age(tsunagari: Tsunagari, rules: Path, written: str, age: object) -> None:
    """An age is written as in a ruleset."""
    case = told.consultation(library.load(rules).ruleset, {"age": written, "at": "none"})
    assert case.age == age


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-05-01T15:00", "2026-05-01T15:00:00+09:00"),
        ("2026-05-01 15:00", "2026-05-01T15:00:00+09:00"),
        ("2026-05-01T06:00Z", "2026-05-01T15:00:00+09:00"),
        ("2026年5月1日 15:00", "2026-05-01T15:00:00+09:00"),
        ("none", None),
    ],
)
def test_ways_to_write_the_instant(rules: Path, written: str, at: str | None) -> None:
    """An instant without offset is Asia/Tokyo; `none` leaves it open."""
    case = told.consultation(library.load(rules).ruleset, {"at": written})
    assert (case.at.isoformat() if case.at else None) == at


def test_no_instant_is_now(rules: Path) -> None:
    """Who gives no time is asking about now."""
    before = datetime.now(library.JST)
    case = told.consultation(library.load(rules).ruleset, {})
    assert case.at is not None
    assert before <= case.at <= datetime.now(library.JST)


@pytest.mark.parametrize("written", ["2026-05-01", "noon", "2026-13-01T10:00", "25:00", ""])
def test_no_instant(rules: Path, written: str) -> None:
    """A day alone, or what is no instant, is refused by the option's name."""
    with pytest.raises(UsageError) as caught:
        told.consultation(library.load(rules).ruleset, {"at": written})
    assert caught.value.fields["option"] == "--at"


def test_the_answer_reads_well(tsunagari: Tsunagari, rules: Path) -> None:
    """Whom to call, on which number, whether they are open and why stand in the text."""
    said = tsunagari("route", rules, "--age", "16", "--issue", "不登校", "--lives", "山形市", *DAY, "--wish", "匿名")
    assert said.code == 0
    assert "2026年5月1日（金）15:00" in said.out
    for text in ("1. 学びの相談室（市教育委員会）  いま開いている", "電話 023-000-0000", "学校の悩み（市の計画）"):
        assert text in said.out
    assert "希望「匿名」に応じるかは分からない" in said.out
    assert "「いっしょに考えます。」" in said.out


def test_the_answer_in_english(tsunagari: Tsunagari, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--lang en`, or an English locale, makes everything but the ruleset's own words English."""
    said = tsunagari("route", rules, "--lang", "en", "--issue", "不登校", "--lives", "山形市", "--at", "none")
    assert "worth asking next: age" in said.out
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert tsunagari("route", rules, "--issue", "不登校", "--lives", "山形市", "--at", "none") == said


def test_closed_and_tried_and_later(tsunagari: Tsunagari, rules: Path) -> None:
    """At night the answer says when a closed desk opens, and which desk did not answer before."""
    facts = ("--age", "16", "--issue", "不登校", "--lives", "山形市", "--danger")
    said = tsunagari("route", rules, *facts, "--at", "2026-05-01T22:00", "--tried", "夜のチャット=no-answer")
    assert "2026年5月7日（木）8:30 に開く" in said.out  # after the holidays of early May
    assert "前に試したが、つながらなかった窓口" in said.out
    assert "緊急" in said.out


def test_nobody(tsunagari: Tsunagari, rules: Path) -> None:
    """An answer without anybody says why, and is not an error."""
    said = tsunagari("route", rules, "--lives", "鳥取市", "--attribute", "世帯人数=2", *DAY, "--declined", "issue")
    assert said.code == 0
    assert "確実なつなぎ先はありません" in said.out


def test_a_broken_ruleset_is_refused(tsunagari: Tsunagari, rules: Path) -> None:
    """Errors in the ruleset are shown with their place, and as findings with `--json`."""
    (rules / "more.tsu").write_text("規則 迷子\n  つなぐ先 どこにもない窓口\n", encoding="utf-8")
    said = tsunagari("route", rules)
    assert said.code == 1
    assert "more.tsu:2" in said.err
    findings = json.loads(tsunagari("route", rules, "--json").out)["findings"]
    assert [(one["file"], one["line"], one["severity"]) for one in findings] == [("more.tsu", 2, "error")]


def test_no_folder(tsunagari: Tsunagari, tmp_path: Path) -> None:
    """A folder that is missing, empty or no folder is unusable input."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for name, code in (("missing", "no-folder"), ("empty", "no-rules"), ("file", "artifact-foreign")):
        said = tsunagari("route", tmp_path / name)
        assert said.code == 2
        assert code in said.err
        assert json.loads(tsunagari("route", tmp_path / name, "--json").out) == {"error": {"code": code}}
