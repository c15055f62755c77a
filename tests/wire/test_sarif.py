"""Findings for other programs keep their place, their level and their fingerprint."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tsunagari.diagnostics import Diagnostic, at, whole_file
from tsunagari.source import Source, Span
from tsunagari.wire.sarif import findings_to_sarif, fingerprint, workflow_lines

TEXT = "窓口 甲\n  受付 不明\n"


def finding(text: str = TEXT, name: str = "甲") -> Diagnostic:
    """A note about a desk."""
    start = text.index("甲")
    return at("hours-unknown", Source("a.tsu", text), Span(start, start + 1), "ja", name=name)


def test_a_finding_is_a_result_with_its_region() -> None:
    """Level, place, message and fingerprint; a whole file has no region."""
    told = json.loads(findings_to_sarif([finding(), whole_file("not-utf8", "b.tsu")]))
    assert told["version"] == "2.1.0"
    (run,) = told["runs"]
    one, other = run["results"]
    assert one["ruleId"] == "hours-unknown" and one["level"] == "note"
    place = one["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a.tsu"}
    assert place["region"] == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5}
    rule = run["tool"]["driver"]["rules"][one["ruleIndex"]]
    assert rule["id"] == "hours-unknown" and rule["help"]["text"] == "tsunagari check --why hours-unknown"
    assert rule["fullDescription"]["text"].startswith("受付時間の分からない窓口は")
    assert run["tool"]["driver"]["rules"][other["ruleIndex"]] == {"id": "not-utf8"}
    (twice,) = json.loads(findings_to_sarif([finding(), finding()]))["runs"]
    marks = [one["partialFingerprints"]["tsunagari/v1"] for one in twice["results"]]
    assert marks == [f"{fingerprint(finding())}:1", f"{fingerprint(finding())}:2"]
    assert "region" not in other["locations"][0]["physicalLocation"] and other["level"] == "error"


@given(st.text("あ\n ", max_size=20))
def test_an_edit_elsewhere_makes_no_finding_new(above: str) -> None:
    """Lines above move a finding and do not change it; another name, file or code does."""
    moved = finding(above + "\n" + TEXT)
    assert fingerprint(moved) == fingerprint(finding())
    assert fingerprint(finding(TEXT.replace("甲", "甲乙"), "甲乙")) != fingerprint(finding())
    assert fingerprint(replace(finding(), file="b.tsu")) != fingerprint(finding())
    assert fingerprint(replace(finding(), code="contact-unknown")) != fingerprint(finding())


@given(st.text(max_size=20))
def test_an_annotation_is_one_line(name: str) -> None:
    """Whatever a name holds, nothing breaks out of the command."""
    (line,) = workflow_lines([replace(finding(), file=name, fields=(("name", name),))])
    assert "\n" not in line and "\r" not in line
    assert line.startswith("::notice file=") and line.count("::") >= 2


def test_a_path_is_a_uri_and_what_a_finding_tells_makes_it_no_other() -> None:
    """Letters beyond ASCII are written as their bytes; another list of regions is the same finding."""
    (run,) = json.loads(findings_to_sarif([replace(finding(), file="規則/a b.tsu")]))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E8%A6%8F%E5%89%87/a%20b.tsu"
    told = [replace(finding(), code="gap", fields=(("regions", text), ("example", text))) for text in ("x", "y")]
    assert fingerprint(told[0]) == fingerprint(told[1])
