"""Tables as rows of named cells: CSV text here, sheets of Excel in `workbook`.

Law: one bad row is one remark and the next row is read from its own line, also after a quotation mark that nothing
closes; rows, columns and cells are bounded. Cells that an export made harmless to spreadsheets come back as they were.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from tsunagari.exchange.formula_cells import restored
from tsunagari.exchange.remarks import Ledger, Where

ROWS: Final = 200_000
COLUMNS: Final = 1_000
CELL: Final = 100_000
_LINES_OF_A_ROW: Final = 200
_DELIMITERS: Final = ",\t;"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, and its cells by column, without blanks around them; blank cells are left out."""

    where: Where
    cells: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, column: str) -> str:
        """A cell, or an empty text."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def csv_table(file: str, name: str, text: str, ledger: Ledger) -> Table:
    """The table of a CSV text; rows that cannot be read are refused in the ledger."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    records = _records(plain)
    header = next(((line, cells) for line, cells in records if cells is None or any(map(str.strip, cells))), None)
    if header is None or header[1] is None:
        ledger.refuse("file-unreadable", Where(file), reason="見出しの行がない / no header")
        return Table(name, (), ())
    return table_of(file, name, header[1], records, ledger)


def table_of(
    file: str, name: str, header: Sequence[str], records: Iterator[tuple[int, list[str] | None]], ledger: Ledger
) -> Table:
    """The table of a header and records with their line numbers; None is a record that could not be read."""
    if len(header) > COLUMNS:
        ledger.refuse("file-unreadable", Where(file), reason=f"{COLUMNS}列より多い / more than {COLUMNS} columns")
        return Table(name, (), ())
    columns = _columns(file, header, ledger)
    rows = []
    for count, (line, cells) in enumerate(records):
        if count >= ROWS:
            ledger.refuse("file-unreadable", Where(file, line), reason=f"{ROWS}行より多い / more than {ROWS} rows")
            break
        row = _row(Where(file, line), name, columns, cells, ledger)
        if row is not None:
            rows.append(row)
    return Table(name, tuple(column for column in columns if column), tuple(rows))


def _columns(file: str, header: Sequence[str], ledger: Ledger) -> list[str]:
    """The names of the columns; a second one of a name is marked as such, one without a name is not read."""
    columns: list[str] = []
    for written in header:
        column = " ".join(restored(written).split())[:200]
        if column and column in columns:
            ledger.doubt("given-twice", Where(file, 1, "", column), text=column)
            column = f"{column} ({columns.count(column) + 1}, {len(columns)})"
        columns.append(column)
    return columns


def _row(where: Where, table: str, columns: Sequence[str], cells: list[str] | None, ledger: Ledger) -> Row | None:
    if cells is None:
        ledger.row(where, table)
        ledger.refuse("not-a-row", where)
        return None
    if not any(cell.strip() for cell in cells):
        return None
    ledger.row(where, table)
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        column = columns[min(len(cells), len(columns)) - 1] if columns else ""
        ledger.refuse("columns-differ", where.at(column), expected=str(len(columns)), found=str(len(cells)))
        return None
    found = {}
    for column, cell in zip(columns, cells, strict=False):
        if len(cell) > CELL:
            ledger.refuse("cell-too-long", where.at(column), limit=str(CELL))
            return None
        if column and (text := restored(cell.strip())):
            found[column] = text
    return Row(where, found)


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the number of its first line."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    at, width = 0, None
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        cells, used = _record(lines, at, delimiter)
        if cells is not None and used > 1 and width is not None and len(cells) < width:
            cells, used = None, 1  # a quotation mark has swallowed rows below
        width = len(cells) if width is None and cells is not None else width
        yield at + 1, cells
        at += used


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str] | None, int]:
    """The record that begins in a line, and how many lines it has; None where it cannot be read."""
    reader = csv.reader((line + "\n" for line in lines[at : at + _LINES_OF_A_ROW]), strict=True, delimiter=delimiter)
    try:
        return next(reader), reader.line_num
    except (csv.Error, StopIteration):
        return None, 1
