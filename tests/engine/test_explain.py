"""Explanations of small consultations, case by case."""

from __future__ import annotations

from typing import Any as Anything

from engine.worlds import (
    CALENDAR,
    FRIDAY_15,
    FRIDAY_20,
    WEEKDAY_HOURS,
    about,
    ages,
    at,
    desk,
    of,
    rule,
    ruleset,
    way,
)
from engine.worlds import clause as clause_of
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.explaining.explain import explain
from tsunagari.engine.explaining.explanation import ResourceSeen
from tsunagari.engine.reference import Reference
from tsunagari.model.ruleset import Ruleset

CHILD = rule("child", ages(0, 17), about("abuse"), route=("desk",))


def one(world: Ruleset, name: str, live: dict[str, str] | None = None, **facts: Anything) -> ResourceSeen:
    """The explanation of one resource."""
    found = explain(Reference(world, CALENDAR), admit(world, Consultation(**facts)), live, [name])
    return found.resources[0]


def changes(seen: ResourceSeen) -> list[list[tuple[str, str, Anything]]]:
    """The changes, as attribute, how and fact."""
    return [[(r.option.attribute, r.option.how, r.fact) for r in c.retellings] for c in seen.sought.changes]


def test_a_line_is_said_in_both_languages() -> None:
    """A condition reads like the ruleset, with its verdict, in Japanese and English."""
    seen = one(ruleset([desk("desk", serves=("鳥取県",))], [CHILD]), "desk", age=16, issues=["debt"], lives="鳥取市")
    said = [(line.text.ja, line.text.en, line.fit) for line in seen.clauses[0].lines]
    assert ("ageが18歳未満", "age under 18", "yes") in said
    assert ("issueがabuse", "issue abuse", "no") in said
    assert ("対象地域が鳥取県", "serves 鳥取県", "yes") in said


def test_nearest_clause_comes_first() -> None:
    """Of several clauses that do not hold, the one with fewest lines against it is shown first."""
    far = rule("a-far", ages(60), of("danger", "yes"), route=("desk",))
    seen = one(ruleset([desk("desk")], [far, CHILD]), "desk", age=16, issues=["debt"])
    assert [clause.name for clause in seen.clauses] == ["child", "a-far"]
    assert [line.text.en for line in seen.clauses[0].against] == ["issue abuse"]


def test_the_smallest_change_names_the_whole_class() -> None:
    """One attribute is enough, so no pair is named; all ages that would do are said at once."""
    seen = one(ruleset([desk("desk")], [CHILD]), "desk", age=40, issues=["abuse"])
    assert changes(seen) == [[("age", "told", 0)]]
    assert seen.sought.changes[0].retellings[0].text.en == "age under 18"


def test_two_attributes_where_one_is_not_enough() -> None:
    """Both come together, in canonical order."""
    seen = one(ruleset([desk("desk")], [CHILD]), "desk", age=40, issues=["debt"])
    assert [change.attributes for change in seen.sought.changes] == [("age", "issue")]


def test_what_was_not_told_is_asked_before_what_was_told_is_doubted() -> None:
    """Among changes of one size, telling something new comes before telling something otherwise."""
    world = ruleset([desk("desk")], [CHILD, rule("chat", of("channel", "chat"), route=("desk",))])
    seen = one(world, "desk", age=40, issues=["abuse"])
    assert [change.attributes for change in seen.sought.changes] == [("channel",), ("age",)]


def test_declined_attributes_stay_declined() -> None:
    """Nobody is told to ask again what a person did not want to say."""
    seen = one(ruleset([desk("desk")], [CHILD]), "desk", issues=["abuse"], declined=["age"])
    assert seen.fit == "maybe"
    assert seen.sought.outcome == "none"


def test_gone_resources_say_why() -> None:
    """Status, an earlier referral and a withhold are each named, and no clause that leads there is blamed."""
    withhold = clause_of("withhold", "hide", about("abuse"), route=("desk",))
    world = ruleset([desk("desk")], [CHILD], withholds=[withhold])
    facts = {"age": 16, "issues": ["abuse"]}
    assert [r.code for r in one(world, "desk", **facts).reasons] == ["withheld"]
    free = ruleset([desk("desk")], [CHILD])
    paused = one(free, "desk", {"desk": "paused"}, **facts)
    assert [r.code for r in paused.reasons] == ["paused"]
    assert paused.sought.outcome == "none"
    tried = one(free, "desk", **facts, tried=["desk"])
    assert [r.code for r in tried.reasons] == ["tried"]
    assert changes(tried) == [[("tried", "untold", None)]]


