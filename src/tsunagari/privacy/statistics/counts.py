"""From records to counts: who asked about what, where, and how it ended. Facts of cases: they stay at the desk.

Law: a record is counted in one area, once under each issue that it names and that lies above no other it names, and
once under "none" where it names none. Every area of the list is there, asked or not; all else is left out whole, from
the totals too: areas without a population or below 2,000 people, no stated place, a place coarser than a municipality.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tsunagari.errors import UsageError
from tsunagari.model.issues import Issues
from tsunagari.model.places import gazetteer
from tsunagari.privacy.events import DecisionEvent
from tsunagari.privacy.statistics.columns import Columns, Measure
from tsunagari.privacy.statistics.thresholds import threshold_of


@dataclass(frozen=True, slots=True)
class Area:
    """A row of a table: a municipality, or the sum of all listed ones under their prefecture's code."""

    code: str
    threshold: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one prefecture in one period.

    `rows[r][c]` counts issues raised in area r, column c; `people[r][c]` the consultations behind them, which are
    fewer where one names several issues. The last row is the sum of the others.
    """

    areas: tuple[Area, ...]
    columns: Columns
    rows: tuple[tuple[int, ...], ...]
    people: tuple[tuple[int, ...], ...]

    def __repr__(self) -> str:
        return "Counts(…)"


def tables_of(
    records: Iterable[DecisionEvent], issues: Issues, columns: Columns, population: Mapping[str, int]
) -> Mapping[str, Counts]:
    """The counts by prefecture code, for every prefecture with a listed area.

    `population` is people by municipality code of five digits. Raises UsageError (`statistics-issue`) where a record
    names an issue that no column is for.
    """
    areas = _listed(population)
    marks: dict[str, list[list[int]]] = {code: [[0] * len(columns), [0] * len(columns)] for code in areas}
    for record in records:
        code = _municipality(record.place) if record.place is not None else None
        leaves = [_leaf(columns, record, issue) for issue in _lowest(record.issues, issues) or (None,)]
        if code is None or code not in marks:
            continue
        rows, people = marks[code]
        for leaf in leaves:
            for at in columns.paths[leaf]:
                rows[at] += 1
        for at in {at for leaf in leaves for at in columns.paths[leaf]}:
            people[at] += 1
    prefectures = sorted({code[:2] for code in areas})
    return {one + "000": _table(one, areas, columns, marks, population) for one in prefectures}


def counted(record: DecisionEvent, population: Mapping[str, int]) -> bool:
    """Whether a record is counted in some table."""
    code = _municipality(record.place) if record.place is not None else None
    return code is not None and threshold_of(population.get(code)) is not None


def ending_of(record: DecisionEvent, issue: str | None) -> Measure:
    """How one issue of a consultation ended; what nobody addressed, and every gap, is unaddressed."""
    if record.outcome == "default-only":
        return "default-only"
    if record.outcome not in ("answered", "later-only") or issue in record.unaddressed:
        return "unaddressed"
    return "answered" if record.outcome == "answered" else "later-only"


def _listed(population: Mapping[str, int]) -> dict[str, Area]:
    found = {code: threshold_of(people) for code, people in sorted(population.items())}
    return {code: Area(code, least) for code, least in found.items() if least is not None}


def _table(
    prefecture: str,
    areas: Mapping[str, Area],
    columns: Columns,
    marks: Mapping[str, list[list[int]]],
    population: Mapping[str, int],
) -> Counts:
    codes = [code for code in areas if code.startswith(prefecture)]
    whole = threshold_of(sum(population[code] for code in codes))
    assert whole is not None  # not below any of its parts
    rows = [tuple(marks[code][0]) for code in codes]
    people = [tuple(marks[code][1]) for code in codes]
    return Counts(
        (*(areas[code] for code in codes), Area(prefecture + "000", whole)),
        columns,
        (*rows, tuple(map(sum, zip(*rows, strict=True)))),
        (*people, tuple(map(sum, zip(*people, strict=True)))),
    )


def _lowest(stated: tuple[str, ...], issues: Issues) -> tuple[str, ...]:
    """The stated issues that lie above no other stated one."""
    return tuple(one for one in stated if not any(issues.strictly_under(other, one) for other in stated))


def _leaf(columns: Columns, record: DecisionEvent, issue: str | None) -> int:
    leaf = columns.leaf_of.get((issue, ending_of(record, issue)))
    if leaf is None:
        raise UsageError("statistics-issue")
    return leaf


@lru_cache(maxsize=4096)
def _municipality(code: str) -> str | None:
    """The municipality of today in which a place lies, None where it is coarser, unknown or now in several."""
    place = gazetteer().by_code(code)
    while place is not None and (place.kind == "ward" or not place.current):
        above = place.parent if place.current else place.successors[0] if len(place.successors) == 1 else None
        place = gazetteer().by_code(above) if above else None
    return place.code if place is not None and place.kind == "municipality" else None
