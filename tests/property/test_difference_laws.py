"""Who is said to be answered differently is exactly who is, by the plain reading of both rulesets.

Law (language §6; design C10): over random pairs of rulesets and people told exactly, somebody lies in
one region of the kind of change that the plain reading gives, with what is told of it, and in no other region.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.worlds import WISHES
from property import seeded_worlds
from property.changed_worlds import pair
from property.seeded_worlds import CALENDAR, FIRST_DAY
from property.test_assertion_laws import representatives
from tsunagari.analysis.combinations import Asked, _Kinds
from tsunagari.analysis.difference import Change, Changes, Difference, difference
from tsunagari.analysis.pairs import pairs_of
from tsunagari.analysis.regions import count, without
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.calendar.hours import JST
from tsunagari.engine.answer import Answer
from tsunagari.engine.knowledge import Knowledge, know, leaves
from tsunagari.engine.opening import ready
from tsunagari.engine.ranking import reach, unmet
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.model.ruleset import Ruleset

PEOPLE = 40
WORLDS = int(os.environ.get("TSUNAGARI_WORLDS", "40"))
SEVERAL = 41
"""From here on there are worlds in which several things, stated at once, lose and gain somebody everybody."""
LAST_DAY = FIRST_DAY + timedelta(days=6)
ONE = ("lost", "gained", "moved", "reordered")
"""The kinds of change of people of whom the time is not told; nobody is of two of them."""


class Person:
    """Somebody told exactly, as both rulesets answer them by the plain reading."""

    def __init__(
        self, both: tuple[Reference, Reference], told: Mapping[str, int], issues: Sequence[str], wishes: Sequence[str]
    ) -> None:
        self.both, self.told, self.issues, self.wishes = both, told, issues, wishes
        self.answers = [reference.answer(self.known(reference)) for reference in both]
        self.yes = [yes(answer) for answer in self.answers]

    def __le__(self, other: Person) -> bool:
        """Whether this one states nothing that the other does not."""
        return set(self.issues) <= set(other.issues) and set(self.wishes) <= set(other.wishes)

    def known(self, reference: Reference, at: datetime | None = None) -> Knowledge:
        """The same person in the vocabulary of one of the rulesets."""
        old, attributes = self.both[0].ruleset.attributes, reference.ruleset.attributes
        told = {name: attributes[name].bit(old[name].values[mask.bit_length() - 1]) for name, mask in self.told.items()}
        return know(attributes, told, issues=self.issues, wishes=self.wishes, at=at)

    def changed(self) -> str | None:
        """The kind of change, time untold."""
        old, new = self.yes
        if bool(old) != bool(new):
            return "lost" if old else "gained"
        if old != new:
            return "moved"
        return "reordered" if len(old) > 1 and self.keys(0) != self.keys(1) else None

    def keys(self, side: int) -> set[tuple[str, str, object]]:
        """What the order of each yes is made of."""
        ruleset, known = self.both[side].ruleset, self.known(self.both[side])
        nation = leaves(ruleset.attributes["lives"])
        found: set[tuple[str, str, object]] = set()
        for name in self.yes[side]:
            standing, desk = self.answers[side].standings[name], ruleset.resources[name]
            found |= {
                (name, "urgency", standing.urgency), (name, "default", standing.by == "default"),
                (name, "wishes", bool(unmet(known, desk))), (name, "area", reach(desk, known.masks, nation)),
            }  # fmt: skip
        return found

    def open(self, side: int, at: datetime) -> bool:
        """Whether somebody is there then."""
        reference = self.both[side]
        answer = reference.answer(self.known(reference, at))
        return any(
            ready(way.hours, (*one.periods, desk.effective), at, CALENDAR)
            for name in yes(answer)
            for desk in [reference.ruleset.resources[name]]
            for one in answer.standings[name].sharing
            for way, verdict in zip(desk.ways, one.ways, strict=True)
            if verdict == YES
        )

    def point(self, change: Change) -> dict[str, int]:
        """Where the person is on the axes of a change; without an axis where they are in no value of it."""
        place = dict(self.told)
        for name, some in (("issue", self.issues), ("wish", self.wishes)):
            sets = change.axes.sets[name].sets
            place[name] = 1 << sets.index(tuple(sorted(some))) if tuple(sorted(some)) in sets else 0
        return place

    def among(self, changes: Sequence[Change]) -> list[Change]:
        """The changes in whose regions the person is."""
        return [
            one for one in changes
            for point in [self.point(one)]
            if all(one.values.get(axis, mask) & mask & point.get(axis, mask) for axis, mask in one.axes.domains.items())
        ]  # fmt: skip


def yes(answer: Answer) -> frozenset[str]:
    """The resources that are a yes."""
    return frozenset(name for name, one in answer.standings.items() if one.verdict == YES)


def state_of(found: Difference, at: datetime) -> int:
    """The state of all hours and periods at an instant."""
    assert found.known is not None
    parts = found.known.plans[dict(found.known.days)[at.date()]]
    return [state for start, state in parts if start <= at.hour * 60 + at.minute][-1]


class People:
    """People drawn for a pair of worlds: from anywhere, from within the regions told, and from close by these."""

    def __init__(self, seed: int, old: Ruleset, new: Ruleset, found: Difference, *, single: bool = True) -> None:
        self.chance = random.Random(f"people {seed}")
        self.both = (Reference(old, CALENDAR), Reference(new, CALENDAR))
        known = {name: one for name, one in old.attributes.items() if one.single and one.shape != "time"}
        self.values = {
            name: [one for one in representatives(attribute) if one & found.axes.domains[name]]
            for name, attribute in known.items()
        }
        kinds = [found.lost, found.gained, found.moved, found.reordered, *([found.closed] if found.closed else [])]
        regions = [[one for one in kind.found if (one.people is not None) == single] for kind in kinds]
        self.regions = [some for some in regions if some]
        self.axes = found.axes

    def somebody(self) -> Person:
        """Somebody of one issue and at most one wish."""
        chance = self.chance
        told = {name: chance.choice(values) for name, values in self.values.items()}
        sets = {name: chance.randrange(self.axes.domains[name].bit_length()) for name in ("issue", "wish")}
        if chance.random() < 0.5:  # somebody who is likely to be taken
            told |= {"language": self.values["language"][0], "lives": chance.choice(self.values["lives"][:2])}
        if self.regions and chance.random() < 0.8:
            values = chance.choice(chance.choice(self.regions)).values
            for name, mask in values.items():
                some = [n for n in range(mask.bit_length()) if mask >> n & 1]
                if name in sets:
                    sets[name] = chance.choice([n for n in some if self.axes.domains[name] >> n & 1] or [0])
                else:
                    usual = [one for one in self.values[name] if one & mask]
                    told[name] = chance.choice(usual) if usual else 1 << chance.choice(some)
            if chance.random() < 0.4:
                name = chance.choice(sorted(told))
                told[name] = chance.choice(self.values[name])
        issues, wishes = (self.axes.sets[name].sets[sets[name]] for name in ("issue", "wish"))
        return Person(self.both, told, issues, wishes)


def hold_on(seed: int) -> Counter[str]:
    """How many people of a pair of worlds changed in which way, each rightly."""
    old, new = pair(seed)
    found = difference(old, new, CALENDAR, FIRST_DAY, LAST_DAY)
    seen: Counter[str] = Counter(worlds=1)
    if not all(one.whole for one in (found.lost, found.gained, found.moved, found.reordered)):
        return Counter(undecided=1)
    people = People(seed, old, new, found)
    for _ in range(PEOPLE):
        person = people.somebody()
        kind = person.changed()
        where = f"seed {seed}, {person.told}, {person.issues}, {person.wishes}"
        for one in ONE:
            there = person.among(getattr(found, one).found)
            assert len(there) == (one == kind), f"{one}, is {kind}: {where}"
            if one == "moved" and there:
                gone, come = person.yes[0] - person.yes[1], person.yes[1] - person.yes[0]
                assert (set(there[0].told.lost), set(there[0].told.gained)) == (gone, come), where
            if one == "reordered" and there:
                keys = {key[:2] for key in person.keys(0) ^ person.keys(1)}
                assert set(there[0].told.keys) == keys, where
        seen[kind or "same"] += 1
        seen.update(closed_rightly(people.chance, found, person, where))
    return seen


def closed_rightly(chance: random.Random, found: Difference, person: Person, where: str) -> Counter[str]:
    """Whether somebody lost an open desk at some instants, each as said."""
    if found.closed is None or not found.closed.whole:
        return Counter()
    there = person.among(found.closed.found)
    stays = person.changed() != "lost"
    assert len(there) <= stays, where
    if not there and chance.random() < 0.7:
        return Counter()
    assert found.known is not None
    lost = [at for n, at in enumerate(found.known.instants) for one in there if one.told.states >> n & 1]
    instants = [chance.choice(found.known.instants), *([chance.choice(lost)] if lost else [])]
    first = found.known.days[0][0]
    days = timedelta(days=chance.randrange(len(found.known.days)), minutes=chance.randrange(1440))
    instants.append(datetime.combine(first, datetime.min.time(), JST) + days)
    seen: Counter[str] = Counter()
    for at in instants:
        gone = stays and person.open(0, at) and not person.open(1, at)
        said = any(change.told.states >> state_of(found, at) & 1 for change in there)
        assert said == gone, f"closed at {at}: {where}"
        seen["closed" if gone else "as open as before"] += 1
    return seen


def test_everybody_changes_as_is_said() -> None:
    """Forty pairs of rulesets, forty people each; every kind comes often, and little is left undecided."""
    found: Counter[str] = sum(map(hold_on, range(WORLDS)), Counter())
    for kind in ("lost", "gained", "moved", "same", "closed"):
        assert found[kind] >= WORLDS // 2, found
    assert found["reordered"] >= WORLDS // 4 and found["undecided"] <= WORLDS // 6, found


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_everybody_changes_as_is_said_in_many_pairs(block: int) -> None:
    """Two thousand pairs."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        hold_on(seed)


