"""The formatter on whole files."""

from __future__ import annotations

from pathlib import Path

import pytest

from syntax.corpus import ROOT, comments_of, source
from tsunagari.errors import RulesetError
from tsunagari.source import Source
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import format_source, print_file

CASES = sorted((ROOT / "fmt").glob("*.in.tsu"))
GOOD = sorted((ROOT / "good").glob("*.tsu"))
EVERY = [*CASES, *GOOD]


def named(paths: list[Path]) -> list[str]:
    """What the tests are called."""
    return [path.name.removesuffix(".tsu") for path in paths]


@pytest.mark.parametrize("path", CASES, ids=named(CASES))
def test_a_source_is_laid_out_as_its_counterpart(path: Path) -> None:
    """NAME.in.tsu comes out as NAME.out.tsu, to the character."""
    assert format_source(source(path)) == source(path.with_name(path.name.replace(".in.", ".out."))).text


@pytest.mark.parametrize("path", EVERY, ids=named(EVERY))
def test_a_second_run_changes_nothing(path: Path) -> None:
    """What the formatter wrote it leaves alone."""
    once = format_source(source(path))
    assert format_source(Source("a.tsu", once)) == once


@pytest.mark.parametrize("path", EVERY, ids=named(EVERY))
def test_comments_stay_in_their_order(path: Path) -> None:
    """No comment of a file is lost, doubled or moved past another."""
    assert comments_of(format_source(source(path))) == comments_of(source(path).text)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", EVERY, ids=named(EVERY))
def test_translating_a_file_keeps_its_tree(path: Path, language: str) -> None:
    """Written in one language throughout, a file means what it meant."""
    tree, _ = parse(source(path))
    again, problems = parse(Source("a.tsu", print_file(tree, language)))
    assert not problems
    assert again == tree


@pytest.mark.parametrize("path", GOOD, ids=named(GOOD))
def test_lines_are_at_most_a_hundred_columns_where_a_list_can_break(path: Path) -> None:
    """A list goes on below before it grows wider than the page; one word alone may be wider."""
    for line in format_source(source(path)).split("\n"):
        assert len(line) <= 100 or "、" not in line.strip().rstrip("、") or "「" in line or "｜" in line, line


def test_a_source_with_a_mistake_is_not_laid_out() -> None:
    """The formatter refuses what it cannot read and carries every problem of it."""
    with pytest.raises(RulesetError) as refused:
        format_source(Source("a.tsu", "規則 甲 乙\n  つなぐ先\n"))
    assert [d.code for d in refused.value.diagnostics] == ["unexpected-word", "missing-value"]


def test_there_are_at_least_fifteen_cases() -> None:
    """The corpus of layouts is not thinned out."""
    assert len(CASES) >= 15
