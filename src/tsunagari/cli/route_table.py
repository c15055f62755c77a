"""`tsunagari route --input FILE.parquet`: a table of consultations in, a table of answers out.

Law: as for lines, a bad row has its code in its place and the rest goes on; the exit code is 1 if a row was bad. What
was asked for is read here, what is done with it stands in `shell.batch_runs`.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

from tsunagari.cli import speech
from tsunagari.cli.progress import watched
from tsunagari.errors import UsageError
from tsunagari.pipeline.program import Program
from tsunagari.shell.batch_runs import Run, route_parquet


def route_table(
    program: Program, rules: str, source: str, target: str | None, jobs: str | None, first: str | None, name: str | None
) -> int:
    """Route every row of a Parquet file; returns the exit code."""
    if target is None:
        raise UsageError("parquet-needs-output")
    run = Run(
        rules=rules,
        status=program.status,
        source=Path(source),
        target=Path(target),
        first=_number(first, "--first", 5),
        identifier="id" if name is None else name,
        jobs=_number(jobs, "--jobs", _cores()),
    )
    gc.freeze()  # the program stays; from here on there is a stream to keep memory flat for
    gc.enable()
    with watched() as watch:
        outcome = route_parquet(program, run, watch)
    if outcome.earlier:
        speech.problem(
            speech.either(
                f"前の実行で済んでいた{outcome.earlier}行は、そのまま使いました。",
                f"{outcome.earlier} rows were there from an earlier run.",
            )
        )
    if outcome.refused:
        speech.problem(
            speech.either(
                f"{outcome.rows}行のうち{outcome.refused}行は使えませんでした。出力の error の列を見てください。",
                f"{outcome.refused} of {outcome.rows} rows could not be used; see the column `error` in the output.",
            )
        )
    return 1 if outcome.refused else 0


def _number(text: str | None, option: str, usual: int) -> int:
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) == int(text)):
        raise UsageError("bad-option", option=option, example=f"{option} 4")
    return int(text)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
