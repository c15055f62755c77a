"""What a set of places is called: prefectures and cities whole, few municipalities by name, many by their number.

Law: the words depend on the set alone; a place is named only if every leaf of it is in the set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tsunagari.engine.explaining.said import Said, listed, plain, said
from tsunagari.engine.knowledge import leaves
from tsunagari.model.attributes import Attribute
from tsunagari.model.places import Place, gazetteer
from tsunagari.model.registry import Serves

_MOST_NAMED: Final = 4
"""Municipalities of one prefecture that are named one by one."""

_MOST_PARTS: Final = 8
_SPECIAL: Final = ("no-fixed-abode", "abroad", "none")


def place_words(attribute: Attribute, mask: int) -> tuple[Said, bool]:
    """The words for a set of places, and whether they name what is *not* in it."""
    nation = leaves(attribute)
    special = [said(name) for name in _SPECIAL if mask & attribute.bit(name)]
    homes = mask & nation
    if homes == nation:
        return listed([said("nation"), *special]), False
    rest = nation & ~homes
    if rest.bit_count() < homes.bit_count():
        if attribute.admitted & ~nation == mask & attribute.admitted & ~nation:
            return listed(_parts(rest)), True
        without = _parts(rest)
        if len(without) <= _MOST_NAMED:
            return listed([said("place-without", place=said("nation"), without=listed(without)), *special]), False
    return listed([*_parts(homes), *special], _MOST_PARTS), False


def served_words(lines: Sequence[Serves]) -> Said:
    """The entries of `serves` by their own names, and whose place counts where that is said."""
    found = []
    for line in lines:
        values = listed([_entry(name, mask) for name, mask in line.entries])
        if line.scopes:
            found.append(said("serves-scope", values=values, scopes=listed([said(scope) for scope in line.scopes])))
        else:
            found.append(said("serves", values=values))
    return listed(found)


def _entry(name: str, mask: int) -> Said:
    """A place by name with what is excepted; an area by its own name."""
    places = gazetteer()
    found = places.find(name)
    if len(found) != 1:
        return plain(name)
    without = places.mask(found[0]) & ~mask
    called = plain(_called(found[0]))
    return said("place-without", place=called, without=listed(_parts(without))) if without else called


def _parts(mask: int) -> list[Said]:
    """The names of a set of leaves, prefecture by prefecture."""
    places = gazetteer()
    parts: list[Said] = []
    counted = 0
    for prefecture in (place for place in places.places if place.kind == "prefecture"):
        inside = places.mask(prefecture) & mask
        if not inside:
            continue
        if inside == places.mask(prefecture):
            parts.append(plain(prefecture.name))
            continue
        units = _units(prefecture, inside)
        counted += len(units)
        if len(units) <= _MOST_NAMED:
            parts += [plain(_called(place)) for place in units]
        else:
            parts.append(said("some-of-prefecture", prefecture=prefecture.name, number=len(units)))
    return parts if len(parts) <= 3 * _MOST_PARTS else [said("some-municipalities", number=mask.bit_count())]


def _units(prefecture: Place, inside: int) -> list[Place]:
    """Whole municipalities, and wards where a city is not whole."""
    places = gazetteer()
    found: list[Place] = []
    for place in places.children(prefecture):
        mask = places.mask(place)
        if mask & ~inside:
            found += [ward for ward in places.children(place) if places.mask(ward) & inside]
        else:
            found.append(place)
    return found


def _called(place: Place) -> str:
    """The name if no other place bears it, else the full one."""
    return place.name if gazetteer().find(place.name) == (place,) else place.full_name
