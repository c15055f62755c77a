"""Who is calling, where callers say it themselves.

Law: a caller is taken only from a whole sentence by which people introduce themselves (母です。 担任の者ですが).
息子が… does not say who calls, 病気なのは母です and 認知症の母です speak of somebody: they stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tsunagari.hearing.heard import Candidate
from tsunagari.hearing.letters import Letters
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key

_WORDS: Mapping[str, str] = {
    "parent": "母|父|母親|父親|お母さん|お父さん|親|保護者|両親|養父|養母|里親",
    "spouse": "妻|夫|配偶者|嫁|家内",
    "son-or-daughter": "娘|息子|長男|長女|次男|次女",
    "family": "姉|兄|妹|弟|祖母|祖父|孫|叔母|叔父|伯母|伯父|家族|家族の者|親族|親戚",
    "friend": "友人|友達|友だち|ともだち|知人",
    "partner": "彼氏|彼女|恋人|交際相手|婚約者|ぱあとなあ|ぱーとなー",
    "neighbour": "近所の者|近所の人|近所のもの|隣の者|隣人|隣に住む者|隣に住んでいる者|近隣の者|近隣住民",
    "colleague": "同僚|職場の者|会社の者|上司",
    "teacher": "担任|教員|教師|養護教諭|学校の先生|担任の先生|担任の者|すくーるかうんせらー",
    "welfare-volunteer": "民生委員|児童委員|主任児童委員|民生児童委員|民生委員・児童委員",
    "supporter": "けあまね|けあまねじゃー|へるぱー|訪問看護師|保健師|支援員|相談支援専門員|支援者",
    "self": "本人|当事者|私本人",
}
"""English name of the kind of caller, and how they call themselves; kana as hiragana."""
_CHILD = (
    "(?:息子|娘|子ども|子供|こども|長男|長女|次男|次女|孫|子|[小中高](?:学校?|校)?[0-9一二三四五六]?年?生?|[0-9]{1,2}歳)の?"
)
_ME = (
    "(?:もしもし|はい|あの|えっと|すみません|こんにちは|初めまして)?(?:(?:私は|わたしは|僕は|こちらは?|当方は?))?"
)
_IS = (
    "(?:です|でございます|なんですが|なのですが|ですが|ですけど|ですけれども|だけど|と申します|といいます|の者です)"
    "(?:けど|が|けれど)?"
)


def callers(sentence: Letters, ruleset: Ruleset) -> Iterator[Candidate]:
    """The caller, if this sentence (folded, without signs) is one in which callers introduce themselves."""
    for english, words in (*_WORDS.items(), *_declared(ruleset)):
        match = re.fullmatch(f"{_ME}(?:{_CHILD})*({words}){_IS}", sentence.text)
        name = _canonical(ruleset, english) if match else None
        if match and name is not None:
            start, end = sentence.span(match.start(1), match.end(1))
            yield Candidate("caller", name, start, end, "caller", 1.0, certain=True)
            return


def _declared(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for name, words in ruleset.synonyms.get("caller", {}).items():
        yield name, "|".join(re.escape(key(word)) for word in words)


def _canonical(ruleset: Ruleset, name: str) -> str | None:
    """The name that the ruleset gives this kind of caller."""
    attribute = ruleset.attributes.get("caller")
    masks = dict(attribute.spellings) if attribute else {}
    if attribute is None or key(name) not in masks:
        return None
    mask = masks[key(name)]
    return next((value for value, below in zip(attribute.values, attribute.below, strict=True) if below == mask), None)
