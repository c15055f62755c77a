"""Answers as columns: for each row the first few resources, how many there are, or why there is none.

Law: a row has an answer or an error, never both; errors are codes and keys of ours, never values. The schema depends
on the program and the number asked for only, so that batches of one program can be put together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tsunagari.engine.answer import BYS
from tsunagari.engine.decision import Decision
from tsunagari.errors import FactsError
from tsunagari.model.rules import URGENCIES

FITS: Final = ("yes", "maybe")
OPENS: Final = ("now", "not asked", "unknown", "later")
GAPS: Final = ("maybe-only", "no-rule", "all-tried", "all-withheld", "all-paused", "out-of-period")
UNARY: Final = (0, 1, 3)
"""Three ranks so that the AND of several is the best of them."""
NOT_ASKED: Final = 2 << 4
"""How open, in a code, where nobody asked."""
_OF_OPEN: Final = (OPENS.index("now"), OPENS.index("unknown"), OPENS.index("not asked"), OPENS.index("later"))
LISTS: Final[Mapping[str, tuple[str, ...]]] = {"fit": FITS, "open": OPENS, "urgency": URGENCIES, "by": BYS}
"""The columns that tell something of each resource listed, with the words that they take."""

Bytes = npt.NDArray[np.int8]
_RANK: Final = (0, 1, 0, 2)
_TOLD: Final[Mapping[str, Bytes]] = {
    "fit": np.array([code >> 6 & 1 for code in range(256)], dtype=np.int8),
    "open": np.array([_OF_OPEN[code >> 4 & 3] for code in range(256)], dtype=np.int8),
    "urgency": np.array([_RANK[code >> 2 & 3] for code in range(256)], dtype=np.int8),
    "by": np.array([_RANK[code & 3] for code in range(256)], dtype=np.int8),
}
"""What each code says, as numbers in the words of `LISTS`."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Answers:
    """Room for the answers of a batch.

    `resource[row, place]` is the number of a resource, -1 beyond the last; `code` says how open, how urgent and by
    what, in two bits each, and above them whether it is a maybe; `gap` is a number in `GAPS` or -1; `error` belongs to
    the rows without an answer: code and key.
    """

    resource: npt.NDArray[np.int32]
    code: npt.NDArray[np.uint8]
    yes: npt.NDArray[np.int32]
    maybe: npt.NDArray[np.int32]
    by_default: npt.NDArray[np.bool_]
    gap: Bytes
    error: dict[int, tuple[str, str]]

    @classmethod
    def of(cls, rows: int, first: int) -> Answers:
        """Room for so many rows and resources each."""
        return cls(
            resource=np.full((rows, first), -1, dtype=np.int32),
            code=np.zeros((rows, first), dtype=np.uint8),
            yes=np.zeros(rows, dtype=np.int32),
            maybe=np.zeros(rows, dtype=np.int32),
            by_default=np.zeros(rows, dtype=bool),
            gap=np.full(rows, -1, dtype=np.int8),
            error={},
        )

    def decided(self, row: int, decision: Decision, numbers: Mapping[str, int]) -> None:
        """Write a decision into a row."""
        first = self.resource.shape[1]
        for place, referral in enumerate(decision.top(first)):
            self.resource[row, place] = numbers[referral.resource]
            code = FITS.index(referral.fit) << 6 | _OF_OPEN.index(OPENS.index(referral.open)) << 4
            self.code[row, place] = code | UNARY[URGENCIES.index(referral.urgency)] << 2 | UNARY[BYS.index(referral.by)]
        self.yes[row], self.maybe[row] = decision.yes_count, decision.maybe_count
        self.by_default[row] = decision.by_default
        self.gap[row] = -1 if decision.gap is None else GAPS.index(decision.gap)

    def refused(self, row: int, error: FactsError) -> None:
        """Write an error into a row."""
        self.error[row] = (error.code, error.attribute)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sheet:
    """The schema of the answers of one program, and the resources by number."""

    names: pa.Array
    metadata: Mapping[str, str]

    def schema(self, identifier: pa.Field | None) -> pa.Schema:
        """The columns, with that of the identifiers in front where there is one."""
        worded = pa.dictionary(pa.int8(), pa.string())
        fields = [] if identifier is None else [identifier]
        fields.append(pa.field("resource", pa.list_(pa.dictionary(pa.int32(), pa.string()))))
        fields += [pa.field(name, pa.list_(worded)) for name in LISTS]
        fields += [pa.field(name, pa.int32()) for name in ("yes_count", "maybe_count")]
        fields.append(pa.field("by_default", pa.bool_()))
        fields += [pa.field(name, worded) for name in ("gap",)]
        fields += [pa.field(name, pa.string()) for name in ("error", "error_key")]
        return pa.schema(fields, metadata=dict(self.metadata))

    def batch(self, answers: Answers, identifiers: pa.Array | None, identifier: str) -> pa.RecordBatch:
        """The answers as a record batch."""
        schema = self.schema(None if identifiers is None else pa.field(identifier, identifiers.type))
        rows = len(answers.yes)
        wrong = np.zeros(rows, dtype=bool)
        wrong[list(answers.error)] = True
        listed = np.flatnonzero(answers.resource >= 0)
        starts = np.zeros(rows + 1, dtype=np.int32)
        np.cumsum(np.bincount(listed // answers.resource.shape[1], minlength=rows), out=starts[1:])
        nulls = pa.array(wrong) if wrong.any() else None

        def lists(values: npt.NDArray[np.int32] | Bytes, words: pa.Array) -> pa.Array:
            inner = pa.DictionaryArray.from_arrays(pa.array(values), words)
            return pa.ListArray.from_arrays(pa.array(starts), inner, mask=nulls)

        columns = [] if identifiers is None else [identifiers]
        columns.append(lists(answers.resource.take(listed), self.names))
        codes = answers.code.take(listed).astype(np.intp)  # once, and not at every table
        columns += [lists(table[codes], pa.array(LISTS[name])) for name, table in _TOLD.items()]
        columns += [pa.array(one, mask=wrong) for one in (answers.yes, answers.maybe, answers.by_default)]
        gap = pa.array(answers.gap, mask=wrong | (answers.gap < 0))
        columns.append(pa.DictionaryArray.from_arrays(gap, pa.array(GAPS)))
        columns += [_errors(answers.error, rows, part) for part in (0, 1)]
        return pa.RecordBatch.from_arrays(columns, schema=schema)


def _errors(errors: Mapping[int, tuple[str, str]], rows: int, part: int) -> pa.Array:
    if not errors:
        return pa.nulls(rows, pa.string())
    found: list[str | None] = [None] * rows
    for row, told in errors.items():
        found[row] = told[part]
    return pa.array(found, pa.string())
