"""A published table as a picture: areas by issues, darker where more stayed unaddressed.

Law: only a table whose numbers are hidden already gets here; an SVG that needs nothing from elsewhere, with its words
as text and a title for those who hear it; issues about which all areas show nothing are left out; the same table gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import log1p
from typing import Final

from tsunagari.privacy.statistics.open_table import measured
from tsunagari.privacy.statistics.published import PublishedTable
from tsunagari.privacy.statistics.table_words import HIDDEN, area_of, issue_of, kind_of, legend, title_of

_LEFT, _TOP, _WIDE, _HIGH, _GAP = 290, 190, 72, 22, 60
_PAPER, _INK, _LINE = "#ffffff", "#1a1a1a", "#b0b0b0"
_DARKEST: Final = (180, 95, 40)


def table_svg(tables: Iterable[PublishedTable], language: str = "ja") -> str:
    """The picture of the tables of several prefectures, one under the other."""
    parts, y, width = [], 0, 0
    for table in tables:
        drawn, height, wide = _grid(table, language, y)
        parts += drawn
        y, width = y + height, max(width, wide)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y}" viewBox="0 0 {width} {y}" role="img" '
        f'font-family="sans-serif" font-size="12" lang="{language}">'
    )
    return "\n".join([head, f'<rect width="{width}" height="{y}" fill="{_PAPER}"/>', *parts, "</svg>", ""])


def _grid(table: PublishedTable, language: str, top: int) -> tuple[list[str], int, int]:
    columns = [(at, m) for at, m in measured(table.columns) if any(row[at] != 0 for row in table.rows)]
    title = escape(title_of(table.period, table.areas[-1], language))
    parts = [f"<title>{title}</title>"] if top == 0 else []
    parts.append(_text(12, top + 24, title, 'font-size="16"'))
    parts.append(_text(12, top + 44, escape(legend(table.incomplete, language))))
    for x, (at, _) in enumerate(columns):
        column = table.columns.columns[at]
        left, base = _LEFT + x * _WIDE + _WIDE // 2, top + _TOP - 8
        label = issue_of(column, language) or kind_of(column, language)
        label += f" ({kind_of(column, language)})" if column.own and column.issue else ""
        parts.append(_text(left, base, escape(label), f'transform="rotate(-35 {left} {base})"'))
    darkest = max([1, *(row[m["unaddressed"]] or 0 for row in table.rows for _, m in columns if "unaddressed" in m)])
    for y, (area, row) in enumerate(zip(table.areas, table.rows, strict=True)):
        line = top + _TOP + y * _HIGH
        parts.append(_text(12, line + 15, escape(area_of(area, language))))
        for x, (at, measures) in enumerate(columns):
            unmet = row[measures["unaddressed"]] if "unaddressed" in measures else 0
            shown = [row[at], *([unmet] if "unaddressed" in measures else [])]
            words = " / ".join(HIDDEN if value is None else str(value) for value in shown)
            left = _LEFT + x * _WIDE
            parts.append(
                f'<rect x="{left}" y="{line}" width="{_WIDE}" height="{_HIGH}" stroke="{_LINE}" '
                f'fill="{_shade(unmet or 0, darkest)}"/>'
            )
            parts.append(_text(left + _WIDE // 2, line + 15, words, 'text-anchor="middle"'))
    return parts, _TOP + len(table.rows) * _HIGH + _GAP, _LEFT + len(columns) * _WIDE + _TOP


def _shade(value: int, darkest: int) -> str:
    """From the paper's white to a colour on which dark letters can still be read (WCAG 2.2, 1.4.3)."""
    part = log1p(value) / log1p(darkest)
    return "#" + "".join(f"{round(255 - (255 - most) * part * 0.75):02x}" for most in _DARKEST)


def _text(x: int, y: int, words: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" fill="{_INK}"{" " + more if more else ""}>{words}</text>'
