"""Values, names and places in full: nothing is counted instead of named.

Law: two different sets of values of one attribute have different words. The short side is said; a value that stands
without some of those declared under it says which. A name that holds marks of a list is quoted, so that a list of names
can be read in one way only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tsunagari.engine.explaining.place_words import called
from tsunagari.engine.explaining.said import Said, phrase, plain, said
from tsunagari.engine.explaining.wording import named, ranges
from tsunagari.engine.knowledge import leaves, whole
from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE, Attribute
from tsunagari.model.from_syntax.built_in import NATION
from tsunagari.model.places import Place, gazetteer
from tsunagari.syntax.lines import QUOTED
from tsunagari.syntax.names import needs_quotes

_MOST_LEFT_OUT = 6
"""Municipalities of one prefecture that are named where all its others are meant."""


def quoted(text: str, language: str = "ja") -> str:
    """A name as the printer would write it among others: quoted where it holds more than letters and digits."""
    if not needs_quotes(text, target=True):
        return text
    marks = (f"「{text}」", f'"{text}"', f"｢{text}｣")
    order = marks if language == "ja" else (marks[1], marks[0], marks[2])
    return next((one for one in order if QUOTED.fullmatch(one)), order[0])


def name(text: Said | str) -> Said:
    """A name in both languages, quoted where it must be."""
    found = plain(text) if isinstance(text, str) else text
    return Said(quoted(found.ja), quoted(found.en, "en"))


def every(parts: Iterable[Said]) -> Said:
    """All parts as one list."""
    kept = list(parts)
    return Said("、".join(part.ja for part in kept), ", ".join(part.en for part in kept))


def values(attribute: Attribute, mask: int) -> tuple[list[Said], bool]:
    """The words of a set of values, and whether they name what is *not* in it; no words for all or none."""
    domain = whole(attribute)
    mask &= domain
    if attribute.shape == "place":
        return _places(attribute, mask)
    if attribute.shape == "number":
        return list(ranges(attribute, mask)), False
    rest = domain & ~mask
    if mask and rest and rest.bit_count() < mask.bit_count() // 2:
        return list(_trees(attribute, rest)), True
    return list(_trees(attribute, mask)), False


def _trees(attribute: Attribute, mask: int) -> Iterable[Said]:
    """Values by name; of a tree the topmost of those that are in, each with what it is without."""
    below = attribute.below or tuple(1 << bit for bit in range(len(attribute.values)))
    held = [bit for bit in range(len(attribute.values)) if mask >> bit & 1]
    covered = 0
    for bit in sorted(held, key=lambda one: (-below[one].bit_count(), one)):
        if covered >> bit & 1:
            continue
        covered |= below[bit] & mask
        shown = name(named(attribute, bit, below[bit]))
        without = below[bit] & ~mask
        yield phrase("prose/except", value=shown, without=every(_leftovers(attribute, without))) if without else shown


def _leftovers(attribute: Attribute, mask: int) -> Iterable[Said]:
    for bit in range(len(attribute.values)):
        if mask >> bit & 1:
            yield name(named(attribute, bit, 1 << bit))


def _places(attribute: Attribute, mask: int) -> tuple[list[Said], bool]:
    nation = leaves(attribute)
    special = [said(one) for one in (NO_FIXED_ABODE, ABROAD, NONE) if mask & attribute.bit(one) & attribute.admitted]
    outside = [said(one) for one in (NO_FIXED_ABODE, ABROAD, NONE) if ~mask & attribute.bit(one) & attribute.admitted]
    homes, rest = mask & nation, nation & ~mask
    if homes and rest and rest.bit_count() < homes.bit_count():
        return [*places(rest), *outside], True
    return [*places(homes), *special], False


def places(mask: int) -> list[Said]:
    """The places of a set of leaves: the nation, prefectures and municipalities whole, the others by name."""
    known = gazetteer()
    if mask == (1 << len(known.leaves)) - 1:
        return [said("nation")]
    found: list[Said] = []
    for prefecture in (place for place in known.places if place.kind == "prefecture"):
        whole_one = known.mask(prefecture)
        inside = whole_one & mask
        if inside == whole_one:
            found.append(plain(prefecture.name))
        elif inside:
            others = units(prefecture, whole_one & ~inside)
            if len(others) <= _MOST_LEFT_OUT and len(others) < len(units(prefecture, inside)):
                without = every(plain(called(place)) for place in others)
                found.append(phrase("prose/except", value=prefecture.name, without=without))
            else:
                found += [plain(called(place)) for place in units(prefecture, inside)]
    return found


def units(prefecture: Place, inside: int) -> list[Place]:
    """The municipalities of a prefecture that lie in a set of leaves, and wards where a city is not whole."""
    known = gazetteer()
    found: list[Place] = []
    for place in known.children(prefecture):
        mask = known.mask(place)
        if mask & ~inside:
            found += [ward for ward in known.children(place) if known.mask(ward) & inside]
        else:
            found.append(place)
    return found


def entry(text: str, mask: int) -> Said:
    """An entry of `serves`: a place with what is excepted, or an area with all that it is."""
    known = gazetteer()
    if text in NATION and mask == (1 << len(known.leaves)) - 1:
        return said("nation")
    found = known.find(text)
    if len(found) == 1 and not mask & ~known.mask(found[0]):
        without = known.mask(found[0]) & ~mask
        shown = plain(called(found[0]))
        return phrase("prose/except", value=shown, without=every(places(without))) if without else shown
    return phrase("prose/area", value=name(text), places=every(places(mask)))


def among(called_so: Said, attribute: Attribute, mask: int, shown: Callable[[Sequence[Said]], Said] = every) -> Said:
    """`attribute in S` as a predicate."""
    domain = whole(attribute)
    if not mask & domain:
        return phrase("prose/no-value", attribute=called_so)
    if not domain & ~mask:
        return phrase("prose/any-value", attribute=called_so)
    if attribute.shape == "flag":
        yes = attribute.values[(mask & -mask).bit_length() - 1] in ("yes", "あり")
        return phrase("prose/flag-yes" if yes else "prose/flag-no", attribute=called_so)
    found, outside = values(attribute, mask)
    if not found:  # the values that are left cannot be told
        return phrase("prose/no-value", attribute=called_so)
    if outside:
        return phrase("prose/other-than", attribute=called_so, values=shown(found))
    if len(found) == 1:
        return phrase("prose/one", attribute=called_so, value=found[0])
    return phrase("prose/some", attribute=called_so, values=shown(found))
