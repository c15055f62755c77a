"""The order of referrals, key by key: language §4, "Order"."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from engine.worlds import (
    CALENDAR,
    FRIDAY_15,
    NIGHT_HOURS,
    WEEKDAY_HOURS,
    WISHES,
    ages,
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
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.reference import Reference
from tsunagari.model.registry import Resource
from tsunagari.model.rules import Clause

CITY = ("鳥取市",)
NOW, LATER, UNKNOWN = (way(None, (WEEKDAY_HOURS,)),), (way(None, (NIGHT_HOURS,)),), (way(),)


def order(desks: list[Resource], rules: list[Clause], **facts: Any) -> list[str]:
    """The resources of the decision, whichever way equals take turns: sorted for three rotation keys."""
    world = ruleset(desks, rules, defaults=[clause("default", "d", of("danger", "yes"), route=[desks[0].name])])
    orders = {tuple(fits(route(world, rotation=key, **facts))) for key in ("1", "2", "3", "4", "5", "6")}
    (found,) = orders  # a key above the rotation decides, so that no rotation changes the order
    return list(found)


def to(*names: str, **more: Any) -> Clause:
    """A rule to these."""
    return rule("-".join(names) + str(more.get("urgency", "")), route=names, **more)


def test_yes_before_maybe() -> None:
    """Even an immediate one that is open now comes after a closed yes, while it is only a maybe."""
    unsure = rule("u", ages(0, 17), route=["a"], urgency="immediate")
    assert order([desk("a", ways=NOW), desk("b", ways=LATER)], [unsure, to("b")], at=FRIDAY_15) == ["b", "a"]


def test_untried_before_again() -> None:
    """Before openness and urgency."""
    rules = [to("a", urgency="immediate"), to("b")]
    assert order([desk("a", ways=NOW), desk("b", ways=LATER)], rules, at=FRIDAY_15, tried=[("a", "full")]) == ["b", "a"]


def test_now_then_unknown_then_later() -> None:
    """Before urgency; among those that open later the hour decides nothing."""
    desks = [desk("a", ways=LATER), desk("b", ways=UNKNOWN), desk("c", ways=NOW)]
    rules = [to("a", urgency="immediate"), to("b", urgency="same-day"), to("c")]
    assert order(desks, rules, at=FRIDAY_15) == ["c", "b", "a"]
    assert order(desks, rules) == ["a", "b", "c"]


def test_urgency() -> None:
    """Immediate, same-day, normal; before rule and default, wishes and reach."""
    desks = [desk("a", serves=["鳥取市"], honours=WISHES), desk("b"), desk("c")]
    rules = [to("a"), to("b", urgency="same-day"), to("c", urgency="immediate")]
    assert order(desks, rules, lives="鳥取市", wishes=["anonymous"]) == ["c", "b", "a"]


def test_rule_and_otherwise_before_default() -> None:
    """Before wishes; here an otherwise counts as a rule."""
    desks = [desk("a", ways=LATER), desk("b", ways=LATER), desk("c", ways=LATER, honours=WISHES)]
    desks.append(desk("x", status="paused"))
    rules = [rule("r", route=["x"], otherwise=(("a",),)), to("b")]
    world = ruleset(desks, rules, defaults=[clause("default", "d", route=["c"])])
    decision = route(world, at=FRIDAY_15, wishes=["anonymous"])
    assert [r.by for r in decision.referrals][2] == "default"
    assert {r.by for r in decision.referrals[:2]} == {"rule", "otherwise"}


def test_all_wishes_honoured_before_unmet_ones() -> None:
    """Before reach; how many are unmet does not count; an unmet wish is named and hides nothing."""
    desks = [desk("a", serves=CITY), desk("b", honours=WISHES), desk("c", serves=CITY, honours=("anonymous",))]
    world = ruleset(desks, [to("a", "b", "c")])
    decision = route(world, lives="鳥取市", wishes=["same-sex", "anonymous"])
    assert decision.referrals[0].resource == "b"
    assert {r.resource: r.unmet_wishes for r in decision.referrals} == {
        "a": ("anonymous", "same-sex"),
        "b": (),
        "c": ("same-sex",),
    }


def test_the_smallest_area_that_holds_the_person_first() -> None:
    """City, prefecture, nation; the whole of K must be held, so a coarse home is near to nobody's city."""
    desks = [desk("nation"), desk("city", serves=["鳥取市"]), desk("prefecture", serves=["鳥取県"])]
    rules = [to("nation", "city", "prefecture")]
    assert order(desks, rules, lives="鳥取市") == ["city", "prefecture", "nation"]
    assert order(desks, rules, lives="鳥取県") == ["prefecture", "nation", "city"]


