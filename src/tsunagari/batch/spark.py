"""A Spark DataFrame of facts to one of answers, by `mapInArrow`.

Law: every batch that Spark hands over goes through the same router as on one machine; nothing is collected, no row is
moved from one partition to another, and only identifiers and answers go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from tsunagari.batch.fact_columns import IDENTIFIER
from tsunagari.batch.recipe import Recipe, plain, plain_schema, recipe_of, router_of
from tsunagari.pipeline.program import Program


def route_dataframe(
    frame: DataFrame,
    load: Callable[[str], Program],
    path: str,
    first: int = 5,
    identifier: str = IDENTIFIER,
    status: Mapping[str, str] | None = None,
) -> DataFrame:
    """The answers to a DataFrame of facts, columns as in docs/batch.md but for dictionaries.

    `load(path)` must give the same ruleset on every machine: `tsunagari.load` with a path that all of them have.
    Raises UsageError for columns that are no facts, before anything runs.
    """
    recipe = recipe_of(load, path, first, identifier, status)
    schema = _columns(frame)
    empty = pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)
    answers = plain_schema(router_of(recipe).route(empty).schema)
    return frame.mapInArrow(partial(_routed, recipe), from_arrow_schema(answers))


def _columns(frame: DataFrame) -> pa.Schema:
    """The columns as workers will meet them, instants in UTC; earlier versions of Spark take no other zone."""
    try:
        return to_arrow_schema(frame.schema, timezone="UTC")
    except TypeError:
        return to_arrow_schema(frame.schema)


def _routed(recipe: Recipe, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What runs in the workers of Spark."""
    router = router_of(recipe)
    for batch in batches:
        yield plain(router.route(batch))
