"""What the analysis says of a small ruleset is what asking everybody says (design C10).

Law: over random rulesets whose whole world is at most 5,000 consultations, regions of gaps and of differences hold
exactly those who have no yes, or lost or gained one; what is called dead nobody meets, and what nobody meets is called
dead; every promise is proved where nobody breaks it and refuted, with somebody who breaks it, where anybody does.
Nothing is left undecided in worlds so small.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import pytest

from property.enumeration import (
    CALENDAR,
    Classes,
    Knowing,
    Person,
    classes,
    everybody,
    greatest,
    said,
    silences,
    states,
    verdicts,
)
from property.promises import Tally, agree_on_promises
from property.small_worlds import Small, world
from tsunagari.analysis.axes import Axes
from tsunagari.analysis.dead import dead
from tsunagari.analysis.difference import Changes, difference
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.analysis.regions import Regions
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import NO, YES, TimeLine
from tsunagari.model.boxes import NotInEffect
from tsunagari.model.ruleset import Ruleset

WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "60"))


# --- regions -----------------------------------------------------------------------------------------------------


def lies_in(region: Mapping[str, int], regions: Regions, person: Person) -> bool:
    """Whether a region holds a person."""
    axes = regions.axes
    stated = {"issue": person.issues, "wish": person.wishes}
    for axis, mask in region.items():
        if axis in axes.sets:
            if not mask >> axes.sets[axis].sets.index(stated[axis]) & 1:
                return False
        elif not mask & axes.attributes[axis].bit(person.told[axis]):
            return False
    return True


def whole_classes(regions: Regions, found: Classes) -> bool:
    """Whether every region holds each class of values wholly or not at all: then one of each class is enough."""
    return all(
        mask & one in (0, one)
        for region in regions.found
        for axis, mask in region.items()
        if axis in found.values
        for _, one in found.values[axis]
    )


def agree_on_gaps(ruleset: Ruleset, tally: Tally) -> None:
    """Everybody without a yes lies in one region, and nobody else does; with defaults and without."""
    found, knowing = classes(ruleset), Knowing(ruleset)
    for defaults in (True, False):
        regions = regions_without_a_yes(ruleset, CALENDAR, defaults=defaults)
        assert regions.whole and whole_classes(regions, found)
        reference = Reference(ruleset if defaults else replace(ruleset, defaults=()), CALENDAR)
        for person in everybody(found, issues=1, wishes=1):
            alone = not said(reference, knowing(person)).sure
            assert sum(lies_in(one, regions, person) for one in regions.found) == alone, (defaults, person)
            tally.found["consultations"] += 1
        tally.note("gaps" if defaults else "default-only", bool(regions.found))


def singly(changes: Changes, axes: Axes) -> Regions:
    """The regions of those who state one issue and at most one wish."""
    return Regions(axes, tuple(one.values for one in changes.found if one.people is not None), changes.whole)


def agree_on_difference(small: Small, tally: Tally, *, back: bool) -> None:
    """Who lost their last yes lies in one region of the lost, who gained a first in one of the gained, who is led to
    others in one of the moved, nobody else."""
    old, new = (small.ruleset, small.changed) if back else (small.changed, small.ruleset)
    found, change = classes(old, other=new), difference(old, new, CALENDAR)
    kinds = [singly(one, change.axes) for one in (change.lost, change.gained, change.moved)]
    assert all(one.whole and whole_classes(one, found) for one in kinds)
    before, after = Reference(old, CALENDAR), Reference(new, CALENDAR)
    then, now = Knowing(old), Knowing(new)
    for person in everybody(found, issues=1, wishes=1):
        had, has = said(before, then(person)).sure, said(after, now(person)).sure
        there = tuple(sum(lies_in(region, regions, person) for region in regions.found) for regions in kinds)
        assert there == (bool(had and not has), bool(has and not had), bool(had and has and had != has)), person
        tally.found["consultations"] += 1
    for name, regions in zip(("lost", "gained", "moved"), kinds, strict=True):
        tally.note(name, bool(regions.found))


# --- what can never apply ----------------------------------------------------------------------------------------


def agree_on_dead(ruleset: Ruleset, tally: Tally) -> None:
    """What is called dead nobody meets for sure, ever; what nobody could meet, hours and dates aside, is called dead.

    People are told exactly, but may be silent about what some test of silence asks about.
    """
    claimed = dead(ruleset, CALENDAR)
    silent = tuple(sorted(silences(ruleset)))
    single = set(silent) - {"issue", "wish", "time"}
    people = list(everybody(classes(ruleset, silent), silent))
    tally.found["consultations"] += len(people)
    meeting = Meetings(ruleset)
    unmet, nowhere = ({(one.kind, one.name) for one in some} for some in (claimed.unmet, claimed.nowhere))
    anyhow = meeting.farthest(people, [None], timeless=True)
    led: set[str] = set()
    for key, (own, through) in anyhow.items():
        led |= {name for name, found in through.items() if found != NO}
        if own == NO:
            assert key in unmet, key
        elif through and not any(through.values()):
            assert key in nowhere | unmet, key
        tally.note("clauses", "dead" if key in unmet else "nowhere" if key in nowhere else "alive")
    active = {name for name, one in ruleset.resources.items() if one.status == "active"}
    assert active - led <= set(claimed.unreached)
    if unmet or nowhere or claimed.unreached:
        ever = meeting.farthest(people, [None, *states(ruleset)], timeless=False)
        exactly = [one for one in people if one.told.keys() >= single and one.issues]
        told = meeting.farthest(exactly, [None], timeless=False)
        for key, (own, through) in ever.items():
            assert key not in unmet or (own < YES and told[key][0] == NO), key
            assert key not in nowhere or max(through.values()) < YES, key
            assert not [name for name, found in through.items() if found == YES and name in claimed.unreached], key
    for name in active:
        tally.note("resources", "unreached" if name in claimed.unreached else "reached")


class Meetings:
    """How far the clauses of a ruleset hold for people, by the lines of the plain reading."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset, self.readings = ruleset, Reference(ruleset, CALENDAR).readings
        self.knowing = Knowing(ruleset)

    def farthest(
        self, people: Sequence[Person], times: Sequence[datetime | None], *, timeless: bool
    ) -> dict[tuple[str, str], tuple[int, dict[str, int]]]:
        """The greatest verdict on each clause, and on it with each active resource; periods of clauses aside.

        `timeless`: whatever is said of hours and dates holds.
        """
        readings = (*self.readings.rules, *self.readings.withholds, *self.readings.defaults)
        found: dict[tuple[str, str], tuple[int, dict[str, int]]] = {}
        lines = {self.verdicts(person, at, timeless=timeless) for person in people for at in times}
        for one in readings:
            through = {
                name: max(greatest(boxes, some) for some in lines for boxes in ways)
                for name, ways in one.through.items()
                if self.ruleset.resources[name].status == "active"
            }
            found[one.clause.kind, one.clause.name] = max(greatest(one.own, some) for some in lines), through
        return found

    def verdicts(self, person: Person, at: datetime | None, *, timeless: bool) -> tuple[int, ...]:
        """The verdict of each line."""
        found = verdicts(self.readings.lines, self.knowing(person, at), self.ruleset.issues)
        if not timeless:
            return found
        lines = zip(self.readings.lines, found, strict=True)
        return tuple(YES if isinstance(line, TimeLine | NotInEffect) else one for line, one in lines)


