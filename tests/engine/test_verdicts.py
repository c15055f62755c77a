"""Verdict tables: language §4, "Verdicts", at every boundary."""

from __future__ import annotations

from typing import Any

import pytest

from engine.worlds import (
    CALENDAR,
    FRIDAY_15,
    FRIDAY_20,
    SUNDAY_2,
    WEEKDAY_HOURS,
    about,
    ages,
    at,
    desk,
    of,
    route,
    rule,
    ruleset,
    wishing,
)
from tsunagari.calendar.days import DaysOfWeek
from tsunagari.calendar.hours import Hours, HoursLine, Span
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.reference import decide
from tsunagari.model.formula import All, During, Formula, Not
from tsunagari.model.formula import Any as AnyOf


def verdict(*lines: Formula, presume: dict[str, int] | None = None, **facts: Any) -> str:
    """The verdict of a rule with these lines, through a resource without conditions."""
    world = ruleset([desk("d")], [rule("r", *lines, route=["d"])], presume=presume)
    decision = decide(world, Consultation(**facts), holidays=CALENDAR)
    return decision.referrals[0].fit if decision.referrals else "no"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"age": 17}, "yes"),
        ({"age": 18}, "no"),
        ({"age": (0, 17)}, "yes"),
        ({"age": (17, 18)}, "maybe"),
        ({"age": (18, 30)}, "no"),
        ({}, "maybe"),
        ({"age": 17, "declined": ["age"]}, "maybe"),
    ],
)
def test_a_value_in_a_set(facts: dict[str, Any], expected: str) -> None:
    """Yes if K ⊆ S, no if K ∩ S is empty, else maybe; declined is unstated."""
    assert verdict(ages(0, 17), **facts) == expected
    assert verdict(Not(ages(0, 17)), **facts) == {"yes": "no", "no": "yes", "maybe": "maybe"}[expected]


@pytest.mark.parametrize(
    ("facts", "expected", "reverse"),
    [({}, "yes", "no"), ({"age": 17}, "yes", "no"), ({"age": 18}, "no", "yes"), ({"age": (17, 18)}, "maybe", "maybe")],
)
def test_unknown_in_the_list(facts: dict[str, Any], expected: str, reverse: str) -> None:
    """Yes when the attribute was not given; coarsely given counts as given; the reverse says no."""
    assert verdict(ages(0, 17, absent=True), **facts) == expected
    assert verdict(Not(ages(0, 17, absent=True)), **facts) == reverse


def test_a_presumption_is_knowledge_but_not_given() -> None:
    """`presume lives 鳥取市` makes `lives 鳥取市` a yes; `unknown` in a list still holds."""
    presumed = {"lives": at("lives", "鳥取市").mask}
    assert verdict(at("lives", "鳥取市"), presume=presumed) == "yes"
    assert verdict(at("lives", "米子市"), presume=presumed) == "no"
    assert verdict(at("lives", "米子市", absent=True), presume=presumed) == "yes"
    assert verdict(at("works", "鳥取市"), presume=presumed) == "yes"


def test_coarse_places() -> None:
    """A prefecture is in itself, may be in one of its cities, and is outside of others; so a city with wards."""
    assert verdict(at("lives", "鳥取県"), lives="鳥取市") == "yes"
    assert verdict(at("lives", "鳥取県"), lives="鳥取県") == "yes"
    assert verdict(at("lives", "鳥取市"), lives="鳥取県") == "maybe"
    assert verdict(at("lives", "鳥取市"), lives="山形県") == "no"
    assert verdict(at("lives", "大阪市"), lives="大阪市北区") == "yes"
    assert verdict(at("lives", "大阪市北区"), lives="大阪市") == "maybe"


