"""What can never apply is found where it is written, and nothing that can is called dead."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from property import seeded_worlds
from property.seeded_worlds import CALENDAR
from property.test_assertion_laws import representatives
from tsunagari.analysis.dead import dead
from tsunagari.engine.knowledge import know
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.shell.loading import check

HEAD = """規則集 「例」
  了承 gap 「例なので」

相談分野 孤独
相談分野 いじめ
相談分野 ネットいじめ
相談分野 こどもの悩み
  含む いじめ、ネットいじめ
希望項目 匿名
属性 在学状況
  選択 小学生、中学生、高校生
時間帯 平日の昼
  平日 9:00〜17:00
窓口 甲
  受付 24時間
  電話番号 000-0000
窓口 子ども
  対象年齢 18歳未満
  受付 平日の昼
  電話番号 000-0000
窓口 鳥取
  対象地域 鳥取市
  受付 平日の昼
  電話番号 000-0000
規則 だれでも
  つなぐ先 甲、子ども、鳥取
"""

DEAD = {
    "ages": "規則 誤り\n  条件 年齢が18歳未満\n  条件 年齢が20歳以上\n  つなぐ先 甲",
    "places": "規則 誤り\n  条件 住所が鳥取市\n  条件 住所が山形市\n  つなぐ先 甲",
    "a value and its reverse": "規則 誤り\n  条件 在学状況が高校生\n  条件 在学状況が高校生以外\n  つなぐ先 甲",
    "an issue and none of it": "規則 誤り\n  条件 相談がいじめ\n  条件 相談がいじめ以外\n  つなぐ先 甲",
    "an issue under what is excluded": "規則 誤り\n  条件 相談がいじめ\n  条件 相談がこどもの悩み以外\n  つなぐ先 甲",
    "a proviso that takes all": (
        "規則 誤り\n  条件 年齢が18歳未満\n  つなぐ先 甲\n  ただし 全員\n    条件 年齢が20歳未満\n    つなぐ先 子ども"
    ),
    "two provisos that take all": (
        "規則 誤り\n  つなぐ先 甲\n  ただし 子\n    条件 年齢が18歳未満\n    つなぐ先 子ども\n"
        "  ただし 大人\n    条件 年齢が18歳以上\n    つなぐ先 甲"
    ),
    "a withhold": "除外 誤り\n  条件 緊迫 あり\n  条件 緊迫 なし\n  つながない先 甲",
    "a default": "既定 誤り\n  条件 年齢が18歳未満\n  条件 年齢が18歳以上\n  つなぐ先 甲",
    "hours and all others": "規則 誤り\n  条件 時間が平日の昼\n  条件 時間が平日の昼以外\n  つなぐ先 甲",
    "known and unknown": "規則 誤り\n  条件 年齢が不明\n  条件 年齢が18歳未満\n  つなぐ先 甲",
}
NOWHERE = {
    "ages of the desk": "規則 誤り\n  条件 年齢が18歳以上\n  つなぐ先 子ども",
    "both desks": "規則 誤り\n  条件 年齢が18歳以上\n  条件 住所が山形市\n  つなぐ先 子ども、鳥取",
}
ALIVE = {
    "an age that is not told": "規則 正しい\n  条件 年齢が不明\n  つなぐ先 甲",
    "an age told or not": "規則 正しい\n  条件 年齢が18歳未満、不明\n  つなぐ先 甲",
    "an age that is not told, with a place that is": (
        "規則 正しい\n  条件 年齢が不明\n  条件 住所が鳥取市、不明\n  条件 住所が不明以外\n  つなぐ先 甲"
    ),
    "outside of the period of a proviso that takes all": (
        "規則 正しい\n  条件 年齢が18歳未満\n  つなぐ先 甲\n"
        "  ただし 夏\n    適用 令和8年7月1日から令和8年8月31日まで\n    条件 年齢が20歳未満\n    つなぐ先 子ども"
    ),
    "a time that is told": "規則 正しい\n  条件 時間が不明以外\n  つなぐ先 甲",
    "hours, or a time that is not told": "規則 正しい\n  条件 時間が平日の昼、不明\n  つなぐ先 甲",
    "all of two issues": "規則 正しい\n  条件 相談がいじめ、孤独のすべて\n  つなぐ先 甲",
    "one of two issues": "規則 正しい\n  条件 相談がいじめ\n  条件 相談が孤独\n  つなぐ先 甲",
    "two or more": "規則 正しい\n  条件 相談が2件以上\n  つなぐ先 甲",
    "one desk of two": "規則 正しい\n  条件 年齢が18歳以上\n  つなぐ先 子ども、甲",
    "a proviso for some": "規則 正しい\n  つなぐ先 甲\n  ただし 子\n    条件 年齢が18歳未満\n    つなぐ先 子ども",
}


def codes(tmp_path: Path, text: str) -> set[str]:
    """The codes of what check finds about what can never apply."""
    (tmp_path / "a.tsu").write_text(HEAD + text + "\n", encoding="utf-8")
    report = check(tmp_path, on=date(2026, 4, 1))
    assert not [one for one in report.findings if one.severity == "error"], [one.render() for one in report.findings]
    return {one.code for one in report.findings} & {"dead-clause", "leads-nowhere", "unreachable-resource"}


@pytest.mark.parametrize("name", DEAD)
def test_what_nobody_meets_is_found(name: str, tmp_path: Path) -> None:
    """A clause whose conditions exclude one another."""
    assert codes(tmp_path, DEAD[name]) == {"dead-clause"}


@pytest.mark.parametrize("name", NOWHERE)
def test_what_leads_nowhere_is_found(name: str, tmp_path: Path) -> None:
    """A clause whose resources take nobody of those who meet it."""
    assert codes(tmp_path, NOWHERE[name]) == {"leads-nowhere"}


@pytest.mark.parametrize("name", ALIVE)
def test_what_somebody_meets_is_left_alone(name: str, tmp_path: Path) -> None:
    """Silence, larger sets of issues and single desks keep a clause alive."""
    assert codes(tmp_path, ALIVE[name]) == set()


def test_a_resource_that_nobody_routes_to_is_found(tmp_path: Path) -> None:
    """And one whose only rule asks for somebody else."""
    alone = "窓口 乙\n  受付 平日の昼\n  電話番号 000-0000"
    assert codes(tmp_path, alone) == {"unreachable-resource"}
    other = alone + "\n  対象年齢 65歳以上\n規則 若者\n  条件 年齢が40歳未満\n  つなぐ先 乙、甲"
    assert codes(tmp_path, other) == {"unreachable-resource"}
    assert codes(tmp_path, other.replace("40歳未満", "66歳以下")) == set()


def test_a_resource_that_is_kept_from_everybody_led_to_it_is_found(tmp_path: Path) -> None:
    """By several withholds between them; not where somebody is left, or where the withhold ends."""
    led = (
        "窓口 乙\n  受付 平日の昼\n  電話番号 000-0000\n規則 若者\n  条件 年齢が40歳未満\n  つなぐ先 乙、甲\n"
        "除外 子\n  条件 年齢が18歳未満\n  つながない先 乙\n除外 ほか\n  条件 年齢が{age}歳以上\n  つながない先 乙\n"
    )
    assert kept(tmp_path, led.format(age=18)) == ["乙"]
    assert kept(tmp_path, led.format(age=19)) == []
    assert kept(tmp_path, led.format(age=18) + "  適用 令和8年3月1日から令和8年8月31日まで\n") == []
    assert kept(tmp_path, led.format(age=18) + "  条件 時間が平日の昼\n") == []
    assert kept(tmp_path, led.format(age=18) + "規則 不明\n  条件 年齢が不明\n  つなぐ先 乙\n") == []


def kept(tmp_path: Path, text: str) -> list[str]:
    """The resources that are found to be always withheld."""
    (tmp_path / "a.tsu").write_text(HEAD + text, encoding="utf-8")
    report = check(tmp_path, on=date(2026, 4, 1))
    return [dict(one.fields)["name"] for one in report.findings if one.code == "always-withheld"]


def test_nobody_is_sure_through_what_is_called_dead() -> None:
    """In two hundred random worlds, sixty people each, told exactly but for what is left out by chance."""
    claimed = 0
    for seed in range(200):
        ruleset = seeded_worlds.world(seed).ruleset
        found = dead(ruleset, CALENDAR)
        names = {(clause.kind, clause.name) for clause in (*found.unmet, *found.nowhere)}
        nobody = {*found.unreached, *found.withheld}
        claimed += len(names) + len(nobody)
        if not names and not nobody:
            continue
        chance, reference = random.Random(f"dead {seed}"), Reference(ruleset, CALENDAR)
        singles = {n: representatives(a) for n, a in ruleset.attributes.items() if a.single and a.shape != "time"}
        for _ in range(60):
            told = {name: chance.choice(values) for name, values in singles.items() if chance.random() < 0.8}
            issues = chance.sample(ruleset.issues.leaves(), chance.choice((0, 1, 1, 2)))
            answer = reference.answer(know(ruleset.attributes, told, issues=issues, wishes=()))
            for name, standing in answer.standings.items():
                if standing.verdict == YES:
                    assert name not in nobody
                    assert names.isdisjoint((c.clause.kind, c.clause.name) for c in standing.sharing)
    assert claimed >= 30
