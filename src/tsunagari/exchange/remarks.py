"""What an import says about each row: taken, taken with doubts, or refused, and where and why.

Law: every row that was looked at stands in the ledger once and ends in exactly one of three ways; a remark is a code
with fields, its sentence is in the catalogue (`import/…`). A blank is no doubt: it is counted, and stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tsunagari.messages import prose

SHOWN: Final = 60
"""How much of a cell is repeated in a sentence about it."""
HINTS: Final = 200
"""Unknown places of one import for which the nearest names are looked for, which takes some milliseconds each."""
OUTCOMES: Final = ("imported", "doubtful", "refused")


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A file, a row of it (a line number, or a path of JSON such as `services[3]`) and a column or key."""

    file: str
    row: int = 0
    path: str = ""
    column: str = ""

    def at(self, column: str) -> Where:
        """Another cell of the same row."""
        return Where(self.file, self.row, self.path, column)

    @property
    def line(self) -> tuple[str, int, str]:
        """The row alone."""
        return self.file, self.row, self.path

    def __str__(self) -> str:
        return ":".join(part for part in (self.file, self.path or str(self.row or ""), self.column) if part)


class Unreadable(Exception):
    """What stands in a cell cannot be read: a code of the catalogue and its fields; never leaves this package."""

    def __init__(self, code: str, **fields: str) -> None:
        self.code = code
        self.fields = {key: shortened(text) for key, text in fields.items()}
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at in one cell; `refused` where its row was left out."""

    code: str
    where: Where
    refused: bool = False
    fields: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str) -> str:
        """What there is to say, in `ja` or `en`, with the advice behind it."""
        text, advice = prose("import/" + self.code, language, dict(self.fields))
        return text if advice is None else f"{text}{'。' if language == 'ja' else '; '}{advice}"

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "code": self.code,
            "outcome": "refused" if self.refused else "doubtful",
            "file": self.where.file,
            "row": self.where.row or None,
            "path": self.where.path or None,
            "column": self.where.column or None,
            "message": {language: self.sentence(language) for language in ("ja", "en")},
        }


@dataclass(slots=True)
class Ledger:
    """The rows of one import; lives for one import only."""

    rows: dict[tuple[str, int, str], str] = field(default_factory=dict)
    remarks: dict[Remark, None] = field(default_factory=dict)
    blanks: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_line: dict[tuple[str, int, str], list[Remark]] = field(default_factory=dict)
    hints: int = 0

    def row(self, where: Where, table: str) -> None:
        """Enter a row, under the table that it belongs to."""
        self.rows.setdefault(where.line, table)

    def doubt(self, code: str, where: Where, **fields: str) -> Remark:
        """Note something to look at; the row is taken."""
        return self._note(Remark(code, where, False, _fields(fields)))

    def refuse(self, code: str, where: Where, **fields: str) -> Remark:
        """Leave a row out."""
        return self._note(Remark(code, where, True, _fields(fields)))

    def blank(self, where: Where, table: str, column: str) -> None:
        """Count a cell that says nothing."""
        self.blanks[table, column] += 1

    def withdraw(self, where: Where) -> None:
        """Forget the doubts about a row that is refused after all."""
        for one in self.by_line.get(where.line, ()):
            if not one.refused:
                self.remarks.pop(one, None)

    def hint(self) -> bool:
        """Whether there is time left to look for the nearest names of one more unknown place."""
        self.hints += 1
        return self.hints <= HINTS

    def _note(self, remark: Remark) -> Remark:
        if remark.where.row or remark.where.path:  # else it is about a whole file
            self.rows.setdefault(remark.where.line, "-")
        self.remarks[remark] = None
        self.by_line.setdefault(remark.where.line, []).append(remark)
        return remark

    def counts(self) -> dict[str, dict[str, int]]:
        """How the rows ended, by table."""
        refused = {one.where.line for one in self.remarks if one.refused}
        doubtful = {one.where.line for one in self.remarks} - refused
        found: dict[str, dict[str, int]] = {}
        for line, table in self.rows.items():
            outcome = OUTCOMES[2] if line in refused else OUTCOMES[1] if line in doubtful else OUTCOMES[0]
            found.setdefault(table, dict.fromkeys(OUTCOMES, 0))[outcome] += 1
        return found

    def total(self) -> dict[str, int]:
        """How the rows ended, over all tables."""
        every = self.counts().values()
        return {outcome: sum(table[outcome] for table in every) for outcome in OUTCOMES}

    def ordered(self) -> Iterator[Remark]:
        """The remarks by file, row and column."""
        yield from sorted(self.remarks, key=lambda one: (one.where, one.code, one.fields))


def shortened(text: str) -> str:
    """The beginning of a cell on one line, as it can be shown in a sentence."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= SHOWN else plain[:SHOWN] + "…"


def _fields(fields: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, shortened(text)) for key, text in fields.items()))
