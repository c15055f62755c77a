"""How many resources answer somebody: asked of the engine, never estimated.

Law: a figure is the engine's answer to a consultation that tells these facts and no others; what is untold stands for
what the language says (本人, 日本語, no danger), and all else may be anything. Every resource of the answer is counted,
also the maybes that a decision only counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.answer import Standing
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.opening import ready
from tsunagari.engine.verdicts import YES
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.tree import Figure


@dataclass(frozen=True, slots=True)
class Answered:
    """The resources that are a yes, and those that are a yes or a maybe."""

    sure: frozenset[str]
    possible: frozenset[str]


class Asking:
    """Asks one ruleset; `at` is the instant of the report."""

    def __init__(self, ruleset: Ruleset, at: datetime, holidays: Holidays) -> None:
        self.ruleset, self.at, self.holidays = ruleset, at, holidays
        self._matcher = Matcher(ruleset, holidays)

    def told(self, **facts: Any) -> Answered:
        """Who answers these facts, time untold."""
        standings = self._matcher.answer(self._matcher.admitted(Consultation(**facts))).standings
        sure = frozenset(name for name, one in standings.items() if one.verdict == YES)
        return Answered(sure, frozenset(standings))

    def open(self, at: datetime, **facts: Any) -> frozenset[str]:
        """The yes and maybe resources of these facts that are surely open at an instant."""
        standings = self._matcher.answer(self._matcher.admitted(Consultation(at=at, **facts))).standings
        return frozenset(name for name, one in standings.items() if self._is_open(one, at))

    def figure(self, **facts: Any) -> Figure:
        """The counts of these facts."""
        answered = self.told(**facts)
        return Figure(len(answered.sure), len(answered.possible), len(self.open(self.at, **facts)))

    def _is_open(self, standing: Standing, at: datetime) -> bool:
        """Whether a way that shares the resource's verdict is open (language §4, "Time")."""
        resource = self.ruleset.resources[standing.resource]
        return any(
            ready(way.hours, (*one.periods, resource.effective), at, self.holidays)
            for one in standing.sharing
            for way, verdict in zip(resource.ways, one.ways, strict=True)
            if verdict == one.verdict
        )
