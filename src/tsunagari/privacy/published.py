"""A published table: counts of consultations that anybody may know.

Law (design P2, P9): this is the only form in which what cases teach reaches a platform. It holds whole numbers and
words of the ruleset and of the calendar, and no cell that suppression hid: None stands there. What is hidden is decided
where a table is published; this type only says what may be in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from tsunagari.errors import PrivacyError, guarded_class


@final
@guarded_class
@dataclass(frozen=True, slots=True)
class PublishedTable:
    """`columns` name the columns; a row has a text (a name, a month) or a count in each, None where it is hidden.

    Raises PrivacyError (wrong-type).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]

    def __post_init__(self) -> None:
        if not isinstance(self.columns, tuple) or not all(type(name) is str for name in self.columns):
            raise PrivacyError("wrong-type", field="columns")
        if not isinstance(self.rows, tuple) or not all(map(self._is_row, self.rows)):
            raise PrivacyError("wrong-type", field="rows")

    def _is_row(self, row: object) -> bool:
        if not isinstance(row, tuple) or len(row) != len(self.columns):
            return False
        return all(cell is None or type(cell) is str or (type(cell) is int and cell >= 0) for cell in row)
