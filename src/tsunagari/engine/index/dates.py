"""On which days a slot may hold.

Law (language §4, "Time"): a period that is over makes its slots a no, one that has not begun does not; a rule holds in
its ruleset's own period only, a withhold in its own and beyond its ruleset's; the way out of a proviso with a period is
a yes outside of that period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tsunagari.model.registry import ALWAYS, Period
from tsunagari.model.rules import Clause


@dataclass(frozen=True, slots=True)
class Season:
    """When a slot may hold: within all of `within`, outside of all of `outside`, before the end of all of `ends`."""

    within: frozenset[Period] = frozenset()
    outside: frozenset[Period] = frozenset()
    ends: frozenset[Period] = frozenset()

    def holds(self, day: date) -> bool:
        """Whether the day is in the season."""
        return (
            all(period.contains(day) for period in self.within)
            and not any(period.contains(day) for period in self.outside)
            and not any(period.over(day) for period in self.ends)
        )


def season(clause: Clause, periods: Iterable[Period], own: Period | None, outside: Iterable[Period]) -> Season:
    """The season of a box: of a clause, of it and those above it, of the resource (None: a withhold), of provisos.

    A default and a withhold outlive their ruleset's period, not their own.
    """
    within = [clause.ruleset_effective] if clause.kind == "rule" else []
    if own is None:
        return Season(frozenset((*within, *periods)) - {ALWAYS}, frozenset(outside))
    return Season(frozenset(within) - {ALWAYS}, frozenset(outside), frozenset((*periods, own)) - {ALWAYS})
