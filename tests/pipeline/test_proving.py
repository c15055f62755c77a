"""Promises of real rulesets: kept ones are proved, broken ones come with an example that fails when pasted."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tsunagari.pipeline.examples import run_examples
from tsunagari.shell.loading import check, load

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)


#: The cases of the notice that came after; `.ci/run` checks every ruleset anyway.
CASES = (
    "aomori", "ehime", "gifu", "hirakata", "kitakyushu", "kumamoto", "mihara", "tokushima", "tottori-ken", "uwajima",
    "zama",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["national", "yamagata", "inaba", *(pytest.param(case, marks=pytest.mark.nightly) for case in CASES)]
)
def test_what_our_platforms_promise_is_proved(name: str) -> None:
    """Every assertion of every ruleset that has some."""
    promises = check(ROOT / "rules" / name, on=DAY).promises
    assert promises
    assert {promise.outcome for promise in promises} == {"proved"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_counter_example_fails_when_pasted(language: str, tmp_path: Path) -> None:
    """The sample promises too much; each of its counter-examples parses, is admitted, and fails."""
    shutil.copytree(ROOT / "tests" / "golden", tmp_path / "golden")
    folder = tmp_path / "golden" / language
    refuted = [one.finding for one in check(folder, on=DAY).promises if one.outcome == "refuted"]
    assert len(refuted) == 4
    examples = []
    for number, finding in enumerate(refuted):
        assert finding is not None and finding.witness is not None
        example = dict(finding.fields)["example"].replace("確認への反例", f"反例{number}")
        examples.append(example.replace("counter-example", f"反例{number}"))
    (folder / "pasted.tsu").write_text("\n\n".join(examples) + "\n", encoding="utf-8")
    results = {one.example.name: one for one in run_examples(load(folder))}
    for number in range(4):
        result = results[f"反例{number}"]
        assert result.refusal is None and not result.passed


def test_without_a_day_nothing_is_proved_and_that_is_said() -> None:
    """A program that reads no clock does not guess one."""
    report = check(ROOT / "rules" / "yamagata")
    assert report.promises == () and "not-proved" in {finding.code for finding in report.findings}


DESKS = """ruleset "x"
issue A
issue X
wish anon
hours a
  daily 8:00-12:00
hours b
  daily 8:00-20:00
resource R
  speaks any
  open around-the-clock
resource S
  speaks any
  open around-the-clock
