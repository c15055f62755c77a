"""Tests, cases and asserts of a ruleset."""

from __future__ import annotations

import pytest

from model.reading_rulesets import DESKS, HEAD, RULE, codes, ruled
from tsunagari.model.examples import Assertion, Example, Expectation
from tsunagari.model.formula import In


def _example(lines: str) -> Example:
    (found,) = ruled(RULE + "相談例 「例」\n" + lines).examples
    return found


def _facts(given: str) -> dict[str, object]:
    return dict(_example(f"  前提 {given}\n  結果 総合窓口\n").facts)


@pytest.mark.parametrize(
    ("given", "facts"),
    [
        ("年齢 14歳", {"age": 14}),
        ("age 30..39", {"age": {"from": 30, "to": 39}}),
        ("年齢 30代", {"age": {"from": 30, "to": 39}}),
        ("年齢 18歳未満", {"age": {"from": 0, "to": 17}}),
        ("年齢 3歳、4歳", {"age": {"from": 3, "to": 4}}),
        ("年齢 不明", {}),
        ("相談 neglect、失業", {"issues": ["ネグレクト", "失業"]}),
        ("住所 鳥取市", {"lives": "31201"}),
        ("住所が愛媛県", {"lives": "38000"}),
        ("lives no-fixed-abode", {"lives": "no-fixed-abode"}),
        ("勤務地 なし", {"works": "none"}),
        ("相談者の住所 国外", {"caller_lives": "abroad"}),
        ("channel phone", {"channel": "電話"}),
        ("時間 2026年5月16日 23：00", {"at": "2026-05-16T23:00:00+09:00"}),
        ("time 2026-05-16 23:00", {"at": "2026-05-16T23:00:00+09:00"}),
        ("言語 english", {"language": "英語"}),
        ("相談者の言語 pt-br", {"caller_language": "ポルトガル語"}),
        ("言語 eo", {"language": "eo"}),
        ("希望 anonymous", {"wishes": ["匿名"]}),
        ("希望 なし", {}),
        ("緊迫 あり", {"danger": True}),
        ("danger no", {"danger": False}),
        ("caller family", {"caller": "家族"}),
        ("在学状況 高校生", {"attributes": {"在学状況": "高校生"}}),
        ("利用済み 総合窓口", {"tried": ["総合窓口"]}),
        (
            "tried front-desk no-answer, 夜間窓口",
            {"tried": [{"resource": "総合窓口", "outcome": "no-answer"}, "夜間窓口"]},
        ),
        ("利用済み 総合窓口 満員", {"tried": [{"resource": "総合窓口", "outcome": "full"}]}),
        ("回答しない 年齢、在学状況", {"declined": ["age", "在学状況"]}),
        ("rotation 「朝の列」", {"rotation": "朝の列"}),
    ],
)
def test_given_lines_become_json_facts(given: str, facts: dict[str, object]) -> None:
    """Each fact is told by its JSON key with a canonical value; what is unknown is not told."""
    assert _facts(given) == facts


def test_paused_resources_are_apart_from_facts() -> None:
    """`given paused` is live status, not a fact."""
    example = _example("  前提 休止中 夜間窓口、総合窓口\n  結果 なし\n")
    assert (example.facts, example.paused) == ({}, ("夜間窓口", "総合窓口"))


def test_several_lines_of_a_set_join() -> None:
    """Issues of several lines are one set."""
    assert _example("  前提 相談 失業\n  前提 相談 ネグレクト\n  結果 なし\n").facts == {
        "issues": ["失業", "ネグレクト"]
    }


