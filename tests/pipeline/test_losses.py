"""Single points of failure are named with whom their loss leaves alone, and nothing is named twice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tsunagari.diagnostics import Diagnostic
from tsunagari.pipeline.report import Report
from tsunagari.shell.loading import check

HEAD = """ruleset "town"
issue debt
issue hunger
issue illness
organization town
  kind public
organization club
  kind npo
hours office
  weekdays 9:00-17:00
hours night
  daily 20:00-24:00
"""


def desk(name: str, *lines: str) -> str:
    """A resource that takes everybody, in any language, around the clock, but for what the lines say."""
    usual = [] if any(line.startswith("open") for line in lines) else ["open around-the-clock"]
    return "\n  ".join((f"resource {name}", "speaks any", "tel 000-0000", *usual, *lines)) + "\n"


def report(tmp_path: Path, text: str) -> Report:
    """What check says of a ruleset."""
    (tmp_path / "a.tsu").write_text(HEAD + text, encoding="utf-8")
    found = check(tmp_path, on=date(2026, 4, 1))
    assert not [one for one in found.findings if one.severity == "error"], [one.render() for one in found.findings]
    return found


def finding(found: Report, code: str) -> Diagnostic | None:
    """The one finding of a code, or None."""
    of_code = [one for one in found.findings if one.code == code]
    assert len(of_code) <= 1
    return of_code[0] if of_code else None


def told(found: Report, code: str) -> list[str]:
    """The lines of the one finding of a code."""
    one = finding(found, code)
    return [] if one is None else dict(one.fields)["regions"].split("\n")


def test_two_desks_for_everybody_are_no_single_point(tmp_path: Path) -> None:
    """Either may close."""
    found = report(tmp_path, desk("a", "by town") + desk("b", "by club") + "rule all\n  route a, b\n")
    assert told(found, "single-point") == [] and found.losses == ()


def test_a_desk_that_some_have_alone(tmp_path: Path) -> None:
    """Named with their places, ages and issues; the witness is one of them."""
    rules = (
        desk("a", "ages under 18", "serves 鳥取市, 米子市", "handles debt, hunger")
        + desk("b", "ages 10..120")
        + "rule all\n  route a\nrule older\n  route b\n"
    )
    found = report(tmp_path, rules)
    line = "・resource `a`: lives 鳥取市, 米子市, no fixed abode; age under 10; 2 issues (debt, hunger)"
    assert line in told(found, "single-point")
    note = finding(found, "single-point")
    assert note is not None and note.severity == "note" and note.line == 1
    kinds = {(one.kind, one.name) for one in found.losses}
    assert kinds == {("resource", "a"), ("resource", "b")}
    assert json.loads(note.witness or "")["age"] >= 10  # of the biggest, which comes first


def test_an_organization_with_two_desks(tmp_path: Path) -> None:
    """Neither desk is a single point, the organization is; with one desk it is told as the desk."""
    both = desk("a", "by town") + desk("b", "by town") + "rule all\n  route a, b\n"
    assert told(report(tmp_path, both), "single-point") == [
        "・organization `town`: wherever they are; of any age; about anything"
    ]
    one = desk("a", "by town") + "rule all\n  route a\n"
    found = report(tmp_path, one)
    assert told(found, "single-point") == ["・resource `a`: wherever they are; of any age; about anything"]
    assert {(point.kind, point.name) for point in found.losses} == {("resource", "a"), ("organization", "town")}


def test_a_channel_that_all_desks_share(tmp_path: Path) -> None:
    """People come by any other channel, and nobody is there; where one desk has another channel, somebody is."""
    both = desk("a", "via phone") + desk("b", "via phone")
    rules = "rule all\n  route a, b\n"
    found = report(tmp_path, both + rules)
    assert "・channel `phone`: wherever they are; of any age; about anything" in told(found, "single-point")
    other = report(tmp_path, both.replace("via phone", "via phone\n  via visit", 1) + rules)
    assert not any("・channel" in line for line in told(other, "single-point"))


def test_hours_that_all_ways_share(tmp_path: Path) -> None:
    """A way with other hours besides stays open; 24時間 is no block that could be lost."""
    rules = "rule all\n  route a, b\n"
    found = report(tmp_path, desk("a", "open office") + desk("b", "open office") + rules)
    assert told(found, "single-point") == ["・hours `office`: wherever they are; of any age; about anything"]
    more = report(tmp_path, desk("a", "open office") + desk("b", "open office, night") + rules)
    assert told(more, "single-point") == []
    always = report(tmp_path, desk("a") + desk("b") + rules)
    assert told(always, "single-point") == []


def test_the_biggest_come_first_and_the_others_are_named(tmp_path: Path) -> None:
    """Three with their people, then names."""
    ages = ("0..4", "5..8", "10..29", "30..120")
    desks = [desk(f"d{n}", f"ages {span}") for n, span in enumerate(ages)]
    rules = "".join(f"rule r{n}\n  route d{n}\n" for n in range(4))
    lines = told(report(tmp_path, "".join(desks) + rules), "single-point")
    assert [line.split("`")[1] for line in lines] == ["d3", "d2", "d0", "d1"]
    assert lines[-1] == "・1 more: resource `d1`"


def test_a_sole_resource_is_told_where_a_default_is_left(tmp_path: Path) -> None:
    """And not where nobody is left, which is a single point."""
    rules = (
        desk("a", "ages under 18") + desk("b") + desk("c")
        + "rule young\n  route a\nrule all\n  when age 40 or over\n  route b, c\n"
    )  # fmt: skip
    nothing = report(tmp_path, rules)
    assert "・resource `a`: wherever they are; age under 18; about anything" in told(nothing, "single-point")
    assert told(nothing, "sole-resource") == []
    last = report(tmp_path, rules + "default last\n  route b, c\n")
    assert told(last, "single-point") == []
    assert told(last, "sole-resource") == ["・resource `a`: wherever they are; age under 18; about anything"]
    note = finding(last, "sole-resource")
    assert note is not None and json.loads(note.witness or "")["age"] < 18


def test_both_are_accepted_in_the_ruleset_block(tmp_path: Path) -> None:
    """With a reason; then they are silent, and the allowance is of use."""
    text = HEAD.replace('ruleset "town"', 'ruleset "town"\n  allow single-point "an island"')
    (tmp_path / "a.tsu").write_text(text + desk("a") + "rule all\n  route a\n", encoding="utf-8")
    found = {one.code for one in check(tmp_path, on=date(2026, 4, 1)).findings}
    assert not found & {"single-point", "unused-allow"}


def test_without_a_first_day_no_loss_is_asked_about(tmp_path: Path) -> None:
    """As with everything that is proved."""
    (tmp_path / "a.tsu").write_text(HEAD + desk("a") + "rule all\n  route a\n", encoding="utf-8")
    found = check(tmp_path)
    assert finding(found, "single-point") is None and found.losses == ()
