"""Lines of a file of consultations, one at a time.

Law: memory does not grow with the file; a line that is too long is passed over to its end and told as such; what
cannot be opened or read is a UsageError.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tsunagari.errors import UsageError
from tsunagari.shell.folders import reason_of, shown


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """The file to read from, as bytes; `-` is standard input."""
    if path == "-":
        if sys.stdin is None:
            raise UsageError("unreadable", path=path, reason="closed")
        yield sys.stdin.buffer
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115 — the with is below: what fails inside it is not ours
    except (OSError, ValueError) as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None
    with stream:
        yield stream


def lines_of(stream: IO[bytes], path: str, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line's number (from 1) and bytes without the line end, or None where it is longer than `limit`."""
    number = 0
    while raw := _line(stream, path, limit + 2):
        number += 1
        whole = raw
        while not whole.endswith(b"\n") and len(whole) == limit + 2:
            whole = _line(stream, path, limit + 2)
        text = raw.rstrip(b"\r\n")
        yield number, text if len(text) <= limit else None


def _line(stream: IO[bytes], path: str, most: int) -> bytes:
    try:
        return stream.readline(most)
    except OSError as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None


def size_of(stream: IO[bytes]) -> int | None:
    """How many bytes there are to read, or None where nobody can say."""
    try:
        return os.fstat(stream.fileno()).st_size or None
    except (OSError, ValueError):
        return None


def same_file(one: str, other: str) -> bool:
    """Whether two paths mean one existing file."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False
