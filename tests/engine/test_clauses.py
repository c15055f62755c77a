"""Clauses, provisos, resources' own conditions, ways and periods: language §4, "A clause" to "Time"."""

from __future__ import annotations

from datetime import date

from engine.worlds import (
    FRIDAY_15,
    FRIDAY_20,
    NIGHT_HOURS,
    SATURDAY_10,
    SATURDAY_HOURS,
    WEEKDAY_HOURS,
    about,
    ages,
    answer,
    clause,
    desk,
    of,
    only,
    route,
    rule,
    ruleset,
    way,
)
from tsunagari.calendar.hours import AROUND_THE_CLOCK
from tsunagari.engine.decision import WayOffered
from tsunagari.model.formula import During
from tsunagari.model.registry import Period
from tsunagari.model.ruleset import Ruleset

DESKS = [desk(name) for name in ("general", "police", "embassy", "school")]


def test_a_proviso_takes_the_place_of_its_rule() -> None:
    """Where the proviso holds its route applies and the rule's does not; a maybe leaves both open."""
    minors = rule("r/minors", ages(0, 17), route=["school"])
    world = ruleset(DESKS, [rule("r", about("debt"), route=["general"], provisos=(minors,))])
    assert answer(world, issues=["debt"], age=17) == {"school": "yes"}
    assert answer(world, issues=["debt"], age=18) == {"general": "yes"}
    assert answer(world, issues=["debt"]) == {"general": "maybe", "school": "maybe"}
    assert answer(world, issues=["abuse"], age=17) == {}


def test_a_proviso_under_a_proviso() -> None:
    """It holds where all above hold; it makes way for its own direct provisos only."""
    abroad = rule("r/danger/abroad", of("caller", "family"), route=["embassy"])
    danger = rule("r/danger", of("danger", "yes"), route=["police"], provisos=(abroad,), urgency="immediate")
    world = ruleset(DESKS, [rule("r", route=["general"], provisos=(danger,))])
    assert answer(world) == {"general": "yes"}
    assert answer(world, caller="family") == {"general": "yes"}
    assert answer(world, danger=True) == {"police": "yes"}
    assert answer(world, danger=True, caller="family") == {"embassy": "yes"}


def test_several_provisos_that_hold_all_apply() -> None:
    """Siblings do not exclude one another, nor touch other rules."""
    one, two = rule("r/a", ages(0, 17), route=["school"]), rule("r/b", of("danger", "yes"), route=["police"])
    world = ruleset(DESKS, [rule("r", route=["general"], provisos=(one, two)), rule("other", route=["embassy"])])
    assert answer(world, age=16, danger=True) == {"police": "yes", "school": "yes", "embassy": "yes"}


def test_a_proviso_with_two_lines_makes_way_unless_both_hold() -> None:
    """The negation of an and is an or."""
    proviso = rule("r/p", ages(0, 17), of("danger", "yes"), route=["police"])
    world = ruleset(DESKS, [rule("r", route=["general"], provisos=(proviso,))])
    assert answer(world, age=16, danger=False) == {"general": "yes"}
    assert answer(world, age=18, danger=True) == {"general": "yes"}
    assert answer(world, age=16, danger=True) == {"police": "yes"}


def test_a_proviso_outside_its_period_negates_nothing() -> None:
    """Before it begins and after it has ended the rule applies as if it were not written; untold, it is in effect."""
    for period, told in ((Period(date(2026, 5, 2)), FRIDAY_15), (Period(None, date(2026, 4, 30)), FRIDAY_15)):
        proviso = rule("r/p", route=["school"], effective=period)
        world = ruleset(DESKS, [rule("r", route=["general"], provisos=(proviso,))])
        assert "general" in answer(world, at=told)
        assert answer(world) == {"school": "yes"}


def test_own_conditions_join_every_clause() -> None:
    """`serves`, `ages`, `handles` and the rest must hold with the clause."""
    desks = [desk("d", ages(0, 17), serves=["鳥取県"], handles=["abuse"])]
    world = ruleset(desks, [rule("r", about("abuse", "money"), route=["d"])])
    assert answer(world, age=17, lives="鳥取市", issues=["neglect"]) == {"d": "yes"}
    assert answer(world, age=18, lives="鳥取市", issues=["neglect"]) == {}
    assert answer(world, age=17, lives="山形市", issues=["neglect"]) == {}
    assert answer(world, age=17, lives="鳥取市", issues=["debt"]) == {}
    assert answer(world, age=17, lives="鳥取市") == {"d": "maybe"}


