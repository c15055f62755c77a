"""The index and its parts: what is in it, what it never does, and how a decision unfolds."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.worlds import CALENDAR, at, attributes, bit, desk, leaves_of, partly_told, rule, ruleset, worlds
from property import seeded_worlds
from tsunagari.calendar.days import DateRange, MonthDays, NthDays, Weekdays, YearlyRange
from tsunagari.calendar.holidays import FixedHolidays
from tsunagari.calendar.hours import JST, Hours, HoursLine, Span, is_open, next_opening
from tsunagari.engine.decision import Decision
from tsunagari.engine.index.bits import of_positions, positions, union
from tsunagari.engine.index.compiler import compile_index
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.index.timetable import timetable
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE
from tsunagari.model.registry import Resource
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.program import Program

LOCAL = ruleset(
    [
        desk("city", serves=["鳥取市"]),
        desk("far", serves=["山形市"]),
        desk("joint", serves=["鳥取市", "兵庫県香美町"]),
        desk("all"),
    ],
    [rule("everybody", route=["city", "far", "joint", "all"])],
)


@given(st.frozensets(st.integers(0, 300)))
def test_bits_are_sets(numbers: frozenset[int]) -> None:
    """A set of numbers becomes bits and comes back in ascending order."""
    assert list(positions(of_positions(numbers, 301))) == sorted(numbers)
    assert union(1 << number for number in numbers) == of_positions(numbers, 301)


# --- the timetable -------------------------------------------------------------------------------------------------

_dated = st.sampled_from((
    YearlyRange((12, 29), (1, 3)), YearlyRange((2, 29), (2, 29)), YearlyRange((4, 30), (5, 2)), NthDays((1, 5), (4, 5)),
    MonthDays((1, 31)), DateRange(date(2026, 5, 1), date(2026, 5, 3)), DateRange(date(2026, 5, 3), date(2026, 5, 9)),
    Weekdays(),
))  # fmt: skip
_cut = st.lists(_dated, max_size=2).map(lambda days: Hours(seeded_worlds.NIGHT_HOURS.lines, tuple(days)))
_lined = st.lists(_dated, min_size=1, max_size=2).map(
    lambda days: Hours((HoursLine(tuple(days), (Span(0, 60), Span(1380, 2000))),))
)
_hours = st.one_of(st.sampled_from(seeded_worlds.ALL_HOURS), _cut, _lined)


@given(
    st.lists(st.lists(_hours, max_size=2).map(tuple), min_size=1, max_size=4, unique=True),
    st.one_of(
        st.datetimes(datetime(2026, 4, 28), datetime(2026, 5, 11)),
        st.datetimes(datetime(2027, 12, 27), datetime(2028, 3, 2)),
        st.sampled_from((datetime.min, datetime.max, datetime(1, 1, 2, 0, 30))),
    ),
    st.frozensets(st.integers(0, 12).map(lambda days: date(2026, 4, 29) + timedelta(days=days)), max_size=4),
)
def test_a_timetable_says_what_the_calendar_says(
    several: list[tuple[Hours, ...]], instant: datetime, days: frozenset[date]
) -> None:
    """At every minute each of many hours is open just where the calendar, asked for it alone, says so."""
    holidays = FixedHolidays(days)
    at = instant.replace(tzinfo=JST)
    moment = timetable(several, holidays).at(at)
    assert [moment.is_open(n) for n in range(len(several))] == [is_open(hours, at, holidays) for hours in several]
    assert [moment.next_open(n) for n in range(len(several))] == [next_opening(one, at, holidays) for one in several]


# --- places --------------------------------------------------------------------------------------------------------


def met(**told: int) -> int:
    """How many slots somebody meets of whom this was told."""
    spaces = Matcher(LOCAL, CALENDAR).index.spaces(know(attributes(), told))
    return sum(one.everything.bit_count() for one in spaces)


def test_somebody_of_one_prefecture_meets_its_slots_and_the_nations() -> None:
    """Of four desks with two boxes for each area: those of another prefecture are not met, those of several are."""
    tottori, yamagata = leaves_of("鳥取市"), leaves_of("山形市")
    everything = met()
    assert everything == len(Matcher(LOCAL, CALENDAR).index.pair_of)
    assert met(lives=tottori) < everything
    assert met(lives=tottori) == met(lives=leaves_of("鳥取県")) == met(lives=yamagata)
    assert met(lives=bit("lives", ABROAD)) < met(lives=tottori)
    assert met(lives=tottori) < met(lives=tottori, works=yamagata) <= everything
    assert met(lives=bit("lives", NO_FIXED_ABODE)) == everything  # is somewhere: perhaps anywhere
    assert met(lives=bit("lives", NO_FIXED_ABODE), stays=tottori) == met(lives=tottori)


def test_what_is_not_met_is_not_lost() -> None:
    """Each person of the four desks gets those that serve them."""
    matcher = Matcher(LOCAL, CALENDAR)

    def found(**told: int) -> set[str]:
        return set(matcher.answer(know(attributes(), told)).standings)

    assert found(lives=leaves_of("鳥取市")) == {"all", "city", "joint"}
    assert found(lives=leaves_of("山形市")) == {"all", "far"}
    assert found(lives=bit("lives", NO_FIXED_ABODE), stays=leaves_of("山形市")) == {"all", "far"}
    assert found() == {"all", "city", "far", "joint"}


def test_a_work_place_elsewhere_widens_what_is_met() -> None:
    """Somebody who lives here and works there meets a desk that asks for both."""
    both = desk("both", at("works", "山形市"), serves=["鳥取市"])
    matcher = Matcher(ruleset([both], [rule("r", route=["both"])]), CALENDAR)
    told = {"lives": leaves_of("鳥取市"), "works": leaves_of("山形市")}
    assert set(matcher.answer(know(attributes(), told)).standings) == {"both"}


# --- never changing ------------------------------------------------------------------------------------------------


def changeable(value: Any, seen: set[int]) -> Iterator[str]:
    """The types of what could be changed in a value, however deep; models and calendars are others' promise."""
    if id(value) in seen or isinstance(value, Ruleset | Resource) or type(value).__module__.endswith("alternatives"):
        return
    seen.add(id(value))
    if isinstance(value, tuple | frozenset):
        for inner in value:
            yield from changeable(inner, seen)
    elif isinstance(value, MappingProxyType):
        for inner in (*value.keys(), *value.values()):
            yield from changeable(inner, seen)
    elif is_dataclass(value):
        if not type(value).__dataclass_params__.frozen:  # type: ignore[attr-defined]
            yield type(value).__name__
        for one in fields(value):
            yield from changeable(getattr(value, one.name), seen)
    elif isinstance(value, memoryview):
        if not value.readonly:
            yield "memoryview"
    elif not isinstance(value, int | str | date | type(None)):
        yield type(value).__name__


