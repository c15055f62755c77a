"""A column of facts as few distinct values and, for each row, the number of its value.

Law: reading a column never fails on what a row holds. What is no text (broken UTF-8) becomes a text that no
consultation takes, so that the row gets its error and the others go on. A number of -1 is a null.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.int32]
Fact: TypeAlias = Any
"""What a `Consultation` takes for one fact: a text, a whole number, a pair of them, a flag."""


class Unfit(Exception):
    """A column of a type in which its fact is not told; holds nothing of it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Encoded:
    """One value a row: `values[numbers[row]]`, None where the number is -1."""

    numbers: Codes
    values: tuple[Fact, ...]

    def told(self, row: int) -> Fact:
        """The fact of a row."""
        number = self.numbers[row]
        return None if number < 0 else self.values[number]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Listed:
    """Several values a row: those of `parts` from `starts[row]` to `starts[row + 1]`; `absent` marks a null list."""

    starts: Numbers
    absent: npt.NDArray[np.bool_]
    parts: tuple[Encoded, ...]

    def told(self, row: int) -> list[Any] | None:
        """The values of a row; tuples where there are several parts."""
        if self.absent[row]:
            return None
        span = range(int(self.starts[row]), int(self.starts[row + 1]))
        if len(self.parts) == 1:
            return [self.parts[0].told(at) for at in span]
        return [tuple(part.told(at) for part in self.parts) for at in span]

    def lengths(self) -> Numbers:
        """How many values each row has; 0 where the list is null."""
        return np.where(self.absent, 0, np.diff(self.starts))


def texts(column: pa.Array) -> Encoded:
    """A column of texts, plain, dictionary-encoded or all null; raises Unfit."""
    if pa.types.is_null(column.type):
        return Encoded(np.full(len(column), -1, dtype=np.int32), ())
    if not pa.types.is_dictionary(column.type):
        if not _is_text(column.type):
            raise Unfit
        column = column.dictionary_encode()
    if not _is_text(column.type.value_type):
        raise Unfit
    raw = column.dictionary.cast(pa.large_binary()).to_pylist()
    values = tuple("" if one is None else one.decode("utf-8", "surrogateescape") for one in raw)
    numbers = _filled(column.indices, -1)
    blank = np.fromiter((one is None for one in raw), dtype=bool, count=len(raw))
    if blank.any():  # a null among the distinct values
        numbers[(numbers >= 0) & blank[numbers]] = -1
    return Encoded(numbers, values)


def wholes(column: pa.Array) -> Encoded:
    """A column of whole numbers, or of structs of `from` and `to`; raises Unfit."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_null(kind):
        return Encoded(np.full(len(column), -1, dtype=np.int32), ())
    if pa.types.is_integer(kind):
        coded = column.cast(pa.int64(), safe=False).dictionary_encode()
        return Encoded(_filled(coded.indices, -1), tuple(coded.dictionary.to_pylist()))
    if not pa.types.is_struct(kind) or sorted(one.name for one in kind) != ["from", "to"]:
        raise Unfit
    first, last = (wholes(pc.struct_field(column, name)) for name in ("from", "to"))
    present = column.is_valid().to_numpy(zero_copy_only=False)
    pairs: dict[Fact, int] = {}
    numbers = np.full(len(column), -1, dtype=np.int32)
    for row in np.flatnonzero(present):
        pair = (first.told(int(row)), last.told(int(row)))
        numbers[row] = pairs.setdefault(pair, len(pairs))
    return Encoded(numbers, tuple(pairs))


def flags(column: pa.Array) -> Encoded:
    """A column of booleans; raises Unfit."""
    if pa.types.is_null(column.type):
        return Encoded(np.full(len(column), -1, dtype=np.int32), ())
    if not pa.types.is_boolean(column.type):
        raise Unfit
    return Encoded(_filled(column.cast(pa.int8()), -1), (False, True))


def texts_or_wholes(column: pa.Array) -> Encoded:
    """What a declared attribute may be told as; raises Unfit."""
    try:
        return texts(column)
    except Unfit:
        return wholes(column)


def listed(column: pa.Array) -> Listed:
    """A column of lists of texts; raises Unfit."""
    starts, absent, inner = spans(column)
    return Listed(starts, absent, (texts(inner),))


def spans(column: pa.Array) -> tuple[Numbers, npt.NDArray[np.bool_], pa.Array]:
    """Where the values of each row start (one more than rows), which rows are null, and the values; raises Unfit.

    A null row may keep values in the middle of the others: they stay there and belong to nobody.
    """
    kind = column.type
    if pa.types.is_null(kind):
        return np.zeros(len(column) + 1, dtype=np.int64), np.ones(len(column), dtype=bool), pa.nulls(0)
    if pa.types.is_fixed_size_list(kind):
        column = column.cast(pa.large_list(kind.value_type))
    elif not (pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_map(kind)):
        raise Unfit
    starts = column.offsets.to_numpy().astype(np.int64)
    absent = ~column.is_valid().to_numpy(zero_copy_only=False)
    if pa.types.is_map(kind):
        inner = pa.StructArray.from_arrays([column.keys, column.items], names=["key", "value"])
    else:
        inner = column.values
    low = int(starts[0]) if len(starts) else 0
    high = int(starts[-1]) if len(starts) else 0
    return starts - low, absent, inner.slice(low, high - low)


def _filled(column: pa.Array, null: int) -> Codes:
    """The column as numbers, with one in the place of a null; nobody else holds the array."""
    found = column.cast(pa.int32())
    if found.null_count:
        found = found.fill_null(null)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=np.int32)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))
