"""The ready mapping for tables of telephone lines for sudden illness: `--mapping telephone-lines`.

Law: it is an ordinary mapping, read by the same reader as anybody's; what it assumes is said in it.
"""

from __future__ import annotations

from typing import Final

from tsunagari.exchange.csv_export import OWN_MAPPING

TELEPHONE_LINES: Final = """\
# 電話相談と医療機関案内の表（区分、都道府県、市区町村、平日、土曜、日祝、電話）
blank_cities = "rest"   # 市区町村が空欄の行は、同じ区分のほかの行が挙げた市区町村の残り
merge_lines = true      # 区分・時間・番号が同じ行は、一つの窓口（二つの県にまたがる窓口）

[columns]
kind = "区分"
prefecture = "都道府県"
cities = "市区町村"
phone = "電話"

[days]
"平日" = "平日"
"土曜" = "土曜"
"日祝" = "日祝"

[assume]                # 表に列がない事。取り込む人が決めたもの
ages = "everybody"
clients = "everybody"
languages = "日本語"
channel = "電話"

[[kinds]]
contains = ["大人", "おとな", "成人"]
kind = "大人"
ages = "15歳以上"
topics = ["急な病気やけがの相談"]

[[kinds]]
contains = ["小児", "こども", "子ども", "子供"]
kind = "小児"
ages = "15歳未満"
topics = ["急な病気やけがの相談"]

[[kinds]]
contains = ["医療機関"]
kind = "医療機関を探す"
topics = ["医療機関を探す"]
"""

READY: Final = {"telephone-lines": TELEPHONE_LINES, "tsunagari": OWN_MAPPING}
"""Mappings that come with the package, by name."""
