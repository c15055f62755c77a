"""From standings to the decision: ranked, written out, with plan and what is left unaddressed.

Law (language §4, "The rest"): all yes resources and the first 20 maybes are listed, `maybe_count` counts every maybe.
Nothing here gives a verdict: it only orders and writes out what the standings say, so that the plain reading and
the index share it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from tsunagari.calendar.holidays import Holidays
from tsunagari.engine.answer import Answer, Standing
from tsunagari.engine.decision import Decision, Question, Referral, WayOffered
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.opening import Opening, best, opening
from tsunagari.engine.plan import Topics, addressed, planned
from tsunagari.engine.ranking import rank, unmet
from tsunagari.engine.verdicts import YES, ValueLine, of_values
from tsunagari.model.boxes import way_tests
from tsunagari.model.registry import Way
from tsunagari.model.ruleset import Ruleset

LISTED_MAYBES: Final = 20


def decided(
    ruleset: Ruleset,
    knowledge: Knowledge,
    answer: Answer,
    confirms: Mapping[str, tuple[str, ...]],
    questions: tuple[Question, ...],
    topics: Mapping[tuple[str, str], Topics],
    status: Mapping[str, str] | None,
    holidays: Holidays,
) -> Decision:
    """The decision from its parts; `status` is the overlay by canonical name, None where there is none."""
    writer = Writer(ruleset, knowledge, holidays)
    openings = {name: writer.openness(standing) for name, standing in answer.standings.items()}
    order = sorted(answer.standings.values(), key=lambda s: rank(ruleset, knowledge, s, openings[s.resource].open))
    sure = [s for s in order if s.verdict == YES]
    unsure = [s for s in order if s.verdict != YES]
    referrals = tuple(
        writer.referral(s, openings[s.resource], confirms.get(s.resource, ())) for s in (*sure, *unsure[:LISTED_MAYBES])
    )
    choices = [
        (
            s.resource,
            openings[s.resource].open,
            addressed(ruleset.resources[s.resource], s, knowledge.issues, topics, ruleset.issues),
        )
        for s in sure
    ]
    left = knowledge.issues.difference(*(covers for _, _, covers in choices))
    return Decision(
        ruleset=ruleset.name,
        digest=ruleset.digest,
        status=status_digest(status),
        referrals=referrals,
        maybe_count=len(unsure),
        by_default=any(standing.by == "default" for standing in answer.standings.values()),
        gap=answer.gap,
        questions=questions,
        plan=planned(choices) if len(knowledge.issues) > 1 else (),
        unaddressed=tuple(sorted(left)),
    )


def status_digest(status: Mapping[str, str] | None) -> str | None:
    """SHA-256 of the overlay's canonical JSON; None without an overlay."""
    if status is None:
        return None
    text = json.dumps(dict(sorted(status.items())), ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


OpenThen: TypeAlias = Callable[[str, int], bool | None]
"""Whether a way of a resource is open at the instant of the consultation; None of one whose hours nobody knows."""


def _ask_the_calendar(resource: str, way: int) -> None:
    return None


class Writer:
    """Writes out standings of one consultation; `open_then` spares it the calendar."""

    def __init__(
        self, ruleset: Ruleset, knowledge: Knowledge, holidays: Holidays, open_then: OpenThen = _ask_the_calendar
    ) -> None:
        self.ruleset, self.knowledge, self.holidays = ruleset, knowledge, holidays
        self.open_then = open_then
        self._openings: dict[tuple[str, int], Opening] = {}
        self._fitting: dict[tuple[int, int], int] = {}

    def openness(self, standing: Standing) -> Opening:
        """The best over the clauses and ways that share the resource's verdict."""
        return _best(
            [
                self._opening(standing, number)
                for number in range(len(self.ruleset.resources[standing.resource].ways))
                if any(c.ways[number] == c.verdict for c in standing.sharing)
            ]
        )

    def _opening(self, standing: Standing, number: int) -> Opening:
        """The best opening of one way over the clauses; those through which it fits, if it fits any."""
        key = (standing.resource, number)  # of a resource there is one standing
        if key not in self._openings:
            resource = self.ruleset.resources[standing.resource]
            fitting = [c for c in standing.sharing if c.ways[number] == c.verdict] or standing.sharing
            periods = dict.fromkeys((*c.periods, resource.effective) for c in fitting)
            hours, at, then = resource.ways[number].hours, self.knowledge.at, self.open_then(resource.name, number)
            self._openings[key] = _best(
                [opening(hours, within, at, self.holidays, open_then=then) for within in periods]
            )
        return self._openings[key]

    def referral(self, standing: Standing, openness: Opening, confirm: tuple[str, ...]) -> Referral:
        """One resource, written out."""
        resource = self.ruleset.resources[standing.resource]
        clauses = standing.clauses
        return Referral(
            resource=resource.name,
            organization=resource.organization,
            fit="yes" if standing.verdict == YES else "maybe",
            open=openness.open,
            opens_at=openness.at,
            again=standing.again,
            urgency=standing.urgency,
            by=standing.by,
            rules=tuple(clause.name for clause in clauses),
            basis=tuple(sorted({basis for clause in clauses for basis in clause.basis})),
            confirm=confirm,
            unmet_wishes=unmet(self.knowledge, resource),
            via=self._via(standing),
            say=tuple(dict.fromkeys(text for clause in clauses for text in clause.say)),
        )

    def _via(self, standing: Standing) -> tuple[WayOffered, ...]:
        """The ways that fit the told channel and language at least as well as the resource itself."""
        ways = enumerate(self.ruleset.resources[standing.resource].ways)
        offered = [
            WayOffered(way.channel, way.phone, self._opening(standing, number).open)
            for number, way in ways
            if way.channel is not None and self.fits(way) >= standing.verdict
        ]
        return tuple(sorted(offered, key=lambda way: (way.channel, way.phone or "", way.open)))

    def fits(self, way: Way) -> int:
        """The least of the verdicts on the way's channel and languages."""
        key = (way.channels, way.speaks)
        found = self._fitting.get(key)
        if found is None:
            known = self.knowledge
            found = YES
            for test in way_tests(way):
                sets = () if test.absent else (test.mask,)
                line = ValueLine(test.attribute, test.mask, sets, False, bool(test.absent))
                found = min(found, of_values(line, known.masks[line.attribute], known.given(line.attribute)))
            self._fitting[key] = found
        return found


def _best(openings: list[Opening]) -> Opening:
    return openings[0] if len(openings) == 1 else best(openings)
