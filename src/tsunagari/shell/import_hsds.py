"""Files of HSDS to a registry.

Law: CSV files are tables of one data package, JSON files objects of one directory; together they are one import.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tsunagari.errors import UsageError
from tsunagari.exchange.hsds_directory import Directory, add_json, known_table, package_files
from tsunagari.exchange.hsds_services import Services
from tsunagari.exchange.importing import Imported, finished
from tsunagari.exchange.naming import named
from tsunagari.exchange.remarks import Ledger, Where
from tsunagari.shell.import_files import Given, tables_of


def import_hsds(
    given: Sequence[Given], ledger: Ledger, encoding: str, on: date, language: str, mark: str, known: Iterable[str]
) -> Imported:
    """The registry of HSDS files; raises UsageError where none of them is a table or an object of it."""
    directory = Directory(ledger)
    names = [one.shown for one in given]
    for one in given:
        if one.shown.casefold() == "datapackage.json":
            package_files(ledger, one.shown, one.text(encoding), names)
        elif one.suffix == ".json":
            add_json(directory, one.shown, one.text(encoding))
        elif one.is_table and known_table(one.stem):
            [table] = tables_of([one], ledger, encoding, None)
            directory.add_table(one.shown, table)
        else:
            ledger.doubt("not-used", Where(one.shown), text=one.stem)
    if not directory.tables and not any(one.refused for one in ledger.remarks):
        raise UsageError("import-no-table", path=given[0].shown)
    services = Services(directory, on, language)
    entries = services.entries()
    return finished(named(entries, services.timetables()), ledger, mark, known)
