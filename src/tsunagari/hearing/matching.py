"""Phrases of a ruleset inside what was said.

Law: an exact form goes before an everyday one, that before a near one, the longer before the shorter, and no letter is
used twice. A short form counts only as a word of its own. A near form differs by kana alone, one in five at
the most, and never in whether it says no: a slip of the finger is bridged, another word is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from tsunagari.hearing.everyday import NO, SAYING_NO, worded
from tsunagari.hearing.heard import Reason
from tsunagari.hearing.letters import Letters, spoken
from tsunagari.hearing.phrases import Meaning, Phrases

_KANJI = re.compile("[\u3400-\u9fff々]")
_END = re.compile("[。．.！!？?\n\r、，,;；「」『』（）()]")
_AFTER = re.compile(
    "$|[をにはがもとへてたる]|ます|の(?!う)|で(?!ん)|や|か[らもな、]|か$|まで|より|って|とか|だ|です|な[のん]|じゃ|っぽ|け|ね|よ"
    f"|さ[れせん]|ぎみ|し[てたまよそな]|する|など|ば|らし|みた|そう|く[てなさ]|い|ぽ|{NO}"
)
_BEFORE = re.compile("[をにはがもとのでへやてたよねかりい]")
_SUFFIX = "中者児気味的感状問後前歴等系予疑被相旦夫妻父母子娘息家親生職男女人言診持病症寸関対防地支依率"
_PREFIX = "父母夫妻私僕俺弟妹姉兄親今昨現元元前毎軽重若老男女娘時目子"
_MENTIONED = re.compile(
    "という(?:言葉|ことば|字|漢字|意味|地名|名前|鳥|虫|花|本|映画|曲|歌|番組|どらま)|漢字|読み方|書き方|何画|どらま|映画|小説"
    "|ぽすた|標語|研修|講演|講座|教室|授業参観|図書館|の本[をがは]|大会|見学|いべんと|さーくる|げ[えー]む機|競走"
)
_DENIED = re.compile(f"(?:とか|など|なんか)?(?:では|じゃ|でも|は|も|が|とは)*(?:{NO}|{SAYING_NO.pattern})")


@dataclass(frozen=True, slots=True)
class Match:
    """A form of a phrase at the letters [start, end) of the text as told; `score` is 1 for an exact form."""

    meanings: tuple[Meaning, ...]
    start: int
    end: int
    reason: Reason
    score: float


def sentences(letters: Letters) -> Iterator[Letters]:
    """The parts between marks that end or join sentences, each without blanks and signs; empty ones left out."""
    begin = 0
    for mark in [*(one.start() for one in _END.finditer(letters.text)), len(letters.text)]:
        said = letters.part(begin, mark).kept(spoken)
        if said.text:
            yield said
        begin = mark + 1


def matches(told: str, said: Letters, phrases: Phrases) -> list[Match]:
    """What the phrases find in one sentence, in the order of the text; no letter counts twice."""
    if said.text in phrases.whole:
        return [Match(phrases.whole[said.text], *said.span(0, len(said.text)), "alias", 1.0)]
    if mentioned(said):
        return []
    everyday = worded(said)
    found = [
        *_inside(told, said, phrases.exact, "alias"),
        *_inside(told, everyday, phrases.stems, "spelling"),
        *_near(told, everyday, phrases.stems),
    ]
    return chosen(found)


def mentioned(said: Letters) -> bool:
    """Whether a sentence speaks about words, books, lessons or the like: what it names is nobody's worry."""
    return bool(_MENTIONED.search(said.text))


