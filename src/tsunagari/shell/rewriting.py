"""Writing a file so that nobody ever sees half of it.

Law: what was there stays until the new text is whole on the disk; a failure leaves it untouched and takes the
unfinished copy away. The file keeps its mode.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tsunagari.errors import UsageError
from tsunagari.shell.folders import reason_of, shown


def replace_text(path: Path, text: str) -> None:
    """Put `text`, as UTF-8, in the place of the file; UsageError where the disk refuses."""
    with whole_or_not(path) as stream:
        stream.write(text.encode("utf-8"))


@contextlib.contextmanager
def whole_or_not(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes become the file when the block ends well, and nothing otherwise.

    What is no regular file (a pipe, a terminal) is written to directly. Raises UsageError where the disk refuses.
    """
    target = Path(os.path.realpath(path))  # through a link, the file itself is replaced
    stream: IO[bytes]
    try:
        if target.exists() and not target.is_file():
            stream, temporary, mode = open(target, "wb"), None, 0  # noqa: SIM115 — the with is below
        else:
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
            handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
            stream = open(handle, "wb")  # noqa: SIM115 — the with is below
    except (OSError, ValueError) as problem:
        raise _refused(path, problem) from None
    try:
        with stream:
            yield stream
            stream.flush()
            if temporary is not None:
                os.fsync(stream.fileno())
        if temporary is not None:
            os.chmod(temporary, mode)
            os.replace(temporary, target)
    except BaseException as problem:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        if isinstance(problem, OSError):
            raise _refused(path, problem) from None
        raise


def _refused(path: Path, problem: Exception) -> UsageError:
    return UsageError("unwritable", path=shown(path), reason=reason_of(problem))


def _umask() -> int:
    """The mode bits that new files of this process do without."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
