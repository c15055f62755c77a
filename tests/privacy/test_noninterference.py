"""P1: two runs that differ only in personal data look the same from everywhere but the receiver's package."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy import operations
from privacy.observing import seen
from privacy.operations import OPERATIONS, PLAYS, Operation, Play, Texts, stray_fact
from tsunagari.privacy.fields import PERSONAL_FIELDS

LETTERS = st.sampled_from(
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわアイウカキク山川田中一二"
    "ABCabcxyz019-＠@. 　\n\t\u202e\ud800'\"\\{}%"
)
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: "z" + text) | st.text(
    LETTERS, min_size=1, max_size=40
).filter(lambda text: bool(text.strip()) and len(text.strip()) > 3)
"""Texts of any length and letters that are neither blank nor a name of the ruleset."""


def texts(draw: st.DrawFn) -> Texts:
    """A text for every field of both people, and a stray one."""
    subject, caller = ({field: draw(WORDS) for field in PERSONAL_FIELDS} for _ in range(2))
    return Texts(subject, caller, draw(WORDS))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Texts, Texts]:
    """Two runs' personal data: drawn apart, or the same but for one text."""
    one = texts(draw)
    return one, texts(draw)


def transcript(play: Play, told: Texts) -> list[list[str]]:
    """What can be seen of each operation."""
    found = []
    for step, scene in play.scenes(told):
        told_of = seen(lambda step=step, scene=scene: step(scene))
        found.append([one for one in told_of if step is not stray_fact or not one.startswith("steps ")])
    return found


def looks_the_same(play: Play, one: Texts, other: Texts) -> None:
    """Run with the one twice, so that caches are as full as they get with it, then with the other; compare."""
    transcript(play, one)
    first = transcript(play, one)
    second = transcript(play, other)
    assert first == second


@given(PLAYS, pairs())
def test_nothing_that_can_be_seen_depends_on_personal_data(play: Play, told: tuple[Texts, Texts]) -> None:
    """Values, texts, logs, errors, files, state and steps of both runs are equal, of failing runs too."""
    looks_the_same(play, *told)


@pytest.mark.nightly
@settings(max_examples=20_000)
@given(PLAYS, pairs())
def test_nothing_depends_on_personal_data_in_many_runs(play: Play, told: tuple[Texts, Texts]) -> None:
    """The same, 20,000 pairs."""
    looks_the_same(play, *told)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_is_covered_in_every_variant(name: str) -> None:
    """Each operation, each of its variants once, with everything filled in."""
    every = frozenset(PERSONAL_FIELDS)
    for number in range(30):
        numbers = (number, number + 1, number // 2, number // 3, number, number + 2, number // 5)
        play = Play((every, every), (None, None), (Operation(name, numbers),))
        looks_the_same(play, marked("one"), marked("another one"))


def marked(mark: str) -> Texts:
    """Texts of different lengths and letters for different marks."""

    def text(field: str) -> str:
        return f"{mark} {field} {mark}"

    return Texts({f: text(f) for f in PERSONAL_FIELDS}, {f: text("c" + f) for f in PERSONAL_FIELDS}, text("stray"))


def test_runs_are_really_observed() -> None:
    """Something is seen of every operation, and most of the variants come to different things."""
    every = frozenset(PERSONAL_FIELDS)
    found: set[Any] = set()
    for name in OPERATIONS:
        for number in range(25):
            play = Play((every, every), (None, None), (Operation(name, tuple([number] * 7)),))
            ((step, scene),) = play.scenes(marked("x"))
            told = seen(lambda step=step, scene=scene: step(scene))
            assert any(one.startswith(("result", "error")) for one in told)
            assert int(next(one for one in told if one.startswith("steps ")).split()[1]) > 0
            found.add(tuple(told))
    assert len(found) > 90
    assert operations.OPERATIONS
