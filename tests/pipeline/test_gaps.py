"""Who falls through is told wholly: a region in words leaves nobody of it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tsunagari.shell.loading import check

TOWN = """ruleset "town"
issue debt
issue hunger
issue illness
issue quarrel
wish anonymous
wish same-sex
hours office
  weekdays 9:00-17:00
resource desk
  speaks any
  open office
  tel 000-0000
"""


def told(tmp_path: Path, rules: str) -> str:
    """What is said of gaps."""
    (tmp_path / "a.tsu").write_text(TOWN + rules, encoding="utf-8")
    (found,) = [one for one in check(tmp_path, on=date(2026, 4, 1)).findings if one.code == "gap"]
    return dict(found.fields)["regions"]


def test_every_issue_of_a_gap_is_named(tmp_path: Path) -> None:
    """Those that the rules treat alike too, and no other; here by the one that it does not have."""
    regions = told(tmp_path, "rule r\n  when issue debt\n  route desk\n")
    assert "issue other than debt" in regions


def test_every_wish_of_a_gap_is_named(tmp_path: Path) -> None:
    """Whoever has one of two wishes that the rule excludes is alone."""
    regions = told(tmp_path, "rule r\n  when wish none of anonymous, same-sex\n  route desk\n")
    assert "anonymous" in regions and "same-sex" in regions and "none" not in regions
