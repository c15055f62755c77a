"""Who has nobody open, and when, is what the plain reading says of them at that minute.

Law (design C2, C10): over random rulesets, people told exactly of one issue and minutes of the calendar, somebody who
gets a yes at all lies in a shut region exactly where no yes is open and none has unknown hours, in an unknown one
exactly where none is open and one has unknown hours, and in at most one region altogether.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from property import seeded_worlds
from property.seeded_worlds import CALENDAR, FIRST_DAY, MINUTES
from property.test_assertion_laws import representatives
from tsunagari.analysis.closed import TIME, closed_hours
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.analysis.moments import States, moments, states
from tsunagari.calendar.hours import JST, is_open
from tsunagari.engine.knowledge import know
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.model.registry import Period

DAYS = 7
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
PEOPLE, INSTANTS = 16, 4
WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "40"))


def state_at(known: States, at: datetime) -> int:
    """The number of the state of a minute."""
    plan = known.plans[dict(known.days)[at.date()]]
    return [state for start, state in plan if start <= at.hour * 60 + at.minute][-1]


def hold_on(seed: int) -> Counter[str]:
    """How many people at how many minutes of a world were open, shut, unknown or nobody's, each rightly."""
    chance = random.Random(f"closed {seed}")
    ruleset = seeded_worlds.world(seed).ruleset
    reference = Reference(ruleset, CALENDAR)
    singles = {n: representatives(a) for n, a in ruleset.attributes.items() if a.single and a.shape != "time"}
    nobody = regions_without_a_yes(ruleset, CALENDAR, defaults=True)
    closed = closed_hours(ruleset, nobody, CALENDAR, FIRST_DAY, LAST_DAY)
    found: Counter[str] = Counter()
    if closed is None or not closed.unknown.whole:
        return found
    sets = {name: one.sets for name, one in nobody.axes.sets.items()}
    for _ in range(PEOPLE):
        told = {name: chance.choice(values) for name, values in singles.items()}
        issue, wishes = chance.choice(sets["issue"]), chance.choice(sets["wish"])
        point = told | {"issue": 1 << sets["issue"].index(issue), "wish": 1 << sets["wish"].index(wishes)}
        standings = reference.answer(know(ruleset.attributes, told, issues=issue, wishes=wishes)).standings
        anybody = any(one.verdict == YES for one in standings.values())
        for _ in range(INSTANTS if anybody else 1):
            minute = (chance.choice(MINUTES) + chance.choice((-1, 0, 1))) % 1440
            at = datetime.combine(FIRST_DAY, datetime.min.time(), JST)
            at += timedelta(days=chance.randrange(DAYS), minutes=minute)
            if not ruleset.effective.contains(at.date()):
                continue
            point[TIME] = 1 << state_at(closed.states, at)
            decision = reference.decide_known(know(ruleset.attributes, told, issues=issue, wishes=wishes, at=at))
            openness = {one.open for one in decision.referrals if one.fit == "yes"}
            expected = "open" if "now" in openness else "unknown" if "unknown" in openness else "shut"
            expected = expected if anybody else "nobody"
            there = {
                name: sum(all(mask & point[axis] for axis, mask in one.items()) for one in regions.found)
                for name, regions in (("shut", closed.shut), ("unknown", closed.unknown))
            }
            wanted = {name: int(name == expected) for name in there}
            assert there == wanted, f"seed {seed}, {expected}: {told}, {issue}, {wishes}, {at}"
            found[expected] += 1
    return found


def test_closed_regions_hold_exactly_those_who_have_nobody_open() -> None:
    """Forty worlds, up to sixteen people at four minutes each; every outcome comes often."""
    found: Counter[str] = sum(map(hold_on, range(WORLDS)), Counter())
    assert all(found[name] >= WORLDS for name in ("open", "unknown", "shut", "nobody")), found


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_closed_regions_are_right_in_many_worlds(block: int) -> None:
    """A thousand worlds."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        hold_on(seed)


def test_every_minute_is_in_the_state_that_its_hours_and_periods_give() -> None:
    """Twenty draws of hours and periods: states are as `is_open` and `contains` say, and none of two minutes differ."""
    length = 70  # days that are alike but for what ran in from the day before come again
    last = FIRST_DAY + timedelta(days=length - 1)
    for seed in range(20):
        chance = random.Random(f"states {seed}")
        several = [chance.sample(seeded_worlds.ALL_HOURS, chance.choice((1, 2))) for _ in range(chance.randint(0, 5))]
        hours = list(map(tuple, several))
        days = [FIRST_DAY + timedelta(days=chance.randint(-2, length)) for _ in range(4)]
        periods = [Period(days[0], None), Period(None, days[1]), Period(min(days[2:]), max(days[2:]))]
        periods = chance.sample(periods, chance.randint(0, 3))
        known = states(hours, periods, FIRST_DAY, last, CALENDAR)
        assert list(known.instants) == moments(hours, periods, FIRST_DAY, last, CALENDAR) == sorted(known.instants)
        assert sum(known.lengths()) == length * 1440
        for _ in range(400):
            at = datetime.combine(FIRST_DAY, datetime.min.time(), JST)
            at += timedelta(minutes=chance.randrange(length * 1440))
            state = state_at(known, at)
            for one in hours:
                assert bool(known.opened[one] >> state & 1) == is_open(one, at, CALENDAR)
            for period in periods:
                assert bool(known.within[period] >> state & 1) == period.contains(at.date())
            own = known.instants[state]
            assert all(is_open(one, own, CALENDAR) == is_open(one, at, CALENDAR) for one in hours)
            minutes = known.minutes(1 << state)[dict(known.days)[at.date()]]
            assert minutes >> (at.hour * 60 + at.minute) & 1
