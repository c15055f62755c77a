"""Laws of every decision, over random small rulesets and random knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.worlds import (
    CALENDAR,
    attributes,
    partly_told,
    persons,
    worlds,
)
from tsunagari.calendar.hours import is_open
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.engine.reading import read
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import NO, YES, verdict
from tsunagari.model.formula import All, During, Formula, In, Not, Stated
from tsunagari.model.formula import Any as AnyOf
from tsunagari.model.issues import Issues
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

FAST = settings(max_examples=150, deadline=None)


@FAST
@given(worlds(), partly_told())
def test_a_decision_is_total(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """C1: routing never raises on what was admitted; without a yes the gap is named, with one it is not."""
    decision = Reference(ruleset, CALENDAR).decide_known(knowledge)
    sure = [r for r in decision.referrals if r.fit == "yes"]
    assert (decision.gap is None) == bool(sure)
    assert (decision.gap == "maybe-only") == (not sure and decision.maybe_count > 0)
    assert all(bool(r.confirm) == (r.fit == "maybe") for r in decision.referrals)
    assert decision.by_default == any(r.by == "default" for r in decision.referrals)


@FAST
@given(worlds(), partly_told())
def test_the_same_facts_give_the_same_bytes(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """Two readings of one ruleset and one consultation print the same text."""
    once = Reference(ruleset, CALENDAR).decide_known(knowledge).to_json()
    again = Reference(ruleset, CALENDAR).decide_known(knowledge).to_json()
    assert once == again


@FAST
@given(worlds(), partly_told())
def test_nobody_is_sent_around_in_circles(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """C6: what ended an earlier referral is not offered again; who did not answer comes after the others."""
    decision = Reference(ruleset, CALENDAR).decide_known(knowledge)
    danger = knowledge.masks["danger"] == 1
    for referral in decision.referrals:
        outcomes = knowledge.tried.get(referral.resource, frozenset())
        assert referral.again == bool(outcomes)
        if outcomes & {"declined", "reached"}:
            assert danger and referral.urgency == "immediate"
    for fit in ("yes", "maybe"):
        again = [r.again for r in decision.referrals if r.fit == fit]
        assert again == sorted(again)


@FAST
@given(worlds(absences=False, counts=False, times=False), persons(), st.data())
def test_telling_more_never_loses_a_yes_by_rule(ruleset: Ruleset, person: dict[str, Any], data: st.DataObject) -> None:
    """C7: narrowing K of an attribute without presumption keeps every yes by rule.

    Left out: `unknown` in lists and untold channels (absence itself is the answer there), time, and counting, which
    an issue under two stated ones can lower.
    """
    before = data.draw(partly_told(person))
    reference = Reference(ruleset, CALENDAR)
    told = dict(before.told)
    for name, exact in person["told"].items():
        coarse = name in told or (name in ("age", "lives", "school") and name not in before.declined)
        if coarse and data.draw(st.booleans()):
            told[name] = exact
    issues = before.issues
    if not issues and "issue" not in before.declined and data.draw(st.booleans()):
        issues = person["issues"]
    after = know(
        attributes(), told, issues=issues, wishes=before.wishes, at=before.at, declined=before.declined,
        tried=before.tried,
    )  # fmt: skip
    assert _sure_by_rule(reference, before) <= _sure_by_rule(reference, after)


def _sure_by_rule(reference: Reference, knowledge: Knowledge) -> set[str]:
    standings = reference.answer(knowledge).standings.values()
    return {s.resource for s in standings if s.verdict == YES and s.by == "rule"}


@FAST
@given(worlds(), persons(), st.data())
def test_telling_what_is_to_confirm_settles_it(ruleset: Ruleset, person: dict[str, Any], data: st.DataObject) -> None:
    """A maybe's `confirm` names only what is not told exactly, and telling it, box by box, ends in a yes or a no."""
    knowledge = data.draw(partly_told(person))
    knowledge = know(attributes(), knowledge.told, issues=knowledge.issues, wishes=knowledge.wishes, at=knowledge.at)
    reference = Reference(ruleset, CALENDAR)
    for _ in range(len(attributes()) + 1):
        unsure = [r for r in reference.decide_known(knowledge).referrals if r.fit == "maybe"]
        if not unsure:
            return
        told, issues, at = dict(knowledge.told), knowledge.issues, knowledge.at
        for name in unsure[0].confirm:
            if name == "issue":
                assert issues != person["issues"]
                issues = person["issues"]
            elif name == "time":
                assert at is None
                at = person["at"]
            else:
                assert told.get(name) != person["told"][name]
                told[name] = person["told"][name]
        knowledge = know(attributes(), told, issues=issues, wishes=knowledge.wishes, at=at)
    pytest.fail("confirming never came to an end")