EXPECTED = [
    ("結果 総合窓口、夜間窓口", Expectation("exactly", ("夜間窓口", "総合窓口"))),
    ("結果 なし", Expectation("exactly")),
    ("expect-includes every 総合相談", Expectation("includes", ("総合窓口",))),
    ("結果に含まない 総合窓口", Expectation("excludes", ("総合窓口",))),
    ("最初の結果 総合窓口、夜間窓口", Expectation("first", ("総合窓口", "夜間窓口"))),
    ("後で開く 夜間窓口", Expectation("later", ("夜間窓口",))),
    ("確認待ち 夜間窓口", Expectation("maybe", ("夜間窓口",))),
    ("既定になる", Expectation("default")),
    ("つなぐ先なし", Expectation("gap")),
    ("expect gap no-rule", Expectation("gap", gap="no-rule")),
    ("尋ねる事 年齢", Expectation("ask", attribute="age")),
    ("結果の緊急度 即時 総合窓口", Expectation("urgency", ("総合窓口",), urgency="immediate")),
    ("計画 総合窓口、夜間窓口", Expectation("plan", ("総合窓口", "夜間窓口"))),
    ("計画 なし", Expectation("plan")),
]


@pytest.mark.parametrize(("line", "wanted"), EXPECTED)
def test_expectations(line: str, wanted: Expectation) -> None:
    """Every kind of expectation, with canonical names."""
    assert _example(f"  {line}\n").expectations == (wanted,)


TABLE = """
例表 「境目」
  ｜ 年齢 ｜ 相談 ｜ 利用済み ｜ 結果に含む ｜ expect first ｜ 結果の緊急度 ｜ 既定になる ｜
  ｜ １７ ｜ 失業、neglect ｜ 夜間窓口 応答なし ｜ すべての総合相談 ｜ ｜ 通常 総合窓口 ｜ ｜
  ｜ ｜ ｜ ｜ ｜ front-desk ｜ ｜ あり ｜
"""


def test_rows_of_cases_are_examples() -> None:
    """A header cell is an attribute, tried or an expectation; a cell reads as the rest of that line would."""
    first, second = ruled(RULE + TABLE).examples
    assert first.name == "境目 (row 1)"
    assert first.facts == {
        "age": 17,
        "issues": ["失業", "ネグレクト"],
        "tried": [{"resource": "夜間窓口", "outcome": "no-answer"}],
    }
    assert first.expectations == (
        Expectation("includes", ("総合窓口",)),
        Expectation("urgency", ("総合窓口",), urgency="normal"),
    )
    assert second.facts == {} and second.expectations == (Expectation("first", ("総合窓口",)), Expectation("default"))
    assert (first.site.line, second.site.line) == (second.site.line - 1, first.site.line + 1)


def test_a_cell_means_what_the_line_means() -> None:
    """Every expectation reads the same in a cell as in a line."""
    for line, wanted in EXPECTED:
        head, _, rest = line.partition(" ")
        if line.startswith("expect gap"):
            head, rest = "expect gap", "no-rule"
        table = f"例表 「表」\n  ｜ {head} ｜\n  ｜ {rest or 'あり'} ｜\n"
        assert ruled(RULE + table).examples[0].expectations == (wanted,), line


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("  前提 年齢 14歳\n", "nothing-expected"),
        ("  結果に含む なし\n", "cannot-fail"),
        ("  結果に含まない 子ども窓口\n", "cannot-fail-excluded"),
        ("  結果 無い窓口\n", "unknown-resource"),
        ("  前提 身長 170\n  結果 なし\n", "unknown-fact"),
        ("  前提 年齢 14歳\n  前提 年齢 15歳\n  結果 なし\n", "fact-twice"),
        ("  前提 在学状況 高校生\n  前提 school 中学生\n  結果 なし\n", "fact-twice"),
        ("  前提 住所 鳥取市、米子市\n  結果 なし\n", "several-values"),
        ("  前提 年齢 14歳、16歳\n  結果 なし\n", "several-values"),
        ("  前提 住所 鳥取市以外\n  結果 なし\n", "closing-word-in-fact"),
        ("  前提 時間 開庁時間\n  結果 なし\n", "not-an-instant"),
        ("  前提 時間 2026-02-30 10:00\n  結果 なし\n", "no-such-date"),
        ("  前提 利用済み 総合窓口 断わった\n  結果 なし\n", "unknown-outcome"),
        ("  前提 利用済み\n  結果 なし\n", "condition-without-value"),
        ("  つなぐ先なし 品切れ\n", "unknown-gap"),
        ("  尋ねる事 身長\n", "unknown-attribute"),
    ],
)
def test_examples_at_fault(lines: str, code: str) -> None:
    """An unknown fact or name, or an expectation that cannot fail, is an error."""
    assert codes(HEAD + DESKS + RULE + "相談例 「例」\n" + lines) == [code]


