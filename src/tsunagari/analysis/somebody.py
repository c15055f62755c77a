"""Somebody who meets a box, and when.

Law: who is found tells every attribute exactly and makes every test of the box a yes; where it asks about the time, or
a period must be in effect, at the first instant between two dates at which it does. None where nobody is found, which
is nowhere only if the sets of issues could all be tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tsunagari.analysis.asking import Counter
from tsunagari.analysis.axes import Axes, apart, exact_domains
from tsunagari.analysis.moments import moments
from tsunagari.analysis.stated import StatedSets, sets_of
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Box, Literal, NotInEffect
from tsunagari.model.formula import During, Not, Stated
from tsunagari.model.registry import Period
from tsunagari.model.ruleset import Ruleset


class Everybody:
    """All who may come to one ruleset between two dates, both included."""

    def __init__(self, ruleset: Ruleset, holidays: Holidays, first: date, last: date) -> None:
        self.ruleset, self.holidays, self.first, self.last = ruleset, holidays, first, last
        self.domains = exact_domains(ruleset.attributes)

    def meeting(self, box: Box, periods: Iterable[Period] = ()) -> Counter | None:
        """Somebody who meets all tests, with all these periods in effect."""
        timeless, times = apart(box)
        sets = {name: self._sets(name, timeless) for name in ("issue", "wish")}
        domains = self.domains | {name: (1 << len(one.sets)) - 1 for name, one in sets.items()}
        told = Axes(self.ruleset.attributes, frozenset(), None, self.holidays, sets, domains)
        masks = told.timeless(timeless, surely=True)
        if masks is None:
            return None
        within = tuple(periods)
        if not times and not within:
            return Counter(told, {}, masks)
        for at in self._instants(times, within):
            then = Axes(self.ruleset.attributes, frozenset(), at, self.holidays, sets, domains)
            if then.in_time(times, surely=True) and all(period.contains(at.date()) for period in within):
                return Counter(then, {}, masks)
        return None

    def _sets(self, name: str, literals: Iterable[Literal]) -> StatedSets:
        parts = (one.part if isinstance(one, Not) else one for one in literals)
        tests = [one for one in parts if isinstance(one, Stated) and one.attribute == name]
        return sets_of(self.ruleset, name, tests, tests)

    def _instants(self, times: Sequence[Literal], periods: Sequence[Period]) -> list[datetime]:
        tests = [one.part if isinstance(one, Not) else one for one in times]
        hours = [one.hours for one in tests if isinstance(one, During)]
        bounds = [*periods, *(one.period for one in tests if isinstance(one, NotInEffect))]
        return moments(hours, bounds, self.first, self.last, self.holidays)
