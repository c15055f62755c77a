"""Two rulesets on the same axes: the values that both know, numbered as in the old one.

Law (language §6): a consultation told exactly in values that both rulesets know is one point of these axes, and a box
of either ruleset holds there exactly where it holds for this consultation. What only one ruleset asks about is left
unstated for it. Of issues and wishes there are single ones (`axes`) and all sets that a change may turn on (`wide`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import Axes, exact
from tsunagari.analysis.combinations import Asked, larger_sets
from tsunagari.analysis.gaps import stated_in
from tsunagari.analysis.pairs import Pairs, pairs_of
from tsunagari.analysis.search import Space
from tsunagari.analysis.stated import of_sets
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.attributes import Attribute
from tsunagari.model.boxes import Literal
from tsunagari.model.ruleset import Ruleset

SETS: Final = ("issue", "wish")


@dataclass(frozen=True, slots=True)
class Side:
    """One ruleset on the axes of both; `maps`: its own numbers of values that have other ones here (here, own)."""

    ruleset: Ruleset
    pairs: Pairs
    axes: Axes
    maps: Mapping[str, tuple[tuple[int, int], ...]]

    def masks(self, box: Iterable[Literal], *, surely: bool) -> Values | None:
        """Where a box is a yes (`surely`) or at least not a no, time untold; None where that is nowhere."""
        return self._here(self.axes.masks(box, surely=surely))

    def timeless(self, box: Iterable[Literal], *, surely: bool) -> Values | None:
        """The same of tests that do not look at the time."""
        return self._here(self.axes.timeless(box, surely=surely))

    def here(self, axis: str, mask: int) -> int:
        """A mask of the ruleset's own values as one of these axes."""
        if axis in self.maps:
            return sum(1 << a for a, b in self.maps[axis] if mask >> b & 1)
        return mask & self.axes.domains[axis] if axis in self.axes.domains else 0

    def _here(self, masks: Values | None) -> Values | None:
        return None if masks is None else {axis: self.here(axis, mask) for axis, mask in masks.items()}


