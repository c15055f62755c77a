"""A ruleset as officers write them, into which faults are planted, and what `check` finds in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tsunagari.diagnostics import Diagnostic
from tsunagari.shell.loading import check

HEAD = """規則集 「例」

相談分野 孤独
相談分野 いじめ
相談分野 ネットいじめ
相談分野 こどもの悩み
  含む いじめ、ネットいじめ
希望項目 匿名
属性 在学状況
  選択 小学生、中学生、高校生、在学していない
時間帯 平日の昼
  平日 9:00〜17:00
時間帯 夜間
  毎日 20:00〜翌8:00
窓口 甲
  対応言語 すべて
  受付 24時間
  電話番号 000-0000
窓口 乙
  対応言語 すべて
  受付 24時間
  電話番号 000-0000
窓口 子ども
  対象年齢 18歳未満
  対応言語 すべて
  受付 24時間
  電話番号 000-0000
窓口 鳥取
  対象地域 鳥取市
  対応言語 すべて
  受付 24時間
  電話番号 000-0000
規則 だれでも
  つなぐ先 甲
規則 それぞれ
  条件 在学状況が高校生
  つなぐ先 乙、子ども、鳥取
  緊急度 当日
"""


def findings(folder: Path, text: str, head: str = HEAD) -> tuple[Diagnostic, ...]:
    """What check finds in the ruleset with something planted; no error is among it."""
    (folder / "a.tsu").write_text(head + text + "\n", encoding="utf-8")
    found = check(folder, on=date(2026, 4, 1)).findings
    assert not [one.render() for one in found if one.severity == "error"]
    return found


def told(folder: Path, text: str, *codes: str, head: str = HEAD) -> list[tuple[str, int, str]]:
    """Code, line (from the end of the head) and the marked text of the findings of these codes, or of all."""
    lines = head.count("\n")
    return [
        (one.code, one.line - lines, one.excerpt[one.column - 1 : one.end_column - 1])
        for one in findings(folder, text, head)
        if one.code in codes or not codes
    ]
