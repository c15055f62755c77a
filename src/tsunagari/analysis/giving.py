"""Does what some clauses give make another one needless? One box of a clause against the boxes of others.

Law (language §4, "Boxes"; design C10): a box is made up for where, at every consultation in which it holds, one of the
others holds too and is worth as much: as urgent, with the same words and grounds, in effect whenever it is. *Told
exactly* asks about every consultation that tells every attribute exactly. *Loosely* also about all the others: whatever
is unstated, coarse or declined is one more value of its attribute, at which a box only stands in for another whose own
test of that attribute is no weaker. Nothing is claimed of sets of issues that could not be counted through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from tsunagari.analysis.axes import exact_domains
from tsunagari.analysis.inside import Covered, covered
from tsunagari.analysis.pairs import within
from tsunagari.analysis.search import Budget
from tsunagari.analysis.stated import StatedSets, polar, stated_sets
from tsunagari.analysis.topics import Topics
from tsunagari.calendar.hours import Hours
from tsunagari.model.boxes import Box, Literal, NotInEffect, clause_boxes
from tsunagari.model.formula import During, In, Not, Stated
from tsunagari.model.registry import ALWAYS, Period
from tsunagari.model.rules import URGENCIES, Clause
from tsunagari.model.ruleset import Ruleset

_IN, _OUT, _UNTOLD = 1, 2, 4
_SETS = ("issue", "wish")
_TIME = "time/"


@dataclass(frozen=True, slots=True, eq=False)
class Giving:
    """One box of a clause, its tests by attribute; `periods` are those of the clause and the clauses above it.

    `kin` are all boxes of the clause.
    """

    clause: Clause
    periods: frozenset[Period]
    box: Box
    kin: tuple[Box, ...]
    values: Mapping[str, tuple[In, ...]]
    stated: Mapping[str, tuple[Literal, ...]]
    times: tuple[Literal, ...]

    @property
    def never(self) -> bool:
        """Whether nothing that anybody could tell makes it more than a no."""
        return any(_empty(tests) for tests in self.values.values())


def givings(ruleset: Ruleset, top: Clause) -> Iterator[Giving]:
    """The boxes of a clause and of its provisos that somebody may meet."""
    for clause, above in within(top, ()):
        periods = frozenset(one.effective for one in (clause, *above) if one.effective != ALWAYS)
        kin = tuple(clause_boxes(clause, above, ruleset.attributes))
        for box in kin:
            if not (one := giving(clause, periods, box, kin)).never:
                yield one


def giving(clause: Clause, periods: frozenset[Period], box: Box, kin: tuple[Box, ...] = ()) -> Giving:
    """A box with its tests sorted out."""
    values: dict[str, tuple[In, ...]] = {}
    stated: dict[str, tuple[Literal, ...]] = {}
    times: list[Literal] = []
    for literal in box:
        test = literal.part if isinstance(literal, Not) else literal
        if isinstance(literal, In):
            values[literal.attribute] = (*values.get(literal.attribute, ()), literal)
        elif isinstance(test, Stated):
            stated[test.attribute] = (*stated.get(test.attribute, ()), literal)
        else:
            times.append(literal)
    return Giving(clause, periods, box, kin, values, stated, tuple(times))


def outdoes(one: Giving, other: Giving) -> bool:
    """Whether the clause of one says and does, where both hold, all that the other's does, and at least as urgently."""
    mine, theirs = one.clause, other.clause
    return (
        (mine.kind, mine.tier if mine.kind == "default" else 0)
        == (theirs.kind, theirs.tier if theirs.kind == "default" else 0)
        and URGENCIES.index(mine.urgency) <= URGENCIES.index(theirs.urgency)
        and set(theirs.say) <= set(mine.say)
        and set(theirs.basis) <= set(mine.basis)
        and one.periods <= other.periods
        and mine.ruleset_effective in (ALWAYS, theirs.ruleset_effective)
    )


