"""The folders of every ruleset that stands in the repository: what is published, and what the golden tests hold."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
RULESETS = sorted(
    folder
    for parent in (ROOT / "rules", ROOT / "tests" / "golden")
    for folder in parent.iterdir()
    if any(folder.glob("*.tsu"))
)
