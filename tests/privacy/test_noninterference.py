"""P1: two runs that differ only in personal data look the same from everywhere but the receiver's package."""

from __future__ import annotations

import contextlib
import re
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from privacy import operations
from privacy.observing import seen
from privacy.operations import OPERATIONS, PLAYS, Operation, Play, Texts, stray_fact
from tsunagari.privacy.fields import PERSONAL_FIELDS

LETTERS = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわアイウカキク山川田中一二"
    "ABCabcxyz019-＠@. 　\n\t\u202e\ud800'\"\\{}%"
)


def texts(seed: int) -> Texts:
    """A text for every field of both people, and a stray one: of any length and letters, neither blank nor a name."""
    chance = Random(seed)

    def word() -> str:
        letters = chance.choices(LETTERS, k=chance.choice((1, 2, 3, 5, 8, 13, 40)))
        return "".join([*letters, "z"] if chance.random() < 0.5 else ["z", *letters])

    subject, caller = ({field: word() for field in PERSONAL_FIELDS} for _ in range(2))
    # a text that is no text at all is refused as such where it is told as a fact: facts may differ
    stray = word().replace("\ud800", "x")
    # nor can anything tell a name from a code that is written like one: where a code belongs it is one
    return Texts(subject, caller, stray + "・" if re.fullmatch(r"[a-z0-9-]+", stray) else stray)


NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A seed shrinks to nothing that reads better, and looking for it takes minutes."""
TEXTS = st.integers(0, 2**40).map(texts)


def transcript(play: Play, told: Texts) -> list[list[str]]:
    """What can be seen of each operation."""
    found = []
    for step, scene in play.scenes(told):
        told_of = seen(lambda step=step, scene=scene: step(scene))
        found.append([one for one in told_of if step is not stray_fact or not one.startswith("steps ")])
    return found


def looks_the_same(play: Play, one: Texts, other: Texts) -> None:
    """Run with the one twice, so that caches are as full as they get with it, then with the other; compare."""
    for step, scene in play.scenes(one):
        with contextlib.suppress(Exception):
            step(scene)
    first = transcript(play, one)
    second = transcript(play, other)
    assert first == second


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_is_covered_in_every_variant(name: str) -> None:
    """Each operation, each of its variants once, with everything filled in."""
    every = frozenset(PERSONAL_FIELDS)
    for number in range(84 if name == "look_inside" else 30):  # four containers by twenty-one ways
        numbers = (number % 4, number // 4, number // 2, number // 3, number, number + 2, number // 5)
        play = Play((every, every), (None, None), (Operation(name, numbers),))
        looks_the_same(play, texts(number), texts(1000 + number))


def marked(mark: str) -> Texts:
    """Texts of different lengths and letters for different marks."""

    def text(field: str) -> str:
        return f"{mark} {field} {mark}"

    return Texts({f: text(f) for f in PERSONAL_FIELDS}, {f: text("c" + f) for f in PERSONAL_FIELDS}, text("stray"))


@settings(phases=NO_SHRINKING)
@given(PLAYS, TEXTS, TEXTS)
def test_nothing_that_can_be_seen_depends_on_personal_data(play: Play, one: Texts, other: Texts) -> None:
    """Values, texts, logs, errors, files, state and steps of both runs are equal, of failing runs too."""
    looks_the_same(play, one, other)


@pytest.mark.nightly
@settings(max_examples=20_000, phases=NO_SHRINKING)
@given(PLAYS, TEXTS, TEXTS)
def test_nothing_depends_on_personal_data_in_many_runs(play: Play, one: Texts, other: Texts) -> None:
    """The same, 20,000 pairs."""
    looks_the_same(play, one, other)


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
