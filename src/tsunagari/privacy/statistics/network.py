"""What can be worked out about a hidden number: exactly, as a question about flows.

Law: the interval of a hidden cell is the least and the greatest value that it takes in any table of whole numbers that
agrees with everything shown, and every value between occurs too. Why this is exact: a table that is a tree of columns
by a list of areas with their sum is a circulation. From one point a flow enters each area's whole, runs down the tree
to its leaves, meets the other areas there, and runs up the tree of the sums; each cell is one arc, each sum one point,
and each arc leaves one point and enters one, so the system is a network matrix, totally unimodular (Ahuja, Magnanti and
Orlin, Network Flows, 1993, ch. 11; for such tables Castro, EJOR 171, 2006). Shown cells are arcs that cannot change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final

ENDLESS: Final = 1 << 60
Step = tuple[int, bool]
"""An arc and whether it is walked forwards (its value grows) or backwards (it shrinks)."""


@dataclass(slots=True)
class Network:
    """Arcs by number: where from, where to, the true value, the least that an outsider holds possible, and hidden?

    `grows` and `shrinks` hold what is already proved of each arc: by so much it can grow or shrink. `open` are the
    steps over hidden arcs from each point, and where each leads; `hide` keeps them.
    """

    tails: list[int]
    heads: list[int]
    values: list[int]
    least: list[int]
    hidden: list[bool]
    touching: list[list[Step]] = field(init=False)
    open: list[list[tuple[int, bool, int]]] = field(init=False)
    grows: list[int] = field(init=False)
    shrinks: list[int] = field(init=False)

    def __post_init__(self) -> None:
        points = max([*self.tails, *self.heads], default=0) + 1
        self.touching, self.open = [[] for _ in range(points)], [[] for _ in range(points)]
        for arc, (tail, head) in enumerate(zip(self.tails, self.heads, strict=True)):
            self.touching[tail].append((arc, True))
            self.touching[head].append((arc, False))
        self.grows, self.shrinks = ([0] * len(self.values) for _ in range(2))
        for arc, hidden in enumerate(self.hidden):
            if hidden:
                self.hide(arc)

    def hide(self, arc: int) -> None:
        """From now on this arc is hidden: what was proved of others stays true, for hiding only widens."""
        self.hidden[arc] = True
        self.open[self.tails[arc]].append((arc, True, self.heads[arc]))
        self.open[self.heads[arc]].append((arc, False, self.tails[arc]))

    def room(self, arc: int, most: int) -> int:
        """How many other values a hidden arc can take, exactly, up to `most`."""
        if self.grows[arc] + self.shrinks[arc] < most:
            self.shrinks[arc] = max(self.shrinks[arc], self.moved(arc, False, most))
        if self.grows[arc] + self.shrinks[arc] < most:
            self.grows[arc] = max(self.grows[arc], self.moved(arc, True, most - self.shrinks[arc]))
        return min(most, self.grows[arc] + self.shrinks[arc])

    def moved(self, arc: int, up: bool, most: int) -> int:
        """By how much a hidden arc can grow (`up`) or shrink, up to `most`: the greatest flow the other way round."""
        limit = most if up else min(most, self.values[arc] - self.least[arc])
        source, target = (self.heads[arc], self.tails[arc]) if up else (self.tails[arc], self.heads[arc])
        flow: dict[int, int] = {}
        done, wide = 0, limit
        while done < limit and wide:  # wide ways first, then narrower ones (Ahuja et al., ch. 7.3)
            path = self._path(source, target, arc, flow, min(wide, limit - done))
            if path is None:
                wide = min(wide, limit - done) // 2
                continue
            amount = min([limit - done, *(self._left(step, flow) for step in path)])
            for other, forwards in path:
                flow[other] = flow.get(other, 0) + (amount if forwards else -amount)
            if not done:
                self._learn([(arc, up), *path])
            done += amount
        for other, change in flow.items():  # the whole is a possible table too
            known = self.grows if change > 0 else self.shrinks
            known[other] = max(known[other], abs(change))
        return done

    def _left(self, step: Step, flow: dict[int, int]) -> int:
        arc, forwards = step
        return ENDLESS if forwards else self.values[arc] + flow.get(arc, 0) - self.least[arc]

    def _path(self, source: int, target: int, without: int, flow: dict[int, int], wide: int) -> list[Step] | None:
        """A way over hidden arcs that each still can change by `wide`; None once one end has nowhere left to go.

        Looked for from both ends at once, on the side with fewer arcs to look at (Pohl 1971): in these tables a way is
        short, and a column meets every area.
        """
        if source == target:
            return []
        values, least, steps = self.values, self.least, self.open
        came: dict[int, Step] = {source: (-1, True)}
        goes: dict[int, Step] = {target: (-1, True)}
        ends, sizes = [[source], [target]], [len(steps[source]), len(steps[target])]
        while ends[0] and ends[1]:
            side = sizes[1] < sizes[0]
            known, other = (goes, came) if side else (came, goes)
            found, size = [], 0
            for at in ends[side]:
                for arc, onwards, to in steps[at]:
                    if to in known or arc == without:
                        continue
                    if onwards == side and values[arc] + flow.get(arc, 0) - least[arc] < wide:
                        continue
                    known[to] = (arc, onwards != side)
                    if to in other:
                        return [*self._back(came, source, to), *self._on(goes, to, target)]
                    found.append(to)
                    size += len(steps[to])
            ends[side], sizes[side] = found, size
        return None

    def _back(self, came: dict[int, Step], source: int, target: int) -> list[Step]:
        path: list[Step] = []
        while target != source:
            arc, forwards = came[target]
            path.append((arc, forwards))
            target = self.tails[arc] if forwards else self.heads[arc]
        return path

    def _on(self, goes: dict[int, Step], source: int, target: int) -> list[Step]:
        path: list[Step] = []
        while source != target:
            arc, forwards = goes[source]
            path.append((arc, forwards))
            source = self.heads[arc] if forwards else self.tails[arc]
        return path

    def _learn(self, cycle: Sequence[Step]) -> None:
        """A circle over hidden arcs proves something of each arc on it, walked either way."""
        for way in (True, False):
            backs = [arc for arc, forwards in cycle if forwards != way]
            amount = min((self.values[arc] - self.least[arc] for arc in backs), default=ENDLESS)
            for arc, forwards in cycle:
                known = self.grows if forwards == way else self.shrinks
                known[arc] = max(known[arc], amount)

    def cheapest(
        self, arc: int, up: bool, need: int, cost: Callable[[int], int | None], floor: Callable[[int], int]
    ) -> tuple[int, list[int]] | None:
        """The arcs to hide besides, and their cost, so that one circle lets an arc change by `need`; None without one.

        `cost` of hiding a shown arc, None where it must stay; `floor` is the least possible value once hidden.
        """
        if not up and self.values[arc] - self.least[arc] < need:
            return None
        source, target = (self.heads[arc], self.tails[arc]) if up else (self.tails[arc], self.heads[arc])
        best, came = {source: 0}, dict[int, Step]()
        heap = [(0, source)]
        while heap:
            paid, at = heappop(heap)
            if at == target:
                arcs = [one for one, _ in self._back(came, source, target) if not self.hidden[one]]
                return paid, arcs
            if paid > best[at]:
                continue
            for step, price in self._priced(at, arc, need, cost, floor):
                to = self.heads[step[0]] if step[1] else self.tails[step[0]]
                if paid + price < best.get(to, ENDLESS):
                    best[to], came[to] = paid + price, step
                    heappush(heap, (paid + price, to))
        return None

    def _priced(
        self, at: int, without: int, need: int, cost: Callable[[int], int | None], floor: Callable[[int], int]
    ) -> Iterator[tuple[Step, int]]:
        for step in self.touching[at]:
            arc, forwards = step
            hidden = self.hidden[arc]
            price = 0 if hidden else cost(arc)
            if arc == without or price is None:
                continue
            if forwards or self.values[arc] - (self.least[arc] if hidden else floor(arc)) >= need:
                yield step, price
