"""Letters that people cannot tell apart, and the skeleton of a name in which they are one.

Law (after UTS #39, "Unicode Security Mechanisms", §4): two names look alike where their skeletons are equal; the
skeleton of a skeleton is itself. The table is small on purpose: what Japanese names and their aliases are typed with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from tsunagari.model.place_table import GLYPHS

UNICODE: Final = """\
カ力 ニ二 ロ口囗 ハ八 エ工 タ夕 ト卜 ヘへ ベべ ペぺ ー一―— 士土 O0〇ОΟ l1I|ІΙ
aаα cс eе iі jј pрρ sѕ uυ vν xх× yу AАΑ BВΒ CС EЕΕ HНΗ KКΚ MМΜ NΝ PРΡ TТΤ XХΧ YΥ ZΖ SЅ JЈ
"""
"""From confusables.txt of Unicode (UTS #39, revision 29); ベ and ペ follow from ヘ by its decomposition."""

OURS: Final = """\
リり オ才 チ千 Ooоο kкκ mм tтτ ー-‐‑‒–−
"""
"""Ours: alike in the fonts of office machines. － of Unicode's list is - once normalised (NFKC)."""

OLD: Final = """\
斎齋 斉齊 島嶋嶌 館舘 団團 学學 医醫 労勞 権權 応應 済濟 円圓 体體 独獨 実實 変變 図圖 号號 声聲 数數 旧舊 余餘
仏佛 証證 訳譯 駅驛 囲圍 価價 画畫 覚覺 経經 継繼 参參 残殘 称稱 条條 状狀 随隨 続續 択擇 担擔 聴聽 転轉 伝傳
"""
"""Old forms beside the new ones: 常用漢字表 (cabinet notice 2 of 2010), and what family names and houses still use."""

_NOTHING: Final = " \t・･·•‧"
"""What is not seen, or not noticed, between letters."""


@cache
def _skeletons() -> Mapping[int, str | None]:
    """Letter → the first one of all that look like it, or nothing."""
    first: dict[str, str] = {}
    for group in (UNICODE + OURS + OLD + GLYPHS).split():
        head = next((first[letter] for letter in group if letter in first), group[0])
        old = {first.get(letter, letter) for letter in group}
        for letter, known in list(first.items()):
            if known in old:
                first[letter] = head
        first |= {letter: head for letter in group}
    found: dict[int, str | None] = {ord(letter): head for letter, head in first.items() if letter != head}
    return found | {ord(letter): None for letter in _NOTHING}


def skeleton(name: str) -> str:
    """The form in which names that look alike are equal."""
    return unicodedata.normalize("NFKC", name).translate(_skeletons())
