"""What is worth asking, what is to confirm, and the plan: language §4, "The rest"."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.worlds import (
    CALENDAR,
    CITIES,
    FRIDAY_15,
    NIGHT_HOURS,
    SATURDAY_HOURS,
    WEEKDAY_HOURS,
    about,
    ages,
    at,
    attributes,
    clause,
    desk,
    fits,
    of,
    only,
    partly_told,
    route,
    rule,
    ruleset,
    way,
    worlds,
)
from tsunagari.engine.knowledge import Knowledge, telling, whole
from tsunagari.engine.plan import planned
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import MAYBE, YES
from tsunagari.model.formula import Any as AnyOf
from tsunagari.model.formula import During, In
from tsunagari.model.ruleset import Ruleset


def questions(world: Ruleset, **facts: Any) -> dict[str, int]:
    """Attribute → decides, in order."""
    return {question.attribute: question.decides for question in route(world, **facts).questions}


def test_confirm_is_the_box_with_the_fewest_open_lines() -> None:
    """A tie goes to the attributes that come first in the language."""
    hard = rule("hard", ages(0, 17), of("school", "high"), route=["a"])
    easy = rule("easy", about("debt"), route=["a"])
    assert only(route(ruleset([desk("a")], [hard, easy]))).confirm == ("issue",)
    assert only(route(ruleset([desk("a")], [hard]))).confirm == ("age", "school")
    tie = rule("tie", of("school", "high"), route=["a"])
    assert only(route(ruleset([desk("a")], [easy, tie]))).confirm == ("issue",)
    assert only(route(ruleset([desk("a")], [hard]), age=16)).confirm == ("school",)


def test_what_decides_most_is_asked_first() -> None:
    """Age settles both, school one; what is told exactly or declined is not asked."""
    world = ruleset(
        [desk("a", ages(0, 17)), desk("b", ages(0, 17), of("school", "high"))], [rule("r", route=["a", "b"])]
    )
    assert questions(world) == {"age": 2, "school": 1}
    assert questions(world, age=(10, 20)) == {"age": 2, "school": 1}
    assert questions(world, age=16) == {"school": 1}
    assert questions(world, declined=["age"]) == {"school": 1}
    assert questions(world, age=18) == {}


def test_equal_questions_come_in_the_order_of_the_language() -> None:
    """Core attributes as the language lists them, then declared ones."""
    world = ruleset([desk("a", ages(0, 17), of("school", "high"), at("lives", "鳥取市"))], [rule("r", route=["a"])])
    assert list(questions(world)) == ["age", "lives", "school"]


def test_an_issue_is_asked_by_what_lies_under_the_stated_one() -> None:
    """Nothing lies under a leaf, so there is nothing to ask."""
    world = ruleset([desk("a")], [rule("r", about("neglect", "debt"), route=["a"])])
    assert questions(world) == {"issue": 1}
    assert questions(world, issues=["abuse"]) == {"issue": 1}
    assert questions(world, issues=["violence"]) == {}


def test_time_is_asked_where_a_line_of_it_is_open() -> None:
    """Some instant settles it, also where the hours are rare; openness alone is never asked."""
    for hours in (WEEKDAY_HOURS, SATURDAY_HOURS, NIGHT_HOURS):
        world = ruleset([desk("a", ways=(way(None, (hours,)),))], [rule("r", During((hours,)), route=["a"])])
        assert questions(world) == {"time": 1}
    assert questions(ruleset([desk("a", ways=(way(None, (NIGHT_HOURS,)),))], [rule("r", route=["a"])])) == {}


def test_danger_is_asked_where_it_would_change_the_decision() -> None:
    """While untold; where it would change nothing it is not asked (P6)."""
    proviso = rule("r/p", of("danger", "yes"), route=["b"], urgency="immediate")
    world = ruleset([desk("a"), desk("b")], [rule("r", route=["a"], provisos=(proviso,))])
    assert questions(world) == {"danger": 0}
    assert questions(world, danger=False) == questions(world, danger=True) == {}
    assert questions(world, declined=["danger"]) == {}
    assert questions(ruleset([desk("a")], [rule("r", route=["a"])])) == {}


def test_danger_is_asked_first_where_somebody_has_to_act_today() -> None:
    """A yes that is not urgent, or only a maybe that is, leaves the order to what decides most (design C8)."""
    proviso = rule("r/p", of("danger", "yes"), route=["b"], urgency="immediate")
    maybe = rule("m", ages(0, 17), route=["c"], urgency="immediate")

    def asked(urgency: str) -> list[str]:
        lead = rule("r", route=["a"], provisos=(proviso,), urgency=urgency)
        return list(questions(ruleset([desk("a"), desk("b"), desk("c")], [lead, maybe])))

    assert asked("normal") == ["age", "danger"]
    assert asked("same-day") == asked("immediate") == ["danger", "age"]


def test_work_and_school_are_asked_where_they_would_add_a_resource_nearby() -> None:
    """Of the person's prefecture, from no to yes; not of another one, and not while the home is untold."""
    desks = [desk("a", serves=["米子市"], scopes=["working"]), desk("b", serves=["山形市"], scopes=["studying"])]
    world = ruleset(desks, [rule("r", route=["a", "b"])])
    assert questions(world, lives="鳥取市") == {"works": 0}
    assert questions(world, lives="山形市") == {}
    assert questions(world, lives="山形県鶴岡市") == {"studies": 0}
    assert questions(world, lives="鳥取市", works="鳥取市") == {}
    assert questions(world, lives="鳥取市", declined=["works"]) == {}
    assert "works" in questions(world)  # there it is to confirm: it settles a maybe


