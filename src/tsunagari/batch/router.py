"""Batches of consultations through one program.

Law: every row gets what `Program.route` gives for it alone, whatever stands around it; a row that cannot be admitted
gets the code of its error, and the others go on. A router never changes what it answers and is shared by threads.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from tsunagari.batch.answer_columns import Answers, Sheet
from tsunagari.batch.encoded import Numbers
from tsunagari.batch.fact_columns import IDENTIFIER, FactColumns, fact_columns
from tsunagari.batch.kernel import Kernel
from tsunagari.errors import FactsError, UsageError, guarded
from tsunagari.pipeline.program import Program

MOST: Final = 1_000
"""How many resources a row may list."""


class Router:
    """Routes record batches through a program; `first` is how many resources a row lists, 1 to 1,000."""

    __slots__ = ("_first", "_identifier", "_kernel", "_numbers", "_program", "_sheet")

    @guarded
    def __init__(self, program: Program, first: int = 5, identifier: str = IDENTIFIER) -> None:
        if not isinstance(first, int) or isinstance(first, bool) or not 1 <= first <= MOST:
            raise UsageError("batch-first", most=str(MOST))
        self._program, self._first, self._identifier = program, first, identifier
        names = sorted(program.ruleset.resources)
        self._numbers = {name: number for number, name in enumerate(names)}
        self._kernel = Kernel(program, self._numbers)
        status = program.status_digest
        metadata = {"tsunagari.ruleset": program.ruleset.name, "tsunagari.digest": program.digest}
        metadata |= {"tsunagari.first": str(first)} | ({} if status is None else {"tsunagari.status": status})
        self._sheet = Sheet(pa.array(names, pa.string()), metadata)

    @property
    def digest(self) -> str:
        """`sha256:…` of the ruleset."""
        return self._program.digest

    @guarded
    def schema(self, batch: pa.Schema) -> pa.Schema:
        """The schema of the answers to batches of this schema."""
        number = batch.get_field_index(self._identifier)
        return self._sheet.schema(None if number < 0 else pa.field(self._identifier, batch.field(number).type))

    @guarded
    def route(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The answers, row by row. Raises UsageError for a batch that is none of facts (docs/batch.md)."""
        facts = fact_columns(batch, self._identifier)
        answers = Answers.of(facts.size, self._first)
        self._one_by_one(facts, self._kernel.route(facts, self._first, answers), answers)
        return self._sheet.batch(answers, facts.identifiers, self._identifier)

    def left_over(self, batch: pa.RecordBatch) -> int:
        """How many rows of a batch go one by one: what a slow batch is slow for."""
        facts = fact_columns(batch, self._identifier)
        return len(self._kernel.route(facts, self._first, Answers.of(facts.size, self._first)))

    def _one_by_one(self, facts: FactColumns, rows: Numbers, answers: Answers) -> None:
        """The rows that are left over, through `Program.route`."""
        for row in rows.tolist():
            try:
                decision = self._program.route(facts.consultation(row))
            except FactsError as refused:
                answers.refused(row, refused)
            else:
                answers.decided(row, decision, self._numbers)
