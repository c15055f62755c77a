"""Conditions in the words of the ruleset, as phrases in both languages.

Law: what is said depends on the formula and the vocabulary alone, never on a consultation; a long list is cut with a
count. The short side of a set is said: 日本語以外 rather than sixty-five languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce

from tsunagari.engine.explaining.place_words import place_words
from tsunagari.engine.explaining.said import Said, listed, plain, said
from tsunagari.engine.knowledge import whole
from tsunagari.model.attributes import Attribute
from tsunagari.model.boxes import reversed_in
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.registry import Period
from tsunagari.model.ruleset import Ruleset

_MODES: Mapping[str, str] = {
    "any": "among",
    "all": "all-of",
    "none": "none-of",
    "count": "number",
    "count-of": "number-of",
}


class Wording:
    """Says conditions in the vocabulary of one ruleset; in English values go by an alias where they have one."""

    __slots__ = ("_aliases", "_attributes")

    def __init__(self, ruleset: Ruleset) -> None:
        self._attributes = ruleset.attributes
        self._aliases = {"issue": _aliases(ruleset.issue_names), "wish": _aliases(ruleset.wishes)}

    def called(self, name: str) -> Said:
        """An attribute: its own name in English, the Japanese one beside it."""
        attribute = self._attributes[name]
        japanese = next((other for other in attribute.names if not other.isascii()), name)
        return Said(name if attribute.declared else japanese, name)

    def condition(self, formula: Formula) -> Said:
        """A formula."""
        match formula:
            case In():
                return self._absence(self.among(formula.attribute, formula.mask), formula.absent)
            case Stated(name, mode, values, number, absent):
                shown = self.listed(values, name)
                return self._absence(
                    said(_MODES[mode], attribute=self.called(name), values=shown, number=number), absent
                )
            case During(_, names, absent):
                shown = listed([plain(name) for name in names]) if names else said("unnamed-hours")
                return self._absence(said("among", attribute=self.called("time"), values=shown), absent)
            case Not(In() as part):
                return self.condition(reversed_in(part, self._attributes))
            case Not(part):
                return said("reverse", condition=self.condition(part))
            case All(parts):
                return self._joined("both", parts, Any) if parts else said("always")
            case Any(parts):
                return self._joined("either", parts, All) if parts else said("nobody")

    def among(self, name: str, mask: int) -> Said:
        """`attribute in S`."""
        values, outside = self.values(name, mask)
        return said("outside" if outside else "among", attribute=self.called(name), values=values)

    def values(self, name: str, mask: int) -> tuple[Said, bool]:
        """The words for a set of values, and whether they name what is *not* in it."""
        attribute = self._attributes[name]
        domain = whole(attribute)
        if not mask & domain:
            return said("nobody"), False
        if attribute.shape == "place":
            return place_words(attribute, mask)
        if attribute.shape == "flag":
            flags = [said("flag-yes" if value in ("yes", "あり") else "flag-no") for value in _picked(attribute, mask)]
            return listed(flags), False
        if attribute.shape == "number":
            return listed(list(ranges(attribute, mask))), False
        if not domain & ~mask:
            return said("anything"), False
        rest = domain & ~mask
        if rest.bit_count() < (mask & domain).bit_count() // 2:
            return listed(_names(attribute, rest)), True
        return listed(_names(attribute, mask & domain)), False

    def listed(self, names: Sequence[str], attribute: str = "") -> Said:
        """Values of `issue` or `wish`, or names of the ruleset, as a list."""
        aliases = self._aliases.get(attribute, {})
        return listed([Said(name, aliases.get(name, name)) for name in names])

    def period(self, code: str, period: Period) -> Said:
        """A period of dates, both ends included."""
        start = period.start.isoformat() if period.start else ""
        end = period.end.isoformat() if period.end else ""
        form = "period-between" if start and end else "period-from" if start else "period-until"
        return said(code, period=said(form, start=start, end=end))

    def _joined(self, code: str, parts: Sequence[Formula], other: type) -> Said:
        texts = [
            said("grouped", condition=self.condition(part)) if isinstance(part, other) else self.condition(part)
            for part in parts
        ]
        join: Callable[[Said, Said], Said] = lambda one, more: said(code, one=one, other=more)  # noqa: E731
        return reduce(join, texts)

    def _absence(self, text: Said, absent: bool | None) -> Said:
        if absent is None:
            return text
        return said("or-unknown" if absent else "and-known", condition=text)


def _aliases(names: Mapping[str, str]) -> dict[str, str]:
    """Canonical name → the longest alias in Latin letters, of those that have one."""
    found: dict[str, str] = {}
    for alias, name in sorted(names.items(), key=lambda pair: (len(pair[0]), pair[0])):
        if alias.isascii() and not name.isascii():
            found[name] = alias
    return found


def _picked(attribute: Attribute, mask: int) -> list[str]:
    return [value for bit, value in enumerate(attribute.values) if mask >> bit & 1]


def _names(attribute: Attribute, mask: int) -> list[Said]:
    """Values by name; in a tree only the topmost of those that are in with all below them."""
    if not attribute.below:
        return [named(attribute, bit, 1 << bit) for bit in range(len(attribute.values)) if mask >> bit & 1]
    held = [bit for bit, below in enumerate(attribute.below) if not below & ~mask]
    top = [bit for bit in held if not any(o != bit and attribute.below[o] >> bit & 1 for o in held)]
    covered = 0
    for bit in held:
        covered |= attribute.below[bit]
    alone = [bit for bit in range(len(attribute.values)) if (mask & ~covered) >> bit & 1]
    return [named(attribute, bit, attribute.below[bit]) for bit in sorted({*top, *alone})]


def named(attribute: Attribute, bit: int, mask: int) -> Said:
    """A value by its name, in English by an alias where it has one in that script."""
    name = attribute.values[bit]
    if name.isascii():
        return plain(name)
    aliases = [text for text, meant in attribute.spellings if text.isascii() and meant in (mask, 1 << bit)]
    return Said(name, min(aliases, key=lambda text: (-len(text), text), default=name))


def ranges(attribute: Attribute, mask: int) -> Iterator[Said]:
    unit = attribute.name == "age"
    size, bit = len(attribute.values), 0
    while bit < size:
        if not mask >> bit & 1:
            bit += 1
            continue
        first = bit
        while bit < size and mask >> bit & 1:
            bit += 1
        low, high = attribute.lowest + first, attribute.lowest + bit - 1
        if first == 0 and bit == size:
            yield said("anything")
        elif first == 0 and bit > 1:
            yield said("ages-below", above=high + 1) if unit else said("numbers-to", high=high)
        elif bit == size:
            yield said("ages-from" if unit else "numbers-from", low=low)
        elif low == high:
            yield said("one-age", low=low) if unit else plain(str(low))
        else:
            yield said("ages" if unit else "numbers", low=low, high=high)
