"""Whatever a ruleset's files hold, there is a report, and everything in it can be shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.town import RULES
from tsunagari import RulesetError, check, load
from tsunagari.wire.findings import findings_to_json

LINES = RULES.splitlines(keepends=True)
_SIGNS = ("、", "：", " ", "「", "」", "〜", "\t", "※", "#", "（", "\u202e")
_PIECES = st.sampled_from((*_SIGNS, "なし", "不明", "ただし", "8", "あり", "条件", "年齢"))


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """The small ruleset with lines lost, doubled and moved, and pieces put in or cut out."""
    lines = list(LINES)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        where = draw(st.integers(0, len(line)))
        change = draw(st.integers(0, 4))
        if change == 0:
            del lines[at]
        elif change == 1:
            lines.insert(draw(st.integers(0, len(lines))), line)
        elif change == 2:
            lines[at] = line[:where] + draw(_PIECES) + line[where:]
        elif change == 3:
            lines[at] = line[:where] + line[where + draw(st.integers(1, 5)) :]
        else:
            lines[at] = line[:where] + draw(st.text(max_size=4)) + line[where:]
        lines = lines or ["\n"]
    return "".join(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder inside a root."""
    path = tmp_path / "root" / "town"
    path.mkdir(parents=True)
    return path


def look(folder: Path, raw: bytes) -> None:
    """Check and load a ruleset of one file, and look at all that is said."""
    (folder / "town.tsu").write_bytes(raw)
    report = check(folder)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    for finding in report.findings:
        assert finding.render().startswith(finding.headline())
    assert len(json.loads(findings_to_json(report.findings))["findings"]) == len(report.findings)
    if not errors:
        assert load(folder).digest.startswith("sha256:")
        return
    with pytest.raises(RulesetError) as caught:
        load(folder)
    assert [one for one in caught.value.diagnostics if one.severity == "error"] == errors


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=mangled())
def test_a_mangled_ruleset(folder: Path, text: str) -> None:
    """A ruleset with mistakes anywhere is reported on, never a traceback."""
    look(folder, text.encode("utf-8", "replace"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300))
def test_any_bytes(folder: Path, raw: bytes) -> None:
    """So is a file of any bytes."""
    look(folder, raw)
