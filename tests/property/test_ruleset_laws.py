"""Laws of whole rulesets, from text to decision, over random rulesets and random knowledge."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tsunagari.diagnostics import Diagnostic
from tsunagari.engine.reference import Reference
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.model.ruleset import Ruleset
from tsunagari.source import Source
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import print_file
from tsunagari.testing.rulesets import SCHOOLS, Block, consultations, rulesets, shuffled, text_of
from tsunagari.wire.facts import facts_from_json


def compiled(*texts: str) -> tuple[Ruleset, tuple[Diagnostic, ...]]:
    """The ruleset of some files; fails on any error."""
    parsed = [parse(Source(f"{index}.tsu", text)) for index, text in enumerate(texts)]
    assert not [problem.render() for _, problems in parsed for problem in problems]
    ruleset, found = resolve([Folder("random", tuple(file for file, _ in parsed), ())])
    if {problem.code for problem in found if problem.severity == "error"} == {"too-many-boxes"}:
        reject()  # hardly ever: conditions and provisos drawn by chance may multiply beyond the limit
    assert ruleset is not None, "\n".join(diagnostic.render() for diagnostic in found) + "\n".join(texts)
    return ruleset, found


def answer(ruleset: Ruleset, facts: dict[str, Any]) -> str:
    """The decision as bytes of JSON."""
    return Reference(ruleset).decide(facts_from_json(facts)).to_json()


@given(rulesets(), st.integers(0, 2**30), consultations())
def test_order_of_files_blocks_and_lists_has_no_effect(
    blocks: tuple[Block, ...], seed: int, facts: dict[str, Any]
) -> None:
    """Shuffled blocks, lines without order, lists and files: one digest, one decision (C9)."""
    straight, _ = compiled(text_of(blocks))
    mixed, _ = compiled(*shuffled(blocks, seed))
    assert straight.digest == mixed.digest
    assert answer(straight, facts) == answer(mixed, facts)


@given(rulesets())
def test_the_language_of_keywords_does_not_reach_the_digest(blocks: tuple[Block, ...]) -> None:
    """A ruleset printed with Japanese keywords is the same ruleset."""
    english, _ = compiled(text_of(blocks))
    tree, _ = parse(Source("x.tsu", text_of(blocks)))
    japanese, _ = compiled(print_file(tree, "ja"))
    assert english.digest == japanese.digest


@given(rulesets(), consultations())
def test_every_admitted_consultation_gets_a_whole_answer(blocks: tuple[Block, ...], facts: dict[str, Any]) -> None:
    """Routing is total: no exception, a gap is named exactly where nothing is a yes, equal runs are equal (C1)."""
    ruleset, _ = compiled(text_of(blocks))
    decision = Reference(ruleset).decide(facts_from_json(facts))
    assert (decision.gap is None) == any(referral.fit == "yes" for referral in decision.referrals)
    assert decision.by_default == any(referral.by == "default" for referral in decision.referrals)
    assert answer(ruleset, facts) == decision.to_json()


@given(rulesets(), consultations(), st.data())
def test_no_desk_is_offered_again_that_ended_it(
    blocks: tuple[Block, ...], facts: dict[str, Any], data: st.DataObject
) -> None:
    """C6: who declined, was declined, was not eligible or was reached does not come back, but in danger."""
    ruleset, _ = compiled(text_of(blocks))
    reference = Reference(ruleset)
    before = reference.decide(facts_from_json(facts))
    if not before.referrals:
        return
    name = data.draw(st.sampled_from([referral.resource for referral in before.referrals]))
    outcome = data.draw(st.sampled_from(("declined", "declined-by-person", "not-eligible", "reached")))
    tried = [entry for entry in facts.get("tried", []) if entry["resource"] != name]
    after = reference.decide(facts_from_json({**facts, "tried": [*tried, {"resource": name, "outcome": outcome}]}))
    for referral in after.referrals:
        if referral.resource == name:
            assert referral.urgency == "immediate" and referral.again and facts.get("danger") is True


@given(rulesets(), consultations(), st.data())
def test_narrowing_never_loses_a_yes_by_rule(
    blocks: tuple[Block, ...], facts: dict[str, Any], data: st.DataObject
) -> None:
    """C7: telling more of an attribute without presumption keeps every yes that came by rule."""
    reference = Reference(compiled(text_of(tuple(map(attentive, unpresumed(blocks)))))[0])
    plain = {key: value for key, value in facts.items() if key != "declined"}
    narrowed = data.draw(narrowings(plain))
    kept = {r.resource for r in reference.decide(facts_from_json(narrowed)).referrals if r.fit == "yes"}
    for referral in reference.decide(facts_from_json(plain)).referrals:
        if referral.fit == "yes" and referral.by == "rule":
            assert referral.resource in kept


FINER = {"鳥取県": ("鳥取市", "米子市"), "兵庫県": ("兵庫県香美町",), "浜松市": ("静岡県浜松市中央区",)}


@st.composite
def narrowings(draw: st.DrawFn, facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts with one attribute told, or told more exactly, where that can be."""
    choice = draw(st.sampled_from(("age", "lives", "school")))
    if choice == "age":
        known = facts.get("age", {"from": 0, "to": 120})
        return {**facts, "age": draw(st.integers(known["from"], known["to"]))} if isinstance(known, dict) else facts
    if choice == "lives":
        finer = FINER.get(facts["lives"]) if "lives" in facts else ("鳥取市", "山形市", "abroad")
        return {**facts, "lives": draw(st.sampled_from(finer))} if finer else facts
    told = facts.get("attributes", {})
    return facts if "school" in told else {**facts, "attributes": {**told, "school": draw(st.sampled_from(SCHOOLS))}}


def unpresumed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The ruleset without its presumption."""
    head = Block(tuple(g for g in blocks[0].groups if not g[0].startswith("presume")), blocks[0].head)
    return (head, *blocks[1:])


def attentive(block: Block) -> Block:
    """The block without `unknown` in its conditions: a yes that belongs to silence may end with it."""

    def told(line: str) -> str:
        if line.split()[0] not in ("when", "or", "requires"):
            return line
        for silence, other in ((", unknown", ""), ("lives unknown", "lives abroad"), (" unknown", " 3")):
            line = line.replace(silence, other)
        return line

    groups, tail = (tuple(tuple(map(told, group)) for group in part) for part in (block.groups, block.tail))
    return Block(groups, block.head, tail)


@pytest.mark.nightly
@settings(max_examples=3000, deadline=None)
@given(rulesets(most=8), st.lists(consultations(), min_size=3, max_size=3))
def test_many_rulesets_never_raise(blocks: tuple[Block, ...], several: list[dict[str, Any]]) -> None:
    """The same totality over many larger rulesets."""
    ruleset, _ = compiled(text_of(blocks))
    reference = Reference(ruleset)
    for facts in several:
        reference.decide(facts_from_json(facts))
