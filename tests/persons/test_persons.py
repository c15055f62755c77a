"""The person's view: every answer to the 200 consultations is what a good counsellor would say (issue 7)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from persons.judgement import KEYS, Judged, differences, judged, unknown_names
from tsunagari import Decision, Program, facts_from_json, load

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "rules"
CONSULTATIONS = [one for file in sorted(HERE.glob("*.toml")) for one in judged(file)]


@cache
def program(name: str) -> Program:
    """A ruleset of the repository, compiled once."""
    return load(str(RULES / name))


def answer(one: Judged) -> Decision:
    """The answer to one consultation."""
    return program(one.ruleset).route(facts_from_json(one.facts))


@pytest.mark.parametrize(
    "one", [pytest.param(one, id=f"{one.ruleset}-{at}") for at, one in enumerate(CONSULTATIONS)]
)
def test_the_answer_is_what_a_good_counsellor_would_say(one: Judged) -> None:
    """Each judgement, made before the answer was looked at, holds; its names are resources of the ruleset."""
    assert unknown_names(program(one.ruleset), one.judgement) == []
    assert differences(answer(one), one.judgement) == [], one.sentence


def test_every_routable_ruleset_is_asked() -> None:
    """Two hundred consultations, in every ruleset but the vocabulary; nobody is asked about twice."""
    rulesets = {folder.name for folder in RULES.iterdir() if folder.is_dir()}
    assert {one.ruleset for one in CONSULTATIONS} == rulesets - {"vocabulary"}
    assert len({(one.ruleset, one.sentence) for one in CONSULTATIONS}) == len(CONSULTATIONS) >= 200


#: For each key, a judgement that the answer to somebody lonely at night (national, the first one) does not meet.
FAULTS: Mapping[str, Any] = {
    "first": ["警察110番"],
    "near": ["警察110番"],
    "includes": ["警察110番"],
    "maybe": ["よりそいホットライン"],
    "never": ["よりそいホットライン"],
    "asks": ["language"],
    "asks_not": ["age"],
    "urgency": "immediate",
}


@pytest.mark.parametrize("key", FAULTS)
def test_each_kind_of_judgement_can_fail(key: str) -> None:
    """A judgement has teeth: a wrong one of each kind is found, and nothing else with it."""
    lonely = next(one for one in CONSULTATIONS if one.ruleset == "national")
    assert [line.split(":")[0] for line in differences(answer(lonely), {key: FAULTS[key]})] == [key]


def test_a_closed_answer_is_found() -> None:
    """`open_now` fails where nobody can talk at that moment; all keys are tried by these two tests."""
    letter = facts_from_json({"issues": ["孤独"], "channel": "手紙", "at": "2026-05-16T02:00:00+09:00"})
    assert differences(program("national").route(letter), {"open_now": True}) == ["open_now: nobody can talk now"]
    assert set(KEYS) == {*FAULTS, "open_now"}


def test_a_judgement_that_asks_for_nothing_is_refused(tmp_path: Path) -> None:
    """An empty judgement and a misspelt key are mistakes, not judgements that always hold."""
    for line in ("", 'includes = []', 'include = ["警察110番"]'):
        (tmp_path / "a.toml").write_text(f'[[consultation]]\nsentence = "x"\nfacts = {{}}\n{line}\n', encoding="utf-8")
        with pytest.raises(ValueError, match="x"):
            list(judged(tmp_path / "a.toml"))
