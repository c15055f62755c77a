"""Every name of every value, ready to be looked up, and what stands for what is not told.

Law: a lookup is made of the attributes of one ruleset, never changes, and gives for any text what reading the
attribute's spellings, canonical values and what is declared under them would give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tsunagari.engine.knowledge import usually
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key as spelling


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lookup:
    """The tables of one ruleset.

    `spelled`: attribute → normalised spelling → mask, with everything declared under it; `written`: the same of its
    canonical values as they are; `declinable`: every name that an attribute may be declined by → canonical name;
    `unstated`: K of each single-valued attribute of which nothing is told, but for those that follow another one.
    """

    spelled: Mapping[str, Mapping[str, int]]
    written: Mapping[str, Mapping[str, int]]
    declinable: Mapping[str, str]
    unstated: Mapping[str, int]

    def mask(self, attribute: str, text: str) -> int:
        """The mask of a value by any of its names; 0 where the attribute has none such."""
        name, written = spelling(text), self.written[attribute]
        return self.spelled[attribute].get(name) or written.get(name) or written.get(text) or 0


def lookup(ruleset: Ruleset, keys: Mapping[str, str]) -> Lookup:
    """The tables of a ruleset; `keys` are the JSON keys that name an attribute otherwise than it is called."""
    attributes = ruleset.attributes
    own = {name: name for name in attributes}
    return Lookup(
        spelled=MappingProxyType({name: _spelled(one) for name, one in attributes.items()}),
        written=MappingProxyType({name: _written(one) for name, one in attributes.items()}),
        declinable=MappingProxyType(own | {**ruleset.attribute_names, **keys}),
        unstated=MappingProxyType(usually(attributes)),
    )


def _spelled(attribute: Attribute) -> Mapping[str, int]:
    return MappingProxyType({name: _with_below(attribute, mask) for name, mask in attribute.spellings if mask})


def _written(attribute: Attribute) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for position, value in enumerate(attribute.values):
        found.setdefault(value, _with_below(attribute, 1 << position))
    return MappingProxyType(found)


def _with_below(attribute: Attribute, mask: int) -> int:
    """The values, and what is declared under them: of a channel, each under it comes later in the list."""
    for position, below in enumerate(attribute.below):
        if mask >> position & 1:
            mask |= below
    return mask