def test_whose_place_counts() -> None:
    """Without a word living, and staying for no fixed abode; with words any of them suffices."""
    world = ruleset(
        [
            desk("plain", serves=["鳥取市"]),
            desk("working", serves=["鳥取市"], scopes=["working", "living"]),
            desk("caller", serves=["鳥取市"], scopes=["caller-living"]),
        ],
        [rule("r", route=["plain", "working", "caller"])],
    )
    assert answer(world, lives="山形市", stays="鳥取市") == {}
    assert answer(world, lives="no-fixed-abode", stays="鳥取市") == {"plain": "yes"}
    assert answer(world, lives="no-fixed-abode") == {"plain": "maybe"}
    assert only(route(world, lives="no-fixed-abode")).confirm == ("stays",)
    assert answer(world, lives="山形市", works="鳥取市") == {"working": "yes"}
    assert answer(world, lives="山形市", caller_lives="鳥取市") == {"caller": "yes"}


def test_an_untold_channel_satisfies_via() -> None:
    """Told, one of the ways must fit; a resource without `via` takes any channel; a coarse channel is a maybe."""
    ways = (way("phone", (AROUND_THE_CLOCK,), phone="189"), way("app", (NIGHT_HOURS,)))
    world = ruleset([desk("ways", ways=ways), desk("any")], [rule("r", route=["ways", "any"])])
    assert answer(world) == {"any": "yes", "ways": "yes"}
    assert answer(world, channel="visit") == {"any": "yes"}
    assert answer(world, channel="phone")["ways"] == "yes"
    assert answer(world, channel="chat") == {"any": "yes", "ways": "maybe"}


def test_via_lists_the_ways_that_fit() -> None:
    """Channel and language as told, each with its own openness, by channel then number."""
    ways = (
        way("phone", (WEEKDAY_HOURS,), phone="2"),
        way("phone", (AROUND_THE_CLOCK,), phone="1", speaks=3),
        way("app"),
    )
    world = ruleset([desk("d", ways=ways)], [rule("r", route=["d"])])
    assert only(route(world, at=FRIDAY_20)).via == (
        WayOffered("app", None, "unknown"),
        WayOffered("phone", "1", "now"),
        WayOffered("phone", "2", "later"),
    )
    assert [w.phone for w in only(route(world, channel="phone", language="en")).via] == ["1"]
    assert only(route(world)).via[0].open == "not asked"


def test_no_speaks_means_japanese() -> None:
    """A resource that wrote no language is a no in another one."""
    world = ruleset([desk("d"), desk("both", ways=(way(speaks=3),))], [rule("r", route=["d", "both"])])
    assert answer(world, language="en") == {"both": "yes"}
    assert answer(world) == {"both": "yes", "d": "yes"}


def test_a_channel_line_and_a_way_are_one_line() -> None:
    """`when channel chat` with a telephone only never meets, even while the channel is untold."""
    world = ruleset([desk("d", ways=(way("phone"),))], [rule("r", of("channel", "chat"), route=["d"])])
    assert answer(world) == {} and answer(world, channel="phone") == {} == answer(world, channel="chat")


def test_openness_when_told_and_when_not() -> None:
    """Now, later with the earliest instant, unknown, not asked; the best way counts."""
    ways = {
        "now": (way("phone", (WEEKDAY_HOURS,)), way("visit", (SATURDAY_HOURS,))),
        "later": (way("phone", (NIGHT_HOURS,)), way("visit", (SATURDAY_HOURS,))),
        "unknown": (way("phone"), way("visit", (SATURDAY_HOURS,))),
    }
    world = ruleset([desk(name, ways=some) for name, some in ways.items()], [rule("r", route=list(ways))])
    told = route(world, at=FRIDAY_15)
    assert {r.resource: r.open for r in told.referrals} == {"now": "now", "unknown": "unknown", "later": "later"}
    assert [r.opens_at.isoformat() if r.opens_at else None for r in told.referrals] == [
        None,
        None,
        "2026-05-01T22:00:00+09:00",
    ]
    assert {r.open for r in route(world).referrals} == {"not asked"}


def test_openness_comes_from_the_ways_that_share_the_verdict() -> None:
    """A closed way that fits says later, although another that does not fit is open."""
    ways = (way("phone", (WEEKDAY_HOURS,)), way("app", (NIGHT_HOURS,)))
    world = ruleset([desk("d", ways=ways)], [rule("r", route=["d"])])
    assert only(route(world, at=FRIDAY_15, channel="app")).open == "later"
    assert only(route(world, at=FRIDAY_15, channel="phone")).open == "now"