def test_excluding_a_closed_resource_guards_against_its_reopening() -> None:
    """A resource that is led to but closed may be reopened by an edit, so its exclusion is worth a test."""
    text = HEAD + DESKS.replace("窓口 夜間窓口\n", "窓口 夜間窓口\n  状態 廃止\n")
    rule = "規則 甲\n  つなぐ先 総合窓口、夜間窓口\n"
    assert codes(text + rule + "相談例 「例」\n  結果に含まない 夜間窓口\n") == []
    alone = "規則 甲\n  つなぐ先 総合窓口\n"
    assert codes(text + alone + "相談例 「例」\n  結果に含まない 夜間窓口\n") == ["cannot-fail-excluded"]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("  ｜ 年齢 ｜ 結果 ｜\n", "cases-without-rows"),
        ("  ｜ 年齢 ｜ 身長 ｜ 結果 ｜\n  ｜ 1 ｜ 2 ｜ なし ｜\n", "unknown-column"),
        ("  ｜ 年齢 ｜ 結果 ｜\n  ｜ 1 ｜\n", "row-unfit"),
        ("  ｜ 年齢 ｜ 相談 ｜\n  ｜ 1 ｜ 失業 ｜\n", "nothing-expected"),
        ("  ｜ 年齢 ｜ 結果 ｜\n  ｜ 1 ｜ ｜\n", "nothing-expected"),
        ("  ｜ 年齢 ｜ 既定になる ｜\n  ｜ 1 ｜ 多分 ｜\n", "cell-unfit"),
        ("  ｜ 年齢 ｜ 結果の緊急度 ｜\n  ｜ 1 ｜ 至急 総合窓口 ｜\n", "cell-unfit"),
    ],
)
def test_tables_at_fault(table: str, code: str) -> None:
    """A table without rows, an unknown header, a row of another width, or a row that expects nothing."""
    found = codes(HEAD + DESKS + RULE + "例表 「表」\n" + table)
    assert found == [code]


def test_assertions() -> None:
    """Property, modifiers and lines of an assert, in canonical names; the head is kept as written."""
    head = "確認 必ず front-desk 不明でも 年齢、school 既定なしで どの団体が欠けても"
    text = f"{head}\n  条件 緊迫 あり\n  または 年齢が5歳\n確認 網羅\n"
    first, second = ruled(RULE + text).assertions
    assert isinstance(first, Assertion)
    assert (first.property, first.target, first.without_default, first.loss) == (
        "always",
        "総合窓口",
        True,
        "organization",
    )
    assert first.unstated == ("age", "在学状況") and len(first.lines) == 1
    assert first.title == head
    assert (second.property, second.target, second.lines) == ("covered", None, ())


def test_assertion_names_are_looked_up() -> None:
    """Unknown resources and attributes in an assert are errors, and `or` needs a line above it."""
    assert codes(HEAD + DESKS + RULE + "確認 決して 無い窓口\n") == ["unknown-resource"]
    assert codes(HEAD + DESKS + RULE + "確認 網羅 不明でも 身長\n") == ["unknown-attribute"]
    assert codes(HEAD + DESKS + RULE + "確認 網羅\n  または 緊迫 あり\n") == ["or-without-line"]


def test_tests_are_no_part_of_the_digest() -> None:
    """Adding tests, asserts, notes, comments or silenced findings leaves the digest alone."""
    plain = ruled(RULE)
    noted = RULE.replace("規則 既定の規則\n", "※ 覚え\n規則 既定の規則\n  備考 「覚え」\n  了承 dead-rule 「後で」\n")
    assert ruled(noted + TABLE + "確認 網羅\n").digest == plain.digest
    line = In("age", 1 << 5)
    assert ruled(RULE + "確認 網羅\n  条件 年齢が5歳\n").assertions[0].lines == (line,)
