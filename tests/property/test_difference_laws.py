"""Who is said to lose or gain everybody is exactly who does, by the plain reading of both rulesets."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from property import seeded_worlds
from property.seeded_worlds import CALENDAR
from property.test_assertion_laws import representatives
from tsunagari.analysis.difference import difference
from tsunagari.engine.knowledge import know
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.model.ruleset import Ruleset

PEOPLE = 80


def changed(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    """The ruleset with a clause less, a desk paused, or another ruleset's rules and desks."""
    kind = chance.choice(("rule", "withhold", "default", "desk", "all"))
    if kind == "desk":
        name = chance.choice(sorted(ruleset.resources))
        desks = {**ruleset.resources, name: replace(ruleset.resources[name], status="paused")}
        return replace(ruleset, resources=desks)
    if kind == "all":
        return replace(other, attributes=ruleset.attributes)
    field = kind + "s"
    return replace(ruleset, **{field: getattr(ruleset, field)[1:]})


def hold_on(seed: int) -> tuple[int, int]:
    """How many people of a pair of worlds changed, and how many did not, each rightly."""
    chance = random.Random(f"difference {seed}")
    old = seeded_worlds.world(seed).ruleset
    new = changed(chance, old, seeded_worlds.world(seed + 50_000).ruleset)
    found = difference(old, new, CALENDAR)
    if not (found.lost.whole and found.gained.whole):
        return 0, 0
    before, after = Reference(old, CALENDAR), Reference(new, CALENDAR)
    singles = {n: representatives(a) for n, a in old.attributes.items() if a.single and a.shape != "time"}
    sets = {name: one.sets for name, one in found.lost.axes.sets.items()}
    moved = stayed = 0
    for _ in range(PEOPLE):
        told = {name: chance.choice(values) for name, values in singles.items()}
        issue, wishes = chance.choice(sets["issue"]), chance.choice(sets["wish"])
        knowledge = know(old.attributes, told, issues=issue, wishes=wishes)
        had, has = (
            any(one.verdict == YES for one in reading.answer(knowledge).standings.values())
            for reading in (before, after)
        )
        point = told | {"issue": 1 << sets["issue"].index(issue), "wish": 1 << sets["wish"].index(wishes)}
        lost, gained = (
            sum(all(mask & point[axis] for axis, mask in region.items()) for region in change.found)
            for change in (found.lost, found.gained)
        )
        assert (lost, gained) == (had and not has, has and not had), f"seed {seed}, {told}, {issue}, {wishes}"
        moved, stayed = moved + lost + gained, stayed + (not lost and not gained)
    return moved, stayed


def test_who_loses_and_gains_is_exactly_who_does() -> None:
    """Sixty pairs of rulesets, eighty people each."""
    found = [hold_on(seed) for seed in range(60)]
    assert sum(one for one, _ in found) >= 150 and sum(other for _, other in found) >= 1_000


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_who_loses_and_gains_is_exactly_who_does_in_many_pairs(block: int) -> None:
    """A thousand pairs."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        hold_on(seed)


def test_a_ruleset_does_not_differ_from_itself() -> None:
    """Nobody loses, nobody gains."""
    for seed in range(30):
        ruleset = seeded_worlds.world(seed).ruleset
        found = difference(ruleset, ruleset, CALENDAR)
        assert found.lost.found == found.gained.found == ()
