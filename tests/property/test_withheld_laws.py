"""Resources that are kept from everybody who is led to them are what trying everybody gives."""

from __future__ import annotations

import os
import random
from dataclasses import replace

from engine.worlds import clause
from property import two_desks
from property.seeded_worlds import CALENDAR
from tsunagari.analysis.withheld import always_withheld
from tsunagari.model.formula import Formula
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))


def world(seed: int) -> Ruleset:
    """A small world; withholds often repeat what a rule asks for."""
    chance = random.Random(f"withheld {seed}")
    made = two_desks.world(seed)
    asked: list[tuple[Formula, ...]] = [one.lines for rule in made.rules for one in two_desks.inside(rule)]
    held: list[Clause] = []
    for number in range(chance.choice((1, 2, 3))):
        lines = chance.choice(asked) if chance.random() < 0.7 else (two_desks.formula(chance),)
        held.append(clause("withhold", f"w{number}", *lines, route=(chance.choice(("a", "a", "b")),)))
    return replace(made, rules=made.rules[: chance.choice((1, 1, 2, 3))], withholds=tuple(held))


def test_what_is_kept_from_everybody_is_exactly_that() -> None:
    """In every world: led to by somebody, and shown to nobody."""
    claimed = 0
    for seed in range(WORLDS):
        made = world(seed)
        free = {name for answer in two_desks.answers(replace(made, withholds=())) for name in answer}
        shown = {name for answer in two_desks.answers(made) for name in answer}
        found = always_withheld(made, CALENDAR)
        assert set(found) == free - shown, seed
        claimed += len(found)
    assert claimed >= WORLDS // 10


def test_over_budget_nothing_is_claimed() -> None:
    """Fewer nodes, fewer claims."""
    for seed in range(WORLDS // 3):
        assert set(always_withheld(world(seed), CALENDAR, nodes=0)) <= set(always_withheld(world(seed), CALENDAR))
        assert not always_withheld(world(seed), CALENDAR, nodes=0)
