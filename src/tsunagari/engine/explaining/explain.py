"""Why, why not, and what would change it, from the plain reading.

Law: what is explained is the plain reading's own answer; a yes has a clause all of whose lines are yes, anything else
has a reason. Nothing is looked up outside: the same facts, ruleset and status give the same explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tsunagari.engine.answer import BYS, Answer, By, Standing
from tsunagari.engine.decision import Decision, Referral
from tsunagari.engine.explaining.clause_lines import ClauseLines
from tsunagari.engine.explaining.explanation import (
    FITS,
    Behind,
    ClauseSeen,
    Explanation,
    Fit,
    OpeningSeen,
    ResourceSeen,
    Sought,
    WaySeen,
)
from tsunagari.engine.explaining.reasons import Reasons, nearest
from tsunagari.engine.explaining.sight import Sight
from tsunagari.engine.explaining.smallest import BUDGET, Search
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.opening import best, opening
from tsunagari.engine.ranking import rank
from tsunagari.engine.reading import Reading
from tsunagari.engine.reference import Reference

_KEYS = ("fit", "again", "open", "urgency", "by", "wishes", "reach", "standing-in", "turn", "name")
"""The keys of the order, as `rank` has them."""


def explain(
    reference: Reference,
    knowledge: Knowledge,
    live: Mapping[str, str] | None = None,
    names: Iterable[str] | None = None,
    *,
    budget: int = BUDGET,
) -> Explanation:
    """The explanation of one consultation.

    `live` is the status by canonical name (None: no overlay); `names` are canonical resources to explain, by default
    those that the decision lists; `budget` bounds the trials of changes for each resource.
    """
    decision = reference.decide_known(knowledge, live, overlaid=live is not None)
    answer = reference.answer(knowledge, live)
    listed = [referral.resource for referral in decision.referrals]
    asked = listed if names is None else _in_order(set(names), listed)
    writer = _Writer(reference, knowledge, dict(live or {}), answer, decision, budget)
    return Explanation(
        ruleset=decision.ruleset,
        digest=decision.digest,
        status=decision.status,
        gap=decision.gap,
        absent=len(reference.ruleset.resources) - len(answer.standings),
        resources=tuple(map(writer.resource, asked)),
    )


def _in_order(names: set[str], listed: Sequence[str]) -> list[str]:
    """As the decision has them, then the others by name."""
    return [*(name for name in listed if name in names), *sorted(names.difference(listed))]


class _Writer:
    """Writes the explanation of each resource of one consultation."""

    def __init__(
        self,
        reference: Reference,
        knowledge: Knowledge,
        live: Mapping[str, str],
        answer: Answer,
        decision: Decision,
        budget: int,
    ) -> None:
        self.reference, self.knowledge, self.live, self.answer = reference, knowledge, live, answer
        self.referrals = {referral.resource: referral for referral in decision.referrals}
        self.budget = budget
        self.sight = Sight(reference, knowledge)
        self.lines = ClauseLines(reference, self.sight)
        self.reasons = Reasons(reference, self.sight, live, answer)

    def resource(self, name: str) -> ResourceSeen:
        """One resource."""
        standing = self.answer.standings.get(name)
        fit: Fit = "no" if standing is None else FITS[standing.verdict]
        about = sorted(self._about(name), key=lambda found: nearest(found[2]))
        reasons = () if fit == "yes" else self.reasons.against(name, about)
        sought = Sought("not sought")
        if fit != "yes":
            search = Search(self.reference, self.knowledge, self.live, name, self.budget)
            sought = search.found(self.lines.wording)
        referral = self.referrals.get(name)
        return ResourceSeen(
            resource=name,
            organization=self.reference.ruleset.resources[name].organization,
            fit=fit,
            clauses=self._clauses(name, standing, about),
            opening=None if referral is None or standing is None else self._opening(referral, standing),
            behind=None if referral is None else self._behind(name),
            reasons=reasons,
            sought=sought,
        )

    def _about(self, name: str) -> Iterator[tuple[Reading, By, ClauseSeen]]:
        """Every clause that leads to the resource when it holds, and how."""
        readings = self.reference.readings
        for reading in (*readings.rules, *readings.defaults):
            if name not in reading.through:
                continue
            routed = name in reading.clause.route
            by: By = "default" if reading.clause.kind == "default" else "rule" if routed else "otherwise"
            yield reading, by, self.lines.clause(reading, name, by)

    def _clauses(
        self, name: str, standing: Standing | None, about: Sequence[tuple[Reading, By, ClauseSeen]]
    ) -> tuple[ClauseSeen, ...]:
        """What withholds it, then those that lead to it where it stands; else all, nearest first."""
        withholds = tuple(self.lines.withhold(reading, held) for reading, held in self.sight.withholding(name))
        if standing is None:
            return (*withholds, *(seen for _, _, seen in about))
        leading = {(one.clause.kind, one.clause.name): one.by for one in standing.sharing}
        found = []
        for reading, _, seen in about:
            by = leading.get((reading.clause.kind, reading.clause.name))
            if by is not None:
                found.append((BYS.index(by), nearest(seen), self.lines.clause(reading, name, by)))
        return (*withholds, *(seen for _, _, seen in sorted(found, key=lambda one: one[:2])))

    def _opening(self, referral: Referral, standing: Standing) -> OpeningSeen:
        """How open it is, way by way, under the periods of the clauses that lead through each."""
        resource = self.reference.ruleset.resources[standing.resource]
        ways = []
        for number, way in enumerate(resource.ways):
            through = [one for one in standing.sharing if one.ways[number] == one.verdict]
            if through:
                openness = best(
                    opening(way.hours, (*one.periods, resource.effective), self.knowledge.at, self.reference.holidays)
                    for one in through
                )
                names = None if way.hours is None else tuple(way.hours_names)
                ways.append(WaySeen(way.channel, names, openness.open))
        return OpeningSeen(referral.open, referral.opens_at, tuple(ways))

    def _behind(self, name: str) -> Behind | None:
        """What put the resource behind the one before it."""
        names = list(self.referrals)
        place = names.index(name)
        if place == 0:
            return None
        before, here = (
            rank(self.reference.ruleset, self.knowledge, self.answer.standings[one], self.referrals[one].open)
            for one in (names[place - 1], name)
        )
        key = next(key for key, one, other in zip(_KEYS, before, here, strict=True) if one != other)
        return Behind(names[place - 1], key)