@FAST
@given(worlds(), partly_told())
def test_what_is_asked_could_change_the_answer(ruleset: Ruleset, knowledge: Knowledge) -> None:
    """P6: no question about what was declined or told exactly; each is confirmed or some answer changes a verdict."""
    reference = Reference(ruleset, CALENDAR)
    decision = reference.decide_known(knowledge)
    before = {name: s.verdict for name, s in reference.answer(knowledge).standings.items()}
    for question in decision.questions:
        name = question.attribute
        assert name not in knowledge.declined
        assert name not in knowledge.told or knowledge.told[name].bit_count() > 1
        assert 0 <= question.decides <= decision.maybe_count
        confirmed = {attribute for referral in decision.referrals for attribute in referral.confirm}
        listed = decision.maybe_count == sum(referral.fit == "maybe" for referral in decision.referrals)
        if not question.decides and name not in ("danger", "works", "studies") and name not in confirmed and listed:
            others = (reference.answer(other).standings for other in reference._alternatives.of(knowledge, name))
            assert any({n: s.verdict for n, s in other.items()} != before for other in others)
    pressing = any(referral.fit == "yes" and referral.urgency != "normal" for referral in decision.referrals)
    ordered = [(q.attribute != "danger" or not pressing, -q.decides) for q in decision.questions]
    assert ordered == sorted(ordered)


@FAST
@given(worlds(), persons())
def test_of_somebody_told_exactly_boxes_say_what_the_words_say(ruleset: Ruleset, person: dict[str, Any]) -> None:
    """Distribution and merging change nothing for exact facts: each verdict is the plain truth of the formulas."""
    knowledge = know(attributes(), person["told"], issues=person["issues"], wishes=person["wishes"], at=person["at"])
    readings = read(ruleset)
    issues = ruleset.issues
    now = lambda hours: is_open(hours, person["at"], CALENDAR)  # noqa: E731
    verdicts = [verdict(line, knowledge, issues, now) for line in readings.lines]
    for top in ruleset.rules:
        for clause, above in _family(top, ()):
            reading = next(r for r in readings.rules if r.clause == clause)
            alone = all(_true(line, knowledge, issues) for c in (*above, clause) for line in c.lines) and not any(
                p.effective.contains(person["at"].date()) and all(_true(line, knowledge, issues) for line in p.lines)
                for p in clause.provisos
            )
            for name, ways in reading.through.items():
                resource = ruleset.resources[name]
                own = all(_true(formula, knowledge, issues) for _, formula in resource.conditions)
                for way, boxes in zip(resource.ways, ways, strict=True):
                    fits = bool(way.channels & person["told"]["channel"] and way.speaks & person["told"]["language"])
                    found = max((min((verdicts[n] for n in box), default=YES) for box in boxes), default=NO)
                    assert found == (YES if alone and own and fits else NO)


def _family(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    yield clause, above
    for proviso in clause.provisos:
        yield from _family(proviso, (*above, clause))


def _true(formula: Formula, knowledge: Knowledge, issues: Issues) -> bool:
    match formula:
        case In(name, mask):
            return bool(knowledge.masks[name] & mask)
        case During(hours):
            assert knowledge.at is not None
            return is_open(hours, knowledge.at, CALENDAR)
        case Not(part):
            return not _true(part, knowledge, issues)
        case All(parts):
            return all(_true(part, knowledge, issues) for part in parts)
        case AnyOf(parts):
            return any(_true(part, knowledge, issues) for part in parts)
        case Stated():
            return _stated(formula, knowledge, issues)


def _stated(test: Stated, knowledge: Knowledge, issues: Issues) -> bool:
    """For leaf issues, and for wishes: what is stated is all there is."""
    stated = knowledge.stated(test.attribute)
    if not stated and test.absent is not None:
        return test.absent
    above = {s: issues.above[s] if test.attribute == "issue" else {s} for s in stated}
    hit = {v for v in test.values if any(v in ups for ups in above.values())}
    match test.mode:
        case "any":
            return bool(hit)
        case "none":
            return not hit
        case "all":
            return len(hit) == len(test.values)
        case "count":
            return len(stated) >= test.number
        case "count-of":
            return len(hit) >= test.number
