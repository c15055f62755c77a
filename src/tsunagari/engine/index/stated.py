"""Issues and wishes in, slots out.

Law (language §4, "Verdicts"): the kth *any of* line of every slot stands in plane k; a stated value says yes to the
slots that list it or what it lies under, and *may* to those that list something below it. *None of* lines need no
plane of their own: one value that says yes makes them a no. *All of* is several *any of*. What counts is looked up by
the count; what counts listed values is worked out once for each distinct test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType

from tsunagari.engine.index.bits import each_beside, union
from tsunagari.engine.index.planes import Both
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.verdicts import MAYBE, NO, YES, StatedLine
from tsunagari.model.formula import Stated
from tsunagari.model.issues import Issues


@dataclass(frozen=True, slots=True)
class Listed:
    """Stated value → the slots that list it or what it lies under (`sure`), and those or what lies under it (`may`).

    `free`: the slots without such a line.
    """

    sure: Mapping[str, int]
    may: Mapping[str, int]
    free: int

    def any_of(self, stated: frozenset[str]) -> Both:
        """The slots of which some stated value says yes, and of which it says at least maybe."""
        sure = may = self.free
        for one in stated:
            if (mask := self.may.get(one)) is not None:
                may |= mask
                if (mask := self.sure.get(one)) is not None:
                    sure |= mask
        return sure, may

    def beside(self, other: Listed, after: int) -> Listed:
        """This list and another over the slots that come after."""
        return Listed(
            MappingProxyType(each_beside(self.sure, other.sure, after)),
            MappingProxyType(each_beside(self.may, other.may, after)),
            self.free | other.free << after,
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A test of several listed values that needs to be worked out, and the slots with it."""

    test: Stated
    reversed: bool
    slots: int


@dataclass(frozen=True, slots=True)
class StatedTable:
    """All lines on issues, or on wishes.

    `planes` for *any of*, `against` for *none of*; `counts[n]` are the slots for which n stated values suffice, the
    last for all beyond; `unstated` is the answer where nothing is stated.
    """

    attribute: str
    everything: int
    above: Mapping[str, frozenset[str]]
    planes: tuple[Listed, ...]
    against: Listed
    counts: tuple[int, ...]
    counted: tuple[Counted, ...]
    unstated: Both

    def verdicts(self, knowledge: Knowledge) -> Both:
        """The slots whose lines are a yes, and whose lines are not a no."""
        stated = knowledge.stated(self.attribute)
        if not stated:
            return self.unstated
        yes = maybe = self.everything
        if self.against.may:
            sure, may = self.against.any_of(stated)
            yes, maybe = yes & ~may, yes & ~sure
        if self.counts:
            enough = self.counts[min(lowest(stated, self.above), len(self.counts) - 1)]
            yes, maybe = yes & enough, maybe & enough
        for plane in self.planes:
            sure, may = plane.any_of(stated)
            yes, maybe = yes & sure, maybe & may
        for one in self.counted:
            found = _verdict(one.test, stated, self.above)
            found = YES - found if one.reversed else found
            if found != YES:
                yes &= ~one.slots
                if found == NO:
                    maybe &= ~one.slots
        return yes, maybe

    def beside(self, other: StatedTable, after: int) -> StatedTable:
        """This table and another over the slots that come after."""
        mine, its = Listed({}, {}, self.everything), Listed({}, {}, other.everything)
        planes = zip_longest(self.planes, other.planes)
        counted = (Counted(one.test, one.reversed, one.slots << after) for one in other.counted)
        most = max(len(self.counts), len(other.counts))
        counts = zip(_counted(self, most), _counted(other, most), strict=True)
        return StatedTable(
            self.attribute,
            self.everything | other.everything << after,
            self.above,
            tuple((one or mine).beside(two or its, after) for one, two in planes),
            self.against.beside(other.against, after),
            tuple(one | two << after for one, two in counts),
            (*self.counted, *counted),
            (self.unstated[0] | other.unstated[0] << after, self.unstated[1] | other.unstated[1] << after),
        )


def free_stated(table: StatedTable, everything: int) -> StatedTable:
    """The same table over slots without a line on its attribute."""
    return StatedTable(
        table.attribute, everything, table.above, (), Listed({}, {}, 0), (), (), (everything, everything)
    )


def _counted(table: StatedTable, most: int) -> tuple[int, ...]:
    """The slots for 0, 1, 2 … stated values, so many of them."""
    found = table.counts or (table.everything,)
    return (*found, *[found[-1]] * (most - len(found)))[:most]


def lowest(stated: frozenset[str], above: Mapping[str, frozenset[str]]) -> int:
    """How many stated values do not lie above another stated one."""
    covered = {upper for one in stated for upper in above.get(one, ()) if upper != one}
    return len(stated - covered)


