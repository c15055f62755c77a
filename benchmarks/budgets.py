"""Every budget of design §7 in one table: met, missed, or which command measures it.

    python benchmarks/budgets.py            from RESULTS.json what the peers decide, and measured now: import, first
                                            answer, parsing, compiling, the coverage proof
    python benchmarks/budgets.py --long     also loading a built artifact of 100,000 clauses (its world takes minutes)
    python benchmarks/budgets.py --given    only what RESULTS.json has

Every measurement runs in fresh processes, one after the other. Exit code 1 where a budget is missed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from contest.budgets import Budget, of_peers, table
from contest.figures import Figures

HERE = Path(__file__).resolve().parent
RULES = HERE.parent / "rules" / "yamagata"
ROUNDS = 9
OWN = "`python benchmarks/budgets.py`"
COLD_RULES = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--long", action="store_true", help="also what takes minutes")
    options.add_argument("--given", action="store_true", help="only what RESULTS.json has")
    options.add_argument("--results", type=Path, default=HERE / "RESULTS.json")
    options.add_argument("--child", choices=sorted(CHILDREN), help=argparse.SUPPRESS)
    told = options.parse_args(arguments)
    if told.child:
        print(json.dumps(CHILDREN[told.child]()))
        return 0
    budgets = list(of_peers(Figures.read(told.results)))
    if not told.given:
        budgets += measured(long=told.long)
    budgets += elsewhere(long=told.long and not told.given)
    print("\n".join(table(budgets)))
    return 1 if any("missed" in one.verdict for one in budgets) else 0


def measured(*, long: bool) -> Iterator[Budget]:
    """What is measured here and now."""
    bare, loaded = [], []
    for _ in range(ROUNDS):
        bare.append(run("-c", "pass")[0])
        loaded.append(run("-c", "import tsunagari")[0])
    took = (statistics.median(loaded) - statistics.median(bare)) * 1000
    yield Budget("`import tsunagari` over bare Python", 60, took, False, " ms", OWN)
    told = ("--age", "16", "--issue", "不登校", "--lives", "山形市", "--at", "2026-05-01T15:00")
    answers = [run("-m", "tsunagari", "route", str(RULES), *told)[0] for _ in range(ROUNDS)]
    yield Budget(
        "first answer from the command line, by the wall clock", 0.5, statistics.median(answers), False, " s", OWN
    )
    runs = [child("cold") for _ in range(3)]
    for what, limit, key in (("parse", 3_000, "parse"), ("everything to the index", 1_500, "whole")):
        rate = statistics.median(COLD_RULES / one[key] for one in runs)
        yield Budget(f"{what}, rules of about 11 lines", limit, rate, True, " rules/s", OWN)
    proof = child("proof")
    yield Budget("coverage proof, 10,000 municipal-shaped rules", 5, proof["seconds"], False, " s", OWN)
    yield Budget("memory of that process, ruleset and all", 500, proof["peak_mb"], False, " MB", OWN)
    if long:
        found = child("artifact")
        yield Budget("loading a built artifact of 100,000 clauses", 0.5, found["seconds"], False, " s", OWN)


def elsewhere(*, long: bool) -> Iterator[Budget]:
    """What other commands measure."""
    batch = "`python benchmarks/batch.py`"
    yield Budget("batch, one core, 1,000 clauses", 700_000, None, True, " a second", batch)
    yield Budget("batch, one core, 10,000 clauses", 150_000, None, True, " a second", batch)
    yield Budget("one edited file of 10,000 rules", 0.3, None, False, " s", "`python benchmarks/compile.py`")
    if not long:
        what = "loading a built artifact of 100,000 clauses"
        yield Budget(what, 0.5, None, False, " s", "`python benchmarks/budgets.py --long`")


def run(*command: str) -> tuple[float, str]:
    """Seconds and output of a fresh interpreter; an error where it fails."""
    path = os.pathsep.join(filter(None, sys.path))
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return seconds, done.stdout


def child(name: str) -> dict[str, float]:
    """What a measurement in a fresh process gave."""
    found: dict[str, float] = json.loads(run(str(Path(__file__).resolve()), "--child", name)[1])
    return found


def cold() -> dict[str, float]:
    """Processor seconds of parsing, and of everything from text to index."""
    from parse import source

    from tsunagari.model.from_syntax import Folder, resolve
    from tsunagari.pipeline.program import Program
    from tsunagari.syntax.parser import lark, parse

    lark()
    text = source(COLD_RULES)
    gc.disable()
    start = time.process_time()
    file, _ = parse(text)
    parsed = time.process_time()
    ruleset, found = resolve([Folder("speed", (file,))])
    if ruleset is None:
        raise SystemExit(str(found))
    Program(ruleset)
    return {"parse": parsed - start, "whole": time.process_time() - start}


def proof() -> dict[str, float]:
    """Seconds of proving the coverage, the ruleset being there; the peak of the whole process."""
    from proofs import FIRST, LAST, covered_world, ruleset_of

    from tsunagari.analysis.assertions import decide
    from tsunagari.calendar.holidays import japanese_holidays
    from tsunagari.pipeline.proving import answering

    ruleset = ruleset_of(covered_world(10_000, backed=False))
    assertion = ruleset.assertions[0]  # the promise that everybody is covered
    start = time.perf_counter()
    verdict = decide(ruleset, assertion, answering, japanese_holidays(), FIRST, LAST)
    seconds = time.perf_counter() - start
    if verdict.outcome != "proved":
        raise SystemExit(f"the covered world was not proved: {verdict.outcome}")
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def artifact() -> dict[str, float]:
    """The median of loading a built world of 100,000 clauses, the file being in the system's cache."""
    from worlds import world

    from tsunagari.artifact.read import from_bytes
    from tsunagari.artifact.write import to_bytes
    from tsunagari.pipeline.program import Program

    raw = to_bytes(Program(world(100_000).ruleset()))
    times = []
    for _ in range(5):
        gc.collect()
        start = time.perf_counter()
        from_bytes(raw)
        times.append(time.perf_counter() - start)
    return {"seconds": statistics.median(times), "megabytes": len(raw) / 1e6}


CHILDREN: dict[str, Callable[[], dict[str, float]]] = {"cold": cold, "proof": proof, "artifact": artifact}


if __name__ == "__main__":
    sys.exit(main())
