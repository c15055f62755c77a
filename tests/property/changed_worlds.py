"""Pairs of rulesets, the second made from the first by one change of a kind that officers make.

Law: the same seed gives the same pair. A change may be one clause less, other lines, another urgency, a desk paused or
with other areas, ways, hours or honours, another vocabulary (values in another order, an issue that lies elsewhere), a
chain or a default that is altered, or the rules and desks of another world altogether.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import reduce
from operator import or_

from engine.worlds import GRAPH, LEAVES, WISHES, about, clause, of, rule
from engine.worlds import ruleset as made_of
from property import seeded_worlds
from property.seeded_worlds import ALL_HOURS, FIRST_DAY
from tsunagari.model.formula import All, Any, During, Formula, In, Not
from tsunagari.model.registry import Period, Resource
from tsunagari.model.rules import URGENCIES, Clause
from tsunagari.model.ruleset import Ruleset

ORDER = ("none", "high", "elementary", "college")
"""The values of `school` in the changed vocabulary."""


def pair(seed: int) -> tuple[Ruleset, Ruleset]:
    """The rulesets of a seed."""
    chance = random.Random(f"difference {seed}")
    old = seeded_worlds.world(seed).ruleset
    if chance.random() < 0.3:
        old = _withheld_for_some_days(chance, old)
    change = chance.choice(CHANGES)
    if change is _vocabulary:
        old = _of_some_schools(chance, old)
    if chance.random() < 0.2:
        old = _at_other_hours(chance, old)
    other = seeded_worlds.world(seed + 50_000).ruleset
    new = change(chance, old, other)
    if chance.random() < 0.2:  # what was added is gone, what was taken away is new
        return new, old
    return old, chance.choice(CHANGES)(chance, new, other) if chance.random() < 0.3 else new


def _withheld_for_some_days(chance: random.Random, ruleset: Ruleset) -> Ruleset:
    """One more withhold, of everybody, on some of the days that are looked at."""
    first = FIRST_DAY + timedelta(days=chance.randint(0, 4))
    days = Period(first, first + timedelta(days=chance.randint(0, 2)))
    names = chance.sample(sorted(ruleset.resources), 1)
    held = clause("withhold", "for days", route=names, effective=days)
    return replace(ruleset, withholds=(*ruleset.withholds, held))


def _of_some_schools(chance: random.Random, ruleset: Ruleset) -> Ruleset:
    """A rule that asks for a school, and one for an issue above others."""
    line = of("school", chance.choice(("elementary", "high", "none")))
    issue = about(chance.choice(("abuse", "care")))
    one, more = (chance.sample(sorted(ruleset.resources), 1) for _ in range(2))
    return replace(ruleset, rules=(rule("a school", line, route=one), rule("above", issue, route=more), *ruleset.rules))


def _at_other_hours(chance: random.Random, ruleset: Ruleset) -> Ruleset:
    """A rule for everybody but at some hours."""
    line = Not(During((chance.choice(ALL_HOURS),)))
    names = chance.sample(sorted(ruleset.resources), 1)
    return replace(ruleset, rules=(rule("other hours", line, route=names), *ruleset.rules))


def _clause_less(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    kind = chance.choice(("rules", "rules", "withholds", "defaults"))
    return replace(ruleset, **{kind: getattr(ruleset, kind)[1:]})


def _two_issues(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    """One more rule, for those who state two things."""
    one, more = chance.sample(LEAVES, 2)
    both, all_of, any_two = (about(one), about(more)), about(one, more, mode="all"), about(mode="count", number=2)
    lines = chance.choice((both, (all_of,), (any_two,)))
    names = chance.sample(sorted(ruleset.resources), 1)
    return replace(ruleset, rules=(rule("two things", *lines, route=names), *ruleset.rules))


def _order(chance: random.Random, ruleset: Ruleset, other: Ruleset) -> Ruleset:
    """Nobody is led elsewhere: another urgency of all rules, other honours, or the same area in other entries."""
    kind = chance.choice(("urgency", "honours", "area"))
    if kind == "urgency":
        urgency = chance.choice(URGENCIES)
        return replace(ruleset, rules=tuple(replace(one, urgency=urgency) for one in ruleset.rules))
    desks = {}
    for name, desk in ruleset.resources.items():
        if kind == "honours":
            honours = tuple(chance.sample(WISHES, chance.choice((0, 1, 2))))
            desks[name] = replace(desk, honours=honours)
        else:
            lines = tuple(replace(line, entries=_entries(line.entries)) for line in desk.serves)
            desks[name] = replace(desk, serves=lines)
    return replace(ruleset, resources=desks)


def _entries(entries: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """One entry where there were several; one of them more where there was one."""
    if len(entries) > 1:
        return (("together", reduce(or_, (mask for _, mask in entries))),)
    return tuple((name, part) for name, mask in entries for part in (mask, mask & -mask))


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

    def top(one: Clause) -> Clause:
        return replace(one, lines=tuple(map(formula, one.lines)), provisos=tuple(map(top, one.provisos)))

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
        **{kind: tuple(map(top, getattr(ruleset, kind))) for kind in ("rules", "withholds", "defaults")},
    )


Change = Callable[[random.Random, Ruleset, Ruleset], Ruleset]
CHANGES: tuple[Change, ...] = (
    _clause_less, _clause_less, _two_issues, _order, _another, _clause, _clause, _desk, _desk, _desk, _vocabulary,
)  # fmt: skip