def test_caller_and_language_are_presumed() -> None:
    """The person calls and speaks Japanese unless told otherwise."""
    assert verdict(of("caller", "self")) == "yes"
    assert verdict(of("caller", "supporter"), caller="supporter") == "yes"
    assert verdict(of("caller", "teacher"), caller="supporter") == "maybe"
    assert verdict(of("caller", "supporter"), caller="teacher") == "yes"
    assert verdict(of("language", "英語")) == "no"
    assert verdict(of("danger", "yes")) == "no"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["neglect"], "yes"),
        (["abuse"], "yes"),
        (["debt"], "no"),
        (["debt", "violence"], "yes"),
        ([], "maybe"),
        (["care"], "maybe"),
    ],
)
def test_any_of_issues(stated: list[str], expected: str) -> None:
    """Yes under a listed one, maybe above one, else no; `neglect` lies under abuse and under care."""
    listed = about("abuse", "neglect")
    assert verdict(listed, issues=stated) == expected
    reverse = {"yes": "no", "no": "yes", "maybe": "maybe"}[expected]
    assert verdict(about("abuse", "neglect", mode="none"), issues=stated) == reverse
    assert verdict(Not(listed), issues=stated) == reverse


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["neglect"], "yes"),
        (["abuse", "care"], "yes"),
        (["abuse"], "no"),
        (["debt"], "no"),
        ([], "maybe"),
    ],
)
def test_all_of_issues(stated: list[str], expected: str) -> None:
    """The least of the single verdicts: one issue under both is both."""
    assert verdict(about("abuse", "care", mode="all"), issues=stated) == expected


def test_all_of_issues_that_may_be_refined() -> None:
    """A stated issue above a listed one leaves it open."""
    assert verdict(about("neglect", "violence", mode="all"), issues=["abuse"]) == "maybe"
    assert verdict(about("neglect", "violence", mode="all"), issues=["abuse", "violence"]) == "maybe"
    assert verdict(about("neglect", "violence", mode="all"), issues=["neglect", "violence"]) == "yes"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["debt", "loneliness"], "yes"),
        (["debt"], "no"),
        (["debt", "money"], "no"),
        (["neglect", "abuse", "care"], "no"),
        (["abuse", "care"], "yes"),
        ([], "maybe"),
    ],
)
def test_n_or_more(stated: list[str], expected: str) -> None:
    """Stated values count that do not lie above another stated one."""
    assert verdict(about(mode="count", number=2), issues=stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["neglect"], "yes"),
        (["abuse"], "no"),
        (["abuse", "debt"], "yes"),
        (["debt"], "no"),
        ([], "maybe"),
    ],
)
def test_n_or_more_of(stated: list[str], expected: str) -> None:
    """Listed ones count that are yes."""
    assert verdict(about("abuse", "care", "money", mode="count-of", number=2), issues=stated) == expected


def test_n_or_more_of_may_be_reached_by_maybes() -> None:
    """Maybe if maybes could reach n, no if they could not."""
    listed = ("neglect", "violence", "debt")
    assert verdict(about(*listed, mode="count-of", number=2), issues=["abuse"]) == "maybe"
    assert verdict(about(*listed, mode="count-of", number=3), issues=["abuse"]) == "no"


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (wishing("anonymous"), "no"),
        (wishing("anonymous", mode="none"), "yes"),
        (wishing("anonymous", mode="all"), "no"),
        (wishing(mode="count", number=1), "no"),
        (wishing("anonymous", "same-sex", mode="count-of", number=1), "no"),
        (wishing("anonymous", absent=True), "yes"),
        (wishing("anonymous", mode="none", absent=False), "no"),
    ],
)
def test_no_wish_stated_is_no_wish(test: Formula, expected: str) -> None:
    """Nothing stated of wishes means that none were."""
    assert verdict(test) == expected


def test_wishes_stated() -> None:
    """Wishes are no graph."""
    assert verdict(wishing("anonymous"), wishes=["anonymous"]) == "yes"
    assert verdict(wishing("anonymous"), wishes=["same-sex"]) == "no"
    assert verdict(wishing("anonymous", "same-sex", mode="all"), wishes=["匿名", "same-sex"]) == "yes"
    assert verdict(wishing(mode="count", number=2), wishes=["anonymous"]) == "no"


