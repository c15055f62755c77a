"""Every keyword is read as itself wherever it may stand."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from lark import Lark

from tsunagari.source import Source
from tsunagari.syntax.keywords import BLOCKS, FIELDS, INNER, spellings
from tsunagari.syntax.lines import flatten
from tsunagari.syntax.mistakes import keyword_of
from tsunagari.syntax.parser import grammar, lark, parse

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def keyword_places() -> Iterator[tuple[int, Any, str, str]]:
    """State, its lexer, a keyword terminal that it accepts, and a spelling of it."""
    lexer: Any = lark().parser.lexer  # type: ignore[attr-defined]
    for state, lexing in lexer.lexers.items():
        for terminal in lexing.terminals:
            keyword = keyword_of(terminal.name)
            for spelling in spellings(keyword) if keyword is not None else ():
                yield state, lexing, terminal.name, spelling


def first_token(lexing: Any, text: str) -> tuple[str, str]:
    """The text and the terminal that a state reads first."""
    found = next((m for m in (pattern.match(text) for pattern in lexing.scanner._mres) if m), None)
    assert found is not None, text
    return found.group(), found.lastgroup


@pytest.mark.parametrize("behind", [" x", "", ": x", "　名前", ", x", " 「x」"])
def test_each_spelling_is_read_as_its_keyword_in_each_state(behind: str) -> None:
    """In every state of the parser that takes a keyword, each of its spellings is that keyword, whatever follows."""
    places = list(keyword_places())
    assert len(places) > 400
    for state, lexing, terminal, spelling in places:
        text = flatten(spelling + behind).text
        assert first_token(lexing, text)[1] == terminal, (state, spelling)


def test_a_keyword_glued_to_more_letters_is_no_keyword() -> None:
    """`規則集` is not 規則, and `ruler` is not `rule`: only すべての may touch what follows."""
    for state, lexing, terminal, spelling in keyword_places():
        keyword = keyword_of(terminal)
        assert keyword is not None
        if keyword.glued and not spelling.isascii():
            continue
        pattern = next(t.pattern.value for t in lexing.terminals if t.name == terminal)
        for more in ("x", "集", "一"):
            found = lexing.scanner._mres[0].match(spelling + more)
            assert found is None or found.lastgroup != terminal, (state, spelling, pattern)


def test_no_state_takes_two_keywords_of_one_spelling() -> None:
    """Keywords that share a spelling never stand in the same place."""
    seen: dict[tuple[int, str], str] = {}
    for state, _, terminal, spelling in keyword_places():
        assert seen.setdefault((state, spelling), terminal) == terminal, spelling


def test_every_keyword_stands_somewhere() -> None:
    """Each spelling of the table is accepted by at least one state: no keyword is dead."""
    reached = {(terminal, spelling) for _, _, terminal, spelling in keyword_places()}
    for prefix, table in (("B", BLOCKS), ("F", FIELDS), ("I", INNER)):
        for key, keyword in table.items():
            for spelling in spellings(keyword):
                assert (f"{prefix}_{key.upper().replace('-', '_')}", spelling) in reached, (key, spelling)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda word: word.translate(FULL_WIDTH), id="full-width"),
        pytest.param(lambda word: unicodedata.normalize("NFD", word), id="decomposed"),
        pytest.param(lambda word: word.replace(" ", "　　"), id="ideographic blank"),
    ],
)
def test_keywords_are_compared_after_nfkc(written: Any) -> None:
    """`ＲＵＬＥ`-style letters, decomposed kana and U+3000 blanks read as the keyword."""
    for _, lexing, terminal, spelling in keyword_places():
        text = flatten(written(spelling) + "　x").text
        assert first_token(lexing, text)[1] == terminal, spelling


@pytest.mark.parametrize(
    "text",
    [
        "ｒｕｌｅ　ａ\n　ｗｈｅｎ　ａｇｅ　１８\n　ｒｏｕｔｅ　ｅｖｅｒｙ　ｂ",
        unicodedata.normalize("NFD", "規則 が\n  つなぐ先 すべての がき、ぱん\n  つながらない時：ぎんこう\n"),
        "規則：ａ\n\tつなぐ先　：　b\n",
        "規則 ｶﾞｲﾄﾞ\n  つなぐ先 ﾊﾟﾝﾔ\n",
    ],
)
def test_lines_in_other_widths_are_read(text: str) -> None:
    """A whole source in full width, decomposed, with colons or half-width kana has no problem."""
    tree, problems = parse(Source("a.tsu", text))
    assert not problems
    assert [block.keyword for block in tree.blocks] == ["rule"]
    assert "route" in [field.keyword for field in tree.blocks[0].fields]


def test_half_width_kana_is_the_same_name() -> None:
    """ｶﾞｲﾄﾞ and ガイド are one name, and the position of what follows stays true."""
    tree, problems = parse(Source("a.tsu", "規則 ｶﾞｲﾄﾞ 別名 b c"))
    assert [(p.code, p.column) for p in problems] == [("unexpected-word", 15)]
    tree, _ = parse(Source("a.tsu", "規則 ｶﾞｲﾄﾞ"))
    assert tree.blocks[0].name is not None and tree.blocks[0].name.text == "ガイド"


def test_the_parser_is_built_once_and_fast(capsys: pytest.CaptureFixture[str]) -> None:
    """Building the parser takes at most 150 ms on a quiet machine (400 ms asserted), and happens once."""
    took = []
    for _ in range(5):
        start = time.perf_counter()
        Lark(grammar(), parser="lalr", lexer="contextual", start=["head", "field"], maybe_placeholders=False)
        took.append(time.perf_counter() - start)
    with capsys.disabled():
        print(f"\nparser built in {min(took) * 1000:.0f} ms (best of 5)")
    assert min(took) <= 0.4
    assert lark() is lark()