def together_rightly(seed: int) -> Counter[str]:
    """How many who state several things lost or gained everybody where nothing less does, each as said."""
    old, new = pair(seed)
    found = difference(old, new, CALENDAR)
    if not (found.lost.several and found.gained.several):
        return Counter(undecided=1)
    people = People(seed, old, new, found, single=False)
    leaves_of_both = sorted(set(old.issues.leaves()) & set(new.issues.leaves()))
    kinds = {name: kinds_of(name, old, new) for name in ("issue", "wish")}

    def alike(person: Person) -> tuple[object, object]:
        return kinds["issue"].kind(frozenset(person.issues)), kinds["wish"].kind(frozenset(person.wishes))

    seen: Counter[str] = Counter()
    for _ in range(PEOPLE // 10 if people.regions else people.chance.random() < 0.3):
        told = people.somebody().told
        everybody = {
            (issues, wishes): Person(people.both, told, issues, wishes)
            for issues in subsets(leaves_of_both) if issues
            for wishes in subsets(WISHES)
        }  # fmt: skip
        for (issues, wishes), person in everybody.items():
            where = f"seed {seed}, {told}, {issues}, {wishes}"
            kind = person.changed()
            for one in ("lost", "gained"):
                below = [other for other in everybody.values() if other <= person]
                changes = getattr(found, one).found
                there = person.among(changes)
                assert not there or kind == one, f"{one}, is {kind}: {where}"
                assert len(there) <= 1, where
                # everybody who changes so is told, or somebody who states less, or of whom every test says the same
                reached = {alike(other) for other in below}
                said = [other for other in everybody.values() if alike(other) in reached and other.among(changes)]
                assert kind != one or said, f"{one} not told: {where}"
                single = [other for other in below if len(other.issues) == 1 and len(other.wishes) <= 1]
                if there and there[0].people is None:
                    assert not any(other.changed() == one for other in single if other is not person), where
                    seen[one] += 1
            for change in person.among(found.moved.found):
                gone, come = person.yes[0] - person.yes[1], person.yes[1] - person.yes[0]
                assert kind == "moved" and (set(change.told.lost), set(change.told.gained)) == (gone, come), where
                seen["moved together"] += change.people is None
    return seen


def kinds_of(name: str, old: Ruleset, new: Ruleset) -> _Kinds:
    """What the tests of both rulesets can tell of a set."""
    sides = [Asked(pairs_of(one), one.issues if name == "issue" else None) for one in (old, new)]
    issues = set(old.issues.leaves()) & set(new.issues.leaves())
    return _Kinds(name, sides, sorted(issues if name == "issue" else WISHES))


def subsets(values: Sequence[str]) -> list[tuple[str, ...]]:
    """All subsets, small ones first."""
    return [some for size in range(len(values) + 1) for some in combinations(values, size)]


def test_who_states_several_things_changes_as_is_said() -> None:
    """Every set of issues and wishes of a few people; what is told is so, and nobody who loses everybody is missing."""
    found: Counter[str] = sum(map(together_rightly, range(SEVERAL, SEVERAL + WORLDS)), Counter())
    assert found["lost"] and found["gained"] and found["moved together"], found


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(10))
def test_who_states_several_things_changes_as_is_said_in_many_pairs(block: int) -> None:
    """A thousand pairs."""
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        together_rightly(seed)


