"""How long proofs take: coverage, every loss of an organization, dead rules, gaps, and a partition made to resist.

    python benchmarks/proofs.py [CLAUSES ...] [--runs N] [--memory]

Medians of the runs are printed. The covered worlds have, in every municipality that they reach, a desk for each of
eight fields and two groups of ages; one has a desk of the prefecture for everybody besides, so that any one
organization may be lost. The resisting one is a random formula of three conditions a rule, at the density where such
formulas are hardest: it must end undecided.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from tsunagari.analysis.assertions import decide
from tsunagari.analysis.dead import dead
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.model.places import gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.proving import answering
from tsunagari.shell.loading import load

T = TypeVar("T")
FIELDS = 8
FIRST, LAST = date(2026, 4, 1), date(2028, 3, 31)


def covered_world(clauses: int, *, backed: bool) -> str:
    """About so many rules that leave nobody alone in the municipalities that they reach.

    `backed`: each prefecture has a desk for everybody besides, and the loss of any organization is asserted.
    """
    leaves = gazetteer().leaves
    reached = [leaves[n * len(leaves) // max(1, clauses // 18)] for n in range(clauses // 18)]
    prefectures = sorted({place.prefecture for place in reached})
    lines = ['ruleset "covered"', ""]
    lines += [f"issue field{n}-{m}" for n in range(FIELDS) for m in range(4)]
    for n in range(FIELDS):
        lines.append(f"issue field{n}\n  includes " + ", ".join(f"field{n}-{m}" for m in range(4)))
    lines += [f"organization prefecture-{code}" for code in prefectures]
    lines.append("area reached\n  includes " + ", ".join(place.code for place in reached))
    for code in prefectures if backed else ():
        own = ", ".join(place.code for place in reached if place.prefecture == code)
        lines.append(f"resource everybody-{code}\n  by prefecture-{code}\n  serves {own}\n  open around-the-clock")
        lines.append(f"rule everybody-{code}\n  route everybody-{code}")
    for place in reached:
        lines.append(f"organization town-{place.code}")
        for field in range(FIELDS):
            for number, ages in enumerate(("under 18", "18 or over")):
                name = f"desk-{place.code}-{field}-{number}"
                lines.append(f"resource {name}\n  by town-{place.code}\n  serves {place.code}\n  open around-the-clock")
                lines.append(f"rule {name}\n  when issue field{field}\n  when age {ages}\n  route {name}")
    alone = "  when lives reached\n  when language 日本語"
    lines.append(f"assert covered{' survives loss of each organization' if backed else ''}\n{alone}")
    return "\n".join(lines) + "\n"


def resisting_world(attributes: int, seed: int = 1) -> str:
    """Random rules of three conditions each, 4.26 an attribute (Crawford and Auton 1996)."""
    chance = random.Random(seed)
    lines = ['ruleset "resisting"', "", "issue any", "resource desk\n  speaks any"]
    lines += [f"attribute a{n}\n  one of left, right" for n in range(attributes)]
    for number in range(int(attributes * 4.26)):
        conditions = "".join(
            f"  when a{n} {chance.choice(('left', 'right'))}\n" for n in chance.sample(range(attributes), 3)
        )
        lines.append(f"rule r{number}\n{conditions}  route desk")
    return "\n".join([*lines, "assert covered"]) + "\n"


def ruleset_of(text: str) -> Ruleset:
    """The resolved ruleset of a text."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "world.tsu").write_text(text, encoding="utf-8")
        return load(folder).ruleset


def measured(question: Callable[[], T], runs: int, *, memory: bool) -> tuple[T, str]:
    """What was answered, and the median of the seconds with, if wanted, the memory at its peak in a run more."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = question()
        seconds.append(time.perf_counter() - start)
    cost = f"{statistics.median(seconds):7.2f} s"
    if memory:
        tracemalloc.start()
        question()
        cost += f"  peak {tracemalloc.get_traced_memory()[1] / 1e6:4.0f} MB"
        tracemalloc.stop()
    return answer, cost


def report(name: str, ruleset: Ruleset, asked: str, answer: str, cost: str) -> None:
    """One line."""
    print(f"{name:18} {len(ruleset.rules):6} rules  {asked:50} {answer:42} {cost}", flush=True)


def promises(name: str, ruleset: Ruleset, runs: int, *, memory: bool) -> None:
    """What became of each assertion."""
    for assertion in ruleset.assertions:
        question = partial(decide, ruleset, assertion, answering, japanese_holidays(), FIRST, LAST)
        verdict, cost = measured(question, runs, memory=memory)
        answer = f"{verdict.outcome:9} {verdict.proofs:5} proofs {verdict.nodes:8} nodes"
        report(name, ruleset, assertion.title, answer, cost)


def findings(name: str, ruleset: Ruleset, runs: int, *, memory: bool) -> None:
    """What can never apply, and who falls through."""
    found, cost = measured(partial(dead, ruleset, japanese_holidays()), runs, memory=memory)
    answer = f"{len(found.unmet)} dead, {len(found.nowhere)} nowhere, {len(found.unreached)} unreached"
    report(name, ruleset, "dead rules", answer, cost)
    question = partial(regions_without_a_yes, ruleset, japanese_holidays(), defaults=True)
    regions, cost = measured(question, runs, memory=memory)
    report(name, ruleset, "gaps", f"{len(regions.found)} regions{'' if regions.whole else ' and more'}", cost)


def main() -> None:
    """Measure the sizes given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("clauses", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--runs", type=int, default=3, help="how often each question is asked")
    parser.add_argument("--memory", action="store_true", help="also measure the peak of memory, in a run more")
    chosen = parser.parse_args()
    for clauses in chosen.clauses:
        for name, backed in (("towns alone", False), ("with prefectures", True)):
            ruleset = ruleset_of(covered_world(clauses, backed=backed))
            promises(name, ruleset, chosen.runs, memory=chosen.memory)
            findings(name, ruleset, chosen.runs, memory=chosen.memory)
    promises("resisting", ruleset_of(resisting_world(120)), 1, memory=chosen.memory)


if __name__ == "__main__":
    main()
