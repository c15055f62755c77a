"""Which numbers of a table are hidden, so that none of them can be worked out too closely.

Law: a number is hidden itself where it is above nothing and fewer consultations than the threshold are behind it, or
where it is nothing and about a crisis; and beyond those as many as it takes until every hidden number has at least as
many possible values as its threshold, given everything shown. That is checked exactly, cell by cell,
on the finished table, before anybody gets it. Other zeros are always shown, and an outsider is taken to know that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeAlias

from tsunagari.errors import UsageError
from tsunagari.privacy.statistics.columns import Columns
from tsunagari.privacy.statistics.counts import Area, Counts
from tsunagari.privacy.statistics.network import Network

Cell: TypeAlias = tuple[int, int]
"""Row and column."""
Told: TypeAlias = Callable[[str, int, int], None]
"""Somebody who waits: what is done (`hide`, `audit`), how many cells of it, of how many."""


@dataclass(frozen=True, slots=True)
class Table:
    """What may be published: `rows[r][c]` is a count, or None where it is hidden. The last row is the sum."""

    areas: tuple[Area, ...]
    columns: Columns
    rows: tuple[tuple[int | None, ...], ...]

    def shown(self) -> frozenset[Cell]:
        """The cells that are not hidden."""
        return frozenset((r, c) for r, row in enumerate(self.rows) for c, value in enumerate(row) if value is not None)


def publishable(counts: Counts, told: Told = lambda *_: None, kept: Collection[Cell] = ()) -> Table:
    """The table with what must be hidden hidden; `told` hears how far it is.

    `kept` are cells that are shown elsewhere already, and so must stay shown besides those that are hidden themselves.
    Raises UsageError (`statistics-unsafe`) rather than give a table that does not pass its audit.
    """
    hidden = {cell for cell in _cells(counts) if _risky(counts, cell)}
    network = network_of(counts, hidden)
    queue = sorted(hidden, key=lambda cell: (-counts.areas[cell[0]].threshold, cell))
    for done, cell in enumerate(queue):  # grows while it is walked: what is hidden besides needs protection too
        queue += _protected(counts, network, cell, kept)
        told("hide", done + 1, len(queue))
    table = showing(counts, {cell for cell in _cells(counts) if not network.hidden[_arc(counts, cell)]})
    if narrow(counts, table, told):
        raise UsageError("statistics-unsafe")
    return table


def showing(counts: Counts, shown: Collection[Cell]) -> Table:
    """The table that shows these cells and hides the others."""
    return Table(
        counts.areas,
        counts.columns,
        tuple(
            tuple(value if (r, c) in shown else None for c, value in enumerate(row))
            for r, row in enumerate(counts.rows)
        ),
    )


def narrow(counts: Counts, table: Table, told: Told = lambda *_: None) -> tuple[Cell, ...]:
    """The exact audit: every hidden cell that has fewer possible values than its threshold, given all that is shown."""
    shown = table.shown()
    hidden = {cell for cell in _cells(counts) if cell not in shown}
    network = network_of(counts, hidden)
    found = []
    for done, cell in enumerate(sorted(hidden)):
        if network.room(_arc(counts, cell), _others(counts, cell)) < _others(counts, cell):
            found.append(cell)
        told("audit", done + 1, len(hidden))
    return tuple(found)


def interval(counts: Counts, table: Table, cell: Cell) -> tuple[int, int | None]:
    """The least and greatest value that a hidden cell can have, exactly; None where there is no greatest."""
    shown = table.shown()
    network = network_of(counts, {one for one in _cells(counts) if one not in shown})
    arc, most = _arc(counts, cell), sum(map(sum, counts.rows)) + 1
    up = network.moved(arc, True, most)
    value = network.values[arc]
    return value - network.moved(arc, False, most), None if up == most else value + up


def network_of(counts: Counts, hidden: Collection[Cell]) -> Network:
    """The table as a network: a point for each sum of each area, one for each leaf, and one where all begins."""
    columns = counts.columns.columns
    inner = {column.parent for column in columns}
    last, width = len(counts.rows) - 1, len(columns)
    origin = len(counts.rows) * width
    tails, heads, least = [], [], []
    for r in range(len(counts.rows)):
        for c, column in enumerate(columns):
            outer = r * width + column.parent if column.parent >= 0 else origin
            here = r * width + c if c in inner else origin + 1 + c
            tails.append(here if r == last else outer)
            heads.append(outer if r == last else here)
            least.append(_floor(counts, c))
    values = [value for row in counts.rows for value in row]
    return Network(tails, heads, values, least, [cell in hidden for cell in _cells(counts)])


def _protected(counts: Counts, network: Network, cell: Cell, kept: Collection[Cell]) -> list[Cell]:
    """Hide more, but none of those kept, until a hidden cell has room enough; what was hidden."""
    width = len(counts.columns)
    arc, most = _arc(counts, cell), _others(counts, cell)
    missing = most - network.room(arc, most)
    if missing <= 0:
        return []

    def cost(other: int) -> int | None:
        value = network.values[other]
        may = value > 0 or counts.columns.columns[other % width].above_crisis
        return value + 1 if may and divmod(other, width) not in kept else None

    def floor(other: int) -> int:
        return _floor(counts, other % width)

    grow, shrink = network.grows[arc], network.shrinks[arc]
    ways = [
        network.cheapest(arc, True, grow + missing, cost, floor),
        network.cheapest(arc, False, shrink + missing, cost, floor),
    ]
    found = min((way for way in ways if way is not None), default=None)
    if found is None:
        raise UsageError("statistics-unsafe")
    for other in found[1]:
        network.hide(other)
    return [divmod(other, width) for other in found[1]]


def _risky(counts: Counts, cell: Cell) -> bool:
    r, c = cell
    if counts.rows[r][c] == 0:
        return counts.columns.columns[c].crisis
    return counts.people[r][c] < counts.areas[r].threshold


def _floor(counts: Counts, column: int) -> int:
    """The least that a hidden cell can be for somebody who knows how we hide: zeros of most columns never are."""
    return 0 if counts.columns.columns[column].above_crisis else 1


def _others(counts: Counts, cell: Cell) -> int:
    """How many values besides the true one a hidden cell must be able to have."""
    return counts.areas[cell[0]].threshold - 1


def _arc(counts: Counts, cell: Cell) -> int:
    return cell[0] * len(counts.columns) + cell[1]


def _cells(counts: Counts) -> list[Cell]:
    return [(r, c) for r in range(len(counts.rows)) for c in range(len(counts.columns))]
