"""Regions of consultations in the words of a ruleset.

Law: one region is one line, the attributes in the order of the language; the short side of a set is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import Axes, exact
from tsunagari.engine.explaining.said import Said, listed, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset

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
    wording = Wording(ruleset)
    parts = []
    for name, mask in sorted(region.items(), key=lambda one: list(axes.domains).index(one[0])):
        if name in axes.sets:
            parts.append(_stated(ruleset, name, axes.sets[name].sets, mask))
        else:
            parts.append(wording.among(name, _with_uppers(ruleset.attributes[name], mask)))
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


def _stated(ruleset: Ruleset, name: str, sets: Sequence[tuple[str, ...]], mask: int) -> Said:
    """What is stated; by what is not, where that is shorter and the sets are all that the ruleset knows."""
    wording = Wording(ruleset)
    within = [one for number, one in enumerate(sets) if mask >> number & 1]
    without = [one for number, one in enumerate(sets) if not mask >> number & 1]
    known = set(ruleset.issues.leaves() if name == "issue" else ruleset.wishes.values())
    turned = len(without) < len(within) // 2 and known == {value for one in sets for value in one}
    shown = without if turned else within
    values = listed([wording.listed(one, name) if one else Said("なし", "none") for one in shown])
    return said("outside" if turned else "among", attribute=wording.called(name), values=values)
