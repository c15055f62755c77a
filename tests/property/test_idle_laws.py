"""An entry that is called idle makes no difference to anybody; others do to somebody who meets the rest.

Law: without the entries that are inside of others a list gives the same verdict whatever is stated; without an idle one
everybody is answered alike; and of an entry that is not idle somebody among all people shows why.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from engine.worlds import GRAPH, about, of
from property import two_desks
from property.seeded_worlds import CALENDAR
from property.two_desks import VALUES, answers, everybody
from tsunagari.analysis.idle import Idle, Test, inside, only_by
from tsunagari.analysis.pairs import within
from tsunagari.analysis.topics import Topics
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import of_stated
from tsunagari.model.formula import Formula, In, Stated
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))
ISSUES = two_desks.world(0).issues
TOPICS = Topics(ISSUES)
BOUNDS = (0, 18, 40, 65, 121)


def test_a_list_of_sets_is_the_same_without_what_is_inside_of_others() -> None:
    """The union of the rest is the union of all, and none of the rest is inside of the others."""
    chance = random.Random(1)
    gone_at_all = 0
    for _ in range(2000):
        masks = [chance.randrange(1, 64) & chance.randrange(1, 64) or 1 for _ in range(chance.randint(1, 5))]
        gone = inside([In("age", mask) for mask in masks], "any", TOPICS)
        left = [mask for number, mask in enumerate(masks) if number not in gone]
        assert _union(left) == _union(masks)
        for number, mask in enumerate(left):
            assert mask & ~_union(left[:number] + left[number + 1 :])
        for by in gone.values():
            assert by and not set(by) & {n for n in range(len(masks)) if n in gone and masks[n].bit_count() == 0}
        gone_at_all += len(gone)
    assert gone_at_all >= 500


def _union(masks: list[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


@pytest.mark.parametrize("mode", ["any", "none", "all"])
def test_a_list_of_issues_is_the_same_without_what_is_inside_of_others(mode: str) -> None:
    """For every set of stated issues, inner ones among them; a smaller list of the rest is not the same."""
    chance = random.Random(mode)
    sets = [frozenset(some) for n in range(4) for some in combinations(sorted(GRAPH), n)]
    gone_at_all = 0
    for _ in range(60):
        listed = chance.sample(sorted(GRAPH), chance.choice((2, 3, 4)))
        gone = inside([about(one) for one in listed], mode, TOPICS)  # type: ignore[arg-type]
        left = [one for number, one in enumerate(listed) if number not in gone]
        before, after = ([of_stated(about(*some, mode=mode), told, ISSUES) for told in sets] for some in (listed, left))
        assert before == after
        for one in left if len(left) > 1 else ():
            assert before != [of_stated(about(*(set(left) - {one}), mode=mode), told, ISSUES) for told in sets]
        gone_at_all += len(gone)
    assert gone_at_all >= 10


def entries_of(line: Formula) -> tuple[str, list[Test]] | None:
    """A line as a list of entries."""
    if isinstance(line, Stated) and line.mode in ("any", "none", "all"):
        return line.mode, [about(one) for one in line.values]
    if isinstance(line, In) and line.attribute == "age":
        parts = [(1 << last) - (1 << first) for first, last in pairwise(BOUNDS)]
        return "any", [In("age", part & line.mask) for part in parts if part & line.mask]
    if isinstance(line, In):
        names = VALUES[line.attribute]
        masks = [of(line.attribute, name).mask for name in names]
        return "any", [In(line.attribute, mask) for mask in masks if not mask & ~line.mask]
    return None


def without(line: Formula, number: int) -> Formula:
    """The line without one of its entries."""
    found = entries_of(line)
    assert found is not None
    mode, tests = found
    left = [test for n, test in enumerate(tests) if n != number]
    if isinstance(line, Stated):
        return about(*(one.values[0] for one in left if isinstance(one, Stated)), mode=mode)
    assert isinstance(line, In)
    return In(line.attribute, _union([one.mask for one in left if isinstance(one, In)]))


def changed(made: Ruleset, name: str, line: Formula, instead: Formula) -> Ruleset:
    """The ruleset with one line of a clause replaced."""

    def at(clause: Clause) -> Clause:
        lines = list(clause.lines)
        if clause.name == name:
            lines[lines.index(line)] = instead
        return replace(clause, lines=tuple(lines), provisos=tuple(map(at, clause.provisos)))

    return replace(made, rules=tuple(map(at, made.rules)))


def asked(made: Ruleset) -> Iterator[tuple[Clause, tuple[Clause, ...], Formula, str, list[Test]]]:
    """Every line with at least two entries, none inside of others, in a clause that somebody meets."""
    for rule in made.rules:
        for clause, above in within(rule, ()):
            for line in clause.lines:
                found = entries_of(line)
                if found and len(found[1]) > 1 and not inside(found[1], found[0], TOPICS):  # type: ignore[arg-type]
                    yield clause, above, line, *found


def idle_in(seed: int) -> tuple[int, int]:
    """How many entries of a small world are idle, rightly, and how many others there are."""
    made = two_desks.world(seed)
    idle, before = Idle(made, CALENDAR), answers(made)
    counts = [0, 0]
    for clause, above, line, mode, tests in asked(made):
        for number in range(len(tests)):
            alone = only_by(mode, tests, number, ())  # type: ignore[arg-type]
            claimed = idle.line(clause, above, line, alone)
            counts[not claimed] += 1
            if claimed:
                told = f"seed {seed}: {clause.name}, {line}, {number}"
                assert answers(changed(made, clause.name, line, without(line, number))) == before, told
            elif above:
                other = Reference(changed(made, clause.name, line, alone), CALENDAR)
                names = {one.name for one, _ in within(clause, ())}
                held = (names & {one.name for one in other.holding(known)} for known in everybody())
                assert any(held), f"seed {seed}: {clause.name}, {line}, {number} is idle"
    return counts[0], counts[1]


def test_idle_entries_make_no_difference_and_others_may() -> None:
    """A few small worlds in which everybody is tried."""
    found = [idle_in(seed) for seed in range(WORLDS // 10)]
    assert sum(idle for idle, _ in found) >= 5 and sum(others for _, others in found) >= 20


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_idle_entries_of_many_worlds(block: int) -> None:
    """Two hundred worlds."""
    for seed in range(1000 + 20 * block, 1020 + 20 * block):
        idle_in(seed)


def test_a_line_that_the_others_imply_makes_no_difference() -> None:
    """Without it everybody is answered alike."""
    claimed = 0
    for seed in range(WORLDS // 12):
        made = two_desks.world(seed)
        idle, before = Idle(made, CALENDAR), answers(made)
        for rule in made.rules:
            for clause, above in within(rule, ()):
                for line in clause.lines:
                    if idle.implied(clause, above, line):
                        claimed += 1
                        instead = In("age", (1 << 121) - 1)
                        assert answers(changed(made, clause.name, line, instead)) == before, f"seed {seed}: {line}"
    assert claimed >= 2
