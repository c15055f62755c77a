"""The index answers exactly as the plain reading does: every part of every decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import worlds
from property import seeded_worlds
from property.test_ruleset_laws import compiled
from property.written_rulesets import RULESETS
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.reference import Reference
from tsunagari.model.ruleset import Ruleset
from tsunagari.shell.loading import load
from tsunagari.testing.rulesets import Block, consultations, rulesets, text_of
from tsunagari.wire.facts import facts_from_json

EACH = 10


def agree_on(seed: int) -> None:
    """The two agree on ten consultations of the world of a seed."""
    made = seeded_worlds.world(seed)
    reference = Reference(made.ruleset, seeded_worlds.CALENDAR)
    matcher = Matcher(made.ruleset, seeded_worlds.CALENDAR)
    for number in range(EACH):
        knowledge = seeded_worlds.knowledge(EACH * seed + number, made.ruleset)
        overlaid = made.status is not None
        plain = reference.decide_known(knowledge, made.status, overlaid=overlaid)
        fast = matcher.decide_known(knowledge, made.status, overlaid=overlaid)
        assert fast.to_json() == plain.to_json(), f"seed {seed}, consultation {number}"
        assert fast == plain
        assert matcher.answer(knowledge, made.status).gap == plain.gap


@pytest.mark.parametrize("block", range(5))
def test_index_and_reference_agree_on_seeded_worlds(block: int) -> None:
    """Fifty rulesets with all kinds of blocks, ten consultations each: equal JSON, equal values."""
    for seed in range(10 * block, 10 * block + 10):
        agree_on(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_index_and_reference_agree_on_many_seeded_worlds(block: int) -> None:
    """The same for two thousand rulesets, 20,000 pairs."""
    for seed in range(1000 + 100 * block, 1000 + 100 * block + 100):
        agree_on(seed)


@given(worlds.worlds(), st.lists(worlds.partly_told(), min_size=3, max_size=3))
def test_index_and_reference_agree_on_drawn_worlds(ruleset: Ruleset, several: list[Knowledge]) -> None:
    """The same over the worlds of the other laws of the engine, which shrink to something readable."""
    reference, matcher = Reference(ruleset, worlds.CALENDAR), Matcher(ruleset, worlds.CALENDAR)
    for knowledge in several:
        plain, fast = reference.decide_known(knowledge), matcher.decide_known(knowledge)
        assert fast.to_json() == plain.to_json()


@given(
    rulesets(),
    st.lists(consultations(), min_size=5, max_size=5),
    st.sampled_from((None, {}, {"desk-0": "paused"}, {"desk-0": "closed", "desk-1": "active"})),
)
def test_index_and_reference_agree_from_text_to_json(
    blocks: tuple[Block, ...], several: list[dict[str, Any]], status: dict[str, str] | None
) -> None:
    """The same from text, with the holidays of Japan and consultations as JSON."""
    ruleset, _ = compiled(text_of(blocks))
    reference, matcher = Reference(ruleset), Matcher(ruleset)
    for facts in several:
        consultation = facts_from_json(facts)
        plain, fast = reference.decide(consultation, status), matcher.decide(consultation, status)
        assert fast.to_json() == plain.to_json()


@pytest.mark.parametrize("folder", RULESETS, ids=lambda folder: folder.name)
def test_index_and_reference_agree_on_every_example(folder: Path) -> None:
    """Every example of every ruleset of the repository."""
    ruleset = load(str(folder)).ruleset
    reference, matcher = Reference(ruleset), Matcher(ruleset)
    for example in ruleset.examples:
        consultation = Consultation(**dict(example.facts))
        status = dict.fromkeys(example.paused, "paused") or None
        plain, fast = reference.decide(consultation, status), matcher.decide(consultation, status)
        assert fast.to_json() == plain.to_json(), example.name