def test_a_default_that_vanishes_is_settled() -> None:
    """A maybe by default is settled by an answer that makes the rule a yes."""
    last = clause("default", "d", at("lives", "鳥取市"), route=["b"])
    world = ruleset([desk("a", ages(0, 17)), desk("b")], [rule("r", route=["a"])], defaults=[last])
    assert questions(world) == {"age": 2, "lives": 1}


def test_every_place_of_work_that_a_rule_knows_is_tried() -> None:
    """The one desk nearby is found among many far away."""
    cities = ("札幌市北区", "山形市", "山形県鶴岡市", "兵庫県香美町", "那覇市", "米子市")
    desks = [desk(f"d{n}", serves=[city], scopes=["working"]) for n, city in enumerate(cities)]
    world = ruleset(desks, [rule("r", route=[one.name for one in desks])])
    assert questions(world, lives="鳥取市") == {"works": 0}


@pytest.mark.parametrize(("open_", "closed"), [(ages(18, 39), ages(0, 17)), (ages(0, 17), ages(18, 39))])
def test_an_answer_may_settle_what_does_not_depend_on_it(open_: In, closed: In) -> None:
    """A maybe by default depends on age through the defaults only: one answer opens a rule's desk and ends it."""
    day, night = (way(None, (WEEKDAY_HOURS,)),), (way(None, (NIGHT_HOURS,)),)
    last = clause("default", "d", at("lives", "鳥取市"), route=["b"])
    desks = [desk("a", open_, ways=day), desk("c", closed, ways=night), desk("b", ways=day)]
    world = ruleset(desks, [rule("r", route=["a", "c"])], defaults=[last])
    assert questions(world, at=FRIDAY_15) == {"age": 3, "lives": 1}


def test_an_answer_about_time_opens_and_closes() -> None:
    """Had the time been told, the desk would be closed, its chain would apply, and a maybe become a yes."""
    rules = [
        rule("chain", route=["a"], otherwise=(("x",),)),
        rule("home", at("lives", "鳥取市"), route=["x"]),
        rule("hours", During((WEEKDAY_HOURS,)), route=["y"]),
    ]
    world = ruleset([desk("a", ways=(way(None, (NIGHT_HOURS,)),)), desk("x"), desk("y")], rules)
    assert questions(world) == {"time": 2, "lives": 1}


