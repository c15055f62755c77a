"""Phrases by the dictionary: other inflections, other kanji, other readings of the same words (extra `[ja]`).

Law: without SudachiPy and a dictionary of it, nothing is found here and nothing fails. Two texts say the same where
their words without particles and endings have the same normal forms in the same order, saying no and being done to
included. Source: Takaoka et al., Sudachi: a Japanese Tokenizer for Business (LREC 2018).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

from tsunagari.hearing.letters import Letters
from tsunagari.hearing.matching import Match
from tsunagari.hearing.phrases import Meaning, Phrases

_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "代名詞", "接頭辞", "接尾辞")
_SAYING_NO = {"ない", "ぬ", "無い", "へん", "ず", "まい"}
_KEPT_ENDINGS = {"れる", "られる", "たい"}
_EMPTY = {
    "為る", "居る", "有る", "御座る", "成る", "呉れる", "仕舞う", "下さる", "御", "事", "物", "の", "貰う",
    "様", "さん",
}  # fmt: skip
_SAME = {
    "旦那": "夫", "主人": "夫", "御主人": "夫", "友人": "友達", "奥さん": "妻", "女房": "妻", "父親": "父",
    "御父さん": "父", "お父さん": "父", "母親": "母", "お母さん": "母", "御母さん": "母",
}  # fmt: skip
_SCORE = 0.92


Readings: TypeAlias = Mapping[str, tuple[tuple[tuple[str, ...], Meaning], ...]]
"""By the first normal form: the forms of every phrase with what it means."""


@dataclass(frozen=True, slots=True)
class Word:
    """A normal form that stood at [start, end)."""

    form: str
    start: int
    end: int


def available() -> bool:
    """Whether SudachiPy and one of its dictionaries are installed."""
    return _reader() is not None


def dictionary_phrases(phrases: Phrases) -> Readings:
    """By the first normal form: the forms of every phrase with what it means; empty without the extra."""
    found: defaultdict[str, set[tuple[tuple[str, ...], Meaning]]] = defaultdict(set)
    for word, meaning in phrases.words:
        forms = tuple(one.form for one in _words(word))
        if len(forms) >= 2:
            found[forms[0]].add((forms, meaning))
    return {first: tuple(sorted(found[first], key=lambda one: (one[0], one[1].value))) for first in sorted(found)}


def read(told: str, said: Letters, known: Readings) -> Iterator[Match]:
    """Phrases in one sentence by the normal forms of its words."""
    begin = said.starts[0]
    words = list(_words(told[begin : said.ends[-1]]))
    for at, word in enumerate(words):
        for forms, meaning in known.get(word.form, ()):
            last = at + len(forms)
            if tuple(one.form for one in words[at:last]) == forms and not _denied(words[last:]):
                yield Match((meaning,), begin + word.start, begin + words[last - 1].end, "reading", _SCORE)


def _denied(after: Sequence[Word]) -> bool:
    return bool(after) and after[0].form == "¬"


def _words(text: str) -> Iterator[Word]:
    reader = _reader()
    if reader is None:
        return
    safe = "".join("?" if "\ud800" <= one <= "\udfff" or one == "\0" else one for one in text)
    for morpheme in reader(safe):
        kind, form = morpheme.part_of_speech()[0], morpheme.normalized_form()
        if form in _SAYING_NO and kind in ("助動詞", "形容詞"):
            yield Word("¬", morpheme.begin(), morpheme.end())
        elif form in _KEPT_ENDINGS or (kind in _CONTENT and form not in _EMPTY):
            yield Word(_SAME.get(form, form), morpheme.begin(), morpheme.end())


@cache
def _reader() -> Callable[[str], Any] | None:
    try:
        dictionaries = import_module("sudachipy").Dictionary  # the extra [ja], without types
    except ImportError:
        return None
    for size in ("small", "core", "full"):
        try:
            dictionary = dictionaries(dict=size)
        except Exception:  # that dictionary is not installed: each version says so in its own way
            continue
        # `create` is what versions before 0.7 call it
        return _reading(dictionary.tokenizer if hasattr(dictionary, "tokenizer") else dictionary.create)
    return None


def _reading(tokenizer: Callable[[], Any]) -> Callable[[str], Any]:
    """A reader for every thread: one tokenizer serves one text at a time, and making one takes microseconds."""

    def read_text(text: str) -> Any:
        try:
            return tokenizer().tokenize(text)
        except Exception:  # a text that grows beyond its limit: the dictionary has nothing to say about it
            return ()

    return read_text
