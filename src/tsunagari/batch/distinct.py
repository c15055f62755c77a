"""Asking once for each distinct value of a column instead of once for each row.

Law: `by_value` gives for every row what asking for it alone would give.
"""

from __future__ import annotations

from collections.abc import Callable
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
