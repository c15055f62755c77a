"""A published table as open data: CSV that a council can put on its page.

Law: only a table whose numbers are hidden already gets here; a row is an area and an issue, a hidden number is `X`, an
ending that is not counted is empty; that records were lost stands beside every row. UTF-8 with a byte order mark, CRLF
(RFC 4180), headers in the manner of the Digital Agency's 自治体標準オープンデータセット: code with check digit, name of
the local government, year and month.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tsunagari.privacy.statistics.columns import Columns, Measure
from tsunagari.privacy.statistics.published import PublishedTable
from tsunagari.privacy.statistics.table_words import (
    HEADERS,
    HIDDEN,
    MEASURES,
    area_of,
    code_of,
    issue_of,
    kind_of,
    period_of,
    remark,
)


def table_csv(tables: Iterable[PublishedTable], language: str = "ja") -> str:
    """The CSV of the tables of several prefectures, in `ja` or `en`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS[language])
    for table in tables:
        writer.writerows(_lines(table, language))
    return "\ufeff" + out.getvalue()


def measured(columns: Columns) -> Iterator[tuple[int, dict[Measure, int]]]:
    """Each column of what was asked, with the columns of its measures."""
    for at, column in enumerate(columns.columns):
        if column.measure == "asked":
            below = {one.measure: c for c, one in enumerate(columns.columns) if one.parent == at}
            yield at, {**{m: c for m, c in below.items() if m != "asked"}, "asked": at}


def _lines(table: PublishedTable, language: str) -> Iterator[list[str]]:
    for area, row in zip(table.areas, table.rows, strict=True):
        for at, measures in measured(table.columns):
            column = table.columns.columns[at]
            values = ["" if m not in measures else _written(row[measures[m]]) for m in MEASURES]
            yield [
                code_of(area), area_of(area, language), period_of(table.period), kind_of(column, language),
                issue_of(column, language), *values, remark(HIDDEN in values, table.incomplete, language),
            ]  # fmt: skip


def _written(value: int | None) -> str:
    return HIDDEN if value is None else str(value)
