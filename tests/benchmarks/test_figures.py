"""What follows from figures: ratios, growth, estimates, budgets and the counts of instructions."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path
from typing import Any

import budgets
import instructions
import pytest
from contest.budgets import of_peers
from contest.chart import BOTTOM, LINES, RIGHT, TOP, chart
from contest.figures import Figures, estimate, growth, ratio
from worlds import world


def measured(**medians: float | None) -> dict[str, Any]:
    """A world with these medians; None was not run."""
    rows = {key: {"not_run": "too slow"} if value is None else {"median": value} for key, value in medians.items()}
    return {"rows": rows, "national": None}


def test_growth_and_estimates_follow_a_power() -> None:
    """Times that grow with the square root have the exponent one half, and go on so where nothing was run."""
    worlds = {size: measured(zen=3 * size**0.5) for size in (100, 1000, 10_000)}
    assert growth(worlds, "zen") == pytest.approx(0.5)
    worlds[100_000] = measured(zen=None)
    assert growth(worlds, "zen") == pytest.approx(0.5)
    assert estimate(worlds, "zen", 100_000) == pytest.approx(3 * 100_000**0.5)
    assert growth({100: measured(zen=1)}, "zen") is None and estimate({}, "zen", 100) is None


@pytest.mark.parametrize("last", [1.0, 50.0, 9_999.0])
def test_labels_stand_apart(last: float) -> None:
    """However close the lines end, at the top or at the bottom of the picture, every label can be read."""
    keys = [key for key, *_ in LINES]
    worlds = {100: measured(**dict.fromkeys(keys, 1.0), far=10_000.0), 1000: measured(**dict.fromkeys(keys, last))}
    drawn = ElementTree.fromstring(chart(worlds))
    labels = [one for one in drawn.iter("{http://www.w3.org/2000/svg}text") if one.get("x") == str(RIGHT + 16)]
    places = [float(one.get("y", "0")) for one in labels]
    assert len(places) == len(keys) and all(later - sooner >= 16.8 for sooner, later in pairwise(places))
    assert places[0] > TOP and places[-1] <= BOTTOM + 20


def test_a_ratio_needs_both() -> None:
    """No figure stands for one that was not measured."""
    assert ratio(measured(a=30, b=10), "a", "b") == 3
    assert ratio(measured(a=None, b=10), "a", "b") is None and ratio(None, "a", "b") is None


def test_budgets_are_met_at_their_limit_and_missed_beyond() -> None:
    """At least and at most are taken as written; what was not measured is neither."""
    five = {"product-five": 2.0, "product-all": 10.0}
    worlds = {
        "1000": {**measured(**{"product-five": 1.0}), "clauses": 1000},
        "10000": {**measured(**five, **{"sqlite-five": 20.0, "sqlite-all": 39.0, "zen": 1000.0}), "clauses": 10_000},
        "100000": {**measured(**{"product-five": 6.1}), "clauses": 100_000},
    }
    found = [budget.verdict for budget in of_peers(Figures({}, worlds))]
    assert found == ["met", "met", "**missed**", "**missed**", "**missed**"]
    assert {budget.verdict for budget in of_peers(Figures({}, {}))} == {"not measured"}


def test_the_table_of_budgets_fails_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 says that a budget is missed; nothing measured is no miss, and every budget is named."""
    path = tmp_path / "RESULTS.json"
    assert budgets.main(["--given", "--results", str(path)]) == 0
    assert "coverage" not in capsys.readouterr().out
    slow = {"product-five": 10.0, "sqlite-five": 20.0}
    Figures({}, {"10000": {**measured(**slow), "clauses": 10_000}}).write(path)
    assert budgets.main(["--given", "--results", str(path)]) == 1
    assert "| 2 × | **missed** |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("now", "fine", "word"), [(1000, True, "as before"), (1050, True, "as before"), (1051, False, "SLOWER"),
                              (940, True, "faster")]
)  # fmt: skip
def test_more_instructions_than_the_tolerance_fail(now: int, fine: bool, word: str) -> None:
    """Five per cent more than the baseline pass, anything beyond does not; fewer ask for a new baseline."""
    lines, passed = instructions.compared({"five": now}, {"five": 1000}, 0.05)
    assert passed is fine and word in lines[0]


def test_no_baseline_is_said() -> None:
    """A Python without a baseline passes and says so."""
    lines, passed = instructions.compared({"five": 1000}, None, 0.05)
    assert passed and "no baseline" in lines[0]


@pytest.mark.nightly
@pytest.mark.needs_program("valgrind")
def test_instructions_are_counted_alike(tmp_path: object) -> None:
    """Two runs differ by less than one in a thousand: that is what the clock cannot promise."""
    one, other = (instructions.measured(20, 100) for _ in range(2))
    assert one.keys() == {"admit", "count", "five", "all"} and 0 < one["admit"] < one["count"] < one["all"]
    for reading, count in one.items():
        assert abs(count - other[reading]) <= count / 1000


def test_worlds_are_held_to_few_national_clauses() -> None:
    """The cap holds to the clause; without one, a tenth of the clauses is national."""
    for national, expected in ((40, 40), (0, 0), (None, 93)):
        ruleset = world(1000, national=national).ruleset()
        found = sum(not ruleset.resources[name].serves for rule in ruleset.rules for name in rule.route)
        assert found == expected or (national is None and 60 <= found <= 140)


def test_people_told_exactly_are_distinct_and_whole() -> None:
    """Every attribute is told, nearly everybody differs, some work in another prefecture."""
    people = list(world(100).told_exactly(500))
    assert all(len(one) == len(people[0]) for one in people)
    assert len({repr(one) for one in people}) >= 475
    assert any(one["works"] not in ("none",) and one["works"][:2] != one["lives"][:2] for one in people)
