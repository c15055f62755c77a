"""How far the log is known to have come: what makes a cut tail show.

Law: two slots of one length are written in turn, each with its checksum, so that a torn write leaves the one before.
The mark never runs ahead of what is safely on the disk: a log that is shorter than its mark has lost records. Nor is a
slot written before the record that it stands for: beside a torn slot, a log that ends where the other says may have
lost its tail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from tsunagari.privacy.audit.chain import GENESIS

_SLOT = re.compile(rb"([0-9]{6}) ([0-9]{12}) ([0-9a-f]{64}) ([0-9a-f]{8})\n")
SLOT_BYTES: Final = 6 + 1 + 12 + 1 + 64 + 1 + 8 + 1


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """The number of the last segment, how many lines of it are safe, and the chain value of the last of them."""

    segment: int = 0
    count: int = 0
    chain: str = GENESIS


@dataclass(frozen=True, slots=True)
class Marks:
    """What the slots say: the marks that are whole, the farthest first; `torn` where a slot is not."""

    whole: tuple[Mark, ...]
    torn: bool


def slot_of(mark: Mark) -> bytes:
    """A mark as the bytes of a slot."""
    text = b"%06d %012d %s" % (mark.segment, mark.count, mark.chain.encode())
    return text + b" %08x\n" % crc32(text)


def new_marks() -> bytes:
    """Both slots of a log that holds nothing yet."""
    return slot_of(Mark()) * 2


def read_marks(text: bytes) -> Marks:
    """The marks of both slots, whatever stands behind them; never raises."""
    whole = [mark for slot in _slots(text) if (mark := _mark(slot)) is not None]
    return Marks(tuple(sorted(whole, reverse=True)), len(whole) < 2)


def next_slot(text: bytes) -> int:
    """Which slot, 0 or 1, is to be written next: a torn one, else the one that is behind."""
    first, second = map(_mark, _slots(text))
    return int(first is not None and (second is None or second < first))


def _slots(text: bytes) -> tuple[bytes, bytes]:
    return text[:SLOT_BYTES], text[SLOT_BYTES : 2 * SLOT_BYTES]


def _mark(slot: bytes) -> Mark | None:
    found = _SLOT.fullmatch(slot)
    if found is None or crc32(slot[:-10]) != int(found[4], 16):
        return None
    return Mark(int(found[1]), int(found[2]), found[3].decode())
