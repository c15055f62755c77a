"""The door to batches: what is needed for them is loaded when somebody knocks.

Law: `import tsunagari` waits for neither pyarrow nor numpy; where they are missing, the error names the extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsunagari.errors import UsageError, guarded
from tsunagari.pipeline.program import Program

if TYPE_CHECKING:  # the extra may be missing
    import pyarrow as pa

    from tsunagari.batch.router import Router


@guarded
def batch_router(program: Program, first: int = 5, identifier: str = "id") -> Router:
    """What routes many batches through one program; what it prepares for one batch serves the next.

    `first` is how many resources a row lists; the column `identifier` is carried over. Raises UsageError:
    no-batch-extra where pyarrow or numpy is missing, batch-first.
    """
    try:
        # only here: the extra may be missing
        from tsunagari.batch.router import Router
    except ImportError:
        raise UsageError("no-batch-extra") from None
    return Router(program, first, identifier)


@guarded
def route_batch(program: Program, batch: pa.RecordBatch, first: int = 5, identifier: str = "id") -> pa.RecordBatch:
    """The answers to a record batch of facts, row for row (columns: docs/batch.md).

    Each row is answered as `program.route` answers it alone; one that cannot be admitted has nulls and the code in
    `error`. Raises UsageError: no-batch-extra, batch-first, batch-type, batch-column, batch-column-twice,
    batch-column-type.
    """
    return batch_router(program, first, identifier).route(batch)
