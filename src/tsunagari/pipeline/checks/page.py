"""What a finding means: why it matters, a ruleset that has it and one that does not.

Law: every code that a check of ours may tell has one page, and `tests/pipeline/test_pages.py` holds its examples to
it: the bad one has the finding, the good one has neither it nor any other that fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import Final

from tsunagari.engine.explaining.said import Said
from tsunagari.messages import severity_of

_NONE: Final = Said("", "")


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one code; `bad` and `good` are whole rulesets in both languages.

    `day` is the first day proved of the examples, as YYYY-MM-DD. Both are empty where no small ruleset shows it.
    """

    code: str
    why: Said
    bad: Said = _NONE
    good: Said = _NONE
    day: str = "2026-04-01"

    @property
    def severity(self) -> str:
        """`error`, `warning` or `note`."""
        return severity_of(self.code)


def example(ja: str, en: str) -> Said:
    """A ruleset in both languages, written indented."""
    return Said(dedent(ja).lstrip("\n"), dedent(en).lstrip("\n"))
