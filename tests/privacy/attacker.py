"""An attacker who knows every table that was published and how we hide, and asks z3 what a hidden number can be.

Independent of the audit: no network, only sums of leaves. Hidden zeros are known to be possible in crisis columns and
above them only.
"""

from __future__ import annotations

from collections.abc import Iterable

import z3

from tsunagari.privacy.statistics.counts import Counts
from tsunagari.privacy.statistics.suppression import Cell, Table


class Attacker:
    """What follows from the tables published about one set of counts."""

    def __init__(self, tables: Iterable[Table], knows_how: bool = True) -> None:
        self.tables = tuple(tables)
        first = self.tables[0]
        columns = first.columns.columns
        self.height, self.width = len(first.rows), len(columns)
        inner = {column.parent for column in columns}
        below: dict[int, list[int]] = {c: [] for c in range(self.width)}
        for leaf in (c for c in range(self.width) if c not in inner):
            at = leaf
            while at >= 0:
                below[at].append(leaf)
                at = columns[at].parent
        self.leaves = [
            {c: z3.Int(f"x{r}_{c}") for c in range(self.width) if c not in inner} for r in range(self.height - 1)
        ]
        self.solver = z3.Solver()
        self.sums = [[z3.Sum([row[leaf] for leaf in below[c]]) for c in range(self.width)] for row in self.leaves]
        self.sums.append([z3.Sum([row[c] for row in self.sums]) for c in range(self.width)])
        self.solver.add(*(value >= 0 for row in self.leaves for value in row.values()))
        for table in self.tables:
            for r, row in enumerate(table.rows):
                for c, value in enumerate(row):
                    if value is not None:
                        self.solver.add(self.sums[r][c] == value)
                    elif knows_how and not columns[c].above_crisis:
                        self.solver.add(self.sums[r][c] >= 1)

    def hidden(self) -> list[Cell]:
        """The cells that no table shows."""
        shown = frozenset().union(*(table.shown() for table in self.tables))
        return [(r, c) for r in range(self.height) for c in range(self.width) if (r, c) not in shown]

    def possible(self, cell: Cell, value: int) -> bool:
        """Whether a hidden cell can be this."""
        return self._holds(self.sums[cell[0]][cell[1]] == value)

    def above(self, cell: Cell, value: int) -> bool:
        """Whether a hidden cell can be more than this."""
        return self._holds(self.sums[cell[0]][cell[1]] > value)

    def below(self, cell: Cell, value: int) -> bool:
        """Whether a hidden cell can be less than this."""
        return self._holds(self.sums[cell[0]][cell[1]] < value)

    def narrowed(self, counts: Counts) -> list[Cell]:
        """The hidden cells that are left fewer possible values than their threshold, the true value among them."""
        return [cell for cell in self.hidden() if not self._wide(counts, cell)]

    def _wide(self, counts: Counts, cell: Cell) -> bool:
        """Whether as many values around the true one are possible as the threshold asks for: from model to model."""
        need = counts.areas[cell[0]].threshold
        true = counts.rows[cell[0]][cell[1]]
        low = self._farthest(cell, true, -1, need)
        return low + self._farthest(cell, true, 1, need - low) + 1 >= need

    def _farthest(self, cell: Cell, true: int, sign: int, most: int) -> int:
        """How far from the true value a cell can be, up to `most`, by halving; between two possible values lie more."""
        asked = self.sums[cell[0]][cell[1]]
        low, high = 0, most
        while low < high:
            middle = (low + high + 1) // 2
            if self._holds(sign * (asked - true) >= middle):
                low = middle
            else:
                high = middle - 1
        return low

    def _holds(self, claim: z3.BoolRef) -> bool:
        self.solver.push()
        self.solver.add(claim)
        answer = self.solver.check()
        self.solver.pop()
        assert answer != z3.unknown
        return answer == z3.sat
