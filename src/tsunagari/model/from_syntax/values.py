"""What one value of a condition line means for an attribute.

Law: a value is a mask over the attribute's domain, and what a fact of it would be told as; a name that the
attribute does not take is reported with the nearest ones, and a place that two bear with all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsunagari.model.attributes import Attribute
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.languages import language_tag
from tsunagari.model.from_syntax.names import Namespace, nearest
from tsunagari.model.from_syntax.places import Places
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.spelling import key
from tsunagari.model.from_syntax.splitting import Part
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import UNBOUNDED, number_ranges

_UNKNOWN = frozenset(map(key, built_in.UNKNOWN))
_YES = frozenset(map(key, built_in.YES))


@dataclass(frozen=True, slots=True)
class Value:
    """A mask of the domain, and the value as a fact in JSON says it."""

    mask: int
    told: object


@dataclass(frozen=True, slots=True)
class Values:
    """Reads values of every single-valued attribute but time."""

    attributes: Mapping[str, Attribute]
    spellings: Mapping[str, Mapping[str, int]]
    places: Places
    problems: Problems
    names: Mapping[str, Namespace]

    def read(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        """The value, or None, and reported."""
        match attribute.shape:
            case "number":
                return self._number(attribute, part, where)
            case "place":
                return self._place(attribute, part, where)
            case "language":
                return self._language(attribute, part, where)
            case _:
                return self._named(attribute, part, where)

    def _number(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        try:
            ranges = None if part.quoted else number_ranges(part.text)
        except Mistake as mistake:
            self.problems.mistaken(mistake, where)
            return None
        if ranges is None:
            self.problems.report("not-a-number", where, name=part.text, attribute=_shown(attribute))
            return None
        low, high = attribute.lowest, attribute.lowest + len(attribute.values) - 1
        first, last = min(r[0] for r in ranges), max(r[1] for r in ranges)
        first, last = (low if first == -UNBOUNDED else first), (high if last == UNBOUNDED else last)
        if not low <= first <= last <= high:
            self.problems.report(
                "value-out-of-range", where, name=part.text, attribute=_shown(attribute), low=str(low), high=str(high)
            )
            return None
        mask = (1 << (last - low + 1)) - (1 << (first - low))
        return Value(mask, first if first == last else {"from": first, "to": last})

    def _place(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        meant = self.places.find(part.text, where)
        if meant is None:
            return None
        mask = meant.mask & attribute.admitted
        if not mask:
            self.problems.report("value-not-admitted", where, name=part.text, attribute=_shown(attribute))
            return None
        return Value(mask, meant.name)

    def _language(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        mask = self.spellings[attribute.name].get(key(part.text))
        if mask is not None:
            return Value(mask, attribute.values[mask.bit_length() - 1])
        tag = language_tag(part.text)
        if tag is not None and key(part.text) not in _UNKNOWN:
            return Value(attribute.bit(built_in.OTHER_LANGUAGE), tag)
        self._unknown(attribute, part, where)
        return None

    def _named(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        mask = self.spellings[attribute.name].get(key(part.text))
        if mask is None:
            self._unknown(attribute, part, where)
            return None
        if attribute.shape == "flag":
            return Value(mask, key(part.text) in _YES)
        space = self.names.get(attribute.name)
        name = space.get(part.text) if space is not None else None
        return Value(mask, name or attribute.values[mask.bit_length() - 1])

    def _unknown(self, attribute: Attribute, part: Part, where: Where) -> None:
        if not self.problems.lost(part.text):
            self.problems.report(
                "unknown-value",
                where,
                near=lambda: nearest(part.text, self.spellings[attribute.name]),
                name=part.text,
                attribute=_shown(attribute),
            )


def is_unknown(part: Part) -> bool:
    """True for `unknown` / `不明`, not quoted."""
    return not part.quoted and key(part.text) in _UNKNOWN


def _shown(attribute: Attribute) -> str:
    return attribute.name if attribute.declared or not attribute.names else f"{attribute.names[0]} ({attribute.name})"
