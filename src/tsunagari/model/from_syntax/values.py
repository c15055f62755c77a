"""What one value of a condition line means for an attribute.

Law: a value is a mask over the attribute's domain, and what a fact of it would be told as; a name that the
attribute does not take is reported with the nearest ones, and a place that two bear with all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsunagari.messages.names import values_phrase
from tsunagari.model.attributes import Attribute
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.joined import joined
from tsunagari.model.from_syntax.names import Namespace, nearest
from tsunagari.model.from_syntax.places import Places
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.from_syntax.splitting import Part
from tsunagari.model.language_tag import language_tag
from tsunagari.model.spelling import key
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import UNBOUNDED, number_ranges

_UNKNOWN = frozenset(map(key, built_in.UNKNOWN))
_FEW = 8
_YES = frozenset(map(key, built_in.YES))


@dataclass(frozen=True, slots=True)
class Value:
    """A mask of the domain, and the value as a fact in JSON says it."""

    mask: int
    told: object


@dataclass(frozen=True, slots=True)
class Values:
    """Reads values of every single-valued attribute but time; of those `blamed` for having none, none is missed."""

    attributes: Mapping[str, Attribute]
    spellings: Mapping[str, Mapping[str, int]]
    places: Places
    problems: Problems
    names: Mapping[str, Namespace]
    blamed: frozenset[str] = frozenset()

    def read(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        """The value, or None, and reported."""
        if joined(part, lambda text: self.knows(attribute, text)) and not self.problems.lost(part.text):
            self.problems.report("joined-values", where, name=part.text)
            return None
        match attribute.shape:
            case "number":
                return self._number(attribute, part, where)
            case "place":
                return self._place(attribute, part, where)
            case "language":
                return self._language(attribute, part, where)
            case _:
                return self._named(attribute, part, where)

    def knows(self, attribute: Attribute, text: str) -> bool:
        """True where the attribute takes such a value, or some fault of it is to be told; reports nothing."""
        if attribute.shape == "number":
            try:
                return number_ranges(text) is not None
            except Mistake:
                return True
        if attribute.shape == "place":
            return self.places.knows(text)
        return key(text) in self.spellings[attribute.name]

    def unknown_language(self, text: str, where: Where) -> None:
        """Report a language that is none."""
        if not self.problems.lost(text, "language"):
            known = self.spellings["language"]
            self.problems.report("unknown-language", where, near=lambda: nearest(text, known), name=text)

    def _number(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        try:
            ranges = None if part.quoted else number_ranges(part.text)
        except Mistake as mistake:
            self.problems.mistaken(mistake, where)
            return None
        if ranges is None:
            self.problems.report("not-a-number", where, name=part.text, attribute=shown(attribute))
            return None
        low, high = attribute.lowest, attribute.lowest + len(attribute.values) - 1
        first, last = min(r[0] for r in ranges), max(r[1] for r in ranges)
        first, last = (low if first == -UNBOUNDED else first), (high if last == UNBOUNDED else last)
        if not low <= first <= last <= high:
            self.problems.report(
                "value-out-of-range", where, name=part.text, attribute=shown(attribute), low=str(low), high=str(high)
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
            self.problems.report("value-not-admitted", where, name=part.text, attribute=shown(attribute))
            return None
        return Value(mask, meant.name)

    def _language(self, attribute: Attribute, part: Part, where: Where) -> Value | None:
        mask = self.spellings[attribute.name].get(key(part.text))
        if mask is not None:
            return Value(mask, attribute.values[mask.bit_length() - 1])
        tag = language_tag(part.text)
        if tag is not None and key(part.text) not in _UNKNOWN:
            return Value(attribute.bit(built_in.OTHER_LANGUAGE), tag)
        self.unknown_language(part.text, where)
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
        if attribute.name in self.blamed or self.problems.lost(part.text, "value", attribute.name):
            return
        self.problems.report(
            "unknown-value",
            where,
            near=lambda: nearest(part.text, self.spellings[attribute.name]),
            name=part.text,
            attribute=shown(attribute),
            values=(self._values("ja", attribute), self._values("en", attribute)),
        )

    def _values(self, language: str, attribute: Attribute) -> str:
        """A sentence with the values, where they are few."""
        names: tuple[str, ...] = attribute.values
        if attribute.shape == "flag":
            names = ("あり", "なし") if language == "ja" else ("yes", "no")
        elif language == "en" and (space := self.names.get(attribute.name)) is not None:
            names = tuple(next((o for o in space.others[name] if o.isascii()), name) for name in names)
        return values_phrase(language, names if len(names) <= _FEW else ())


def is_unknown(part: Part) -> bool:
    """True for `unknown` / `不明`, not quoted."""
    return not part.quoted and key(part.text) in _UNKNOWN


def shown(attribute: Attribute) -> tuple[str, str]:
    """An attribute's name in Japanese and in English files; a declared one has the name that it was given."""
    if attribute.declared or not attribute.names:
        return (attribute.name, attribute.name)
    return (attribute.names[0], attribute.name)