@pytest.mark.parametrize("seed", range(4))
def test_nothing_in_an_index_can_change(seed: int) -> None:
    """Numbers, texts, tuples, read-only maps and frozen values, all the way down: threads need no lock."""
    index = compile_index(seeded_worlds.world(seed).ruleset, seeded_worlds.CALENDAR)
    assert set(changeable(index, set())) == set()


def test_what_could_change_is_seen() -> None:
    """The look for changeable parts finds a list and a dict."""
    assert set(changeable((1, MappingProxyType({"a": [1]}), ({},)), set())) == {"list", "dict"}


def test_threads_share_an_index() -> None:
    """Many threads on one index and on one decision get what one thread gets."""
    made = seeded_worlds.world(3)
    several = [seeded_worlds.knowledge(number, made.ruleset) for number in range(40)]
    matcher = Matcher(made.ruleset, seeded_worlds.CALENDAR)
    alone = [matcher.decide_known(one).to_json() for one in several]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: matcher.decide_known(one).to_json(), several * 4)) == alone * 4
        decision = matcher.decide_known(several[0])
        assert set(threads.map(lambda _: decision.to_json(), range(16))) == {alone[0]}


def test_a_new_status_keeps_the_index() -> None:
    """A program with another status shares the index with the old one, which goes on answering as before."""
    program = Program(LOCAL)
    paused = program.with_status({"all": "paused"})
    assert paused._answerer is program._answerer
    assert program.status == {} and paused.status == {"all": "paused"}


# --- unfolding -----------------------------------------------------------------------------------------------------


@given(worlds(), partly_told(), st.permutations(Decision.__match_args__), st.integers(0, 4))
def test_parts_are_the_same_whenever_one_looks(
    made: Ruleset, knowledge: Knowledge, order: list[str], first: int
) -> None:
    """In whatever order the parts of a decision are looked at, they are the same; the top is the top of all."""
    matcher = Matcher(made, CALENDAR)
    whole, piecemeal = matcher.decide_known(knowledge), matcher.decide_known(knowledge)
    top = piecemeal.top(first)
    found = {name: getattr(piecemeal, name) for name in order}
    assert found == {name: getattr(whole, name) for name in order}
    assert top == whole.referrals[:first] == whole.top(first)


def test_a_decision_is_a_value() -> None:
    """It cannot be changed; equal ones are equal, hash alike and print alike; copies and pickles are equal."""
    matcher = Matcher(LOCAL, CALENDAR)
    one, other = (matcher.decide_known(know(attributes(), {})) for _ in range(2))
    assert one == other and hash(one) == hash(other) and repr(one) == repr(other)
    assert one != matcher.decide_known(know(attributes(), {"lives": leaves_of("山形市")}))
    assert one != one.to_dict()
    with pytest.raises(FrozenInstanceError):
        one.gap = None  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.gap
    fresh = matcher.decide_known(know(attributes(), {}))
    assert copy.copy(fresh) == pickle.loads(pickle.dumps(fresh)) == one
    assert repr(one).startswith("Decision(ruleset='world', digest='sha256:0', status=None, referrals=(Referral(")


def test_who_leads_and_stands_in_keeps_the_others_away() -> None:
    """A desk that is in the route and in the line after it is there, so nobody else of the line is asked."""
    chained = replace(rule("r", route=["here"]), otherwise=(("here", "there"),))
    matcher = Matcher(ruleset([desk("here"), desk("there")], [chained]), CALENDAR)
    decision = matcher.decide_known(know(attributes(), {"lives": leaves_of("鳥取市") & -leaves_of("鳥取市")}))
    assert [one.resource for one in decision.referrals] == ["here"]
