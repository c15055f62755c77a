"""`tsunagari route --input`: one consultation a line in, one decision a line out.

Law: a bad line gives `{"line": n, "error": {"code": …}}` in its place and the rest goes on; no line's text is ever
repeated. The exit code is 1 if a line was bad.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO

from tsunagari.cli import speech
from tsunagari.errors import FactsError, UsageError
from tsunagari.pipeline.program import Program
from tsunagari.shell.lines import lines_of, opened, same_file, size_of
from tsunagari.shell.rewriting import whole_or_not
from tsunagari.wire.decisions import decision_to_json
from tsunagari.wire.facts import facts_from_json
from tsunagari.wire.findings import error_to_dict
from tsunagari.wire.json_text import SIZE_LIMIT, write_json


def route_lines(program: Program, source: str, target: str | None) -> int:
    """Route every line of a file; returns the exit code."""
    if target is not None and same_file(source, target):
        raise UsageError("same-file", path=target)
    gc.freeze()  # the program stays; from here on there is a stream to keep memory flat for
    gc.enable()
    bad = total = 0
    with opened(source) as incoming, _outgoing(target) as outgoing, _progress(size_of(incoming)) as advance:
        for number, raw in lines_of(incoming, source, SIZE_LIMIT):
            answer, fine = _answer(program, number, raw)
            outgoing.write(answer.encode("utf-8") + b"\n")
            advance(len(raw or b"") + 1)
            total, bad = total + 1, bad + (not fine)
    if bad:
        speech.problem(
            speech.either(
                f"{total}行のうち{bad}行は読めませんでした。出力の error の行を見てください。",
                f"{bad} of {total} lines could not be used; see the lines with `error` in the output.",
            )
        )
    return 1 if bad else 0


def _answer(program: Program, number: int, raw: bytes | None) -> tuple[str, bool]:
    try:
        if raw is None:
            raise FactsError("too-large")
        return decision_to_json(program.route(facts_from_json(raw))), True
    except FactsError as refused:
        return write_json({"line": number, "error": error_to_dict(refused)}), False


def _outgoing(target: str | None) -> AbstractContextManager[IO[bytes]]:
    if target is not None:
        return whole_or_not(Path(target))
    if sys.stdout is None:
        raise BrokenPipeError
    return nullcontext(sys.stdout.buffer)


@contextmanager
def _progress(size: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, over the bytes read; nothing elsewhere."""
    if size is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    # only here: everywhere else rich would cost time and change nothing
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=size)
        yield lambda done: bar.advance(task, done)
