"""Whole numbers as bytes.

Law: a number has one encoding only, and reading anything else is a `ValueError` or an `IndexError`; a number never
takes much more memory than its bytes do, so that no file can ask for more than its own size in proportion.
"""

from __future__ import annotations

from typing import Final

MOST: Final = 1 << 63
"""Counts and small numbers lie below this."""
_SMALL, _NEGATIVE, _BIG, _BIG_NEGATIVE, _ELSEWHERE = range(5)
_RUN: Final = 256
"""How many zero bytes at the low end of a big number may be left out: a mask of one place is two bytes, not 240."""


def put_count(out: bytearray, count: int) -> None:
    """A number from 0 on, seven bits a byte, the low ones first (LEB128)."""
    while count > 127:
        out.append(count & 127 | 128)
        count >>= 7
    out.append(count)


def count_at(body: bytes, at: int) -> tuple[int, int]:
    """The count at a place, and the place after it."""
    byte = body[at]
    at += 1
    if byte < 128:
        return byte, at
    count, shift = byte & 127, 7
    while True:
        byte = body[at]
        at += 1
        count |= (byte & 127) << shift
        if byte < 128:
            break
        shift += 7
        if shift > 63:
            raise ValueError("a count is too long")
    if byte == 0 or count >= MOST:
        raise ValueError("a count is not written as it should be")
    return count, at


def is_big(value: int) -> bool:
    """Whether a number is long enough to be written once and referred to."""
    return not -1 << 127 < value < 1 << 127


def put_number(out: bytearray, value: int) -> None:
    """Any number; the kind stands in the three low bits of the count that leads."""
    magnitude = ~value if value < 0 else value
    if magnitude < MOST >> 3:
        put_count(out, magnitude << 3 | (value < 0))
        return
    low = (magnitude & -magnitude).bit_length() - 1 >> 3
    low = min(low, _RUN)
    raw = (magnitude >> 8 * low).to_bytes((magnitude.bit_length() + 7 >> 3) - low, "little")
    put_count(out, len(raw) << 3 | (_BIG_NEGATIVE if value < 0 else _BIG))
    put_count(out, low)
    out += raw


def put_elsewhere(out: bytearray, record: int) -> None:
    """In the place of a number, the record that holds it."""
    put_count(out, record << 3 | _ELSEWHERE)


def elsewhere_at(body: bytes, at: int) -> tuple[int, int] | None:
    """The record that holds the number, and the place after it; None where the number stands here."""
    if body[at] & 7 != _ELSEWHERE:
        return None
    head, at = count_at(body, at)
    return head >> 3, at


def number_at(body: bytes, at: int) -> tuple[int, int]:
    """The number at a place, and the place after it."""
    head, at = count_at(body, at)
    kind, rest = head & 7, head >> 3
    if kind == _SMALL:
        return rest, at
    if kind == _NEGATIVE:
        return ~rest, at
    if kind > _BIG_NEGATIVE:
        raise ValueError("there is no such kind of number")
    low, at = count_at(body, at)
    end = at + rest
    if end > len(body) or low > _RUN or not rest or not body[end - 1]:
        raise ValueError("a big number is not written as it should be")
    if not body[at] and low < _RUN:
        raise ValueError("a big number has zeros that should be left out")
    value = int.from_bytes(body[at:end], "little") << 8 * low
    if value < MOST >> 3:
        raise ValueError("a small number is written as a big one")
    return (~value if kind == _BIG_NEGATIVE else value), end