@settings(max_examples=120, deadline=None)
@given(worlds(), partly_told(), st.sampled_from(("age", "lives", "stays", "school", "caller", "channel", "danger")))
def test_decides_is_what_trying_every_answer_gives(ruleset: Ruleset, knowledge: Knowledge, name: str) -> None:
    """The classes of answers leave none out: the count equals that of trying values one by one."""
    reference = Reference(ruleset, CALENDAR)
    decision = reference.decide_known(knowledge)
    before = reference.answer(knowledge)
    maybes = {n for n, s in before.standings.items() if s.verdict == MAYBE}
    attribute = attributes()[name]
    domain = knowledge.told.get(name) or whole(attribute)
    if attribute.shape == "place":
        places = [at("lives", *CITIES).mask, at("lives", "札幌市北区").mask, domain & ~((1 << 1892) - 1)]
        domain &= places[0] | places[1] | places[2] | domain & -domain
    settled = set()
    for position in range(domain.bit_length()):
        if domain >> position & 1:
            after = reference.answer(telling(ruleset.attributes, knowledge, name, 1 << position)).standings
            settled |= {n for n in maybes if n not in after or after[n].verdict == YES}
    asked = {question.attribute: question.decides for question in decision.questions}
    if name in asked:
        assert asked[name] == len(settled)
    elif name not in knowledge.declined and not (name in knowledge.told and domain.bit_count() == 1):
        confirms = {a for r in decision.referrals for a in r.confirm}
        assert name not in confirms or not settled


# --- plan ----------------------------------------------------------------------------------------------------------


def test_the_fewest_resources_that_address_all() -> None:
    """One that handles both beats two; a plan is for two or more issues."""
    desks = [desk("both", handles=["debt", "abuse"]), desk("debt", handles=["money"]), desk("abuse", handles=["abuse"])]
    world = ruleset(desks, [rule("r", route=["both", "debt", "abuse"])])
    assert route(world, issues=["debt", "neglect"]).plan == ("both",)
    without = route(world, {"both": "paused"}, issues=["debt", "neglect"])
    assert set(without.plan) == {"debt", "abuse"} and without.unaddressed == ()
    assert route(world, issues=["debt"]).plan == ()


def test_unaddressed_issues_are_named() -> None:
    """Of one issue too; a maybe addresses nothing."""
    world = ruleset(
        [desk("debt", handles=["debt"]), desk("m", ages(0, 17), handles=["loneliness"])],
        [rule("r", route=["debt", "m"])],
    )
    decision = route(world, issues=["debt", "loneliness", "violence"])
    assert decision.plan == ("debt",) and decision.unaddressed == ("loneliness", "violence")
    assert route(world, issues=["violence"]).unaddressed == ("violence",)
    assert route(world).unaddressed == ()


def test_a_broader_issue_is_not_addressed_by_what_handles_a_narrower_one() -> None:
    """`handles neglect` does not cover abuse; `handles abuse` covers neglect."""
    world = ruleset([desk("n", handles=["neglect"])], [rule("r", route=["n"])])
    assert route(world, issues=["neglect", "abuse"]).unaddressed == ("abuse",)
    world = ruleset([desk("a", handles=["abuse"])], [rule("r", route=["a"])])
    assert route(world, issues=["neglect", "abuse"]).unaddressed == ()


