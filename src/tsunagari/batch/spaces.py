"""One space of the index as tables of words: for every number of a fact, the slots that are a yes.

Law: a row of a table is what the table of the index answers for a consultation with that fact; rows are made when a
number is met first, and kept. *Yes* and *not no* stand side by side only where they differ.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from tsunagari.batch.codebooks import Book
from tsunagari.batch.distinct import Standing
from tsunagari.batch.encoded import Codes
from tsunagari.batch.units import Units, Words
from tsunagari.engine.index.planes import Both, ValueTable
from tsunagari.engine.index.stated import Listed, StatedTable

_MOST: Final = 1 << 27
"""Bytes of rows after which a table begins anew."""


class Rows:
    """Number → the words of a yes, those of a not no, and whether the two differ; of one table and one space."""

    __slots__ = ("_answer", "_lock", "_stands", "_units", "exact", "some", "yes")

    def __init__(self, units: Units, answer: Callable[[int], Both]) -> None:
        self._units, self._answer, self._lock = units, answer, Lock()
        self._begin()

    def _begin(self) -> None:
        self._stands = Standing()
        self.yes: Words = np.zeros((0, self._units.words), dtype=np.uint64)
        self.some: Words = self.yes
        self.exact: npt.NDArray[np.bool_] = np.zeros(0, dtype=bool)

    def of(self, codes: Codes) -> tuple[Codes, Words, Words, npt.NDArray[np.bool_]]:
        """Where in the rows the numbers stand, and the rows as they are then."""
        with self._lock:
            if self.yes.nbytes > _MOST:
                self._begin()
            return self._stands.of(codes, self._add), self.yes, self.some, self.exact

    def _add(self, numbers: list[int]) -> range:
        found = [self._answer(number) for number in numbers]
        yes = np.stack([self._units.row(one) for one, _ in found])
        some = np.stack([self._units.row(two) for _, two in found])
        self.yes, self.some = np.vstack([self.yes, yes]), np.vstack([self.some, some])
        self.exact = np.concatenate([self.exact, (yes == some).all(axis=1)])
        return range(len(self.yes) - len(numbers), len(self.yes))


def value_rows(units: Units, table: ValueTable, book: Book) -> Rows:
    """The rows of a table of one single-valued attribute."""
    return Rows(units, lambda number: table.verdicts(book.knowledge(number)))


class IssueRows:
    """What each issue says to the slots of a space: for every plane its yes and its not no, and the same against."""

    __slots__ = ("against", "planes", "simple", "unstated")

    def __init__(self, units: Units, table: StatedTable, names: tuple[str, ...]) -> None:
        self.simple = not table.counts and not table.counted
        self.planes = [Plane(units, one, names) for one in table.planes]
        self.against = Plane(units, table.against, names)
        self.unstated = tuple(units.row(one) for one in table.unstated)


class Plane:
    """One list of lines: by issue (0: none) the slots of which it says yes, and those of which at least maybe.

    `silent`: it says neither of any slot, whatever the issue.
    """

    __slots__ = ("exact", "free", "may", "silent", "sure")

    def __init__(self, units: Units, listed: Listed, names: tuple[str, ...]) -> None:
        self.free = units.row(listed.free)
        self.sure = np.stack([units.row(listed.sure.get(name, 0)) for name in names])
        self.may = np.stack([units.row(listed.may.get(name, 0)) for name in names])
        self.exact = (self.sure == self.may).all(axis=1)
        self.silent = not (self.free.any() or self.may.any())
