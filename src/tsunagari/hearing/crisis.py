"""Words of crisis inside a sentence.

Law: whatever blanks, marks, signs, digits, widths, sizes of kana, long vowels or foreign letters a word of the list is
written with, it is found where it stands; nothing but the list decides, and nothing later takes a finding back.
Several views of the text are searched, each with fewer letters, and a word found in any of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tsunagari.hearing.crisis_words import FOREIGN, JAPANESE, Crisis, spelled
from tsunagari.hearing.letters import Letters, plain, spoken

_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWEL = {kana: vowel for vowel, kanas in {
    "あ": "あかさたなはまやらわがざだばぱ", "い": "いきしちにひみりぎじぢびぴ", "う": "うくすつぬふむゆるぐずづぶぷ",
    "え": "えけせてねへめれげぜでべぺ", "お": "おこそとのほもよろをごぞどぼぽ",
}.items() for kana in kanas}  # fmt: skip
_KANA_KANJI = re.compile("[ぁ-ゖ々〆\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Cry:
    """A word of crisis at [start, end) of the text as told."""

    crisis: Crisis
    start: int
    end: int


def cries(letters: Letters) -> tuple[Cry, ...]:
    """Every word of crisis in a folded text, first to last; of words that begin at one letter the longest."""
    said = letters.kept(spoken)
    japanese = said.kept(lambda letter: bool(_KANA_KANJI.match(letter)))
    found: dict[tuple[int, Crisis], Cry] = {}
    views = ((said, _words(True)), (japanese, _words(False)))
    for view, words in views:
        for squeezed_view in (squeezed(view), small_dropped(view), unlengthened(view)):
            for cry in _cries(squeezed_view, words):
                known = found.get((cry.start, cry.crisis))
                if known is None or known.end < cry.end:
                    found[cry.start, cry.crisis] = cry
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], -found[key].end)))


def crisis_issues() -> frozenset[str]:
    """English names of all issues that a word of crisis may stand for."""
    return frozenset(issue for crisis in (*JAPANESE, *FOREIGN) for issue in crisis.issues) | {"bereaved-by-suicide"}


def squeezed(letters: Letters) -> Letters:
    """Small kana as large ones, the long mark gone, and a vowel after its own sound gone: しにたあーい is しにたい."""
    wide = unlengthened(letters)
    previous = [""]

    def said(letter: str) -> bool:
        again = letter in "あいうえお" and _VOWEL.get(previous[0]) == letter
        previous[0] = letter
        return not again

    return wide.kept(said)


def unlengthened(letters: Letters) -> Letters:
    """Small kana as large ones and the long mark gone; doubled vowels stay, as a kanji may end in one (思い、居る)."""
    kept = letters.kept(lambda letter: letter != "ー")
    return Letters(kept.text.translate(_SMALL), kept.starts, kept.ends)


def small_dropped(letters: Letters) -> Letters:
    """Small vowels are drawn out breath, not sounds: しにたぁい is しにたい."""
    return squeezed(letters.kept(lambda letter: letter not in "ぁぃぅぇぉー"))


def _cries(view: Letters, words: Mapping[str, tuple[tuple[str, Crisis], ...]]) -> Iterator[Cry]:
    text = view.text
    for at in range(len(text)):
        for word, crisis in words.get(text[at : at + 2], ()):
            if text.startswith(word, at):
                start, end = view.span(at, at + len(word))
                yield Cry(crisis, start, end)


@cache
def _words(foreign: bool) -> Mapping[str, tuple[tuple[str, Crisis], ...]]:
    """The list by the first two letters of each word, as squeezed as the views are."""
    found: dict[str, dict[tuple[str, Crisis], None]] = {}
    for crisis in (*JAPANESE, *FOREIGN) if foreign else JAPANESE:
        for word in crisis.words.split():
            for spelling in spelled(word):
                for form in _forms(spelling):
                    found.setdefault(form[:2], {})[form, crisis] = None
    return {start: tuple(forms) for start, forms in found.items()}


def _forms(spelling: str) -> Iterable[str]:
    folded_word = plain(spelling)
    letters = Letters(folded_word, tuple(range(len(folded_word))), tuple(range(1, len(folded_word) + 1)))
    drawn, short = unlengthened(letters).text, squeezed(letters).text
    # 消えてえ without its last vowel would be 消えて, which everybody says
    return {drawn, short} if short[-1:] == drawn[-1:] and len(drawn) - len(short) < 2 else {drawn}
