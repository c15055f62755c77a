"""The folder of a ruleset: every `*.tsu` file under it, read once.

Law: what cannot be read is a diagnostic on that file and the rest goes on; no link leads out of the root
(the folder that holds the rulesets), and none to a folder out of the ruleset's own; files come in the
order of their paths. Names that begin with a dot are left alone: editors and file systems put their own files there.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tsunagari.artifact.frame import MARK, is_artifact
from tsunagari.diagnostics import Diagnostic, whole_file
from tsunagari.errors import UsageError
from tsunagari.shell.encodings import decoded, likely_encoding
from tsunagari.source import Source
from tsunagari.syntax.limits import FILE_BYTES, RULESET_BYTES

SUFFIX = ".tsu"


@dataclass(frozen=True, slots=True)
class Contents:
    """The sources of one folder, what could not be read, and how many bytes were."""

    sources: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...]
    size: int


def ruleset_folder(path: str | os.PathLike[str]) -> Path:
    """The real path of a folder that a caller names; UsageError where there is none."""
    try:
        text = os.fspath(path)
        folder = Path(os.path.realpath(text, strict=True)) if isinstance(text, str) and text else None
    except TypeError:
        folder = None
    except (OSError, ValueError):
        raise UsageError("no-folder", path=shown(path)) from None
    if folder is None:
        raise UsageError("not-a-path")
    if not folder.is_dir():
        raise UsageError("artifact-needs-sources" if _is_built(folder) else "not-a-folder", path=shown(path))
    return folder


def _is_built(file: Path) -> bool:
    try:
        with opened_file(file) as stream:
            return is_artifact(stream.read(len(MARK)))
    except OSError:
        return False


def shown(path: object) -> str:
    """A path as it can be printed, also where its bytes are no text."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def read_folder(folder: Path, root: Path, shown_from: Path, room: int = RULESET_BYTES) -> Contents:
    """Every source under `folder`, named by its path from `shown_from`; at most `room` bytes in all."""
    sources: list[Source] = []
    problems: list[Diagnostic] = []
    size = 0
    for path, reason in sorted(_files(folder, folder, frozenset()), key=lambda found: found[0].parts):
        name = shown(os.path.relpath(path, shown_from).replace(os.sep, "/"))
        found = _read(path, root, name) if reason is None else _unreadable(name, reason)
        size += len(found) if isinstance(found, bytes) else 0
        if size > room:
            problems.append(whole_file("ruleset-too-large", name))
            break
        source = _source(name, found)
        if isinstance(source, Source):
            sources.append(source)
        else:
            problems.append(source)
    return Contents(tuple(sources), tuple(problems), size)


def read_one(file: Path) -> Contents:
    """One file on its own, named by its last part."""
    name = shown(file.name)
    source = _source(name, _read(file, file.parent, name))
    return Contents((source,), (), 0) if isinstance(source, Source) else Contents((), (source,), 0)


def _source(name: str, found: bytes | Diagnostic) -> Source | Diagnostic:
    if isinstance(found, Diagnostic):
        return found
    text = decoded(found)
    return whole_file("not-utf8", name, encoding=likely_encoding(found)) if text is None else Source(name, text)


def _files(folder: Path, top: Path, above: frozenset[Path]) -> Iterator[tuple[Path, Exception | None]]:
    """Paths with the suffix under a folder, and folders that cannot be listed with the reason."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        yield folder, problem
        return
    above = above | {_real(folder)}
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or (entry.is_symlink() and within(_real(path), top)):
            continue  # a link to what lies under the folder anyway brings nothing new
        folder_within = _is_folder(path) and within(_real(path), top)
        if folder_within and _real(path) not in above:
            yield from _files(path, top, above)
        elif not folder_within and (_is_folder(path) or entry.name.casefold().endswith(SUFFIX)):
            yield path, None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _read(path: Path, root: Path, name: str) -> bytes | Diagnostic:
    try:
        if not within(_real(path), root):
            return whole_file("link-outside", name)
        with opened_file(path) as stream:
            raw = stream.read(FILE_BYTES + 1)
    except IsADirectoryError as problem:
        return whole_file("link-outside", name) if path.is_symlink() else _unreadable(name, problem)
    except (OSError, ValueError) as problem:
        return _unreadable(name, problem)
    return whole_file("file-too-large", name) if len(raw) > FILE_BYTES else raw


def _unreadable(name: str, problem: Exception) -> Diagnostic:
    return whole_file("unreadable-file", name, reason=reason_of(problem))


def opened_file(path: Path) -> IO[bytes]:
    """A regular file, open for reading; OSError where it is none, without waiting for what is not there."""
    stream = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 — whoever asks closes it
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError(errno.EINVAL, "not a regular file")
    return stream


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for a writer, should the file be a named pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def reason_of(problem: Exception) -> str:
    """The system's words for a failure, without the path."""
    return (isinstance(problem, OSError) and problem.strerror) or "unusable path"


def within(path: Path, root: Path) -> bool:
    """Whether a real path is the root or lies under it."""
    return path == root or root in path.parents
