"""HSDS as tables of rows, whether it came as CSV of a tabular data package or as JSON objects inside each other.

Law: one path for both: a JSON object becomes a row of its table that names the rows it lay in. What stands in tables
that an import has no use for (persons, fees, …) is never read. (Human Services Data Specification 3.0, 2.0 names too.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tsunagari.exchange.remarks import Ledger, Where
from tsunagari.exchange.tables import CELL, ROWS, Row, Table

JSON_SIZE: Final = 32 * 1024 * 1024
_NAMES: Final[Mapping[str, str]] = {
    "services": "services", "service": "services", "organizations": "organizations", "organization": "organizations",
    "locations": "locations", "location": "locations", "phones": "phones", "phone": "phones",
    "schedules": "schedules", "schedule": "schedules", "regular_schedules": "schedules", "regular_schedule":
    "schedules", "holiday_schedules": "holiday_schedules", "holiday_schedule": "holiday_schedules",
    "languages": "languages", "language": "languages", "service_areas": "service_areas", "service_area":
    "service_areas", "service_at_locations": "service_at_locations", "service_at_location": "service_at_locations",
    "services_at_location": "service_at_locations", "services_at_locations": "service_at_locations",
    "attributes": "attributes", "attribute": "attributes", "taxonomy_terms": "taxonomy_terms",
    "taxonomy_term": "taxonomy_terms",
}  # fmt: skip
_KEYS: Final = {
    "services": "service_id", "organizations": "organization_id", "locations": "location_id",
    "service_at_locations": "service_at_location_id", "phones": "phone_id", "taxonomy_terms": "taxonomy_term_id",
}  # fmt: skip
#: What tells an object at the top apart, the surest first.
_MARKS: Final = (
    ("service_at_locations", ("location", "service")),
    ("services", (
        "minimum_age", "assured_date", "service_at_locations", "eligibility_description", "application_process",
        "organization", "interpretation_services", "organization_id", "service_areas",
    )),
    ("organizations", (
        "services", "website", "tax_status", "legal_status", "year_incorporated", "organization_identifiers",
    )),
    ("locations", ("latitude", "longitude", "location_type", "addresses")),
    ("taxonomy_terms", ("term_uri", "taxonomy", "taxonomy_detail")),
    ("services", ("name",)),
)  # fmt: skip
_DEEPEST: Final = 12


@dataclass(slots=True)
class Directory:
    """The rows of each table that an import reads; lives while it is read."""

    ledger: Ledger
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table."""
        return self.tables.get(table, [])

    def add(self, table: str, row: Row) -> None:
        """Put a row into its table."""
        self.tables.setdefault(table, []).append(row)

    def add_table(self, file: str, table: Table) -> None:
        """Take a table of a data package, if it is one of ours."""
        name = _NAMES.get(table.name.casefold().replace("-", "_"))
        for row in table.rows:
            if name is None:
                self.ledger.rows.pop(row.where.line, None)
            else:
                self.ledger.rows[row.where.line] = name
                self.add(name, row)
        if name is None:
            self.ledger.doubt("not-used", Where(file), text=table.name)


def known_table(name: str) -> bool:
    """Whether an import reads the table of this name."""
    return name.casefold().replace("-", "_") in _NAMES


def add_json(directory: Directory, file: str, text: str) -> None:
    """Take the objects of a JSON text: one, a list, or the pages of a list."""
    where = Where(file)
    value = json_value(directory.ledger, where, text)
    if value is None:
        return
    if isinstance(value, dict) and isinstance(value.get("contents"), list):
        value = value["contents"]
    for number, one in enumerate(value if isinstance(value, list) else [value]):
        path = f"[{number}]" if isinstance(value, list) else "$"
        table = _table_of(one) if isinstance(one, dict) else None
        if table is None:
            directory.ledger.refuse("not-an-object", Where(file, number + 1, path))
        else:
            _Flatten(directory, file).row(table, one, path, {}, 0)