def stated_table(attribute: str, issues: Issues, slots: Mapping[tuple[StatedLine, ...], int], all_: int) -> StatedTable:
    """The table of the lines of each slot on one attribute; `slots` are those that have just these lines."""
    above = MappingProxyType(dict(issues.above) if attribute == "issue" else {})
    planes: list[dict[tuple[str, ...], int]] = []
    against: dict[tuple[str, ...], int] = {}
    numbers: dict[int, int] = {}
    counted: dict[StatedLine, int] = {}
    yes = maybe = all_
    for lines, mask in slots.items():
        silent = min(_unstated(line) for line in lines)
        yes &= ~mask if silent != YES else -1
        maybe &= ~mask if silent == NO else -1
        for number, values in enumerate(_any_of(lines)):
            if number == len(planes):
                planes.append({})
            planes[number][values] = planes[number].get(values, 0) | mask
        for line in lines:
            test = line.test
            if test.mode in ("any", "none") and line.reversed == (test.mode == "any"):
                against[test.values] = against.get(test.values, 0) | mask
            elif test.mode == "count":
                # of a reversed count the slots are kept at the negative of the count that ends them
                key = ~test.number if line.reversed else test.number
                numbers[key] = numbers.get(key, 0) | mask
            elif test.mode == "count-of" or (test.mode == "all" and line.reversed):
                counted[line] = counted.get(line, 0) | mask
    return StatedTable(
        attribute,
        all_,
        above,
        tuple(_listed(plane, above, all_ & ~union(plane.values())) for plane in planes),
        _listed(against, above, 0),
        _counts(numbers, all_),
        tuple(Counted(line.test, line.reversed, mask) for line, mask in counted.items()),
        (yes, maybe),
    )


def _any_of(lines: Iterable[StatedLine]) -> tuple[tuple[str, ...], ...]:
    """The value lists of which each must have one stated."""
    found: list[tuple[str, ...]] = []
    for line in lines:
        test = line.test
        if test.mode in ("any", "none") and line.reversed == (test.mode == "none"):
            found.append(test.values)
        elif test.mode == "all" and not line.reversed:
            found += ((value,) for value in test.values)
    return tuple(sorted(set(found)))


def _listed(lists: Mapping[tuple[str, ...], int], above: Mapping[str, frozenset[str]], free: int) -> Listed:
    """For every value that may be stated, what the lists say to it."""
    by_value: dict[str, int] = {}
    for values, mask in lists.items():
        for value in values:
            by_value[value] = by_value.get(value, 0) | mask
    sure: dict[str, int] = {}
    may: dict[str, int] = {}
    for lower in {*above, *by_value}:
        for upper in above.get(lower, frozenset((lower,))):
            if mask := by_value.get(upper, 0):
                sure[lower] = sure.get(lower, 0) | mask
                may[lower] = may.get(lower, 0) | mask
            if mask := by_value.get(lower, 0):
                may[upper] = may.get(upper, 0) | mask
    return Listed(MappingProxyType(sure), MappingProxyType(may), free)


def _counts(numbers: Mapping[int, int], everything: int) -> tuple[int, ...]:
    """For 0, 1, 2 … stated values, the slots that are content with so many."""
    if not numbers:
        return ()
    most = max(~key if key < 0 else key for key in numbers)
    found = []
    for count in range(most + 1):
        slots = everything
        for key, mask in numbers.items():
            content = count < ~key if key < 0 else count >= key
            slots &= -1 if content else ~mask
        found.append(slots)
    return tuple(found)


def _unstated(line: StatedLine) -> int:
    """The verdict where nothing is stated: an issue may still be, a wish is none."""
    test = line.test
    if test.absent is not None:
        found = YES if test.absent else NO
    elif test.attribute == "issue":
        found = MAYBE
    elif test.mode == "count":
        found = YES if test.number <= 0 else NO
    else:
        found = _verdict(test, frozenset(), {})
    return YES - found if line.reversed else found


def _verdict(test: Stated, stated: frozenset[str], above: Mapping[str, frozenset[str]]) -> int:
    """*Any*, *none*, *all* and *n or more of*, from the verdicts of the listed values."""
    met = stated.union(*(above.get(one, ()) for one in stated))
    singles = [
        YES if one in met else NO if stated.isdisjoint(above.get(one, ())) else MAYBE for one in set(test.values)
    ]
    match test.mode:
        case "all":
            return min(singles, default=YES)
        case "count-of":
            sure, possible = singles.count(YES), len(singles) - singles.count(NO)
            return YES if sure >= test.number else MAYBE if possible >= test.number else NO
        case "none":
            return YES - max(singles, default=NO)
        case _:
            return max(singles, default=NO)
