"""Facts as texts for a receiver, no finer than concealment lets them be.

Law: what leaves is what was told, in the words of the ruleset. A place leaves as the smallest place that holds all that
was told; under concealment as the smallest one of the level or above, and a place that no such one holds stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from tsunagari.engine.knowledge import Knowledge, leaves
from tsunagari.model.attributes import Attribute
from tsunagari.model.places import Kind, Place, gazetteer
from tsunagari.privacy.concealment import Concealment, Level

_KINDS: Final[Mapping[Level | None, tuple[Kind, ...]]] = {
    None: ("ward", "municipality", "prefecture"),
    "municipality": ("municipality", "prefecture"),
    "prefecture": ("prefecture",),
    "none": (),
}
"""The kinds of places that may leave."""


def fact_texts(
    attributes: Mapping[str, Attribute], knowledge: Knowledge, concealment: Concealment | None
) -> dict[str, str]:
    """Attribute → text, of every attribute that was told and not declined."""
    level = None if concealment is None else concealment.level
    found: dict[str, str] = {}
    for name, attribute in attributes.items():
        text = _text(attribute, knowledge, level) if knowledge.given(name) else None
        if text is not None:
            found[name] = text
    return found


def place_within(attribute: Attribute, mask: int, level: Level | None) -> Place | None:
    """The smallest place, of the kinds that may leave, that holds all of these leaves; None where there is none."""
    if not mask or mask & ~leaves(attribute):
        return None
    return next((place for held, place in _by_size(_KINDS[level]) if not mask & ~held), None)


@cache
def _by_size(kinds: tuple[Kind, ...]) -> tuple[tuple[int, Place], ...]:
    """The places of these kinds with their leaves, smallest first, those of today before former ones."""
    places = gazetteer()
    held = [(places.mask(place), place) for place in places.places if place.kind in kinds]
    return tuple(sorted(held, key=lambda one: (one[0].bit_count(), not one[1].current, one[1].code)))


def _text(attribute: Attribute, knowledge: Knowledge, level: Level | None) -> str | None:
    if attribute.shape == "set":
        return "、".join(sorted(knowledge.stated(attribute.name)))
    if attribute.shape == "time":
        return None if knowledge.at is None else knowledge.at.isoformat(timespec="minutes")
    mask = knowledge.told[attribute.name]
    if attribute.shape == "place":
        return _place(attribute, mask, level)
    if attribute.shape == "number":
        low, high = (mask & -mask).bit_length() - 1 + attribute.lowest, mask.bit_length() - 1 + attribute.lowest
        return str(low) if low == high else f"{low}-{high}"
    trees = zip(attribute.values, attribute.below, strict=False)
    whole = next((value for value, below in trees if below == mask), None)
    return whole or "、".join(value for bit, value in enumerate(attribute.values) if mask >> bit & 1)


def _place(attribute: Attribute, mask: int, level: Level | None) -> str | None:
    special = mask & ~leaves(attribute)
    if special == mask and mask.bit_count() == 1:  # no fixed abode, abroad, none: nowhere on the map
        return None if level == "none" else attribute.values[mask.bit_length() - 1]
    place = place_within(attribute, mask, level)
    return None if place is None else place.full_name
