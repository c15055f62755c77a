"""A letter that stands among letters of another script and looks like one of them: 力ウンセリング, 協カ, desк.

Law: told only where the letters around it leave no other reading; words that a kanji rightly stands before (口コミ,
力アップ, 二クラス) are known, and no place name of the package has such a letter. Japanese mixes its scripts freely, so
the script restrictions of UTS #39 §5 would refuse every second name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

_KANJI: Final = dict(zip("力二口八工夕卜才千一", "カニロハエタトオチー", strict=True))
_HIRAGANA: Final = dict(zip("へべぺり", "ヘベペリ", strict=True))
_KATAKANA: Final = dict(zip("カエタロニハ", "力工夕口二八", strict=True))
_LATIN: Final = dict(
    zip("аеорсухіјѕкмтАВЕКМНОРСТХІЅЈ", "aeopcyxijskmtABEKMHOPCTXISJ", strict=True),
    **dict(zip("αονρυικτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aovpuiktABEZHIKMNOPTYX", strict=True)),
)

_STAND_ALONE: Final = (
    "アップ", "チェック", "テスト", "トレーニング", "サポート", "コミ", "パク", "ケア", "ゲンカ", "カフェ", "フェス",
    "イベント", "ライブ", "マルシェ", "クラス", "コマ", "チーム", "グループ", "ケース", "ページ", "セット", "キロ",
    "ミリ", "メートル", "トン", "ステップ", "ポイント", "パターン", "ブロック", "エリア", "コース", "ライン", "タイプ",
    "レベル", "ユニット", "フロア", "ルーム", "ドル", "カロリー",
)  # fmt: skip
"""What a kanji or a number stands before, with katakana before it or at the beginning of a name."""
_AFTER_HE: Final = ("ルパ", "ルプ", "ルス", "ッド", "ッジ", "アケ", "リコ", "ビー")
"""After へ between katakana, where a particle may stand too: ヘルパー, ヘッド, ヘアケア, ヘリコプター, ヘビー."""
_LONG: Final = frozenset("タダサザナバパマヤャラワカガリピシキビギジィロコノボポュョェォ")
"""What ー lengthens at the end of a word: センター, セミナー, ファミリー."""
_LAST: Final = frozenset("卜夕才千")
"""Kanji that no word in katakana ends with."""
_COUNTED: Final = frozenset("一二三四五六七八九十百千数何箇0123456789")
_COUNTING: Final = frozenset("所月国年条村町店校点氏")
_NUMBERING: Final = frozenset("号項目条類群棟組班級種長表第")


@dataclass(frozen=True, slots=True)
class OddLetter:
    """The letter, what was meant, and the name with what was meant."""

    letter: str
    meant: str
    name: str


def odd_letter(name: str) -> OddLetter | None:
    """The first letter of a name that looks like one of those around it and is of another script."""
    text = unicodedata.normalize("NFKC", name)
    for at, letter in enumerate(text):
        meant = _meant(text, at)
        if meant is not None:
            return OddLetter(letter, meant, text[:at] + meant + text[at + 1 :])
    return None


def _meant(text: str, at: int) -> str | None:
    letter = text[at]
    before, after = _script(text[at - 1 : at]), _script(text[at + 1 : at + 2])
    if letter in _LATIN:
        return _LATIN[letter] if "latin" in (before, after) else None
    if letter in _KANJI or letter in _HIRAGANA:
        return _among_katakana(text, at, before, after)
    if letter in _KATAKANA and before != "katakana" and after != "katakana":
        return _among_kanji(text, at, before, after)
    turned = {katakana: hiragana for hiragana, katakana in _HIRAGANA.items()}
    return turned[letter] if letter in turned and before == after == "hiragana" else None


def _among_katakana(text: str, at: int, before: str, after: str) -> str | None:
    """カ for 力 in a word of katakana, at its beginning, inside or at its end."""
    letter, run = text[at], _katakana_after(text, at)
    meant = _KANJI.get(letter) or _HIRAGANA[letter]
    if run.startswith(_STAND_ALONE):
        return None
    if before == "katakana" and after == "katakana":
        return None if letter == "へ" and not run.startswith(_AFTER_HE) else meant
    if before == "" and len(run) > 1 and letter != "一":
        return meant
    if before == "katakana" and after == "" and at > 1:
        return meant if letter in _LAST or (letter == "一" and text[at - 1] in _LONG) else None
    return None


def _among_kanji(text: str, at: int, before: str, after: str) -> str | None:
    """力 for カ alone between kanji, before one at the beginning of a name, behind one at its end."""
    letter, left, right = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter == "カ" and (left in _COUNTED or right in _COUNTING):
        return None
    if letter in "ロニハ" and (left in _NUMBERING or right in _NUMBERING):
        return None
    if right in _KANJI and _katakana_after(text, at + 1):
        return None  # that one is the odd one
    last = before == "kanji" and after in ("", "hiragana") and letter in "カエタロ"
    kanji_around = before == after == "kanji" or (before == "" and after == "kanji")
    return _KATAKANA[letter] if kanji_around or last else None


def _katakana_after(text: str, at: int) -> str:
    end = at + 1
    while end < len(text) and _script(text[end]) == "katakana":
        end += 1
    return text[at + 1 : end]


def _script(letter: str) -> str:
    """`katakana`, `hiragana`, `kanji`, `latin`, `other`; empty between words and at the ends of a name."""
    if not letter or letter in "・ 　()（）「」、":
        return ""
    if letter == "ー" or "ァ" <= letter <= "ヴ":
        return "katakana"
    if "ぁ" <= letter <= "ん":
        return "hiragana"
    if "一" <= letter <= "鿿" or letter in "々〆":
        return "kanji"
    return "latin" if letter.isascii() and letter.isalpha() else "other"
