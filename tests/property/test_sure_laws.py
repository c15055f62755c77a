"""Whoever tells everything is answered without the machinery of what is not known, and answered the same.

Law: whatever is looked at first (a few referrals, all of them, the questions), a decision of the index is that of the
plain reading; where nothing is in doubt it is settled as such, and where anything is it is not.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from property.seeded_worlds import CALENDAR, MINUTES, WISHES
from property.test_chain_laws import world as with_chains
from property.two_desks import everybody
from tsunagari.calendar.hours import JST
from tsunagari.engine.index.hits import Hits
from tsunagari.engine.index.live import Live
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.index.surely import sure
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.reference import Reference
from tsunagari.model.registry import ALWAYS, Period
from tsunagari.model.ruleset import Ruleset

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "40"))
PEOPLE = 12
BEGINS, ENDS = Period(date(2026, 5, 3), None), Period(None, date(2026, 5, 4))
OVER = Period(None, date(2026, 5, 2))


def world(chance: random.Random, seed: int) -> Ruleset:
    """Three desks with hours, chains and periods; some honour wishes, some serve one town, few are withheld."""
    made = with_chains(seed)
    desks = {}
    for name, one in made.resources.items():
        honours = frozenset(chance.sample(WISHES, chance.choice((0, 1, 2))))
        effective, status = chance.choice((ALWAYS, ALWAYS, BEGINS, ENDS)), chance.choice((*["active"] * 5, "paused"))
        desks[name] = replace(one, honours=honours, effective=effective, status=status)
    own = chance.choice((ALWAYS, ALWAYS, ALWAYS, OVER))
    rules = tuple(
        replace(one, effective=chance.choice((ALWAYS, ALWAYS, BEGINS)), ruleset_effective=own) for one in made.rules
    )
    kept = made.withholds if chance.random() < 0.7 else ()
    farther = [replace(one, name="farther", route=(chance.choice(sorted(desks)),), tier=1) for one in made.defaults]
    return replace(
        made, resources=desks, rules=rules, withholds=kept, defaults=(*made.defaults, *farther), effective=own
    )


def exactly(chance: random.Random) -> Knowledge:
    """Somebody who tells one value of every attribute that is looked at."""
    at = datetime(2026, 5, 1, tzinfo=JST) + timedelta(days=chance.randrange(6), minutes=chance.choice(MINUTES))
    return replace(
        chance.choice(everybody()),
        wishes=frozenset(chance.sample(WISHES, chance.choice((0, 0, 1)))),
        at=at if chance.random() < 0.8 else None,
        rotation=chance.choice((None, "a")),
    )


def agree_on(seed: int) -> Counter[str]:
    """How many consultations of a world were settled at once, and what there was to settle."""
    chance = random.Random(f"sure {seed}")
    made = world(chance, seed)
    reference, matcher = Reference(made, CALENDAR), Matcher(made, CALENDAR)
    found: Counter[str] = Counter()
    for _ in range(PEOPLE):
        known = exactly(chance)
        status = {one: chance.choice(("active", "paused", "closed")) for one in made.resources if chance.random() < 0.2}
        plain = reference.decide_known(known, status, overlaid=bool(status))
        fast, again = (matcher.decide_known(known, status, overlaid=bool(status)) for _ in range(2))
        few = chance.randint(0, 3)
        assert fast.top(few) == plain.top(few), seed
        assert fast.referrals == plain.referrals, seed
        assert fast.to_json() == plain.to_json() == again.to_json(), seed
        moment = None if known.at is None else matcher.index.timetable.at(known.at)
        live = Live(matcher.index, status, overlaid=bool(status))
        settled = sure(Hits(matcher.index, known, moment), known, moment, live)
        found["settled" if settled is not None else "weighed"] += 1
        if settled is not None:
            assert plain.gap == settled.gap and plain.maybe_count == 0 and plain.by_default == bool(settled.by_default)
            found["defaults"] += plain.by_default
            assert len(settled) == len(plain.referrals)
            found["chains"] += any(one.by == "otherwise" for one in plain.referrals)
            found[plain.gap or "somebody"] += 1
            found["several"] += len(plain.referrals) > 1
            found["not open"] += any(one.open != "now" for one in plain.referrals)
            found["live"] += any(status.get(one.resource) == "active" for one in plain.referrals)
            found["unmet"] += any(one.unmet_wishes for one in plain.referrals)
    return found


def test_whoever_tells_everything_is_answered_the_same() -> None:
    """Forty worlds; of many people everything is sure, with chains, closed desks and unmet wishes among it."""
    found: Counter[str] = Counter()
    for seed in range(WORLDS):
        found += agree_on(seed)
    gaps = ("no-rule", "out-of-period")
    sorts = ("settled", "weighed", "chains", "several", "not open", "unmet", "defaults", "live", *gaps)
    assert min(found[one] for one in sorts) >= 3, found


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_the_same_of_many_worlds(block: int) -> None:
    """A thousand worlds."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        agree_on(seed)
