"""A ruleset compiled by another process, handed over as the bytes of an artifact.

Law: whatever the child does (an error, a crash, a hang, rubbish on its standard output) becomes a value here, and
compiling takes nothing from the threads of this process but the reading of the bytes. What the child says is one line
of JSON and as many bytes as that line announces, with their SHA-256; anything else is refused. It gets no facts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from tsunagari.artifact.read import from_bytes
from tsunagari.diagnostics import Diagnostic
from tsunagari.errors import UsageError
from tsunagari.messages import CATALOGUE
from tsunagari.pipeline.program import Program

LIMIT: Final = 600.0
"""Seconds after which a child is taken to hang."""
_CHILD: Final = "tsunagari.shell.apart_child"
_MOST_HEAD: Final = 1 << 24


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a child gave: a program, or why there is none.

    `diagnostics` are the findings of a ruleset with errors, `failed` the names of its tests that failed; `fault` is
    what else went wrong (`no-rules`, `artifact-…`, `apart-died`, `apart-slow`, `apart-garbled`).
    """

    program: Program | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: tuple[str, ...] = ()
    fault: UsageError | None = None


def compiled_apart(
    path: str | os.PathLike[str], *, tests: bool, limit: float = LIMIT, command: Sequence[str] | None = None
) -> Compiled:
    """The program of a ruleset, compiled and (`tests`) tried by a child process that has `limit` seconds.

    `command` is what to run instead of our own child.
    """
    told = [os.fsdecode(path), "tests" if tests else "no-tests"]
    words = [sys.executable, "-m", _CHILD] if command is None else list(command)
    try:
        child = subprocess.Popen(
            [*words, *told], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_as_here()
        )
    except (OSError, ValueError):
        return Compiled(fault=UsageError("apart-died"))
    try:
        said, _ = child.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        return Compiled(fault=UsageError("apart-slow", limit=f"{limit:g}"))
    finally:
        child.kill()  # also where somebody interrupts us; a child that is gone already is let be
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    if child.returncode != 0:
        return Compiled(fault=UsageError("apart-died"))
    return understood(said)


def message(head: Mapping[str, Any], payload: bytes = b"") -> bytes:
    """What a child says: `head` and the length and sum of the payload as one line, then the payload."""
    whole = {**head, "size": len(payload), "sum": sha256(payload).hexdigest()}
    return json.dumps(whole, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n" + payload


def understood(said: bytes) -> Compiled:
    """What a child meant; `apart-garbled` for whatever is no message."""
    garbled = Compiled(fault=UsageError("apart-garbled"))
    end = said.find(b"\n", 0, _MOST_HEAD)
    try:
        head = json.loads(said[:end]) if end >= 0 else None
    except (ValueError, RecursionError):
        return garbled
    if not isinstance(head, dict):
        return garbled
    payload = memoryview(said)[end + 1 :]
    if head.get("size") != len(payload) or head.get("sum") != sha256(payload).hexdigest():
        return garbled
    try:
        return _meant(head, bytes(payload))
    except UsageError as refused:
        return Compiled(fault=refused)
    except (KeyError, TypeError, ValueError):
        return garbled


def _meant(head: Mapping[str, Any], payload: bytes) -> Compiled:
    match head["kind"]:
        case "program":
            program = from_bytes(payload)
            return Compiled(program) if program.digest == head["digest"] else _garbled()
        case "errors":
            found = tuple(_diagnostic(one) for one in head["errors"])
            return Compiled(diagnostics=found) if found else _garbled()
        case "tests":
            failed = tuple(_text(one) for one in head["failed"])
            return Compiled(failed=failed) if failed else _garbled()
        case "refused":
            fields = {_text(key): _text(value) for key, value in head["fields"].items()}
            return Compiled(fault=UsageError(head["code"], **fields))  # KeyError where the code is none of ours
    return _garbled()


def _garbled() -> Compiled:
    return Compiled(fault=UsageError("apart-garbled"))


def _diagnostic(told: Mapping[str, Any]) -> Diagnostic:
    """A finding as the child had it; ValueError where it is none."""
    if told["code"] not in CATALOGUE or not all(type(told[name]) is int for name in _POSITIONS):
        raise ValueError
    return Diagnostic(
        code=told["code"],
        file=_text(told["file"]),
        **{name: told[name] for name in _POSITIONS},
        language=_text(told["language"]),
        fields=tuple((_text(key), _text(value)) for key, value in told["fields"]),
        excerpt=_text(told["excerpt"]),
        witness=None if told["witness"] is None else _text(told["witness"]),
    )


_POSITIONS: Final = ("line", "column", "end_line", "end_column")


def _text(told: object) -> str:
    if type(told) is not str:
        raise TypeError
    return told


def _as_here() -> dict[str, str]:
    """The environment of a child that finds the modules that this process finds, and hashes as it likes."""
    found = [path for path in sys.path if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(found), "PYTHONIOENCODING": "utf-8"}
