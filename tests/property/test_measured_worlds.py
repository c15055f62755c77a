"""What is measured is right: index and reference agree on the worlds of the benchmarks."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from tsunagari.engine import reference as plain_reading
from tsunagari.engine.admission import admit
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.reference import Reference
from tsunagari.wire.facts import facts_from_json

ROOT = Path(__file__).parents[2]


def benchmark_world(clauses: int, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The world of so many clauses that the benchmarks measure."""
    spec = spec_from_file_location("benchmark_worlds", ROOT / "benchmarks" / "worlds.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module.world(clauses)


def agree_on_benchmark(clauses: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two agree on every consultation of a benchmark world, questions left out: those ask the same again."""
    made = benchmark_world(clauses, monkeypatch)
    ruleset = made.ruleset()
    reference, matcher = Reference(ruleset), Matcher(ruleset)
    monkeypatch.setattr(plain_reading, "asked", lambda *_: ())
    for facts in made.consultations(count):
        knowledge = admit(ruleset, facts_from_json(facts))
        plain, fast = reference.decide_known(knowledge), matcher.decide_known(knowledge)
        for part in ("referrals", "maybe_count", "by_default", "gap", "plan", "unaddressed"):
            assert getattr(fast, part) == getattr(plain, part), (part, facts)


def test_index_and_reference_agree_on_a_small_benchmark_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured is right: a hundred clauses."""
    agree_on_benchmark(100, 60, monkeypatch)


@pytest.mark.nightly
@pytest.mark.parametrize("clauses", [100, 1000, 10000])
def test_index_and_reference_agree_on_the_benchmark_worlds(clauses: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand consultations of each size that is measured."""
    agree_on_benchmark(clauses, 2000, monkeypatch)
