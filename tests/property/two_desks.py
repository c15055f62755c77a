"""Rulesets of two desks and a few rules, small enough to try everybody, in which clauses often get in each other's way.

Law: the same seed gives the same world, and `everybody` gives one of every class of people that any of them tells
apart, with every set of issues.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations

from engine.worlds import GRAPH, LEAVES, about, ages, clause, desk, of, ruleset
from property.seeded_worlds import CALENDAR
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.engine.reference import Reference
from tsunagari.model.formula import Any, Formula
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

VALUES = {
    "caller": ("self", "family", "supporter", "teacher"),
    "danger": ("yes", "no"),
    "school": ("elementary", "high", "none"),
}
_OTHERS = ("lives", "stays", "works", "studies", "channel", "language", "caller-lives", "caller-language")


def world(seed: int, *, desks: tuple[str, ...] = ("a", "b"), **more: object) -> Ruleset:
    """Two desks that handle some issues, and two to six rules with provisos."""
    chance = random.Random(f"small {seed}")
    held = [desk(name, handles=chance.sample(sorted(GRAPH), 2), **more) for name in desks]  # type: ignore[arg-type]
    return ruleset(held, [rule(chance, f"r{n}", 2, desks) for n in range(chance.randint(2, 6))])


def rule(chance: random.Random, name: str, depth: int, desks: tuple[str, ...]) -> Clause:
    """A rule or proviso with what stands under it."""
    inside = tuple(
        rule(chance, f"{name}/p{n}", depth - 1, desks) for n in range(chance.choice((0, 0, 1, 2)) if depth else 0)
    )
    lines = [formula(chance) for _ in range(chance.choice((1, 1, 2) if "/" in name else (0, 1, 1, 2)))]
    route = chance.sample(desks, chance.choice((1, 1, 2))) if chance.random() < 0.9 else ()
    urgency = chance.choice(("normal", "normal", "immediate"))
    return clause("rule", name, *lines, route=route, provisos=inside, urgency=urgency)


def formula(chance: random.Random) -> Formula:
    """A test, or one of two."""
    return test_of(chance) if chance.random() < 0.75 else Any((test_of(chance), test_of(chance)))


def test_of(chance: random.Random) -> Formula:
    """One test of issues, age or a choice."""
    name = chance.choice(("issue", "issue", "age", *VALUES))
    if name == "issue":
        listed = chance.sample(sorted(GRAPH), chance.choice((1, 1, 2, 3)))
        return about(*listed, mode=chance.choice(("any", "any", "any", "none", "all")))
    if name == "age":
        first = chance.choice((0, 0, 18, 40))
        return ages(first, chance.choice([last for last in (17, 39, 64, 120) if last >= first]))
    return of(name, *chance.sample(VALUES[name], chance.randint(1, len(VALUES[name]) - 1)))


@cache
def everybody() -> tuple[Knowledge, ...]:
    """One of every class of people, all of them told exactly."""
    attributes = world(0).attributes
    usual = dict.fromkeys((*_OTHERS, "birthplace", "children"), 1)
    sets = [some for n in range(1, len(LEAVES) + 1) for some in combinations(LEAVES, n)]
    return tuple(
        know(attributes, {**usual, "age": 1 << age, "caller": caller, "danger": danger, "school": school}, issues=some)
        for age in (5, 30, 50, 80) for caller in (1, 2, 4, 16) for danger in (1, 2) for school in (1, 2, 4)
        for some in sets
    )  # fmt: skip


def answers(made: Ruleset) -> list[Mapping[str, str]]:
    """Of everybody: resource → its urgency, of those that are a yes."""
    reference = Reference(made, CALENDAR)
    return [
        {name: one.urgency for name, one in reference.answer(known).standings.items() if one.verdict == 2}
        for known in everybody()
    ]


def inside(top: Clause) -> list[Clause]:
    """A clause and everything under it."""
    return [top, *(found for proviso in top.provisos for found in inside(proviso))]


def without(made: Ruleset, names: set[str]) -> Ruleset:
    """The ruleset without some rules and provisos."""
    return replace(made, rules=tuple(_cut(one, names) for one in made.rules if one.name not in names))


def _cut(top: Clause, names: set[str]) -> Clause:
    return replace(top, provisos=tuple(_cut(one, names) for one in top.provisos if one.name not in names))
