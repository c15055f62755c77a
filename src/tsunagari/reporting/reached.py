"""Whom rules reach, of the people who usually call: proved, from the regions of the analysis.

Law: somebody who calls by phone, for themself, in Japanese, in no danger and with no wish stands for a place or an
issue; a place (an issue) is *nobody* where one such person, of any age and issue (place), gets no yes, *default* where
one gets a yes by default only, else *rule*. Where the analysis did not finish, what it did not find is *unsettled*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import exact
from tsunagari.analysis.bits import bits
from tsunagari.analysis.regions import Regions
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.tree import Cover

_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "language": ("日本語", "ja"),
    "danger": ("no", "なし"),
    "caller": ("本人", "self"),
    "channel": ("電話", "phone"),
}


class Reached:
    """What the regions say of each place and issue."""

    def __init__(self, ruleset: Ruleset, nobody: Regions | None, by_default: Regions | None) -> None:
        self._places: dict[Cover, dict[int, int]] = {}
        self._issues: dict[Cover, frozenset[str]] = {}
        self._whole = all(one is not None and one.whole for one in (nobody, by_default))
        usual = dict(_usual(ruleset))
        found: list[tuple[Cover, Regions | None]] = [("nobody", nobody), ("default", by_default)]
        for cover, regions in found:
            kept = list(_inside(regions, usual)) if regions is not None else []
            self._places[cover] = _by_place(regions, kept) if regions is not None else {}
            self._issues[cover] = _issues(regions, kept) if regions is not None else frozenset()

    def place(self, leaf: int) -> tuple[Cover, int]:
        """How a leaf of the places is covered, and how many issues are left to defaults or nobody there."""
        for cover in ("nobody", "default"):
            mask = self._places[cover].get(leaf, 0)
            if mask:
                return cover, mask.bit_count()
        return self._otherwise, 0

    def issue(self, *leaves: str) -> Cover:
        """How an issue is covered, with those under it."""
        for cover in ("nobody", "default"):
            if not self._issues[cover].isdisjoint(leaves):
                return cover
        return self._otherwise

    @property
    def _otherwise(self) -> Cover:
        return "rule" if self._whole else "unsettled"


def _usual(ruleset: Ruleset) -> Iterator[tuple[str, int]]:
    for name, spellings in _USUAL.items():
        attribute = ruleset.attributes[name]
        value = next((number for number, one in enumerate(attribute.values) if one in spellings), None)
        if value is not None:
            below = attribute.below[value] if attribute.below else 1 << value
            yield name, below & exact(attribute)


def _inside(regions: Regions, usual: Mapping[str, int]) -> Iterator[Values]:
    """What the regions hold of the usual callers."""
    for region in regions.found:
        if "wish" in region and not _no_wish(regions) & region["wish"]:
            continue
        if all(not mask or region.get(name, -1) & mask for name, mask in usual.items()):
            yield region


def _no_wish(regions: Regions) -> int:
    sets = regions.axes.sets["wish"].sets
    return 1 << sets.index(()) if () in sets else -1


def _by_place(regions: Regions, kept: list[Values]) -> dict[int, int]:
    """Leaf → the issues of the regions that hold it."""
    every = regions.axes.domains["issue"]
    together: dict[int, int] = {}
    for region in kept:
        lives = region.get("lives", regions.axes.domains["lives"])
        together[lives] = together.get(lives, 0) | region.get("issue", every)
    found: dict[int, int] = {}
    for lives, issues in together.items():
        for leaf in bits(lives):
            found[leaf] = found.get(leaf, 0) | issues
    return found


def _issues(regions: Regions, kept: list[Values]) -> frozenset[str]:
    sets = regions.axes.sets["issue"].sets
    every = regions.axes.domains["issue"]
    return frozenset(one for region in kept for number in bits(region.get("issue", every)) for one in sets[number])
