"""Clauses with `otherwise` lines, followed by masks where every hit is a yes.

Law (language §4, "otherwise"): a line applies while nobody of the lines before it is there; of a clause that has not
begun, or has ended, no line does. Most chains have one line, and that is one mask for all of them; the odd ones are
followed line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tsunagari.engine.index.bits import positions
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.space import Space
from tsunagari.model.registry import Period


class Chains:
    """Clauses with `otherwise` lines: their routes, and line by line while nobody before is there."""

    __slots__ = ("day", "index", "opened", "space")

    def __init__(self, index: Index, space: Space, day: date | None, opened: int) -> None:
        self.index, self.space, self.day, self.opened = index, space, day, opened

    def followed(self, slots: int) -> tuple[int, int]:
        """Of the slots that are hit: those that a route leads through, and those of who stands in."""
        ranks, index = self.space.ranks, self.index
        stood = slots & ranks.standing
        routed = slots ^ stood
        if stood and (there := routed & self.opened & ranks.leading):
            nation, shift = self.space.nation, self.space.shift
            for slot in positions(there):
                holder = index.pairs[index.pair_of[slot if slot < nation else slot + shift]].holder
                for other in index.links.get(holder, ()):
                    if other < nation:
                        stood &= ~(1 << other)
                    elif other >= shift + nation:
                        stood &= ~(1 << other - shift)
        if odd := routed & ranks.odd:
            first, second = self._followed(odd)
            routed, stood = routed & ~odd | first, stood | second
        return routed, stood

    def _followed(self, slots: int) -> tuple[int, int]:
        """The same, line by line."""
        index, nation, shift = self.index, self.space.nation, self.space.shift
        pairs, pair_of = index.pairs, index.pair_of
        holders: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for slot in positions(slots):
            pair = pairs[pair_of[slot if slot < nation else slot + shift]]
            holders.setdefault(pair.holder, []).append((slot, pair.stages))
        routed = stood = 0
        for holder, some in holders.items():
            first, second = self._clause(holder, some)
            routed, stood = routed | first, stood | second
        return routed, stood

    def _clause(self, holder: int, slots: Sequence[tuple[int, tuple[int, ...]]]) -> tuple[int, int]:
        source = self.index.holders[holder]
        last = 0 if source.periods and not within(source.periods, self.day) else len(source.clause.otherwise)
        masks = [0] * (last + 1)
        for slot, stages in slots:
            for stage in stages:
                if stage <= last:
                    masks[stage] |= 1 << slot
        stood = 0
        for stage, found in enumerate(masks):
            stood |= found if stage else 0
            if found & self.opened:
                break
        return masks[0], stood


def within(periods: Sequence[Period], day: date | None) -> bool:
    """Whether a day lies within all of these periods; an untold one does."""
    return day is None or all(period.contains(day) for period in periods)
