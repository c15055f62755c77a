"""From the slots that are hit to the first few resources of each row, in order.

Law: this is `engine.index.surely` and the ranking for many consultations at once, of which every hit is a yes: chains
and defaults by who is open, a resource by the best of its units, then openness, urgency, default, unmet wishes,
nearness, whose turn. Where two keys cannot be told apart by their first bits, the row is odd and left to the index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tsunagari.batch.clock import LATER, NOW
from tsunagari.batch.encoded import Codes
from tsunagari.batch.units import BY_DEFAULT, CHAINED, DEFAULT, INACTIVE, LATER_STAGE, WORD, Units, Words

Ints = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
Octets = npt.NDArray[np.uint8]

_NO_STAGE: Final = 1 << 14
_DENSE: Final = 1 << 22
"""How many chains of rows are kept in a table; more are numbered first."""
HELD, PAUSED = 2, 1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Times:
    """`opened[state, hours]` how open; `within[era, unit]` whether its periods are in effect, `chains` of a chain.

    The last column of `opened` is of unknown hours. None: nothing has periods.
    """

    opened: Octets
    within: Marks | None
    chains: Marks | None


@dataclass(slots=True, eq=False, repr=False)
class Found:
    """Resources that are hit, row by row: `code` is openness, urgency and by, two bits each.

    `held` and `paused` are the rows that lost somebody by a withhold or a status; None: none did.
    """

    row: Ints
    resource: Ints
    code: Octets
    held: Marks | None
    paused: Marks | None


def bits_of(words: Words) -> tuple[Ints, Ints]:
    """The row and the bit of every bit that is set, ascending."""
    flat = np.ascontiguousarray(words).ravel()
    octets = flat.view(np.uint8)
    word = np.flatnonzero(flat != 0)
    octet = _eighths(word, flat.take(word).view(np.uint8) != 0)
    bit = _eighths(octet, np.unpackbits(octets.take(octet), bitorder="little").view(bool))
    width = words.shape[1] * WORD
    row = bit // width
    bit -= row * width
    return row, bit


def _eighths(whole: Ints, marked: Marks) -> Ints:
    """The numbers of the marked ones among the eighths of some things by their numbers."""
    part = np.flatnonzero(marked)
    found = whole.take(part >> 3)
    found <<= 3
    part &= 7
    found += part
    return found


@dataclass(slots=True, eq=False, repr=False)
class _Hits:
    """Units that are hit, by row and last bit; `opened` how open, `flags` what there is to look at, `gone` who is."""

    row: Ints
    bit: Ints
    opened: Octets
    flags: Octets
    gone: Octets | None

    def only(self, kept: Ints) -> _Hits:
        """Some of them."""
        gone = None if self.gone is None else self.gone[kept]
        return _Hits(self.row[kept], self.bit[kept], self.opened[kept], self.flags[kept], gone)


def led_to(units: Units, yes: Words, odd: Marks, state: Codes, era: Codes, times: Times) -> Found:
    """The resources that the rows are led to, each once, the routes and chains and defaults that apply."""
    met = units.met(yes)
    met[odd] = 0
    row, bit = bits_of(met)
    width = times.opened.shape[1]
    asked = (state.astype(np.int64) * width)[row]
    asked += units.hours[bit]
    opened = times.opened.ravel()[asked]
    if times.within is not None:
        opened |= np.where(times.within[era[row], bit], np.uint8(NOW), np.uint8(LATER))
    any_flag = units.any_flag
    flags = units.flags[bit] if any_flag else np.zeros(len(bit), dtype=np.uint8)
    hits = _Hits(row, bit, opened, flags, None)
    if any_flag & INACTIVE or units.held:
        _lose(units, yes, hits)
    kept = _reached(units, hits, era, times) if any_flag & CHAINED else None
    if any_flag & BY_DEFAULT:
        kept = _asked(units, hits, kept, len(met))
    if kept is not None:
        hits = hits.only(np.flatnonzero(kept))
    held = paused = None
    if hits.gone is not None:
        held, paused = _marked(hits.row[hits.gone == HELD], len(met)), _marked(hits.row[hits.gone == PAUSED], len(met))
        hits = hits.only(np.flatnonzero(hits.gone == 0))
    code = hits.opened << np.uint8(4) | units.code[hits.bit]
    return _each_once(Found(hits.row, units.resource[hits.bit], code, held, paused))


def _lose(units: Units, yes: Words, hits: _Hits) -> None:
    """Mark every hit whose resource is held back, or else not active: who is gone is nobody to be met."""
    gone = np.zeros(len(hits.row), dtype=np.uint8)
    if units.any_flag & INACTIVE:
        gone[hits.flags & np.uint8(INACTIVE) > 0] = PAUSED
    met = np.zeros(len(yes), dtype=bool)
    for word in np.flatnonzero(units.stops).tolist():
        met |= yes[:, word] & units.stops[word] > 0
    rows = np.flatnonzero(met)
    if len(rows):
        number, bits = bits_of(yes[rows] & units.stops)
        held = np.zeros((len(rows), len(units.resources)), dtype=bool)
        for bit in np.unique(bits).tolist():
            held[np.ix_(number[bits == bit], np.array(units.held[bit], dtype=np.int64))] = True
        place = np.full(len(yes), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        of_row = place[hits.row]
        among = np.flatnonzero(of_row >= 0)
        gone[among[held[of_row[among], units.resource[hits.bit[among]]]]] = HELD
    if gone.any():
        hits.opened[gone > 0] = LATER
        hits.gone = gone


def _marked(row: Ints, rows: int) -> Marks:
    marked = np.zeros(rows, dtype=bool)
    marked[row] = True
    return marked


def _reached(units: Units, hits: _Hits, era: Codes, times: Times) -> Marks | None:
    """The hits that the chains get to (None: all): those of a stage up to the first at which somebody is open."""
    later = np.flatnonzero(hits.flags & np.uint8(LATER_STAGE) > 0)
    if not len(later):
        return None
    among = np.flatnonzero(hits.flags & np.uint8(CHAINED) > 0)
    row, bit = hits.row[among], hits.bit[among]
    stage, chain = units.stage[bit], units.chain[bit]
    where = row * len(units.holders) + chain
    size = (int(row[-1]) + 1) * len(units.holders)
    if size > _DENSE:
        distinct, where = np.unique(where, return_inverse=True)
        size = len(distinct)
    first = np.full(size, _NO_STAGE, dtype=np.int16)
    there = np.flatnonzero(hits.opened[among] == NOW)
    np.minimum.at(first, where[there], stage[there])
    kept = np.ones(len(hits.row), dtype=bool)
    kept[among] = stage <= first[where]
    if times.chains is not None:
        kept[later] &= times.chains[era[hits.row[later]], units.chain[hits.bit[later]]]
    return kept


def _asked(units: Units, hits: _Hits, reached: Marks | None, rows: int) -> Marks:
    """Which hits count: those of rules, and tier by tier those of defaults where nobody is open yet."""
    now = hits.opened == NOW
    kept = np.ones(len(now), dtype=bool) if reached is None else reached
    now &= kept
    default = hits.flags & np.uint8(BY_DEFAULT) > 0
    ready = _marked(hits.row[np.flatnonzero(now & ~default)], rows)
    among = np.flatnonzero(default & kept)
    tier = units.tier[hits.bit[among]]
    for number in range(1, int(units.tier.max()) + 1):
        own = among[tier == number]
        asked = ~ready[hits.row[own]]
        kept[own] = asked
        ready[hits.row[own[asked & now[own]]]] = True
    return kept


def _each_once(found: Found) -> Found:
    """The best of each resource of a row: its units stand side by side, and its ranks are in unary."""
    row, resource, code = found.row, found.resource, found.code
    if len(row) < 2:
        return found
    new = np.empty(len(row), dtype=bool)
    new[0] = True
    np.not_equal(resource[1:], resource[:-1], out=new[1:])
    new[1:] |= row[1:] != row[:-1]
    firsts = np.flatnonzero(new)
    if len(firsts) == len(row):
        return found
    best = np.bitwise_and.reduceat(code, firsts)
    return Found(row[firsts], resource[firsts], best, found.held, found.paused)


def keys_of(
    found: Found, unmet: Marks | None, near: npt.NDArray[np.int32], farthest: int, turn: Words, spare: int
) -> Words:
    """The keys by which the order goes; the first `spare` bits of each are left free."""
    wide = farthest.bit_length()
    code = found.code.astype(np.uint64)
    key = code >> np.uint64(1) << np.uint64(wide + 2)
    if unmet is not None:
        key |= unmet.astype(np.uint64) << np.uint64(wide + 1)
    key |= near.astype(np.uint64) << np.uint64(1)
    key |= code & np.uint64(1)
    turns = 64 - (5 + wide + 2) - spare
    key <<= np.uint64(turns)
    key |= turn >> np.uint64(64 - turns)
    return key


def first_of(found: Found, key: Words, counts: Ints, first: int) -> tuple[Ints, Ints, Ints]:
    """The first few of each row: where they go (row by row, `first` places each), where they stand in `found`.

    The third are the rows that keys cannot order. A key has `spare_of(counts)` bits to spare: the row goes above it
    and the number in the row below, so that one plain sort puts the rows in order and says who stands where.
    """
    starts = np.cumsum(counts) - counts
    begins = starts.take(found.row)
    nth = np.arange(len(key), dtype=np.int64)
    nth -= begins
    below = _width(int(counts.max(initial=0)))
    key <<= np.uint64(below)
    key |= nth.view(np.uint64)
    key |= found.row.view(np.uint64) << np.uint64(64 - _width(len(counts)))
    key.sort(kind="stable")  # rows are in order already: this one makes use of it
    plain = key >> np.uint64(below)
    tied = np.flatnonzero(plain[1:] == plain[:-1])
    tied = tied[nth[tied] < first]
    listed = np.flatnonzero(nth < first)
    place = (key.take(listed) & np.uint64((1 << below) - 1)).view(np.int64)
    place += begins.take(listed)
    return found.row.take(listed) * first + nth.take(listed), place, found.row[tied]


def spare_of(counts: Ints) -> int:
    """How many bits of a key are for the row and for the number in the row."""
    return _width(len(counts)) + _width(int(counts.max(initial=0)))


def _width(numbers: int) -> int:
    return max(1, numbers.bit_length())


def defaults_in(found: Found, rows: int) -> Marks:
    """The rows in which somebody is there by a default."""
    return _marked(found.row[np.flatnonzero(found.code & 3 == DEFAULT)], rows)