def test_unknown_among_issues() -> None:
    """`issue debt, unknown` holds where no issue was stated, and only there besides."""
    assert verdict(about("debt", absent=True)) == "yes"
    assert verdict(about("debt", absent=True), issues=["abuse"]) == "no"
    assert verdict(Not(about("debt", absent=True))) == "no"


def test_time_told_is_yes_or_no_and_untold_maybe() -> None:
    """Spans are half-open and belong to the day they start on; the union of the hours counts."""
    line = During((WEEKDAY_HOURS,))
    assert verdict(line) == verdict(Not(line)) == "maybe"
    assert verdict(line, at="2026-05-01T16:59:59+09:00") == "yes"
    assert verdict(line, at="2026-05-01T17:00:00+09:00") == "no"
    assert verdict(line, at="2026-05-01T09:00:00+09:00") == "yes"
    assert verdict(line, at="2026-05-01T08:59:59+09:00") == "no"
    assert verdict(line, at="2026-05-01T00:30:00Z") == "yes"
    assert verdict(Not(line), at=FRIDAY_20) == "yes"
    saturday_night = Hours((HoursLine((DaysOfWeek((5,)),), (Span(22 * 60, 32 * 60),)),))
    assert verdict(During((WEEKDAY_HOURS, saturday_night)), at=SUNDAY_2) == "yes"
    assert verdict(During((WEEKDAY_HOURS, saturday_night)), at=FRIDAY_15) == "yes"


def test_lines_of_one_attribute_are_one_line() -> None:
    """`age 15 or over` and `age under 40` against 10..50: together yes, no, maybe as one set would be."""
    lines = ages(15, 50), ages(10, 39)
    assert verdict(*lines, age=(15, 39)) == "yes"
    assert verdict(*lines, age=(10, 14)) == "no"
    assert verdict(*lines, age=(10, 50)) == "maybe"
    apart = at("lives", "鳥取市", "山形市"), at("lives", "米子市", "山形市")
    assert verdict(*apart, lives="鳥取県") == "no"
    assert verdict(*apart, lives="山形市") == "yes"


def test_nothing_is_reasoned_across_boxes() -> None:
    """Under 18 or 18 and over is everybody, but to somebody of unknown age each box is a maybe."""
    assert verdict(AnyOf((ages(0, 17), ages(18)))) == "maybe"
    assert verdict(ages(0, 120)) == "yes"


def test_an_unstated_attribute_in_several_lines() -> None:
    """The least of their verdicts; no where no value is in all of the sets, `unknown` being one."""
    assert verdict(ages(0, 17), ages(18)) == "no"
    assert verdict(ages(0, 17, absent=True), ages(10)) == "maybe"
    assert verdict(ages(0, 17, absent=True), ages(18)) == "no"
    assert verdict(ages(0, 17, absent=True), ages(18, absent=True)) == "yes"
    assert verdict(ages(0, 17, absent=True), ages(18, absent=True), age=16) == "no"
    assert verdict(ages(0, 17, absent=True), ages(18, absent=False)) == "no"
    assert verdict(ages(0, 120), ages(0, 17)) == "maybe"


def test_time_that_must_and_must_not_be_is_no() -> None:
    """Untold time: no where a span must hold and one that contains it must not."""
    assert verdict(During((WEEKDAY_HOURS,)), Not(During((WEEKDAY_HOURS,)))) == "no"
    assert verdict(All((During((WEEKDAY_HOURS,)), During((WEEKDAY_HOURS,))))) == "maybe"


def test_no_line_at_all_holds() -> None:
    """A rule without conditions is for everybody; an empty `or` is for nobody."""
    assert verdict() == "yes"
    assert verdict(AnyOf()) == "no"
    assert verdict(Not(AnyOf())) == "yes"


def test_language_that_no_ruleset_names() -> None:
    """It is a language, and none of the listed ones."""
    world = ruleset([desk("d")], [rule("r", route=["d"])])
    assert not route(world, language="tlh").referrals
    assert verdict(Not(of("language", "日本語", "英語")), language="ja") == "no"
