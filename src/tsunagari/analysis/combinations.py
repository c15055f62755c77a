"""The larger sets of issues or wishes by which a change of rules may lose or gain somebody everybody.

Law (language §4, "Assertions"): whoever loses their last yes had it through a box of the old rules that the new ones
do not have. So of what they state, a smallest set that meets the tests of that box is needed, and one value for each
*adverse* test that is met: one that keeps a resource away the more is stated. All these sets are here, smallest first;
sets that every test treats alike are one. Where there would be more than `MOST` the rest is left out, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice, product
from typing import Final, TypeAlias

from tsunagari.analysis.pairs import Pairs
from tsunagari.analysis.stated import polar
from tsunagari.model.boxes import Box, Literal
from tsunagari.model.formula import In, Not, Stated
from tsunagari.model.issues import Issues
from tsunagari.model.ruleset import Ruleset

MOST: Final = 4_000
WORK: Final = 100_000
"""Sets that are looked at to find these."""

Set: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One side: its pairs, and its issues where one may lie under another."""

    pairs: Pairs
    issues: Issues | None

    def under(self, one: str, upper: str) -> bool:
        """Whether a value is another or lies under it."""
        return self.issues.under(one, upper) if self.issues is not None else one == upper


@dataclass(frozen=True, slots=True)
class Larger:
    """The sets of two and more; `asked` are those for which a box that was changed asks; `whole`: these are all."""

    sets: tuple[tuple[str, ...], ...]
    asked: frozenset[tuple[str, ...]]
    whole: bool


def larger_sets(name: str, sides: Sequence[Asked], domain: Sequence[str]) -> Larger:
    """The sets of `domain` that matter."""
    kinds = _Kinds(name, sides, domain)
    found: dict[tuple[int, ...], Set] = {}
    for one in ((), *((one,) for one in domain)):
        found.setdefault(kinds.kind(frozenset(one)), frozenset(one))
    needed = (some for number in (0, 1) for box in _changed(sides, number) for some in kinds.needed(number, box))
    whole = _add(needed, found, kinds) and not kinds.cut
    asked = frozenset(tuple(sorted(some)) for some in found.values())
    joining, depth = kinds.adverse()
    frontier = list(found.values())
    while frontier and whole and depth:
        depth -= 1
        known = set(found)
        whole = _add((some | {one} for some in frontier for one in joining if one not in some), found, kinds)
        frontier = [some for kind, some in found.items() if kind not in known]
    larger = (tuple(sorted(some)) for some in found.values() if len(some) > 1)
    return Larger(tuple(sorted(larger, key=lambda ones: (len(ones), ones))), asked, whole)


def _add(some: Iterable[Set], found: dict[tuple[int, ...], Set], kinds: _Kinds) -> bool:
    """Add what is of no kind yet, the smallest of each kind; False where that became too many or too much work."""
    for number, one in enumerate(some):
        if number == WORK:
            return False
        kind = kinds.kind(one)
        if kind not in found or len(one) < len(found[kind]):
            found[kind] = one
            if len(found) > MOST:
                return False
    return True


