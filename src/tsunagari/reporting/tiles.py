"""The 47 prefectures as tiles: where each stands on the map, and its name without 県.

Law: every prefecture has one tile, no two stand in one place, and neighbours of the real map stand near each other. The
layout is the usual tile grid map of Japan; it shows nothing but which prefecture is which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COLUMNS: Final = 12
_ROWS: Final = (
    ". . . . . . . . . . 北海道 .",
    ". . . . . . . . . . 青森 .",
    ". . . . . . . . . 秋田 岩手 .",
    ". . . . . . . . . 山形 宮城 .",
    ". . . . . . 石川 富山 新潟 群馬 福島 .",
    ". . . . . 福井 岐阜 長野 山梨 埼玉 栃木 茨城",
    "佐賀 福岡 山口 島根 鳥取 京都 滋賀 愛知 静岡 神奈川 東京 千葉",
    "長崎 熊本 大分 広島 岡山 兵庫 大阪 三重 . . . .",
    ". 鹿児島 宮崎 愛媛 香川 . 和歌山 奈良 . . . .",
    "沖縄 . . 高知 徳島 . . . . . . .",
)

PLACES: Final[Mapping[str, tuple[int, int]]] = {
    short: (column, row)
    for row, line in enumerate(_ROWS, 1)
    for column, short in enumerate(line.split(), 1)
    if short != "."
}
"""Short name → column and row, from 1."""


def short_name(prefecture: str) -> str:
    """山形 for 山形県; 北海道 stays."""
    return prefecture if prefecture == "北海道" else prefecture[:-1]