def test_a_ruleset_does_not_differ_from_itself() -> None:
    """Nobody changes in any way."""
    for seed in range(30):
        ruleset = seeded_worlds.world(seed).ruleset
        found = difference(ruleset, ruleset, CALENDAR, FIRST_DAY, LAST_DAY)
        assert found.closed == found.lost == found.gained == found.moved == found.reordered == Changes()


def test_everybody_is_counted() -> None:
    """Where a ruleset loses all its desks, those who lose their last yes and those who had none are all there are."""
    old = seeded_worlds.world(3).ruleset
    closed = {name: replace(desk, status="closed") for name, desk in old.resources.items()}
    everybody = replace(old, resources=closed)
    lost = difference(old, everybody, CALENDAR).lost
    gained = difference(everybody, old, CALENDAR)
    assert [one.people for one in lost.found] == [one.people for one in gained.gained.found]
    assert 0 < sum(one.people or 0 for one in lost.found) <= gained.people
    assert gained.people == prod(mask.bit_count() for mask in gained.axes.domains.values())


POINTS = [(a, b, c) for a in range(3) for b in range(2) for c in range(4)]
DOMAINS = {"a": 7, "b": 3, "c": 15}
REGIONS = st.lists(
    st.fixed_dictionaries({}, optional={"a": st.integers(1, 7), "b": st.integers(1, 3), "c": st.integers(1, 15)}),
    max_size=4,
)


@given(REGIONS, REGIONS)
def test_what_is_left_of_regions_is_what_the_others_do_not_hold(
    regions: list[dict[str, int]], others: list[dict[str, int]]
) -> None:
    """Point by point, each as often as before; and a region has as many points as it counts."""

    def holds(region: Mapping[str, int], point: tuple[int, int, int]) -> bool:
        return all(region.get(axis, DOMAINS[axis]) >> value & 1 for axis, value in zip("abc", point, strict=True))

    left = list(without(regions, others, DOMAINS, Budget(10_000)))
    for point in POINTS:
        outside = not any(holds(other, point) for other in others)
        assert sum(holds(one, point) for one in left) == outside * sum(holds(one, point) for one in regions)
    for one in regions:
        assert count(one, DOMAINS) == sum(holds(one, point) for point in POINTS)
    with pytest.raises(OutOfBudget):
        list(without([{}], [{}], DOMAINS, Budget(0)))
