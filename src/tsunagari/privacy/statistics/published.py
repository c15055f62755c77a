"""A published table: counts of consultations that anybody may know.

Law (design P2, P9): this is the only form in which what cases teach reaches a platform, and it is what is published:
months, areas of the gazetteer by code, columns, and whole numbers or None where one is hidden. It has no place for a
text: the names in its columns are issues of a ruleset, which `of_issues` holds it to. What is hidden is decided by
`suppression` and `releases`; this type refuses what they never let through, such as a number below every threshold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from tsunagari.errors import PrivacyError, UsageError, guarded_class
from tsunagari.model.issues import Issues
from tsunagari.model.places import gazetteer
from tsunagari.privacy.months import Period, is_month
from tsunagari.privacy.statistics.columns import Columns, columns_of
from tsunagari.privacy.statistics.thresholds import LOW


@final
@guarded_class
@dataclass(frozen=True, slots=True)
class PublishedTable:
    """The table of a prefecture and period: `rows[r][c]` is the count of area r in column c, None where it is hidden.

    `areas` are five digits: municipalities of today in order, and last their prefecture, which stands for their sum.
    `incomplete` where records of the period are known to be lost, so that there were more. Raises PrivacyError
    (wrong-type).
    """

    period: Period
    areas: tuple[str, ...]
    columns: Columns
    rows: tuple[tuple[int | None, ...], ...]
    incomplete: bool = False

    def __post_init__(self) -> None:
        for field, good in (
            ("period", _is_period(self.period)),
            ("areas", _are_areas(self.areas)),
            ("columns", type(self.columns) is Columns),
            ("rows", type(self.rows) is tuple and all(map(self._is_row, self.rows))),
            ("incomplete", type(self.incomplete) is bool),
        ):
            if not good:
                raise PrivacyError("wrong-type", field=field)
        if len(self.rows) != len(self.areas):
            raise PrivacyError("wrong-type", field="rows")

    def _is_row(self, row: object) -> bool:
        return type(row) is tuple and len(row) == len(self.columns) and all(map(_may_stand, row))


def of_issues(table: PublishedTable, issues: Issues) -> bool:
    """Whether the columns of a table are those that are declared for these issues, and so hold no other text."""
    grave = {column.issue for column in table.columns.columns if column.crisis}
    try:
        return table.columns == columns_of(issues, frozenset(name for name in grave if name is not None))
    except UsageError:
        return False


def _may_stand(value: object) -> bool:
    return value is None or (type(value) is int and (value == 0 or value >= LOW))


def _is_period(period: object) -> bool:
    return type(period) is Period and is_month(period.first) and is_month(period.last) and period.first <= period.last


def _are_areas(areas: object) -> bool:
    if type(areas) is not tuple or not areas or not all(type(code) is str and len(code) == 5 for code in areas):
        return False
    *parts, whole = areas
    return (
        _is_place(whole, "prefecture")
        and all(code[:2] == whole[:2] and _is_place(code, "municipality") for code in parts)
        and parts == sorted(set(parts))
    )


def _is_place(code: str, kind: str) -> bool:
    place = gazetteer().by_code(code)
    return place is not None and place.code == code and place.current and place.kind == kind
