"""The parts of a decision of the index, worked out when somebody looks.

Law: nothing here gives a verdict. The order, the texts, the plan and the questions are those that the plain reading
uses; what is asked is answered by the index again, as if it had been told.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from tsunagari.engine.answer import Answer, Standing
from tsunagari.engine.decision import Decision, Question, Referral
from tsunagari.engine.index.hits import Hits
from tsunagari.engine.index.index import UNKNOWN, Index
from tsunagari.engine.index.live import Live
from tsunagari.engine.index.ordering import in_order
from tsunagari.engine.index.settling import Settling
from tsunagari.engine.index.sure import Sure
from tsunagari.engine.index.surely import sure
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.index.writing import SureWriter
from tsunagari.engine.knowledge import Knowledge, place_in_order
from tsunagari.engine.plan import addressed, planned
from tsunagari.engine.questions import asked
from tsunagari.engine.referrals import LISTED_MAYBES, Writer
from tsunagari.engine.verdicts import MAYBE, YES


def unfolded(index: Index, knowledge: Knowledge, live: Live) -> Decision:
    """The decision on admitted knowledge."""
    moment = None if knowledge.at is None else index.timetable.at(knowledge.at)
    hits = Hits(index, knowledge, moment)
    if (found := sure(hits, knowledge, moment, live)) is not None:
        parts = SureParts(found, hits, moment, live.status)
        return Decision.later(index.ruleset.name, index.ruleset.digest, live.digest, 0, found.gap, parts)
    settled = Settling(index, knowledge, live.status, hits, moment)
    return Decision.later(
        ruleset=index.ruleset.name,
        digest=index.ruleset.digest,
        status=live.digest,
        maybe_count=sum(one.verdict == MAYBE for one in settled.answer.standings.values()),
        gap=settled.answer.gap,
        unfolding=Parts(settled, knowledge, live.status),
    )


class Again:
    """Answers of one consultation, had it told something else; where that changes no mask, the same answer again."""

    __slots__ = ("_answers", "_live", "_settled")

    def __init__(self, settled: Settling, live: Mapping[str, str]) -> None:
        self._settled, self._live = settled, live
        self._answers: dict[object, Answer] = {}

    def told(self, knowledge: Knowledge, name: str) -> Answer:
        """The answer, had `name` been told as in this knowledge."""
        if name in ("time", "danger"):  # these change more than masks: who is open, who is gone
            return Settling(self._settled.index, knowledge, self._live).answer
        hits = Hits(self._settled.index, knowledge, self._settled.moment)
        if hits.key not in self._answers:
            settled = Settling(self._settled.index, knowledge, self._live, hits, self._settled.moment)
            self._answers[hits.key] = settled.answer
        return self._answers[hits.key]


class SureParts:
    """Implements `Unfolding` where every hit is a yes; nothing of it is settled twice."""

    __slots__ = ("_hits", "_knowledge", "_moment", "_status", "_sure", "_whole")

    def __init__(self, found: Sure, hits: Hits, moment: Moment | None, status: Mapping[str, str]) -> None:
        self._sure, self._hits, self._knowledge, self._moment = found, hits, found.knowledge, moment
        self._status = status
        self._whole: Parts | None = None

    def referrals(self, first: int | None) -> tuple[Referral, ...]:
        """Every referral, or the first few."""
        writer = SureWriter(self._sure, self._moment, self._slowly)
        return tuple([writer.referral(head, opened) for head, opened in self._sure.first(first)])

    def yes_count(self) -> int:
        """How many there are."""
        return len(self._sure)

    def by_default(self) -> bool:
        """Whether somebody is there by a default only."""
        return bool(self._sure.by_default)

    def questions(self) -> tuple[Question, ...]:
        """What is worth asking."""
        return self._parts().questions()

    def plan(self) -> tuple[str, ...]:
        """The fewest resources for several issues."""
        return () if len(self._knowledge.issues) < 2 else self._parts().plan()

    def unaddressed(self) -> tuple[str, ...]:
        """The stated issues left."""
        return self._parts().unaddressed()

    def _slowly(self) -> Writer:
        return _writer(self._hits.index, self._knowledge, self._moment)

    def _parts(self) -> Parts:
        if self._whole is None:
            settled = Settling(
                self._hits.index, self._knowledge, self._status, self._hits, self._moment, self._sure.answer()
            )
            self._whole = Parts(settled, self._knowledge, self._status)
        return self._whole


def _writer(index: Index, knowledge: Knowledge, moment: Moment | None) -> Writer:
    """Writes out what the index found, with the hours of its timetable."""

    def open_then(resource: str, way: int) -> bool | None:
        number = index.hours_of[resource][way]
        return None if moment is None or number == UNKNOWN else moment.is_open(number)

    return Writer(index.ruleset, knowledge, index.holidays, open_then)


class Parts:
    """Implements `Unfolding` for what the index has settled."""

    __slots__ = ("_index", "_knowledge", "_listed", "_live", "_settled")

    def __init__(self, settled: Settling, knowledge: Knowledge, live: Mapping[str, str]) -> None:
        self._index, self._settled, self._knowledge, self._live = settled.index, settled, knowledge, live
        self._listed: tuple[Standing, ...] | None = None

    def referrals(self, first: int | None) -> tuple[Referral, ...]:
        """Every referral, or the first few."""
        writer = _writer(self._index, self._knowledge, self._settled.moment)
        listed = self._first(first)
        confirms = self._confirms([one for one in listed if one.verdict == MAYBE])
        return tuple(writer.referral(one, writer.openness(one), confirms.get(one.resource, ())) for one in listed)

    def yes_count(self) -> int:
        """How many standings are a yes."""
        return sum(one.verdict == YES for one in self._settled.answer.standings.values())

    def by_default(self) -> bool:
        """Whether a default resource is in the answer through a default, listed or only counted (design C5)."""
        return any(one.by == "default" for one in self._settled.answer.standings.values())

    def questions(self) -> tuple[Question, ...]:
        """What is worth asking; every answer tried is answered by the index."""
        answer = self._settled.answer
        confirms = self._confirms([one for one in answer.standings.values() if one.verdict == MAYBE])
        again = Again(self._settled, self._live)
        lone = self._settled.hits.lone(self._knowledge)
        return asked(self._knowledge, answer, confirms, lone, self._index.alternatives, again.told)

    def plan(self) -> tuple[str, ...]:
        """The fewest resources for several issues."""
        if len(self._knowledge.issues) < 2:
            return ()
        openness = self._settled.openness
        return planned([(one.resource, openness(one), self._addressed(one)) for one in self._sure()])

    def unaddressed(self) -> tuple[str, ...]:
        """The stated issues left."""
        return tuple(sorted(self._knowledge.issues.difference(*map(self._addressed, self._sure()))))

    def _first(self, count: int | None) -> tuple[Standing, ...]:
        """The standings that are listed, in order, or the first few of them."""
        standings = self._settled.answer.standings.values()
        if self._listed is not None:
            return self._listed[:count]
        sure = [one for one in standings if one.verdict == YES]
        ordered = tuple(islice(in_order(self._settled, self._knowledge, sure), count))
        left = LISTED_MAYBES if count is None else min(count - len(ordered), LISTED_MAYBES)
        if left and len(sure) < len(standings):
            unsure = [one for one in standings if one.verdict == MAYBE]
            ordered += tuple(islice(in_order(self._settled, self._knowledge, unsure), left))
        if count is None:
            self._listed = ordered
        return ordered

    def _sure(self) -> list[Standing]:
        return [one for one in self._first(None) if one.verdict == YES]

    def _addressed(self, standing: Standing) -> frozenset[str]:
        ruleset = self._index.ruleset
        resource = ruleset.resources[standing.resource]
        return addressed(resource, standing, self._knowledge.issues, self._index.topics, ruleset.issues)

    def _confirms(self, standings: list[Standing]) -> dict[str, tuple[str, ...]]:
        """Of each maybe: the attributes whose line is maybe in the box with the fewest of them (language §4).

        Of a yes that a withhold may take away, those that are maybe in the withhold.
        """
        if not standings:
            return {}
        through = {one.resource: self._through(one) for one in standings}
        unsure = self._settled.hits.unsure({pair for pairs in through.values() for pair in pairs})
        found = {}
        for one in standings:
            boxes = [box for pair in through[one.resource] for box in unsure.get(pair, ())]
            if one.capped:
                found[one.resource] = _in_order(frozenset().union(*boxes))
            else:
                ordered = map(_in_order, boxes)
                found[one.resource] = min(ordered, key=lambda box: (len(box), [place_in_order(name) for name in box]))
        return found

    def _through(self, standing: Standing) -> list[int]:
        """The pairs that make a resource a maybe."""
        if standing.capped:
            return self._settled.withholding(standing.resource)
        named = self._index.pair_named
        return [named[one.clause.kind, one.clause.name, one.resource] for one in standing.sharing]


def _in_order(attributes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(attributes, key=place_in_order))