def chosen(found: Sequence[Match]) -> list[Match]:
    """Of matches that share letters, the surest, then the longest; back in the order of the text."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (-(one.score >= _SURE), one.start - one.end, -one.score, one.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda one: one.start)


_SURE = 0.9


def _inside(told: str, said: Letters, forms: Mapping[str, tuple[Meaning, ...]], reason: Reason) -> Iterator[Match]:
    text = said.text
    for form, meanings in forms.items():
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            if _own_word(told, said, at, end) and not _DENIED.match(text, end):
                yield Match(meanings, *said.span(at, end), reason, 1.0 if reason == "alias" else 0.95)
            at = text.find(form, at + 1)


def _near(told: str, said: Letters, forms: Mapping[str, tuple[Meaning, ...]]) -> Iterator[Match]:
    text = said.text
    for form, meanings in forms.items():
        size = len(form)
        if len(text) == size and size >= 3 and (one := _slip_of_kanji(form, text)):
            yield Match(meanings, *said.span(0, size), "near", one)
        if size < 5 or size > len(text) + 1:
            continue
        first, last, score = _nearest(form, text)
        if first == last:
            continue
        first, last = _trimmed(form, text, first, last)
        if first < last and _alike(form, text[first:last]) and not _DENIED.match(text, last):
            yield Match(meanings, *said.span(first, last), "near", min(0.89, score / 100))


def _nearest(form: str, text: str) -> tuple[int, int, float]:
    """Where a form is most nearly in a text, and how nearly of 100; (0, 0, 0) where too many letters differ."""
    size = len(form)
    least = 100 * (1 - (2 if size >= 10 else 1) / size)
    if len(text) < size:
        score = fuzz.ratio(form, text, score_cutoff=least)
        return (0, len(text), score) if score else (0, 0, 0)
    found = fuzz.partial_ratio_alignment(form, text, score_cutoff=least)
    return (found.dest_start, found.dest_end, found.score) if found else (0, 0, 0)


def _trimmed(form: str, text: str, first: int, last: int) -> tuple[int, int]:
    """The window without letters at its ends that are none of the form's."""
    same = [block for block in Indel.opcodes(form, text[first:last]) if block.tag == "equal"]
    return (first + same[0].dest_start, first + same[-1].dest_end) if same else (0, 0)


def _slip_of_kanji(form: str, text: str) -> float:
    """How near a whole utterance of the same length is that has one other kanji in it (不登後); else 0."""
    if len(_KANJI.findall(form)) < 3:
        return 0
    same = sum(one == other for one, other in zip(form, text, strict=True))
    return same / len(form) if same == len(form) - 1 else 0


def _alike(form: str, part: str) -> bool:
    """Whether the two differ only in kana, and not in a no or a wish."""
    hard = re.compile(f"[^ぁ-ゖー]|{NO}")
    if ("たい" in form) != ("たい" in part):  # 会社をやめた is not 会社をやめたい
        return False
    return hard.findall(form) == hard.findall(part) and Indel.distance(form, part) <= (4 if len(form) >= 10 else 2)


def _own_word(told: str, said: Letters, first: int, last: int) -> bool:
    """Whether the letters [first, last) may stand for themselves: long ones may, short ones need edges."""
    text = said.text
    before, after = text[max(first - 1, 0) : first], text[last : last + 1]
    one, other = text[first], text[last - 1]
    if (one.isascii() and before and before.isascii()) or (other.isascii() and after and after.isascii()):
        return False
    if _inside_a_letter(said, first) or _inside_a_letter(said, last):
        return False
    start, end = said.span(first, last)
    kanji = len(_KANJI.findall(told[start:end]))
    if kanji and last - first <= 3:
        if _KANJI.match(other) and after and _KANJI.match(after) and after not in _SUFFIX:
            return False
        return not (_KANJI.match(one) and before and _KANJI.match(before) and before not in _PREFIX)
    if kanji >= 2 or end - start >= 5:
        return True
    return _begins(told, said.starts[first]) and _ends(told, said, last)


def _inside_a_letter(said: Letters, at: int) -> bool:
    """Whether the letters before and after this position are one letter as told (疲 is つか): no word is cut there."""
    return 0 < at < len(said.text) and said.starts[at] == said.starts[at - 1]


def _begins(told: str, start: int) -> bool:
    """Whether a word may begin here: after nothing, a particle or another script; kana after a kanji end its word."""
    if start == 0 or not spoken(told[start - 1]):
        return True
    before, here = _script(told[start - 1]), _script(told[start])
    another = before != here and (before, here) != ("kanji", "hiragana")
    return another or bool(_BEFORE.match(told[start - 1]))


def _ends(told: str, said: Letters, last: int) -> bool:
    """Whether a word may end here: before nothing, another script, a particle or an ending."""
    beside = said.text[last:]
    if not beside or _script(told[said.starts[last - 1]]) != _script(told[said.starts[last]]):
        return True
    return bool(_AFTER.match(beside))


def _script(letter: str) -> str:
    """Hiragana, katakana of both widths, kanji or something else."""
    if "ぁ" <= letter <= "ゖ":
        return "hiragana"
    if "ァ" <= letter <= "ー" or "ｦ" <= letter <= "ﾟ":
        return "katakana"
    return "kanji" if _KANJI.match(letter) else "other"
