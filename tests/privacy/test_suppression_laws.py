"""No attacker who knows all that is published works a hidden number out too closely."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from privacy.attacker import Attacker
from privacy.tables import counts_of, drawn, recounted, tree
from tsunagari.errors import UsageError
from tsunagari.privacy.statistics.counts import Counts
from tsunagari.privacy.statistics.releases import Period, published, release_of
from tsunagari.privacy.statistics.suppression import Table, interval, narrow, publishable
from tsunagari.privacy.statistics.thresholds import threshold_of


def only_small_hidden(counts: Counts) -> Table:
    """What somebody would publish who hides small numbers and thinks no further."""
    rows = [
        [None if 0 < value < area.threshold else value for value in row]
        for area, row in zip(counts.areas, counts.rows, strict=True)
    ]
    return Table(counts.areas, counts.columns, tuple(map(tuple, rows)))


def check_shown(counts: Counts, table: Table) -> None:
    """What is shown is true, and never small or a zero about a crisis."""
    for area, row, people, shown in zip(counts.areas, counts.rows, counts.people, table.rows, strict=True):
        for column, value, behind, said in zip(counts.columns.columns, row, people, shown, strict=True):
            if said is not None:
                assert said == value
                assert behind >= area.threshold or (value == 0 and not column.crisis)
            else:
                assert value > 0 or column.above_crisis


def attack(tables: int, seed: int) -> None:
    """So many tables are published, and attacked."""
    chance = random.Random(seed)
    hidden = 0
    for _ in range(tables):
        counts = drawn(chance)
        table = publishable(counts)
        check_shown(counts, table)
        attacker = Attacker([table])
        hidden += len(attacker.hidden())
        assert not attacker.narrowed(counts), counts.rows
    assert hidden > tables


def test_no_hidden_number_is_narrowed() -> None:
    """200 tables with marginals: each hidden cell is left at least as many values as its threshold."""
    attack(200, seed=1)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(20))
def test_no_hidden_number_of_ten_thousand_tables_is_narrowed(seed: int) -> None:
    """500 tables for each of twenty seeds."""
    attack(500, seed=100 + seed)


def exact(tables: int, seed: int) -> None:
    """For so many tables, safe ones and careless ones, the interval of the audit is the attacker's."""
    chance = random.Random(seed)
    careless = 0
    for _ in range(tables):
        counts = drawn(chance)
        for table in (publishable(counts), only_small_hidden(counts)):
            attacker = Attacker([table])
            for cell in attacker.hidden():
                low, high = interval(counts, table, cell)
                assert attacker.possible(cell, low) and not attacker.below(cell, low)
                if high is None:
                    assert attacker.above(cell, 10**6)
                else:
                    assert attacker.possible(cell, high) and not attacker.above(cell, high)
                    assert all(attacker.possible(cell, value) for value in range(low, min(high, low + 20)))
            assert set(narrow(counts, table)) == set(attacker.narrowed(counts))
            careless += bool(attacker.narrowed(counts))
    assert careless > tables // 5, "the attacker has teeth: hiding small numbers alone is found out"


def test_the_audit_is_exact() -> None:
    """Neither wider nor narrower than what can be worked out, and every value between occurs."""
    exact(25, seed=2)


@pytest.mark.nightly
def test_the_audit_is_exact_on_many_tables() -> None:
    """The same, a thousand times."""
    exact(1000, seed=3)


MONTH = Period("2026-05", "2026-05")


def again(tables: int, seed: int) -> tuple[int, int, int]:
    """Publish so many tables twice with other thresholds: how many were safe, refused, unsafe if careless."""
    chance = random.Random(seed)
    safe = refused = careless = 0
    for _ in range(tables):
        counts = drawn(chance)
        first = publishable(counts)
        later = recounted(chance, counts)
        strictest = tuple(
            max(pair, key=lambda one: one.threshold) for pair in zip(later.areas, counts.areas, strict=True)
        )
        strict = replace(counts, areas=strictest)
        careless += bool(Attacker([first, publishable(later)]).narrowed(counts))
        try:
            second = published(later, MONTH, [release_of(MONTH, first)])
        except UsageError as problem:
            assert problem.code == "statistics-unsafe" and Attacker([first]).narrowed(strict)
            refused += 1
            continue
        assert second.rows == first.rows and second.areas == strictest
        assert not Attacker([first, second]).narrowed(strict)
        safe += 1
    return safe, refused, careless


