"""The pages of an artifact: strings and records, each written once and found by its number.

Law: equal content of one type is one record, and records are numbered in the order in which they are first needed, so
the same values give the same bytes on every machine. A record refers only to records before it: no circle can be
written, and none can be read. Bytes that are equal under two types are two records: what are mere numbers for the one
may be references for the other, to records that come later. What is read is kept; whoever reads it first puts in what
any other would have (no lock is needed).
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from tsunagari.artifact.numbers import put_count

MOST_RECORDS: Final = 1 << 32
Reading: TypeAlias = Callable[[bytes, int, "Book", int], tuple[Any, int]]
"""Reads the body of a record from a place on; the number is that of the record it stands in."""


class Pages:
    """Collects strings and records while something is written."""

    literal = False

    def __init__(self) -> None:
        self.strings: dict[str, int] = {}
        self.records: dict[tuple[str, bytes], int] = {}
        self.seen: dict[tuple[int, int], tuple[Any, int]] = {}
        """(node, object) by identity → the object, kept alive so that its identity stays its own, and its record."""

    def text(self, out: bytearray, text: str) -> None:
        """A string, by its number."""
        put_count(out, self.strings.setdefault(text, len(self.strings)))

    def record(self, told: str, body: bytes | bytearray) -> int:
        """The number of the record with this content, of the type that `told` tells."""
        return self.records.setdefault((told, bytes(body)), len(self.records))


class Literal(Pages):
    """Writes everything where it stands: what comes out depends on the value alone, and sorts it."""

    literal = True

    def text(self, out: bytearray, text: str) -> None:
        """A string, as it is; what is shorter comes first among those that begin alike."""
        out += text.encode("utf-8", "surrogatepass") + b"\x00"


class Book:
    """The strings and records of an artifact that was opened, read as they are asked for."""

    __slots__ = ("_records", "_records_at", "_text", "_text_at", "_texts", "known")

    def __init__(self, text_at: array[int], text: bytes, records_at: array[int], records: bytes) -> None:
        self._text_at, self._text = text_at, text
        self._records_at, self._records = records_at, records
        self._texts: list[str | None] = [None] * (len(text_at) - 1)
        self.known: dict[tuple[int, int], Any] = {}

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self._records_at) - 1

    def text(self, number: int) -> str:
        """A string by its number."""
        found = self._texts[number]
        if found is None:
            start, end = self._text_at[number], self._text_at[number + 1]
            if start > end:
                raise ValueError("a string ends before it begins")
            found = self._texts[number] = self._text[start:end].decode("utf-8", "surrogatepass")
        return found

    def record(self, number: int, reading: Reading) -> Any:
        """What a record holds by this reading, all of it."""
        if not 0 <= number < len(self._records_at) - 1:
            raise ValueError("there is no such record")
        start, end = self._records_at[number], self._records_at[number + 1]
        body = self._records[start:end]
        value, at = reading(body, 0, self, number)
        if at != len(body):
            raise ValueError("a record goes on after its end")
        return value


def little_endian(numbers: Sequence[int], code: str) -> bytes:
    """Numbers of fixed width (`I`: 4 bytes, `Q`: 8), the low byte first."""
    column = array(code, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def column_of(raw: bytes, code: str) -> array[int]:
    """The numbers of fixed width again."""
    column = array(code)
    column.frombytes(raw)
    if sys.byteorder == "big":
        column.byteswap()
    return column