class _Kinds:
    """What the tests of both sides can tell of a set."""

    def __init__(self, name: str, sides: Sequence[Asked], domain: Sequence[str]) -> None:
        self.name, self.sides, self.domain = name, sides, tuple(domain)
        self.cut = False
        self.tests = [{test for test, _ in chain.from_iterable(map(self._polar, _all(side)))} for side in sides]
        self.counted = max((test.number for tests in self.tests for test in tests if test.mode == "count"), default=0)
        listed = [sorted({value for test in tests for value in test.values}) for tests in self.tests]
        self.met = [
            {one: sum(1 << n for n, upper in enumerate(values) if side.under(one, upper)) for one in domain}
            for side, values in zip(sides, listed, strict=True)
        ]

    def kind(self, some: Set) -> tuple[int, ...]:
        """Equal for sets that every test treats alike."""
        found = [min(len(some), max(self.counted, 1))]
        for met in self.met:
            joined = 0
            for one in some:
                joined |= met[one]
            found.append(joined)
        return tuple(found)

    def needed(self, number: int, box: Box) -> Iterator[Set]:
        """The smallest sets that meet the growing tests of a box of one side."""
        tests = [test for test, grows in self._polar(box) if grows]
        for chosen in product(*(self._meeting(number, test) for test in tests)):
            some: Set = frozenset().union(*chosen)
            if len(chosen) < 2 or not any(self._meets(number, tests, some - {one}) for one in some):
                yield some

    def adverse(self) -> tuple[list[str], int]:
        """The values of which more may speak against somebody, and how many of them it takes at most."""
        tests: set[tuple[int, Stated]] = set()
        for number, side in enumerate(self.sides):
            boxes = [pair.box for pair in side.pairs.pairs]
            tests |= {(number, test) for box in boxes for test, grows in self._polar(box) if not grows}
            tests |= {(number, test) for hold in side.pairs.holds for test, _ in self._polar(hold.box)}
        depth = sum(_needs(test) for _, test in tests)
        if any(test.mode == "count" for _, test in tests):
            return list(self.domain), depth
        joining = {one for number, test in tests for value in test.values for one in self._under(number, value)}
        return sorted(joining), depth

    def _meeting(self, number: int, test: Stated) -> list[Set]:
        """The smallest sets that meet one test, or, of `none`, that do not."""
        if test.mode == "count":
            return self._few(frozenset(some) for some in combinations(self.domain, test.number))
        each = [[frozenset((one,)) for one in self._under(number, value)] for value in test.values]
        if test.mode in ("any", "none"):
            return list(dict.fromkeys(chain.from_iterable(each)))
        wanted = len(each) if test.mode == "all" else test.number
        found = (frozenset().union(*some) for listed in combinations(each, wanted) for some in product(*listed))
        return list(dict.fromkeys(self._few(found)))

    def _few(self, some: Iterable[Set]) -> list[Set]:
        found = list(islice(some, MOST + 1))
        self.cut = self.cut or len(found) > MOST
        return found

    def _meets(self, number: int, tests: Sequence[Stated], some: Set) -> bool:
        """Whether a set meets these tests, or, of `none`, does not."""
        for test in tests:
            hits = sum(1 for value in test.values if any(self.sides[number].under(one, value) for one in some))
            if (len(some) if test.mode == "count" else hits) < _needs(test):
                return False
        return True

    def _under(self, number: int, value: str) -> list[str]:
        return [one for one in self.domain if self.sides[number].under(one, value)]

    def _polar(self, box: Box) -> Iterator[tuple[Stated, bool]]:
        return polar(self.name, box)


def _needs(test: Stated) -> int:
    """How many values it takes to meet a test, or, of `none`, not to."""
    return 1 if test.mode in ("any", "none") else len(test.values) if test.mode == "all" else test.number


def _all(side: Asked) -> Iterator[Box]:
    yield from (pair.box for pair in side.pairs.pairs)
    yield from (hold.box for hold in side.pairs.holds)


def _changed(sides: Sequence[Asked], number: int) -> list[Box]:
    """The boxes of one side that lead somebody somewhere and that the other side does not have in the same way."""
    own, other = sides[number].pairs, sides[1 - number].pairs
    same = _Same(own.ruleset, other.ruleset)
    there = set(_keys(other, same))
    pairs = zip(own.pairs, _keys(own, same), strict=True)
    return list({frozenset(pair.box): pair.box for pair, key in pairs if key is None or key not in there}.values())


_Key: TypeAlias = tuple[str, frozenset[Literal], frozenset[frozenset[Literal]]]


def _keys(pairs: Pairs, same: _Same) -> Iterator[_Key | None]:
    """Of each pair its resource, its tests and what may hold it back; None where one means something else there."""
    held: dict[str, list[Box]] = {}
    for hold in pairs.holds:
        for name in hold.clause.route:
            held.setdefault(name, []).append(hold.box)
    for pair in pairs.pairs:
        holds = held.get(pair.resource, [])
        if all(map(same.comparable, (pair.box, *holds))):
            yield pair.resource, frozenset(pair.box), frozenset(map(frozenset, holds))
        else:
            yield None


class _Same:
    """Whether a test means the same on both sides; one of an attribute or of issues that differ never does."""

    def __init__(self, one: Ruleset, other: Ruleset) -> None:
        self.attributes: Mapping[str, bool] = {
            name: name in other.attributes and attribute.values == other.attributes[name].values
            for name, attribute in one.attributes.items()
        }
        self.issues = one.issues.above == other.issues.above

    def comparable(self, box: Box) -> bool:
        """Whether all tests of a box mean the same on both sides."""
        for literal in box:
            test = literal.part if isinstance(literal, Not) else literal
            if isinstance(test, In) and not self.attributes.get(test.attribute, False):
                return False
            if isinstance(test, Stated) and test.attribute == "issue" and not self.issues:
                return False
        return True
