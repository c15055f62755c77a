"""A batch answers each row as `Program.route` answers it alone, whatever stands around it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batching.arrow_facts import batch_of, expected, rows_of
from engine.worlds import GRAPH, LEAVES, WISHES, worlds
from property.seeded_worlds import FIRST_DAY, MINUTES, world
from tsunagari import JST, batch_router, route_batch
from tsunagari.batch.answer_columns import Answers
from tsunagari.batch.fact_columns import fact_columns
from tsunagari.batch.kernel import Kernel
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.program import Program
from tsunagari.testing import consultations


@st.composite
def towns(draw: st.DrawFn) -> tuple[Ruleset, list[dict[str, Any]]]:
    """A random ruleset and people for it."""
    made = draw(worlds())
    return made, draw(st.lists(consultations(made), min_size=1, max_size=12))


@given(towns(), st.integers(0, 99), st.sampled_from((1, 3, 30)))
def test_a_batch_is_its_rows(town: tuple[Ruleset, list[dict[str, Any]]], layout: int, first: int) -> None:
    """Random worlds, random people, exactly and coarsely told or not at all, in random layouts."""
    made, facts = town
    program = Program(made)
    assert rows_of(route_batch(program, batch_of(facts, layout), first)) == expected(program, facts, first)


@given(towns(), st.integers(0, 99), st.randoms(use_true_random=False))
def test_order_and_chunks_change_nothing(
    town: tuple[Ruleset, list[dict[str, Any]]], layout: int, chance: random.Random
) -> None:
    """Rows shuffled, and the batch cut anywhere, give the same rows; so does one router asked again."""
    made, facts = town
    batch = batch_of(facts, layout)
    router = batch_router(Program(made))
    whole = {row["id"]: row for row in router.route(batch).to_pylist()}
    order = list(range(len(facts)))
    chance.shuffle(order)
    shuffled = batch.take(pa.array(order))
    cut = chance.randint(0, len(facts))
    parts = [*router.route(shuffled.slice(0, cut)).to_pylist(), *router.route(shuffled.slice(cut)).to_pylist()]
    assert [row["id"] for row in parts] == [f"case-{number}" for number in order]
    assert {row["id"]: row for row in parts} == whole


WORLDS, PEOPLE = 30, 120
EXACT = {
    "age": (5, 17, 18, 40, 70),
    "lives": ("鳥取市", "鳥取市", "鳥取市", "米子市", "no-fixed-abode", "山形市"),
    "channel": ("phone", "chat", "app", "visit"),
    "language": ("日本語", "英語"),
    "danger": (True, False),
    "caller": ("self", "family", "teacher"),
}
OTHER_PLACES = {
    "stays": ("鳥取市", "米子市"),
    "works": ("none", "米子市"),
    "studies": ("none",),
    "caller_lives": ("鳥取市",),
}
ODDITIES = ({"tried": ["desk0"]}, {"declined": ["age"]}, {"lives": "鳥取県"}, {"issues": sorted(GRAPH)})


def somebody(chance: random.Random) -> dict[str, Any]:
    """Somebody who tells nearly everything exactly; now and then something else that is looked at row by row."""
    at = datetime.combine(FIRST_DAY, datetime.min.time(), JST)
    at += timedelta(days=chance.randrange(-1, 6), minutes=chance.choice(MINUTES))
    facts: dict[str, Any] = {key: chance.choice(values) for key, values in EXACT.items()}
    facts["attributes"] = {"school": chance.choice(("elementary", "high", "none")), "birthplace": "鳥取市"}
    facts["issues"] = chance.sample(LEAVES, chance.choice((1, 1, 2, 3)))
    facts["wishes"] = chance.sample(WISHES, chance.choice((0, 0, 1, 2)))
    for key, values in OTHER_PLACES.items():
        if chance.random() < 0.5:
            facts[key] = chance.choice(values)
    if facts["lives"] == "山形市":
        facts |= {"stays": "山形市", "works": "none", "studies": "none", "caller_lives": "山形市"}
    if chance.random() < 0.8:
        facts["at"] = at.isoformat()
    if chance.random() < 0.3:
        facts["rotation"] = chance.choice("ab")
    if chance.random() < 0.1:
        facts |= chance.choice(ODDITIES)
    return facts


def bare(made: Ruleset) -> Ruleset:
    """A ruleset of rules and withholds only: nobody stands in for anybody, and every resource is active."""

    def alone(clause: Clause) -> Clause:
        return replace(clause, otherwise=(), provisos=tuple(map(alone, clause.provisos)))

    active = {name: replace(resource, status="active") for name, resource in made.resources.items()}
    return replace(made, rules=tuple(map(alone, made.rules)), defaults=(), resources=active)


def agree_on(seed: int) -> Counter[str]:
    """What the batches of a world met, once every row was found to be as it is alone."""
    chance = random.Random(f"batch {seed}")
    made = world(seed)
    simple = seed % 5 == 0
    ruleset = bare(made.ruleset) if simple else made.ruleset
    program = Program(ruleset, made.status if chance.random() < 0.3 and not simple else None)
    facts = [somebody(chance) for _ in range(PEOPLE)]
    first = chance.choice((1, 2, 5))
    batch = batch_of(facts, seed)
    plain = expected(program, facts, first)
    for told, row, alone in zip(facts, rows_of(route_batch(program, batch, first)), plain, strict=True):
        assert row == alone, (seed, told)
    numbers = {name: number for number, name in enumerate(sorted(ruleset.resources))}
    left = Kernel(program, numbers).route(fact_columns(batch), first, Answers.of(PEOPLE, first))
    met: Counter[str] = Counter()
    for number in np.setdiff1d(np.arange(PEOPLE), left).tolist():
        row, told = plain[number], facts[number]
        met["at once"] += 1
        met["chains"] += "otherwise" in row["by"]
        met["defaults"] += row["by_default"]
        met["nobody"] += row["gap"] == "no-rule"
        met["over"] += row["gap"] == "out-of-period"
        met["several"] += row["yes_count"] > 1
        met["more than listed"] += row["yes_count"] > first
        met["not open"] += "later" in row["open"]
        met["unknown"] += "unknown" in row["open"]
        met["not asked"] += "not asked" in row["open"]
        met["wishes"] += bool(told["wishes"]) and row["yes_count"] > 1
        met["rotation"] += "rotation" in told and row["yes_count"] > 1
    met["one by one"] += len(left)
    return met


def test_whoever_tells_everything_is_answered_at_once_and_the_same() -> None:
    """Thirty worlds; every part of the order, chains, defaults and gaps are among what the kernel answers."""
    met: Counter[str] = Counter()
    for seed in range(WORLDS):
        met += agree_on(seed)
    assert min(met.values()) >= 10 and len(met) == 13, met
    assert met["at once"] * 3 > WORLDS * PEOPLE, met


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_the_same_of_many_worlds(block: int) -> None:
    """A thousand worlds."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        agree_on(seed)
