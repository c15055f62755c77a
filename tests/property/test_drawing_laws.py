"""An index made with what was drawn of other rulesets is the one made without: rulesets that share clauses."""

from __future__ import annotations

import gc
import os
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.worlds import NIGHT_HOURS, WEEKDAY_HOURS, ages, clause, desk, of, rule, ruleset, way, worlds
from tsunagari.artifact.write import to_bytes
from tsunagari.engine.index.compiler import compile_index
from tsunagari.engine.index.keeping import Drawings
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.index.slots import slots_of
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.program import Program


def drawn(made: Ruleset, drawings: Drawings | None = None) -> bytes:
    """The artifact of a ruleset."""
    return to_bytes(Program(made, answerer=Matcher(made, index=compile_index(made, drawings=drawings))))


def changed(made: Ruleset, chance: random.Random) -> Ruleset:
    """The same clauses, but for some; other conditions, ways or statuses of a resource, or one more value."""
    match chance.randrange(5):
        case 0:
            names = sorted(made.resources)
            one, other = chance.choice(names), chance.choice(names)
            like = made.resources[other]
            resource = replace(made.resources[one], conditions=like.conditions, ways=like.ways, status=like.status)
            return replace(made, resources={**made.resources, one: resource})
        case 1:
            wider = {
                name: replace(one, values=(*one.values, "one more")) if one.declared and one.shape == "choice" else one
                for name, one in made.attributes.items()
            }
            return replace(made, attributes=wider)
        case 2:
            return replace(made, rules=tuple(one for one in made.rules if chance.random() < 0.8))
        case 3:
            return replace(made, rules=tuple(replace(one) for one in made.rules))
        case _:
            return replace(made, rules=tuple(chance.sample(made.rules, len(made.rules))))


@settings(max_examples=int(os.environ.get("TSUNAGARI_WORLDS", "30")))
@given(worlds(), st.integers(0, 1 << 32), st.integers(1, 4))
def test_what_was_drawn_before_changes_nothing(made: Ruleset, seed: int, changes: int) -> None:
    """Random rulesets, one after the other, there and back."""
    chance = random.Random(seed)
    drawings = Drawings()
    several = [made]
    for _ in range(changes):
        assert drawn(several[-1], drawings) == drawn(several[-1])
        several.append(chance.choice(several) if chance.random() < 0.3 else changed(several[-1], chance))
    assert drawn(several[-1], drawings) == drawn(several[-1])


@pytest.fixture
def town() -> Ruleset:
    """A rule with a proviso, and two desks."""
    return ruleset(
        [desk("one", ways=(way("chat"),)), desk("two", ways=(way("phone", (WEEKDAY_HOURS,)),))],
        [rule("all", route=("one", "two"), provisos=(rule("all/school", of("school", "high"), route=("one",)),))],
        defaults=[clause("default", "else", route=("two",))],
    )


def test_slots_have_the_numbers_of_their_hours(town: Ruleset) -> None:
    """Hours that a resource before them got are counted first."""
    drawings = Drawings()
    drawn(town, drawings)
    open_too = replace(town.resources["one"], ways=(way("phone", (NIGHT_HOURS,)),))
    later = replace(town, resources={**town.resources, "one": open_too})
    assert drawn(later, drawings) == drawn(later) != drawn(town)


def test_a_resource_that_became_another_one_is_drawn_again(town: Ruleset) -> None:
    """The clauses that lead to it are the same objects."""
    drawings = Drawings()
    drawn(town, drawings)
    narrower = replace(desk("one", ages(0, 17)), ways=town.resources["one"].ways)
    later = replace(town, resources={**town.resources, "one": narrower})
    assert drawn(later, drawings) == drawn(later) != drawn(town)


def test_another_domain_is_drawn_again(town: Ruleset) -> None:
    """What a proviso leaves to its rule is all that the attribute has but the proviso's values."""
    drawings = Drawings()
    drawn(town, drawings)
    school = town.attributes["school"]
    later = replace(town, attributes={**town.attributes, "school": replace(school, values=(*school.values, "night"))})
    assert drawn(later, drawings) == drawn(later) != drawn(town)


def test_clauses_that_did_not_change_are_not_drawn_again(town: Ruleset) -> None:
    """Nor where one before them is gone, and their numbers change."""
    drawings = Drawings()
    index = compile_index(town, drawings=drawings)
    shorter = compile_index(replace(town, rules=()), drawings=drawings)
    assert shorter.holders[-1] is index.holders[-1] and shorter.pairs[-1] != index.pairs[-1]


def test_facts_of_clauses_that_did_not_change_are_not_made_again(town: Ruleset) -> None:
    """Nor where one before them is gone: a fact does not depend on the number of its clause."""
    drawings = Drawings()
    index = compile_index(town, drawings=drawings)
    shorter = compile_index(replace(town, rules=()), drawings=drawings)
    assert shorter.facts and {*map(id, shorter.facts)} <= {*map(id, index.facts)}


def demands(made: Ruleset, drawings: Drawings) -> int:
    """How many different demands the boxes of a ruleset have, as objects."""
    return len(slots_of(made, drawings.under(made.attributes), drawings.lines).demands())


@settings(max_examples=int(os.environ.get("TSUNAGARI_WORLDS", "30")))
@given(worlds())
def test_demands_stay_few_however_many_clauses_are_drawn_again(made: Ruleset) -> None:
    """Each rule in turn is another object, and what it demands is what it did."""
    drawings = Drawings()
    first = demands(made, drawings)
    for number, one in enumerate(made.rules):
        made = replace(made, rules=(*made.rules[:number], replace(one), *made.rules[number + 1 :]))
        assert demands(made, drawings) == first == demands(made, Drawings())
    held = len(drawings.lines)
    assert held == first
    empty = replace(made, rules=(), withholds=(), defaults=())
    for _ in range(3):
        demands(empty, drawings)
    gc.collect()
    assert not drawings.lines


def test_rules_alike_share_what_they_demand_after_any_edit() -> None:
    """Three rules to one desk demand the same; each of them was drawn again by itself."""
    alike = tuple(rule(name, ages(0, 17), route=("one",)) for name in "abc")
    made, drawings = ruleset([desk("one")], alike), Drawings()
    assert demands(made, drawings) == 1
    for number in range(3):
        rules = tuple(replace(one) if at == number else one for at, one in enumerate(made.rules))
        made = replace(made, rules=rules)
        assert demands(made, drawings) == 1
