"""The columns of a record batch as facts of consultations.

Law: columns are called as the keys of facts in JSON, in English or Japanese; a column that is none, one told twice
or of a type in which its fact is not told is refused for the whole batch, by its number and never by a name that is
not ours. Only the column of identifiers is carried over. A row tells what the same JSON object would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from tsunagari.batch.encoded import Encoded, Listed, Unfit, flags, listed, spans, texts, texts_or_wholes, wholes
from tsunagari.batch.instants import Instants, instants
from tsunagari.engine.consultation import Consultation
from tsunagari.errors import UsageError
from tsunagari.wire.facts import JAPANESE_KEYS, KEYS

IDENTIFIER: Final = "id"
"""The name of the column that is carried over, unless another one is named."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FactColumns:
    """The facts of every row; `single` by JSON key, `own` by the name of a declared attribute."""

    size: int
    single: Mapping[str, Encoded]
    several: Mapping[str, Listed]
    own: Mapping[str, Encoded]
    pairs: Listed | None
    at: Instants | None
    identifiers: pa.Array | None

    def consultation(self, row: int) -> Consultation:
        """What a row tells; raises FactsError."""
        facts: dict[str, Any] = {key: column.told(row) for key, column in self.single.items()}
        for key, several in self.several.items():
            facts[key] = several.told(row)
        if self.at is not None:
            facts["at"] = self.at.told(row)
        if self.pairs is not None:
            facts["attributes"] = self.pairs.told(row)
        elif self.own:
            facts["attributes"] = [(name, column.told(row)) for name, column in self.own.items()]
        return Consultation(**facts)


def fact_columns(batch: pa.RecordBatch, identifier: str = IDENTIFIER) -> FactColumns:
    """Read a record batch; raises UsageError: batch-type, batch-column, batch-column-twice, batch-column-type."""
    if not isinstance(batch, pa.RecordBatch):
        raise UsageError("batch-type")
    reading = _Reading()
    for number, name in enumerate(batch.schema.names, 1):
        reading.column(number, name, batch.column(number - 1), identifier)
    return FactColumns(
        batch.num_rows, reading.single, reading.several, reading.own, reading.pairs, reading.at, reading.identifiers
    )


class _Reading:
    """Takes column after column; thrown away afterwards."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.single: dict[str, Encoded] = {}
        self.several: dict[str, Listed] = {}
        self.own: dict[str, Encoded] = {}
        self.pairs: Listed | None = None
        self.at: Instants | None = None
        self.identifiers: pa.Array | None = None

    def column(self, number: int, name: str, column: pa.Array, identifier: str) -> None:
        """Take one column."""
        key = IDENTIFIER if name == identifier else JAPANESE_KEYS.get(name, name)
        if (key != IDENTIFIER and key not in KEYS) or (key == IDENTIFIER and name != identifier):
            raise UsageError("batch-column", number=str(number), known=", ".join([identifier, *sorted(KEYS)]))
        if key in self.seen:
            raise UsageError("batch-column-twice", column=key)
        self.seen.add(key)
        try:
            if key == IDENTIFIER:
                self.identifiers = column
            else:
                self.take(key, column)
        except (Unfit, pa.ArrowException):
            column = None
        if column is None:
            raise UsageError("batch-column-type", column=key)

    def take(self, key: str, column: pa.Array) -> None:
        """Take a column of facts; raises Unfit."""
        if key == "at":
            self.at = instants(column)
        elif key == "attributes":
            self.attributes(column)
        elif key == "tried":
            self.several[key] = _tried(column)
        elif key in ("issues", "wishes", "declined"):
            self.several[key] = listed(column)
        else:
            self.single[key] = _ONE.get(key, texts)(column)

    def attributes(self, column: pa.Array) -> None:
        """A struct with a field for each attribute, or a map."""
        if pa.types.is_struct(column.type):
            names = [field.name for field in column.type]
            if len(set(names)) < len(names):
                raise Unfit
            self.own = {name: texts_or_wholes(pc.struct_field(column, [n])) for n, name in enumerate(names)}
        elif pa.types.is_map(column.type):
            starts, absent, inner = spans(column)
            parts = texts(pc.struct_field(inner, "key")), texts_or_wholes(pc.struct_field(inner, "value"))
            self.pairs = Listed(starts, absent, parts)
        elif not pa.types.is_null(column.type):
            raise Unfit


def _tried(column: pa.Array) -> Listed:
    """Names of resources, or structs of `resource` and `outcome`."""
    starts, absent, inner = spans(column)
    if not pa.types.is_struct(inner.type):
        return Listed(starts, absent, (texts(inner),))
    names = {field.name for field in inner.type}
    if "resource" not in names or names - {"resource", "outcome"}:
        raise Unfit
    resource = texts(pc.struct_field(inner, "resource"))
    if "outcome" not in names:
        return Listed(starts, absent, (resource,))
    outcome = texts(pc.struct_field(inner, "outcome"))
    return Listed(starts, absent, (resource, _declined_unless_told(outcome)))


def _declined_unless_told(outcome: Encoded) -> Encoded:
    """A null or empty outcome is that of a bare name (language §4, "Who is gone")."""
    values = (*(one or "declined" for one in outcome.values), "declined")
    numbers = outcome.numbers.copy()
    numbers[numbers < 0] = len(values) - 1
    return Encoded(numbers, values)


_ONE: Final[Mapping[str, Callable[[pa.Array], Encoded]]] = {"age": wholes, "danger": flags}
