"""Provisos that overlap, and withholds that take the last immediate resource: what trying everybody gives.

Law: in worlds in which everybody can be tried, exactly those are found of which the plain reading knows somebody.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from itertools import combinations

import pytest

from engine.worlds import clause
from property import seeded_worlds, two_desks
from property.seeded_worlds import CALENDAR, FIRST_DAY
from property.two_desks import everybody, formula, inside
from tsunagari.analysis.facts import facts
from tsunagari.analysis.immediate import last_immediate
from tsunagari.analysis.overlaps import overlaps
from tsunagari.analysis.somebody import Everybody
from tsunagari.engine.reference import Reference
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.persons import holding, immediate

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))
DESKS = ("a", "b", "c")


def guarded(seed: int) -> Ruleset:
    """A small world with withholds, in which most rules are urgent."""
    chance = random.Random(f"guarded {seed}")
    made = two_desks.world(seed, desks=DESKS)
    rules = tuple(replace(rule, urgency=chance.choice(("immediate", rule.urgency))) for rule in made.rules)
    withholds = tuple(
        clause("withhold", f"w{n}", *(formula(chance) for _ in range(chance.choice((1, 1, 2)))),
               route=chance.sample(DESKS, chance.choice((1, 2))))
        for n in range(chance.randint(1, 3))
    )  # fmt: skip
    return replace(made, rules=rules, withholds=withholds)


def urgent(made: Ruleset) -> list[frozenset[str]]:
    """Of everybody in danger, the resources that are an immediate yes."""
    reference = Reference(made, CALENDAR)
    return [
        frozenset(
            name for name, one in reference.answer(known).standings.items()
            if one.verdict == 2 and one.urgency == "immediate"
        )
        for known in everybody() if known.masks["danger"] == 1
    ]  # fmt: skip


def taking(seed: int) -> set[str]:
    """The withholds of a world that take the last immediate resource from somebody; the analysis finds the same."""
    made = guarded(seed)
    free, held = urgent(replace(made, withholds=())), urgent(made)
    expected = set()
    for one in made.withholds:
        alone = urgent(replace(made, withholds=(one,)))
        if any((before - left) & set(one.route) and not last
               for before, left, last in zip(free, alone, held, strict=True)):  # fmt: skip
            expected.add(one.name)
    found = last_immediate(made, CALENDAR)
    assert {one.clause.name for one in found.found} == expected and found.whole, f"seed {seed}"
    return expected


def test_the_withholds_that_take_the_last_one_are_found() -> None:
    """A sixth of the worlds; some take it and some do not."""
    taken = sum(len(taking(seed)) for seed in range(WORLDS // 6))
    assert 3 <= taken < sum(len(guarded(seed).withholds) for seed in range(WORLDS // 6))


def test_whoever_is_shown_is_right_by_the_plain_reading() -> None:
    """Random worlds of all kinds of blocks, hours and periods among them."""
    shown = 0
    for seed in range(3 * WORLDS):
        made = seeded_worlds.world(seed).ruleset
        for one in last_immediate(made, CALENDAR).found:
            person = facts(one.person)
            assert one.resource in immediate(replace(made, withholds=()), person, CALENDAR), seed
            assert not immediate(made, person, CALENDAR), seed
            shown += 1
    assert shown >= WORLDS // 12


def together(seed: int) -> set[tuple[str, str]]:
    """The pairs of provisos of a world that overlap; the analysis finds the same, and rightly says of whom."""
    made = two_desks.world(seed)
    reference = Reference(made, CALENDAR)
    met = [{one.name for one in reference.holding(known)} for known in everybody()]
    pairs = [
        pair for rule in made.rules for one in inside(rule) for pair in combinations(one.provisos, 2)
        if (pair[0].route, pair[0].urgency) != (pair[1].route, pair[1].urgency)
    ]  # fmt: skip
    expected = {(a.name, b.name) for a, b in pairs if any({a.name, b.name} <= names for names in met)}
    found = list(overlaps(made, Everybody(made, CALENDAR, FIRST_DAY, FIRST_DAY)))
    assert {(one.first.name, one.second.name) for one in found} == expected, f"seed {seed}"
    for one in found:
        assert {one.first.name, one.second.name} <= holding(made, facts(one.person), CALENDAR)
    return expected


def test_the_provisos_that_overlap_are_found() -> None:
    """Some overlap and some do not."""
    counts = [len(together(seed)) for seed in range(WORLDS)]
    assert sum(counts) >= WORLDS // 6 and counts.count(0) >= WORLDS // 6


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_many_small_worlds(block: int) -> None:
    """Three hundred worlds."""
    for seed in range(100 + 30 * block, 130 + 30 * block):
        taking(seed)
        together(seed)


def test_overlaps_at_some_hours_are_found_with_an_instant() -> None:
    """Worlds with hours and periods: both provisos hold of whoever is shown, at that time."""
    shown = 0
    for seed in range(4 * WORLDS):
        made = seeded_worlds.world(seed).ruleset
        for one in overlaps(made, Everybody(made, CALENDAR, FIRST_DAY, FIRST_DAY.replace(day=7))):
            person = facts(one.person)
            assert {one.first.name, one.second.name} <= holding(made, person, CALENDAR), seed
            shown += "at" in person
    assert shown >= 1
