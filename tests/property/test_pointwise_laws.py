"""Of one consultation, told exactly or with some things unstated, the analysis says what the plain reading says.

Law: with everything fixed by lines, a promise is broken exactly where the plain reading breaks it: every verdict, every
withhold, chain and default, at any instant, comes out the same on both sides.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from engine.worlds import LEAVES, WISHES
from property import seeded_worlds
from property.seeded_worlds import CALENDAR, FIRST_DAY, MINUTES
from property.test_assertion_laws import representatives, seen
from tsunagari.analysis.assertions import _Question, refutes
from tsunagari.analysis.pairs import pairs_of
from tsunagari.analysis.search import Budget
from tsunagari.calendar.hours import JST
from tsunagari.engine.knowledge import know
from tsunagari.engine.reference import Reference
from tsunagari.model.examples import Assertion
from tsunagari.model.formula import Formula, In, Stated
from tsunagari.model.rules import Site

PEOPLE = 12
WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))


def agree_on(seed: int) -> int:
    """How many promises about single people of a world were broken, each rightly."""
    chance = random.Random(f"point {seed}")
    ruleset = seeded_worlds.world(seed).ruleset
    known = {n: a for n, a in ruleset.attributes.items() if a.single and a.shape != "time"}
    values = {name: representatives(attribute) for name, attribute in known.items()}
    references = {True: Reference(replace(ruleset, defaults=()), CALENDAR), False: Reference(ruleset, CALENDAR)}
    count = 0
    for _ in range(PEOPLE):
        silent = frozenset(name for name in (*values, "issue") if chance.random() < 0.12)
        told = {name: chance.choice(some) for name, some in values.items() if name not in silent}
        issues = tuple(sorted(chance.sample(LEAVES, chance.choice((1, 1, 2)))))
        wishes = tuple(sorted(chance.sample(WISHES, chance.choice((0, 0, 1, 2)))))
        minutes = timedelta(days=chance.randint(0, 5), minutes=chance.choice(MINUTES))
        at = datetime.combine(FIRST_DAY, datetime.min.time(), JST) + minutes if chance.random() < 0.7 else None
        lines: list[Formula] = [In(name, mask) for name, mask in told.items()]
        for name, all_, said in (("issue", LEAVES, issues), ("wish", WISHES, wishes)):
            if name not in silent:
                lines += [Stated(name, "any" if one in said else "none", (one,)) for one in all_]
        asserted = Assertion(
            property=chance.choice(("covered", "open", "always", "always", "never", "never")),
            title="point", site=Site("a.tsu", 1, 1), target=None,
            without_default=chance.random() < 0.3, unstated=tuple(sorted(silent)), lines=tuple(lines),
        )  # fmt: skip
        if asserted.property in ("always", "never"):
            asserted = replace(asserted, target=chance.choice(sorted(ruleset.resources)))
        reference = references[asserted.without_default]
        question = _Question(pairs_of(reference.ruleset), asserted, CALENDAR)
        counter = question.counter(silent, at, Budget(100_000), None)
        knowledge = know(
            ruleset.attributes, told, issues=() if "issue" in silent else issues, wishes=wishes, at=at
        )  # fmt: skip
        broken = refutes(asserted, seen(reference, knowledge, opened=True))
        assert (counter is not None) == broken, f"seed {seed}: {asserted}, {at}"
        count += broken
    return count


def test_one_person_is_answered_alike() -> None:
    """Sixty worlds, twelve people each."""
    assert sum(map(agree_on, range(WORLDS))) >= WORLDS


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_one_person_is_answered_alike_in_many_worlds(block: int) -> None:
    """Two thousand worlds."""
    for seed in range(1000 + 200 * block, 1200 + 200 * block):
        agree_on(seed)
