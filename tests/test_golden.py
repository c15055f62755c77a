"""The sample of the language reference, whole, in two languages; and the rulesets of the repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tsunagari.pipeline.examples import run_examples
from tsunagari.pipeline.program import Program
from tsunagari.shell.loading import compiled_folder, load

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
RULESETS = sorted(folder for folder in (ROOT / "rules").iterdir() if folder.is_dir())
#: Rulesets and the examples that each has at least; the cases of the notice have 25 (issue 7).
EXAMPLES = {
    folder.name: {"vocabulary": 0, "yamagata": 15}.get(folder.name, 25) for folder in RULESETS
}


def program(folder: Path) -> Program:
    """A loaded ruleset."""
    return load(str(folder))


def test_both_languages_are_one_ruleset_after_names_are_resolved() -> None:
    """Japanese and English sources, in another order, resolve to equal rulesets with one digest."""
    japanese, english = program(GOLDEN / "ja").ruleset, program(GOLDEN / "en").ruleset
    assert japanese.digest == english.digest
    assert japanese.resources == english.resources
    unplaced = [
        [replace(rule, site=None, note=(), provisos=()) for rule in ruleset.rules] for ruleset in (japanese, english)
    ]
    assert unplaced[0] == unplaced[1]
    facts = [sorted(str((e.facts, e.paused)) for e in ruleset.examples) for ruleset in (japanese, english)]
    assert facts[0] == facts[1]
    assert [a.property for a in japanese.assertions] == [a.property for a in english.assertions]


@pytest.mark.parametrize("folder", ["ja", "en"])
def test_every_example_of_the_sample_holds(folder: str) -> None:
    """The tests that the reference prints are true."""
    results = run_examples(program(GOLDEN / folder))
    assert len(results) == 11
    assert [result for result in results if not result.passed] == []


@pytest.mark.parametrize("folder", RULESETS, ids=[folder.name for folder in RULESETS])
def test_a_ruleset_of_the_repository_is_fine(folder: Path) -> None:
    """No error and no warning, and every one of its examples holds."""
    compiled = compiled_folder(str(folder))
    assert [d.headline() for d in compiled.diagnostics if d.severity != "note"] == []
    failed = [result.example.name for result in run_examples(program(folder)) if not result.passed]
    assert failed == []


@pytest.mark.parametrize(("folder", "least"), EXAMPLES.items(), ids=EXAMPLES)
def test_a_ruleset_has_examples_from_the_people_s_side(folder: str, least: int) -> None:
    """A ruleset without examples promises nothing. A table counts once, however long."""
    examples = program(ROOT / "rules" / folder).ruleset.examples
    assert len({(example.site.file, example.name.partition(" (row ")[0]) for example in examples}) >= least


def test_somebody_who_only_says_lonely_gets_a_listener_and_a_place_by_rule() -> None:
    """さびしい, with nothing else stated (通知 第1の2(2)): a listening desk and a 居場所, not by default."""
    from tsunagari import Consultation

    loaded = program(ROOT / "rules" / "national")
    decision = loaded.route(Consultation(issues=["孤独"]))
    kinds = {
        loaded.ruleset.resources[referral.resource].kind
        for referral in decision.referrals
        if referral.fit == "yes" and referral.by == "rule"
    }
    assert {"傾聴", "居場所"} <= kinds
    assert not decision.by_default
