"""Records as bytes: one line each, with length and checksum, each bound to all before it by SHA-256.

Law: bytes in, bytes out. A line is `length checksum chain record` in hexadecimal and JSON; the chain value is the
SHA-256 of the one before, the length and the record, so that no line can be changed, moved, taken out or put in
without every later value being wrong. What a writer that was killed leaves is the beginning of a line: a torn tail,
told apart from damage; so are the NULs of a file that grew before its bytes were written. Source: issue 5, part 5; the
idea of chained records is Haber and Stornetta 1991.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Generic, Literal, TypeVar
from zlib import crc32

from tsunagari.errors import PrivacyError, UsageError
from tsunagari.privacy.audit.record import Record, record_from_dict, record_to_dict

GENESIS: Final = sha256(b"tsunagari audit 1").hexdigest()
"""What the first segment follows."""
LEDGER_GENESIS: Final = sha256(b"tsunagari audit ledger 1").hexdigest()
"""What the first entry of the ledger of destroyed segments follows."""
RECORD_BYTES: Final = 16 * 1024 * 1024
"""More than any record or release takes; no line claims more."""

T = TypeVar("T")

_HEAD_BYTES: Final = 8 + 1 + 8 + 1 + 64 + 1
_HEAD = re.compile(rb"([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{64}) ")


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One record as read: its record and its chain value."""

    record: T
    chain: str


@dataclass(frozen=True, slots=True)
class Scan(Generic[T]):
    """The good lines from the start, how many bytes they take, and what comes after them.

    `rest`: `none`; `torn`, the beginning of a line that could have become a good one; `broken`, anything else, with
    `fault` its code: `broken-record` (form or checksum), `broken-chain`, `not-admitted` (a record outside the schema).
    """

    lines: tuple[Line[T], ...]
    size: int
    rest: Literal["none", "torn", "broken"]
    fault: str = ""


def line_of(record: Record, previous: str) -> tuple[bytes, str]:
    """The line of a record after the chain value `previous`, and its own chain value."""
    return framed(_payload(record), previous)


def framed(payload: bytes, previous: str) -> tuple[bytes, str]:
    """The line of a payload without line feeds after the chain value `previous`, and its own chain value."""
    chain = _linked(previous, payload)
    return b"%08x %08x %s %s\n" % (len(payload), crc32(payload), chain.encode(), payload), chain


def scan(text: bytes, previous: str) -> Scan[Record]:
    """Read lines of records until the end or the first that is not good; never raises."""
    return scan_payloads(text, previous, _record)


def scan_payloads(text: bytes, previous: str, read: Callable[[bytes], T | None]) -> Scan[T]:
    """The same for lines of anything; `read` gives None for a payload outside its schema."""
    lines: list[Line[T]] = []
    position = 0
    while position < len(text):
        found = _line_at(text, position, previous, read)
        if isinstance(found, str):
            torn = found == "torn" or _torn_before_nothing(text[position:], previous, read)
            return Scan(tuple(lines), position, "torn" if torn else "broken", found)
        line, position = found
        lines.append(line)
        previous = line.chain
    return Scan(tuple(lines), position, "none")


def _line_at(text: bytes, start: int, previous: str, read: Callable[[bytes], T | None]) -> tuple[Line[T], int] | str:
    head = _HEAD.match(text, start)
    if head is None:
        return "torn" if _could_begin(text[start:]) else "broken-record"
    length = int(head[1], 16)
    if length > RECORD_BYTES:
        return "broken-record"
    payload = text[head.end() : head.end() + length]
    end = text[head.end() + length : head.end() + length + 1]
    if b"\n" in payload:
        return "broken-record"
    if len(payload) < length:
        return "torn"
    if end not in (b"", b"\n") or crc32(payload) != int(head[2], 16):
        return "broken-record"
    if _linked(previous, payload) != head[3].decode():
        return "broken-chain"
    if not end:
        return "torn"
    record = read(payload)
    if record is None:
        return "not-admitted"
    return Line(record, head[3].decode()), head.end() + length + 1


def _torn_before_nothing(text: bytes, previous: str, read: Callable[[bytes], T | None]) -> bool:
    """Whether a text is a torn line, or none, and then NULs: a file can have grown before its bytes were written."""
    bare = text.rstrip(b"\0")
    return len(bare) < len(text) and (not bare or _line_at(bare, 0, previous, read) == "torn")


def _could_begin(text: bytes) -> bool:
    """Whether a text shorter than the head of a line is the beginning of one."""
    pattern = b"0" * 8 + b" " + b"0" * 8 + b" " + b"0" * 64 + b" "
    return len(text) < _HEAD_BYTES and all(
        (have == 32) if want == 32 else have in b"0123456789abcdef" for have, want in zip(text, pattern, strict=False)
    )


def _payload(record: Record) -> bytes:
    text = json.dumps(record_to_dict(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def _record(payload: bytes) -> Record | None:
    """The record of a payload, if it is written exactly as we write it."""
    try:
        record = record_from_dict(json.loads(payload.decode("utf-8")))
        return record if _payload(record) == payload else None
    except (PrivacyError, UsageError, ValueError, RecursionError):
        return None


def _linked(previous: str, payload: bytes) -> str:
    return sha256(bytes.fromhex(previous) + b"%08x" % len(payload) + payload).hexdigest()
