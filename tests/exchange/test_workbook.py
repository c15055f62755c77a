"""Sheets as people keep them in Excel: a row ends with its last cell that holds something."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl

from exchange.importing import Import


def sheet(rows: list[list[object]]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    for row in rows:
        active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_blank_cells_at_the_end_of_a_row_are_blank_and_refuse_nothing(bring: Import, tmp_path: Path) -> None:
    """Excel keeps no cell after the last one in use: the row is as long as the header all the same."""
    (tmp_path / "map.toml").write_text(
        '[columns]\nname = "窓口名"\nareas = "地域"\nphone = "電話"\nnote = "備考"\n', encoding="utf-8"
    )
    (tmp_path / "lines.xlsx").write_bytes(
        sheet([["窓口名", "地域", "電話", "備考"], ["こころの電話", "山形県"], ["夜の電話", "山形県", "#0000", "夜"]])
    )
    made = bring("table", [tmp_path / "lines.xlsx"], "--mapping", str(tmp_path / "map.toml"))
    assert made.code == 0
    assert "電話番号 不明" in made.block("こころの電話")
