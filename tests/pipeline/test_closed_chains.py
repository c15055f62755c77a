"""Chains that end closed are found in rulesets as officers write them, with the hours in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.findings import findings

HEAD = """規則集 「例」
  了承 gap 「例なので」
  了承 hours-unknown 「例なので」
相談分野 孤独
相談分野 いじめ
時間帯 平日の昼
  平日 9:00〜17:00
時間帯 毎日の昼
  毎日 9:00〜17:00
時間帯 夜間
  毎日 17:00〜翌9:00
時間帯 年末年始休み
  毎日 0:00〜24:00
  除く 12月29日〜1月3日
"""


def desk(name: str, hours: str, more: str = "") -> str:
    """A desk with hours, and more lines."""
    return f"窓口 {name}\n  対応言語 すべて\n  受付 {hours}\n  電話番号 000-0000\n{more}"


DAY, DAILY, NIGHT = desk("昼の窓口", "平日の昼"), desk("日々の窓口", "毎日の昼"), desk("夜の窓口", "夜間")
ALWAYS, UNKNOWN = desk("いつもの窓口", "24時間"), desk("不明の窓口", "不明")
RULE = "規則 元\n  条件 相談がいじめ\n  つなぐ先 昼の窓口\n  つながらない時 {line}\n"
CLOSED = {
    "at night": (DAY + DAILY + RULE.format(line="日々の窓口"), ["時間が毎日17:00〜翌9:00"]),
    "for one age only": (
        DAY + desk("若者の窓口", "夜間", "  対象年齢 30歳未満\n") + ALWAYS.replace("24時間", "毎日の昼")
        + RULE.format(line="若者の窓口\n  つながらない時 いつもの窓口"), ["時間が毎日17:00〜翌9:00"],
    ),
    "at the turn of the year": (
        DAY + desk("年中の窓口", "年末年始休み") + RULE.format(line="年中の窓口"),
        ["時間が毎日（12月29日〜1月3日を除く）の終日と平日の9:00〜17:00以外"],
    ),
    "at the weekend": (
        DAY + desk("平日の夜の窓口", "平日の夜") + "時間帯 平日の夜\n  平日 0:00〜9:00、17:00〜24:00\n"
        + RULE.format(line="平日の夜の窓口"), ["時間が土日祝の終日"],
    ),
    "of a proviso": (
        DAY + ALWAYS + DAILY + RULE.format(line="いつもの窓口")
        + "  ただし 緊急\n    条件 緊迫 あり\n    つながらない時 日々の窓口\n", ["時間が毎日17:00〜翌9:00"],
    ),
}  # fmt: skip
OPEN = {
    "by day and by night": DAY + DAILY + NIGHT + RULE.format(line="日々の窓口\n  つながらない時 夜の窓口"),
    "around the clock": DAY + ALWAYS + RULE.format(line="いつもの窓口"),
    "by the route itself": DAY + DAILY + NIGHT + RULE.format(line="日々の窓口").replace(
        "つなぐ先 昼の窓口", "つなぐ先 昼の窓口、夜の窓口"),
    "without a chain": DAY + "規則 元\n  条件 相談がいじめ\n  つなぐ先 昼の窓口\n",
    "at the hours of the rule": DAY + DAILY + RULE.format(line="日々の窓口").replace(
        "つなぐ先", "条件 時間が毎日の昼\n  つなぐ先"),
    "of people whom a withhold keeps from all of it": (
        DAY + ALWAYS.replace("  受付", "  対象者 本人\n  受付")
        + RULE.format(line="いつもの窓口").replace("つなぐ先", "条件 相談者が本人、家族\n  つなぐ先")
        + "除外 家族\n  条件 相談者が家族\n  つながない先 昼の窓口\n"
    ),
    "of people by telephone only": DAY + desk("電話の窓口", "24時間").replace(
        "  受付 24時間\n  電話番号 000-0000\n", "  受付方法 電話 受付 24時間 電話番号 000-0000\n"
    ) + RULE.format(line="電話の窓口"),
}  # fmt: skip
CODES = {"closed-chain", "closed-chain-taken-over", "chain-hours-unknown"}


def found(folder: Path, text: str) -> list[tuple[str, str]]:
    """Code and advice of what is found about chains."""
    return [(one.code, one.help or "") for one in findings(folder, text, HEAD) if one.code in CODES]


@pytest.mark.parametrize("name", CLOSED)
def test_a_chain_that_ends_closed_is_found_with_its_hours(name: str, tmp_path: Path) -> None:
    """At the clause, with somebody at such an hour."""
    text, hours = CLOSED[name]
    (one,) = (one for one in findings(tmp_path, text, HEAD) if one.code in CODES)
    assert one.code == "closed-chain" and one.help is not None
    assert [line[1:] for line in one.help.split("\n") if line.startswith("・")] == hours
    assert one.witness is not None and "at" in json.loads(one.witness)


@pytest.mark.parametrize("name", OPEN)
def test_a_chain_that_is_always_open_is_left_alone(name: str, tmp_path: Path) -> None:
    """By several lines between them, by one, or because nobody meets it at other hours."""
    assert found(tmp_path, OPEN[name]) == []


def test_where_others_take_over_it_is_a_note(tmp_path: Path) -> None:
    """A default or another rule that is open then; several chains are one note."""
    text = CLOSED["at night"][0] + CLOSED["at night"][0].split("\n規則")[1].join(["規則", ""]).replace("元", "二つ目")
    default = ALWAYS + "既定 最後\n  つなぐ先 いつもの窓口\n"
    for more in (default, default.replace("既定 最後", "規則 みんな")):
        ((code, advice),) = found(tmp_path, text + more)
        assert code == "closed-chain-taken-over" and "`元`：時間が毎日17:00〜翌9:00" in advice and "`二つ目`" in advice


def test_unknown_hours_are_said_as_such(tmp_path: Path) -> None:
    """Whoever is left to them is nowhere called closed."""
    ((code, advice),) = found(tmp_path, DAY + UNKNOWN + RULE.format(line="不明の窓口"))
    assert code == "chain-hours-unknown" and "`元`：`不明の窓口`" in advice
    assert found(tmp_path, DAY + UNKNOWN + ALWAYS + RULE.format(line="不明の窓口、いつもの窓口")) == []
