"""From tables to the files of a registry: one line a step.

Law: an import never stops at a row; what it gives is rule text, and a ledger in which every row has its outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tsunagari.errors import UsageError
from tsunagari.exchange.entries import Entry, Registry, Timetable
from tsunagari.exchange.mapping import TableMapping
from tsunagari.exchange.naming import named
from tsunagari.exchange.remarks import OUTCOMES, Ledger, Where
from tsunagari.exchange.table_rows import Draft, TableReader, entries_of
from tsunagari.exchange.tables import Table
from tsunagari.exchange.writing import written


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: the registry, its files by name, and what became of each row."""

    registry: Registry
    files: dict[str, str]
    ledger: Ledger

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "rows": {**self.ledger.total(), "tables": self.ledger.counts()},
            "resources": len(self.registry.entries),
            "organizations": len(self.registry.organizations),
            "hours_without_resource": len(self.registry.timetables),
            "blank": [
                {"table": table, "column": column, "rows": count}
                for (table, column), count in sorted(self.ledger.blanks.items())
            ],
            "remarks": [one.to_dict() for one in self.ledger.ordered()],
        }

    @property
    def refused(self) -> int:
        """How many rows, and whole files, were left out."""
        files = sum(one.refused and not (one.where.row or one.where.path) for one in self.ledger.remarks)
        return self.ledger.total()[OUTCOMES[2]] + files


def import_tables(
    tables: Sequence[Table], mapping: TableMapping, ledger: Ledger, *,
    language: str = "ja", mark: str = "", known: Iterable[str] = (),
) -> Imported:  # fmt: skip
    """The registry of plain tables; raises UsageError where columns or corrections have no place in any of them."""
    drafts: list[Draft] = []
    timetables: list[Timetable] = []
    corrected: set[str] = set()
    for table in tables:
        if table.columns and (missing := mapping.missing(table.columns)):
            raise UsageError("import-columns", columns="、".join(missing))
        reader = TableReader(table, mapping, ledger, language)
        drafts += reader.drafts()
        timetables += reader.timetables
        corrected |= reader.corrected
    if unused := sorted(set(mapping.correct) - corrected):
        raise UsageError("import-corrections", words="、".join(unused))
    return finished(named(entries_of(drafts, mapping), timetables), ledger, mark, known)


def finished(registry: Registry, ledger: Ledger, mark: str, known: Iterable[str]) -> Imported:
    """The registry as files; entries that the language cannot hold are refused."""
    done = written(registry, known, mark)
    for entry, reason in done.refused:
        ledger.refuse("row-unwritable", entry.where or Where("-", 0, entry.name), reason=reason)
    left_out = {entry.name for entry, _ in done.refused}
    entries: tuple[Entry, ...] = tuple(entry for entry in registry.entries if entry.name not in left_out)
    organizations = tuple(sorted({entry.organization for entry in entries if entry.organization}))
    return Imported(Registry(entries, organizations, registry.timetables), done.files, ledger)
