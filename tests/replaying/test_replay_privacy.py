"""Nobody who knows all that a replay shows, and how it hides, works a hidden number out too closely.

The attacker is independent of the suppression: all tables of one replay at once, as sums of unknown whole numbers.
Tables of the same people that agree on every kind can always be had together, so no further unknowns are needed.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
import z3

from replaying.towns import NEW, OLD, consultations, town
from tsunagari import facts_from_json
from tsunagari.privacy.statistics.thresholds import HIGH
from tsunagari.replaying.change import DETAILS, KINDS, Comparer
from tsunagari.replaying.safe import Breakdown, Replayed, safe
from tsunagari.replaying.tally import Tally


def drawn(seed: int) -> Tally:
    """Counts without a ruleset: few places, issues and pairs, mostly small, all over the same people."""
    chance = random.Random(seed)
    tally = Tally()
    top = chance.choice((3, 15, 40, 120))
    places, issues = ["01000", "02000", "13000", "elsewhere"], ["debt", "home", "money", "\n", ""]
    desks = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "a")]
    for kind in KINDS:
        for detail in chance.sample(DETAILS[kind], 3):
            people = 0 if chance.random() < 0.4 else chance.randrange(top)
            if people:
                tally.changes[kind, detail] += people
            for _ in range(people):
                tally.places[chance.choice(places[: 1 + seed % 4]), kind] += 1
                tally.issues[chance.choice(issues), kind] += 1
                if kind == "moved":
                    tally.pairs[chance.choice(desks)] += 1
    return tally


class Attacker:
    """All numbers of a replay as unknowns, and what is known of them."""

    def __init__(self, shown: Replayed) -> None:
        self.solver, self.hidden = z3.Solver(), list[Any]()
        self.details = {(k, d): z3.Int(f"{k}/{d}") for k in KINDS for d in DETAILS[k]}
        self.kinds = {k: z3.Sum([self.details[k, d] for d in DETAILS[k]]) for k in KINDS}
        self.solver.add(*(one >= 0 for one in self.details.values()))
        self.solver.add(z3.Sum(list(self.kinds.values())) == shown.total)
        for kind in KINDS:
            self.know(self.kinds[kind], shown.kinds[kind])
            for detail, value in shown.details[kind].items():
                self.know(self.details[kind, detail], value)
        for name, table in (("place", shown.places), ("issue", shown.issues)):
            if table is not None:
                self.breakdown(name, table)
        if shown.pairs is not None:
            small = z3.Int("others")
            told = sum(count for *_, count in shown.pairs.told)
            self.solver.add(small >= 0, self.kinds["moved"] == told + small, small == shown.pairs.others)

    def breakdown(self, name: str, table: Breakdown) -> None:
        """The rows of a breakdown; a row of zeros only adds nothing."""
        sums: list[list[Any]] = [[] for _ in table.columns]
        for row, (_, values) in enumerate(table.rows):
            if not any(value != 0 for value in values):
                continue
            cells = [z3.Int(f"{name}{row}/{at}") for at in range(len(table.columns))]
            self.solver.add(*(cell >= 0 for cell in cells))
            for at, (cell, value) in enumerate(zip(cells, values[:-1], strict=True)):
                sums[at].append(cell)
                self.know(cell, value)
            self.know(z3.Sum(cells), values[-1])
        for kinds, cells in zip(table.columns, sums, strict=True):
            self.solver.add(z3.Sum(cells) == z3.Sum([self.kinds[kind] for kind in kinds]))

    def know(self, unknown: Any, value: int | None) -> None:
        """A number that is shown; of a hidden one, that it is not nothing, for zeros are always shown."""
        if value is None:
            self.solver.add(unknown >= 1)
            self.hidden.append(unknown)
        else:
            self.solver.add(unknown == value)

    def values(self, unknown: Any) -> int:
        """How many different values a hidden number can have, up to the threshold."""
        found: list[int] = []
        self.solver.push()
        while len(found) < HIGH and self.solver.check() == z3.sat:
            found.append(self.solver.model().eval(unknown).as_long())
            self.solver.add(unknown != found[-1])
        self.solver.pop()
        return len(found)


def attacked(tally: Tally) -> int:
    """How many numbers are hidden; each must keep as many values as the threshold, and what is shown is not small."""
    shown = safe(tally, town(OLD), town(NEW))
    if shown.total is None:
        return 0
    numbers = [*shown.kinds.values(), *(v for found in shown.details.values() for v in found.values())]
    for table in (shown.places, shown.issues):
        numbers += [] if table is None else [value for _, row in table.rows for value in row]
    numbers += [] if shown.pairs is None else [count for *_, count in shown.pairs.told] + [shown.pairs.others]
    assert all(value is None or value == 0 or value >= HIGH for value in numbers)
    attacker = Attacker(shown)
    assert attacker.solver.check() == z3.sat
    for one in attacker.hidden:
        assert attacker.values(one) == HIGH
    return len(attacker.hidden)


def attack(seeds: range) -> None:
    """So many tallies, of which most hide something."""
    hidden = [attacked(drawn(seed)) for seed in seeds]
    assert sum(hidden) > 3 * len(seeds) and sum(one > 0 for one in hidden) > len(seeds) // 2


def test_no_hidden_number_is_narrowed_by_all_tables_together() -> None:
    """Tallies drawn from a seed."""
    attack(range(12))


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(10))
def test_no_hidden_number_of_many_tallies_is_narrowed(part: int) -> None:
    """100 tallies for each of ten parts."""
    attack(range(1000 + 100 * part, 1100 + 100 * part))


@pytest.mark.parametrize("seed", range(4))
def test_shown_numbers_are_true(seed: int) -> None:
    """What is shown is what was counted, in every table."""
    comparer, tally = Comparer(town(OLD), town(NEW)), Tally()
    for number, facts in enumerate(consultations(seed, 2000), 1):
        tally.add(number, comparer.change(facts_from_json(facts)))
    shown = safe(tally, town(OLD), town(NEW))
    assert shown.total == 2000 and shown.loses is any(kind == "lost" for kind, _ in tally.changes)
    for kind in KINDS:
        total = sum(count for (of, _), count in tally.changes.items() if of == kind)
        assert shown.kinds[kind] in (None, total)
        for detail, value in shown.details[kind].items():
            assert value in (None, tally.changes[kind, detail])
    for table, counted in ((shown.places, tally.places), (shown.issues, tally.issues)):
        assert table is not None
        for name, row in table.rows:
            sums = [sum(counted[name, kind] for kind in kinds) for kinds in table.columns]
            assert all(value in (None, real) for value, real in zip(row, [*sums, sum(sums)], strict=True))
    assert shown.pairs is not None and (shown.pairs.told or seed in (1, 3))
    assert [-count for *_, count in shown.pairs.told] == sorted(-count for *_, count in shown.pairs.told)
    assert all(tally.pairs[old, new] == count for old, new, count in shown.pairs.told)
    assert shown.pairs.others + sum(count for *_, count in shown.pairs.told) == tally.pairs.total()


def test_a_small_loss_is_said_but_not_counted() -> None:
    """Three people who lose everybody make the run fail; how many they are stays hidden, everywhere."""
    kept, lost = {"issues": ["money"], "lives": "山形市"}, {"issues": ["home"], "lives": "仙台市", "age": 40}
    comparer, tally = Comparer(town(OLD), town(NEW)), Tally()
    for number, facts in enumerate([kept] * 500 + [lost] * 3, 1):
        tally.add(number, comparer.change(facts_from_json(facts)))
    shown = safe(tally, town(OLD), town(NEW))
    assert shown.loses is True and not shown.ok
    assert shown.kinds["lost"] is None and shown.kinds["moved"] is None and shown.kinds["gained"] == 0
    assert shown.places is not None and ("moved", "lost") in shown.places.columns
    assert all(None in row or sum(map(bool, row)) == 0 for _, row in shown.places.rows)