def test_no_opening_within_400_days_is_null() -> None:
    """A resource that never opens is later, without an instant."""
    ended = Period(None, date(2026, 5, 1))
    world = ruleset([desk("d", ways=(way("visit", (SATURDAY_HOURS,)),), effective=ended)], [rule("r", route=["d"])])
    referral = only(route(world, at=FRIDAY_15))
    assert (referral.open, referral.opens_at) == ("later", None)


def test_periods_of_resources() -> None:
    """Ended is no, not begun is later with the first instant in effect, untold passes; both ends are included."""

    def world(period: Period, hours: bool = True) -> Ruleset:
        ways = (way(None, (AROUND_THE_CLOCK,) if hours else None),)
        return ruleset([desk("d", ways=ways, effective=period)], [rule("r", route=["d"])])

    last, first = Period(None, date(2026, 5, 1)), Period(date(2026, 5, 2))
    assert answer(world(last), at=FRIDAY_15) == {"d": "yes"}
    assert answer(world(last), at=SATURDAY_10) == {}
    assert answer(world(last)) == answer(world(first)) == {"d": "yes"}
    coming = only(route(world(first), at=FRIDAY_15))
    assert (coming.fit, coming.open, str(coming.opens_at)) == ("yes", "later", "2026-05-02 00:00:00+09:00")
    unknown = only(route(world(first, hours=False), at=FRIDAY_15))
    assert (unknown.open, unknown.opens_at) == ("later", None)


def test_periods_of_clauses() -> None:
    """A rule that has ended leads nowhere; one that has not begun leads there later; the open rule wins."""
    old = rule("old", route=["general"], effective=Period(None, date(2026, 4, 30)))
    new = rule("new", route=["general"], effective=Period(date(2026, 5, 2)))
    assert answer(ruleset(DESKS, [old]), at=FRIDAY_15) == {}
    later = only(route(ruleset(DESKS, [new]), at=FRIDAY_15))
    assert (later.open, str(later.opens_at)) == ("later", "2026-05-02 00:00:00+09:00")
    both = only(route(ruleset(DESKS, [new, rule("now", route=["general"])]), at=FRIDAY_15))
    assert (both.open, both.rules) == ("now", ("new", "now"))


def test_a_ruleset_outside_its_period_answers_by_its_defaults() -> None:
    """Its rules do not apply, its withholds still do; without a yes the gap says so; untold, it is in its period."""
    ended = Period(None, date(2026, 4, 30))
    lead = rule("r", route=["general"], ruleset_effective=ended)
    hold = clause("withhold", "w", of("danger", "yes"), route=["police"], ruleset_effective=ended)
    last = clause("default", "d", of("danger", "no"), route=["police"], ruleset_effective=ended)
    world = ruleset(DESKS, [lead], withholds=[hold], defaults=[last], effective=ended)
    decision = route(world, at=FRIDAY_15)
    assert (only(decision).resource, only(decision).by, decision.by_default) == ("police", "default", True)
    assert answer(world) == {"general": "yes"}
    assert route(world, at=FRIDAY_15, danger=True).gap == "out-of-period"


def test_what_a_referral_says_comes_from_the_clauses_that_share_its_verdict() -> None:
    """The most urgent, all names, all bases once, all sentences; a clause that is only maybe adds nothing."""
    world = ruleset(
        DESKS,
        [
            rule("b", route=["general"], urgency="same-day", basis=("law 2", "law 1"), say=("hello",)),
            rule("a", route=["general"], basis=("law 2",), say=("take care", "hello")),
            rule("c", ages(0, 17), route=["general"], urgency="immediate", basis=("law 3",)),
        ],
        defaults=[clause("default", "d", route=["general"])],
    )
    referral = only(route(world))
    assert (referral.urgency, referral.by, referral.rules) == ("same-day", "rule", ("a", "b"))
    assert referral.basis == ("law 1", "law 2")
    assert referral.say == ("take care", "hello")


def test_time_lines_and_untold_time() -> None:
    """`when time` is a maybe while time is untold, and `confirm` names it."""
    world = ruleset(DESKS, [rule("r", During((WEEKDAY_HOURS,)), route=["general"])])
    assert only(route(world)).confirm == ("time",)
    assert answer(world, at=FRIDAY_15) == {"general": "yes"} and answer(world, at=FRIDAY_20) == {}
