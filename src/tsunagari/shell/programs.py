"""A path to a program: a folder is compiled, a file that `tsunagari build` made is opened.

Law: the same answers either way. The compiler is loaded only for a folder: whoever opens a built file does not wait for
a parser.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tsunagari.artifact.frame import MARK, is_artifact
from tsunagari.artifact.read import from_bytes
from tsunagari.errors import UsageError
from tsunagari.pipeline.program import Program
from tsunagari.shell.folders import opened_file, reason_of, shown


def load(path: str | os.PathLike[str]) -> Program:
    """The program of the ruleset in a folder, with what it uses, or of a built file.

    Raises RulesetError with every finding if one of them is an error, UsageError where there is no such folder or file
    or the file is not what `tsunagari build` of this edition made.
    """
    raw = built_bytes(path)
    if raw is not None:
        return from_bytes(raw)
    from tsunagari.shell.loading import load as compiled  # here, so that a built file is opened without a compiler

    return compiled(path)


def built_bytes(path: str | os.PathLike[str]) -> bytes | None:
    """The bytes of a built file; None for what is no regular file.

    Raises UsageError `artifact-foreign` for any other file, `artifact-unreadable` where the system refuses.
    """
    if not _is_file(path):
        return None
    try:
        with opened_file(Path(path)) as stream:
            start = stream.read(len(MARK))
            if not is_artifact(start):
                raise UsageError("artifact-foreign", path=shown(path))
            return start + stream.read()
    except (OSError, MemoryError) as problem:
        raise UsageError("artifact-unreadable", path=shown(path), reason=reason_of(problem)) from None


def _is_file(path: object) -> bool:
    """Whether a path, if it is one, is that of a regular file."""
    try:
        return isinstance(path, str | os.PathLike) and stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False
