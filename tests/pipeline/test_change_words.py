"""Hours and sets of a change in words: what is usual is said, what differs is counted, and nothing is said in vain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.worlds import GRAPH, WISHES, desk, ruleset
from tsunagari.analysis.axes import Axes
from tsunagari.analysis.stated import of_sets
from tsunagari.calendar.days import DaysOfWeek
from tsunagari.calendar.days import YearlyRange as Yearly
from tsunagari.calendar.holidays import FixedHolidays, NoHolidays
from tsunagari.engine.explaining.wording import Wording
from tsunagari.pipeline.set_words import SetWords

FIRST, LAST = date(2026, 5, 1), date(2028, 4, 30)
HOLIDAYS = FixedHolidays(frozenset(date(2026, 5, n) for n in (4, 5, 6)))
EVERY_DAY = DaysOfWeek(tuple(range(7)))
NEW_YEAR = Yearly((12, 29), (1, 3))


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
