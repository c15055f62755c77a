"""Pairs of rulesets, the second made from the first by one change of a kind that officers make.

Law: the same seed gives the same pair. A change may be one clause less, other lines, another urgency, a desk paused or
with other areas, ways, hours or honours, another vocabulary (values in another order, an issue that lies elsewhere), a
chain or a default that is altered, or the rules and desks of another world altogether.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from engine.worlds import GRAPH, WISHES
from engine.worlds import ruleset as made_of
from property import seeded_worlds
from tsunagari.model.formula import All, Any, Formula, In, Not
from tsunagari.model.registry import Resource
from tsunagari.model.rules import URGENCIES, Clause
from tsunagari.model.ruleset import Ruleset

ORDER = ("none", "high", "elementary", "college")
"""The values of `school` in the changed vocabulary."""


def pair(seed: int) -> tuple[Ruleset, Ruleset]:
    """The rulesets of a seed."""
    chance = random.Random(f"difference {seed}")
    old = seeded_worlds.world(seed).ruleset
    other = seeded_worlds.world(seed + 50_000).ruleset
    new = chance.choice(CHANGES)(chance, old, other)
    return old, chance.choice(CHANGES)(chance, new, other) if chance.random() < 0.3 else new


def _clause_less(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    kind = chance.choice(("rules", "rules", "withholds", "defaults"))
    return replace(ruleset, **{kind: getattr(ruleset, kind)[1:]})


def _another(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    """Other rules and desks over the same vocabulary."""
    return replace(other, attributes=ruleset.attributes, issues=ruleset.issues)


def _clause(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    """One clause with the lines, the chain or the urgency of another."""
    kind = chance.choice(("rules", "rules", "rules", "defaults"))
    own, theirs = getattr(ruleset, kind), getattr(other, kind)
    if not own or not theirs:
        return ruleset
    number, model = chance.randrange(len(own)), chance.choice(theirs)
    names = set(ruleset.resources)
    changed: dict[str, object] = chance.choice((
        {"lines": model.lines},
        {"urgency": chance.choice(URGENCIES)},
        {"otherwise": tuple(tuple(n for n in line if n in names) for line in model.otherwise)},
        {"route": tuple(chance.sample(sorted(names), 1))},
    ))  # fmt: skip
    one = replace(own[number], **changed)
    return replace(ruleset, **{kind: (*own[:number], one, *own[number + 1 :])})


def _desk(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    """One desk paused, or with something of another one."""
    name = chance.choice(sorted(ruleset.resources))
    desk, model = ruleset.resources[name], chance.choice(list(other.resources.values()))
    changed: dict[str, object] = chance.choice((
        {"status": "paused"}, {"ways": model.ways}, {"ways": model.ways}, {"effective": model.effective},
        {"honours": tuple(chance.sample(WISHES, chance.choice((0, 1, 2))))},
        {"serves": model.serves, "conditions": _served(desk, model)},
        {"conditions": model.conditions, "handles": model.handles, "serves": model.serves},
    ))  # fmt: skip
    return replace(ruleset, resources={**ruleset.resources, name: replace(desk, **changed)})  # type: ignore[arg-type]


def _served(desk: Resource, model: Resource) -> tuple[tuple[str, Formula], ...]:
    kept = [one for one in desk.conditions if one[0] != "serves"]
    return (*kept, *(one for one in model.conditions if one[0] == "serves"))


def _vocabulary(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    """`school` has its values in another order and one more, and an issue lies elsewhere."""
    school = ruleset.attributes["school"]
    if school.values == ORDER:
        return ruleset
    place = [ORDER.index(value) for value in school.values]

    def mask(old: int) -> int:
        return sum(1 << new for n, new in enumerate(place) if old >> n & 1)

    def formula(one: Formula) -> Formula:
        match one:
            case In("school", values, absent):
                return In("school", mask(values), absent)
            case Not(part):
                return Not(formula(part))
            case All(parts):
                return All(tuple(map(formula, parts)))
            case Any(parts):
                return Any(tuple(map(formula, parts)))
        return one

    def clause(one: Clause) -> Clause:
        return replace(one, lines=tuple(map(formula, one.lines)), provisos=tuple(map(clause, one.provisos)))

    def desk(one: Resource) -> Resource:
        return replace(one, conditions=tuple((name, formula(line)) for name, line in one.conditions))

    presumed = None if school.presumed is None else mask(school.presumed)
    told = replace(school, values=ORDER, admitted=15, presumed=presumed)
    graph = {**GRAPH, "violence": chance.choice((("abuse",), ("care",), ()))}
    return replace(
        ruleset,
        attributes={**ruleset.attributes, "school": told},
        issues=made_of([], graph=graph).issues,
        resources={name: desk(one) for name, one in ruleset.resources.items()},
        **{kind: tuple(map(clause, getattr(ruleset, kind))) for kind in ("rules", "withholds", "defaults")},
    )


Change = Callable[[random.Random, Ruleset, Ruleset], Ruleset]
CHANGES: tuple[Change, ...] = (_clause_less, _clause_less, _another, _clause, _clause, _desk, _desk, _desk, _vocabulary)
