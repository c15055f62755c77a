"""A sheet of an Excel file as a table.

Law: sizes are looked at before anything is unpacked, and nothing unpacks to more than they say; entities are refused,
no formula is evaluated (the value that Excel saved is read), rows, columns and cells are bounded.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

import openpyxl

from tsunagari.errors import UsageError
from tsunagari.exchange.remarks import Ledger
from tsunagari.exchange.tables import COLUMNS, ROWS, Table, table_of

UNPACKED: Final = 64 * 1024 * 1024
"""Bytes that all parts of a file may unpack to."""
_MEMBERS: Final = 1_000
_STRINGS: Final = 16 * 1024 * 1024
_ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_CHUNK: Final = 1024 * 1024


def excel_table(file: str, name: str, raw: bytes, sheet: str | None, ledger: Ledger) -> Table:
    """The table of a sheet (the first one where none is named); raises UsageError where the file is none."""
    _look_inside(file, raw)
    book = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            found = book[sheet] if sheet is not None else book.worksheets[0]
            records = list(_records(found))
    except UsageError:
        raise
    except Exception:  # openpyxl lets every kind of exception out of a damaged file
        raise UsageError("import-unreadable", path=file, reason="Excel") from None
    finally:
        if book is not None:
            book.close()
    while records and not any(cell.strip() for cell in records[0][1]):
        records.pop(0)
    if not records:
        raise UsageError("import-unreadable", path=file, reason="empty")
    width = len(records[0][1])
    # a sheet holds no cell after the last one in use: what is not there is blank
    padded = ((line, cells + [""] * (width - len(cells))) for line, cells in records[1:])
    return table_of(file, name, records[0][1], padded, ledger)


def _look_inside(file: str, raw: bytes) -> None:
    """Refuse what would not fit into memory, before it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            strings = sum(member.file_size for member in members if "sharedStrings" in member.filename)
            if len(members) > _MEMBERS or size > UNPACKED or strings > _STRINGS:
                raise UsageError("import-too-large", path=file, limit=f"{UNPACKED // 1024 // 1024} MiB")
            for member in members:
                with archive.open(member) as stream:
                    before = b""
                    while chunk := stream.read(_CHUNK):
                        if any(mark in before + chunk for mark in _ENTITIES):
                            raise UsageError("import-unreadable", path=file, reason="DOCTYPE")
                        before = chunk[-32:]
    except UsageError:
        raise
    except Exception:  # zipfile and zlib let several kinds of exceptions out of a damaged archive
        raise UsageError("import-unreadable", path=file, reason="zip") from None


def _records(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what a file says of its size need not be so
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=ROWS + 2), 1):
        texts = [_text(cell) for cell in cells[: COLUMNS + 1]]
        while texts and not texts[-1]:
            texts.pop()
        if texts or number == 1:
            yield number, texts


def _text(cell: object) -> str:
    """A cell as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell.hour}:{cell.minute:02}"
    return str(cell)
