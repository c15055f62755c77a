"""A Daft DataFrame of facts to one of answers, by a batch function.

Law: every batch that Daft hands over goes through the same router as on one machine, whether Daft runs in this process
(its native runner, the usual one) or on Ray (`daft.set_runner_ray`); only identifiers and answers go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import daft
import pyarrow as pa

from tsunagari.batch.fact_columns import IDENTIFIER
from tsunagari.batch.recipe import Recipe, plain, plain_schema, recipe_of, router_of
from tsunagari.pipeline.program import Program


def route_dataframe(
    frame: daft.DataFrame,
    load: Callable[[str], Program],
    path: str,
    first: int = 5,
    identifier: str = IDENTIFIER,
    status: Mapping[str, str] | None = None,
) -> daft.DataFrame:
    """The answers to a DataFrame of facts, columns as in docs/batch.md but for dictionaries.

    `load(path)` must give the same ruleset on every machine: `tsunagari.load` with a path that all of them have.
    Raises UsageError for columns that are no facts, before anything runs.
    """
    recipe = recipe_of(load, path, first, identifier, status)
    schema = frame.schema().to_pyarrow_schema()
    empty = pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)
    answers = plain_schema(router_of(recipe).route(empty).schema)
    kind = daft.DataType.from_arrow_type(pa.struct(list(answers)))
    routed = daft.func.batch(return_dtype=kind, unnest=True)(_Routed(recipe, tuple(schema.names)).__call__)
    return frame.select(routed(*(daft.col(name) for name in schema.names)))


class _Routed:
    """What runs in the workers of Daft."""

    def __init__(self, recipe: Recipe, names: tuple[str, ...]) -> None:
        self.recipe, self.names = recipe, names

    def __call__(self, *columns: daft.Series) -> pa.Array:
        """The answers to a batch, as structs."""
        arrays = [_whole(column.to_arrow()) for column in columns]
        batch = pa.RecordBatch.from_arrays(arrays, names=list(self.names))
        return plain(router_of(self.recipe).route(batch)).to_struct_array()


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
