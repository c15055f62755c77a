"""What intake promises in figures, on what people say (`sayings/`); docs/intake.md repeats them.

Seen when this was written, tuning half and held-out half: right without the dictionary 207 of 207 and 185 of 206,
with it 207 and 193; wrong 0 and 2, with it 0 and 1; false accepts 1 of 96 and 2 of 95; words of crisis 225 of 225
and 124 of 124; of what only looks alike 12 of 108 and 6 of 107 flagged.
"""

from __future__ import annotations

import importlib.util

import pytest

import tsunagari
from intake.measuring import HALVES, flagged, program, sayings, score, with_issue

both = pytest.mark.parametrize("half", HALVES)
no_dictionary = pytest.mark.skipif(
    importlib.util.find_spec("sudachipy") is None, reason="SudachiPy (extra `ja`) is not installed"
)


@both
def test_three_in_four_are_right_without_the_dictionary(half: str) -> None:
    """At least 75 % of the noisy texts give exactly the facts meant, and at most 1 % give another one."""
    scored = score(half, dictionary=False)
    assert scored.share_right >= 0.75
    assert scored.share_wrong <= 0.01, scored.wrong


@no_dictionary
@both
def test_nine_in_ten_are_right_with_the_dictionary(half: str) -> None:
    """With SudachiPy at least 90 % are right and still at most 1 % wrong; it only ever adds."""
    scored, plain = score(half, dictionary=True), score(half, dictionary=False)
    assert scored.share_right >= 0.9
    assert scored.share_wrong <= 0.01, scored.wrong
    assert set(plain.right) <= set(scored.right) | set(scored.wrong)


@both
@pytest.mark.parametrize("dictionary", [False, pytest.param(True, marks=no_dictionary)])
def test_hardly_anything_is_heard_where_nothing_is_meant(half: str, dictionary: bool) -> None:
    """At most 3 % of the unrelated texts are offered an issue."""
    assert len(with_issue("unrelated", half, dictionary=dictionary)) <= 0.03 * len(sayings("unrelated", half))


@both
def test_no_word_of_crisis_is_missed(half: str) -> None:
    """Every embedded word of crisis is flagged, and something of it is among the ready facts."""
    told = [line["text"] for line in sayings("crisis", half)]
    assert flagged("crisis", half) == told
    for text in told:
        facts = tsunagari.intake(program(), text).facts
        assert facts.get("issues") or facts.get("danger")


@both
def test_what_only_looks_alike_is_seldom_flagged(half: str) -> None:
    """A false alarm costs a question, a missed cry a life: some are accepted, but no more than one in eight."""
    assert len(flagged("alike", half)) <= len(sayings("alike", half)) / 8


def test_tempting_words_are_seldom_taken() -> None:
    """Everyday sentences full of words of issues that mean none: at most one in eight is offered an issue (4 of 45)."""
    assert len(with_issue("tempting", "tuning", dictionary=True)) <= len(sayings("tempting", "tuning")) / 8


def test_the_data_is_large_and_its_halves_are_apart() -> None:
    """300 noisy, 150 unrelated, 200 of crisis, 200 alike at the least; no text stands twice."""
    for kind, least in (("noisy", 300), ("unrelated", 150), ("crisis", 200), ("alike", 200)):
        texts = [line["text"] for half in HALVES for line in sayings(kind, half)]
        assert len(texts) == len(set(texts)) >= least