"""

#: Rules and one assertion, and what must become of it; each was once wrong or could be.
CASES = {
    "a withhold that more issues switch off": (
        "rule r\n  when issue A\n  route R\nwithhold w\n  when issue none of X\n  from R\nassert never R", "refuted",
    ),
    "hours that cover other hours are lost": (
        "resource T\n  speaks any\n  open a, b\nrule r\n  route T\n"
        "assert open survives loss of each hours\n  when time b", "refuted",
    ),
    "hours that others cover are lost": (
        "resource T\n  speaks any\n  open a, b\nrule r\n  route T\nassert open\n  when time b", "proved",
    ),
    "the time is not told": (
        "rule d\n  when time b\n  route R\nrule n\n  when time not b\n  route R\n"
        "assert open even if unstated time", "refuted",
    ),
    "the time is told": (
        "rule d\n  when time b\n  route R\nrule n\n  when time not b\n  route R\nassert open", "proved",
    ),
    "people come by another channel": (
        "resource T\n  speaks any\n  via phone open around-the-clock\n  via visit open around-the-clock\n"
        "rule r\n  route T\nassert always T survives loss of each channel\n  when channel phone, visit", "proved",
    ),
    "a wish is left out": (
        "rule r\n  when wish anon\n  route R\nrule s\n  route S\nassert covered even if unstated wish", "proved",
    ),
    "too many boxes": (
        "rule r\n  route R\nassert covered\n"
        + "".join(f"  when age {n}..90\n  or lives 鳥取市\n  or danger yes\n" for n in range(12)), "undecided",
    ),
    "nobody but by default": (
        "rule r\n  when age under 18\n  route R\ndefault d\n  route R\nassert always R without default", "refuted",
    ),
    "no rule at all": ("assert covered", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_promises_that_are_easy_to_get_wrong(name: str, tmp_path: Path) -> None:
    """Each outcome is the right one, and what is refuted fails when pasted."""
    text, outcome = CASES[name]
    (tmp_path / "a.tsu").write_text(DESKS + text + "\n", encoding="utf-8")
    (promise,) = check(tmp_path, on=DAY).promises
    assert promise.outcome == outcome
    if outcome == "refuted" and "hours" not in name:
        assert promise.finding is not None
        example = dict(promise.finding.fields)["example"]
        (tmp_path / "b.tsu").write_text(example + "\n", encoding="utf-8")
        (result,) = run_examples(load(tmp_path))
        assert result.refusal is None and not result.passed


def test_without_resources_there_is_nothing_to_expect(tmp_path: Path) -> None:
    """A ruleset of issues alone promises in vain, and check says so without failing itself."""
    (tmp_path / "a.tsu").write_text('ruleset "x"\nissue A\nassert covered\n', encoding="utf-8")
    (promise,) = check(tmp_path, on=DAY).promises
    assert promise.outcome == "refuted"


def test_an_empty_promise_is_a_finding(tmp_path: Path) -> None:
    """Nobody meets lines that exclude one another: proved, and of no use."""
    text = DESKS + "rule r\n  route R\nassert covered\n  when age under 18\n  when age 20 or over\n"
    (tmp_path / "a.tsu").write_text(text, encoding="utf-8")
    (promise,) = check(tmp_path, on=DAY).promises
    assert promise.outcome == "proved"
    assert promise.finding is not None and promise.finding.code == "assertion-empty"


def test_a_promise_of_several_issues_is_not_empty(tmp_path: Path) -> None:
    """Somebody states both, though nothing leads such people to the resource."""
    text = DESKS + "rule r\n  route R\nassert never S\n  when issue all of A, X\n"
    (tmp_path / "a.tsu").write_text(text, encoding="utf-8")
    (promise,) = check(tmp_path, on=DAY).promises
    assert (promise.outcome, promise.finding) == ("proved", None)


def test_a_counter_example_meets_the_lines_of_its_promise(tmp_path: Path) -> None:
    """Where it only matters that something is told, it is told."""
    text = DESKS + "rule r\n  route R\nassert never R\n  when age not unknown\n  when caller-lives not unknown\n"
    (tmp_path / "a.tsu").write_text(text, encoding="utf-8")
    (promise,) = check(tmp_path, on=DAY).promises
    assert promise.finding is not None and promise.finding.witness is not None
    assert {"age", "caller_lives"} <= json.loads(promise.finding.witness).keys()


NAMES = {
    "a closing word": 'issue "DV以外"\nrule r\n  when issue A\n  route R\nassert covered\n  when issue "DV以外"',
    "a quotation mark": 'resource 「24"窓」\n  speaks any\nrule r\n  when age under 18\n  route 「24"窓」\n'
    'assert always 「24"窓」',
    "no fixed abode": "rule r\n  when lives 全国\n  route R\nassert covered\n  when lives no-fixed-abode",
    "a ward": "rule r\n  when lives 鳥取市\n  route R\nassert covered\n  when lives 札幌市中央区",
    "another language": "resource T\nrule r\n  route T\nassert covered\n  when language not 日本語, 英語",
    "a declared attribute": "attribute school\n  one of 小学生, 中学生\nrule r\n  when school 小学生\n  route R\n"
    "assert covered\n  when school 中学生",
}


@pytest.mark.parametrize("name", NAMES)
def test_counter_examples_of_all_kinds_parse_and_fail(name: str, tmp_path: Path) -> None:
    """Whatever a value is called, the pasted example is read, admitted, and fails."""
    (tmp_path / "a.tsu").write_text(DESKS + NAMES[name] + "\n", encoding="utf-8")
    (promise,) = check(tmp_path, on=DAY).promises
    assert promise.outcome == "refuted" and promise.finding is not None
    (tmp_path / "b.tsu").write_text(dict(promise.finding.fields)["example"] + "\n", encoding="utf-8")
    (result,) = run_examples(load(tmp_path))
    assert result.refusal is None and not result.passed
