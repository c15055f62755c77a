"""The smallest change of facts that makes a resource a yes.

Law: fewest attributes first; among these, attributes not yet told before told ones, then canonical order. Every change
is answered by the plain reading before it is shown, with a value of each class that it names; up to three attributes
and so many trials are tried, and where the trials end first the outcome is `undecided`, never `none`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Final

from tsunagari.engine.explaining.changes import Change, Option, Retelling, changed
from tsunagari.engine.explaining.explanation import Sought
from tsunagari.engine.explaining.options import options
from tsunagari.engine.explaining.retelling import retelling
from tsunagari.engine.explaining.sight import Sight
from tsunagari.engine.explaining.wording import Wording
from tsunagari.engine.knowledge import FOLLOWS, Knowledge
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES

MOST_ATTRIBUTES: Final = 3
BUDGET: Final = 20_000
"""Trials for one resource."""

_MOST_SHOWN: Final = 3
_MOST_WIDENED: Final = 400

Options = Mapping[str, tuple[Option, ...]]


class Search:
    """Seeks the smallest change for one resource in one consultation."""

    __slots__ = ("_boxes", "_knowledge", "_live", "_name", "_reference", "_trials", "_wrong")

    def __init__(
        self, reference: Reference, knowledge: Knowledge, live: Mapping[str, str], name: str, budget: int = BUDGET
    ) -> None:
        self._reference, self._knowledge, self._live, self._name = reference, knowledge, live, name
        self._trials = budget
        readings = reference.readings
        routes = [reading for reading in (*readings.rules, *readings.defaults) if name in reading.through]
        self._boxes = list({box: None for reading in routes for ways in reading.through[name] for box in ways})
        now = Sight(reference, knowledge)
        lines = readings.lines
        self._wrong = [frozenset(lines[n].attribute for n in box if now.line(n) != YES) for box in self._boxes]

    def found(self, wording: Wording) -> Sought:
        """The smallest changes, at most three, all of the same size."""
        status = self._live.get(self._name) or self._reference.ruleset.resources[self._name].status
        if status != "active" or not self._boxes:
            return Sought("none", most=MOST_ATTRIBUTES)
        ways = options(self._reference, self._name, self._knowledge)
        for size in range(1, MOST_ATTRIBUTES + 1):
            changes: list[Change] = []
            for names in self._in_turn(combinations(ways, size)):
                change = self._with(names, ways, wording)
                changes += [change] if change is not None else []
                if len(changes) == _MOST_SHOWN or self._trials <= 0:
                    break
            if changes:
                return Sought("found", tuple(changes), size)
            if self._trials <= 0:
                return Sought("undecided", most=size)
        return Sought("none", most=MOST_ATTRIBUTES)

    def _in_turn(self, sets: Iterator[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The sets of attributes that could do at all: those not told first."""
        hopeful = [names for names in sets if self._could(names)]
        return sorted(hopeful, key=lambda names: sum(map(self._told, names)))  # the sort is stable

    def _told(self, name: str) -> bool:
        return name == "tried" or self._knowledge.given(name)

    def _could(self, names: Sequence[str]) -> bool:
        """Whether some box has all its wrong lines on attributes that move with these."""
        moved = {*names, *(lower for lower, upper in FOLLOWS.items() if upper in names)}
        return any(wrong <= moved for wrong in self._wrong)

    def _with(self, names: tuple[str, ...], ways: Options, wording: Wording) -> Change | None:
        """A change of exactly these attributes, if one does."""
        for chosen in product(*(ways[name] for name in names)):
            if self._trials <= 0:
                return None
            self._trials -= 1
            if self._does(chosen):
                wide = self._widened(chosen, ways)
                attributes = self._reference.ruleset.attributes
                return Change(
                    tuple(
                        Retelling(one, one.fact(attributes), retelling(wording, self._reference.ruleset, alike))
                        for one, alike in zip(chosen, wide, strict=True)
                    )
                )
        return None

    def _does(self, chosen: tuple[Option, ...]) -> bool:
        """Whether the resource is a yes after the change, by the plain reading."""
        knowledge = changed(self._reference.ruleset.attributes, self._knowledge, chosen)
        if not Sight(self._reference, knowledge).surely(self._boxes):  # without a sure box it cannot be
            return False
        standing = self._reference.answer(knowledge, self._live).standings.get(self._name)
        return standing is not None and standing.verdict == YES

    def _widened(self, chosen: tuple[Option, ...], ways: Options) -> list[list[Option]]:
        """For each attribute the options like the chosen one that do as well, in every combination."""
        wide = [[one] for one in chosen]
        left = _MOST_WIDENED
        for place, one in enumerate(chosen):
            for other in ways[one.attribute]:
                if other == one or other.how != one.how or len(other.values) != len(one.values) or one.at:
                    continue
                trials = list(product(*wide[:place], [other], *wide[place + 1 :]))
                left -= len(trials)
                if left < 0:
                    return wide
                if all(map(self._does, trials)):
                    wide[place].append(other)
        return wide
