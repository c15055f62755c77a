"""Hours and sets of a change in words: what is usual is said, what differs is counted, and nothing is said in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.worlds import GRAPH, WISHES, desk, ruleset
from tsunagari.analysis.axes import Axes
from tsunagari.analysis.moments import timeline
from tsunagari.analysis.stated import of_sets
from tsunagari.calendar.days import DateRange, DayPattern, DaysOfWeek, MonthDays, Weekdays, WeekendsAndHolidays
from tsunagari.calendar.days import YearlyRange as Yearly
from tsunagari.calendar.holidays import FixedHolidays, NoHolidays
from tsunagari.calendar.hours import AROUND_THE_CLOCK, Hours, HoursLine, Span
from tsunagari.engine.explaining.said import Said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.pipeline.hour_words import hour_words
from tsunagari.pipeline.set_words import SetWords

FIRST, LAST = date(2026, 5, 1), date(2028, 4, 30)
HOLIDAYS = FixedHolidays(frozenset(date(2026, 5, n) for n in (4, 5, 6)))
EVERY_DAY = DaysOfWeek(tuple(range(7)))
NEW_YEAR = Yearly((12, 29), (1, 3))


def hours(*lines: tuple[Sequence[DayPattern], Sequence[tuple[int, int]]], cuts: Sequence[DayPattern] = ()) -> Hours:
    """Hours of some lines, each of days and of whole hours from and until."""
    made = (HoursLine(tuple(days), tuple(Span(60 * start, 60 * end) for start, end in spans)) for days, spans in lines)
    return Hours(tuple(made), tuple(cuts))


def when(one: Hours, last: date = LAST) -> Said:
    """The words of the hours at which something is open."""
    line = timeline([(one,)], [], FIRST, last, HOLIDAYS)
    return hour_words(line, line.open[(one,)], HOLIDAYS)


@pytest.mark.parametrize(
    ("one", "ja", "en"),
    [
        (AROUND_THE_CLOCK, "毎日の終日", "every day all day"),
        (hours(([EVERY_DAY], [(0, 8), (9, 24)])), "毎日の0:00–8:00と9:00–24:00", "every day 0:00–8:00 and 9:00–24:00"),
        (hours(([EVERY_DAY], [(22, 32)])), "毎日の0:00–8:00と22:00–24:00", "every day 0:00–8:00 and 22:00–24:00"),
        (hours(([Weekdays()], [(9, 17)])), "平日の9:00–17:00", "weekdays 9:00–17:00"),
        (
            hours(([WeekendsAndHolidays()], [(0, 24)])), "土日祝の終日", "weekends and holidays all day",
        ),
        (hours(([DaysOfWeek((5,))], [(9, 12)])), "土曜の9:00–12:00、ほか0日は異なる", ""),
        (
            hours(([EVERY_DAY], [(9, 12)]), cuts=[NEW_YEAR]),
            "毎日の9:00–12:00、年末年始（12月29日〜1月3日）を除く",
            "every day 9:00–12:00, not on 29 December to 3 January",
        ),
        (
            hours(([Weekdays()], [(9, 12)]), ([WeekendsAndHolidays(), NEW_YEAR], [(0, 24)])),
            "平日の9:00–12:00、土日祝・年末年始（12月29日〜1月3日）の終日",
            "weekdays 9:00–12:00, weekends and holidays and 29 December to 3 January all day",
        ),
        (
            hours(([EVERY_DAY], [(16, 21)]), ([MonthDays((10,))], [(8, 24)])),
            "毎日の16:00–21:00、ほか24日は異なる（2026-05-10は8:00–24:00）",
            "every day 16:00–21:00, otherwise on 24 days (2026-05-10: 8:00–24:00)",
        ),
        (
            hours(([EVERY_DAY], [(9, 12)]), cuts=[MonthDays((10,))]),
            "毎日の9:00–12:00、ほか24日は異なる（2026-05-10はなし）",
            "every day 9:00–12:00, otherwise on 24 days (2026-05-10: not at all)",
        ),
        (
            hours(([DateRange(date(2027, 2, 1), date(2027, 2, 2))], [(9, 12)])),
            "2027-02-01の9:00–12:00、2027-02-02の9:00–12:00", "9:00–12:00 on 2027-02-01, 9:00–12:00 on 2027-02-02",
        ),
        (
            hours(([DateRange(date(2027, 2, 1), LAST)], [(9, 12)])),
            "2027-02-01から、毎日の9:00–12:00", "every day 9:00–12:00, from 2027-02-01 on",
        ),
        (
            hours(([DateRange(FIRST, date(2027, 2, 1))], [(9, 12)])),
            "2027-02-01まで、毎日の9:00–12:00", "every day 9:00–12:00, until 2027-02-01",
        ),
        (
            hours(([DateRange(date(2026, 12, 1), date(2027, 2, 1))], [(9, 12)])),
            "2026-12-01から2027-02-01まで、毎日の9:00–12:00", "every day 9:00–12:00, from 2026-12-01 until 2027-02-01",
        ),
    ],
)  # fmt: skip
def test_hours_are_said_by_kinds_of_days(one: Hours, ja: str, en: str) -> None:
    """Japanese and English; a Saturday that is no holiday is a Saturday."""
    said = when(one)
    assert said.ja == ja.removesuffix("、ほか0日は異なる")
    assert said.en == (en or "Saturdays 9:00–12:00")


def test_a_week_or_less_at_an_end_is_no_date() -> None:
    """Hours that skip the first days are not told as beginning with a date."""
    late = hours(([DateRange(FIRST + timedelta(days=7), LAST)], [(9, 12)]))
    assert "から" not in when(late).ja
    later = hours(([DateRange(FIRST + timedelta(days=8), LAST)], [(9, 12)]))
    assert when(later).ja.startswith("2026-05-09から")


class Sets:
    """The sets of issues and wishes of a small vocabulary, in words."""

    def __init__(self, *larger: tuple[str, ...], graph: Mapping[str, tuple[str, ...]] = GRAPH) -> None:
        self.ruleset = ruleset([desk("desk")], graph=graph)
        leaves = self.ruleset.issues.leaves()
        self.issues = [*((one,) for one in leaves), *larger]
        wishes = [(), *((one,) for one in WISHES)]
        sets = {"issue": of_sets(self.issues, [], self.ruleset.issues), "wish": of_sets(wishes, [], None)}
        self.axes = Axes(self.ruleset.attributes, frozenset(), None, NoHolidays(), sets, {})
        self.words = SetWords(self.ruleset, Wording(self.ruleset))

    def issue(self, *sets: tuple[str, ...]) -> str:
        """The English words of some sets of issues."""
        return self.words.words(self.axes, "issue", sum(1 << self.issues.index(one) for one in sets)).en

    def wish(self, mask: int) -> str:
        """The English words of some wishes: bit 0 is none, then one each."""
        return self.words.words(self.axes, "wish", mask).en


def test_an_issue_above_others_stands_for_all_of_them() -> None:
    """And only where all are meant; what is left out is said where that is shorter."""
    sets = Sets()
    assert sets.issue(("debt",), ("loneliness",)) == "issue debt, loneliness"
    assert sets.issue(("neglect",), ("violence",)) == "issue abuse"
    assert sets.issue(("neglect",)) == "issue neglect"
    assert sets.issue(("debt",), ("neglect",), ("violence",)) == "issue abuse, debt"
    many = Sets(graph={"all": (), **{f"i{n}": ("all",) for n in range(9)}, "last": ()})
    assert many.issue(*((f"i{n}",) for n in range(8))) == "issue other than i8, last"
    assert many.issue(*((f"i{n}",) for n in range(8)), ("last",)) == "issue other than i8"
    assert many.issue(*((f"i{n}",) for n in range(9))) == "issue all"
    assert many.issue(("i0",), ("i1",), ("i2",), ("i3",), ("last",)) == "issue i0, i1, i2, i3, last"


def test_what_was_not_compared_is_not_left_out_by_words() -> None:
    """Where an issue is missing on the axis, nobody is said to be meant by what they do not state."""
    sets = Sets()
    sets.issues = [("debt",), ("neglect",), ("violence",)]
    sets.axes = replace(sets.axes, sets={**sets.axes.sets, "issue": of_sets(sets.issues, [], sets.ruleset.issues)})
    assert sets.issue(("debt",), ("neglect",), ("violence",)) == "issue abuse, debt"


def test_no_wish_is_a_value_too() -> None:
    """None, some, and all but one."""
    sets = Sets()
    assert sets.wish(0b001) == "wish none"
    assert sets.wish(0b010) == "wish anonymous"
    assert sets.wish(0b011) == "wish none, anonymous"
    assert sets.wish(0b110) == "wish anonymous, same-sex"


def test_larger_sets_that_share_an_issue_stand_together() -> None:
    """At most three groups, the rest counted."""
    pairs = [("debt", "loneliness"), ("debt", "neglect"), ("debt", "violence"), ("loneliness", "neglect")]
    triple = ("loneliness", "neglect", "violence")
    sets = Sets(*pairs, triple)
    assert sets.issue(pairs[0]) == "issue debt + loneliness"
    assert sets.issue(*pairs[:3]) == "issue debt + (loneliness, neglect, violence)"
    assert sets.issue(*pairs) == "issue debt + (loneliness, neglect, violence), loneliness + neglect"
    assert sets.issue(triple) == "issue loneliness + neglect + violence"
