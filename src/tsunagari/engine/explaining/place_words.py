"""What a set of places is called: prefectures and cities whole, few municipalities by name, many by their number.

Law: the words depend on the set alone; a place is named only if every leaf of it is in the set, or all but those that
are named as left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tsunagari.engine.explaining.said import Said, listed, plain, said
from tsunagari.engine.knowledge import leaves
from tsunagari.model.attributes import Attribute
from tsunagari.model.places import Place, gazetteer
from tsunagari.model.registry import Serves


@dataclass(frozen=True, slots=True)
class Room:
    """How much may be said: parts in all, and municipalities of one prefecture that are named one by one."""

    parts: int
    named: int


FEW: Final = Room(8, 4)
EVERYWHERE: Final = Room(47, 12)
"""Room to name every prefecture."""

_MOST_LEFT_OUT: Final = 6
"""Municipalities of one prefecture that are named where all its others are meant."""

_SPECIAL: Final = ("no-fixed-abode", "abroad", "none")


def place_words(attribute: Attribute, mask: int, room: Room = FEW) -> tuple[Said, bool]:
    """The words for a set of places, and whether they name what is *not* in it."""
    nation = leaves(attribute)
    special = [said(name) for name in _SPECIAL if mask & attribute.bit(name)]
    homes = mask & nation
    if homes == nation:
        return listed([said("nation"), *special]), False
    rest = nation & ~homes
    if (
        rest
        and rest.bit_count() < homes.bit_count()
        and attribute.admitted & ~nation == mask & attribute.admitted & ~nation
    ):
        return listed(_at_most(_parts(rest, room), rest, room)), True
    parts, without = _parts(homes, room), _parts(rest, room)
    if 3 * len(without) < len(parts) or (len(parts) > room.named and 10 * rest.bit_count() < homes.bit_count()):
        parts = [said("place-without", place=said("nation"), without=listed(without))]
    return listed([*_at_most(parts, homes, room), *special], room.parts), False


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
    whole = plain(called(found[0]))
    if not without:
        return whole
    return said("place-without", place=whole, without=listed(_at_most(_parts(without), without, FEW)))


def _parts(mask: int, room: Room = FEW) -> list[Said]:
    """The names of a set of leaves, prefecture by prefecture."""
    places = gazetteer()
    parts: list[Said] = []
    for prefecture in (place for place in places.places if place.kind == "prefecture"):
        inside = places.mask(prefecture) & mask
        if not inside:
            continue
        if inside == places.mask(prefecture):
            parts.append(plain(prefecture.name))
            continue
        units = _units(prefecture, inside)
        others = _units(prefecture, places.mask(prefecture) & ~inside)
        if len(units) <= room.named:
            parts += [plain(called(place)) for place in units]
        elif len(others) <= _MOST_LEFT_OUT and len(others) < len(units):
            without = listed([plain(place.name) for place in others])
            parts.append(said("place-without", place=prefecture.name, without=without))
        else:
            parts.append(said("some-of-prefecture", prefecture=prefecture.name, number=len(units)))
    return parts


def _at_most(parts: list[Said], mask: int, room: Room) -> list[Said]:
    """The parts, or a number where there are far too many."""
    return parts if len(parts) <= 3 * room.parts else [said("some-municipalities", number=mask.bit_count())]


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


def called(place: Place) -> str:
    """The name if no other place bears it, else the full one."""
    return place.name if gazetteer().find(place.name) == (place,) else place.full_name
