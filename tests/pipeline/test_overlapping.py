"""Provisos that overlap and withholds that take the last immediate resource, in rulesets as officers write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.findings import findings, told

RULE = "規則 元\n  条件 相談がいじめ\n  つなぐ先 甲\n"
OVERLAPPING = {
    "danger and age": (
        "  ただし 緊急\n    条件 緊迫 あり\n    つなぐ先 乙\n  ただし 子\n    条件 年齢が18歳未満\n    つなぐ先 子ども"
    ),
    "urgency alone": (
        "  ただし 緊急\n    条件 緊迫 あり\n    緊急度 即時\n  ただし 子\n    条件 年齢が18歳未満\n    緊急度 当日"
    ),
    "ages that share one year": (
        "  ただし 若い\n    条件 年齢が18歳以下\n    つなぐ先 乙\n"
        "  ただし 年上\n    条件 年齢が18歳以上\n    つなぐ先 子ども"
    ),
    "nights and Mondays": (
        "  ただし 夜\n    条件 時間が夜間\n    つなぐ先 乙\n  ただし 月\n    条件 時間が週明け\n    つなぐ先 子ども\n"
        "時間帯 週明け\n  月曜 0:00〜24:00"
    ),
    "two issues at once": (
        "  ただし ひとり\n    条件 相談が孤独\n    つなぐ先 乙\n"
        "  ただし ネット\n    条件 相談がネットいじめ\n    つなぐ先 子ども"
    ),
}
APART = {
    "one under the other": (
        "  ただし 緊急\n    条件 緊迫 あり\n    つなぐ先 乙\n"
        "  ただし 子 上位 緊急\n    条件 年齢が18歳未満\n    つなぐ先 子ども"
    ),
    "ages beside each other": (
        "  ただし 若い\n    条件 年齢が18歳未満\n    つなぐ先 乙\n"
        "  ただし 年上\n    条件 年齢が18歳以上\n    つなぐ先 子ども"
    ),
    "the same done twice": (
        "  ただし 緊急\n    条件 緊迫 あり\n    つなぐ先 乙\n  ただし 子\n    条件 年齢が18歳未満\n    つなぐ先 乙"
    ),
    "days and nights": (
        "  ただし 夜\n    条件 時間が夜間\n    つなぐ先 乙\n  ただし 昼\n    条件 時間が平日の昼\n    つなぐ先 子ども"
    ),
    "one ends before the other begins": (
        "  ただし 前\n    適用 2026-09-30まで\n    条件 緊迫 あり\n    つなぐ先 乙\n"
        "  ただし 後\n    適用 2026-10-01から\n    条件 年齢が18歳未満\n    つなぐ先 子ども"
    ),
}
URGENT = "規則 緊急\n  条件 緊迫 あり\n  つなぐ先 乙\n  緊急度 即時\n"
TAKING = {
    "from families": "除外 誤り\n  条件 相談者が家族\n  つながない先 乙",
    "from whoever speaks of one issue": "除外 誤り\n  条件 相談がいじめ\n  つながない先 乙、甲",
    "one that leaves the less urgent": (
        "除外 誤り\n  条件 相談者が家族\n  つながない先 乙\n規則 他\n  つなぐ先 甲\n  緊急度 当日"
    ),
    "the chain too": (
        "規則 鎖\n  条件 緊迫 あり\n  条件 相談者が家族\n  つなぐ先 乙\n  つながらない時 子ども\n  緊急度 即時\n"
        "除外 誤り\n  条件 相談者が家族\n  つながない先 乙、子ども"
    ),
}
LEAVING = {
    "another one is left": "除外 正しい\n  条件 相談者が家族\n  つながない先 乙\n規則 他\n  つなぐ先 甲\n  緊急度 即時",
    "nobody in danger": "除外 正しい\n  条件 相談者が家族\n  条件 緊迫 なし\n  つながない先 乙",
    "a chain is left": (
        "規則 鎖\n  条件 緊迫 あり\n  条件 相談者が家族\n  つなぐ先 乙\n  つながらない時 甲\n  緊急度 即時\n"
        "除外 正しい\n  条件 相談者が家族\n  つながない先 乙"
    ),
    "one that is not immediate": "除外 正しい\n  条件 相談者が家族\n  つながない先 甲",
}


@pytest.mark.parametrize("name", OVERLAPPING)
def test_provisos_that_hold_at_once_are_found(name: str, tmp_path: Path) -> None:
    """One note at the rule, with somebody who meets both."""
    found = [one for one in findings(tmp_path, RULE + OVERLAPPING[name]) if one.code == "overlapping-provisos"]
    assert [one.excerpt[one.column - 1 : one.end_column - 1] for one in found] == ["元"]
    assert found[0].witness is not None and found[0].severity == "note"
    assert ("at" in json.loads(found[0].witness)) == (name == "nights and Mondays")


@pytest.mark.parametrize("name", APART)
def test_provisos_that_keep_apart_are_left_alone(name: str, tmp_path: Path) -> None:
    """By their conditions, by their periods, by standing under another, or by doing the same."""
    assert told(tmp_path, RULE + APART[name], "overlapping-provisos") == []


def test_several_pairs_are_one_note(tmp_path: Path) -> None:
    """Three provisos that all differ overlap in three pairs."""
    third = "\n  ただし 家族\n    条件 相談者が家族\n    つなぐ先 鳥取"
    (found,) = (
        one for one in findings(tmp_path, RULE + OVERLAPPING["danger and age"] + third)
        if one.code == "overlapping-provisos"
    )  # fmt: skip
    assert found.help is not None and found.help.count("・") == 3


@pytest.mark.parametrize("name", TAKING)
def test_a_withhold_that_takes_the_last_immediate_one_is_found(name: str, tmp_path: Path) -> None:
    """At its name, with somebody in danger."""
    found = [one for one in findings(tmp_path, URGENT + TAKING[name]) if one.code == "last-immediate-withheld"]
    assert [one.excerpt[one.column - 1 : one.end_column - 1] for one in found] == ["誤り"]
    assert found[0].witness is not None and json.loads(found[0].witness)["danger"] is True


@pytest.mark.parametrize("name", LEAVING)
def test_a_withhold_that_leaves_an_immediate_one_is_left_alone(name: str, tmp_path: Path) -> None:
    """Or that takes it only from people who are in no danger."""
    assert told(tmp_path, URGENT + LEAVING[name], "last-immediate-withheld") == []
