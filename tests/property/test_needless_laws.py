"""An attribute that is called needless changes no answer; one that is not does.

Law: whoever tells everything exactly is answered alike whatever they tell about a needless attribute, chains, withholds
and defaults among it; and in a world in which everybody can be tried, the others make a difference to somebody.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from dataclasses import replace

import pytest

from engine.worlds import clause
from property import seeded_worlds, two_desks
from property.seeded_worlds import CALENDAR
from property.test_shadow_laws import drawn, shown, somebody
from property.two_desks import VALUES, answers, everybody, formula
from tsunagari.analysis.needless import needless
from tsunagari.engine.knowledge import telling
from tsunagari.engine.reference import Reference
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))
NAMES = ("school", "birthplace", "children")


def told_twice(chance: random.Random, top: Clause) -> list[Clause]:
    """A clause, and often another one that does the same for all others as far as school goes."""
    lines = [one for one in top.lines if isinstance(one, In) and one.attribute == "school"]
    if not lines or chance.random() < 0.2:
        return [top]
    others = tuple(one for one in top.lines if one not in lines)
    return [top, replace(top, name=f"{top.name}x", lines=(*others, Not(All(tuple(lines)))))]


def small(seed: int) -> Ruleset:
    """A small world in which school often makes no difference, with withholds and chains."""
    chance = random.Random(f"needless {seed}")
    made = two_desks.world(seed)
    plain = [replace(rule, provisos=()) if chance.random() < 0.6 else rule for rule in made.rules]
    rules = [
        replace(one, otherwise=((chance.choice(("a", "b")),),)) if chance.random() < 0.2 else one
        for rule in plain for one in told_twice(chance, rule)
    ]  # fmt: skip
    held = [
        clause("withhold", f"w{n}", *(formula(chance) for _ in range(2)), route=("a",))
        for n in range(chance.choice((0, 0, 1)))
    ]
    return replace(made, rules=tuple(rules), withholds=tuple(one for w in held for one in told_twice(chance, w)))


def needless_in(seed: int) -> bool:
    """Whether school is needless in a small world, as trying everybody says; or it does not occur at all."""
    made = small(seed)
    if "school" in needless(made).unused:
        return False
    alike: defaultdict[object, set[object]] = defaultdict(set)
    for known, answer in zip(everybody(), answers(made), strict=True):
        rest = (known.issues, *(mask for name, mask in known.masks.items() if name != "school"))
        alike[rest].add(tuple(sorted(answer.items())))
    expected = all(len(found) == 1 for found in alike.values())
    found = "school" in needless(made).needless
    assert found <= expected, f"seed {seed}: called needless, and is not"
    chained = any(rule.otherwise for rule in made.rules)
    assert expected <= found or chained or made.withholds, f"seed {seed}: needless, and not called so"
    return found


def test_school_is_needless_exactly_where_it_changes_nothing() -> None:
    """Some worlds of each kind; where chains or withholds are, nothing false is claimed."""
    found = [needless_in(seed) for seed in range(WORLDS // 4)]
    assert 2 <= sum(found) < len(found)
    assert len(VALUES["school"]) == 3


def test_nobody_is_answered_differently_for_a_needless_attribute() -> None:
    """Random worlds of all kinds of blocks: of whoever tells everything, any other value gives the same decision."""
    claimed = 0
    for seed in range(WORLDS):
        chance = random.Random(f"worlds {seed}")
        made = drawn(seed)
        made = replace(made, rules=tuple(one for rule in made.rules for one in told_twice(chance, rule)))
        found = needless(made)
        assert not set(found.unused) & set(found.needless)
        reference = Reference(made, CALENDAR)
        for name in (*found.needless, *found.unused):
            claimed += name in found.needless
            for _ in range(4):
                known = somebody(chance, made)
                bits = [1 << n for n in range(3)]
                said = {repr(shown(reference.decide_known(telling(made.attributes, known, name, bit)))) for bit in bits}
                assert len(said) == 1, f"seed {seed}: {name}"
    assert claimed >= 1


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_many_worlds(block: int) -> None:
    """Two hundred small worlds."""
    for seed in range(1000 + 20 * block, 1020 + 20 * block):
        needless_in(seed)


def test_unused_is_what_no_condition_names() -> None:
    """In random worlds: the attributes of all tests, wherever they stand, and only those, are used."""
    seen = set()
    for seed in range(WORLDS):
        made = seeded_worlds.world(seed).ruleset
        lines = [line for top in (*made.rules, *made.withholds, *made.defaults) for line in _lines(top)]
        lines += [one for desk in made.resources.values() for _, one in desk.conditions]
        named = {name for line in lines for name in _names(line)}
        assert set(needless(made).unused) == set(NAMES) - named
        seen.add(frozenset(named & set(NAMES)))
    assert len(seen) >= 2


def _lines(top: Clause) -> list[Formula]:
    return [*top.lines, *(line for proviso in top.provisos for line in _lines(proviso))]


def _names(line: Formula) -> set[str]:
    if isinstance(line, During):
        return set()
    if isinstance(line, In | Stated):
        return {line.attribute}
    parts = (line.part,) if isinstance(line, Not) else line.parts
    assert isinstance(line, Not | All | Any)
    return set().union(*map(_names, parts))
