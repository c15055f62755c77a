"""Laws of the language: what is printed is read back, whatever language it is printed in."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property.trees import files, languages
from tsunagari.source import Source
from tsunagari.syntax.ast import File
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import print_file

laws = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str) -> File:
    """The tree of a text that must have no problem."""
    tree, problems = parse(Source("a.tsu", text))
    assert not problems, "\n".join(problem.render() for problem in problems) + "\n" + text
    return tree


def comments_of(text: str) -> list[str]:
    """The comments in the order of the text, as a plain reading finds them."""
    quoted = r"「[^「」\n]*(?:「[^「」\n]*」[^「」\n]*)*」|｢[^｢｣\n]*(?:｢[^｢｣\n]*｣[^｢｣\n]*)*｣|[\"＂][^\"＂\n]*[\"＂]"
    found = re.finditer(rf"(?:{quoted})|(?P<comment>(?:※|[#＃](?=\s|\Z))[^\n]*)", text)
    return [match["comment"].rstrip() for match in found if match["comment"]]


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


@laws
@given(files, st.none() | languages)
def test_printing_keeps_comments_in_order(tree: File, language: str | None) -> None:
    """No comment is lost, doubled or moved past another by the formatter."""
    first = print_file(tree, language)
    assert comments_of(print_file(read(first), language)) == comments_of(first)
