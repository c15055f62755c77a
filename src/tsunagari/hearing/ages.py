"""Ages and years of school.

Law: an age is taken only where it is said as one (17歳, 十七才, 70代, 中2, 小学3年生), of today (not 17歳の頃) and
within the domain. A year of school is both ages that it holds. Whose age it is, nobody guesses: the candidate is the
person's, with the caller's as the alternative, and certain only where the text speaks of nobody else and of one age.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tsunagari.hearing.doubts import another_day
from tsunagari.hearing.heard import Candidate
from tsunagari.hearing.letters import Letters
from tsunagari.model.attributes import AGE_LIMIT

_NUMBER = "(?P<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})"
_NOT_NOW = "(?!の?(?:時|とき|頃|ころ|以上|以下|未満|まで|から))"
_YEARS = re.compile(f"(?<![0-9一二三四五六七八九十百第]){_NUMBER}\\s*(?:歳|才|さい){_NOT_NOW}(?![ぁ-ゖ]*だった)")
_DECADE = re.compile(f"(?<![0-9一二三四五六七八九十百第]){_NUMBER}代{_NOT_NOW}(?!目|続|わ|表|理|金|用)")
_SCHOOL = re.compile(
    "(?<![\u3400-\u9fff])(?:(?P<school>小|中|高)(?:学校?|校)?の?)(?P<y>[1-6一二三四五六])"
    "(?:年生|ねんせい|年|(?![0-9a-z日人つ個本件回時分月か点倍割位品皿鉢]))" + _NOT_NOW
)
_FIRST_AGE = {"小": 6, "中": 12, "高": 15}
_LAST_YEAR = {"小": 6, "中": 3, "高": 3}
_DIGITS = {letter: value for value, letter in enumerate("一二三四五六七八九", 1)}
SOMEBODY_ELSE = re.compile(
    "息子|むすこ|娘|むすめ|母|父|はは$|ちち$|親|夫|妻|旦那|だんな|主人|家内|嫁|子ども|子供|こども|孫|祖母|祖父|おばあ|おじい|ばあちゃん|じいちゃん|兄|弟|姉|妹"
    "|友|ともだち|彼|知り合い|知人|近所|隣|生徒|児童|担任|委員|利用者|患者|同僚|部下|長男|長女|次男|次女|さんが|くんが|ちゃんが|の子|あの人|男の人|女の人|叔|伯"
)
"""Words that bring another person into the text: then nobody knows whose age or home is told."""


def ages(letters: Letters, alone: bool) -> Iterator[Candidate]:
    """Every age in a folded text; `alone` where the text speaks of nobody but its speaker."""
    found = [*_spoken_ages(letters.text), *_school_years(letters.text)]
    sure = alone and len({value for _, _, value, _ in found}) == 1
    for first, last, value, reason in sorted(found, key=lambda one: one[:2]):
        start, end = letters.span(first, last)
        yield Candidate(
            "age", value, start, end, "school-year" if reason else "age", 1.0, instead=("caller-age",),
            certain=sure and not another_day(letters.text, first, last),
        )  # fmt: skip


def _spoken_ages(text: str) -> Iterator[tuple[int, int, int | tuple[int, int], bool]]:
    for match in _YEARS.finditer(text):
        age = _number(match["n"])
        if age is not None and age <= AGE_LIMIT:
            yield match.start(), match.end(), age, False
    for match in _DECADE.finditer(text):
        age = _number(match["n"])
        if age is not None and age % 10 == 0 and 10 <= age < 100:
            yield match.start(), match.end(), (age, age + 9), False


def _school_years(text: str) -> Iterator[tuple[int, int, tuple[int, int], bool]]:
    for match in _SCHOOL.finditer(text):
        year = _number(match["y"])
        if year is not None and year <= _LAST_YEAR[match["school"]]:
            first = _FIRST_AGE[match["school"]] + year - 1
            yield match.start(), match.end(), (first, first + 1), True


def _number(text: str) -> int | None:
    """The number that digits or kanji write, up to 199."""
    if text.isdecimal():
        return int(unicodedata.normalize("NFKC", text))
    match = re.fullmatch("(百)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?", text)
    if match is None:
        return None
    hundred, tens, ten, ones = match.groups()
    return bool(hundred) * 100 + (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
