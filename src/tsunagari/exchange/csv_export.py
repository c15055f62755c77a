"""A registry as one CSV table that a spreadsheet opens and an import reads back (`--mapping tsunagari`).

Law: importing what is written gives the same rules; no cell starts a formula. A blank cell is unknown; that there is
no condition is said in a word.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from tsunagari.exchange.entries import HOURS_ONLY, Entry, Registry, Way
from tsunagari.exchange.formula_cells import neutral
from tsunagari.exchange.way_cells import way_text
from tsunagari.syntax.keywords import VALUES
from tsunagari.syntax.written import an_age_range

HEADER: Final = (
    "名前", "種別", "実施団体", "対象地域", "除く地域", "対象年齢", "対象者", "対象分野", "対応言語", "受付方法",
    "状態", "確認日", "備考", "注記",
)  # fmt: skip
OWN_MAPPING: Final = """\
# tsunagari export csv が書いた表。一つのセルの中の並びは改行で区切る
separators = "\\n"

[columns]
name = "名前"
kind = "種別"
organization = "実施団体"
areas = "対象地域"
except_areas = "除く地域"
ages = "対象年齢"
clients = "対象者"
topics = "対象分野"
languages = "対応言語"
ways = "受付方法"
status = "状態"
verified = "確認日"
note = "備考"
remarks = "注記"
"""


def csv_text(registry: Registry) -> str:
    """The table, one resource a row, lists inside of a cell on lines of their own."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for entry in registry.entries:
        writer.writerow([neutral(cell) for cell in _cells(entry)])
    for table in registry.timetables:
        ways = way_text(Way(None, table.hours))
        cells = {"名前": table.name, "種別": HOURS_ONLY, "受付方法": ways, "注記": "\n".join(table.remarks)}
        writer.writerow([neutral(cells.get(column, "")) for column in HEADER])
    return out.getvalue()


def _cells(entry: Entry) -> Iterator[str]:
    yield entry.name
    yield entry.kind
    yield entry.organization or ""
    yield _told(None if entry.areas is None else [area.name for area in entry.areas], "どこでも")
    yield "\n".join(area.name for area in entry.without)
    yield _told(None if entry.ages is None else [an_age_range(*one, "ja") for one in entry.ages], "だれでも")
    yield _told(None if entry.clients is None else list(entry.clients), "だれでも")
    yield _told(None if entry.topics is None else list(entry.topics), "なんでも")
    yield _told(None if entry.languages is None else list(entry.languages), "日本語")
    yield "\n".join(map(way_text, entry.ways))
    yield VALUES["status"][entry.status].ja[0] if entry.status else ""
    yield entry.verified.isoformat() if entry.verified else ""
    yield "\n".join(entry.notes)
    yield "\n".join(entry.remarks)


def _told(values: list[str] | None, nothing: str) -> str:
    """A list, the word for no condition, or nothing where it is unknown."""
    if values is None:
        return ""
    return "\n".join(values) or nothing