@dataclass(frozen=True, slots=True)
class Apart:
    """What only one ruleset knows, so that nothing is compared: an attribute (`alone`), or values of one of both."""

    attribute: str
    alone: bool
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """The axes and both sides.

    `whole`: every larger set is among those of `wide` by which somebody may lose or gain everybody; `asked` are the
    values (masks) of the larger sets for which a box that was changed asks.
    """

    old: Side
    new: Side
    axes: Axes
    wide: Axes
    whole: bool
    asked: Mapping[str, int]
    apart: tuple[Apart, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The axes in order."""
        return tuple(self.axes.domains)

    def single(self) -> list[int]:
        """The values of people with one issue and at most one wish."""
        return [self.axes.domains[name] for name in self.names]

    def several(self, name: str, size: int, *, asked: bool) -> list[int] | None:
        """Those of people with `size` issues or wishes (`name`); the others as few or as many; None without such.

        `asked`: only of sets for which a box that was changed asks.
        """
        sets = self.wide.sets[name].sets
        mask = sum(1 << n for n, one in enumerate(sets) if len(one) == size) & (self.asked[name] if asked else -1)
        if not mask or size < 2:
            return None
        others = self.wide.domains if name == "issue" and not asked else self.axes.domains
        return [mask if axis == name else others[axis] for axis in self.names]


def both(old: Ruleset, new: Ruleset, holidays: Holidays) -> Both:
    """The axes of two rulesets."""
    shared = [
        name
        for name, attribute in old.attributes.items()
        if attribute.single and attribute.shape != "time" and name in new.attributes
        and new.attributes[name].shape == attribute.shape
    ]  # fmt: skip
    told = {name: _positions(old.attributes[name], new.attributes[name]) for name in shared}
    rulesets = (old, new)
    paired = [pairs_of(one) for one in rulesets]
    known = {
        "issue": sorted(set(old.issues.leaves()) & set(new.issues.leaves())),
        "wish": sorted(set(old.wishes.values()) & set(new.wishes.values())),
    }
    sets: dict[str, list[tuple[str, ...]]] = {"issue": [(one,) for one in known["issue"]] or [()]}
    sets["wish"] = [(), *((one,) for one in known["wish"])]
    singles = {name: (1 << len(ones)) - 1 for name, ones in sets.items()}
    whole, asked = True, {}
    for name in SETS:
        asking = [Asked(one, one.ruleset.issues if name == "issue" else None) for one in paired]
        larger = larger_sets(name, asking, known[name])
        sets[name] += larger.sets
        whole = whole and larger.whole
        asked[name] = sum(1 << n for n, one in enumerate(sets[name]) if one in larger.asked)
    made = []
    for number, ruleset in enumerate(rulesets):
        stated = {
            name: of_sets(ones, stated_in(paired[number], name), ruleset.issues if name == "issue" else None)
            for name, ones in sets.items()
        }
        domains = {name: sum(1 << pair[number] for pair in told[name]) for name in shared}
        domains |= {name: (1 << len(ones)) - 1 for name, ones in sets.items()}
        silent = {n for n, a in ruleset.attributes.items() if a.single and a.shape != "time"} - set(shared)
        made.append(Axes(ruleset.attributes, frozenset(silent), None, holidays, stated, domains))
    wide, theirs = made
    maps = {name: tuple(pairs) for name, pairs in told.items() if any(a != b for a, b in pairs)}
    return Both(
        Side(old, paired[0], wide, {}),
        Side(new, paired[1], theirs, maps),
        replace(wide, domains={**wide.domains, **singles}),
        wide,
        whole,
        asked,
        tuple(_apart(old, new, set(shared), known)),
    )


class Drawing:
    """Boxes of both sides as they are numbered; the same box of both is one."""

    def __init__(self, names: Iterable[str], sizes: Mapping[str, int]) -> None:
        self.number = {name: number for number, name in enumerate(names)}
        self.sizes = [sizes[name].bit_length() for name in self.number]
        self.boxes: list[dict[int, int]] = []
        self.guards: list[int] = []
        self.ranks: list[int] = []
        self._same: dict[tuple[frozenset[tuple[str, int]], int, int], int] = {}

    def add(self, values: Values, guards: int = 0, rank: int = 0) -> int:
        """The bit of a box."""
        key = (frozenset(values.items()), guards, rank)
        if key not in self._same:
            self._same[key] = 1 << len(self.boxes)
            self.boxes.append({self.number[axis]: mask for axis, mask in values.items()})
            self.guards.append(guards)
            self.ranks.append(rank)
        return self._same[key]

    def space(self) -> Space:
        """All of them, ready to be searched."""
        return Space.of(self.sizes, self.boxes, self.guards, self.ranks)


def _positions(old: Attribute, new: Attribute) -> list[tuple[int, int]]:
    """Where each value that can be told exactly to both stands in either."""
    if old.shape == "number":
        first, last = max(old.lowest, new.lowest), min(old.lowest + len(old.values), new.lowest + len(new.values))
        pairs = [(n - old.lowest, n - new.lowest) for n in range(first, last)]
    else:
        places = {value: number for number, value in enumerate(new.values)}
        pairs = [(number, places[value]) for number, value in enumerate(old.values) if value in places]
    here, there = exact(old), exact(new)
    return [(a, b) for a, b in pairs if here >> a & 1 and there >> b & 1]


def _apart(old: Ruleset, new: Ruleset, shared: set[str], known: Mapping[str, Iterable[str]]) -> Iterator[Apart]:
    """What is compared nowhere: attributes of one side only, and values that only one side knows as exact ones."""
    for name in sorted(set(old.attributes) | set(new.attributes)):
        sides = [one.attributes[name] for one in (old, new) if name in one.attributes]
        if any(one.shape == "time" for one in sides):
            continue
        if name in SETS:
            told = [set(one.issues.leaves()) if name == "issue" else set(one.wishes.values()) for one in (old, new)]
            gone, come = told[0] - set(known[name]), told[1] - set(known[name])
        elif name in shared:
            before, after = (_exactly(one) for one in sides)
            gone, come = before - after, after - before
        else:
            yield Apart(name, True, (), ())
            continue
        if gone or come:
            yield Apart(name, False, tuple(sorted(gone)), tuple(sorted(come)))


def _exactly(attribute: Attribute) -> set[str]:
    mask = exact(attribute)
    if attribute.shape == "number":
        return {str(attribute.lowest + n) for n in range(mask.bit_length()) if mask >> n & 1}
    return {value for n, value in enumerate(attribute.values) if mask >> n & 1}
