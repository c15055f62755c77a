"""Places that were said.

Law: a place is a candidate only by an exact key: its name or kana, alone or after what it lies in, or a postal code,
which is the set of places that it reaches into. A name that several bear lists them all and decides nothing, unless
the place said just before holds exactly one of them. A name without its 市 or 県, or with a slip, is a suggestion
and never a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from tsunagari.hearing.doubts import another_home
from tsunagari.hearing.heard import Candidate, Reason
from tsunagari.hearing.letters import Letters, spoken
from tsunagari.hearing.postal import municipalities_of
from tsunagari.model.places import Gazetteer, Place, fold, gazetteer

_KANJI = re.compile("[\u3400-\u9fff々]")
_KANA = re.compile("[ぁ-ゖー]+")
_CODE = re.compile(
    "(?:〒|郵便番号は?:?)\\s*([0-9]{3})[-−‐–ー]?([0-9]{4})(?![0-9])"
    "|(?<![0-9-])([0-9]{3})[-−‐–ー]([0-9]{4})(?![0-9-])"
)
_PLACE_CODE = re.compile("(?:こーどは?:?\\s*|^\\s*)([0-9]{5,6})(?=\\s*(?:です)?[。.]?\\s*$)")
_BEFORE_KANA = re.compile("[をにはがものでへや]")
_AFTER_KANA = re.compile("$|に|で|の|です|在|から|へ|は|が|を|と|や|住|出")
_LIVING_IN = re.compile("に(?:住|すん|すみ|すま)|です")
_BEFORE_KANJI = "在今現"
_LIVING = re.compile(
    "^(?:の[ぁ-ゖ一-鿿]{0,6})?(?:に|で)?(?:住|すん|すみ|すま|在住|暮らし|くらし|居住)"
    "|^(?:の者|の人間)?(?:です|でございます)?(?:$|[。、])|^在住"
)
_ALMOST = re.compile("[\u3400-\u9fffヶゖけ々]{2,6}[市巿区町村県府都道郡]")
_SHORT_AFTER = re.compile("^(?:に|で|の|在住|から|です|出身|へ)")
_OTHER_ATTRIBUTES = ("stays", "works", "studies", "caller_lives")
_MOST_SUGGESTED = 3


def places(letters: Letters, alone: bool) -> Iterator[Candidate]:
    """The places in a folded text; `alone` where it speaks of nobody but its speaker."""
    yield from _codes(letters)
    said, found = _mentions(letters)
    known = gazetteer()
    single = 0
    for at, (first, last, meant) in enumerate(found):
        if at and found[at - 1][1] in (first, first - 1):
            inside = tuple(one for one in meant if any(known.contains(outer, one) for outer in found[at - 1][2]))
            meant = inside or meant
        if _goes_on(found, at, known):
            continue
        single += 1
        sure = alone and len(meant) == 1 and single == 1 and bool(_LIVING.search(said.text[last:]))
        yield _candidate(
            meant, *said.span(first, last), "place", sure and not another_home(said.text, first, last)
        )


def almost_places(letters: Letters) -> Iterator[Candidate]:
    """もしかして: names with a slip, and names without their 市 or 県."""
    said, found = _mentions(letters)
    taken = [range(first, last) for first, last, _ in found]
    spans = (*_slips(said.text), *_short_names(said.text))
    free = [span for span in spans if not any(span[0] in part or span[1] - 1 in part for part in taken)]
    for first, last, names in free[:_MOST_SUGGESTED]:
        if meant := names or gazetteer().near(said.text[first:last]):
            start, end = said.span(first, last)
            yield Candidate("lives", None, start, end, "near", 0.5, alternatives=meant, instead=_OTHER_ATTRIBUTES)


def _candidate(meant: tuple[Place, ...], start: int, end: int, reason: Reason, sure: bool) -> Candidate:
    names = tuple(one.full_name for one in meant)
    return Candidate(
        "lives", names[0] if len(names) == 1 else None, start, end, reason, 1.0,
        certain=sure, alternatives=names if len(names) > 1 else (), instead=_OTHER_ATTRIBUTES,
    )  # fmt: skip


def _goes_on(found: list[tuple[int, int, tuple[Place, ...]]], at: int, known: Gazetteer) -> bool:
    """Whether the next place narrows this one (岐阜県の高山市): then that one is meant."""
    _, last, meant = found[at]
    if at + 1 == len(found) or found[at + 1][0] not in (last, last + 1):
        return False
    return any(outer != inner and known.contains(outer, inner) for outer in meant for inner in found[at + 1][2])


def _codes(letters: Letters) -> Iterator[Candidate]:
    """Postal codes, and the codes of places where somebody says こーど or nothing but the number."""
    for match in _PLACE_CODE.finditer(letters.text):
        if place := gazetteer().by_code(match[1]):
            yield _candidate((place,), *letters.span(match.start(1), match.end(1)), "place", False)
    for match in _CODE.finditer(letters.text):
        code = "".join(part for part in match.groups() if part)
        if meant := tuple(one for number in municipalities_of(code) if (one := gazetteer().by_code(number))):
            yield _candidate(meant, *letters.span(match.start(), match.end()), "postal-code", False)


def _mentions(letters: Letters) -> tuple[Letters, list[tuple[int, int, tuple[Place, ...]]]]:
    """The letters as place names are compared, and every exact name in them: leftmost, then longest."""
    folding = _by_letter()
    kept = letters.kept(spoken)
    text = "".join(folding.get(one, one) for one in kept.text)
    said = Letters(text, kept.starts, kept.ends)
    keys, longest = _keys()
    found: list[tuple[int, int, tuple[Place, ...]]] = []
    at = 0
    while at < len(text):
        for size in range(min(longest.get(text[at], 0), len(text) - at), 1, -1):
            meant = keys.get(text[at : at + size])
            if meant and _own_name(text, at, at + size, found[-1][1] if found else -1):
                found.append((at, at + size, meant))
                at += size - 1
                break
        at += 1
    return said, found


def _own_name(text: str, first: int, last: int, after_place: int) -> bool:
    """Whether a key may be a name here: not the tail of another name, and in kana only between particles."""
    before, name = text[first - 1 : first] if first else "", text[first:last]
    if _KANA.fullmatch(name):
        edge = not before or first == after_place or bool(_BEFORE_KANA.match(before)) or not _KANA.match(before)
        long = len(name) >= 3 or bool(_LIVING_IN.match(text, last))
        return long and edge and bool(_AFTER_KANA.match(text, last) or not _KANA.match(text[last : last + 1]))
    return not (before and _KANJI.match(before)) or first == after_place or before in _BEFORE_KANJI


def _slips(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """What ends as a place does and is none; what it may mean is looked up later, which takes a while."""
    return ((match.start(), match.end(), ()) for match in _ALMOST.finditer(text))


def _short_names(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    short = _without_ending()
    for at in range(len(text)):
        if at and _KANJI.match(text[at - 1]):
            continue
        for size in (5, 4, 3, 2):
            names = short.get(text[at : at + size])
            if names and _SHORT_AFTER.match(text[at + size :]):
                yield at, at + size, names
                break


@cache
def _by_letter() -> Mapping[str, str]:
    """The letters of place names that `fold` changes (old glyphs, ヶ); each becomes one letter."""
    letters = {letter for key in ("靜岡縣", "龍ゖ") for letter in key} | set(_glyphs())
    return MappingProxyType({one: fold(one) for one in letters if len(fold(one)) == 1})


def _glyphs() -> str:
    from tsunagari.model.place_table import GLYPHS  # text that only those read who look for places

    return "".join(GLYPHS.split())


@cache
def _keys() -> tuple[Mapping[str, tuple[Place, ...]], Mapping[str, int]]:
    """Every spelling of every place of two letters and more, and by first letter how long they are at the most."""
    keys = {key: meant for key, meant in gazetteer().spellings().items() if len(key) > 1 and not key.isdecimal()}
    longest: dict[str, int] = {}
    for key in keys:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return MappingProxyType(keys), MappingProxyType(longest)


@cache
def _without_ending() -> Mapping[str, tuple[str, ...]]:
    """大阪 → 大阪府, 大阪市: names of two kanji and more without their last one, by what they may mean."""
    found: dict[str, list[str]] = {}
    for place in gazetteer().places:
        if place.current and place.kind != "ward" and len(place.name) > 2 and place.name[-1] in "都府県市町村":
            found.setdefault(fold(place.name)[:-1], []).append(place.full_name)
    return MappingProxyType({name: tuple(names) for name, names in found.items()})
