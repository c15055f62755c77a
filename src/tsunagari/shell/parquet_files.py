"""Parquet files of facts and of answers.

Law: what cannot be read as Parquet is a UsageError that names the file and, at most, the number of a row group; a part
is on the disk whole or not at all, and so is the file that is put together from parts. No more than some batches of
rows are held at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from tsunagari.batch.router import Router
from tsunagari.errors import UsageError
from tsunagari.shell.folders import reason_of, shown
from tsunagari.shell.rewriting import whole_or_not

ROWS: Final = 1 << 17
"""How many rows are routed, and written as one row group, at once."""
_CHUNK: Final = 1 << 22
_REFUSED: Final = "tsunagari.refused"
"""Under this key a part says how many of its rows have an error."""


@contextmanager
def parquet(path: Path) -> Iterator[pq.ParquetFile]:
    """A file of facts, open; raises UsageError: unreadable, bad-parquet."""
    with _readable(path), pq.ParquetFile(path, pre_buffer=False) as file:
        yield file


def groups_of(path: Path) -> tuple[pa.Schema, list[int]]:
    """The columns of a file, and how many rows each of its row groups has."""
    with parquet(path) as file:
        rows = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
        return file.schema_arrow, rows


def empty(schema: pa.Schema) -> pa.RecordBatch:
    """A batch without rows, by which a router tells what it thinks of the columns."""
    return pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)


def fingerprint(path: Path, watch: Callable[[int, int], None]) -> str:
    """SHA-256 of all bytes of a file; `watch` is told how many were read, of how many."""
    digest = hashlib.sha256()
    with _readable(path), path.open("rb") as stream:
        size, done = os.fstat(stream.fileno()).st_size, 0
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            watch(done, size)
    return f"sha256:{digest.hexdigest()}"


def write_part(router: Router, source: Path, group: int, target: Path) -> int:
    """Route one row group into a file of its own; how many rows have an error."""
    refused = 0
    with parquet(source) as file, whole_or_not(target) as stream:
        schema = router.schema(file.schema_arrow)
        with _readable(source, group), pq.ParquetWriter(stream, schema, compression="zstd") as writer:
            for batch in file.iter_batches(batch_size=ROWS, row_groups=[group]):
                answers = router.route(batch)
                refused += answers.num_rows - answers.column("error").null_count
                writer.write_batch(answers)
            writer.add_key_value_metadata({_REFUSED: str(refused)})
    return refused


def refused_in(part: Path, rows: int, schema: pa.Schema) -> int | None:
    """How many rows of a finished part have an error; None where it is no such part."""
    try:
        with pq.ParquetFile(part) as file:
            fits = file.metadata.num_rows == rows and file.schema_arrow.remove_metadata() == schema.remove_metadata()
            refused = (file.metadata.metadata or {}).get(_REFUSED.encode())
            return int(refused) if fits and refused is not None else None
    except (OSError, ValueError, pa.ArrowException):
        return None


def put_together(parts: Sequence[Path], schema: pa.Schema, target: Path, watch: Callable[[int], None]) -> None:
    """One file of all parts, in their order, in the place of the target; `watch` is told how many are in it."""
    with whole_or_not(target) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for number, part in enumerate(parts, 1):
            with parquet(part) as file:
                for group in range(file.num_row_groups):
                    writer.write_table(file.read_row_group(group).cast(schema))
            watch(number)


@contextmanager
def _readable(path: Path, group: int | None = None) -> Iterator[None]:
    try:
        yield
    except pa.ArrowException:
        refused = _damaged(path, group)
    except OSError as problem:
        if problem.errno is None:  # Arrow's own, about what stands in the file
            refused = _damaged(path, group)
        else:
            refused = UsageError("unreadable", path=shown(path), reason=reason_of(problem))
    else:
        return
    raise refused


def _damaged(path: Path, group: int | None) -> UsageError:
    if group is None:
        return UsageError("bad-parquet", path=shown(path))
    return UsageError("bad-row-group", path=shown(path), number=str(group + 1))
