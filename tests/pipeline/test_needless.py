"""Attributes that change no answer are found in rulesets as officers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import findings, told

CODES = ("needless-attribute", "unused-attribute")
ATTRIBUTE = "属性 住まい\n  選択 持ち家、借家、施設\n"
NEEDLESS = {
    "two rules that do the same": (
        "規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 乙\n規則 ほか\n  条件 住まいが持ち家以外\n  つなぐ先 乙"
    ),
    "three that do": (
        "規則 一つ目\n  条件 住まいが持ち家\n  つなぐ先 乙\n規則 二つ目\n  条件 住まいが借家\n  つなぐ先 乙\n"
        "規則 三つ目\n  条件 住まいが施設\n  つなぐ先 乙"
    ),
    "a rule below one for everybody": "規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 甲",
    "a proviso that changes nothing": (
        "規則 元\n  条件 相談がいじめ\n  つなぐ先 乙\n  ただし 持ち家\n    条件 住まいが持ち家\n    つなぐ先 乙"
    ),
    "a rule that nobody meets": (
        "規則 誤り\n  条件 住まいが持ち家\n  条件 年齢が18歳未満\n  条件 年齢が20歳以上\n  つなぐ先 乙"
    ),
    "all values of a condition of a desk": (
        "窓口 丙\n  対応言語 すべて\n  受付 24時間\n  電話番号 000-0000\n  対象条件 住まいが持ち家、借家、施設\n"
        "規則 丙へ\n  つなぐ先 丙"
    ),
    "a chain of people whom all get anyway": (
        "規則 みんな\n  つなぐ先 乙\n規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 乙\n  つながらない時 甲"
    ),
    "two withholds that make one": (
        "除外 一つ目\n  条件 住まいが持ち家\n  条件 相談者が家族\n  つながない先 乙\n"
        "除外 二つ目\n  条件 住まいが借家、施設\n  条件 相談者が家族\n  つながない先 乙"
    ),
}
NEEDED = {
    "one desk": "規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 子ども",
    "urgency": "規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 甲\n  緊急度 当日",
    "words": "規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 甲\n  案内 「どうぞ。」",
    "a value left out": (
        "規則 一つ目\n  条件 住まいが持ち家\n  つなぐ先 鳥取\n規則 二つ目\n  条件 住まいが借家\n  つなぐ先 鳥取"
    ),
    "a chain": (
        "規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 甲\n  つながらない時 乙\n"
        "規則 ほか\n  条件 住まいが借家、施設\n  つなぐ先 甲"
    ),
    "a chain instead of a route": (
        "規則 ほか\n  条件 住まいが借家、施設\n  つなぐ先 甲\n  つながらない時 乙\n"
        "規則 持ち家\n  条件 住まいが持ち家\n  つなぐ先 乙"
    ),
    "a desk's own condition": (
        "窓口 丙\n  対応言語 すべて\n  受付 24時間\n  電話番号 000-0000\n  対象条件 住まいが施設\n"
        "規則 丙へ\n  つなぐ先 丙"
    ),
    "a withhold": "除外 一つ目\n  条件 住まいが持ち家\n  つながない先 乙",
    "a default": "既定 最後\n  条件 住まいが持ち家\n  つなぐ先 乙",
}


@pytest.mark.parametrize("name", NEEDLESS)
def test_an_attribute_that_changes_nothing_is_found(name: str, tmp_path: Path) -> None:
    """At its name."""
    found = told(tmp_path, ATTRIBUTE + NEEDLESS[name], *CODES)
    assert [(code, text) for code, _, text in found] == [("needless-attribute", "住まい")]


@pytest.mark.parametrize("name", NEEDED)
def test_an_attribute_that_changes_something_is_left_alone(name: str, tmp_path: Path) -> None:
    """Whom it leads to, how urgently, with which words, or what it withholds."""
    assert told(tmp_path, ATTRIBUTE + NEEDED[name], *CODES) == []


def test_an_attribute_that_nothing_asks_for_is_a_note(tmp_path: Path) -> None:
    """A test that tells it is no use of it."""
    example = "相談例 「持ち家の人」\n  前提 住まい 持ち家\n  結果に含む 甲"
    assert [code for code, *_ in told(tmp_path, ATTRIBUTE + example, *CODES)] == ["unused-attribute"]


def test_who_asks_is_named(tmp_path: Path) -> None:
    """The rules, by name."""
    (found,) = (one for one in findings(tmp_path, ATTRIBUTE + NEEDLESS["three that do"]) if one.code in CODES)
    assert found.help is not None and all(f"`{name}`" in found.help for name in ("一つ目", "二つ目", "三つ目"))
