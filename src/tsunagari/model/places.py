"""Places of Japan by name, kana and code; a name that several places bear finds all of them.

Leaves are the wards of designated cities and, elsewhere, the municipalities: every place is a set of leaves,
kept as a bit mask, and containment is inclusion of sets. A former place is the union of its successors, and
a name finds one only if no place of today bears that name. 大阪 is no name: 大阪府 and 大阪市 are.
Nothing is parsed before the first `gazetteer()`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from tsunagari.model.place_rows import Kind, Place, check_digit, fold, read_places

__all__ = ["Gazetteer", "Kind", "Place", "check_digit", "fold", "gazetteer"]

_CODE = re.compile("[0-9]{5,6}")
_NEAR_LENGTH = 40  # of a longer text the beginning is compared: no place name is longer
_NEAR_LIKENESS = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All places, in code order, and the ways to find one.

    `places` holds former places too; `leaves` only places of today, 1,892 of them; `leaf_index` gives the bit
    of a leaf's code in every mask. Every `Place` passed in must be one of `places`.
    """

    places: tuple[Place, ...]
    leaves: tuple[Place, ...]
    leaf_index: Mapping[str, int]
    _by_code: Mapping[str, Place]
    _by_key: Mapping[str, tuple[Place, ...]]
    _children: Mapping[str, tuple[Place, ...]]
    _masks: Mapping[str, int]

    def by_code(self, text: str) -> Place | None:
        """The place with this code of five digits, or six with the right check digit; former places too."""
        digits = _digits(text)
        place = self._by_code.get(digits[:5])
        return place if place and (digits == place.code or digits == place.code6) else None

    def wrong_check_digit(self, text: str) -> str | None:
        """The right six digits, if `text` is a place's code with a wrong sixth digit; else None."""
        digits = _digits(text)
        place = self._by_code.get(digits[:5])
        return place.code6 if place and len(digits) == 6 and digits != place.code6 else None

    def find(self, name_or_code: str) -> tuple[Place, ...]:
        """Every place that bears this name or code, in code order: none if unknown, several if ambiguous.

        Taken: name, kana or alias, alone or after its city or 郡, its prefecture, or both; width, spaces, old
        and new glyphs make no difference. Never raises.
        """
        place = self.by_code(name_or_code)
        return (place,) if place else self._by_key.get(fold(name_or_code), ())

    def spellings(self) -> Mapping[str, tuple[Place, ...]]:
        """Every folded spelling that `find` knows, codes left out, with the places that bear it in code order."""
        return MappingProxyType(dict(self._by_key))

    def mask(self, place: Place) -> int:
        """The leaves of the place, as bits at `leaf_index`; of a former place, those of its successors."""
        return self._masks[place.code]

    def contains(self, outer: Place, inner: Place) -> bool:
        """Whether every leaf of `inner` is one of `outer`; a place contains itself."""
        return not self._masks[inner.code] & ~self._masks[outer.code]

    def children(self, place: Place) -> tuple[Place, ...]:
        """The places of today directly inside: municipalities of a prefecture, wards of a designated city."""
        return self._children.get(place.code, ())

    def near(self, name: str, n: int = 3) -> tuple[str, ...]:
        """At most `n` names that look like this one, the likest first; each finds one place of today."""
        key = fold(name)[:_NEAR_LENGTH]
        letters, traits = set(key), _traits(key)
        likeness: dict[Place, float] = {}
        for known, places in self._by_key.items():
            if 2 * len(letters.intersection(known)) < len(letters) or not letters:
                continue
            alike = _likeness(traits, _traits(known))
            for place in places:
                if place.current and alike >= max(_NEAR_LIKENESS, likeness.get(place, 0)):
                    likeness[place] = alike
        likest = sorted(likeness, key=lambda place: (-likeness[place], place.code))
        return tuple(map(self._unique_name, likest[: max(n, 0)]))

    def _unique_name(self, place: Place) -> str:
        return place.name if self.find(place.name) == (place,) else place.full_name


@cache
def gazetteer() -> Gazetteer:
    """The places of the package's table, parsed at the first call."""
    return _gazetteer_of(read_places())


def _traits(text: str) -> set[str]:
    """The letters of a text and its pairs of neighbouring letters."""
    return {*text, *map("".join, pairwise(text))}


def _likeness(one: set[str], other: set[str]) -> float:
    """From 0 to 1, the share of traits in common (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other))


def _digits(text: str) -> str:
    """The five or six digits that a text is, full-width ones too; else an empty text."""
    digits = unicodedata.normalize("NFKC", text).strip()
    return digits if _CODE.fullmatch(digits) else ""


def _gazetteer_of(places: tuple[Place, ...]) -> Gazetteer:
    children: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.parent and place.current:
            children[place.parent].append(place)
    by_code = {place.code: place for place in places}
    leaves = tuple(place for place in places if place.current and place.code not in children)
    leaf_index = {place.code: bit for bit, place in enumerate(leaves)}
    return Gazetteer(
        places=places,
        leaves=leaves,
        leaf_index=MappingProxyType(leaf_index),
        _by_code=MappingProxyType(by_code),
        _by_key=MappingProxyType(_by_key(places, by_code)),
        _children=MappingProxyType({code: tuple(inner) for code, inner in children.items()}),
        _masks=MappingProxyType(_masks(places, by_code, leaf_index)),
    )


def _masks(places: Iterable[Place], by_code: Mapping[str, Place], leaf_index: Mapping[str, int]) -> dict[str, int]:
    masks = dict.fromkeys(by_code, 0)
    for code, bit in leaf_index.items():
        around: str | None = code
        while around:
            masks[around] |= 1 << bit
            around = by_code[around].parent
    for place in places:
        for successor in place.successors:
            masks[place.code] |= masks[successor]
    return masks


def _by_key(places: Iterable[Place], by_code: Mapping[str, Place]) -> dict[str, tuple[Place, ...]]:
    """Folded spelling → its places, former ones only where no place of today is meant."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    places = tuple(places)
    texts = list({text for one in places for text in (one.name, one.kana, one.county, *one.aliases)})
    folded = dict(zip(texts, fold("\0".join(texts)).split("\0"), strict=True))  # one call: folding is by the letter
    for place in places:
        for key in set(_keys(place, by_code, folded)):
            found[key].append(place)
    return {key: tuple([p for p in bearers if p.current] or bearers) for key, bearers in found.items()}


def _keys(place: Place, by_code: Mapping[str, Place], folded: Mapping[str, str]) -> Iterator[str]:
    """Every folded spelling: prefecture, then city or county, then name, the first two optional."""
    above = by_code[place.prefecture] if place.parent else None
    city = by_code[place.parent] if place.parent and place.kind == "ward" else None
    around = folded[above.name] if above else "", folded[city.name if city else place.county]
    above_kana, city_kana = folded[above.kana] if above else "", folded[city.kana] if city else ""
    outer = {"", around[0], around[1], around[0] + around[1]}
    outer_kana = {"", above_kana, city_kana, above_kana + city_kana}
    for name in (place.name, *place.aliases):
        for start in outer:
            yield start + folded[name]
    for start in outer_kana:
        yield start + folded[place.kana]
