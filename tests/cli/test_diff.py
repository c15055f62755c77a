"""`tsunagari diff`: who loses everybody fails the run, who gains somebody does not."""

from __future__ import annotations

import json
from pathlib import Path

from cli.town import RULES, Tsunagari


def test_nobody_loses_between_equal_rulesets(tsunagari: Tsunagari, rules: Path) -> None:
    """Nor gains."""
    said = tsunagari("diff", rules, rules)
    assert said.code == 0
    assert said.out == "どこにもつながらなくなる人: いません\n新しくつながる人: いません\n"


def test_who_loses_everybody_is_told_and_fails(tsunagari: Tsunagari, rules: Path) -> None:
    """Both ways: what is lost one way is gained the other way; with somebody as JSON."""
    later = rules.parent / "later"
    later.mkdir()
    (later / "a.tsu").write_text(RULES.replace("受付方法 チャット", "受付方法 メール"), encoding="utf-8")
    said = tsunagari("diff", rules, later)
    assert said.code == 1 and "どこにもつながらなくなる人（" in said.out and "方法がチャット" in said.out
    back = json.loads(tsunagari("diff", later, rules, "--json").out)
    assert back["gained"] and back["whole"] is True
    assert all(group["person"] for group in back["lost"] + back["gained"])
