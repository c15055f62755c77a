"""How near each resource of a space is to each place: the rank of its smallest entry of `serves` that holds it.

Law: this is `Index.reach` for many at once. Ranks order the sizes that occur; `NOWHERE` stands for a resource no entry
of which holds the place, so that the next place of somebody counts, and in the end the whole nation.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from tsunagari.batch.codebooks import Book
from tsunagari.batch.distinct import Standing
from tsunagari.batch.encoded import Codes, Numbers
from tsunagari.engine.index.bits import positions
from tsunagari.engine.ranking import NEARNESS

Ranks = npt.NDArray[np.int32]
NOWHERE: Final = 1 << 30


class Nearness:
    """The ranks of the resources of one space."""

    __slots__ = (
        "_books", "_entry_of", "_firsts", "_held", "_local", "_lock", "_numbers", "_rows", "_sizes", "_stands",
        "farthest",
    )  # fmt: skip

    def __init__(
        self, resources: tuple[str, ...], entries: Mapping[str, tuple[tuple[int, int], ...]], nation: int,
        books: Mapping[str, Book],
    ) -> None:  # fmt: skip
        self._books, self._lock = {name: books[name] for name in NEARNESS}, Lock()
        distinct = sorted({one for name in resources for one in entries[name]})
        sizes = sorted({nation, *(size for size, _ in distinct)})
        self.farthest = sizes.index(nation) if sizes else 0
        self._sizes = np.array([sizes.index(size) for size, _ in distinct], dtype=np.int32)
        width = max((mask.bit_length() for _, mask in distinct), default=0) // 8 + 1
        raw = b"".join(mask.to_bytes(width, "little") for _, mask in distinct)
        octets = np.frombuffer(raw, dtype=np.uint8).reshape(len(distinct), width)
        self._held = np.unpackbits(octets, axis=1, bitorder="little")
        number = {one: n for n, one in enumerate(distinct)}
        serving = [n for n, name in enumerate(resources) if entries[name]]
        self._numbers = np.array(serving, dtype=np.int64)
        listed = [[number[one] for one in entries[resources[n]]] for n in serving]
        self._entry_of = np.array([one for some in listed for one in some], dtype=np.int64)
        self._firsts = np.cumsum([0, *(len(some) for some in listed)][: len(listed)], dtype=np.int64)
        base = np.full(len(resources), self.farthest, dtype=np.int32)
        base[self._numbers] = NOWHERE
        self._rows: Ranks = base[None, :]
        self._local: dict[int, int] = {}
        self._stands = {name: Standing() for name in NEARNESS}

    def of(self, codes: Mapping[str, Codes], row: Numbers, resource: Numbers) -> Ranks:
        """The rank of each resource (numbers in the space) to the row that it stands for."""
        found: Ranks | None = None
        for name in NEARNESS:
            where = self._places(name, codes[name])
            if found is None:
                found = self._rows[where[row], resource]
                continue
            left = np.flatnonzero(found == NOWHERE)
            if not len(left):
                break
            found[left] = self._rows[where[row[left]], resource[left]]
        assert found is not None  # there are places
        found[found == NOWHERE] = self.farthest
        return found

    def _places(self, name: str, codes: Codes) -> Codes:
        """Where the ranks to the place of each row stand."""
        with self._lock:
            return self._stands[name].of(codes, partial(self._add, self._books[name]))

    def _add(self, book: Book, numbers: list[int]) -> list[int]:
        """Ranks to what these numbers stand for, the same ones for a place that another attribute told before."""
        masks = [book.known[number][1] for number in numbers]
        for mask in masks:
            if mask not in self._local:
                self._rows = np.vstack([self._rows, self._row(mask)[None, :]])
                self._local[mask] = len(self._rows) - 1
        return [self._local[mask] for mask in masks]

    def _row(self, mask: int) -> Ranks:
        row: Ranks = self._rows[0].copy()
        if not len(self._numbers):
            return row
        bits = np.fromiter(positions(mask), dtype=np.int64)
        width = self._held.shape[1]
        holds = self._held[:, bits[bits < width]].all(axis=1) & bool((bits < width).all())
        ranked = np.where(holds, self._sizes, NOWHERE).astype(np.int32)
        row[self._numbers] = np.minimum.reduceat(ranked[self._entry_of], self._firsts)
        return row
