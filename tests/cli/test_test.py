"""`tsunagari test`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.town import RULES, Tsunagari

FACTS = """
相談例 「試し」
  前提 年齢 14歳
  前提 相談 不登校
  前提 住所 山形市
  前提 時間 2026年5月1日 {time}
"""


def write(rules: Path, *lines: str, time: str = "15:00") -> None:
    """The ruleset with one more 相談例."""
    example = FACTS.format(time=time) + "".join(f"  {line}\n" for line in lines)
    (rules / "town.tsu").write_text(RULES + example, encoding="utf-8")


def test_all_pass(tsunagari: Tsunagari, rules: Path) -> None:
    """Passing examples are counted, and nothing else is said."""
    said = tsunagari("test", rules)
    assert (said.code, said.out) == (0, "合格 1、不合格 0\n")


def test_no_examples(tsunagari: Tsunagari, rules: Path) -> None:
    """A ruleset without examples says so."""
    (rules / "town.tsu").write_text(RULES.partition("相談例")[0], encoding="utf-8")
    said = tsunagari("test", rules)
    assert (said.code, said.out) == (0, "相談例がありません。\n")


@pytest.mark.parametrize(
    ("time", "holds", "fails"),
    [
        ("15:00", "結果 学びの相談室、夜のチャット", "結果 学びの相談室"),
        ("22:00", "結果 夜のチャット", "結果 夜のチャット、学びの相談室"),
        ("22:00", "結果に含む 学びの相談室", "結果に含む まちの居場所"),
        ("15:00", "結果に含まない まちの居場所", "結果に含まない 大家族の相談"),
        ("22:00", "最初の結果 夜のチャット", "最初の結果 学びの相談室"),
        ("22:00", "後で開く 学びの相談室", "後で開く 夜のチャット"),
        ("15:00", "確認待ち 大家族の相談", "確認待ち 学びの相談室"),
        ("15:00", "尋ねる事 世帯人数", "尋ねる事 年齢"),
        ("15:00", "結果の緊急度 通常 学びの相談室", "結果の緊急度 即時 学びの相談室"),
    ],
)
def test_each_expectation(tsunagari: Tsunagari, rules: Path, time: str, holds: str, fails: str) -> None:
    """Each kind of expectation passes where it holds and fails where it does not."""
    write(rules, holds, time=time)
    said = tsunagari("test", rules)
    assert said.code == 0, said.out + said.err
    write(rules, fails, time=time)
    said = tsunagari("test", rules)
    assert said.code == 1, said.out + said.err
    assert f"書かれた結果: {fails}" in said.out


def test_gap_default_and_plan(tsunagari: Tsunagari, rules: Path) -> None:
    """The expectations about the whole answer, each holding and failing."""
    default = "\n既定 最後\n  条件 年齢が18歳未満\n  つなぐ先 夜のチャット\n"
    text = RULES.partition("相談例")[0] + default
    good = """
相談例 「だれもいない」
  前提 年齢 30歳
  前提 相談 不登校
  前提 住所 鳥取市
  前提 方法 手紙
  つなぐ先なし
相談例 「既定」
  前提 年齢 14歳
  前提 方法 チャット
  既定になる
相談例 「二つの悩み」
  前提 年齢 14歳
  前提 相談 不登校、いじめ
  前提 住所 山形市
  計画 学びの相談室
"""
    (rules / "town.tsu").write_text(text + good, encoding="utf-8")
    said = tsunagari("test", rules)
    assert said.code == 0, said.out + said.err
    bad = good.replace("  つなぐ先なし\n", "  既定になる\n", 1)
    bad = bad.replace("チャット\n  既定になる", "チャット\n  つなぐ先なし")
    bad = bad.replace("計画 学びの相談室", "計画 夜のチャット")
    (rules / "town.tsu").write_text(text + bad, encoding="utf-8")
    assert "合格 0、不合格 3" in tsunagari("test", rules).out


def test_a_failure_explains_itself(tsunagari: Tsunagari, rules: Path) -> None:
    """A failure says where it is written, what was expected, what came, and through which rules."""
    write(rules, "結果 まちの居場所", "最初の結果 大家族の相談")
    said = tsunagari("test", rules)
    lines = said.out.splitlines()
    number = RULES.count("\n") + 2
    assert lines[0] == f"town.tsu:{number}: 不合格: 試し"
    assert "  書かれた結果: 結果 まちの居場所" in lines
    assert "  書かれた結果: 最初の結果 大家族の相談" in lines
    assert any(line.startswith("    学びの相談室") and line.endswith("← 学校の悩み") for line in lines)
    assert lines[-1] == "合格 1、不合格 1"


def test_paused_and_tried(tsunagari: Tsunagari, rules: Path) -> None:
    """What is paused or was tried in an example is gone from its answer, and back in the next."""
    write(rules, "前提 休止中 学びの相談室", "前提 利用済み 夜のチャット", "結果に含まない 学びの相談室、夜のチャット")
    said = tsunagari("test", rules)
    assert said.code == 0, said.out + said.err


def test_as_json(tsunagari: Tsunagari, rules: Path) -> None:
    """`--json` gives every example with what it did not meet."""
    write(rules, "結果 まちの居場所")
    said = tsunagari("test", rules, "--json")
    tests = json.loads(said.out)["tests"]
    assert said.code == 1
    assert [(one["passed"], one["unmet"]) for one in tests] == [(True, []), (False, ["結果 まちの居場所"])]


def test_in_english(tsunagari: Tsunagari, rules: Path) -> None:
    """Everything but the ruleset's own words is English on request."""
    write(rules, "結果 まちの居場所")
    said = tsunagari("test", rules, "--lang", "en")
    assert "expected: expect まちの居場所" in said.out
    assert said.out.splitlines()[-1] == "passed 1, failed 1"