def test_entries_count_one_by_one() -> None:
    """Two cities on one line are two entries: each is as near as if it stood alone."""
    desks = [desk("two", serves=["鳥取市", "米子市"]), desk("prefecture", serves=["鳥取県"])]
    world = ruleset([*desks, desk("one", serves=["鳥取市"])], [to("two", "prefecture", "one")])
    firsts = {next(iter(fits(route(world, lives="鳥取市", rotation=str(n))))) for n in range(20)}
    assert firsts == {"two", "one"}


def test_who_stands_in_comes_after_those_of_a_route() -> None:
    """The last key above the turns: behind equals, before whoever is farther, and no turns between the two."""
    desks = [desk("x", status="paused"), desk("a"), desk("b"), desk("near", serves=CITY)]
    chain = rule("r", route=["x"], otherwise=(("a", "near"),))
    assert order(desks, [chain, to("b")], lives="鳥取市") == ["near", "b", "a"]
    assert order(desks, [chain, to("b"), to("a", urgency="same-day")], lives="鳥取市") == ["a", "near", "b"]


def test_work_counts_where_no_entry_holds_the_home() -> None:
    """Then stays, works, studies in turn; then it is as far as the nation."""
    desks = [desk("far"), desk("near", serves=["鳥取市"], scopes=["working", "living"])]
    assert order(desks, [to("far", "near")], lives="山形市", works="鳥取市") == ["near", "far"]


def test_equals_take_turns() -> None:
    """Over 2,000 rotation keys each of n equals is first in 1/n of them, within a quarter (水平的連携)."""
    for n in (2, 3, 7):
        names = [f"desk{number}" for number in range(n)]
        world = Reference(ruleset([desk(name) for name in names], [to(*names)]), CALENDAR)
        facts = (Consultation(rotation=f"key{key}") for key in range(2000))
        firsts = Counter(world.decide(told).referrals[0].resource for told in facts)
        assert set(firsts) == set(names)
        assert all(0.75 < count * n / 2000 < 1.25 for count in firsts.values())


def test_the_date_turns_where_no_key_is_given() -> None:
    """One day, one order, whatever the hour; over days the order changes; untold, it is one order for ever."""
    world = ruleset([desk("a"), desk("b")], [to("a", "b")])

    def first(**facts: Any) -> str:
        return route(world, **facts).referrals[0].resource

    assert len({first(at=f"2026-05-01T{hour:02}:00:00+09:00") for hour in range(24)}) == 1
    assert {first(at=f"2026-05-{day:02}T12:00:00+09:00") for day in range(1, 21)} == {"a", "b"}
    assert len({first(age=age) for age in range(20)}) == 1
    assert len({first(rotation="k", at=f"2026-05-{day:02}T12:00:00+09:00") for day in range(1, 21)}) == 1


@pytest.mark.parametrize("count", [20, 21])
def test_every_maybe_counts_and_twenty_are_listed(count: int) -> None:
    """All yes resources are listed, whatever their number."""
    unsure, sure = [f"m{n:02}" for n in range(count)], [f"y{n:02}" for n in range(30)]
    world = ruleset(
        [desk(name) for name in (*unsure, *sure)], [rule("r", ages(0, 17), route=unsure), rule("s", route=sure)]
    )
    decision = route(world)
    assert (decision.maybe_count, len(decision.referrals)) == (count, 30 + 20)


def test_one_referral_has_every_key() -> None:
    """The JSON keys of a decision and a referral, in the order of the design."""
    world = ruleset([desk("a", organization="org", ways=(way("phone", (NIGHT_HOURS,), phone="110"),))], [to("a")])
    decision = route(world, {"a": "active"}, at=FRIDAY_15)
    assert decision.to_dict() == {
        "ruleset": "world",
        "digest": "sha256:0",
        "status": decision.status,
        "referrals": [
            {
                "resource": "a",
                "organization": "org",
                "fit": "yes",
                "open": "later",
                "opens_at": "2026-05-01T22:00:00+09:00",
                "again": False,
                "urgency": "normal",
                "by": "rule",
                "rules": ["a"],
                "basis": [],
                "confirm": [],
                "unmet_wishes": [],
                "via": [{"channel": "phone", "phone": "110", "open": "later"}],
                "say": [],
            }
        ],
        "maybe_count": 0,
        "by_default": False,
        "gap": None,
        "questions": [],
        "plan": [],
        "unaddressed": [],
    }
    assert list(decision.to_dict()["referrals"][0])[:4] == ["resource", "organization", "fit", "open"]
    assert only(decision).opens_at is not None


def test_the_status_has_a_digest_of_its_own() -> None:
    """Null without an overlay; equal overlays, by alias or name and in any order, are equal."""
    world = ruleset([desk("a", names=("あ",)), desk("b")], [to("a")])
    assert route(world).status is None
    one = route(world, {"b": "paused", "a": "active"}).status
    assert one == route(world, {"あ": "active", "b": "paused"}).status
    assert one is not None and one.startswith("sha256:") and len(one) == 71
    assert one != route(world, {"b": "closed", "a": "active"}).status
