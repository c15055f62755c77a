"""Batches through Arrow: consultations a second on one core, top five each, and whether they are answered as alone.

Run `python benchmarks/batch.py [CLAUSES…] [--rows N] [--check N] [--rounds N] [--world] [--profile]` from the root;
1000 and 10000 clauses unless told. Everything is measured from a record batch of facts to a record batch of answers;
the best and the median of the rounds are printed, and what making the router and meeting everything first cost.

- The consultations tell every fact exactly, as design §7 has it; `--world` takes those of the benchmark worlds instead,
  of which most leave something open, so that most rows go one by one.
- `--check N`: so many rows are also routed one by one from their JSON, and every column must be equal.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from worlds import world

from tsunagari import batch_router
from tsunagari.pipeline.program import Program

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from batching.arrow_facts import batch_of, quickly_expected, rows_of
from batching.told_exactly import exactly


def as_columns(facts: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    """Plain columns as a database gives them: texts as texts, instants as timestamps, a struct of attributes."""
    batch = batch_of(facts)
    columns = {name: batch.column(name) for name in batch.schema.names}
    for name, column in columns.items():
        if pa.types.is_dictionary(column.type):
            columns[name] = column.cast(column.type.value_type)
    instants = [one.get("at") and datetime.fromisoformat(one["at"]) for one in facts]
    columns["at"] = pa.array(instants, pa.timestamp("us", "UTC"))
    columns["attributes"] = pa.array([one.get("attributes") or {"school": None} for one in facts])
    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))


def measured(size: int, options: argparse.Namespace) -> None:
    """One line of the table, after the check."""
    made = world(size)
    program = Program(made.ruleset())
    facts = list(made.consultations(options.rows)) if options.world else exactly(made.seed, made.issues, options.rows)
    distinct = len({repr(one) for one in facts}) / len(facts)
    batch = as_columns(facts)
    start = time.perf_counter()
    router = batch_router(program, 5)
    ready = time.perf_counter() - start
    start = time.perf_counter()
    router.route(batch)
    warm = time.perf_counter() - start
    times = []
    for _ in range(options.rounds):
        start = time.process_time()
        answers = router.route(batch)
        times.append(time.process_time() - start)
    best, median = (len(facts) / one for one in (min(times), statistics.median(times)))
    left = router.left_over(batch) / len(facts)
    print(
        f"{size:>8}{len(facts):>9}{distinct:>9.1%}{best:>12,.0f}{median:>12,.0f}{left:>10.2%}{ready:>9.2f}{warm:>9.2f}",
        flush=True,
    )
    if options.check:
        checked(program, facts[: options.check], rows_of(answers.slice(0, options.check)))
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(router.route, batch)
        pstats.Stats(profile).sort_stats("tottime").print_stats(22)


def checked(program: Program, facts: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> None:
    """Exit with 1 where a row is not as it is alone."""
    start = time.perf_counter()
    wrong = sum(one != two for one, two in zip(rows, quickly_expected(program, facts, 5), strict=True))
    each = (time.perf_counter() - start) / len(facts) * 1e6
    print(f"{'':>8}{len(facts):>9} one by one from JSON ({each:,.0f} µs each): {wrong} differ", flush=True)
    if wrong:
        sys.exit(1)


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clauses", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--check", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--world", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pa.set_cpu_count(1)
    heads = {"clauses": 8, "rows": 9, "distinct": 9, "best/s": 12, "median/s": 12, "left over": 10, "ready s": 9}
    print("".join(f"{head:>{width}}" for head, width in heads.items()) + f"{'first s':>9}")
    for size in options.clauses:
        measured(size, options)


if __name__ == "__main__":
    main()
