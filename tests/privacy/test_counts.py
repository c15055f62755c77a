"""From records to columns and counts: who is counted where, and that every column is the sum of those below it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.records import ISSUES, decision, decisions
from tsunagari.errors import UsageError
from tsunagari.model.issues import Issues
from tsunagari.privacy import DecisionEvent
from tsunagari.privacy.statistics.columns import ENDINGS, columns_of
from tsunagari.privacy.statistics.counts import counted, ending_of, tables_of
from tsunagari.privacy.statistics.population import read_population

ABOVE = {
    "学校": ("学校",),
    "いじめ": ("いじめ", "学校"),
    "不登校": ("不登校", "学校", "家庭"),
    "家庭": ("家庭",),
    "DV": ("DV", "家庭"),
    "孤独": ("孤独",),
}
TREE = Issues({name: frozenset(above) for name, above in ABOVE.items()}, {}, {})
PEOPLE = {"06201": 240_000, "06202": 10_000, "06203": 1_999, "13101": 60_000}


def record(municipality: str | None, issues: tuple[str, ...], outcome: str, unaddressed: tuple[str, ...] = ()):
    """A decision in May."""
    return decision("2026-05-01", municipality, tuple(sorted(issues)), outcome, unaddressed)


def numbers(counts, row: int) -> dict[tuple[str | None, bool, str], int]:
    """The counts of a row that are not nothing, by issue, own and measure."""
    named = zip(counts.columns.columns, counts.rows[row], strict=True)
    return {(column.issue, column.own, column.measure): value for column, value in named if value}


def test_columns_are_a_tree() -> None:
    """An issue under two others hangs below neither; one with others below it has a column of its own too."""
    columns = columns_of(TREE, frozenset({"DV"})).columns
    above = {
        one.issue: columns[one.parent].issue for one in columns if one.measure == "asked" and not one.own and one.issue
    }
    assert above == {"学校": None, "いじめ": "学校", "不登校": None, "家庭": None, "DV": "家庭", "孤独": None}
    assert {one.issue for one in columns if one.own} == {None, "学校", "家庭"}
    assert {one.issue for one in columns if one.crisis} == {"DV"}
    assert {one.issue for one in columns if one.above_crisis and not one.crisis} == {None, "家庭"}
    assert all(at > one.parent for at, one in enumerate(columns))


def test_what_lies_under_a_crisis_is_one() -> None:
    """The zeros of every issue below it are hidden too; a crisis that nobody declared is refused."""
    columns = columns_of(TREE, frozenset({"家庭"})).columns
    assert {one.issue for one in columns if one.crisis} == {"家庭", "DV", "不登校"}
    with pytest.raises(UsageError) as refused:
        columns_of(TREE, frozenset({"自殺"}))
    assert refused.value.code == "statistics-crisis"


def test_one_consultation_is_counted_once_under_each_of_its_issues() -> None:
    """Not under an issue above another that it names; its endings may differ; people are counted once."""
    columns = columns_of(TREE, frozenset())
    told = [
        record("06201", ("いじめ", "学校", "孤独"), "answered", ("孤独",)),
        record("06201", ("学校",), "later-only"),
        record("06201", (), "no-rule"),
    ]
    table = tables_of(told, TREE, columns, PEOPLE)["06000"]
    assert [area.code for area in table.areas] == ["06201", "06202", "06000"]
    assert [area.threshold for area in table.areas] == [10, 20, 10]
    expected = {
        (None, False, "asked"): 4, (None, True, "asked"): 1, (None, True, "unaddressed"): 1,
        ("学校", False, "asked"): 2, ("学校", True, "asked"): 1, ("学校", True, "later-only"): 1,
        ("いじめ", False, "asked"): 1, ("いじめ", False, "answered"): 1,
        ("孤独", False, "asked"): 1, ("孤独", False, "unaddressed"): 1,
    }  # fmt: skip
    assert numbers(table, 0) == numbers(table, 2) == expected and numbers(table, 1) == {}
    assert table.people[0][0] == 3 and table.rows[0][0] == 4


@pytest.mark.parametrize(
    ("municipality", "where"),
    [
        ("06201", "06201"),
        ("06203", None),
        (None, None),
        ("06000", None),
        ("13101", "13101"),
        ("99999", None),
        ("01101", None),
    ],
)
def test_who_is_counted_where(municipality: str | None, where: str | None) -> None:
    """Only municipalities with a population of 2,000 or more; the others are in no total either."""
    one = record(municipality, ("孤独",), "answered")
    tables = tables_of([one], TREE, columns_of(TREE, frozenset()), PEOPLE)
    assert sorted(tables) == ["06000", "13000"]
    assert counted(one, PEOPLE) == (where is not None)
    assert {area.code for t in tables.values() for area, row in zip(t.areas, t.rows, strict=True) if row[0]} == (
        {where, where[:2] + "000"} if where else set()
    )


def test_a_ward_is_counted_in_its_city() -> None:
    """札幌市中央区 is 札幌市."""
    tables = tables_of([record("01101", (), "no-rule")], TREE, columns_of(TREE, frozenset()), {"01100": 1_900_000})
    assert tables["01000"].rows[0][0] == 1


@given(st.lists(decisions(), max_size=20))
def test_every_column_is_the_sum_of_those_below(records: list[DecisionEvent]) -> None:
    """In every row; the last row is the sum of the others; and nobody is counted twice or lost."""
    columns = columns_of(TREE, frozenset({"DV"}))
    (table,) = (t for code, t in tables_of(records, TREE, columns, PEOPLE).items() if code == "06000")
    for row, people in zip(table.rows, table.people, strict=True):
        parts = Counter[int]()
        for at, column in enumerate(columns.columns):
            parts[column.parent] += row[at]
        assert all(parts[at] == row[at] for at in parts if at >= 0)
        assert all(one <= value and (one > 0) == (value > 0) for one, value in zip(people, row, strict=True))
    assert table.rows[-1] == tuple(map(sum, zip(*table.rows[:-1], strict=True)))
    mine = [one for one in records if counted(one, PEOPLE)]
    assert table.people[-1][0] == len(mine)
    assert table.rows[-1][0] == sum(len(one.issues) or 1 for one in mine)


@given(decisions(), st.sampled_from((None, *ISSUES)))
def test_every_ending_is_one_of_four(one: DecisionEvent, issue: str | None) -> None:
    """A gap is unaddressed; what nobody addressed is, unless only a default was there."""
    ending = ending_of(one, issue)
    assert ending in ENDINGS
    if one.outcome in ("answered", "later-only", "default-only") and issue not in one.unaddressed:
        assert ending == one.outcome
    elif one.outcome != "default-only":
        assert ending == "unaddressed"


def test_an_issue_without_a_column_is_refused() -> None:
    """The ruleset of another time: nobody is left out silently."""
    with pytest.raises(UsageError) as refused:
        tables_of([record("06201", ("借金",), "answered")], TREE, columns_of(TREE, frozenset()), PEOPLE)
    assert refused.value.code == "statistics-issue"


def test_populations() -> None:
    """Five or six digits, with or without headers."""
    text = "\ufeff団体コード,人口,備考\r\n06201,240000,x\r\n\r\n062022,10000\r\n"
    assert read_population(text.encode()) == {"06201": 240_000, "06202": 10_000}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("06201,-1", 1),
        ("06201,1\n06201,2", 2),
        ("062010,5", 1),
        ("06000,5", 1),
        ("01101,5", 1),
        ("06201", 1),
        ("山形市,240000", 1),
        ('a,b\n06201,"240,000"', 2),
        ("06201,２４", 1),
        ("code,people\ncode,people", 2),
    ],
)
def test_a_population_that_cannot_be_read(line: str, number: int) -> None:
    """Told by its line: no number, twice, a wrong check digit, no municipality."""
    with pytest.raises(UsageError) as refused:
        read_population(line.encode())
    assert (refused.value.code, refused.value.fields) == ("statistics-population", {"line": str(number)})


def test_a_population_in_another_encoding() -> None:
    """Is refused by a code."""
    with pytest.raises(UsageError):
        read_population("団体コード".encode("cp932"))
