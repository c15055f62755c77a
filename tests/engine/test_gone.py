"""Who is gone, what comes instead, and which gap is left: language §4, "Who is gone" to "default"."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.worlds import (
    FRIDAY_15,
    NIGHT_HOURS,
    WEEKDAY_HOURS,
    about,
    ages,
    answer,
    clause,
    desk,
    fits,
    of,
    only,
    route,
    rule,
    ruleset,
    way,
)
from tsunagari.model.registry import Period

A, B, C = desk("a"), desk("b"), desk("c")
CLOSED = (way(None, (NIGHT_HOURS,)),)
UNKNOWN = (way(),)


@pytest.mark.parametrize("status", ["paused", "do-not-refer", "closed"])
def test_all_but_active_are_gone(status: Any) -> None:
    """In the ruleset and by live status; a live status wins over the ruleset's."""
    world = ruleset([desk("a", status=status), B], [rule("r", route=["a", "b"])])
    assert answer(world) == {"b": "yes"}
    assert set(fits(route(world, {"a": "active", "b": status}))) == {"a"}


@pytest.mark.parametrize("outcome", ["declined", "declined-by-person", "not-eligible", "reached"])
def test_what_ended_a_referral_is_not_offered_again(outcome: str) -> None:
    """Tried resources are gone; a bare name means declined; the outcome that ends it wins over others."""
    world = ruleset([A, B], [rule("r", route=["a", "b"])])
    assert answer(world, tried=[("a", outcome)]) == {"b": "yes"}
    assert answer(world, tried=["a"]) == {"b": "yes"}
    assert answer(world, tried=[("a", "full"), ("a", outcome)]) == {"b": "yes"}


@pytest.mark.parametrize("outcome", ["no-answer", "full"])
def test_no_answer_and_full_come_again_behind_the_others(outcome: str) -> None:
    """They stay, marked, behind what is untried, even if that is closed."""
    world = ruleset([A, desk("z", ways=CLOSED)], [rule("r", route=["a", "z"])])
    decision = route(world, tried=[("a", outcome)], at=FRIDAY_15)
    assert [(r.resource, r.again) for r in decision.referrals] == [("z", False), ("a", True)]


def test_an_immediate_resource_is_never_gone_for_having_been_tried_in_danger() -> None:
    """While danger is yes; it is marked `again`; without danger, or not immediate, it is gone."""
    world = ruleset([A, B], [rule("r", route=["a"], urgency="immediate"), rule("s", route=["b"])])
    decision = route(world, tried=["a", "b"], danger=True)
    assert (only(decision).resource, only(decision).again) == ("a", True)
    assert answer(world, tried=["a", "b"]) == {}


def test_withheld_is_gone_and_perhaps_withheld_is_maybe() -> None:
    """A withhold beats every route and default; a maybe of it makes a maybe, to be confirmed."""
    hold = clause("withhold", "w", about("violence"), of("caller", "family"), route=["a"])
    world = ruleset(
        [A, B], [rule("r", route=["a", "b"])], withholds=[hold], defaults=[clause("default", "d", route=["a"])]
    )
    assert answer(world, issues=["violence"], caller="family") == {"b": "yes"}
    assert answer(world, issues=["violence"], caller="self") == {"a": "yes", "b": "yes"}
    decision = route(world, caller="family")
    assert fits(decision) == {"b": "yes", "a": "maybe"}
    assert decision.referrals[1].confirm == ("issue",)


def test_a_withhold_outside_its_period_withholds_nothing() -> None:
    """Told an instant outside; untold, it is in effect."""
    hold = clause("withhold", "w", route=["a"], effective=Period(date(2026, 5, 2)))
    world = ruleset([A], [rule("r", route=["a"])], withholds=[hold])
    assert answer(world, at=FRIDAY_15) == {"a": "yes"}
    assert answer(world) == {}


def test_otherwise_waits_for_the_route() -> None:
    """The chain applies while no resource of the route is a yes, through this clause, that is now or not asked."""
    chain = (("b",), ("c",))
    lead = rule("r", route=["a"], otherwise=chain)
    assert answer(ruleset([A, B, C], [lead])) == {"a": "yes"}
    assert answer(ruleset([A, B, C], [lead]), at=FRIDAY_15) == {"a": "yes"}
    closed = ruleset([desk("a", ways=CLOSED), B, C], [lead])
    decision = route(closed, at=FRIDAY_15)
    assert {r.resource: r.by for r in decision.referrals} == {"a": "rule", "b": "otherwise"}
    assert not decision.by_default
    assert answer(closed) == {"a": "yes"}


def test_unknown_hours_do_not_count_as_now() -> None:
    """Neither for the chain nor for the defaults."""
    lead = rule("r", route=["a"], otherwise=(("b",),))
    assert set(answer(ruleset([desk("a", ways=UNKNOWN), B], [lead]), at=FRIDAY_15)) == {"a", "b"}
    last = clause("default", "d", route=["b"])
    world = ruleset([desk("a", ways=UNKNOWN), B], [rule("r", route=["a"])], defaults=[last])
    assert set(answer(world, at=FRIDAY_15)) == {"a", "b"} and set(answer(world)) == {"a"}


def test_the_next_line_where_the_first_has_none_either() -> None:
    """Gone, closed and maybe resources of a line let the next one in; the lines before stay."""
    lead = rule("r", route=["a"], otherwise=(("b",), ("c",)))
    gone = ruleset([desk("a", status="paused"), desk("b", ways=CLOSED), C], [lead])
    assert set(answer(gone, at=FRIDAY_15)) == {"b", "c"}
    unsure = ruleset([desk("a", ages(0, 17)), desk("b", ages(0, 17)), C], [lead])
    assert answer(unsure) == {"c": "yes", "a": "maybe", "b": "maybe"}
    tried = ruleset([A, B, C], [lead])
    assert answer(tried, tried=["a", "b"]) == {"c": "yes"}


