"""SQLite in memory: one row for each line, place and issue, found by a composite index that covers the whole query.

Law: it gives what the product gives of a yes by rule, in the product's order but for turns: openness, urgency, unmet
wishes, nearness, then the name. Every statement is prepared and all parameters are encoded before the clock runs,
sets of few values are bits of one integer, and rows lie in the index itself (WITHOUT ROWID).

Without ANALYZE, on purpose: with its statistics SQLite looks rows up by place only and takes three times as long at
10,000 clauses. A single key of place and issue, and issue before place, were as fast within the noise.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from contest.peer import Answer, parted
from contest.question import Asked, Line, Rulebook

Row: TypeAlias = tuple[int, int, int, int, int]
"""Openness (0 now, 1 unknown, 2 later), urgency, unmet wish, leaves of the place served, resource: the order."""

COLUMNS = (
    "place INTEGER NOT NULL, issue INTEGER NOT NULL, line INTEGER NOT NULL, resource INTEGER NOT NULL, "
    "normal INTEGER NOT NULL, urgent INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, "
    "callers INTEGER NOT NULL, channels INTEGER NOT NULL, languages INTEGER NOT NULL, schools INTEGER NOT NULL, "
    "low INTEGER NOT NULL, high INTEGER NOT NULL, hours INTEGER NOT NULL, opens INTEGER NOT NULL, "
    "honours INTEGER NOT NULL, leaves INTEGER NOT NULL, PRIMARY KEY (place, issue, line)"
)
HALF = 62
"""Issues of a line's second set stand as bits of two integers of so many bits."""
ALWAYS = HALF - 1
"""An hour that is always open: the lines without a test of time hold it."""


class Sqlite:
    """The whole world in one table, or partitioned: a table for each prefecture, the nation's rows in each."""

    def __init__(self, rulebook: Rulebook, *, partition: bool = False) -> None:
        self._rulebook, self._partition = rulebook, partition
        self._database = sqlite3.connect(":memory:", cached_statements=1 << 15, isolation_level=None)
        parts = parted(rulebook) if partition else {None: list(rulebook.lines)}
        nation = [line for line in parts.pop(None) if not line.withhold]
        self._tables = frozenset(parts)
        self._fill("hits", nation)
        for place, lines in parts.items():
            self._fill(f"hits{place}", (*nation, *lines))
        self._database.execute("CREATE TABLE withheld (issue INTEGER, caller INTEGER, resource INTEGER, "
                               "PRIMARY KEY (issue, caller, resource)) WITHOUT ROWID")  # fmt: skip
        rows = (
            (issue, caller, line.resource)
            for line in rulebook.lines if line.withhold
            for issue in line.issues[0] for caller in line.callers or ()
        )  # fmt: skip
        self._database.executemany("INSERT OR IGNORE INTO withheld VALUES (?, ?, ?)", rows)
        self._withheld_from = {row[0] for row in self._database.execute("SELECT DISTINCT caller FROM withheld")}

    def _fill(self, table: str, lines: Sequence[Line]) -> None:
        self._database.execute(f"CREATE TABLE {table} ({COLUMNS}) WITHOUT ROWID")
        marks = ", ".join("?" * COLUMNS.count("NOT NULL"))
        rows = sorted(row for line in lines for row in self._rows(line))
        self._database.execute("BEGIN")
        self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._database.execute("COMMIT")

    def _rows(self, line: Line) -> Iterator[tuple[int, ...]]:
        """A row for each place and issue; a place whose work counts too is an odd number."""
        book, desk = self._rulebook, self._rulebook.desks[line.resource]
        first, last = line.ages or (0, 120)
        handled = _bits(line.issues[1]) if len(line.issues) > 1 else (1 << 2 * HALF) - 1
        for place in line.area if line.area is not None else (None,):
            for issue in line.issues[0]:
                yield (
                    0 if place is None else 2 * (place + 1) + line.working, issue, line.number, line.resource,
                    line.urgencies[0], line.urgencies[1], first, last,
                    _bits(line.callers), _bits(line.channels), _bits(line.languages), _bits(line.schools),
                    handled & (1 << HALF) - 1, handled >> HALF, _bits(line.hours),
                    0 if desk.hours is None else 1 << desk.hours, _bits(desk.honours),
                    book.nation if place is None else book.sizes[place],
                )  # fmt: skip

    def prepare(self, asked: Asked) -> tuple[str, tuple[int, ...]]:
        """A statement, run once so that it is prepared, and its parameters."""
        prepared = self.written(asked)
        self.ask(prepared)
        return prepared

    def written(self, asked: Asked) -> tuple[str, tuple[int, ...]]:
        """A statement and its parameters."""
        keys = [0, *(2 * (place + 1) for place in asked.lives), *(2 * (place + 1) + 1 for place in asked.places)]
        issues = _bits(asked.issues)
        tables = ["hits"]
        if self._partition:
            tables = [f"hits{place}" for place in asked.prefectures if place in self._tables] or tables
        withheld = asked.caller in self._withheld_from
        return _statement(tuple(tables), len(keys), len(asked.issues), asked.danger, withheld), (
            asked.age, 1 << asked.caller, 1 << asked.channel, 1 << asked.language, 1 << asked.school,
            issues & (1 << HALF) - 1, issues >> HALF, _bits((*asked.open, ALWAYS)), _bits(asked.wishes), asked.caller,
            *keys, *asked.issues,
        )  # fmt: skip

    def ask(self, prepared: tuple[str, tuple[int, ...]]) -> list[Row]:
        """Every resource that is a yes, in order."""
        statement, parameters = prepared
        return self._database.execute(statement, parameters).fetchall()

    def answer(self, found: Iterable[Row]) -> Answer:
        """Resource → urgency."""
        return {row[4]: row[1] for row in found}


