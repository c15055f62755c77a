"""How a process far away gets the same router: a function that loads the program, and what to list.

Law: a recipe travels by its names only, never with facts; every process makes the router once, and refuses to work
where the ruleset that it finds is not the one of the process that sent the work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from tsunagari.batch.answer_columns import LISTS
from tsunagari.batch.fact_columns import IDENTIFIER
from tsunagari.batch.router import Router
from tsunagari.errors import UsageError
from tsunagari.pipeline.program import Program


@dataclass(frozen=True, slots=True)
class Recipe:
    """`load(path)` gives the program, `tsunagari.load` for example; `status` is the live status as pairs.

    `digest`, once filled in by `prepared`, is that of the program that every process must find.
    """

    load: Callable[[str], Program]
    path: str
    first: int = 5
    identifier: str = IDENTIFIER
    status: tuple[tuple[str, str], ...] = ()
    digest: str = ""

    def prepared(self) -> Recipe:
        """The recipe with the digest of what is found here; raises as `load` does."""
        found = router_of(self).digest
        return Recipe(self.load, self.path, self.first, self.identifier, self.status, found)


@lru_cache(maxsize=2)
def router_of(recipe: Recipe) -> Router:
    """The router of a recipe, made once in each process. Raises UsageError where the ruleset is another one."""
    program = recipe.load(recipe.path)
    if recipe.digest not in ("", program.digest):
        raise UsageError("batch-rules-changed")
    if recipe.status:
        program = program.with_status(dict(recipe.status))
    return Router(program, recipe.first, recipe.identifier)


def recipe_of(
    load: Callable[[str], Program], path: str, first: int, identifier: str, status: Mapping[str, str] | None
) -> Recipe:
    """A prepared recipe."""
    return Recipe(load, path, first, identifier, tuple(sorted((status or {}).items()))).prepared()


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """The schema of answers without dictionaries, which the engines do not carry inside of lists."""
    fields = []
    for field in schema:
        kind = field.type
        if pa.types.is_list(kind) and field.name in ("resource", *LISTS):
            kind = pa.list_(pa.string())
        elif pa.types.is_dictionary(kind):
            kind = kind.value_type
        fields.append(pa.field(field.name, kind))
    return pa.schema(fields)


def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The answers without dictionaries."""
    schema = plain_schema(batch.schema)
    columns = [column.cast(field.type) for column, field in zip(batch.columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
