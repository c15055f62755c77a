"""Sets of small numbers as bits of one integer.

Law: bit n is set where n is in the set; what is numbered, the reader of the set knows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator


def positions(mask: int) -> Iterator[int]:
    """The numbers in a set, ascending, in time linear in its width."""
    size = (mask.bit_length() + 63) // 64
    if size == 1:
        yield from _within(mask, 0)
    elif size:
        for number, word in enumerate(struct.unpack(f"<{size}Q", mask.to_bytes(8 * size, "little"))):
            if word:
                yield from _within(word, 64 * number)


def of_positions(numbers: Iterable[int], size: int) -> int:
    """The set of some numbers below `size`."""
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def union(masks: Iterable[int]) -> int:
    """What is in any of the sets."""
    found = 0
    for mask in masks:
        found |= mask
    return found


def _within(word: int, first: int) -> Iterator[int]:
    first -= 1
    while word:
        low = word & -word
        yield first + low.bit_length()
        word ^= low
