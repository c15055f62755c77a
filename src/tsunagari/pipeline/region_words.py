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
from tsunagari.engine.explaining.said import Said, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.engine.knowledge import in_order
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.set_words import SetWords

_SHOWN: Final = 5


def region_lines(ruleset: Ruleset, axes: Axes, found: Sequence[Values], language: str, *, whole: bool) -> str:
    """The largest boxes that the regions fill, one a line, and how many more regions there are.

    `whole`: these are all. Of places a box has all that it may, so that one line names everywhere that it is so.
    """
    places = [name for name, attribute in ruleset.attributes.items() if attribute.shape == "place"]
    boxes, left = widest(found, axes.domains, grow=places, most=_SHOWN)
    words = RegionWords(ruleset)
    return first_lines((words.words(axes, one) for one in boxes), left, language, whole=whole)


def first_lines(words: Iterable[Said], left: int, language: str, *, whole: bool) -> str:
    """Words, one a line, and how many more regions there are (`whole`: these are all)."""
    lines = ["・" + one.spoken(language) for one in words]
    if left or not whole:
        count = f"{left}" + ("" if whole else "+") if left else ""
        lines.append(f"・ほか{count}" if language == "ja" else f"・{count or 'and'} more")
    return "\n".join(lines)


def region_words(ruleset: Ruleset, axes: Axes, region: Values, *more: Said) -> Said:
    """One region: what is said of each attribute that it names, and then `more`."""
    return RegionWords(ruleset).words(axes, region, *more)


class RegionWords:
    """Says regions in the vocabulary of one ruleset."""

    __slots__ = ("_ruleset", "_sets", "_wording")

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._wording = Wording(ruleset)
        self._sets = SetWords(ruleset, self._wording)

    def words(self, axes: Axes, region: Values, *more: Said) -> Said:
        """What is said of each attribute that a region names, and then `more`."""
        parts = []
        for name in in_order(region):
            mask = region[name]
            if name in axes.sets:
                parts.append(self._sets.words(axes, name, mask))
            elif self._ruleset.attributes[name].shape == "place":
                parts.append(self._places(name, mask))
            else:
                parts.append(self._wording.among(name, _with_uppers(self._ruleset.attributes[name], mask)))
        parts = [*(parts or [Said("どんな相談でも", "everybody")]), *more]
        return Said("、かつ ".join(part.ja for part in parts), "; ".join(part.en for part in parts))

    def _places(self, name: str, mask: int) -> Said:
        values, outside = place_words(self._ruleset.attributes[name], mask, EVERYWHERE)
        called = self._wording.called(name)
        return said("outside" if outside else "among", attribute=called, values=values)


def _with_uppers(attribute: Attribute, mask: int) -> int:
    """With every value that has others declared under it, where all of those are in."""
    for number, below in enumerate(attribute.below):
        under = below & exact(attribute)
        if under and not under & ~mask:
            mask |= 1 << number
    return mask