class FirstFive:
    """The same with a limit, so that no more rows become Python objects."""

    def __init__(self, whole: Sqlite) -> None:
        self._whole = whole
        self.ask, self.answer = whole.ask, whole.answer

    def prepare(self, asked: Asked) -> tuple[str, tuple[int, ...]]:
        """The statement with a limit."""
        statement, parameters = self._whole.written(asked)
        prepared = f"{statement} LIMIT 5", parameters
        self.ask(prepared)
        return prepared


def leading(rulebook: Rulebook) -> list[list[Line]]:
    """The lines that lead to each resource, by its number."""
    found: list[list[Line]] = [[] for _ in rulebook.desks]
    for line in rulebook.lines:
        if not line.withhold:
            found[line.resource].append(line)
    return found


def ranks(rulebook: Rulebook, lines: Sequence[Sequence[Line]], asked: Asked, found: Answer) -> list[Row]:
    """The order in plain Python: what SQLite's rows must be; `lines` are those that lead to each resource."""
    rows = []
    for resource, urgency in found.items():
        desk = rulebook.desks[resource]
        opens = 1 if desk.hours is None else 0 if desk.hours in asked.open else 2
        sizes = [_nearest(rulebook, asked, line) for line in lines[resource]]
        rows.append((opens, urgency, int(not set(asked.wishes) <= set(desk.honours)), min(sizes), resource))
    return sorted(rows)


def _nearest(rulebook: Rulebook, asked: Asked, line: Line) -> int:
    places = asked.places if line.working else asked.lives
    return min((rulebook.sizes[place] for place in line.area or () if place in places), default=rulebook.nation)


def _bits(numbers: Iterable[int] | None) -> int:
    """The numbers as bits; without a condition all of them."""
    return (1 << HALF) - 1 if numbers is None else sum(1 << number for number in numbers)


@cache
def _statement(tables: tuple[str, ...], places: int, issues: int, danger: bool, withheld: bool) -> str:
    """The text of the statement: one for each number of parameters, which sqlite3 keeps prepared."""
    place = ", ".join(f"?{11 + number}" for number in range(places))
    issue = ", ".join(f"?{11 + places + number}" for number in range(issues))
    hits = " UNION ALL ".join(
        f"SELECT resource, {'urgent' if danger else 'normal'} AS urgency, leaves, opens, honours FROM {table} "
        f"WHERE place IN ({place}) AND issue IN ({issue}) AND first <= ?1 AND last >= ?1 AND callers & ?2 "
        "AND channels & ?3 AND languages & ?4 AND schools & ?5 AND (low & ?6 OR high & ?7) AND hours & ?8"
        for table in tables
    )
    shown = f"resource NOT IN (SELECT resource FROM withheld WHERE issue IN ({issue}) AND caller = ?10)"
    return (
        "SELECT CASE opens WHEN 0 THEN 1 ELSE (opens & ?8 = 0) * 2 END AS open, min(urgency) AS urgency, "
        f"?9 & ~honours != 0 AS unmet, min(leaves) AS leaves, resource FROM ({hits}) "
        f"WHERE {shown if withheld else '1'} GROUP BY resource ORDER BY open, urgency, unmet, leaves, resource"
    )
