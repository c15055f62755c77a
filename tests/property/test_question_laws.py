"""What is asked is what can change the answer, and `decides` is what trying every answer gives.

Law (language §4, "The rest"): an answer to a question that is not asked changes no verdict: who is a yes, who is a
maybe and who is neither stay as they are. Answers are tried one value at a time, without the classes that the engine
uses. Left out is what the language does not ask about: the time of the call, what a line says of being told at all
(`absent`), and works and studies far from home.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import pytest

from engine.formulas import conditions_of
from engine.worlds import leaves_of
from property import seeded_worlds
from property.seeded_worlds import PLACES
from tsunagari.engine.answer import Answer
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.knowledge import Knowledge, telling
from tsunagari.model.attributes import Attribute

SAMPLE = 12
WORLDS = 1000


def verdicts(answer: Answer) -> Mapping[str, int]:
    """Resource → yes or maybe."""
    return {name: standing.verdict for name, standing in answer.standings.items()}


def open_questions(knowledge: Knowledge, attributes: Mapping[str, Attribute]) -> Iterator[str]:
    """The attributes that could be asked: not declined, not told exactly, and not presumed."""
    for name, attribute in attributes.items():
        if not attribute.single or name == "time" or name in knowledge.declined:
            continue
        if name in ("works", "studies", "channel") and not knowledge.given(name):
            continue
        if not knowledge.given(name) if name == "danger" else knowledge.masks[name].bit_count() > 1:
            yield name


def values(chance: random.Random, knowledge: Knowledge, attribute: Attribute) -> list[int]:
    """Exact answers that what is known admits: all of a few, some of many, at the bounds of the places used."""
    domain = knowledge.masks[attribute.name]
    if attribute.name == "danger" and not knowledge.given("danger"):
        domain = (1 << len(attribute.values)) - 1
    if attribute.shape == "place":
        found = [domain & leaves_of(place) for place in PLACES]
        found = [1 << chance.choice([n for n in range(one.bit_length()) if one >> n & 1]) for one in found if one]
        high = domain.bit_length()
        found += [domain & 1 << n for n in range(max(0, high - 3), high) if domain >> n & 1]
        return chance.sample(found, min(len(found), SAMPLE))
    found = [1 << n for n in range(domain.bit_length()) if domain >> n & 1]
    return chance.sample(found, min(len(found), SAMPLE))


def hold_on(seed: int) -> int:
    """Try unasked questions on ten consultations of the world of a seed; how many answers were tried."""
    made = seeded_worlds.world(seed)
    if any(test.absent is not None for test in conditions_of(made.ruleset)):  # telling anything may change the answer
        return 0
    attributes = made.ruleset.attributes
    matcher = Matcher(made.ruleset, seeded_worlds.CALENDAR)
    chance = random.Random(f"answers {seed}")
    tried = 0
    for number in range(10):
        knowledge = seeded_worlds.knowledge(10 * seed + number, made.ruleset)
        decision = matcher.decide_known(knowledge, made.status)
        asked = {question.attribute for question in decision.questions}
        before = verdicts(matcher.answer(knowledge, made.status))
        for name in open_questions(knowledge, attributes):
            if name in asked:
                continue
            for value in values(chance, knowledge, attributes[name]):
                after = verdicts(matcher.answer(telling(attributes, knowledge, name, value), made.status))
                assert after == before, f"seed {seed}, consultation {number}, {name}"
                tried += 1
    return tried


def test_what_is_not_asked_changes_nothing() -> None:
    """Forty worlds, some thousand answers to questions that were not asked."""
    assert sum(map(hold_on, range(40))) >= 2_000


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_what_is_not_asked_changes_nothing_in_many_worlds(block: int) -> None:
    """A thousand worlds, more than 100,000 answers."""
    share = WORLDS // 10
    assert sum(map(hold_on, range(WORLDS + share * block, WORLDS + share * (block + 1)))) >= 10_000
