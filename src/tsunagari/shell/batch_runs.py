"""A run over a Parquet file of consultations: part by part, so that a run that was killed goes on where it was.

Law: a row of the input is one row of the output, once and in its place, however often the run was killed; parts belong
to one input, ruleset, status and question, told by the manifest beside them, and to nothing else. The output stands
there when all of it does. Neither parts nor output hold a fact.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from tsunagari.batch.routing import batch_router
from tsunagari.errors import UsageError
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.watching import Watch
from tsunagari.shell.folders import reason_of, shown
from tsunagari.shell.lines import same_file
from tsunagari.shell.programs import load
from tsunagari.shell.rewriting import replace_text
from tsunagari.shell.workers import done_by

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked: the folder of the ruleset, the live status, the files, and what to list."""

    rules: str
    status: Mapping[str, str]
    source: Path
    target: Path
    first: int
    identifier: str
    jobs: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows there were, how many of them have an error, and how many were there from an earlier run."""

    rows: int
    refused: int
    earlier: int


def route_parquet(program: Program, run: Run, watch: Watch) -> Outcome:
    """Answer every row of a Parquet file in another one. Raises UsageError; see docs/batch.md."""
    router = batch_router(program, run.first, run.identifier)
    # only here: the extra may be missing, which the router has found out
    from tsunagari.shell.parquet_files import empty, fingerprint, groups_of, put_together, refused_in

    if same_file(str(run.source), str(run.target)):
        raise UsageError("same-file", path=shown(run.target))
    schema, rows = groups_of(run.source)
    router.route(empty(schema))
    seen = _seen(run.source)
    asked = {
        "version": 1,
        "input": fingerprint(run.source, partial(watch, "input")),
        "rows": rows,
        "ruleset": program.digest,
        "status": program.status_digest,
        "first": run.first,
        "identifier": run.identifier,
    }
    folder = run.target.with_name(run.target.name + ".parts")
    with _held(folder, asked):
        parts = [folder / f"{number:06}.parquet" for number in range(len(rows))]
        answers = router.schema(schema)
        whole = {number: refused_in(part, rows[number], answers) for number, part in enumerate(parts)}
        refused = {number: found for number, found in whole.items() if found is not None}
        earlier = sum(rows[number] for number in refused)
        left = [number for number in range(len(rows)) if number not in refused]
        for number, found in done_by(run.jobs, part_writer, (run, program.digest, seen), left):
            refused[number] = found
            watch("rows", len(refused), len(rows))
        put_together(parts, answers, run.target, lambda done: watch("output", done, len(parts)))
    shutil.rmtree(folder, ignore_errors=True)
    return Outcome(sum(rows), sum(refused.values()), earlier)


def part_writer(run: Run, digest: str, seen: tuple[int, int]) -> Callable[[int], int]:
    """What writes a part, ready with the ruleset; raises UsageError where that or the input is not what it was."""
    from tsunagari.shell.parquet_files import write_part

    program = load(run.rules)
    if program.digest != digest:
        raise UsageError("batch-rules-changed")
    if run.status:
        program = program.with_status(run.status)
    router = batch_router(program, run.first, run.identifier)
    folder = run.target.with_name(run.target.name + ".parts")

    def write(number: int) -> int:
        if _seen(run.source) != seen:
            raise UsageError("batch-input-changed", path=shown(run.source))
        return write_part(router, run.source, number, folder / f"{number:06}.parquet")

    return write


def _seen(path: Path) -> tuple[int, int]:
    """What tells at a glance that a file is the one that was fingerprinted."""
    try:
        found = path.stat()
    except OSError as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None
    return found.st_size, found.st_mtime_ns


@contextmanager
def _held(folder: Path, asked: Mapping[str, Any]) -> Iterator[None]:
    """The folder of the parts, for this run alone; raises UsageError where it is another's."""
    try:
        folder.mkdir(exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as problem:
        raise UsageError("unwritable", path=shown(folder), reason=reason_of(problem)) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError("batch-running", path=shown(folder)) from None
        _agreed(folder, asked)
        yield
    finally:
        os.close(handle)


def _agreed(folder: Path, asked: Mapping[str, Any]) -> None:
    """Write down what the parts belong to, or see that they belong to what is asked."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        if any(folder.iterdir()):
            raise UsageError("batch-parts-foreign", path=shown(folder))
        replace_text(manifest, json.dumps(asked, ensure_ascii=False, indent=1) + "\n")
        return
    written: Any = None
    with suppress(OSError, ValueError):
        written = json.loads(manifest.read_text(encoding="utf-8"))
    if not isinstance(written, dict):
        raise UsageError("batch-parts-foreign", path=shown(folder))
    other = [name for name in asked if written.get(name) != asked[name]]
    if other:
        raise UsageError("batch-parts-other", path=shown(folder), what=", ".join(other))