def test_chains_and_defaults_name_what_comes_before() -> None:
    """A fallback that is not needed says which open resource takes the person."""
    world = ruleset(
        [desk("first", ways=[way(None, (WEEKDAY_HOURS,))]), desk("second"), desk("last")],
        [rule("chain", about("abuse"), route=("first",), otherwise=(("second",),))],
        defaults=[clause_of("default", "net", route=("last",))],
    )
    open_now = {"issues": ["abuse"], "at": FRIDAY_15}
    second, last = one(world, "second", **open_now), one(world, "last", **open_now)
    assert [(r.code, r.text.en) for r in second.reasons] == [("chain-not-reached", "chain finds first before it")]
    assert [(r.code, r.text.en) for r in last.reasons] == [
        ("default-not-reached", "the default net is not needed: there is first")
    ]
    assert second.sought.changes[0].attributes == ("time",)
    assert one(world, "second", issues=["abuse"], at=FRIDAY_20).fit == "yes"


def test_lines_that_hold_only_one_by_one_are_said_together() -> None:
    """Two halves of a coarse age each may hold, but no age is in both: that is a line of its own."""
    world = ruleset([desk("desk", ages(20, 29))], [rule("young", ages(0, 19), route=("desk",))])
    seen = one(world, "desk", age=(10, 30))
    assert seen.clauses[0].against[0].kind == "together"
    assert seen.sought.outcome == "none"


def test_a_resource_without_a_rule_says_so() -> None:
    """Nothing leads there, and no facts could."""
    seen = one(ruleset([desk("desk"), desk("lost")], [CHILD]), "lost", age=16)
    assert [r.code for r in seen.reasons] == ["no-clause"]
    assert seen.sought.outcome == "none"


def test_the_order_names_the_key() -> None:
    """Who comes second is told what put them behind the first."""
    near, far = desk("near", serves=("鳥取市",)), desk("far", serves=("鳥取県",))
    world = ruleset([near, far], [rule("all", at("lives", "鳥取県"), route=("near", "far"))])
    found = explain(Reference(world, CALENDAR), admit(world, Consultation(lives="鳥取市")))
    assert [(s.resource, s.behind and s.behind.key) for s in found.resources] == [("near", None), ("far", "reach")]


def test_who_stands_in_is_told_to_stand_in() -> None:
    """A key of its own: no turns are taken between a route and an `otherwise`."""
    desks = [desk("x", status="paused"), desk("a"), desk("b")]
    world = ruleset(desks, [rule("r", route=("x",), otherwise=(("a",),)), rule("s", route=("b",))])
    found = explain(Reference(world, CALENDAR), admit(world, Consultation()))
    assert [(s.resource, s.behind and s.behind.key) for s in found.resources] == [("b", None), ("a", "standing-in")]


def test_large_sets_of_places_are_counted() -> None:
    """A long list of municipalities becomes a number, a whole prefecture its name, the short side is said."""
    world = ruleset([desk("desk")], [rule("here", at("lives", "鳥取県", "山形市"), route=("desk",))])
    assert one(world, "desk", lives="米沢市").clauses[0].lines[0].text.en == "lives 山形市, 鳥取県"


def test_what_follows_another_fact_changes_with_it() -> None:
    """Somebody who says where they live has said where they work, unless told otherwise: one fact is enough."""
    world = ruleset([desk("desk")], [rule("both", at("lives", "鳥取市"), at("works", "鳥取市"), route=("desk",))])
    assert [change.attributes for change in one(world, "desk", lives="山形市").sought.changes] == [("lives",)]


def test_not_telling_is_a_change_too() -> None:
    """Where a rule is for those of whom something is not known, taking that back is what would do."""
    world = ruleset([desk("desk")], [rule("unsaid", of("school", absent=True), route=("desk",))])
    seen = one(world, "desk", attributes={"school": "high"})
    assert changes(seen) == [[("school", "untold", None)]]
    assert seen.sought.changes[0].retellings[0].text.en == "school not told"
