"""The hours at which chains end closed are what trying everybody at every minute gives.

Law: in worlds in which everybody can be tried, a chain is closed at exactly the minutes at which somebody is led by it
to somebody who is closed, and to nobody who is open or of unknown hours; `alone` at exactly those at which the same
person is led to nobody else either. In other worlds the plain reading agrees about whoever is shown.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from engine.worlds import WEEKDAY_HOURS, clause, way
from property import seeded_worlds, two_desks
from property.seeded_worlds import ALL_HOURS, CALENDAR, FIRST_DAY
from property.two_desks import everybody, formula
from tsunagari.analysis.chains import closed_chains
from tsunagari.analysis.facts import facts
from tsunagari.analysis.pairs import within
from tsunagari.calendar.hours import EVERY_MINUTE, minutes_open
from tsunagari.engine.reference import Reference
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.persons import holding, open_then

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))
DESKS = ("a", "b", "c")
DAYS = tuple(FIRST_DAY + timedelta(days=n) for n in range(6))
Closed = dict[date, int]


def world(seed: int) -> Ruleset:
    """A small world with hours, chains, withholds and a default."""
    chance = random.Random(f"chains {seed}")
    made = two_desks.world(seed, desks=DESKS)
    known = [WEEKDAY_HOURS, *ALL_HOURS]
    desks = {}
    for name, desk in made.resources.items():
        hours = None if chance.random() < 0.15 else (chance.choice(known),)
        desks[name] = replace(desk, ways=(way(None, hours),), handles=(), conditions=desk.conditions[:1])
    rules = tuple(chained(chance, rule) for rule in made.rules[:3])
    held = [clause("withhold", "w", formula(chance), formula(chance), route=("a",))] if chance.random() < 0.4 else []
    last = [clause("default", "d", formula(chance), route=("c",))] if chance.random() < 0.5 else []
    return replace(made, resources=desks, rules=rules, withholds=tuple(held), defaults=tuple(last))


def chained(chance: random.Random, top: Clause) -> Clause:
    """A rule whose clauses often have chains."""
    lines = tuple((name,) for name in chance.sample(DESKS, chance.choice((0, 1, 1, 2))))
    return replace(top, otherwise=lines, provisos=tuple(chained(chance, one) for one in top.provisos[:1]))


def flat(top: Clause, only: str | None) -> Clause:
    """A clause whose chain is part of its route; of all but one clause nothing is left of either, if one is named."""
    names = {*top.route, *(name for line in top.otherwise for name in line)} if only in (None, top.name) else set()
    inside = tuple(flat(one, only) for one in top.provisos)
    return replace(top, route=tuple(sorted(names)), otherwise=(), provisos=inside)


def led(made: Ruleset) -> list[frozenset[str]]:
    """Of everybody, whom they are led to, whatever the hours."""
    reference = Reference(made, CALENDAR)
    return [
        frozenset(name for name, one in reference.answer(known).standings.items() if one.verdict == 2)
        for known in everybody()
    ]


def closed_for(made: Ruleset, ways: set[tuple[frozenset[str], frozenset[str]]]) -> Closed:
    """The minutes at which somebody of these, led by the chain and by anything, finds nobody open."""
    found: Closed = {}
    hours = {name: desk.ways[0].hours for name, desk in made.resources.items()}
    for mine, every in ways:
        if not mine or any(hours[name] is None for name in every | mine):
            continue
        for day in DAYS:
            opened = 0
            for name in every | mine:
                opened |= minutes_open(hours[name] or (), day, CALENDAR)
            found[day] = found.get(day, 0) | (EVERY_MINUTE & ~opened)
    return {day: minutes for day, minutes in found.items() if minutes}


def left_to_unknown_hours(made: Ruleset, mine: frozenset[str]) -> bool:
    """Whether somebody of these has unknown hours, and at some minute none of the others is open."""
    hours = {name: made.resources[name].ways[0].hours for name in mine}
    known = [one for some in hours.values() if some is not None for one in some]
    return None in hours.values() and any(minutes_open(known, day, CALENDAR) != EVERY_MINUTE for day in DAYS)


def chains(made: Ruleset) -> Iterator[Clause]:
    """The clauses that have one."""
    for rule in made.rules:
        yield from (one for one, _ in within(rule, ()) if one.otherwise)


def agree_on(seed: int) -> tuple[int, int]:
    """How many chains of a world end closed, and how many leave somebody alone."""
    made = world(seed)
    found = closed_chains(made, DAYS[0], DAYS[-1], CALENDAR)
    assert found.whole
    told = {one.clause.name: one for one in found.found}
    defaults = tuple(replace(one, kind="rule") for one in made.defaults)
    every = led(replace(made, rules=(*(flat(rule, None) for rule in made.rules), *defaults), defaults=()))
    for one in chains(made):
        tops = [rule for rule in made.rules if any(inner.name == one.name for inner, _ in within(rule, ()))]
        own = led(replace(made, rules=tuple(flat(rule, one.name) for rule in tops), defaults=()))
        closed = closed_for(made, {(mine, frozenset[str]()) for mine in own})
        alone = closed_for(made, set(zip(own, every, strict=True)))
        mine = told.pop(one.name, None)
        assert (mine.closed.by_day() if mine is not None else {}) == closed, f"seed {seed}: {one.name}"
        mine_alone = mine.alone.by_day() if mine is not None and mine.alone is not None else {}
        assert mine_alone == alone, f"seed {seed}: {one.name} alone"
        unsure = any(map(partial(left_to_unknown_hours, made), own))
        assert unsure == (one.name in {clause.name for clause, _ in found.unknown}), f"seed {seed}: {one.name} unknown"
    assert not told
    return len(found.found), sum(bool(one.alone) for one in found.found)


def test_chains_are_closed_exactly_when_trying_everybody_says_so() -> None:
    """A few worlds; some chains leave somebody alone, others are taken over."""
    found = [agree_on(seed) for seed in range(WORLDS // 6)]
    closed, alone = sum(one for one, _ in found), sum(one for _, one in found)
    assert closed >= 5 and alone >= 1


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_chains_of_many_worlds(block: int) -> None:
    """Two hundred worlds."""
    for seed in range(1000 + 20 * block, 1020 + 20 * block):
        agree_on(seed)


def test_whoever_is_left_alone_is_so_by_the_plain_reading() -> None:
    """Random worlds of all kinds of blocks: the clause holds of the person, and nobody is open then."""
    alone = 0
    for seed in range(WORLDS // 2):
        made = seeded_worlds.world(seed).ruleset
        for one in closed_chains(made, DAYS[0], DAYS[-1], CALENDAR).found:
            person = facts(one.person)
            assert one.clause.name in holding(made, person, CALENDAR), seed
            if one.alone:
                assert not open_then(made, person, CALENDAR), seed
                alone += 1
    assert alone >= WORLDS // 20