def test_two_releases_are_safe_together() -> None:
    """What the ledger lets through gives nothing more away; a later table that knows of no ledger sometimes does."""
    safe, refused, careless = again(100, seed=4)
    assert safe > 20 and refused > 5 and careless > 0


@pytest.mark.nightly
def test_many_pairs_of_releases_are_safe_together() -> None:
    """The same, two thousand times."""
    safe, refused, careless = again(2000, seed=5)
    assert safe > 400 and refused > 100 and careless > 0


def test_a_row_of_thirty() -> None:
    """Total 30 and cells 2, 12 and 16: the total stays, the 2 and a second cell go, and 2 stays one of ten or more."""
    counts = counts_of(tree([-1, 0, 0, 0]), [[2, 12, 16]], [10, 10])
    table = publishable(counts)
    assert table.rows == ((30, None, None, 16), (30, None, None, 16))
    assert interval(counts, table, (0, 1)) == (1, 13)
    careless = only_small_hidden(counts)
    assert careless.rows[0] == (30, None, 12, 16) and interval(counts, careless, (0, 1)) == (2, 2)
    assert (0, 1) in narrow(counts, careless)


def test_a_prefecture_total_gives_no_town_away() -> None:
    """A 3 in one town needs a second hidden cell in its row and in its column, or their sums hidden."""
    counts = counts_of(tree([-1, 0, 0]), [[3, 40], [30, 50], [60, 70]], [10, 10, 10, 10])
    table = publishable(counts)
    hidden = {(r, c) for r in range(4) for c in range(3)} - table.shown()
    assert (0, 1) in hidden and len([cell for cell in hidden if cell[0] == 0]) > 1
    assert len([cell for cell in hidden if cell[1] == 1]) > 1


def test_what_is_hidden_for_a_city_is_protected_as_its_town_asks() -> None:
    """A number hidden for the sake of a city's 3 lies in a small town, where twenty values must stay possible."""
    counts = counts_of(tree([-1, 0, 0]), [[3, 12], [40, 50]], [10, 20, 10])
    table = publishable(counts)
    hidden = {(r, c) for r in range(3) for c in range(3)} - table.shown()
    assert (0, 1) in hidden and {cell for cell in hidden if cell[0] == 1}
    for cell in hidden:
        low, high = interval(counts, table, cell)
        assert high is None or high - low + 1 >= counts.areas[cell[0]].threshold


def test_zeros_are_shown_except_about_a_crisis() -> None:
    """A plain zero is shown; one about a crisis is hidden, and cannot be told from other numbers."""
    columns = tree([-1, 0, 0, 0], crisis=[2])
    counts = counts_of(columns, [[0, 0, 40], [0, 12, 60]], [10, 10, 10])
    table = publishable(counts)
    assert table.rows[0][1] == table.rows[1][1] == 0
    assert table.rows[0][2] is None
    low, high = interval(counts, table, (0, 2))
    assert low == 0 and (high is None or high >= 9)


def test_nobody_at_all_tells_nothing_about_a_crisis() -> None:
    """Where nobody asked about anything, the sums above a crisis column are hidden with it."""
    counts = counts_of(tree([-1, 0, 0], crisis=[1]), [[0, 0], [0, 0]], [10, 10, 10])
    table = publishable(counts)
    assert all(row == (None, None, 0) for row in table.rows)


@pytest.mark.parametrize(
    ("population", "threshold"),
    [(None, None), (0, None), (1_999, None), (2_000, 20), (24_999, 20), (25_000, 10), (10**7, 10)],
)
def test_the_thresholds_of_p9(population: int | None, threshold: int | None) -> None:
    """Below 2,000 people nothing; below 25,000 no cell under 20; else none under 10."""
    assert threshold_of(population) == threshold


def test_counts_are_not_shown_by_accident() -> None:
    """The counts of a desk have no words: a log or an error that prints them prints nothing."""
    assert repr(counts_of(tree([-1]), [[7]], [10, 10])) == "Counts(…)"
