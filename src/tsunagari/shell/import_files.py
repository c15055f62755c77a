"""Files of foreign registries, read within limits.

Law: sizes are looked at before anything is read into memory; an encoding is named by a person or is UTF-8, never
guessed; a folder stands for the tables in it, and nothing is read through a link that leads out of it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tsunagari.errors import UsageError
from tsunagari.exchange.remarks import Ledger
from tsunagari.exchange.tables import Table, csv_table
from tsunagari.shell.encodings import decoded, likely_encoding
from tsunagari.shell.folders import reason_of, shown, within

FILE: Final = 64 * 1024 * 1024
ALL: Final = 256 * 1024 * 1024
ENCODINGS: Final = ("utf-8", "cp932", "euc-jp", "utf-16")
_TABLES: Final = (".csv", ".tsv", ".txt")
_EXCEL: Final = (".xlsx", ".xlsm")
_JSON: Final = (".json",)


@dataclass(frozen=True, slots=True)
class Given:
    """One file: the name in reports, what its name ends in, and its bytes."""

    shown: str
    stem: str
    suffix: str
    raw: bytes

    @property
    def is_table(self) -> bool:
        """A text table or a workbook."""
        return self.suffix in (*_TABLES, *_EXCEL)

    def text(self, encoding: str) -> str:
        """The text; raises UsageError where the bytes are in another encoding."""
        found: str | None
        if encoding == "utf-8":
            found = decoded(self.raw)
        else:
            try:
                found = self.raw.decode(encoding)
            except UnicodeDecodeError:
                found = None
        if found is None:
            raise UsageError("import-encoding", path=self.shown, encoding=likely_encoding(self.raw))
        return found


def given_files(paths: Sequence[str]) -> list[Given]:
    """The files named, folders as the tables and JSON in them; raises UsageError."""
    found: list[Given] = []
    size = 0
    for path in paths:
        for file in _files(path):
            raw = _read(file)
            size += len(raw)
            if size > ALL:
                raise UsageError("import-too-large", path=shown(path), limit=f"{ALL // 1024 // 1024} MiB")
            found.append(Given(shown(file.name), file.stem, file.suffix.casefold(), raw))
    if not found:
        raise UsageError("import-no-table", path=shown(paths[0] if paths else "-"))
    return found


def tables_of(given: Sequence[Given], ledger: Ledger, encoding: str, sheet: str | None) -> list[Table]:
    """The tables among the files; raises UsageError."""
    return [_table(one, ledger, encoding, sheet) for one in given if one.is_table]


def _table(given: Given, ledger: Ledger, encoding: str, sheet: str | None) -> Table:
    if given.suffix not in _EXCEL:
        return csv_table(given.shown, given.stem, given.text(encoding), ledger)
    try:
        from tsunagari.exchange.workbook import excel_table  # an extra; nobody waits for it who reads no Excel
    except ImportError:
        raise UsageError("import-no-excel") from None
    return excel_table(given.shown, given.stem, given.raw, sheet, ledger)


def _files(path: str) -> Iterator[Path]:
    try:
        named = Path(path)
        if named.name.casefold() == "datapackage.json" and named.is_file():
            named = named.parent
        if not named.is_dir():
            yield named
            return
        folder = Path(os.path.realpath(named))
        for one in sorted(named.iterdir()):
            known = one.suffix.casefold() in (*_TABLES, *_EXCEL, *_JSON)
            if known and not one.name.startswith(".") and within(Path(os.path.realpath(one)), folder):
                yield one
    except (OSError, ValueError) as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None


def _read(path: Path) -> bytes:
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UsageError("unreadable", path=shown(path), reason="not a regular file")
            raw = stream.read(FILE + 1)
    except (OSError, ValueError) as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None
    if len(raw) > FILE:
        raise UsageError("import-too-large", path=shown(path), limit=f"{FILE // 1024 // 1024} MiB")
    return raw
