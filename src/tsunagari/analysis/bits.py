"""The numbers of the bits of a long mask.

Law: each number once, ascending; the time is that of the bits and of the words, not of the bits times the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_WIDTH: Final = 512
_WORD: Final = (1 << _WIDTH) - 1
_DIGITS: Final = bytes((ord("0"), ord("1"))) + bytes(254)


def of_flags(flags: bytes | bytearray) -> int:
    """The mask of the places at which a flag (0 or 1) stands."""
    return int(bytes(flags[::-1]).translate(_DIGITS) or b"0", 2)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits of a mask, ascending."""
    start = 0
    while mask:  # word by word: a step on a long mask takes as long as the mask
        word = mask & _WORD
        while word:
            low = word & -word
            yield start + low.bit_length() - 1
            word ^= low
        mask >>= _WIDTH
        start += _WIDTH
