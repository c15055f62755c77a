"""Sets of issues or wishes as the values of one attribute: every set that could make a difference.

Law (language §4, "Assertions"): sets of one value always, and every larger set that a test tells apart, smallest
first; sets that every test treats alike are one value. Issues are told as leaves. Of the tests only some are *adverse*:
that more is stated may then speak against what is asked for. Whatever set is a counter-example, one value of it with
those that the adverse tests list is one too, so larger sets are made of these alone. Where there would be more than
`MOST` sets the larger ones are left out and `whole` says so: what is then not refuted is undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tsunagari.model.boxes import Literal
from tsunagari.model.formula import Not, Stated
from tsunagari.model.issues import Issues
from tsunagari.model.ruleset import Ruleset

MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class StatedSets:
    """The values: `sets[v]` is what is stated; `holds` the mask of values at which a test is a yes."""

    sets: tuple[tuple[str, ...], ...]
    holds: Mapping[Stated, int]
    whole: bool = True

    def mask(self, test: Stated) -> int:
        """The values at which the test is a yes; it is a no at all others."""
        return self.holds[test]


def sets_of(ruleset: Ruleset, name: str, tests: Iterable[Stated], adverse: Iterable[Stated]) -> StatedSets:
    """The sets of issues, or of wishes, of a ruleset that make a difference; who states no wish is among them."""
    if name == "issue":
        return stated_sets(tests, adverse, ruleset.issues.leaves(), ruleset.issues, empty=False)
    return stated_sets(tests, adverse, sorted(set(ruleset.wishes.values())), None, empty=True)


def stated_sets(
    tests: Iterable[Stated],
    adverse: Iterable[Stated],
    domain: Sequence[str],
    issues: Issues | None,
    *,
    empty: bool,
    most: int = MOST,
) -> StatedSets:
    """The sets over `domain` that make a difference; `issues` where one may lie under another; `empty`: also none."""
    against = set(adverse)
    ordered = sorted({*tests, *against}, key=repr)
    listed = sorted({value for test in ordered for value in test.values})
    bit = {value: 1 << n for n, value in enumerate(listed)}
    met = {one: _met(one, bit, issues) for one in sorted(domain)}
    counted = max((test.number for test in ordered if test.mode == "count"), default=0)
    joining = frozenset(met) if any(test.mode == "count" for test in against) else frozenset(
        one for one, mask in met.items() if any(mask & bit[value] for test in against for value in test.values)
    )  # fmt: skip
    depth = 1 + sum(1 if test.mode in ("any", "none") else len(test.values) + test.number for test in against)
    found, whole = _closure(met, counted if joining else 0, joining, depth, most)
    sets = ([()] if empty or not met else []) + found
    values: dict[tuple[bool, ...], tuple[str, ...]] = {}
    asked = [_asked(test, bit) for test in ordered]
    for one in sets:
        joined = _joined(one, met)
        values.setdefault(tuple(ask(len(one), joined) for ask in asked), one)
    answers = tuple(values)
    holds = {
        test: sum(1 << value for value, answer in enumerate(answers) if answer[n]) for n, test in enumerate(ordered)
    }
    return StatedSets(tuple(values.values()), holds, whole)


def of_sets(
    sets: Iterable[tuple[str, ...]], tests: Iterable[Stated], issues: Issues | None
) -> StatedSets:
    """Given sets as values: which tests hold of each."""
    given, ordered = tuple(sets), sorted(set(tests), key=repr)
    listed = sorted({value for test in ordered for value in test.values})
    bit = {value: 1 << n for n, value in enumerate(listed)}
    met = {one: _met(one, bit, issues) for one in {one for ones in given for one in ones}}
    each = [(1 << value, len(ones), _joined(ones, met)) for value, ones in enumerate(given)]
    holds = {}
    for test in ordered:
        ask = _asked(test, bit)
        holds[test] = sum(one for one, number, joined in each if ask(number, joined))
    return StatedSets(given, holds)


def polar(name: str, box: Sequence[Literal]) -> Iterator[tuple[Stated, bool]]:
    """The tests of issues or wishes (`name`) in a box, and whether they are met rather by more than by less."""
    for literal in box:
        test, reverse = (literal.part, True) if isinstance(literal, Not) else (literal, False)
        if isinstance(test, Stated) and test.attribute == name:
            yield test, (test.mode != "none") != reverse


def _met(one: str, bit: Mapping[str, int], issues: Issues | None) -> int:
    """The listed values that a value is, or lies under."""
    upper = (one,) if issues is None else issues.above.get(one, (one,))
    return sum(bit[up] for up in upper if up in bit)


def _closure(
    met: Mapping[str, int], counted: int, joining: frozenset[str], depth: int, most: int
) -> tuple[list[tuple[str, ...]], bool]:
    """The smallest set for every union of what values meet (and every number that is counted), smallest first."""
    alike: dict[int, list[str]] = {}
    for one, mask in met.items():
        alike.setdefault(mask, []).append(one)
    found: dict[int, tuple[str, ...]] = {mask: (ones[0],) for mask, ones in alike.items()}
    adding = [(mask, ones[0]) for mask, ones in alike.items() if ones[0] in joining]
    frontier, whole = list(found.items()), True
    while frontier and whole and depth > 1:
        depth -= 1
        grown: list[tuple[int, tuple[str, ...]]] = []
        for mask, ones in frontier:
            for more, one in adding:
                if (joined := mask | more) not in found:
                    found[joined] = tuple(sorted((*ones, one)))
                    grown.append((joined, found[joined]))
                    if len(found) > most:
                        whole = False
                        break
            if not whole:
                break
        frontier = grown
    sets = list(found.values())
    for mask, ones in found.items():
        if len(ones) >= counted:
            continue
        others = [one for one, own in met.items() if own | mask == mask and one not in ones]
        sets += [tuple(sorted((*ones, *others[: n - len(ones)]))) for n in range(len(ones) + 1, counted + 1)
                 if n - len(ones) <= len(others)]  # fmt: skip
    return sorted(sets, key=lambda ones: (len(ones), ones)), whole


def _joined(ones: Iterable[str], met: Mapping[str, int]) -> int:
    """What some values, all of them leaves, meet of the listed ones."""
    joined = 0
    for one in ones:
        joined |= met[one]
    return joined


def _asked(test: Stated, bit: Mapping[str, int]) -> Callable[[int, int], bool]:
    """Whether a test is a yes of so many values that meet these of the listed ones."""
    wanted = sum(bit[value] for value in test.values)
    asked: Callable[[int, int], bool]
    match test.mode:
        case "any":
            asked = lambda _, joined: bool(joined & wanted)  # noqa: E731
        case "none":
            asked = lambda _, joined: not joined & wanted  # noqa: E731
        case "all":
            asked = lambda _, joined: not wanted & ~joined  # noqa: E731
        case "count":
            asked = lambda number, _: number >= test.number  # noqa: E731
        case "count-of":
            asked = lambda _, joined: (joined & wanted).bit_count() >= test.number  # noqa: E731
    absent = test.absent
    return asked if absent is None else lambda number, joined: asked(number, joined) if number else absent
