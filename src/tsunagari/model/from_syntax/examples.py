"""Tests and the rows of cases tables become examples.

Law: an example expects something, or it is an error; a row is the test that its cells would be as lines, an empty
cell is no line. Examples stand in the order of files and lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tsunagari.model.examples import Example, Expectation
from tsunagari.model.from_syntax.cases import Column, columns, expected
from tsunagari.model.from_syntax.clauses import site
from tsunagari.model.from_syntax.conditions import Conditions
from tsunagari.model.from_syntax.expectations import Expecting
from tsunagari.model.from_syntax.facts import Telling
from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.from_syntax.targets import Targeting
from tsunagari.syntax.ast import Block, File, Row, Words


@dataclass(frozen=True, slots=True)
class Examples:
    """Reads the tests and cases of the root."""

    conditions: Conditions
    targeting: Targeting
    expecting: Expecting

    def read(self, checks: Iterable[tuple[Block, File]], folder: str) -> tuple[Example, ...]:
        """All examples."""
        found: list[Example] = []
        for block, file in checks:
            where = Where(file, block.name.span if block.name else block.head, folder)
            if block.keyword == "test":
                found.append(self._test(block, where))
            elif block.keyword == "cases":
                found += self._cases(block, where)
        return tuple(found)

    def _test(self, block: Block, where: Where) -> Example:
        telling = Telling(self.conditions.vocabulary, self.targeting)
        expectations: list[Expectation] = []
        written = False
        for field in block.fields:
            at = where.at(field.span)
            if field.keyword == "given" and isinstance(field.value, Words):
                telling.take(field.value, at)
            elif field.keyword.startswith("expect"):
                written = True
                expectations += self.expecting.read(field.keyword, field.value, at)
        if not written and not block.broken:
            self.conditions.problems.report("nothing-expected", where, name=_title(block))
        return Example(_title(block), site(where), telling.facts(), telling.paused(), tuple(expectations))

    def _cases(self, block: Block, where: Where) -> list[Example]:
        rows = [(field.value, where.at(field.span)) for field in block.fields if isinstance(field.value, Row)]
        problems = self.conditions.problems
        if len(rows) < 2:
            if not block.broken:
                problems.report("cases-without-rows", where, name=_title(block))
            return []
        header = columns(rows[0][0], rows[0][1], self.conditions.vocabulary)
        if not block.broken and all(column is None or not column.expects for column in header):
            problems.report("nothing-expected", rows[0][1], name=_title(block))
        return [
            self._row(header, row, at, (f"{_title(block)}（{number}行目）", f"{_title(block)} (row {number})"))
            for number, (row, at) in enumerate(rows[1:], 1)
        ]

    def _row(self, header: Sequence[Column | None], row: Row, where: Where, names: tuple[str, str]) -> Example:
        telling = Telling(self.conditions.vocabulary, self.targeting)
        expectations: list[Expectation] = []
        name = names[1]
        problems = self.conditions.problems
        if len(row.cells) != len(header):
            problems.report("row-unfit", where, cells=str(len(row.cells)), columns=str(len(header)))
            return Example(name, site(where), {})
        stated = False
        for column, cell in zip(header, row.cells, strict=True):
            if column is None or cell is None:
                continue
            at = where.at(cell.span)
            if not column.expects:
                telling.take(column.line(cell), at)
                continue
            stated = True
            value = expected(column.expects, cell, at, problems)
            if value is not None:
                expectations += self.expecting.read(column.expects, value, at)
        if not stated and any(column is not None and column.expects for column in header):
            problems.report("nothing-expected", where, name=names)
        return Example(name, site(where), telling.facts(), telling.paused(), tuple(expectations))


def _title(block: Block) -> str:
    return block.name.text if block.name is not None else ""