def json_value(ledger: Ledger, where: Where, text: str) -> Any:
    """The value of a JSON text, or None, which is told in the ledger."""
    if len(text) > JSON_SIZE:
        ledger.refuse("file-unreadable", where, reason=f"{JSON_SIZE // 1024 // 1024} MiB")
        return None
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_not_a_number)
    except _Twice as twice:
        ledger.refuse("file-unreadable", where, reason=f"`{twice.args[0][:40]}` が二度 / twice")
    except (ValueError, RecursionError):
        ledger.refuse("file-unreadable", where, reason="JSONではない / not JSON")
    return None


class _Twice(Exception):
    """A key that stands twice in an object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _Twice(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _not_a_number(text: str) -> Any:
    raise ValueError(text)


def _table_of(one: dict[str, Any]) -> str | None:
    for table, marks in _MARKS:
        if table == "service_at_locations":
            if all(isinstance(one.get(mark), dict) for mark in marks):
                return table
        elif any(mark in one for mark in marks):
            return table
    return None


@dataclass(slots=True)
class _Flatten:
    """Makes rows of the objects of one file."""

    directory: Directory
    file: str

    def row(self, table: str, value: dict[str, Any], path: str, above: Mapping[str, str], depth: int) -> str:
        """Enter an object and what lies in it; its id."""
        ledger, where = self.directory.ledger, Where(self.file, 0, path)
        ledger.row(where, table)
        cells = self._cells(value, where)
        identity = cells.setdefault("id", path)
        for key, told in above.items():
            cells.setdefault(key, told)
        inner = {**above, **({_KEYS[table]: identity} if table in _KEYS else {})}
        if table in ("organizations", "locations"):  # what lies in these belongs to them, not to the service around
            inner = {key: told for key, told in inner.items() if key == _KEYS[table]}
        for key, child, number in self._children(value, where, depth):
            name = _NAMES[key]
            at = f"{path}.{key}" + ("" if number is None else f"[{number}]")
            found = self.row(name, child, at, inner if name != "organizations" else {}, depth + 1)
            if number is None and name in _KEYS:
                cells.setdefault(_KEYS[name], found)
        if len(self.directory.rows(table)) < ROWS:
            self.directory.add(table, Row(where, cells))
        else:
            ledger.refuse("file-unreadable", where, reason=f"{ROWS}")
        return identity

    def _cells(self, value: dict[str, Any], where: Where) -> dict[str, str]:
        cells: dict[str, str] = {}
        for key, one in value.items():
            if one is None or isinstance(one, list | dict):
                continue
            text = ("true" if one else "false") if isinstance(one, bool) else str(one).strip()
            if len(text) > CELL:
                self.directory.ledger.doubt("not-a-text", where.at(key[:60]), text=key)
            elif text:
                cells[key] = text
        return cells

    def _children(
        self, value: dict[str, Any], where: Where, depth: int
    ) -> Iterator[tuple[str, dict[str, Any], int | None]]:
        for key, one in value.items():
            if key not in _NAMES or not isinstance(one, list | dict):
                if key in _NAMES and one is not None and _NAMES[key] != key.rstrip("s") + "s":
                    self.directory.ledger.doubt("not-a-list", where.at(key), text=key)
                continue
            for number, child in enumerate(one if isinstance(one, list) else [one]):
                if not isinstance(child, dict) or depth >= _DEEPEST:
                    self.directory.ledger.refuse("not-an-object", Where(self.file, 0, f"{where.path}.{key}[{number}]"))
                else:
                    yield key, child, number if isinstance(one, list) else None


def package_files(ledger: Ledger, file: str, text: str, given: Sequence[str]) -> None:
    """Hold the list of a `datapackage.json` to the files that were given."""
    value = json_value(ledger, Where(file), text)
    resources = value.get("resources") if isinstance(value, dict) else None
    for one in resources if isinstance(resources, list) else []:
        path = one.get("path") if isinstance(one, dict) else None
        if not isinstance(path, str):
            ledger.doubt("not-an-object", Where(file, 0, "resources"))
        elif ".." in path or path.startswith(("/", "\\")) or ":" in path:
            ledger.refuse("file-outside", Where(file, 0, "resources"), text=path)
        elif path.replace("\\", "/").rpartition("/")[2] not in given:
            ledger.doubt("file-missing", Where(file, 0, "resources"), text=path)
