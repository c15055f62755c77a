"""Who would be answered differently: who loses everybody, and who gains somebody, between two rulesets.

Law (language §4; design C10): over consultations told exactly, of one issue, time untold, in values that both rulesets
know, the regions are disjoint and together hold everybody who has a yes in one and none in the other. What only one
ruleset asks about is left unstated for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import Axes, exact
from tsunagari.analysis.gaps import stated_in
from tsunagari.analysis.pairs import Pairs, pairs_of
from tsunagari.analysis.regions import MOST, Regions, collected
from tsunagari.analysis.search import Budget, Space, differing
from tsunagari.analysis.stated import of_sets
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset

NODES: Final = 200_000


@dataclass(frozen=True, slots=True)
class Difference:
    """Who lost their last yes and who gained a first one."""

    lost: Regions
    gained: Regions


def difference(old: Ruleset, new: Ruleset, holidays: Holidays, *, nodes: int = NODES) -> Difference:
    """What two rulesets do differently; never raises on resolved rulesets."""
    both = _Both(old, new, holidays)
    return Difference(both.change(both.new, both.old, nodes), both.change(both.old, both.new, nodes))


class _Both:
    """The boxes of two rulesets over the values that both know, numbered as in the old one."""

    def __init__(self, old: Ruleset, new: Ruleset, holidays: Holidays) -> None:
        shared = [
            name
            for name, attribute in old.attributes.items()
            if attribute.single and attribute.shape != "time" and name in new.attributes
            and new.attributes[name].shape == attribute.shape
        ]  # fmt: skip
        self.maps = {name: _positions(old.attributes[name], new.attributes[name]) for name in shared}
        leaves = sorted(set(old.issues.leaves()) & set(new.issues.leaves()))
        wishes = sorted(set(old.wishes.values()) & set(new.wishes.values()))
        singles: dict[str, list[tuple[str, ...]]] = {
            "issue": [(one,) for one in leaves] or [()],
            "wish": [(), *((one,) for one in wishes)],
        }
        sides = []
        for ruleset in (old, new):
            pairs = pairs_of(ruleset)
            sets = {
                name: of_sets(singles[name], stated_in(pairs, name), ruleset.issues if name == "issue" else None)
                for name in singles
            }
            domains = {name: self._told(ruleset is new, name, old, new) for name in shared}
            domains |= {name: (1 << len(one)) - 1 for name, one in singles.items()}
            silent = {n for n, a in ruleset.attributes.items() if a.single and a.shape != "time"} - set(shared)
            sides.append((pairs, Axes(ruleset.attributes, frozenset(silent), None, holidays, sets, domains)))
        (old_pairs, self.axes), (new_pairs, new_axes) = sides
        self.names = tuple(self.axes.domains)
        self.boxes: list[Mapping[int, int]] = []
        self.guards: list[int] = []
        self.old = self._add(old_pairs, self.axes, translated=False)
        self.new = self._add(new_pairs, new_axes, translated=True)
        sizes = [self.axes.domains[name].bit_length() for name in self.names]
        self.space = Space.of(sizes, self.boxes, self.guards, [int(bool(one)) for one in self.guards])

    def change(self, without: int, within: int, nodes: int) -> Regions:
        """Those for whom nothing of one side holds and something of the other does."""
        allowed = [self.axes.domains[name] for name in self.names]
        everything = (1 << len(self.boxes)) - 1
        found = differing(self.space, allowed, without, within, Budget(nodes), everything, MOST)
        return collected(self.axes, ({self.names[axis]: mask for axis, mask in one.items()} for one in found))

    def _told(self, is_new: bool, name: str, old: Ruleset, new: Ruleset) -> int:
        """The exact values that both know, by the numbers of this ruleset."""
        mine, theirs = exact(old.attributes[name]), exact(new.attributes[name])
        pairs = [(a, b) for a, b in self.maps[name] if mine >> a & 1 and theirs >> b & 1]
        return sum(1 << (b if is_new else a) for a, b in pairs)

    def _add(self, pairs: Pairs, axes: Axes, *, translated: bool) -> int:
        number = {name: n for n, name in enumerate(self.names)}
        held: dict[str, int] = {}
        targets = 0

        def add(masks: Values, guarding: int) -> int:
            told = {number[axis]: self._translate(axis, mask) if translated else mask for axis, mask in masks.items()}
            self.boxes.append(told)
            self.guards.append(guarding)
            return 1 << (len(self.boxes) - 1)

        for hold in pairs.holds:
            if (masks := axes.masks(hold.box, surely=False)) is not None:
                box = add(masks, 0)
                for name in hold.clause.route:
                    held[name] = held.get(name, 0) | box
        for pair in pairs.pairs:
            if (masks := axes.masks(pair.box, surely=True)) is not None:
                targets |= add(masks, held.get(pair.resource, 0))
        return targets

    def _translate(self, axis: str, mask: int) -> int:
        """A mask of the new ruleset's values as one of the old one's."""
        if axis not in self.maps:
            return mask
        if all(a == b for a, b in self.maps[axis]):
            return mask & self.axes.domains[axis]
        return sum(1 << a for a, b in self.maps[axis] if mask >> b & 1)


def _positions(old: Attribute, new: Attribute) -> list[tuple[int, int]]:
    """Where each value that both know stands in either."""
    if old.shape == "number":
        first, last = max(old.lowest, new.lowest), min(old.lowest + len(old.values), new.lowest + len(new.values))
        return [(n - old.lowest, n - new.lowest) for n in range(first, last)]
    places = {value: number for number, value in enumerate(new.values)}
    return [(number, places[value]) for number, value in enumerate(old.values) if value in places]

