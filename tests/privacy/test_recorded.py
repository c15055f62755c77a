"""From what a desk does to what its log holds: one record for each event, and nothing personal in its files."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy import world
from privacy.logs import kept
from privacy.operations import FIELD_SETS, HIDDEN, NUMBERS, Operation, Play, told_of
from privacy.test_canaries import search_for, texts
from tsunagari.privacy import PrivacyError, decision_event
from tsunagari.shell import audit_files

PLAYS = st.builds(
    Play,
    st.tuples(FIELD_SETS, FIELD_SETS),
    st.tuples(HIDDEN, HIDDEN),
    st.lists(st.builds(Operation, st.just("record"), NUMBERS), max_size=12).map(tuple),
)


@settings(max_examples=60)
@given(PLAYS, st.integers(0, 2**40), st.integers(0, 12))
def test_the_log_holds_one_record_of_each_event(play: Play, seed: int, opened_anew: int) -> None:
    """Answers, handovers and refusals, in order, over two sessions; the search for markers finds none in any file."""
    told = texts(Random(seed))
    events = [told_of(scene) for _, scene in play.scenes(told)]
    result = kept(events[:opened_anew], events[opened_anew:])
    assert [one.code for one in result.said] == ["kept"] * len(events)
    assert not result.found.findings
    assert list(result.found.records) == events
    assert not search_for(told).found_in("\n".join(f"{name}\n{text}" for name, text in result.files.items()))


def test_every_way_in_which_a_handover_ends_is_met() -> None:
    """The law above speaks of something: answers, packages, nothing at all, and many refusals."""
    chance, told = Random(5), texts(Random(6))
    found: set[str] = set()
    for _ in range(600):
        numbers = tuple(chance.randrange(1000) for _ in range(7))
        play = Play((frozenset({"name"}), frozenset()), (None, None), (Operation("record", numbers),))
        ((_, scene),) = play.scenes(told)
        event = told_of(scene)
        found.add(event.kind if event.kind == "decision" else getattr(event, "refusal", None) or event.outcome)
    assert {"decision", "handed", "nothing", "no-person", "not-in-the-answer", "unknown-code"} <= found
    assert {"ground-at-desk", "secrecy-not-known", "receiver-not-a-member", "wrong-type"} <= found


def test_without_its_schema_the_log_would_carry_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search has teeth: where nobody looks at events on their way in, a marker in one is found in the files."""
    told = texts(Random(7))
    strange = replace(decision_event(world.case(), world.desk(), world.AT), receiver=told.stray)
    with pytest.raises(PrivacyError):
        kept([strange])
    monkeypatch.setattr(audit_files, "check", lambda *_: None)
    assert search_for(told).found_in("\n".join(kept([strange]).files.values()))
