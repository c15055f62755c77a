"""A batch answers each row as `Program.route` answers it alone, whatever stands around it."""

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from batch.arrow_facts import batch_of, expected, rows_of
from engine.worlds import worlds
from tsunagari import batch_router, route_batch
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
