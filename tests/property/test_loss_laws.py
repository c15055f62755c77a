"""Whom a loss leaves alone is told exactly.

Law (design C3, C10): over random rulesets and people told exactly of one issue, time untold, somebody lies in one
region of a loss where the plain reading gives a yes with everything there and none without what is lost, and in none
otherwise. Of a channel that is lost people leave the channel unstated.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest

from property import seeded_worlds
from property.seeded_worlds import ALL_HOURS, CALENDAR
from property.test_assertion_laws import named, representatives
from tsunagari.analysis.losses import Kind, losses
from tsunagari.analysis.single_points import Losing, SinglePoint
from tsunagari.calendar.hours import AROUND_THE_CLOCK
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.model.ruleset import Ruleset

PEOPLE = 24
WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))
KINDS: tuple[Kind, ...] = ("resource", "organization", "channel", "hours")
ALWAYS_OPEN = str(ALL_HOURS.index(AROUND_THE_CLOCK))


def sure(reference: Reference, knowledge: Knowledge) -> bool:
    """Whether anything is a yes."""
    return any(one.verdict == YES for one in reference.answer(knowledge).standings.values())


class People:
    """People told exactly, drawn by chance, with the point of each on some axes."""

    def __init__(self, ruleset: Ruleset, seed: int) -> None:
        self.ruleset, self.chance = ruleset, random.Random(f"people {seed}")
        self.values = {n: representatives(a) for n, a in ruleset.attributes.items() if a.single and a.shape != "time"}

    def draw(self) -> tuple[dict[str, int], str, tuple[str, ...]]:
        """What is told of somebody: values, an issue, at most one wish."""
        told = {name: self.chance.choice(values) for name, values in self.values.items()}
        wishes = [(), *((one,) for one in sorted(set(self.ruleset.wishes.values())))]
        return told, self.chance.choice(self.ruleset.issues.leaves()), self.chance.choice(wishes)

    def knowledge(self, told: dict[str, int], issue: str, wishes: tuple[str, ...]) -> Knowledge:
        """The same as the plain reading takes it."""
        return know(self.ruleset.attributes, told, issues=(issue,), wishes=wishes)


def regions_holding(point: SinglePoint | None, told: dict[str, int], issue: str, wishes: tuple[str, ...]) -> int:
    """How many regions of a loss hold somebody."""
    if point is None:
        return 0
    sets = {name: [one for one in found.sets] for name, found in point.alone.axes.sets.items()}
    bits = told | {"issue": 1 << sets["issue"].index((issue,)), "wish": 1 << sets["wish"].index(wishes)}
    return sum(all(mask & bits[axis] for axis, mask in region.items()) for region in point.alone.found)


def hold_on(seed: int) -> tuple[int, int]:
    """How many people some loss of a world leaves alone and how many it does not, each rightly."""
    chance = random.Random(f"losses {seed}")
    ruleset = named(chance, seeded_worlds.world(seed).ruleset)
    points = Losing(ruleset, CALENDAR).single_points(nodes=200_000)
    assert points.unsettled == 0
    known = {(one.kind, one.name): one for one in points.found}
    people, whole = People(ruleset, seed), Reference(ruleset, CALENDAR)
    inside = outside = 0
    for kind in KINDS:
        for loss in losses(ruleset, kind):
            point = known.pop((kind, loss.name), None)
            if kind == "hours" and loss.name == ALWAYS_OPEN:
                assert point is None
                continue
            if point is not None and not point.alone.whole:
                continue
            without = Reference(loss.ruleset, CALENDAR)
            drawn = [people.draw() for _ in range(PEOPLE)]
            if point is not None:  # somebody of each region too: by chance nobody may be there
                drawn += [_somebody(people, point, region) for region in point.alone.found[:PEOPLE]]
            for told, issue, wishes in drawn:
                if kind == "channel":
                    told = {name: mask for name, mask in told.items() if name != "channel"}
                knowledge = people.knowledge(told, issue, wishes)
                alone = sure(whole, knowledge) and not sure(without, knowledge)
                held = regions_holding(point, told, issue, wishes)
                assert held == alone, f"seed {seed}, {kind} {loss.name}: {told}, {issue}, {wishes}"
                inside, outside = inside + held, outside + (not held)
    assert not known, f"seed {seed}: nothing is lost by {list(known)}"
    return inside, outside


def _somebody(people: People, point: SinglePoint, region: object) -> tuple[dict[str, int], str, tuple[str, ...]]:
    assert isinstance(region, dict)
    told, issue, wishes = people.draw()
    for axis, mask in region.items():
        if axis in told:
            told[axis] = next((bit for bit in people.values[axis] if bit & mask), mask & -mask)
    sets = point.alone.axes.sets
    if "issue" in region:
        issue = sets["issue"].sets[(region["issue"] & -region["issue"]).bit_length() - 1][0]
    if "wish" in region:
        wishes = sets["wish"].sets[(region["wish"] & -region["wish"]).bit_length() - 1]
    return told, issue, wishes


def test_whom_a_loss_leaves_alone_is_told_exactly() -> None:
    """Sixty worlds, every loss of every kind, forty people each and somebody of each region."""
    found = [hold_on(seed) for seed in range(WORLDS)]
    assert sum(one for one, _ in found) >= 2_000 and sum(other for _, other in found) >= 10_000


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_whom_a_loss_leaves_alone_is_told_exactly_in_many_worlds(block: int) -> None:
    """A thousand worlds."""
    for seed in range(5000 + 100 * block, 5100 + 100 * block):
        hold_on(seed)


def test_a_sole_resource_is_a_single_point_of_the_rules_alone() -> None:
    """Without its defaults a ruleset loses the same people."""
    told = 0
    for seed in range(WORLDS):
        ruleset = named(random.Random(f"losses {seed}"), seeded_worlds.world(seed).ruleset)
        sole = Losing(ruleset, CALENDAR).sole_resources(nodes=200_000)
        rules = Losing(replace(ruleset, defaults=()), CALENDAR).single_points(nodes=200_000)
        expected = {one.name: one.alone.found for one in rules.found if one.kind == "resource"}
        found = {one.name: one.alone.found for one in sole.found}
        assert found.keys() == expected.keys()
        assert all(_same(found[name], expected[name]) for name in found), f"seed {seed}"
        told += len(found)
    assert told >= WORLDS


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return sorted(map(repr, one)) == sorted(map(repr, other))


def test_what_the_budget_does_not_reach_is_counted() -> None:
    """With few nodes nothing is claimed of the rest: every loss is settled, in part told, or counted."""
    ruleset = named(random.Random("losses 3"), seeded_worlds.world(3).ruleset)
    every = {(kind, loss.name) for kind in KINDS for loss in losses(ruleset, kind)} - {("hours", ALWAYS_OPEN)}
    full = Losing(ruleset, CALENDAR).single_points(nodes=200_000)
    assert full.unsettled == 0 and full.found
    for nodes in (1, 5, 20, 80):
        few = Losing(ruleset, CALENDAR).single_points(nodes=nodes)
        assert {(one.kind, one.name) for one in few.found} <= {(one.kind, one.name) for one in full.found}
        assert few.unsettled <= len(every)
        missing = len(full.found) - len(few.found)
        assert few.unsettled >= missing
    assert Losing(ruleset, CALENDAR).single_points(nodes=1).unsettled > 0