# --- all together ------------------------------------------------------------------------------------------------


def agree_on(seeds: Iterable[int]) -> Counter[str]:
    """What was compared in the worlds of some seeds, all of it rightly answered."""
    tally = Tally()
    for seed in seeds:
        small = world(seed)
        try:
            agree_on_gaps(small.ruleset, tally)
            agree_on_difference(small, tally, back=bool(seed % 2))
            agree_on_dead(small.ruleset, tally)
            agree_on_promises(small, tally)
        except AssertionError as wrong:
            wrong.add_note(f"seed {seed}\n{small.text}")
            raise
        tally.found["worlds"] += 1
    return tally.found


#: How often each answer comes at least in sixty worlds.
OFTEN: Final = {
    "gaps: True": 20, "gaps: False": 10, "default-only: True": 20, "default-only: False": 8, "lost: True": 5,
    "gained: True": 5, "clauses: dead": 10, "clauses: nowhere": 8, "resources: unreached": 5,
    "covered: proved": 15, "covered: refuted": 15, "covered with losses: proved": 5, "open: proved": 10,
    "open: refuted": 15, "open with losses: proved": 1, "always: proved": 6, "always with losses: proved": 2,
    "never: proved": 8, "never: refuted": 10, "never with losses: proved": 5,
}  # fmt: skip


def test_everybody_is_answered_as_the_analysis_says() -> None:
    """Sixty worlds; every question has each of its answers often enough."""
    found = agree_on(range(WORLDS))
    rare = {answer: found[answer] for answer, least in OFTEN.items() if found[answer] < least}
    assert not rare and found["promises"] >= 5 * WORLDS


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_everybody_is_answered_as_the_analysis_says_in_many_worlds(block: int) -> None:
    """Two thousand worlds."""
    assert agree_on(range(1000 + 100 * block, 1100 + 100 * block))["worlds"] == 100
