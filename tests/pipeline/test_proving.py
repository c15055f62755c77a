"""Promises of real rulesets: kept ones are proved, broken ones come with an example that fails when pasted."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tsunagari.pipeline.examples import run_examples
from tsunagari.shell.loading import check, load

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", ["national", "yamagata", "inaba"])
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
