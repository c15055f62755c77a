"""Regions are told by the largest boxes that they fill, in few words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tsunagari.analysis.regions import Regions
from tsunagari.engine.explaining.said import plain
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.region_words import first_lines, region_lines
from tsunagari.shell.loading import compiled_folder

ISSUES = [f"issue i{number}" for number in range(12)]
DESK = "  speaks any\n  open around-the-clock\n  tel 000-0000\n"


def gap_lines(tmp_path: Path, rules: str) -> list[str]:
    """What is said of those whom nobody takes."""
    text = "\n".join(['ruleset "example"', *ISSUES, f"resource desk\n{DESK}", rules]) + "\n"
    (tmp_path / "a.tsu").write_text(text, encoding="utf-8")
    compiled = compiled_folder(tmp_path)
    assert compiled.ruleset is not None, [one.render() for one in compiled.diagnostics]
    nobody: Regions = Look(compiled, compiled.ruleset, date(2026, 4, 1)).nobody
    return region_lines(compiled.ruleset, nobody.axes, nobody.found, "en", whole=nobody.whole).splitlines()


def test_of_many_issues_the_few_others_are_named(tmp_path: Path) -> None:
    """Eleven of twelve are all but one; of two alike both are named."""
    assert gap_lines(tmp_path, "rule r\n  when issue i3\n  route desk") == ["・issue other than i3"]
    others = ", ".join(f"i{number}" for number in range(10))
    assert gap_lines(tmp_path, f"rule r\n  when issue {others}\n  route desk") == ["・issue i10, i11"]


def test_a_box_names_no_axis_that_it_need_not_and_everywhere_that_it_is_so(tmp_path: Path) -> None:
    """Nobody takes i0 in two prefectures, and nobody anything in one of them by letter: each is one line."""
    rules = (
        "rule elsewhere\n  when lives not 鳥取県, 島根県\n  route desk\n"
        "rule others\n  when issue none of i0\n  when lives 鳥取県\n  route desk\n"
        "rule shimane\n  when issue none of i0\n  when lives 島根県\n  when channel not letter\n  route desk"
    )
    assert gap_lines(tmp_path, rules) == ["・issue i0; lives 鳥取県, 島根県", "・lives 島根県; channel letter"]


def test_what_is_left_is_counted_as_far_as_it_is_known() -> None:
    """Regions that no line holds, and that there may be more."""
    words = [plain("a")]
    assert first_lines(words, 0, "en", whole=True) == "・a"
    assert first_lines(words, 3, "en", whole=True).splitlines()[1:] == ["・3 more"]
    assert first_lines(words, 3, "ja", whole=False).splitlines()[1:] == ["・ほか3+"]
    assert first_lines(words, 0, "ja", whole=False).splitlines()[1:] == ["・ほか"]
    assert first_lines(words, 0, "en", whole=False).splitlines()[1:] == ["・and more"]
