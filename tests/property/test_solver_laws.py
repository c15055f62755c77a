"""What the analysis says of rulesets too large to ask everybody is what z3 says of them, written down anew.

Law (design C10): of rulesets of municipal shape, a promise is refuted exactly where z3 finds somebody who breaks it,
there are gaps exactly where it finds somebody without a yes, and a clause is dead exactly where it finds nobody.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
import z3

from property.enumeration import CALENDAR
from property.promises import answering
from property.small_worlds import read
from property.solver_worlds import solver_world
from property.solving import Solving
from tsunagari.analysis.assertions import decide
from tsunagari.analysis.dead import dead
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.model.examples import Assertion
from tsunagari.model.formula import All
from tsunagari.model.ruleset import Ruleset

DAY = date(2026, 5, 1)


class Solved:
    """One ruleset as z3 has it, once for each set of attributes that nobody tells."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self._found: dict[tuple[str, ...], Solving] = {}

    def of(self, *unstated: str) -> Solving:
        """With these attributes untold."""
        if unstated not in self._found:
            self._found[unstated] = Solving(self.ruleset, unstated)
        return self._found[unstated]


def broken(solved: Solved, assertion: Assertion) -> bool:
    """Whether z3 finds somebody who breaks a promise, whatever of the unstated is not told, whatever is lost."""
    ruleset = solved.ruleset
    without: list[tuple[str, ...]] = [()]
    if assertion.loss == "organization":
        names = sorted({one.organization for one in ruleset.resources.values() if one.organization})
        without += [tuple(n for n, one in ruleset.resources.items() if one.organization == name) for name in names]
    for unstated in _subsets(assertion.unstated):
        solving = solved.of(*unstated)
        standing = solving.answer(defaults=not assertion.without_default)
        met, _ = solving.verdict(All(assertion.lines))
        sure, may = standing.get(assertion.target or "", (z3.BoolVal(False), z3.BoolVal(False)))
        wrong = {"covered": z3.Not(z3.Or([one for one, _ in standing.values()])), "always": z3.Not(sure), "never": may}
        if any(solving.exists(met, wrong[assertion.property], lost=lost) for lost in without):
            return True
    return False


def _subsets(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for name in names:
        found += [(*one, name) for one in found]
    return found


def agree_on_promises(solved: Solved, tally: Counter[str]) -> None:
    """Every promise is refuted exactly where somebody breaks it.

    A line about time tells the time, and z3 is asked about an untold one: such promises are left to the enumeration.
    """
    for assertion in solved.ruleset.assertions:
        if "During(" in repr(assertion.lines):
            tally["about time"] += 1
            continue
        verdict = decide(solved.ruleset, assertion, answering, CALENDAR, DAY, DAY)
        expected = "refuted" if broken(solved, assertion) else "proved"
        assert verdict.outcome in (expected, "undecided"), assertion.title
        tally[f"{assertion.property}: {verdict.outcome}"] += 1


def agree_on_gaps(solved: Solved, tally: Counter[str]) -> None:
    """There are regions exactly where somebody gets no yes; what lies outside of them gets one."""
    solving = solved.of()
    for defaults in (True, False):
        regions = regions_without_a_yes(solved.ruleset, CALENDAR, defaults=defaults)
        alone = solving.exists(solving.one_issue(), solving.nobody(defaults=defaults))
        assert bool(regions.found) == alone or not regions.whole
        tally[f"gaps: {alone}" if regions.whole else "gaps: not whole"] += 1


def agree_on_dead(solved: Solved, tally: Counter[str]) -> None:
    """A clause is dead, leads nowhere, or a resource is not reached, exactly where z3 finds nobody.

    Of a rule that tests the time twice, itself or in a proviso, z3 does not know which hours exclude each other.
    """
    ruleset, solving = solved.ruleset, solved.of()
    claimed = dead(ruleset, CALENDAR)
    unmet, nowhere = ({(one.kind, one.name) for one in some} for some in (claimed.unmet, claimed.nowhere))
    reached: set[str] = set()
    unclear: set[str] = set()
    tops = (*ruleset.rules, *ruleset.withholds, *ruleset.defaults)
    twice = {(top.kind, top.name) for top in tops if repr(top).count("During(") > 1}
    for clause, (_, met) in solving.clauses():
        key = clause.kind, clause.name
        if (clause.kind, clause.name.split("/")[0]) in twice:
            unclear |= {name for some in (clause.route, *clause.otherwise) for name in some}
            tally["clauses: two tests of hours"] += 1
            continue
        there = solving.exists(met)
        assert (key in unmet) == (not there), key
        led = [name for some in (clause.route, *clause.otherwise) for name in some]
        active = [] if clause.kind == "withhold" else [n for n in led if ruleset.resources[n].status == "active"]
        taken = {name for name in active if there and solving.exists(met, solving.resource(name)[1])}
        reached |= taken
        assert (key in nowhere) == (there and bool(active) and not taken), key
        tally["clauses: dead" if not there else "clauses: nowhere" if key in nowhere else "clauses: alive"] += 1
    active_ones = {name for name, one in ruleset.resources.items() if one.status == "active"}
    assert set(claimed.unreached) - unclear == active_ones - reached - unclear
    tally["resources: unreached"] += len(claimed.unreached)


def agree_on(clauses: int, seed: int) -> Counter[str]:
    """What was compared of one ruleset."""
    tally: Counter[str] = Counter()
    solved = Solved(read(solver_world(clauses, seed)))
    agree_on_promises(solved, tally)
    agree_on_gaps(solved, tally)
    agree_on_dead(solved, tally)
    return tally


def test_rulesets_of_a_hundred_clauses_agree_with_z3() -> None:
    """Five rulesets in every run."""
    found = sum((agree_on(100, seed) for seed in range(5)), Counter[str]())
    assert found["covered: proved"] and found["covered: refuted"] and found["clauses: dead"]


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 150))
def test_rulesets_up_to_a_thousand_clauses_agree_with_z3(seed: int) -> None:
    """Fifty rulesets of 200 to 1,000 clauses."""
    assert agree_on(200 + (seed - 100) * 800 // 49, seed)["covered: undecided"] == 0
