"""Processes that do numbered pieces of work, each after having been made ready once.

Law: a piece that ended is told once, in any order; what a worker refuses ends the work with the same refusal here, and
no worker outlives the process that started it by more than the piece it is at.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeAlias

from tsunagari.errors import FactsError, RulesetError, UsageError

Work: TypeAlias = Callable[[int], int]
"""Does a piece; what is told about it."""
Ready: TypeAlias = Callable[..., Work]
"""Makes a worker ready; it and its arguments are sent to the process."""


def done_by(jobs: int, ready: Ready, arguments: tuple[Any, ...], pieces: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each piece with what was told about it, as they end; `jobs` processes, or this one if it is one.

    Raises UsageError as the work does, and worker-lost where a process ended by itself.
    """
    left = list(pieces)[::-1]
    if jobs == 1 or len(left) < 2:
        work = ready(*arguments)
        while left:
            piece = left.pop()
            yield piece, work(piece)
        return
    context = multiprocessing.get_context("spawn")
    running: dict[Connection, Any] = {}
    try:
        for _ in range(min(jobs, len(left))):
            mine, its = context.Pipe()
            process = context.Process(target=_serve, args=(its, ready, arguments), daemon=True)
            with _lost():
                process.start()
                running[mine] = process
                its.close()
                mine.send(left.pop())
        yield from _told(running, left)
    finally:
        for connection, process in running.items():
            process.terminate()
            process.join()
            connection.close()


@contextmanager
def _lost() -> Iterator[None]:
    """A process that is gone before it could be told anything."""
    try:
        yield
    except OSError:
        refused = UsageError("worker-lost")
    else:
        return
    raise refused


def _told(running: dict[Connection, Any], left: list[int]) -> Iterator[tuple[int, int]]:
    """Hand out what is left, and tell what comes back."""
    busy = len(running)
    while busy:
        for connection in wait(list(running)):
            assert isinstance(connection, Connection)  # only such were given
            try:
                piece, found, refusal = connection.recv()
            except (EOFError, OSError):
                refusal = ("worker-lost", {})
            if refusal is not None:
                code, fields = refusal
                raise UsageError(code, **fields)
            if left:
                with _lost():
                    connection.send(left.pop())
            else:
                running.pop(connection).join(0)
                connection.close()
                busy -= 1
            yield piece, found


def _serve(connection: Connection, ready: Ready, arguments: tuple[Any, ...]) -> None:
    """Piece after piece, until the other end is closed or gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    with suppress(EOFError, OSError):
        try:
            work = ready(*arguments)
            while True:
                piece = connection.recv()
                connection.send((piece, work(piece), None))
        except UsageError as refused:
            connection.send((0, 0, (refused.code, refused.fields)))
        except (FactsError, RulesetError) as refused:  # what was well when the work began
            connection.send((0, 0, ("batch-rules-changed", {})))
            del refused
