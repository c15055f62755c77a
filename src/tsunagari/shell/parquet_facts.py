"""The rows of a Parquet file of facts as consultations, one by one.

Law: a row tells what the same JSON object would; a row that is no consultation is its FactsError, in its place; no more
than some thousand rows are held at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tsunagari.batch.fact_columns import FactColumns, fact_columns
from tsunagari.engine.consultation import Consultation
from tsunagari.errors import FactsError
from tsunagari.pipeline.watching import Watch
from tsunagari.shell.parquet_files import parquet

_ROWS = 1 << 13


def consultations_of(path: str, watch: Watch) -> Iterator[Consultation | FactsError]:
    """Every row in order; `watch` is told how many were read.

    Raises UsageError: unreadable, bad-parquet, batch-column, batch-column-twice, batch-column-type.
    """
    done = 0
    with parquet(Path(path)) as file:
        size = file.metadata.num_rows
        for batch in file.iter_batches(batch_size=_ROWS):
            columns = fact_columns(batch)
            yield from (_told(columns, row) for row in range(columns.size))
            done += columns.size
            watch("replay", done, size)


def _told(columns: FactColumns, row: int) -> Consultation | FactsError:
    try:
        return columns.consultation(row)
    except FactsError as refused:
        return refused
