"""What can never apply: clauses that nobody meets or that lead nowhere, resources that nobody reaches.

Law (design C4, C10): something is called dead only where nobody who is told exactly, or leaves unstated what a test of
silence asks about, can ever meet one of its boxes; what turns on hours or dates alone is never called dead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tsunagari.analysis.axes import Axes, exact_domains
from tsunagari.analysis.pairs import pairs_of, within
from tsunagari.analysis.stated import stated_sets
from tsunagari.analysis.withheld import always_withheld
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Box, Literal, clause_boxes
from tsunagari.model.formula import During, In, Not, Stated
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Dead:
    """What can never apply: clauses in the order of the ruleset, resources by name.

    `withheld` are the resources that are kept from everybody who is led to them.
    """

    unmet: tuple[Clause, ...]
    nowhere: tuple[Clause, ...]
    unreached: tuple[str, ...]
    withheld: tuple[str, ...] = ()


def dead(ruleset: Ruleset, holidays: Holidays) -> Dead:
    """Clauses that nobody meets, clauses whose resources take none of those who do, resources that nobody reaches."""
    possible = Possible(ruleset, holidays)
    unmet, nowhere = [], []
    pairs = pairs_of(ruleset)
    led: dict[tuple[str, str], bool] = {}
    reached: set[str] = set()
    for pair in pairs.pairs:
        key = (pair.clause.kind, pair.clause.name)
        if (key not in led or not led[key] or pair.resource not in reached) and possible.box(pair.box):
            led[key] = True
            reached.add(pair.resource)
        else:
            led.setdefault(key, False)
    for clause, above in _clauses(ruleset):
        if not any(map(possible.box, clause_boxes(clause, above, ruleset.attributes))):
            unmet.append(clause)
        elif not led.get((clause.kind, clause.name), True):
            nowhere.append(clause)
    active = (one.name for one in ruleset.resources.values() if one.status == "active")
    unreached = tuple(sorted(name for name in active if name not in reached))
    withheld = tuple(name for name in always_withheld(ruleset, holidays) if name in reached)
    return Dead(tuple(unmet), tuple(nowhere), unreached, withheld)


def _clauses(ruleset: Ruleset) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    for top in (*ruleset.rules, *ruleset.withholds, *ruleset.defaults):
        yield from within(top, ())


class Possible:
    """Whether anybody at all may meet a box; the answers are kept, for boxes share their tests."""

    def __init__(self, ruleset: Ruleset, holidays: Holidays) -> None:
        self.ruleset, self.holidays = ruleset, holidays
        self.domains = exact_domains(ruleset.attributes)
        self.told = self._axes(frozenset())
        self._sets: dict[tuple[str, frozenset[Literal]], bool] = {}

    def box(self, box: Box) -> bool:
        """Whether it is more than a no for somebody."""
        values = [one for one in box if isinstance(one, In)]
        excused = {one.attribute for one in values if one.absent is True}
        silent = frozenset(name for name in excused if not self._told(name, values))
        if (self._axes(silent) if silent else self.told).timeless(values, surely=False) is None:
            return False
        return self._sometime(box) and all(self._stated(name, box) for name in ("issue", "wish"))

    def _told(self, name: str, values: Iterable[In]) -> bool:
        """Whether somebody who tells the attribute may meet its tests; nobody else need be silent about it."""
        return self.told.timeless([one for one in values if one.attribute == name], surely=False) is not None

    def _axes(self, silent: frozenset[str]) -> Axes:
        domains = {name: mask for name, mask in self.domains.items() if name not in silent}
        return Axes(self.ruleset.attributes, silent, None, self.holidays, {}, domains)

    def _sometime(self, box: Box) -> bool:
        """Whether the hours may hold, told or not; only those that exclude one another never do."""
        hours = [one for one in box if _is_hours(one)]
        told = [replace(one, absent=None) if isinstance(one, During) else _told_not(one) for one in hours]
        return self.told.in_time(hours, surely=False) or self.told.in_time(told, surely=False)

    def _stated(self, name: str, box: Box) -> bool:
        literals = frozenset(one for one in box if (test := _test(one)) is not None and test.attribute == name)
        if all(isinstance(one, Stated) and one.mode in ("any", "all") and one.values for one in literals):
            return True  # whoever states everything meets them all
        if (name, literals) not in self._sets:
            tests = [test for one in literals if (test := _test(one)) is not None]
            issues = self.ruleset.issues
            domain = issues.leaves() if name == "issue" else sorted(set(self.ruleset.wishes.values()))
            silent = name == "wish" or any(test.absent is not None for test in tests)
            sets = stated_sets(tests, tests, domain, issues if name == "issue" else None, empty=silent)
            mask = (1 << len(sets.sets)) - 1
            for one in literals:
                test = _test(one)
                assert test is not None
                mask &= ~sets.mask(test) if isinstance(one, Not) else sets.mask(test)
            self._sets[name, literals] = bool(mask) or not sets.whole
        return self._sets[name, literals]


def _test(literal: Literal) -> Stated | None:
    part = literal.part if isinstance(literal, Not) else literal
    return part if isinstance(part, Stated) else None


def _is_hours(literal: Literal) -> bool:
    return isinstance(literal.part if isinstance(literal, Not) else literal, During)


def _told_not(literal: Literal) -> Literal:
    """The reverse of a test of hours, of somebody who tells the time."""
    assert isinstance(literal, Not) and isinstance(literal.part, During)
    return Not(replace(literal.part, absent=None))
