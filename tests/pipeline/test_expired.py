"""What is over is told from the day after its last one, where it is written, and once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsunagari.diagnostics import Diagnostic
from tsunagari.pipeline.compiling import compile_ruleset, parse_sources
from tsunagari.pipeline.report import report_on
from tsunagari.shell.loading import check
from tsunagari.source import Source

LAST = date(2026, 3, 31)
AFTER = LAST + timedelta(days=1)
HEAD = """ruleset "town"
  allow gap "an example"
law old-act alias 旧法 "An act"
  effective until 2026-03-31
law act "Another act"
"""
DESK = "resource desk\n  speaks any\n  open around-the-clock\n  tel 000-0000\n"
ALL = "rule all\n  route desk\n"


def found(text: str, on: date | None) -> list[Diagnostic]:
    """What is told of periods that are over."""
    report = report_on(compile_ruleset((parse_sources("town", [Source("a.tsu", text)]),)), on)
    assert not [one for one in report.findings if one.severity == "error"], [one.render() for one in report.findings]
    return [one for one in report.findings if one.code.startswith("expired-")]


def codes(text: str, on: date | None = AFTER) -> list[tuple[str, str]]:
    """Their codes with the lines that they point at."""
    return [(one.code, text.splitlines()[one.line - 1].strip()) for one in found(text, on)]


OVER = {
    "a resource": (DESK + "resource b\n  effective until 2026-03-31\n" + ALL, "expired-resource"),
    "a paused resource": (
        DESK + "resource b\n  status paused\n  effective until 2026-03-31\n" + ALL, "expired-resource"
    ),
    "a rule": (DESK + ALL + "rule b\n  effective until 2026-03-31\n  route desk\n", "expired-rule"),
    "a withhold": (
        DESK + ALL + "withhold b\n  effective until 2026-03-31\n  when danger yes\n  from desk\n", "expired-rule"
    ),
    "a default": (DESK + ALL + "default b\n  effective until 2026-03-31\n  route desk\n", "expired-rule"),
    "a proviso": (
        DESK + ALL + "  except b\n    when danger yes\n    urgency immediate\n    effective until 2026-03-31\n",
        "expired-rule",
    ),
    "a law that a rule cites": (DESK + ALL + "  basis old-act art. 3\n", "expired-law"),
    "a law that a body cites by its other name": (DESK + ALL + "body b\n  basis 旧法 第三条\n", "expired-law"),
    "a law that a proviso cites": (
        DESK + ALL + "  except b\n    when danger yes\n    urgency immediate\n    basis old-act art. 3\n", "expired-law"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OVER)
def test_what_is_over_is_told_from_the_next_day_on(name: str) -> None:
    """At its `effective` line, or at the citation; on the last day it still holds."""
    text, code = OVER[name]
    told = codes(HEAD + text)
    assert [one for one, _ in told] == [code]
    assert told[0][1].startswith("basis" if code == "expired-law" else "effective")
    assert codes(HEAD + text, LAST) == []
    assert codes(HEAD + text, None) == []


def test_a_law_that_nobody_cites_may_end() -> None:
    """It is kept for those who read old decisions."""
    assert codes(HEAD + DESK + ALL + "  basis act art. 3\n") == []


def test_what_is_closed_may_end() -> None:
    """Nobody expects anything of it."""
    closed = "resource b\n  status closed\n  effective until 2026-03-31\n"
    assert codes(HEAD + DESK + closed + ALL) == []


def test_a_rule_that_is_over_is_told_once() -> None:
    """Not again for its provisos, nor for what it cites."""
    rule = (
        "rule b\n  effective until 2026-03-31\n  route desk\n  basis old-act art. 3\n"
        "  except c\n    when danger yes\n    urgency immediate\n    effective until 2026-03-31\n"
    )
    assert codes(HEAD + DESK + ALL + rule) == [("expired-rule", "effective until 2026-03-31")]


def test_a_ruleset_that_is_over_says_so_for_everything_in_it() -> None:
    """Its parts are over with it."""
    head = HEAD.replace('ruleset "town"', 'ruleset "town"\n  effective until 2026-03-31')
    rules = ALL + "  effective until 2026-03-31\n"
    assert [code for code, _ in codes(head + DESK + rules)] == ["expired-ruleset"]
    assert codes(head + DESK + rules, LAST) == []


def test_an_amendment_that_ends_is_told_where_it_is_written(tmp_path: Path) -> None:
    """In the folder that amends, not in the one that is amended; what is used is told when it is checked itself."""
    (tmp_path / "used").mkdir()
    (tmp_path / "own").mkdir()
    old = "resource old\n  effective until 2026-03-31\n"
    (tmp_path / "used" / "a.tsu").write_text(HEAD + DESK + ALL + old, encoding="utf-8")
    own = 'ruleset "own"\n  uses ../used\n  allow gap "an example"\namend resource desk\n  effective until 2026-03-31\n'
    (tmp_path / "own" / "a.tsu").write_text(own, encoding="utf-8")
    told = [one for one in check(tmp_path / "own", on=AFTER).findings if one.code.startswith("expired-")]
    assert [(one.code, one.line, dict(one.fields)["name"]) for one in told] == [("expired-resource", 5, "desk")]


def test_it_is_accepted_in_its_block() -> None:
    """With a reason."""
    rule = 'rule b\n  allow expired-rule "kept until the report"\n  effective until 2026-03-31\n  route desk\n'
    assert codes(HEAD + DESK + ALL + rule) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_over_is_after_the_last_day(last: date, more: int) -> None:
    """Whatever the day: exactly where the period's own reading says so."""
    text = HEAD + DESK + ALL + f"resource b\n  effective until {last.isoformat()}\n"
    on = last + timedelta(days=more)
    told = [one for one in found(text, on) if one.code == "expired-resource"]
    assert bool(told) == (on > last)
