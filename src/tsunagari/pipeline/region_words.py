"""Regions of consultations in the words of a ruleset.

Law: one region is one line, the attributes in the order of the language; the short side of a set is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import Axes, exact
from tsunagari.analysis.widening import widest
from tsunagari.engine.explaining.place_words import EVERYWHERE, place_words
from tsunagari.engine.explaining.said import MOST_LISTED, Said, listed, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset

_SHOWN: Final = 5


def region_lines(ruleset: Ruleset, axes: Axes, found: Sequence[Values], language: str, *, whole: bool) -> str:
    """The largest boxes that the regions fill, one a line, and how many more regions there are.

    `whole`: these are all. Of places a box has all that it may, so that one line names everywhere that it is so.
    """
    places = [name for name, attribute in ruleset.attributes.items() if attribute.shape == "place"]
    boxes, left = widest(found, axes.domains, grow=places, most=_SHOWN)
    return first_lines((region_words(ruleset, axes, one) for one in boxes), left, language, whole=whole)


def first_lines(words: Iterable[Said], left: int, language: str, *, whole: bool) -> str:
    """Words, one a line, and how many more regions there are (`whole`: these are all)."""
    lines = ["・" + one.spoken(language) for one in words]
    if left or not whole:
        count = f"{left}" + ("" if whole else "+") if left else ""
        lines.append(f"・ほか{count}" if language == "ja" else f"・{count or 'and'} more")
    return "\n".join(lines)


def region_words(ruleset: Ruleset, axes: Axes, region: Values, *more: Said) -> Said:
    """One region: what is said of each attribute that it names, and then `more`."""
    wording = Wording(ruleset)
    parts = []
    for name, mask in sorted(region.items(), key=lambda one: list(axes.domains).index(one[0])):
        if name in axes.sets:
            parts.append(_stated(ruleset, name, axes.sets[name].sets, mask))
        elif ruleset.attributes[name].shape == "place":
            values, outside = place_words(ruleset.attributes[name], mask, EVERYWHERE)
            parts.append(said("outside" if outside else "among", attribute=wording.called(name), values=values))
        else:
            parts.append(wording.among(name, _with_uppers(ruleset.attributes[name], mask)))
    parts = [*(parts or [Said("どんな相談でも", "everybody")]), *more]
    return Said("、かつ ".join(part.ja for part in parts), "; ".join(part.en for part in parts))


def _with_uppers(attribute: Attribute, mask: int) -> int:
    """With every value that has others declared under it, where all of those are in."""
    for number, below in enumerate(attribute.below):
        under = below & exact(attribute)
        if under and not under & ~mask:
            mask |= 1 << number
    return mask


def _stated(ruleset: Ruleset, name: str, sets: Sequence[tuple[str, ...]], mask: int) -> Said:
    """Sets of issues or wishes; where they are many, those that they are not, if these are few and all are known."""
    wording = Wording(ruleset)
    found = [one for number, one in enumerate(sets) if mask >> number & 1]
    others = [one for number, one in enumerate(sets) if not mask >> number & 1]
    known = set(ruleset.issues.leaves() if name == "issue" else ruleset.wishes.values())
    fewer = len(found) > MOST_LISTED + 1 and len(others) < len(found) // 2
    outside = fewer and known == {value for one in sets for value in one}
    named = [wording.listed(one, name) if one else said("none") for one in (others if outside else found)]
    return said("outside" if outside else "among", attribute=wording.called(name), values=listed(named))
