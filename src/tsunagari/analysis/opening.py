"""When somebody has nobody open any more: the boxes of both rulesets in every state of all hours and periods.

Law (language §4, "Time"; design C2): in each state a box counts where its way is open, everything is in effect and its
tests of time hold; a withhold where it is in effect. Whether *somebody* is open needs no chain and no tier: what takes
a line of a chain, and what keeps a default away, is itself somebody who is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsunagari.analysis.axes import apart
from tsunagari.analysis.bits import bits
from tsunagari.analysis.both import Both, Drawing, Side
from tsunagari.analysis.moments import States, states
from tsunagari.analysis.pairs import Pair, clocks
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Literal, NotInEffect
from tsunagari.model.formula import During, Not


@dataclass(frozen=True, slots=True)
class Opening:
    """Sets of boxes that are open on each side, and the states (a mask) in which it is these; `known` tells them."""

    drawing: Drawing
    known: States
    items: Mapping[tuple[int, int], int]


def opening(both: Both, first: date, last: date, holidays: Holidays) -> Opening | None:
    """Every state in which the old ruleset has somebody open whom the new one may not have.

    Between two dates, both included, and within the rulesets' own periods; None where that is no day at all.
    """
    for period in (both.old.ruleset.effective, both.new.ruleset.effective):
        first = max(first, period.start) if period.start else first
        last = min(last, period.end) if period.end else last
    if first > last:
        return None
    (hours, periods), (more, others) = clocks(both.old.pairs), clocks(both.new.pairs)
    known = states([*hours, *more], [*periods, *others], first, last, holidays)
    drawing = Drawing(both.names, both.wide.domains)
    old, new = (_open(side, drawing, known) for side in (both.old, both.new))
    items: dict[tuple[int, int], int] = {}
    for state, pair in enumerate(zip(old, new, strict=True)):
        if pair[0] & ~pair[1]:
            items[pair] = items.get(pair, 0) | 1 << state
    return Opening(drawing, known, items)


def _open(side: Side, drawing: Drawing, known: States) -> list[int]:
    """The boxes that are open in each state."""
    times = _Times(known)
    held: dict[str, list[tuple[int, int]]] = {}
    for hold in side.pairs.holds:
        timeless, timely = apart(hold.box)
        when = times.tests(timely) & known.within[hold.clause.effective]
        values = side.timeless(timeless, surely=False)
        if values is not None and when:
            box = drawing.add(values)
            for name in hold.clause.route:
                held.setdefault(name, []).append((box, when))
    found = [0] * len(known.instants)
    for pair in side.pairs.pairs:
        timeless, timely = apart(pair.box)
        when = times.pair(pair) & times.tests(timely)
        values = side.timeless(timeless, surely=True) if when else None
        if values is None:
            continue
        for guards, some in _by_guards(held.get(pair.resource, []), when):
            box = drawing.add(values, guards, 1 if guards else 0)
            for state in bits(some):
                found[state] |= box
    return found


def _by_guards(held: Sequence[tuple[int, int]], states: int) -> list[tuple[int, int]]:
    """The withholds in effect, and in which of some states it is these."""
    parts = [(0, states)]
    for box, effect in held:
        parts = [
            part
            for guards, some in parts
            for part in ((guards | box, some & effect), (guards, some & ~effect))
            if part[1]
        ]
    return parts


class _Times:
    """The states in which something is so, as masks."""

    def __init__(self, known: States) -> None:
        self.known = known

    def pair(self, pair: Pair) -> int:
        """Its way is open, and everything is in effect."""
        if pair.way.hours is None:
            return 0
        found = self.known.opened[tuple(pair.way.hours)]
        for period in (*pair.periods, pair.effective):
            found &= self.known.within[period]
        if pair.clause.kind == "rule":
            found &= self.known.within[pair.clause.ruleset_effective]
        return found

    def tests(self, tests: Sequence[Literal]) -> int:
        """All of some tests of time hold."""
        found = self.known.every
        for literal in tests:
            if isinstance(literal, During):
                found &= self.known.opened[tuple(literal.hours)]
            elif isinstance(literal, Not) and isinstance(literal.part, During):
                found &= ~self.known.opened[tuple(literal.part.hours)]
            elif isinstance(literal, NotInEffect):
                found &= ~self.known.within[literal.period]
        return found
