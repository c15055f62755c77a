"""A program from an artifact is the program that was written: every part, every decision, every byte."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import worlds
from property import seeded_worlds
from property.test_ruleset_laws import compiled
from property.written_rulesets import ROOT, RULESETS
from tsunagari import Consultation, load
from tsunagari.artifact.read import from_bytes
from tsunagari.artifact.write import to_bytes
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.knowledge import Knowledge
from tsunagari.model.canonical import digest
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.program import Program
from tsunagari.testing.rulesets import Block, consultations, rulesets, text_of
from tsunagari.wire.facts import facts_from_json
from tsunagari.wire.json_text import write_json

EXPLAINED = 2


def opened_matcher(ruleset: Ruleset) -> Matcher:
    """What answers, written and opened again."""
    program = from_bytes(to_bytes(Program(ruleset)))
    return Matcher(program.ruleset, index=program.index)


def same_parts(one: Ruleset, other: Ruleset) -> bool:
    """Whether every field is equal, and every mapping in the same order."""
    for field in dataclasses.fields(Ruleset):
        here, there = getattr(one, field.name), getattr(other, field.name)
        if here != there or (hasattr(here, "keys") and list(here) != list(there)):
            return False
    return True


def same_answers(one: Program, other: Program, facts: dict[str, Any], status: dict[str, str] | None) -> bool:
    """Whether two programs decide the same, also under a live status."""
    if status is not None:
        one, other = one.with_status(status), other.with_status(status)
    case = facts_from_json(facts)
    here, there = one.route(case), other.route(case)
    return here == there and here.to_json() == there.to_json() and one.fits(case) == other.fits(case)


@pytest.mark.parametrize("folder", RULESETS, ids=lambda folder: folder.name)
def test_every_example_of_every_ruleset(folder: Path) -> None:
    """Decisions with their questions on each example, the first explanations, every part, and the bytes again."""
    program = load(folder)
    raw = to_bytes(program)
    opened = from_bytes(raw)
    for number, example in enumerate(program.ruleset.examples):
        status = dict.fromkeys(example.paused, "paused")
        here, there = program.with_status(status), opened.with_status(status)
        case = Consultation(**dict(example.facts))
        assert here.route(case).to_json() == there.route(case).to_json(), example.name
        if number < EXPLAINED:
            assert write_json(here.explain(case).to_dict()) == write_json(there.explain(case).to_dict())
    assert same_parts(program.ruleset, opened.ruleset)
    assert digest(opened.ruleset) == opened.digest == program.digest
    assert to_bytes(opened) == raw


@settings(max_examples=int(os.environ.get("TSUNAGARI_WORLDS", "20")))
@given(
    rulesets(),
    st.lists(consultations(), min_size=3, max_size=3),
    st.sampled_from((None, {}, {"desk-0": "paused"}, {"desk-0": "closed", "desk-1": "active"})),
)
def test_rulesets_from_text(
    blocks: tuple[Block, ...], several: list[dict[str, Any]], status: dict[str, str] | None
) -> None:
    """Random texts with every kind of block: equal decisions, equal parts, equal bytes."""
    ruleset, _ = compiled(text_of(blocks))
    program = Program(ruleset)
    raw = to_bytes(program)
    opened = from_bytes(raw)
    assert all(same_answers(program, opened, facts, status) for facts in several)
    assert same_parts(ruleset, opened.ruleset)
    assert to_bytes(opened) == raw


@settings(max_examples=40)
@given(worlds.worlds(), st.lists(worlds.partly_told(), min_size=3, max_size=3))
def test_worlds_of_the_engine(ruleset: Ruleset, several: list[Knowledge]) -> None:
    """Rulesets made by hand, without a parser, which shrink to something readable."""
    matcher = Matcher(ruleset)
    opened = opened_matcher(ruleset)
    for knowledge in several:
        assert opened.decide_known(knowledge).to_json() == matcher.decide_known(knowledge).to_json()
    assert same_parts(ruleset, opened.ruleset)


@pytest.mark.parametrize("block", range(3))
def test_seeded_worlds(block: int) -> None:
    """Thirty rulesets with nested provisos, periods, hours of every pattern and several tiers, ten persons each."""
    for seed in range(10 * block, 10 * block + 10):
        made = seeded_worlds.world(seed)
        matcher = Matcher(made.ruleset)
        opened = opened_matcher(made.ruleset)
        for number in range(10):
            knowledge = seeded_worlds.knowledge(10 * seed + number, made.ruleset)
            here = matcher.decide_known(knowledge, made.status, overlaid=made.status is not None)
            there = opened.decide_known(knowledge, made.status, overlaid=made.status is not None)
            assert here.to_json() == there.to_json(), f"seed {seed}, person {number}"


def test_live_status_is_no_part_of_an_artifact() -> None:
    """The same bytes whatever is paused now; what is opened has no status."""
    program = load(ROOT / "rules" / "yamagata")
    name = next(iter(program.ruleset.resources))
    raw = to_bytes(program.with_status({name: "paused"}))
    assert raw == to_bytes(program)
    assert from_bytes(raw).status == {}
