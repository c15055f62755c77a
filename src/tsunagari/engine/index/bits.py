"""Sets of small numbers as bits of one integer.

Law: bit n is set where n is in the set; what is numbered, the reader of the set knows.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)
_MANY: Final = 16
_DENSE: Final = 8
_ONE: Final = ord("1")


def positions(mask: int) -> list[int]:
    """The numbers in a set, ascending; of few they are taken one by one, of many in time linear in its width."""
    found: list[int] = []
    if mask.bit_count() < _MANY:
        while mask:
            low = mask & -mask
            found.append(low.bit_length() - 1)
            mask ^= low
        return found
    size = (mask.bit_length() + 63) // 64
    first = -1
    for word in struct.unpack(f"<{size}Q", mask.to_bytes(8 * size, "little")):
        while word:
            low = word & -word
            found.append(first + low.bit_length())
            word ^= low
        first += 64
    return found


def of_positions(numbers: Collection[int], size: int) -> int:
    """The set of some numbers below `size`."""
    if len(numbers) * _DENSE > size:  # one digit for each, which Python reads at once
        digits = bytearray(b"0" * (size + 1))
        for number in numbers:
            digits[number] = _ONE
        digits.reverse()
        return int(digits, 2)
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def each_beside(one: Mapping[Key, int], two: Mapping[Key, int], after: int) -> dict[Key, int]:
    """The sets of each key in two lists, where the numbers of the second come after those of the first."""
    found = dict(one)
    for key, mask in two.items():
        found[key] = found.get(key, 0) | mask << after
    return found


def union(masks: Iterable[int]) -> int:
    """What is in any of the sets."""
    found = 0
    for mask in masks:
        found |= mask
    return found