def test_a_tried_resource_that_is_gone_does_not_stop_the_chain() -> None:
    """In danger an immediate clause keeps it only where that clause shares its verdict."""
    normal = rule("normal", route=["a"], otherwise=(("b",),))
    perhaps = rule("perhaps", ages(0, 17), route=["a"], urgency="immediate")
    world = ruleset([A, B], [normal, perhaps])
    assert answer(world, tried=["a"], danger=True) == {"b": "yes"}
    assert answer(world, tried=["a"], danger=True, age=16) == {"a": "yes"}


def test_otherwise_has_the_verdict_of_the_clause_and_its_own_conditions() -> None:
    """A maybe of the clause makes maybes; a resource that does not take the person is not in it."""
    lead = rule("r", about("debt"), route=["a"], otherwise=(("b", "c"),))
    world = ruleset([desk("a", status="closed"), B, desk("c", serves=["鳥取市"])], [lead])
    assert answer(world, lives="山形市") == {"b": "maybe"}
    assert answer(world, lives="鳥取市", issues=["debt"]) == {"b": "yes", "c": "yes"}
    assert answer(world, issues=["abuse"]) == {}


def test_a_yes_through_another_clause_does_not_stop_the_chain() -> None:
    """The chain asks for a yes through this clause."""
    world = ruleset([A, B], [rule("r", ages(0, 17), route=["a"], otherwise=(("b",),)), rule("s", route=["a"])])
    assert answer(world) == {"a": "yes", "b": "maybe"}


def test_a_resource_held_back_does_not_stop_the_chain() -> None:
    """Perhaps withheld is not a yes: the chain is decided after the withholds."""
    hold = clause("withhold", "w", about("violence"), route=["a"])
    world = ruleset([A, B], [rule("r", route=["a"], otherwise=(("b",),))], withholds=[hold])
    assert answer(world) == {"b": "yes", "a": "maybe"}


def test_defaults_apply_where_nothing_is_a_yes_that_is_now() -> None:
    """One's own first, those of what `uses` brought by the same test after them; the answer says so (C5)."""
    own = clause("default", "own", of("danger", "no"), route=["b"])
    defaults = [own, clause("default", "used", route=["c"], tier=1)]
    world = ruleset([desk("a", ages(0, 17)), B, C], [rule("r", route=["a"])], defaults=defaults)
    assert answer(world, age=16) == {"a": "yes"}
    by_own = route(world, age=18)
    assert (only(by_own).resource, only(by_own).by, only(by_own).rules) == ("b", "default", ("own",))
    assert by_own.by_default and by_own.gap is None
    assert answer(world, age=18, danger=True) == {"c": "yes"}
    assert answer(world, age=18, tried=["b"]) == {"c": "yes"}
    assert answer(world) == {"b": "yes", "a": "maybe"}


def test_a_default_has_its_own_chain_and_is_still_a_default() -> None:
    """What a default's `otherwise` leads to is by default (C5)."""
    last = clause("default", "d", route=["a"], otherwise=(("b",),))
    decision = route(ruleset([desk("a", status="paused"), B], defaults=[last]))
    assert (only(decision).resource, only(decision).by, decision.by_default) == ("b", "default", True)


def test_a_resource_by_rule_and_by_default_is_by_rule() -> None:
    """Rule before default, where they share the verdict; a default's yes beats a rule's maybe."""
    last = clause("default", "d", route=["a"])
    closed = ruleset([desk("a", ways=CLOSED)], [rule("r", route=["a"])], defaults=[last])
    decision = route(closed, at=FRIDAY_15)
    assert (only(decision).by, decision.by_default, only(decision).rules) == ("rule", False, ("d", "r"))
    unsure = route(ruleset([A], [rule("r", ages(0, 17), route=["a"])], defaults=[last]))
    assert (only(unsure).by, unsure.by_default, only(unsure).rules) == ("default", True, ("d",))


@pytest.mark.parametrize(
    ("change", "facts", "gap"),
    [
        ({}, {"age": 16}, None),
        ({}, {}, "maybe-only"),
        ({}, {"age": 18}, "no-rule"),
        ({}, {"age": 16, "tried": ["a"]}, "all-tried"),
        ({"status": "paused"}, {"age": 16}, "all-paused"),
        ({"status": "closed"}, {}, "all-paused"),
        ({"status": "paused"}, {"age": 16, "tried": ["a"]}, "all-tried"),
        ({}, {"age": 16, "caller": "family"}, "all-withheld"),
        ({"status": "paused"}, {"age": 16, "caller": "family"}, "all-withheld"),
        ({}, {"age": 16, "caller": "family", "tried": ["a"]}, "all-tried"),
        ({"status": "paused"}, {"age": 18}, "no-rule"),
    ],
)
def test_the_gap_is_named(change: dict[str, Any], facts: dict[str, Any], gap: str | None) -> None:
    """Null where there is a yes; else the first cause that a resource would have been in the answer but for."""
    hold = clause("withhold", "w", of("caller", "family"), route=["a"])
    world = ruleset([desk("a", ages(0, 17), **change)], [rule("r", route=["a"])], withholds=[hold])
    assert route(world, **facts).gap == gap


def test_a_closed_resource_is_no_gap() -> None:
    """A yes that is later, or of unknown hours, is a yes."""
    for ways in (CLOSED, UNKNOWN, (way(None, (WEEKDAY_HOURS,)),)):
        assert route(ruleset([desk("a", ways=ways)], [rule("r", route=["a"])]), at=FRIDAY_15).gap is None
