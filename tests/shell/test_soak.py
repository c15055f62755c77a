"""Swapping and deciding go on for long without harm: short runs of `benchmarks/soak.py`, and that they have teeth."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from soak import SOMEBODY, Memory, soak_decisions, soak_swaps, text_of  # noqa: E402 — beside the package

from tsunagari import Live, Program, load  # noqa: E402
from tsunagari.shell.apart import Compiled  # noqa: E402


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A small ruleset."""
    folder = tmp_path_factory.mktemp("soak") / "rules"
    folder.mkdir()
    (folder / "rules.tsu").write_text(text_of(0), encoding="utf-8")
    return load(folder)


def test_four_threads_route_while_rulesets_are_swapped() -> None:
    """Each decision is one program's, each program was put in place, and a third of the rulesets never was."""
    outcome = soak_swaps(60, 4, 120, apart_every=30)
    assert not outcome.faults and (outcome.swapped, outcome.refused) == (40, 20) and outcome.done > 400


@pytest.mark.nightly
def test_a_thousand_swaps() -> None:
    """The same for longer, in flat memory."""
    outcome = soak_swaps(1000, 4, 1800)
    assert not outcome.faults and (outcome.swapped, outcome.refused) == (667, 333)
    assert outcome.memory.verdict()[0], outcome.memory.verdict()[1]


def test_decisions_leave_nothing_behind(program: Program) -> None:
    """Two threads, thousands of decisions, no growth."""
    outcome = soak_decisions(program, [SOMEBODY], 20_000, 2, 60)
    assert outcome.done == 20_000 and not outcome.faults
    assert outcome.memory.verdict()[0], outcome.memory.verdict()[1]


def test_a_run_ends_when_its_time_is_over(program: Program) -> None:
    """What was not done is not claimed."""
    outcome = soak_decisions(program, [SOMEBODY], 10**9, 2, 0.3)
    assert 0 < outcome.done < 10**9 and outcome.seconds < 30


def test_memory_that_grows_is_seen() -> None:
    """A kilobyte a decision fails, a process that only breathes does not."""
    growing, breathing = Memory(), Memory()
    for number in range(100):
        for memory, held in ((growing, 100 + number), (breathing, 100 + number % 3)):
            memory.done.append(number * 1000)
            memory.megabytes.append(held)
    assert not growing.verdict()[0] and breathing.verdict()[0]


@pytest.mark.parametrize(("bytes_each", "decisions"), [(300, 3_000), (300, 300_000), (50, 200_000)])
def test_a_small_leak_is_seen(bytes_each: int, decisions: int) -> None:
    """A few hundred bytes a decision fail in a short run, fifty in a long one, warming up fails in neither."""
    leaking, warming = Memory(), Memory()
    for number in range(100):
        for memory, held in ((leaking, bytes_each * number * decisions / 1e8), (warming, min(number, 30))):
            memory.done.append(number * decisions // 100)
            memory.megabytes.append(60 + held)
    assert not leaking.verdict()[0] and warming.verdict()[0]


def test_a_swap_in_two_steps_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The soak has teeth: rulesets put in place although they are bad, or torn apart, are faults."""

    def careless(self: Live, compiled: Compiled) -> object:
        kept = compiled if compiled.program is not None else Compiled(careless.last)  # type: ignore[attr-defined]
        careless.last = kept.program  # type: ignore[attr-defined]
        return whole(self, kept)

    whole = Live.take
    careless.last = None  # type: ignore[attr-defined]
    monkeypatch.setattr(Live, "take", careless)
    assert any("was put in place" in one for one in soak_swaps(6, 2, 60, apart_every=1000).faults)
    monkeypatch.setattr(Live, "take", whole)

    def torn(self: Live, consultation: object) -> object:
        before = self.program
        decision = self.program.route(consultation)  # type: ignore[arg-type]
        object.__setattr__(decision, "_parts", {**decision._parts, "digest": before.digest[:-1]})
        return decision

    monkeypatch.setattr(Live, "route", torn)
    assert any("not its own" in one for one in soak_swaps(4, 2, 60, apart_every=1000).faults)
