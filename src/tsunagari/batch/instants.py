"""The column `at`: instants as timestamps with a time zone, or as ISO texts with an offset.

Law: a row tells the instant that the same JSON text would; what JSON refuses is refused here by the same code, row by
row. Instants are microseconds since 1970 in UTC; a timestamp without a zone is an instant without an offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tsunagari.batch.encoded import Encoded, Numbers, texts
from tsunagari.engine.consultation import Consultation
from tsunagari.errors import FactsError

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST: Final = (datetime(1, 1, 2, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_LAST: Final = (datetime(9999, 12, 30, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_PER_SECOND: Final = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_USUAL: Final = r"^[12]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$"
"""A text that Arrow and Python read alike."""
_UNREADABLE: Final = "?"
"""A text that no consultation takes as an instant."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Instants:
    """`micros` where `known`; of the other rows `odd` has a text or an instant without offset, or they are null."""

    micros: Numbers
    known: npt.NDArray[np.bool_]
    odd: Encoded | None

    def told(self, row: int) -> datetime | str | None:
        """The instant of a row, as a `Consultation` takes it."""
        if self.known[row]:
            return _EPOCH + timedelta(microseconds=int(self.micros[row]))
        told: datetime | str | None = None if self.odd is None else self.odd.told(row)
        return told

    def untold(self) -> npt.NDArray[np.bool_]:
        """The rows that tell no instant, well or badly."""
        return ~self.known if self.odd is None else ~self.known & (self.odd.numbers < 0)


def instants(column: pa.Array) -> Instants:
    """Read the column; raises Unfit."""
    if not pa.types.is_timestamp(column.type):
        told = _plainly_written(column)
        if told is None:
            return _of_texts(texts(column))
        column = told
    unit = _PER_SECOND[column.type.unit]
    present = column.is_valid().to_numpy(zero_copy_only=False)
    ticks = np.array(column.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False), dtype=np.int64)
    seconds = ticks // unit
    fits = (seconds >= _FIRST // 1_000_000) & (seconds <= _LAST // 1_000_000)
    part = ticks % unit
    micros = np.where(fits, seconds, 0) * 1_000_000 + (part // 1000 if unit > 1_000_000 else part * (1_000_000 // unit))
    values: list[Any] = [_UNREADABLE]
    numbers = np.where(present & ~fits, 0, -1)
    if column.type.tz is None:  # the code is that of any instant without an offset
        values.append(datetime(2000, 1, 1))
        numbers = np.where(present & fits, 1, numbers)
        fits = np.zeros_like(fits)
    odd = Encoded(numbers.astype(np.int32), tuple(values)) if (numbers >= 0).any() else None
    return Instants(micros, present & fits, odd)


def _plainly_written(column: pa.Array) -> pa.Array | None:
    """The instants of texts that are all of the usual form, in one go; None where one of them must be looked at."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return None
    try:
        if pc.all(pc.match_substring_regex(column, _USUAL)).as_py() is False:
            return None
        return column.cast(pa.timestamp("us", "UTC"))
    except pa.ArrowException:
        return None


def _of_texts(column: Encoded) -> Instants:
    """Each distinct text read once, by the reader of single consultations."""
    micros = np.zeros(len(column.values) + 1, dtype=np.int64)
    known = np.zeros(len(column.values) + 1, dtype=bool)
    for number, text in enumerate(column.values):
        found = _read(text)
        if found is not None:
            micros[number], known[number] = found, True
    if not len(column.numbers):
        return Instants(micros[:0], np.zeros(0, dtype=bool), None)
    sure = known[column.numbers]
    numbers = np.where(sure, -1, column.numbers)
    odd = Encoded(numbers, column.values) if (numbers >= 0).any() else None
    return Instants(micros[column.numbers], sure, odd)


def _read(text: str) -> int | None:
    try:
        at = Consultation(at=text).at
    except FactsError:
        return None
    return None if at is None else (at - _EPOCH) // timedelta(microseconds=1)
