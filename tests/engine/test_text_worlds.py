"""Sentences of language §4 that a few lines of rules show best."""

from __future__ import annotations

from typing import Any

from tsunagari.engine.decision import Decision
from tsunagari.engine.reference import Reference
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.source import Source
from tsunagari.syntax.parser import parse
from tsunagari.wire.facts import facts_from_json


def route(text: str, facts: dict[str, Any], status: dict[str, str] | None = None) -> Decision:
    """The reference's decision on a ruleset in one file."""
    file, problems = parse(Source("t.tsu", 'ruleset "t"\n' + text))
    ruleset, found = resolve([Folder("t", (file,))])
    assert ruleset is not None, (problems, [diagnostic.render() for diagnostic in found])
    return Reference(ruleset).decide(facts_from_json(facts), status)


def test_the_smallest_entry_that_holds_the_person_s_place_counts() -> None:
    """A desk for a city and its prefecture is as near as the city: its wider entry does not push it back."""
    text = """
area inaba
  includes 鳥取市, 岩美町, 若桜町, 智頭町, 八頭町
resource wide
  serves 鳥取市, 鳥取県
resource middle
  serves inaba
rule r
  route middle, wide
"""
    decision = route(text, {"lives": "鳥取市"})
    assert [referral.resource for referral in decision.referrals] == ["wide", "middle"]


def test_a_gap_names_what_was_tried_then_withheld_then_paused() -> None:
    """Several reasons at once: the one that a person can do least about is named last."""
    text = """
issue violence
resource shelter
resource desk
resource line
rule r
  when issue violence
  route shelter, desk, line
withhold w
  when caller family
  from shelter
"""
    family = {"issues": ["violence"], "caller": "family"}
    paused = {"desk": "paused", "line": "paused"}
    assert route(text, family, paused).gap == "all-withheld"
    assert route(text, {**family, "tried": ["desk"]}, {"line": "paused"}).gap == "all-tried"
    assert route(text, {**family, "caller": "self"}, {**paused, "shelter": "paused"}).gap == "all-paused"
    assert route(text, {"issues": []}, None).gap == "maybe-only"


def test_a_desk_for_every_language_takes_a_language_that_no_desk_names() -> None:
    """`speaks any` takes everybody; a desk that says nothing of languages takes Japanese only."""
    text = """
resource emergency
  speaks any
resource desk
rule r
  route emergency, desk
"""
    for language, expected in (("sw", ["emergency"]), ("tlh", ["emergency"]), ("日本語", ["desk", "emergency"])):
        decision = route(text, {"language": language})
        assert sorted(referral.resource for referral in decision.referrals) == expected


def test_hours_or_unknown_time() -> None:
    """`unknown` among hours: yes where the time is untold, else by the hours (language §4, "Verdicts")."""
    text = """
hours day
  daily 9:00-17:00
resource desk
rule r
  when time day, unknown
  route desk
"""
    noon, night = "2026-05-01T12:00:00+09:00", "2026-05-01T22:00:00+09:00"
    fits = [[r.fit for r in route(text, facts).referrals] for facts in ({}, {"at": noon}, {"at": night})]
    assert fits == [["yes"], ["yes"], []]
    never = text.replace("when time day, unknown", "when time none of day, unknown")
    assert [[r.fit for r in route(never, facts).referrals] for facts in ({}, {"at": noon}, {"at": night})] == [
        [],
        [],
        ["yes"],
    ]


def test_two_questions_that_settle_only_together_are_both_asked() -> None:
    """What stands in a `confirm` is asked even where no answer to it alone settles anything: no dead end."""
    text = """
resource desk
rule a
  when age under 18
  when lives 鳥取県
  route desk
rule b
  when age 18 or over
  when lives not 鳥取県
  route desk
"""
    decision = route(text, {})
    assert [referral.confirm for referral in decision.referrals] == [("age", "lives")]
    assert {question.attribute for question in decision.questions} == {"age", "lives"}


def test_a_plan_for_dozens_of_issues_is_found_in_bounded_time() -> None:
    """No consultation hangs: beyond the budget of steps the plan is a good one, still the same for the same facts."""
    issues = [f"issue-{n}" for n in range(60)]
    desks = "".join(
        f"resource desk-{n}\n  handles {', '.join(issues[(n * step) % 60] for step in (1, 7, 11, 13))}\n"
        for n in range(1, 100)
    )
    names = ", ".join(f"desk-{n}" for n in range(1, 100))
    text = "".join(f"issue {name}\n" for name in issues) + desks + f"rule all\n  route {names}\n"
    decision = route(text, {"issues": issues})
    assert decision.plan and decision.plan == route(text, {"issues": issues}).plan


def test_what_is_withheld_stays_withheld_after_the_ruleset_s_period() -> None:
    """The day after a ruleset's period its defaults answer, and its withholds still hold (safety before validity)."""
    text = """  effective from 2026-04-01 until 2027-03-31
issue violence
resource shelter
resource desk
rule a
  when issue violence
  route desk
withhold w
  when issue violence
  when caller family
  from shelter
default d
  route shelter
"""
    family = {"issues": ["violence"], "caller": "family", "at": "2027-04-01T10:00:00+09:00"}
    assert route(text, family).referrals == ()
    assert route(text, family).gap == "out-of-period"
    assert [r.resource for r in route(text, {**family, "caller": "self"}).referrals] == ["shelter"]


def test_a_default_that_is_only_counted_is_still_said() -> None:
    """`by_default` looks at the whole answer, not at the first twenty maybes (C5)."""
    desks = "".join(f"resource desk-{n}\n" for n in range(26))
    routed = ", ".join(f"desk-{n}" for n in range(25))
    text = f"{desks}rule a\n  when age under 18\n  route {routed}\ndefault d\n  when age under 18\n  route desk-25\n"
    decision = route(text, {})
    assert (decision.maybe_count, len(decision.referrals), decision.by_default) == (26, 20, True)
