"""Entries that can never matter are found where they stand, in rulesets as officers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import findings, told

DESK = "窓口 丙\n  対応言語 すべて\n  受付 24時間\n  電話番号 000-0000\n"
LED = "規則 丙へ\n  条件 在学状況が中学生\n  つなぐ先 丙\n"
RULE = "規則 別\n  条件 在学状況が小学生\n{lines}  つなぐ先 乙\n"

#: Text, and the entries that are idle in it.
IDLE = {
    "a city in its prefecture": (RULE.format(lines="  条件 住所が鳥取県、鳥取市\n"), ["鳥取市"]),
    "in whatever order": (RULE.format(lines="  条件 住所が鳥取市、鳥取県\n"), ["鳥取市"]),
    "twice": (RULE.format(lines="  条件 住所が鳥取市、米子市、鳥取市\n"), ["鳥取市"]),
    "by another name": (RULE.format(lines="  条件 住所が鳥取市、31201\n"), ["31201"]),
    "in what is excluded": (RULE.format(lines="  条件 住所が鳥取県、鳥取市以外\n"), ["鳥取市"]),
    "ages": (RULE.format(lines="  条件 年齢が6歳未満、3〜4歳\n"), ["3〜4歳"]),
    "ages between two others": (RULE.format(lines="  条件 年齢が0〜10歳、5〜15歳、11〜20歳\n"), ["5〜15歳"]),
    "an issue under another": (RULE.format(lines="  条件 相談がいじめ、こどもの悩み\n"), ["いじめ"]),
    "the upper one of which all must hold": (
        RULE.format(lines="  条件 相談がいじめ、こどもの悩みのすべて\n"), ["こどもの悩み"],
    ),
    "none of them": (RULE.format(lines="  条件 相談がいじめ、こどもの悩み以外\n"), ["いじめ"]),
    "excluded, and let in by an `or` line": (
        RULE.format(lines="  条件 相談が孤独、こどもの悩み以外\n  または 相談が孤独\n"), ["孤独"],
    ),
    "hours twice": (RULE.format(lines="  条件 時間が夜間、平日の昼、夜間\n"), ["夜間"]),
    "an age that another line excludes": (
        RULE.format(lines="  条件 年齢が18歳未満\n  条件 年齢が6〜12歳、65歳以上\n"), ["65歳以上"],
    ),
    "an issue that another line excludes": (
        RULE.format(lines="  条件 相談が孤独以外\n  条件 相談がいじめ、孤独\n"), ["孤独"],
    ),
    "an age that no desk takes": (
        "規則 別\n  条件 年齢が10〜12歳、20〜22歳\n  つなぐ先 子ども\n", ["20〜22歳"],
    ),
    "a place that no desk serves": ("規則 別\n  条件 住所が鳥取市、米子市\n  つなぐ先 鳥取\n", ["米子市"]),
    "in an `or` line": (
        RULE.format(lines="  条件 相談がいじめ\n  または 住所が鳥取県、鳥取市\n"), ["鳥取市"],
    ),
    "in what an `or` line says": (
        RULE.format(lines="  条件 年齢が18歳未満、65歳以上\n  または 年齢が60歳以上\n"), ["65歳以上"],
    ),
    "in a proviso, excluded above": (
        RULE.format(lines="  条件 年齢が18歳未満\n") +
        "  ただし 子\n    条件 年齢が6歳未満、20歳以上\n    つなぐ先 子ども\n", ["20歳以上"],
    ),
    "in a withhold": ("除外 別\n  条件 相談者が家族\n  条件 住所が鳥取県、鳥取市\n  つながない先 乙\n", ["鳥取市"]),
    "in a default": ("既定 別\n  条件 住所が鳥取県、鳥取市\n  つなぐ先 乙\n", ["鳥取市"]),
    "in a define": ("用語 山陰\n  条件 住所が鳥取県、鳥取市\n", ["鳥取市"]),
    "in an area": ("地域 山陰\n  含む 鳥取県、島根県、鳥取市\n", ["鳥取市"]),
    "an exception of an area that is not in it": ("地域 山陰\n  含む 鳥取県\n  除く 山形市\n", ["山形市"]),
    "in an issue": ("相談分野 くらし\n  含む 家計、借金\n相談分野 家計\n  含む 借金\n", ["借金"]),
    "in what a desk handles": (DESK + "  対象分野 いじめ、こどもの悩み\n" + LED, ["いじめ"]),
    "whom a desk is for": (
        "相談者区分 教員 上位 支援者\n" + DESK + "  対象者 本人、支援者、教員\n" + LED, ["教員"],
    ),
    "the ages of a desk": (DESK + "  対象年齢 18歳未満、10〜12歳\n" + LED, ["10〜12歳"]),
    "what a desk requires": (DESK + "  対象条件 在学状況が中学生、高校生、中学生\n" + LED, ["中学生"]),
    "where a desk serves, twice": (DESK + "  対象地域 鳥取市、米子市、鳥取市\n" + LED, ["鳥取市"]),
    "an exception of nothing": (DESK + "  対象地域 鳥取県 除く 山形市\n" + LED, ["山形市"]),
    "a place of a desk to which no rule leads": (
        DESK + "  対象地域 鳥取市、米子市 在住\n規則 丙へ\n  条件 在学状況が中学生\n  条件 住所が鳥取市\n"
        "  条件 勤務地がなし\n  条件 通学先がなし\n  条件 現在地が鳥取市\n  条件 相談者の住所が鳥取市\n  つなぐ先 丙\n",
        ["米子市"],
    ),
    "an issue of a desk that its rule excludes": (
        DESK + "  対象分野 いじめ、孤独\n規則 丙へ\n  条件 在学状況が中学生\n  条件 相談が孤独以外\n  つなぐ先 丙\n",
        ["孤独"],
    ),
    "an age of a desk that its rule excludes": (
        DESK + "  対象年齢 6〜12歳、65歳以上\n" + LED.replace("条件", "条件 年齢が18歳未満\n  条件"),
        ["65歳以上"],
    ),
    "a wish twice": (DESK + "  応じる希望 匿名、匿名\n" + LED, ["匿名"]),
}  # fmt: skip
NEEDED = {
    "a city beside its prefecture puts a desk first": DESK + "  対象地域 鳥取県、鳥取市\n" + LED,
    "places apart": RULE.format(lines="  条件 住所が鳥取市、米子市\n"),
    "an issue that a plan looks at": RULE.format(lines="  条件 相談がいじめ、孤独\n"),
    "an issue that a plan looks at although the desk asks for another": (
        DESK + "  対象条件 相談がいじめ\n規則 丙へ\n  条件 相談がいじめ、孤独\n  つなぐ先 丙\n"
    ),
    "two of three": RULE.format(lines="  条件 相談がいじめ、こどもの悩み、孤独のうち2件以上\n"),
    "an age or none told": RULE.format(lines="  条件 年齢が18歳未満、不明\n"),
    "an issue that lies under two": (
        "相談分野 二つ\n  含む いじめ\n" + RULE.format(lines="  条件 相談がいじめ、こどもの悩み\n")
    ),
    "an exception inside": "地域 山陰\n  含む 鳥取県\n  除く 鳥取市\n",
    "an alias given where it is included": (
        "相談分野 くらし\n  含む 家計、借金（debt）\n相談分野 家計\n  含む 借金\n"
    ),
    "nothing more of a rule that nobody meets": (
        RULE.format(lines="  条件 年齢が18歳未満\n  条件 年齢が20〜30歳、65歳以上\n")
    ),
}
LINES = {
    "wider than another": ("  条件 年齢が18歳未満\n  条件 年齢が20歳未満\n", "条件 年齢が20歳未満"),
    "everybody": ("  条件 年齢が18歳未満\n  条件 相談者が本人、家族、身近な人、支援者\n", "条件 相談者が本人"),
    "an issue over another": ("  条件 相談がいじめ\n  条件 相談がこどもの悩み\n", "条件 相談がこどもの悩み"),
    "with `or`": ("  条件 年齢が18歳未満\n  条件 年齢が20歳未満\n  または 住所が鳥取市\n", "条件 年齢が20"),
}


@pytest.mark.parametrize("name", IDLE)
def test_an_idle_entry_is_found_where_it_stands(name: str, tmp_path: Path) -> None:
    """The entry is marked, and nothing else."""
    text, entries = IDLE[name]
    assert [marked for _, _, marked in told(tmp_path, text, "dead-entry")] == entries


@pytest.mark.parametrize("name", NEEDED)
def test_an_entry_that_may_matter_is_left_alone(name: str, tmp_path: Path) -> None:
    """For a plan, for the order, for a count, for silence, or for what is told coarsely."""
    assert told(tmp_path, NEEDED[name], "dead-entry") == []


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_everybody_meets_is_a_note(name: str, tmp_path: Path) -> None:
    """One line, with its `or` lines."""
    lines, marked = LINES[name]
    ((_, line, text),) = told(tmp_path, RULE.format(lines=lines), "needless-line")
    assert line == 4 and text.startswith(marked)
    assert told(tmp_path, RULE.format(lines="  条件 年齢が18歳未満\n"), "needless-line") == []


def test_why_an_entry_is_idle_is_said(tmp_path: Path) -> None:
    """Which other entry holds it, or that the other conditions exclude it."""
    wanted = {
        "a city in its prefecture": "`鳥取県` に",
        "ages between two others": "合わせた",
        "twice": "もう書いて",
        "an age that another line excludes": "ほかの条件も満たす人",
        "an exception of nothing": "除く前の範囲",
        "excluded, and let in by an `or` line": "除いても除かなくても",
    }
    for name, words in wanted.items():
        (found,) = (one for one in findings(tmp_path, IDLE[name][0]) if one.code == "dead-entry")
        assert found.help is not None and words in found.help, name
