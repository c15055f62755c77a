"""`tsunagari explain`: why, why not, and what would change it."""

from __future__ import annotations

import json
from pathlib import Path

from cli.town import Tsunagari
from tsunagari import Consultation, load

FACTS = ("--age", "20", "--issue", "不登校", "--lives", "山形市", "--at", "2026-05-01T15:00")


def test_why_stands_with_rule_place_and_law(tsunagari: Tsunagari, rules: Path) -> None:
    """A referral is explained by its rule, where that is written, what it rests on, and its hours."""
    said = tsunagari("explain", rules, *FACTS)
    assert said.code == 0
    assert "○ 夜のチャット" in said.out
    assert "学校の悩み（town.tsu:" in said.out
    assert "市の計画" in said.out
    assert "チャット 24時間" in said.out


def test_why_not_and_what_would_change_it(tsunagari: Tsunagari, rules: Path) -> None:
    """A named resource says which condition fails, and the smallest change that would do."""
    said = tsunagari("explain", rules, *FACTS, "--resource", "学びの相談室")
    assert "× 学びの相談室" in said.out
    assert "× 対象年齢が18歳未満" in said.out
    assert "こうなら出る  年齢が18歳未満" in said.out


def test_english_is_spoken_too(tsunagari: Tsunagari, rules: Path) -> None:
    """The same in English, in words that a ruleset would use."""
    said = tsunagari("explain", rules, *FACTS, "--resource", "学びの相談室", "--lang", "en")
    assert "× takes age under 18" in said.out
    assert "yes if" in said.out


def test_json_is_the_explanation(tsunagari: Tsunagari, rules: Path) -> None:
    """One JSON document with every key, and nothing that was told and is not in the rules."""
    said = tsunagari("explain", rules, *FACTS, "--resource", "学びの相談室", "--json")
    told = json.loads(said.out)
    assert [one["resource"] for one in told["resources"]] == ["学びの相談室"]
    assert told["resources"][0]["change"]["changes"][0][0]["attribute"] == "age"
    assert "20" not in json.dumps(told["resources"][0]["change"])


def test_an_unknown_resource_is_refused_without_repeating_it(tsunagari: Tsunagari, rules: Path) -> None:
    """A mistyped name is a coded refusal, exit code 2."""
    said = tsunagari("explain", rules, "--resource", "ひみつ9731", "--json")
    assert said.code == 2
    assert json.loads(said.out) == {"error": {"code": "unknown-resource", "attribute": "resource"}}


def test_the_promise_holds_for_facts_too(rules: Path) -> None:
    """Merged into the facts and routed, the change makes every resource a yes, as it says."""
    program = load(rules)
    consultation = Consultation(
        age=20, issues=["不登校"], lives="天童市", at="2026-05-01T20:00:00+09:00", caller="家族"
    )
    promised = 0
    for seen in program.explain(consultation, program.ruleset.resources).resources:
        for change in seen.sought.changes:
            promised += 1
            assert program.fits(change.told(program.ruleset, consultation))[seen.resource] == "yes"
    assert promised
