"""The corpus of good and bad sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from syntax.corpus import ROOT, differences, expected, source
from tsunagari.messages.syntax import SYNTAX
from tsunagari.source import Source
from tsunagari.syntax.parser import parse

BAD = sorted((ROOT / "bad").glob("*.tsu"))
GOOD = sorted((ROOT / "good").glob("*.tsu"))


def named(paths: Sequence[Path]) -> list[str]:
    """What the tests are called."""
    return [path.name.removesuffix(".tsu") for path in paths]


@pytest.mark.parametrize("path", BAD, ids=named(BAD))
def test_a_bad_source_has_the_diagnostics_that_it_names(path: Path) -> None:
    """Each mistake is found on its line under its code, and nothing else is said."""
    one = source(path)
    assert expected([one]), "a bad source must expect something"
    assert differences([one], parse(one)[1]) == []


@pytest.mark.parametrize("path", GOOD, ids=named(GOOD))
def test_a_good_source_has_no_diagnostics(path: Path) -> None:
    """What the language allows is read without a word."""
    assert [problem.render() for problem in parse(source(path))[1]] == []


PAIRS = sorted(path for path in GOOD if path.name.endswith(".ja.tsu"))


@pytest.mark.parametrize("path", PAIRS, ids=named(PAIRS))
def test_both_languages_give_one_tree(path: Path) -> None:
    """A Japanese source and its English counterpart mean the same."""
    other = path.with_name(path.name.replace(".ja.tsu", ".en.tsu"))
    japanese, english = parse(source(path))[0], parse(source(other))[0]
    for ours, theirs in zip(japanese.blocks, english.blocks, strict=True):
        assert ours == theirs


def test_every_code_has_a_bad_source() -> None:
    """No sentence about syntax stands in the catalogue without a source that earns it."""
    assert {wanted.code for path in BAD for wanted in expected([source(path)])} == SYNTAX.keys()


def test_the_corpus_is_large_and_in_both_languages() -> None:
    """At least 110 bad and 30 good sources, Japanese and English keywords among both."""
    assert len(BAD) >= 110
    assert len(GOOD) >= 30
    for paths in (BAD, GOOD):
        languages = {parse(source(path))[0].language for path in paths}
        assert languages == {"ja", "en"}


def test_a_missing_and_an_unexpected_diagnostic_both_fail() -> None:
    """The corpus has teeth: a comment too many and a comment too few are both told."""
    one = Source("a.tsu", "規則 甲 乙\n規則 丙 ※! unexpected-word\n")
    assert differences([one], parse(one)[1]) == [
        "missing: a.tsu:2: unexpected-word",
        "not expected: " + parse(one)[1][0].headline(),
    ]
