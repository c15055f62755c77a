"""Rules and provisos that others make needless are found in a ruleset as officers write them, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import findings, told

ALWAYS = {
    "everybody gets it anyway": "規則 余分\n  条件 年齢が18歳未満\n  つなぐ先 甲",
    "an issue under another": (
        "規則 広い\n  条件 相談がこどもの悩み\n  つなぐ先 乙\n規則 余分\n  条件 相談がいじめ\n  つなぐ先 乙"
    ),
    "the same twice, less urgent": (
        "規則 急ぐ\n  条件 相談がいじめ\n  つなぐ先 乙\n  緊急度 即時\n"
        "規則 余分\n  条件 相談がいじめ\n  つなぐ先 乙\n  緊急度 当日"
    ),
    "the same chain": (
        "規則 広い\n  条件 年齢が20歳未満\n  つなぐ先 乙\n  つながらない時 子ども\n"
        "規則 余分\n  条件 年齢が18歳未満\n  つなぐ先 乙\n  つながらない時 子ども"
    ),
    "a chain that adds nobody": "規則 余分\n  条件 年齢が18歳未満\n  つなぐ先 甲\n  つながらない時 甲",
    "two desks by two rules": (
        "規則 広い\n  条件 年齢が20歳未満\n  つなぐ先 乙\n規則 余分\n  条件 年齢が18歳未満\n  つなぐ先 甲、乙"
    ),
    "at night, and always": (
        "規則 いつも\n  条件 相談がいじめ\n  つなぐ先 乙\n"
        "規則 余分\n  条件 相談がいじめ\n  条件 時間が夜間\n  つなぐ先 乙"
    ),
    "the same words": (
        "規則 広い\n  条件 年齢が20歳未満\n  つなぐ先 乙\n  案内 「どうぞ。」\n"
        "規則 余分\n  条件 年齢が18歳未満\n  つなぐ先 乙\n  案内 「どうぞ。」"
    ),
    "danger or not": (
        "規則 危険\n  条件 緊迫 あり\n  つなぐ先 乙\n規則 安全\n  条件 緊迫 なし\n  つなぐ先 乙\n"
        "規則 余分\n  条件 年齢が18歳未満\n  つなぐ先 乙"
    ),
}
PROVISO = {
    "one that changes nothing": (
        "規則 元\n  条件 相談がいじめ\n  つなぐ先 乙\n  ただし 余分\n    条件 緊迫 あり\n    つなぐ先 乙"
    ),
    "one that adds whom all get": (
        "規則 元\n  条件 年齢が18歳未満\n  つなぐ先 乙\n  ただし 余分\n    条件 緊迫 あり\n    あわせて 甲"
    ),
    "one below another": (
        "規則 元\n  条件 相談がいじめ\n  つなぐ先 乙\n  ただし 家族\n    条件 相談者が家族\n    つなぐ先 子ども\n"
        "  ただし 余分 上位 家族\n    条件 緊迫 あり\n    つなぐ先 子ども"
    ),
}
TOLD = {
    "two halves of the ages": (
        "規則 若い\n  条件 年齢が18歳未満\n  つなぐ先 乙\n規則 年上\n  条件 年齢が18歳以上\n  つなぐ先 乙\n"
        "規則 余分\n  条件 在学状況が小学生\n  つなぐ先 乙"
    ),
    "all issues under one": (
        "規則 甲の方\n  条件 相談がいじめ\n  つなぐ先 乙\n  緊急度 即時\n"
        "規則 乙の方\n  条件 相談がネットいじめ\n  つなぐ先 乙\n  緊急度 即時\n"
        "規則 余分\n  条件 相談がこどもの悩み\n  つなぐ先 乙"
    ),
    "some by age and some by school": (
        "規則 学校\n  条件 在学状況が小学生、中学生\n  つなぐ先 乙\n"
        "規則 年齢\n  条件 在学状況が高校生、在学していない\n  条件 年齢が20歳未満\n  つなぐ先 乙\n"
        "規則 余分\n  条件 年齢が18歳未満\n  つなぐ先 乙"
    ),
    "a proviso by age": (
        "規則 元\n  条件 相談がいじめ\n  つなぐ先 乙\n  ただし 余分\n    条件 年齢が18歳未満\n    つなぐ先 乙"
    ),
}
NEEDED = {
    "words of its own": "規則 要る\n  条件 年齢が18歳未満\n  つなぐ先 甲\n  案内 「秘密は守ります。」",
    "a basis of its own": "法令 例法 「例の法律」\n規則 要る\n  条件 年齢が18歳未満\n  つなぐ先 甲\n  根拠 例法 第一条",
    "more urgent": "規則 要る\n  条件 年齢が18歳未満\n  つなぐ先 甲\n  緊急度 即時",
    "a desk more": "規則 要る\n  条件 年齢が18歳未満\n  つなぐ先 甲、子ども",
    "a chain of its own": "規則 要る\n  条件 年齢が18歳未満\n  つなぐ先 甲\n  つながらない時 乙",
    "what a desk addresses in a plan": "規則 要る\n  条件 相談がいじめ\n  つなぐ先 甲",
    "silence about an age": (
        "規則 若い\n  条件 年齢が18歳未満\n  つなぐ先 乙\n規則 年上\n  条件 年齢が18歳以上\n  つなぐ先 乙\n"
        "規則 要る\n  条件 年齢が不明\n  つなぐ先 乙"
    ),
    "the one year between": (
        "規則 若い\n  条件 年齢が18歳未満\n  つなぐ先 乙\n規則 年上\n  条件 年齢が19歳以上\n  つなぐ先 乙\n"
        "規則 要る\n  条件 年齢が10〜30歳\n  つなぐ先 乙"
    ),
    "the others end sooner": (
        "規則 今年\n  適用 2026-04-01から2027-03-31まで\n  条件 年齢が20歳未満\n  つなぐ先 乙\n"
        "規則 要る\n  条件 年齢が18歳未満\n  つなぐ先 乙"
    ),
    "only two issues at once": (
        "規則 若い\n  条件 相談がいじめ\n  つなぐ先 乙\n規則 要る\n  条件 相談がいじめ、孤独\n  条件 相談が2件以上\n"
        "  つなぐ先 乙"
    ),
    "a proviso that takes away": (
        "規則 元\n  条件 相談がいじめ\n  つなぐ先 乙\n  ただし 要る\n    条件 年齢が18歳未満\n    つなぐ先 なし"
    ),
}
CODES = ("shadowed-clause", "shadowed-when-told")


@pytest.mark.parametrize("name", ALWAYS)
def test_what_is_needless_for_everybody_is_found(name: str, tmp_path: Path) -> None:
    """At its name, and nothing else."""
    found = [one for one in told(tmp_path, ALWAYS[name], *CODES)]
    assert [(code, text) for code, _, text in found] == [("shadowed-clause", "余分")]


@pytest.mark.parametrize("name", PROVISO)
def test_a_needless_proviso_is_found(name: str, tmp_path: Path) -> None:
    """At the name of the proviso; its rule stays."""
    assert [(code, text) for code, _, text in told(tmp_path, PROVISO[name], *CODES)] == [("shadowed-clause", "余分")]


@pytest.mark.parametrize("name", TOLD)
def test_what_several_shadow_for_those_who_tell_all_is_a_note(name: str, tmp_path: Path) -> None:
    """Somebody who leaves the age unstated still needs it."""
    assert [(code, text) for code, _, text in told(tmp_path, TOLD[name], *CODES)] == [("shadowed-when-told", "余分")]


@pytest.mark.parametrize("name", NEEDED)
def test_what_adds_something_is_left_alone(name: str, tmp_path: Path) -> None:
    """Whatever it adds: words, a ground, urgency, a desk, a plan, time, silence."""
    assert told(tmp_path, NEEDED[name], *CODES) == []


def test_the_clauses_that_stand_in_are_named(tmp_path: Path) -> None:
    """Only those that are needed for it."""
    (found,) = (one for one in findings(tmp_path, TOLD["two halves of the ages"]) if one.code in CODES)
    assert found.help is not None and "`年上`" in found.help and "`若い`" in found.help
    assert "それぞれ" not in found.help
