"""Laws of the report over random rulesets: every number is the plain reading's, every mark holds of everybody asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.pages import AT, ON, template
from reporting.test_report import check_structure
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.pipeline.compiling import Compiled, compile_ruleset, parse_sources
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.report import report_on
from tsunagari.reporting.assembling import assemble
from tsunagari.reporting.page import render
from tsunagari.reporting.prose.whole import prose
from tsunagari.reporting.tree import Document
from tsunagari.source import Source
from tsunagari.testing.rulesets import rulesets, text_of

PEOPLE = 40


def reported(text: str, language: str) -> tuple[Compiled, Document]:
    """A ruleset of one file and its report."""
    compiled = compile_ruleset((parse_sources("world", [Source("world.tsu", text)]),))
    assert compiled.ruleset is not None, compiled.diagnostics
    found = report_on(compiled, ON)
    return compiled, assemble(Program(compiled.ruleset), found, AT, language, "0")


def somebody(data: st.DataObject, document: Document, issues: list[str], places: list[str]) -> dict[str, Any]:
    """Somebody who phones for themself in Japanese, in no danger, without a wish, and tells all else exactly."""
    place = data.draw(st.sampled_from(places))
    return {
        "age": data.draw(st.integers(0, 120)), "issues": [data.draw(st.sampled_from(issues))], "lives": place,
        "stays": place, "works": data.draw(st.sampled_from([*places, "none"])), "studies": "none",
        "channel": "phone", "language": "日本語", "caller": "self", "danger": False, "caller_lives": place,
        "caller_language": "日本語",
    }  # fmt: skip


def told(facts: Mapping[str, Any], compiled: Compiled, data: st.DataObject) -> dict[str, Any]:
    """The same with every attribute that the ruleset declares."""
    assert compiled.ruleset is not None
    declared = [one for one in compiled.ruleset.attributes.values() if one.declared]
    values: dict[str, Any] = {}
    for one in declared:
        value = data.draw(st.sampled_from(one.values))
        values[one.name] = int(value) if one.shape == "number" else value
    return {**facts, **({"attributes": values} if values else {})}


def check_world(data: st.DataObject) -> None:
    """Numbers, marks, structure and prose of one random ruleset."""
    language = data.draw(st.sampled_from(("ja", "en")))
    compiled, document = reported(text_of(data.draw(rulesets())), language)
    ruleset = compiled.ruleset
    assert ruleset is not None
    reference = Reference(ruleset)
    check_structure(render(document, template()), language)
    assert list(prose(ruleset).lines(language))
    for tile, prefecture in zip(document.tiles, document.prefectures, strict=True):
        assert sum(len(group.places) for group in prefecture.groups) >= 1 and tile.name == prefecture.name
    names = {row.name: row for row in document.issues}
    leaves = [one for one in ruleset.issues.leaves() if one in names]
    groups = {
        place: one for one in document.prefectures for group in one.groups for place in group.places for one in [group]
    }
    places = sorted({"山形市", "岩美町", "米子市", "香美町"} & set(groups))
    assert places
    for _ in range(PEOPLE if leaves else 0):
        facts = told(somebody(data, document, leaves, places), compiled, data)
        standings = reference.answer(admit(ruleset, Consultation(**facts))).standings
        sure = [one for one in standings.values() if one.verdict == YES]
        for cover in (names[facts["issues"][0]].cover, groups[facts["lives"]].cover):
            if cover == "rule":
                assert any(one.by != "default" for one in sure)
            elif cover == "default":
                assert sure
    issue = data.draw(st.sampled_from(sorted(names))) if names else None
    if issue is not None:
        standings = reference.answer(admit(ruleset, Consultation(issues=[issue]))).standings
        assert names[issue].figure.possible == len(standings)
        assert names[issue].figure.sure == sum(one.verdict == YES for one in standings.values())


@given(data=st.data())
@settings(max_examples=4)
def test_a_report_of_any_ruleset_says_what_is_so(data: st.DataObject) -> None:
    """Whatever the ruleset: the page is whole, and its numbers and marks hold."""
    check_world(data)


@pytest.mark.nightly
@given(data=st.data())
@settings(max_examples=150)
def test_reports_of_many_rulesets_say_what_is_so(data: st.DataObject) -> None:
    """The same of many."""
    check_world(data)
