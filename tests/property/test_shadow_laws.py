"""What is called needless is needless, and what is needless is called so.

Law: without the clauses that are found nobody is answered differently, whatever they tell (`always`) or who tells
everything exactly; and in a world so small that everybody can be tried, no clause is left whose loss changes nothing.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from engine.worlds import LEAVES, WISHES
from property import seeded_worlds, two_desks
from property.seeded_worlds import CALENDAR, FIRST_DAY, MINUTES
from property.test_assertion_laws import representatives
from tsunagari.analysis.dead import dead
from tsunagari.analysis.shadows import NODES, shadows
from tsunagari.calendar.hours import JST
from tsunagari.engine.decision import Decision
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.engine.reference import Reference
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))
PEOPLE = 30


def quiet(chance: random.Random, clause: Clause) -> Clause:
    """Without words of its own, and often not urgent, so that others may stand in for it."""
    inside = tuple(quiet(chance, one) for one in clause.provisos)
    few = ("be quick",) if chance.random() < 0.1 else ()
    return replace(clause, say=few, basis=(), urgency=chance.choice((clause.urgency, "normal")), provisos=inside)


def drawn(seed: int) -> Ruleset:
    """A random world in which clauses say little."""
    chance = random.Random(f"quiet {seed}")
    made = seeded_worlds.world(seed).ruleset
    desks = {n: replace(one, conditions=()) if chance.random() < 0.3 else one for n, one in made.resources.items()}
    return replace(made, resources=desks, rules=tuple(quiet(chance, rule) for rule in made.rules))


def shown(decision: Decision) -> dict[str, Any]:
    """A decision but for the names of its rules, and what follows from those."""
    found = decision.to_dict()
    for key in ("digest", "questions"):
        del found[key]
    for referral in found["referrals"]:
        del referral["rules"]
        referral["say"] = sorted(referral["say"])
    return found


def somebody(chance: random.Random, made: Ruleset) -> Knowledge:
    """Somebody who tells everything exactly."""
    singles = {n: representatives(a) for n, a in made.attributes.items() if a.single and a.shape != "time"}
    minutes = timedelta(days=chance.randint(0, 5), minutes=chance.choice(MINUTES))
    return know(
        made.attributes,
        {name: chance.choice(values) for name, values in singles.items()},
        issues=chance.sample(LEAVES, chance.choice((1, 1, 2, 3))),
        wishes=chance.sample(WISHES, chance.choice((0, 0, 1, 2))),
        at=datetime.combine(FIRST_DAY, datetime.min.time(), JST) + minutes,
        tried=seeded_worlds.knowledge(chance.randrange(1000), made).tried,
    )


def needless(seed: int) -> Counter[bool]:
    """How many clauses of a world are called needless, always or when told exactly; each of them rightly."""
    made, chance = drawn(seed), random.Random(f"people {seed}")
    found = shadows(made).found
    for always in (True, False):
        names = {one.clause.name for one in found if one.always or not always}
        if not names:
            continue
        before, after = Reference(made, CALENDAR), Reference(two_desks.without(made, names), CALENDAR)
        for number in range(PEOPLE):
            known = seeded_worlds.knowledge(1000 * seed + number, made) if always else somebody(chance, made)
            told = f"seed {seed}: without {sorted(names)}, {dict(known.told)} {known.issues} {known.wishes} {known.at}"
            assert shown(before.decide_known(known)) == shown(after.decide_known(known)), told
    return Counter(one.always for one in found)


def test_nobody_misses_what_is_called_needless() -> None:
    """Of sixty worlds, thirty people each; every wish, chain, period, default and outcome may come."""
    found: Counter[bool] = sum(map(needless, range(WORLDS)), Counter())
    assert found[True] >= WORLDS // 3 and found[False] >= WORLDS // 10


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_nobody_misses_what_is_called_needless_in_many_worlds(block: int) -> None:
    """Two thousand worlds."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        needless(seed)


def nothing_needless_is_left(seed: int) -> tuple[int, int]:
    """How many clauses of a small world were found and how many others make a difference, everybody tried."""
    made = two_desks.world(seed)
    found = shadows(made)
    assert found.whole
    left = two_desks.without(made, {one.clause.name for one in found.found})
    before = two_desks.answers(left)
    assert before == two_desks.answers(made), f"seed {seed}"
    told = dead(left, CALENDAR)
    lifeless = {clause.name for clause in (*told.unmet, *told.nowhere)}
    living = [clause for rule in left.rules for clause in two_desks.inside(rule) if clause.name not in lifeless]
    asked = [one for one in living if any(clause.route for clause in two_desks.inside(one))]
    for clause in asked:
        changed = two_desks.answers(two_desks.without(left, {clause.name}))
        assert changed != before, f"seed {seed}: {clause.name} is needless too"
    return len(found.found), len(asked)


def test_no_needless_clause_of_a_small_world_is_left() -> None:
    """Four worlds in which everybody is tried."""
    found, others = map(sum, zip(*map(nothing_needless_is_left, range(4)), strict=True))
    assert found >= 4 and others >= 10


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_no_needless_clause_of_many_two_desks_is_left(block: int) -> None:
    """Two hundred worlds."""
    for seed in range(100 + 20 * block, 120 + 20 * block):
        nothing_needless_is_left(seed)


def test_over_budget_nothing_is_claimed_and_said_so() -> None:
    """What is found is a part of what would be found."""
    made = drawn(next(seed for seed in range(100) if shadows(drawn(seed)).found))
    everything = {one.clause.name for one in shadows(made).found}
    for nodes in (0, 5, 20, 60):
        part = shadows(made, nodes=nodes)
        assert {one.clause.name for one in part.found} <= everything
        assert part.whole or nodes < NODES
    assert not shadows(made, nodes=0).whole and not shadows(made, nodes=0).found
