"""A million random consultations of the benchmark worlds: a batch answers each as it is answered alone."""

from __future__ import annotations

from itertools import islice

import pytest

from batching.arrow_facts import batch_of, quickly_expected, rows_of
from batching.told_exactly import exactly
from property.test_measured_worlds import benchmark_world
from tsunagari import Program, batch_router

SIZES = (100, 1_000, 10_000)


def agree_on(clauses: int, seed: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine in ten consultations tell everything exactly, one leaves something open, in one batch."""
    made = benchmark_world(clauses, monkeypatch)
    program = Program(made.ruleset())
    openly = list(islice(made.consultations(seed * count), (seed - 1) * count // 10, seed * count // 10))
    facts = [*exactly(seed, made.issues, count - len(openly)), *openly]
    rows = rows_of(batch_router(program).route(batch_of(facts, seed)))
    for one, row, alone in zip(facts, rows, quickly_expected(program, facts, 5), strict=True):
        assert row == alone, one


@pytest.mark.parametrize("clauses", SIZES[:2])
def test_some_consultations_of_the_benchmark_worlds(clauses: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six hundred of each size."""
    agree_on(clauses, 1, 600, monkeypatch)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_a_million_consultations_of_the_benchmark_worlds(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty thousand in each of twenty blocks, over three sizes."""
    agree_on(SIZES[block % 3], block + 1, 50_000, monkeypatch)
