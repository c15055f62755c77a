"""Asking once for each distinct value of a column instead of once for each row.

Law: `by_value` gives for every row what asking for it alone would give; so does `Standing`, from batch to batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_DENSE: Final = 1 << 20
"""Values closer together than this are found by a table instead of by sorting."""


def by_value(
    values: npt.NDArray[np.integer[Any]], work: Callable[[int], tuple[int, ...]], kind: type = np.int64
) -> tuple[npt.NDArray[np.generic], ...]:
    """What `work` gives for each value, asked once for each distinct one."""
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if high - low >= _DENSE:
        distinct, where = np.unique(values, return_inverse=True)
        found = [work(one) for one in distinct.tolist()]
        return tuple(np.array(column, dtype=kind)[where] for column in zip(*found, strict=True))
    near = values - low if low else values
    seen = np.zeros(high - low + 1, dtype=bool)
    seen[near] = True
    distinct = np.flatnonzero(seen)
    columns = []
    for column in zip(*(work(one + low) for one in distinct.tolist()), strict=True):
        table: npt.NDArray[Any] = np.zeros(high - low + 1, dtype=kind)
        table[distinct] = np.array(column, dtype=kind)
        columns.append(table[near])
    return tuple(columns)


class Standing:
    """Where among the rows of its owner the row of each number stands; the owner sees to it that threads take turns."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known = np.full(64, -1, dtype=np.int32)  # the last is never known: it answers for all beyond

    def of(self, numbers: npt.NDArray[np.int32], add: Callable[[list[int]], Iterable[int]]) -> npt.NDArray[np.int32]:
        """Where each stands; `add` makes rows for those met for the first time (each once), and says where they are."""
        found = self._known.take(numbers, mode="clip")
        if found.min(initial=0) < 0:
            new = np.unique(numbers[found < 0])
            size = max(len(self._known), 2 * int(new[-1]) + 2)
            self._known = np.concatenate([self._known, np.full(size - len(self._known), -1, dtype=np.int32)])
            self._known[new] = list(add(new.tolist()))
            found = self._known.take(numbers)
        return found
