"""Entries of a list that can never matter, and lines that everybody meets who meets the others.

Law (language §4; design C10): an entry is inside of others where they hold whenever it does, so that the list means
the same without it. It is idle where nobody at all who meets everything else tells it: not even somebody who leaves
unstated what a test of silence asks about. What turns on hours or dates alone is never called idle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Literal, TypeGuard

from tsunagari.analysis.dead import Possible
from tsunagari.analysis.needless import named
from tsunagari.analysis.pairs import within
from tsunagari.analysis.topics import Topics
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Box, boxes, clause_boxes, count_boxes, resource_boxes
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.syntax.limits import BOXES

Test = In | Stated | During
Mode = Literal["any", "all", "none", "count", "count-of"]


def inside(tests: Sequence[Test | None], mode: Mode, topics: Topics) -> Mapping[int, tuple[int, ...]]:
    """Number of an entry → the numbers of the others that it is inside of; the narrowest go first, of equals the last.

    Of a list of which all must hold, an entry is idle where another one holds only if it does; of a counting list
    only what is listed twice is.
    """
    left = {number: test for number, test in enumerate(tests) if test is not None}
    if _apart(left.values()):
        return {}
    found: dict[int, tuple[int, ...]] = {}
    for number in sorted(left, key=lambda n: (_width(left[n], mode, topics), -n)):
        own = left.pop(number)
        one = next((n for n, other in left.items() if _within(own, other, mode, topics)), None)
        if one is not None:
            found[number] = (one,)
        elif mode in ("any", "none") and (several := _several(own, left, topics)):
            found[number] = several
        else:
            left[number] = own
    return found


def _apart(tests: Iterable[Test]) -> bool:
    """Whether sets of values plainly have nothing in common: long lists of places mostly do not."""
    masks = [test.mask if isinstance(test, In) else -1 for test in tests]
    return -1 not in masks and reduce(or_, masks, 0).bit_count() == sum(mask.bit_count() for mask in masks)


def _width(test: Test, mode: Mode, topics: Topics) -> int:
    """How much an entry says: the less it does, the rather it goes."""
    if isinstance(test, In):
        return test.mask.bit_count()
    if isinstance(test, Stated) and test.attribute == "issue":
        below = len(topics.verdict(test)[0])
        return -below if mode == "all" else below
    return 0


def _within(one: Test, other: Test, mode: Mode, topics: Topics) -> bool:
    if isinstance(one, In) and isinstance(other, In):
        return not one.mask & ~other.mask
    if not _issue(one) or not _issue(other) or mode in ("count", "count-of"):
        return one == other
    lower, upper = (topics.verdict(test) for test in ((other, one) if mode == "all" else (one, other)))
    return lower[0] <= upper[0] and lower[1] <= upper[1]


def _issue(test: Test) -> TypeGuard[Stated]:
    return isinstance(test, Stated) and test.attribute == "issue"


def _several(own: Test, others: Mapping[int, Test], topics: Topics) -> tuple[int, ...]:
    """The others that hold a set, or an issue and all that it may be told as, between them; none where they do not."""
    used: list[int] = []
    if isinstance(own, In):
        mask = own.mask
        for number, other in others.items():
            if isinstance(other, In) and mask & other.mask:
                used.append(number)
                mask &= ~other.mask
        return () if mask else tuple(used)
    if not _issue(own):
        return ()
    sure, perhaps = topics.verdict(own)
    for number, other in others.items():
        if _issue(other) and not (sure | perhaps).isdisjoint(topics.verdict(other)[0] | topics.verdict(other)[1]):
            used.append(number)
            sure, perhaps = sure - topics.verdict(other)[0], perhaps - topics.verdict(other)[1]
    return () if sure or perhaps else tuple(used)


class Idle:
    """Whether anybody meets a clause, or comes to a resource, with some condition changed."""

    def __init__(self, ruleset: Ruleset, holidays: Holidays) -> None:
        self.ruleset = ruleset
        self.possible = Possible(ruleset, holidays)
        self.topics = Topics(ruleset.issues)
        self._asking: dict[str, tuple[Box, ...]] = {}
        self._leading: dict[str, list[tuple[Clause, tuple[Clause, ...]]]] | None = None

    def alone(self, clause: Clause, above: tuple[Clause, ...], name: str) -> bool:
        """Whether one line only looks at an attribute, of all that a clause, its provisos and its resources ask."""
        clauses = [*above, *(one for one, _ in within(clause, ()))]
        led = {name for one in clauses for names in (one.route, *one.otherwise) for name in names}
        asked = [line for one in clauses for line in one.lines]
        asked += [formula for one in led for _, formula in self.ruleset.resources[one].conditions]
        return name not in ("channel", "language") and sum(name in named(formula) for formula in asked) == 1

    def line(self, clause: Clause, above: tuple[Clause, ...], line: Formula, instead: Formula) -> bool:
        """Whether nobody meets the clause, or any proviso under it, once one of its lines is another one.

        Of a rule or default: nobody who comes to one of the resources that they lead to.
        """
        lines = list(clause.lines)
        if line not in lines:
            return False
        lines[lines.index(line)] = instead
        changed = replace(clause, lines=tuple(lines))
        for one, over in within(changed, above):
            if count_boxes(one, over) > BOXES:
                return False
            for box in clause_boxes(one, over, self.ruleset.attributes):
                if self.possible.box(box) and (bool(above) or clause.kind == "withhold" or self._comes(one, box)):
                    return False
        return True

    def _comes(self, clause: Clause, box: Box) -> bool:
        """Whether somebody who meets a box comes to a resource of its clause."""
        led = dict.fromkeys((*clause.route, *(name for line in clause.otherwise for name in line)))
        return any(self.possible.box((*box, *asked)) for name in led for asked in self._asked_by(name))

    def _asked_by(self, name: str) -> tuple[Box, ...]:
        if name not in self._asking:
            held = self.ruleset.resources[name]
            found = (box for way in held.ways for box in resource_boxes(held, way, self.ruleset.attributes))
            self._asking[name] = tuple(dict.fromkeys(found))
        return self._asking[name]

    def condition(self, resource: str, field: str, instead: Formula) -> bool:
        """Whether nobody comes to a resource by any clause once one of its own conditions is another one."""
        held = self.ruleset.resources[resource]
        others = tuple((name, instead if name == field else formula) for name, formula in held.conditions)
        changed = replace(held, conditions=others)
        asked = [box for way in held.ways for box in resource_boxes(changed, way, self.ruleset.attributes)]
        for clause, above in self._leads_to(resource):
            for box in clause_boxes(clause, above, self.ruleset.attributes):
                if any(self.possible.box((*box, *one)) for one in asked):
                    return False
        return True

    def led(self, resource: str) -> bool:
        """Whether any clause leads to a resource at all."""
        return bool(self._leads_to(resource))

    def _leads_to(self, resource: str) -> Sequence[tuple[Clause, tuple[Clause, ...]]]:
        if self._leading is None:
            self._leading = {}
            for top in (*self.ruleset.rules, *self.ruleset.defaults):
                for clause, above in within(top, ()):
                    for name in dict.fromkeys((*clause.route, *(one for line in clause.otherwise for one in line))):
                        self._leading.setdefault(name, []).append((clause, above))
        return self._leading.get(resource, ())

    def implied(self, clause: Clause, above: tuple[Clause, ...], line: Formula) -> bool:
        """Whether everybody who meets the other lines of a clause, and those above it, meets this one."""
        others = [one for holder in above for one in holder.lines]
        own = list(clause.lines)
        if line not in own:
            return False
        own.remove(line)
        reverse = All((*others, *own, Not(line)))
        return not any(map(self.possible.box, boxes(reverse, self.ruleset.attributes)))


def only_by(mode: Mode, tests: Sequence[Test], number: int, besides: Iterable[Formula]) -> Formula:
    """A condition that holds where this entry alone decides what its line says; `besides` are its `or` lines.

    Of issues or wishes of which one suffices: where the entry is told, whatever else is, for a plan looks at each.
    """
    own, others = tests[number], [test for n, test in enumerate(tests) if n != number]
    reversed_ = tuple(map(Not, besides))
    if mode == "all":
        return All((*others, Not(own), *reversed_))
    if mode == "any" and isinstance(own, Stated):
        return All((own,))
    return All((own, *(Not(one) for one in others), *reversed_))


def asks_for_silence(formula: Formula) -> bool:
    """Whether a condition asks if something was told at all."""
    match formula:
        case Not(part):
            return asks_for_silence(part)
        case All(parts) | Any(parts):
            return any(map(asks_for_silence, parts))
        case _:
            return formula.absent is not None
