"""Regions of consultations in the words of a ruleset.

Law: one region is one line, the attributes in the order of the language; the short side of a set is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import Axes, exact
from tsunagari.engine.explaining.said import Said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.engine.knowledge import in_order
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.set_words import SetWords

_SHOWN: Final = 5


def region_lines(ruleset: Ruleset, axes: Axes, found: Sequence[Values], language: str, *, whole: bool) -> str:
    """The first regions, one a line, and how many more there are (`whole`: these are all)."""
    lines = ["・" + region_words(ruleset, axes, one).spoken(language) for one in found[:_SHOWN]]
    more = len(found) - len(lines)
    if more or not whole:
        count = f"{more}" if whole else f"{more}+"
        lines.append(f"・ほか{count}" if language == "ja" else f"・{count} more")
    return "\n".join(lines)


def region_words(ruleset: Ruleset, axes: Axes, region: Values) -> Said:
    """One region: what is said of each attribute that it names."""
    return RegionWords(ruleset).words(axes, region)


class RegionWords:
    """Says regions in the vocabulary of one ruleset."""

    __slots__ = ("_ruleset", "_sets", "_wording")

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._wording = Wording(ruleset)
        self._sets = SetWords(ruleset, self._wording)

    def words(self, axes: Axes, region: Values) -> Said:
        """What is said of each attribute that a region names."""
        parts = []
        for name in in_order(region):
            mask = region[name]
            if name in axes.sets:
                parts.append(self._sets.words(axes, name, mask))
            else:
                parts.append(self._wording.among(name, _with_uppers(self._ruleset.attributes[name], mask)))
        if not parts:
            return Said("どんな相談でも", "everybody")
        return Said("、かつ ".join(part.ja for part in parts), "; ".join(part.en for part in parts))


def _with_uppers(attribute: Attribute, mask: int) -> int:
    """With every value that has others declared under it, where all of those are in."""
    for number, below in enumerate(attribute.below):
        under = below & exact(attribute)
        if under and not under & ~mask:
            mask |= 1 << number
    return mask