class Ground:
    """The values on which the boxes of one ruleset are compared; what it has worked out is kept."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.domains = exact_domains(ruleset.attributes)
        self.leaves = ruleset.issues.leaves()
        self.topics = Topics(ruleset.issues)
        self._sets: dict[tuple[str, frozenset[Stated], frozenset[Stated]], StatedSets] = {}
        self._weaker: dict[tuple[Stated, Stated], bool] = {}
        self._times: dict[tuple[Hours, ...] | Period, str] = {}

    def made_up_for(
        self,
        target: Giving,
        more: Giving | None,
        others: Sequence[Giving],
        budget: Budget,
        *,
        loosely: bool = False,
        about: frozenset[str] | None = None,
    ) -> Covered | None:
        """Whether the others hold wherever the target does, with what its resource asks for (`more`).

        `about`: only where one of these leaves among the issues is stated. None where there are too many sets to tell;
        raises OutOfBudget.
        """
        if more is not None and _apart(target, more):
            return Covered(None)
        parts = [target] if more is None else [target, more]
        budget.spend(len(others) // 8)  # reading the boxes is work too
        near = self._near(parts, others)
        if not near and all(len(one) < 2 for one in _stated(parts).values()):
            return Covered({})
        boxes = [others[number] for number in near]
        sets = {name: self._sets_of(name, parts, boxes, about, budget) for name in _SETS}
        budget.spend(len(boxes))
        if not all(one.whole for one in sets.values()):
            return None
        asked = _Asked(self, target, sets, self._loose(sets, (*parts, *boxes)) if loosely else {})
        region = asked.region(parts, about)
        masks = [asked.mask(one) for one in boxes]
        for axis in {axis for mask in masks for axis in mask} - region.keys():
            region[axis] = asked.whole(axis)
        found = covered(region, masks, budget)
        return Covered(found.outside, tuple(near[number] for number in found.by))

    def _near(self, parts: Sequence[Giving], others: Sequence[Giving]) -> list[int]:
        """The others that meet the parts as far as single values go; none where the only one is too narrow."""
        own: dict[str, int] = {}
        for part in parts:
            for name, tests in part.values.items():
                own[name] = own.get(name, self.domains[name]) & _both(tests)
        near, left_out = [], False
        for number, other in enumerate(others):
            tested = [(own.get(name, self.domains[name]), _both(tests)) for name, tests in other.values.items()]
            if all(mask & allowed or not allowed for allowed, mask in tested):
                near.append(number)
                left_out = left_out or any(allowed & ~mask for allowed, mask in tested)
        return [] if len(near) == 1 and left_out else near

    def _sets_of(
        self,
        name: str,
        parts: Sequence[Giving],
        others: Sequence[Giving],
        about: frozenset[str] | None,
        budget: Budget,
    ) -> StatedSets:
        """The sets that may tell: larger ones where more being stated may end what stands in, or the parts ask."""
        tests = {_test(one) for one in _stated(parts).get(name, ())}
        if name == "issue" and about:
            tests.add(_any_of(about))
        adverse = set(tests) if len(tests) > 1 or any(one.mode != "any" for one in tests) else set()
        for other in others:
            told = list(polar(name, other.stated.get(name, ())))
            tests.update(test for test, _ in told)
            adverse.update(test for test, grows in told if not grows)
        key = (name, frozenset(tests), frozenset(adverse))
        if key not in self._sets:
            issues = self.ruleset.issues if name == "issue" else None
            domain = self.leaves if name == "issue" else sorted(set(self.ruleset.wishes.values()))
            self._sets[key] = found = stated_sets(tests, adverse, domain, issues, empty=name == "wish")
            budget.spend(len(tests) * len(found.sets) // 16)
        return self._sets[key]

    def _loose(self, sets: Mapping[str, StatedSets], boxes: Iterable[Giving]) -> dict[str, int]:
        """The value of each axis that stands for all that is not told exactly.

        Nobody is unclear about a wish, nor about danger where no test asks whether it was told.
        """
        tests = (one for box in boxes for tests in box.values.values() for one in tests)
        asked = {one.attribute for one in tests if one.absent is not None}
        found = {"issue": 1 << len(sets["issue"].sets)}
        for name in self.domains:
            attribute = self.ruleset.attributes[name]
            if attribute.shape != "flag" or name in asked:
                found[name] = 1 << len(attribute.values)
        return found

    def axis(self, literal: Literal) -> str:
        """The axis of a test of time: what it asks is in or out, whatever other tests of time say."""
        test = literal.part if isinstance(literal, Not) else literal
        asked = test.period if isinstance(test, NotInEffect) else _hours(test)
        return self._times.setdefault(asked, f"{_TIME}{len(self._times)}")

    def weaker(self, one: Literal, other: Literal) -> bool:
        """Whether a test of issues is at least as sure as another one whatever is stated."""
        if one == other:
            return True
        mine, theirs = _test(one), _test(other)
        polar = {(test.mode, isinstance(literal, Not)) for test, literal in ((mine, one), (theirs, other))}
        if mine.absent is not None or theirs.absent is not None or len(polar) > 1:
            return False
        if polar <= {("any", False)}:
            upper, lower = mine, theirs
        elif polar <= {("none", False)}:
            upper, lower = theirs, mine
        else:
            return False
        key = (upper, lower)
        if key not in self._weaker:
            (sure, perhaps), (their_sure, their_perhaps) = (
                self.topics.verdict(_any_of(frozenset(test.values))) for test in key
            )
            self._weaker[key] = their_sure <= sure and their_perhaps <= perhaps
        return self._weaker[key]


class _Asked:
    """One question: masks of boxes over the axes that it needs; `loose` has the loose value of those that have one."""

    def __init__(
        self, ground: Ground, target: Giving, sets: Mapping[str, StatedSets], loose: Mapping[str, int]
    ) -> None:
        self.ground, self.target, self.sets, self.loose = ground, target, sets, loose

    def whole(self, axis: str) -> int:
        """All values of an axis."""
        if axis.startswith(_TIME):
            return _IN | _OUT | (_UNTOLD if self.loose else 0)
        if axis in self.sets:
            return (1 << len(self.sets[axis].sets)) - 1 | self.loose.get(axis, 0)
        return self.ground.domains[axis] | self.loose.get(axis, 0)

    def region(self, parts: Sequence[Giving], about: frozenset[str] | None) -> dict[str, int]:
        """Where all parts hold; at the loose values as far as anybody can say."""
        found: dict[str, int] = {}

        def meet(axis: str, mask: int) -> None:
            loose = _UNTOLD if axis.startswith(_TIME) else self.loose.get(axis, 0)
            found[axis] = found.get(axis, self.whole(axis)) & (mask | loose)

        for part in parts:
            for name, tests in part.values.items():
                meet(name, _both(tests))
            for name, literals in part.stated.items():
                for literal in literals:
                    meet(name, self._holding(name, literal))
            for literal in part.times:
                meet(self.ground.axis(literal), _OUT if isinstance(literal, Not) else _IN)
        if about is not None:
            meet("issue", self._holding("issue", _any_of(about)) if about else 0)
        return found

    def mask(self, other: Giving) -> dict[str, int]:
        """Where another box holds; at a loose value where its test there is no stronger than the target's own."""
        found: dict[str, int] = {}
        for name, tests in other.values.items():
            loose = self.loose.get(name, 0) if self._no_stronger(name, tests) else 0
            found[name] = _both(tests) & self.ground.domains[name] | loose
        for name, literals in other.stated.items():
            own = self.target.stated.get(name, ())
            mask = (1 << len(self.sets[name].sets)) - 1
            for literal in literals:
                mask &= self._holding(name, literal)
            sure = all(any(self.ground.weaker(one, mine) for mine in own) for one in literals)
            found[name] = mask | (self.loose.get(name, 0) if sure else 0)
        for literal in other.times:
            axis = self.ground.axis(literal)
            there = (_OUT if isinstance(literal, Not) else _IN) | (_UNTOLD if literal in self.target.times else 0)
            found[axis] = found.get(axis, -1) & there
        return found

    def _holding(self, name: str, literal: Literal) -> int:
        mask = self.sets[name].mask(_test(literal))
        return ~mask & ((1 << len(self.sets[name].sets)) - 1) if isinstance(literal, Not) else mask

    def _no_stronger(self, name: str, tests: tuple[In, ...]) -> bool:
        own = self.target.values.get(name, ())
        if set(tests) <= set(own):
            return True
        if any(one.absent is not None for one in tests) or any(one.absent for one in own):
            return False
        everything = (1 << len(self.ground.ruleset.attributes[name].values)) - 1
        return not _both(own) & everything & ~_both(tests)


def _hours(test: object) -> tuple[Hours, ...]:
    assert isinstance(test, During)
    return test.hours


def _stated(parts: Iterable[Giving]) -> dict[str, list[Literal]]:
    """The tests of issues and wishes of several boxes together."""
    found: dict[str, list[Literal]] = {}
    for part in parts:
        for name, literals in part.stated.items():
            found.setdefault(name, []).extend(literals)
    return found


def _empty(tests: Sequence[In]) -> bool:
    """Whether no value is in all sets of one attribute, nor being unknown."""
    return not _both(tests) and not all(one.absent for one in tests)


def _apart(one: Giving, other: Giving) -> bool:
    """Whether two boxes have no value of some attribute in common."""
    return any(_empty((*tests, *other.values[name])) for name, tests in one.values.items() if name in other.values)


def _both(tests: Iterable[In]) -> int:
    return reduce(lambda mask, test: mask & test.mask, tests, -1)


def _test(literal: Literal) -> Stated:
    test = literal.part if isinstance(literal, Not) else literal
    assert isinstance(test, Stated)
    return test


def _any_of(values: frozenset[str]) -> Stated:
    return Stated("issue", "any", tuple(sorted(values)))