def test_a_resource_without_handles_addresses_what_the_rule_is_about() -> None:
    """Where the rule's issue lines are yes for that issue alone; not by default, otherwise or a rule about anything."""
    lead = rule("r", about("money"), route=["a"])
    world = ruleset([desk("a")], [lead])
    assert route(world, issues=["debt", "loneliness"]).unaddressed == ("loneliness",)
    assert route(ruleset([desk("a")], [rule("r", route=["a"])]), issues=["debt"]).unaddressed == ("debt",)
    last = clause("default", "d", about("money"), route=["a"])
    assert route(ruleset([desk("a")], defaults=[last]), issues=["debt"]).unaddressed == ("debt",)
    chain = rule("r", about("money"), route=["x"], otherwise=(("a",),))
    stands_in = route(ruleset([desk("a"), desk("x", status="paused")], [chain]), issues=["debt", "abuse"])
    assert fits(stands_in) == {"a": "yes"} and stands_in.plan == ()
    assert stands_in.unaddressed == ("abuse", "debt")
    both = rule("r", about("money", "abuse", mode="all"), route=["a"])
    assert route(ruleset([desk("a")], [both]), issues=["debt", "violence"]).unaddressed == ("debt", "violence")
    mixed = rule("r", AnyOf((ages(0, 17), about("money"))), route=["a"])
    assert route(ruleset([desk("a")], [mixed]), age=16, issues=["debt", "abuse"]).unaddressed == ("abuse",)
    except_abuse = rule("r", route=["a"], provisos=(rule("r/p", about("abuse"), route=["b"]),))
    decision = route(ruleset([desk("a"), desk("b")], [except_abuse]), issues=["debt", "neglect"])
    assert decision.unaddressed == ("debt",)


@pytest.mark.parametrize(
    ("choices", "plan"),
    [
        ([("a", "now", "x"), ("b", "now", "y")], ("a", "b")),
        ([("a", "later", "xy"), ("b", "now", "xy")], ("b",)),
        ([("a", "unknown", "xy"), ("b", "later", "xy")], ("a",)),
        ([("a", "now", "x"), ("b", "later", "xy")], ("b",)),
        ([("a", "now", "x"), ("b", "now", "x"), ("c", "now", "y")], ("a", "c")),
        ([("a", "unknown", "x"), ("b", "unknown", "y"), ("c", "now", "x"), ("d", "later", "y")], ("b", "c")),
        ([("a", "now", "xy"), ("b", "now", "yz"), ("c", "now", "zx")], ("a", "b")),
        ([("a", "now", "")], ()),
        ([], ()),
    ],
)
def test_ties_go_to_the_most_open_then_to_the_earliest(choices: Any, plan: tuple[str, ...]) -> None:
    """The most that are now, then the most of unknown hours, then the earliest positions."""
    assert planned([(name, open, frozenset(covers)) for name, open, covers in choices]) == plan


_OPEN = {"now": 0, "unknown": 1, "later": 2}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(tuple(_OPEN)), st.frozensets(st.sampled_from("uvwxyz"))), max_size=7))
def test_the_plan_is_what_trying_every_set_gives(choices: list[tuple[Any, frozenset[str]]]) -> None:
    """Minimum set cover, exactly, with its ties."""
    wanted = frozenset[str]().union(*(covers for _, covers in choices))
    covering = [
        chosen
        for size in range(len(choices) + 1)
        for chosen in combinations(range(len(choices)), size)
        if frozenset[str]().union(*(choices[n][1] for n in chosen)) == wanted
    ]
    best = min(covering, key=lambda chosen: (len(chosen), sorted(_OPEN[choices[n][0]] for n in chosen), chosen))
    found = planned([(str(n), open, covers) for n, (open, covers) in enumerate(choices)])
    assert found == tuple(map(str, best))


def test_openness_decides_between_plans_of_one_consultation() -> None:
    """On a Friday afternoon the desk that is open is planned for."""
    desks = [
        desk("night", handles=["debt", "abuse"], ways=(way(None, (NIGHT_HOURS,)),), serves=["鳥取市"]),
        desk("day", handles=["debt", "abuse"], ways=(way(None, (WEEKDAY_HOURS,)),)),
    ]
    world = ruleset(desks, [rule("r", route=["night", "day"])])
    assert route(world, issues=["debt", "abuse"], lives="鳥取市", at=FRIDAY_15).plan == ("day",)
    assert route(world, issues=["debt", "abuse"], lives="鳥取市").plan == ("night",)
