"""Laws of every explanation, over random small rulesets and random knowledge."""

from __future__ import annotations

import json
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.formulas import conditions_of
from engine.worlds import AGES, CALENDAR, CHOICES, INSTANTS, WISHES, bit, partly_told, worlds
from tsunagari.engine.explaining.changes import Option, changed
from tsunagari.engine.explaining.explain import explain
from tsunagari.engine.explaining.explanation import ResourceSeen
from tsunagari.engine.explaining.smallest import Search
from tsunagari.engine.explaining.wording import Wording
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.model.formula import In
from tsunagari.model.ruleset import Ruleset

FAST = settings(max_examples=150, deadline=None)
SLOW = settings(max_examples=60, deadline=None)


def seen(reference: Reference, knowledge: Knowledge, budget: int = 0) -> dict[str, ResourceSeen]:
    """The explanation of every resource of the ruleset, with so many trials of changes."""
    found = explain(reference, knowledge, names=reference.ruleset.resources, budget=budget)
    return {one.resource: one for one in found.resources}


def sure(reference: Reference, knowledge: Knowledge) -> set[str]:
    """The yes resources of the plain reading."""
    return {name for name, one in reference.answer(knowledge).standings.items() if one.verdict == YES}


def told_exactly(ruleset: Ruleset, knowledge: Knowledge) -> dict[str, list[Option]]:
    """By attribute, many values told exactly, stated values, instants, and untold; nothing that was declined."""
    ways: dict[str, list[Option]] = {}
    for name, values in {**CHOICES, "age": tuple(map(str, AGES))}.items():
        masks = {bit(name, value) for value in values}
        below = ruleset.attributes[name].below
        masks = {below[mask.bit_length() - 1] for mask in masks} if below else masks
        ways[name] = [Option(name, "told", mask) for mask in masks] + [Option(name, "untold")]
    issues = sorted(ruleset.issues.above)
    ways["issue"] = [Option("issue", "adding", values=(one,)) for one in issues]
    ways["issue"] += [Option("issue", "instead", values=(one,)) for one in issues] + [Option("issue", "untold")]
    ways["wish"] = [Option("wish", "adding", values=(one,)) for one in WISHES] + [Option("wish", "untold")]
    ways["time"] = [Option("time", "told", at=at) for at in INSTANTS] + [Option("time", "untold")]
    return {name: some for name, some in ways.items() if name not in knowledge.declined}


@FAST
@given(worlds(), partly_told())
def test_a_yes_has_a_clause_that_holds_line_by_line(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """Whoever is led to a resource can be shown every condition that leads there, and each of them holds."""
    for one in seen(Reference(ruleset, CALENDAR), knowledge).values():
        if one.fit == "yes":
            assert one.clauses
            assert all(line.fit == "yes" for clause in one.clauses for line in clause.lines)
            assert not one.reasons
            assert one.sought.outcome == "not sought"


@FAST
@given(worlds(), partly_told())
def test_what_is_no_yes_has_a_reason(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """Why not is never left open, and a clause that does not lead to the resource names a line that does not hold."""
    reference = Reference(ruleset, CALENDAR)
    for one in seen(reference, knowledge).values():
        if one.fit != "yes":
            assert one.reasons
            assert "not-reached" not in {reason.code for reason in one.reasons}
            assert all(clause.against for clause in one.clauses if clause.fit == "no")
        if one.fit == "maybe":
            assert any(clause.against for clause in one.clauses)


@FAST
@given(worlds(), partly_told())
def test_fits_are_those_of_the_answer(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """The explanation speaks about the answer that was given: the same fit, and the greatest verdict of its clauses."""
    reference = Reference(ruleset, CALENDAR)
    standings = reference.answer(knowledge).standings
    for name, one in seen(reference, knowledge).items():
        assert one.fit == ("no" if name not in standings else "yes" if standings[name].verdict == YES else "maybe")
        if name in standings:
            names = {clause.clause.name for clause in standings[name].sharing}
            assert {clause.name for clause in one.clauses if clause.by != "withhold"} == names


@SLOW
@given(worlds(), partly_told())
def test_the_change_keeps_its_promise(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """The smallest change, applied, makes the resource a yes of the plain reading."""
    reference = Reference(ruleset, CALENDAR)
    for one in seen(reference, knowledge, 5_000).values():
        assert (one.sought.outcome == "found") == bool(one.sought.changes)
        for change in one.sought.changes:
            assert one.resource in sure(reference, change.known(ruleset.attributes, knowledge))
            assert len(change.attributes) == len(set(change.attributes)) == one.sought.most
            assert not knowledge.declined.intersection(change.attributes)


@FAST
@given(worlds(), partly_told(), st.data())
def test_no_smaller_change_does(ruleset: Ruleset, knowledge: Knowledge, data: st.DataObject) -> None:
    """By brute force: fewer attributes told otherwise do not make it a yes, and `none` means what it says."""
    reference = Reference(ruleset, CALENDAR)
    sizes = {}
    for name in set(ruleset.resources) - sure(reference, knowledge):
        sought = Search(reference, knowledge, {}, name, budget=3_000).found(Wording(ruleset))
        sizes[name] = sought.most + (sought.outcome == "none")
    ways = told_exactly(ruleset, knowledge)
    pair = data.draw(st.sampled_from(list(combinations(sorted(ways), 2))))
    singles = [(one,) for some in ways.values() for one in some]
    for chosen in (*singles, *product(*(ways[one] for one in pair))):
        for name in sure(reference, changed(ruleset.attributes, knowledge, chosen)):
            assert sizes.get(name, 0) <= len(chosen), (name, chosen)


@FAST
@given(worlds(), partly_told())
def test_the_same_facts_give_the_same_bytes(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """Two readings of one ruleset explain one consultation in the same text, and every key is there."""
    texts = {explain(Reference(ruleset, CALENDAR), knowledge, budget=300).to_json() for _ in range(2)}
    assert len(texts) == 1
    told = json.loads(texts.pop())
    assert list(told) == ["ruleset", "digest", "status", "gap", "absent", "resources"]
    assert all(len(one) == 8 for one in told["resources"])


@FAST
@given(worlds(times=False), partly_told(), st.integers(0, 120))
def test_what_the_rules_do_not_tell_apart_is_not_told_on(ruleset: Ruleset, knowledge: Knowledge, age: int) -> None:
    """Two ages that every set of the ruleset treats alike give equal explanations: no told value is echoed."""
    if "age" in knowledge.declined:
        return
    reference = Reference(ruleset, CALENDAR)
    masks = [test.mask for test in conditions_of(ruleset) if isinstance(test, In) and test.attribute == "age"]
    other = next((n for n in range(121) if n != age and all(m >> n & 1 == m >> age & 1 for m in masks)), None)
    if other is None:
        return
    one, two = (
        changed(ruleset.attributes, knowledge, (Option("age", "told", 1 << number),)) for number in (age, other)
    )
    assert seen(reference, one, 300) == seen(reference, two, 300)


@settings(max_examples=40, deadline=None)
@given(worlds(), partly_told())
def test_a_search_that_ends_early_says_so(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """Without trials nothing is claimed: what was not tried is undecided, or nothing could lead there at all."""
    reference = Reference(ruleset, CALENDAR)
    for name in set(ruleset.resources) - sure(reference, knowledge):
        early = Search(reference, knowledge, {}, name, budget=0).found(Wording(ruleset))
        full = Search(reference, knowledge, {}, name).found(Wording(ruleset))
        assert early.outcome in ("undecided", "none")
        assert early.outcome == "undecided" or full.outcome == "none"
