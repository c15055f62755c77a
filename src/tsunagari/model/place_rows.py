"""One row, one place: what the table of places says, read without judging it.

The table is text, a row a line, tab-separated: code, city of a ward, county, name, kana, first day, last
day, successors, aliases; empty columns at the end are left out. All else about a place follows from its row.
Two spellings of one name are equal after `fold`: width, case, kana script, old glyphs and spaces vanish.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from tsunagari.model.place_table import GLYPHS, TABLE

Kind = Literal["prefecture", "municipality", "ward"]

_COLUMNS = 9
_CODE_WEIGHTS = (6, 5, 4, 3, 2)
_VARIATION_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture, a municipality (東京's special wards too) or a ward of a designated city.

    `code`, `prefecture`, `parent` and `successors` are five digits; a prefecture is its two digits and `000`,
    and its parent is None. `county` is the 郡 or island that addresses write before a town, or empty. Days
    are inclusive; `valid_from` None is unknown, `valid_until` None still valid. Source: JIS X 0401 and 0402.
    """

    code: str
    name: str
    full_name: str
    kana: str
    kind: Kind
    prefecture: str
    parent: str | None
    county: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    successors: tuple[str, ...] = ()

    @property
    def code6(self) -> str:
        """The code with its check digit, six digits."""
        return self.code + check_digit(self.code)

    @property
    def current(self) -> bool:
        """Whether the place still exists, as far as the table knows."""
        return self.valid_until is None


def check_digit(code: str) -> str:
    """The sixth digit for a code of five ASCII digits: weights 6 to 2, modulo 11 (全国地方公共団体コード)."""
    total = sum(weight * int(digit) for weight, digit in zip(_CODE_WEIGHTS, code, strict=True))
    return str((11 - total % 11) % 10)


@cache
def _folding() -> Mapping[int, str | None]:
    """Code point → folded form: katakana to hiragana, ヶ to け, old glyphs to new, spaces to nothing."""
    table: dict[int, str | None] = dict.fromkeys((*_VARIATION_SELECTORS, *map(ord, " \t\r\n")))
    table |= {point: chr(point - 0x60) for point in range(ord("ァ"), ord("ヶ"))}
    table |= {ord("ヵ"): "か", ord("ゕ"): "か", ord("ヶ"): "け", ord("ゖ"): "け"}
    table |= {ord(old): group[0] for group in GLYPHS.split() for old in group[1:]}
    return table


def fold(text: str) -> str:
    """The form in which place names are compared; never raises."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_folding())


def read_places(table: str = TABLE) -> tuple[Place, ...]:
    """All places of the table in code order, former ones included."""
    rows = [_columns(line) for line in table.splitlines()]
    names = {row[0]: row[3] for row in rows}
    return tuple(_place(row, names) for row in sorted(rows))


def _columns(line: str) -> list[str]:
    row = line.split("\t")
    return row + [""] * (_COLUMNS - len(row))


def _place(row: list[str], names: Mapping[str, str]) -> Place:
    code, city, county, name, kana, first, last, successors, aliases = row
    prefecture = code[:2] + "000"
    kind: Kind = "prefecture" if code == prefecture else "ward" if city else "municipality"
    parent = None if kind == "prefecture" else city or prefecture
    full_name = "".join(_outer_names(kind, prefecture, city, names)) + name
    return Place(
        code=code,
        name=name,
        full_name=full_name,
        kana=kana,
        kind=kind,
        prefecture=prefecture,
        parent=parent,
        county=county,
        aliases=_listed(aliases),
        valid_from=date.fromisoformat(first) if first else None,
        valid_until=date.fromisoformat(last) if last else None,
        successors=_listed(successors),
    )


def _outer_names(kind: Kind, prefecture: str, city: str, names: Mapping[str, str]) -> Iterator[str]:
    if kind != "prefecture":
        yield names[prefecture]
    if city:
        yield names[city]


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(",")) if cell else ()
