"""Yes, no or maybe: what knowledge says about one line of a box.

Law (language §4, "Verdicts" and "Boxes"): the tests of one single-valued attribute in a box are one line with
the intersection of their sets; a line about issues or wishes is one test. Verdicts are ordered
no < maybe < yes, so that the least over lines and the greatest over boxes are `min` and `max`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from tsunagari.calendar.hours import Hours
from tsunagari.engine.knowledge import Knowledge
from tsunagari.model.boxes import NotInEffect
from tsunagari.model.formula import Stated
from tsunagari.model.issues import Issues

NO: Final = 0
MAYBE: Final = 1
YES: Final = 2

OpenNow: TypeAlias = Callable[[tuple[Hours, ...]], bool]
"""Whether any of these hours holds the instant of the consultation."""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """All tests `attribute in S` of one attribute in a box.

    `mask` is the intersection of the sets; `sets` are those without an answer for absence; `denied`: a test says no
    where the attribute was not given; `excused`: every test says yes there.
    """

    attribute: str
    mask: int
    sets: tuple[int, ...]
    denied: bool
    excused: bool


@dataclass(frozen=True, slots=True)
class StatedLine:
    """One test of issues or wishes, or its reverse."""

    test: Stated
    reversed: bool = False

    @property
    def attribute(self) -> str:
        """`issue` or `wish`."""
        return self.test.attribute


@dataclass(frozen=True, slots=True)
class TimeLine:
    """All tests of time in a box: in each of `inside`, in none of `outside`; the rest as in `ValueLine`."""

    inside: frozenset[tuple[Hours, ...]]
    outside: frozenset[tuple[Hours, ...]]
    denied: bool = False
    excused: bool = False
    attribute: str = "time"


Line: TypeAlias = ValueLine | StatedLine | TimeLine | NotInEffect


def verdict(line: Line, knowledge: Knowledge, issues: Issues, open_now: OpenNow) -> int:
    """The verdict of one line."""
    if isinstance(line, ValueLine):
        return of_values(line, knowledge.masks[line.attribute], knowledge.given(line.attribute))
    if isinstance(line, StatedLine):
        found = of_stated(line.test, knowledge.stated(line.attribute), issues)
        return YES - found if line.reversed else found
    if isinstance(line, NotInEffect):
        day = knowledge.day
        return YES if day is not None and not line.period.contains(day) else NO
    return of_time(line, knowledge, open_now)


def of_values(line: ValueLine, known: int, given: bool) -> int:
    """`attr in S`: yes if K ⊆ S, no if K ∩ S is empty, else maybe.

    Given: against the intersection. Not given: the least of the single verdicts, and no where no value (nor
    being unknown) is in all of the sets.
    """
    if given:
        return _held(known, line.mask)
    if line.denied or not (line.mask or line.excused):
        return NO
    return min((_held(known, mask) for mask in line.sets), default=YES)


def of_time(line: TimeLine, knowledge: Knowledge, open_now: OpenNow) -> int:
    """Told, yes or no; untold, maybe, but no where a span must hold and one that contains it must not."""
    if knowledge.at is None:
        if line.denied or line.excused:
            return NO if line.denied else YES
        never = not all(line.inside) or any(set(one) <= set(other) for one in line.inside for other in line.outside)
        return NO if never else MAYBE
    holds = all(map(open_now, line.inside)) and not any(map(open_now, line.outside))
    return YES if holds else NO


def of_stated(test: Stated, stated: frozenset[str], issues: Issues) -> int:
    """`any of`, `all of`, `none of`, `n or more`, `n or more of` over the stated values.

    Nothing stated: maybe of an issue, and no such wish; with `unknown` in the list, yes.
    """
    if not stated and test.absent is not None:
        return YES if test.absent else NO
    if not stated and test.attribute == "issue":
        return MAYBE
    match test.mode:
        case "any":
            return _any(test.values, stated, test, issues)
        case "none":
            return YES - _any(test.values, stated, test, issues)
        case "all":
            return min((_any((one,), stated, test, issues) for one in test.values), default=YES)
        case "count":
            return YES if _lowest(stated, test, issues) >= test.number else NO
        case "count-of":
            singles = [_any((one,), stated, test, issues) for one in set(test.values)]
            if singles.count(YES) >= test.number:
                return YES
            return MAYBE if len(singles) - singles.count(NO) >= test.number else NO


def _held(known: int, mask: int) -> int:
    if not known & ~mask:
        return YES
    return MAYBE if known & mask else NO


def _any(listed: tuple[str, ...], stated: frozenset[str], test: Stated, issues: Issues) -> int:
    if any(_under(one, upper, test, issues) for one in stated for upper in listed):
        return YES
    refinable = any(_under(lower, one, test, issues) for one in stated for lower in listed)
    return MAYBE if refinable else NO


def _lowest(stated: frozenset[str], test: Stated, issues: Issues) -> int:
    """How many stated values do not lie above another stated one."""
    above = {u for u in stated for one in stated if one != u and _under(one, u, test, issues)}
    return len(stated - above)


def _under(lower: str, upper: str, test: Stated, issues: Issues) -> bool:
    # wishes are no graph, and a wish may bear an issue's name
    return lower == upper or (test.attribute == "issue" and issues.under(lower, upper))
