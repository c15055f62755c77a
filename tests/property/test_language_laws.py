"""Laws of the language: what is printed is read back, whatever language it is printed in."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from property.trees import KEYWORDS, blocks, files, languages
from syntax.corpus import ROOT, comments_of, source
from tsunagari.diagnostics import Diagnostic, width
from tsunagari.errors import RulesetError
from tsunagari.messages import CATALOGUE
from tsunagari.source import Source
from tsunagari.syntax.ast import Block, Field, File
from tsunagari.syntax.keywords import ALLOWED
from tsunagari.syntax.limits import ERRORS
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import format_source, print_file

laws = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str) -> File:
    """The tree of a text that must have no problem."""
    tree, problems = parse(Source("a.tsu", text))
    assert not problems, "\n".join(problem.render() for problem in problems) + "\n" + text
    return tree


@laws
@given(files, st.none() | languages)
def test_reading_a_print_gives_the_tree(tree: File, language: str | None) -> None:
    """What the printer writes means the tree that it was given, in either language and in both mixed."""
    assert read(print_file(tree, language)) == tree


@laws
@given(files, st.none() | languages)
def test_a_second_print_changes_nothing(tree: File, language: str | None) -> None:
    """Printing what was read from a print gives the same text."""
    once = print_file(tree, language)
    assert print_file(read(once), None) == once
    assert print_file(read(once), language) == once


@laws
@given(files)
def test_translating_there_and_back_keeps_the_tree(tree: File) -> None:
    """Japanese to English to Japanese means the same, and gives the Japanese text again."""
    japanese = print_file(tree, "ja")
    english = print_file(read(japanese), "en")
    again = print_file(read(english), "ja")
    assert read(english) == read(japanese) == read(again) == tree


def comments_in(tree: File) -> list[str]:
    """The comments that a tree carries, in the order of its lines."""
    out: list[str] = []

    def walk(node: Block | Field) -> None:
        layout = node.layout
        before = [*layout.above, *(text for _, text in layout.inside)]
        out.extend(text for text in [*before, layout.behind] if text)
        inner = node.fields if isinstance(node, Block) else getattr(node.value, "fields", ())
        for field in inner:
            walk(field)

    for block in tree.blocks:
        walk(block)
    return [*out, *tree.below]


@laws
@given(files, st.none() | languages)
def test_printing_keeps_comments_in_order(tree: File, language: str | None) -> None:
    """No comment is lost, doubled or moved past another by the printer, in any language."""
    printed = print_file(tree, language)
    assert comments_of(printed) == comments_in(tree)
    assert comments_of(print_file(read(printed), language)) == comments_in(tree)


@pytest.mark.parametrize("keyword", ALLOWED)
@settings(laws, max_examples=60)
@given(st.data())
def test_each_block_is_read_back(keyword: str, data: st.DataObject) -> None:
    """Every kind of block, full of lines, is read back from its print in either language."""
    tree = File((data.draw(blocks((keyword,), full=True)),))
    for language in ("ja", "en"):
        assert read(print_file(tree, language)) == tree


FRAGMENTS = (
    *KEYWORDS, "「", "」", '"', "｢", "、", ",", "､", "（", "）", "|", "｜", ":", "※", "# ", "\n", "\r\n", "\n  ",
    " ", "　", "〜", "..", "翌", "18歳未満", "under 18", "令和8年4月1日", "第六条第一項", "art. 6(1)", "平日", "8:30",
    "鳥取市",
    "\u200b", "\x00", "\ud800", "\u3099", "ｶﾞ", "㈱", "①", "９",
)  # fmt: skip
sources = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))


def well_formed(found: Diagnostic, text: str) -> None:
    """A diagnostic that a person can be shown: a known code, a place inside the text, two full sentences."""
    lines = text.split("\n")
    assert found.code in CATALOGUE
    assert 1 <= found.line <= found.end_line <= len(lines)
    assert 1 <= found.column <= len(lines[found.line - 1]) + 1
    assert found.end_column <= len(lines[found.end_line - 1]) + 1
    assert (found.line, found.column) <= (found.end_line, found.end_column)
    assert found.excerpt == lines[found.line - 1].rstrip("\r")
    assert found.message
    for line in (found.message, found.help or ""):
        assert "\x00" not in line
        assert "``" not in line or "`" in text, line  # a word that the sentence should name is missing


@settings(laws, max_examples=1500)
@given(sources)
@example("規則 \ud800")
@example("規則 a 別名 ")
@example("例表「")
def test_reading_never_raises(text: str) -> None:
    """Any text gives a tree and diagnostics that can be shown, and the same ones when read again."""
    tree, found = parse(Source("a.tsu", text))
    assert len(found) <= ERRORS
    for one in found:
        well_formed(one, text)
        one.render()
    assert parse(Source("a.tsu", text)) == (tree, found)


@settings(laws, max_examples=600)
@given(sources)
def test_what_can_be_read_can_be_laid_out(text: str) -> None:
    """A text without a mistake has a layout that means the same; no other is laid out."""
    try:
        out = format_source(Source("a.tsu", text))
    except RulesetError as refused:
        assert refused.diagnostics
        return
    assert format_source(Source("a.tsu", out)) == out
    assert comments_of(out) == comments_of(text)


MISTAKES = (
    ("規則 甲 乙", "unexpected-word"), ("  つなぐ先 乙、", "list-ends-in-comma"), ("  条件年齢", "blank-needed"),
    ("  緊急度 至急", "unknown-flag"), ("  備考 「閉じない", "unclosed-quote"), ("  備考 文", "text-needs-quotes"),
    ("  つなぐ先", "missing-value"), ("  対象年齢 18歳", "misplaced-field"), ("  根拠 法 六条", "not-an-article"),
    ("rule 18", "reads-as-value"), ("  when a,,b", "empty-entry"), ("  適用 来年", "not-a-period"),
)  # fmt: skip
RIGHT = (
    "規則 丙",
    "  条件 年齢が18歳",
    "  つなぐ先 乙",
    "※ 注",
    "",
    "窓口 丁",
    "  予約 不要",
    "when age 18",
    "  route none",
)


@st.composite
def mistaken(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """A right source with some lines in it that are wrong, each on its own; and where they are."""
    lines = ["規則 一番目", "  条件 甲"]
    wanted: list[tuple[int, str]] = []
    for _ in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            wrong, code = draw(st.sampled_from(MISTAKES))
            lines += ["規則 丙", wrong] if wrong.startswith(" ") else [wrong]
            wanted.append((len(lines), code))
            if wrong.endswith("、"):
                lines.append("規則 丁")  # so that the comma ends the list
        else:
            right = draw(st.sampled_from(RIGHT))
            lines += (
                ["規則 戊", "  条件 乙", right] if right.startswith((" ", "when")) and "予約" not in right else [right]
            )
            if "予約" in right:
                lines[-1:] = ["窓口 己", right]
    return "\n".join(lines), wanted


@settings(laws, max_examples=600)
@given(mistaken())
def test_mistakes_are_independent(drawn: tuple[str, list[tuple[int, str]]]) -> None:
    """Three mistakes give three diagnostics, on their lines and no other, whatever stands around them."""
    text, wanted = drawn
    assert [(found.line, found.code) for found in parse(Source("a.tsu", text))[1]] == wanted


@settings(laws, max_examples=200)
@given(st.data())
def test_a_mistake_leaves_the_other_lines_as_they_are(data: st.DataObject) -> None:
    """A line that cannot be read changes nothing in the tree but its own absence."""
    lines = ["規則 甲", "  条件 年齢が18歳", "  つなぐ先 乙", "  備考 「文」", "窓口 乙", "  予約 不要"]
    at = data.draw(st.integers(1, len(lines)))
    wrong = data.draw(st.sampled_from(["  備考 文", "  zzz 1", "  備考 「閉じない", "  条件 、"]))
    whole, _ = parse(Source("a.tsu", "\n".join(lines)))
    broken, found = parse(Source("a.tsu", "\n".join([*lines[:at], wrong, *lines[at:]])))
    assert len(found) == 1
    assert broken == whole
    assert [block.broken for block in broken.blocks] == [at <= 4, at > 4]


@settings(laws, max_examples=300)
@given(st.sampled_from(sorted((ROOT / "good").glob("*.tsu"))), st.sampled_from(["NFD", "NFC", "wide"]))
def test_other_forms_of_the_same_text_mean_the_same(path: Path, form: str) -> None:
    """Decomposed text and full-width letters outside quotation marks give the tree of the plain text."""
    text = source(path).text
    if form == "wide":
        wide = {ord(char): ord(char) + 0xFEE0 for char in "abcdefghijklmnopqrstuvwxyz0123456789|,:"}
        text = "\n".join(
            line if any(c in line for c in '「」｢"') else line.translate(wide) for line in text.split("\n")
        )
    else:
        text = unicodedata.normalize(form, text)
    assert parse(Source("a.tsu", text))[0] == parse(source(path))[0]


@given(st.text(max_size=20))
def test_width_counts_as_a_terminal_draws(text: str) -> None:
    """Nothing is wider than two columns a character, and kana and kanji take two."""
    assert 0 <= width(text) <= 2 * len(text)
    assert width(text + "あ漢Ａ") == width(text) + 6
