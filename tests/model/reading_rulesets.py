"""Rulesets as text, for tests of the step from trees to the model."""

from __future__ import annotations

from tsunagari.diagnostics import Diagnostic
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.model.ruleset import Ruleset
from tsunagari.source import Source
from tsunagari.syntax.parser import parse

HEAD = "規則集 「試験」\n"

DESKS = """
時間帯 開庁時間 別名 office-hours
  平日 8:30〜17:15
団体 市役所 別名 city-hall
  種別 行政
窓口 総合窓口 別名 front-desk
  種別 総合相談
  受付方法 電話 受付 開庁時間 電話番号 0123-45-6789
窓口 子ども窓口 別名 child-desk
  実施団体 市役所
窓口 夜間窓口
相談分野 児童虐待 別名 abuse
  含む ネグレクト（neglect）、身体的虐待
相談分野 失業
属性 在学状況 別名 school
  選択 小学生（elementary）、中学生、高校生、在学していない（none）
希望項目 匿名 別名 anonymous
"""

RULE = """
規則 既定の規則
  つなぐ先 総合窓口
"""


def folder(key: str, *texts: str, uses: tuple[str, ...] = ()) -> Folder:
    """A folder of texts, which must have no mistake of syntax."""
    files = []
    for number, text in enumerate(texts):
        file, mistakes = parse(Source(f"{key}/{number}.tsu", text))
        assert not mistakes, [mistake.render() for mistake in mistakes]
        files.append(file)
    return Folder(key, tuple(files), uses)


def resolved(*texts: str) -> Ruleset:
    """The ruleset of one folder, which must be free of errors."""
    ruleset, found = resolve([folder("root", *texts)])
    assert ruleset is not None, [diagnostic.render() for diagnostic in found]
    return ruleset


def ruled(text: str) -> Ruleset:
    """The ruleset of `DESKS` with some blocks more."""
    return resolved(HEAD + DESKS + text)


def problems(*texts: str) -> tuple[Diagnostic, ...]:
    """What is wrong with one folder."""
    return resolve([folder("root", *texts)])[1]


def codes(*texts: str) -> list[str]:
    """The codes of what is wrong with one folder."""
    return [diagnostic.code for diagnostic in problems(*texts)]
