"""Letters that look alike are one in the skeleton, and a letter of another script is told only where it is one."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.model import look_alike
from tsunagari.model.look_alike import skeleton
from tsunagari.model.odd_letters import odd_letter
from tsunagari.model.place_table import GLYPHS
from tsunagari.model.places import gazetteer

ROOT = Path(__file__).parents[2]
GROUPS = [group for part in (look_alike.UNICODE, look_alike.OURS, look_alike.OLD, GLYPHS) for group in part.split()]
LETTERS = sorted({letter for group in GROUPS for letter in group} | set("あア亜aZ9・ -"))

ALIKE = [
    ("カウンセリング", "力ウンセリング"), ("センター", "センタ一"), ("センター", "センタ―"),
    ("ハローワーク", "八口一ワ一ク"), ("弁護士会", "弁護土会"), ("desk-10", "desk-lO"), ("desk", "dеsk"),
    ("NPO", "ΝРО"), ("斎藤会", "齋藤会"), ("渡辺塾", "渡邊塾"), ("渡辺塾", "渡邉塾"), ("ケアマネ", "ケア・マネ"),
    ("ケア マネ", "ケアマネ"), ("ﾒｰﾙ", "メ一ル"), ("ヘルパー", "へルパー"), ("ペアレント", "ぺアレント"),
    ("リハビリ", "りハビリ"), ("体操の会", "體操の會"),
]  # fmt: skip
APART = [
    ("カウンセリング", "キャンセリング"), ("土木", "木土"), ("高校", "高専"), ("かめ", "カメ"), ("desk-1", "desk-2"),
    ("desk", "disk"), ("はし", "ハシ"), ("大人", "犬人"), ("desk", "DESK"),
]  # fmt: skip
ODD = {
    "力ウンセリング": "カウンセリング", "二ート": "ニート", "八ローワーク": "ハローワーク", "セミナ一": "セミナー",
    "ホームへルパー": "ホームヘルパー", "りハビリ教室": "リハビリ教室", "工アコン": "エアコン",
    "ア二メの会": "アニメの会", "こども・二ュース": "こども・ニュース", "デー夕": "データ", "ネッ卜": "ネット",
    "ラジ才": "ラジオ", "ラン千": "ランチ", "協カ隊": "協力隊", "暴カ": "暴力", "窓ロ": "窓口",
    "人エ知能": "人工知能", "ハ王子の会": "八王子の会", "七タの会": "七夕の会", "こちらヘどうぞ": "こちらへどうぞ",
    "おもいヤりの": None, "dеsk": "desk", "сhat": "chat", "ΝPO": "NPO",
}  # fmt: skip
RIGHT = (
    "口コミ", "力アップ教室", "コミュ力", "コミュ力アップ講座", "八ヶ岳", "三カ所", "二カ国語", "二コマ", "二クラス",
    "生きる力サポート", "地域力サポーター", "サポーターへのメール", "サポーターへメール", "ホーム二",
    "グループホーム一", "霞ヶ関", "八王子", "夕カフェ", "ケア二課", "24時間子供SOSダイヤル", "別表ロ号", "第一号ハ",
    "一人親", "トー横", "Москва", "Αθήνα", "α波", "DV相談プラス", "110番アプリ", "市ケ谷", "力士の会", "口座", "工場",
    "カ", "力", "ー", "",
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_looks_alike_has_one_skeleton(one: str, other: str) -> None:
    """Scripts, strokes, digits, old forms, blanks and dots."""
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_can_be_told_apart_has_not(one: str, other: str) -> None:
    """Hiragana is no katakana, and a capital no small letter."""
    assert skeleton(one) != skeleton(other)


@given(st.text(st.sampled_from(LETTERS), max_size=12))
def test_a_skeleton_is_its_own(name: str) -> None:
    """And that of the normalised name."""
    assert skeleton(skeleton(name)) == skeleton(name)
    assert skeleton(unicodedata.normalize("NFKC", name)) == skeleton(name)


@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=8), st.data())
def test_a_letter_of_the_same_group_changes_no_skeleton(name: str, data: st.DataObject) -> None:
    """Wherever it stands."""
    at = data.draw(st.integers(0, len(name) - 1))
    groups = [group for group in GROUPS if name[at] in group]
    if groups:
        letter = data.draw(st.sampled_from(data.draw(st.sampled_from(groups))))
        assert skeleton(name[:at] + letter + name[at + 1 :]) == skeleton(name)


def test_the_table_is_small_and_no_group_is_alone() -> None:
    """Each group has two letters at least; the whole fits on a page."""
    assert all(len(set(group)) == len(group) >= 2 for group in GROUPS)
    assert len(GROUPS) <= 220


@pytest.mark.parametrize("name", ODD)
def test_an_odd_letter_is_found_and_what_was_meant_is_said(name: str) -> None:
    """At the beginning, inside and at the end of a word."""
    found = odd_letter(name)
    assert (found.name if found else None) == ODD[name]


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_written_rightly_is_left_alone(name: str) -> None:
    """Numbers before katakana, kanji that stand for themselves, words of one foreign script."""
    assert odd_letter(name) is None


def test_no_place_of_japan_has_an_odd_letter_or_a_double() -> None:
    """Names, kana and counties of all places, former ones too."""
    places = gazetteer().places
    for place in places:
        for text in (place.name, place.full_name, place.kana, place.county, *place.aliases):
            assert odd_letter(text) is None, text
    today = [place.full_name for place in places if place.current]
    assert len({skeleton(name) for name in today}) == len(today)


def test_no_word_of_our_rulesets_has_an_odd_letter() -> None:
    """Seventeen thousand runs of text: names, sentences, comments."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "rules").rglob("*.tsu")]
    words = {word for text in texts for word in re.findall(r"[^\s、。「」（）()｜|：:〜]+", text)}
    assert len(words) > 1_000
    assert [word for word in words if odd_letter(word)] == []


WORDS = (
    "カウンセリング", "ニュースレター", "ハローワーク", "エンパワメント", "タクシー", "オンライン", "チャット",
    "ロータリー",
)  # fmt: skip


@given(st.sampled_from(WORDS), st.data())
def test_a_mistyped_letter_of_katakana_is_found(word: str, data: st.DataObject) -> None:
    """Any letter but the last that has a kanji like it, in any of these words."""
    like = dict(zip("カニロハエタトオチー", "力二口八工夕卜才千一", strict=True))
    places = [at for at, letter in enumerate(word[:-1]) if letter in like]
    at = data.draw(st.sampled_from(places))
    mistyped = word[:at] + like[word[at]] + word[at + 1 :]
    found = odd_letter(mistyped)
    assert found is not None and found.name == word
