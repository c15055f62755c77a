"""What nobody has verified for a year is told, once for all; nothing is old where no day is given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.diagnostics import Diagnostic
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.stale_verified import find, year_before
from tsunagari.pipeline.compiling import compile_ruleset, parse_sources
from tsunagari.source import Source

ON = date(2026, 11, 24)


def found(*resources: str, on: date | None = ON) -> list[Diagnostic]:
    """What is told of resources, each given by its lines."""
    blocks = [f"resource r{n}\n  {lines}\n" for n, lines in enumerate(resources)]
    compiled = compile_ruleset((parse_sources("t", [Source("a.tsu", 'ruleset "t"\n' + "".join(blocks))]),))
    assert compiled.ruleset is not None, [one.render() for one in compiled.diagnostics]
    return list(find(Look(compiled, compiled.ruleset, on)))


def lines(*resources: str) -> list[str]:
    """The lines of the one note about what is old."""
    (note,) = found(*resources)
    assert note.code == "stale-verified" and note.line == 1 and note.severity == "note"
    return dict(note.fields)["regions"].split("\n")


@pytest.mark.parametrize(("day", "old"), [(date(2025, 11, 24), False), (date(2025, 11, 23), True), (ON, False)])
def test_a_year_to_the_day_is_not_old(day: date, old: bool) -> None:
    """Neither is today."""
    assert bool(found(f"verified {day.isoformat()}")) == old


def test_what_is_old_is_gathered_by_day_the_oldest_first() -> None:
    """Then those without a day; a few names each."""
    old = [f"verified {day}" for day in ("2024-05-01", "2020-01-01", "2024-05-01")]
    assert lines(*old, "open around-the-clock", "verified 2026-11-01") == [
        "・2020-01-01: 1 (`r1`)",
        "・2024-05-01: 2 (`r0`, `r2`)",
        "・no day: 1 (`r3`)",
    ]
    many = lines(*(f"verified 20{n:02}-01-01" for n in range(10, 20)))
    assert len(many) == 5 and many[-1].startswith("・later: 6 (`r4`") and "r9" in many[-1]


def test_a_day_to_come_is_told_at_its_line() -> None:
    """As a note: the day that is looked at may itself be a day past."""
    (note,) = found("open around-the-clock\n  verified 2026-11-25")
    assert (note.code, note.severity, note.line) == ("verified-in-future", "note", 4)


def test_what_is_closed_is_left_alone() -> None:
    """Nobody calls there any more; what is paused will be called again."""
    assert found("status closed", "status closed\n  verified 2000-01-01", "status closed\n  verified 2099-01-01") == []
    assert lines("status paused") == ["・no day: 1 (`r0`)"]


def test_without_a_day_nothing_is_old() -> None:
    """Whatever it says."""
    assert found("verified 2000-01-01", "open around-the-clock", "verified 2099-01-01", on=None) == []


@given(st.dates(date(1901, 1, 1), date(2199, 1, 1)))
def test_a_year_before_is_a_year_before(day: date) -> None:
    """The same day of the year; what lies between is a year long."""
    before = year_before(day)
    assert before.year == day.year - 1 and before.month == day.month and day.day - before.day in (0, 1)
    assert timedelta(days=365) <= day - before <= timedelta(days=366)
