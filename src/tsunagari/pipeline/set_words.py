"""Sets of issues or wishes in the words of a ruleset.

Law: an issue under which others lie is named where all of these are meant; what is *not* meant is said where that is
shorter and nothing was left out of the comparison; several stated at once are joined by a plus sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tsunagari.analysis.axes import Axes
from tsunagari.engine.explaining.said import Said, listed, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.ruleset import Ruleset

_SHOWN: Final = 3
"""Groups of larger sets that are told."""


class SetWords:
    """Says sets in the vocabulary of one ruleset."""

    __slots__ = ("_every", "_under", "_wording")

    def __init__(self, ruleset: Ruleset, wording: Wording) -> None:
        self._wording = wording
        leaves = ruleset.issues.leaves()
        self._every = {"issue": frozenset(leaves), "wish": frozenset(ruleset.wishes.values())}
        inner = sorted(set(ruleset.issues.above) - set(leaves))
        under = {upper: frozenset(one for one in leaves if ruleset.issues.under(one, upper)) for upper in inner}
        self._under = sorted(under.items(), key=lambda one: (-len(one[1]), one[0]))

    def words(self, axes: Axes, name: str, mask: int) -> Said:
        """The sets of one axis that are in a mask."""
        sets = axes.sets[name].sets
        meant = [one for number, one in enumerate(sets) if mask >> number & 1]
        called = self._wording.called(name)
        if any(len(one) > 1 for one in meant):
            return said("among", attribute=called, values=self._larger(name, meant))
        every = self._every[name]
        singles = frozenset(one for some in sets if len(some) == 1 for one in some)
        rest = every - {one for some in meant for one in some}
        none_too = () in meant or () not in sets
        outside, inside = self._named(name, rest), self._named(name, every - rest)
        if singles == every and rest and none_too and 2 * len(outside) < len(inside):
            return said("outside-of", attribute=called, values=self._wording.listed(outside, name))
        values = self._wording.listed(inside, name)
        if () in meant:
            values = listed([said("none"), values]) if values.ja else said("none")
        return said("among", attribute=called, values=values)

    def _named(self, name: str, values: frozenset[str]) -> list[str]:
        """Single values; one above others where it stands for all of them."""
        left, named = values, []
        for upper, leaves in self._under if name == "issue" else ():
            if len(leaves) > 1 and leaves <= values and leaves & left:
                named.append(upper)
                left -= leaves
        return [*named, *sorted(left)]

    def _larger(self, name: str, sets: Sequence[tuple[str, ...]]) -> Said:
        """Larger sets, those that share a value together."""
        left = list(sets)
        groups: list[Said] = []
        while left and len(groups) < _SHOWN:
            often = Counter(one for some in left for one in some).most_common()
            shared = min((one for one, number in often if number == often[0][1]), default="")
            inside = [some for some in left if shared in some] or left[:1]
            others = [self._at_once(name, [one for one in some if one != shared]) for some in inside]
            other = listed(others)
            if len(others) > 1:
                other = said("grouped", condition=other)
            groups.append(said("all-at-once", one=self._wording.listed([shared], name), other=other))
            left = [some for some in left if some not in inside]
        values = listed(groups)
        return said("and-more", values=values, number=len(left)) if left else values

    def _at_once(self, name: str, values: Sequence[str]) -> Said:
        found = [self._wording.listed([one], name) for one in values]
        words = found[0] if found else said("none")
        for one in found[1:]:
            words = said("all-at-once", one=words, other=one)
        return words
