"""Referrals of a consultation of which every hit is a yes, written out from the slots.

Law: what is written is what `referrals.Writer` writes of the same standing. That one is asked where a period may have
ended; nothing else of a referral needs a calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from tsunagari.engine.decision import Referral, WayOffered
from tsunagari.engine.freezing import maker
from tsunagari.engine.index.ranks import SlotFact
from tsunagari.engine.index.sure import Sure
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.opening import Open
from tsunagari.engine.ranking import unmet
from tsunagari.engine.referrals import Writer
from tsunagari.model.registry import Resource
from tsunagari.model.rules import URGENCIES, Clause

_referral: Final = maker(Referral)
_offered: Final = maker(WayOffered)


class SureWriter:
    """Writes out what is sure; `slowly` makes the writer that asks the calendar."""

    __slots__ = ("_moment", "_slowly", "_sure")

    def __init__(self, found: Sure, moment: Moment | None, slowly: Callable[[], Writer]) -> None:
        self._sure, self._moment, self._slowly = found, moment, slowly

    def referral(self, head: int, opened: Open) -> Referral:
        """One resource, written out."""
        sure = self._sure
        facts, by = sure.facts(head)
        if sure.dated and any([fact.periods for fact in facts]):
            standing = sure.standing(head)
            slowly = self._slowly()
            return slowly.referral(standing, slowly.openness(standing), ())
        first = facts[0]
        clause, resource = first.clause, first.resource
        if len(facts) == 1:
            urgency = first.urgency
            rules: tuple[str, ...] = (clause.name,)
            basis, say = clause.basis, clause.say
            if len(basis) > 1 or len(say) > 1:
                basis, say = _words((clause,))
        else:
            clauses = {fact.clause.name: fact.clause for fact in facts}
            rules = tuple(sorted(clauses))
            urgency = min([fact.urgency for fact in facts])
            basis, say = _words([clauses[name] for name in rules])
        wishes = sure.knowledge.wishes
        return _referral(
            resource.name,
            resource.organization,
            "yes",
            opened,
            self._next(facts) if opened == "later" else None,
            False,  # again
            URGENCIES[urgency],
            by,
            rules,
            basis,
            (),  # confirm
            unmet(sure.knowledge, resource) if wishes else (),
            self._via(resource),
            say,
        )

    def _next(self, facts: Sequence[SlotFact]) -> datetime | None:
        """When the first of the ways opens."""
        assert self._moment is not None  # else nobody asked
        found = [self._moment.next_open(number) for number in {fact.hours for fact in facts}]
        return min([one for one in found if one is not None], default=None)

    def _via(self, resource: Resource) -> tuple[WayOffered, ...]:
        """The ways that surely fit the channel and the language."""
        ways = resource.ways
        if len(ways) == 1 and ways[0].channel is None:  # without `via` lines there is one way, which names no channel
            return ()
        moment, known = self._moment, self._sure.knowledge
        language = known.masks["language"]
        channel = known.told.get("channel", 0)  # an untold channel fits any
        offered = []
        for way, number in zip(ways, self._sure.index.hours_of[resource.name], strict=True):
            if way.channel is not None and not (channel & ~way.channels or language & ~way.speaks):
                if moment is None:
                    opened: Open = "not asked"
                elif number < 0:
                    opened = "unknown"
                else:
                    opened = "now" if moment.is_open(number) else "later"
                offered.append(_offered(way.channel, way.phone, opened))
        if len(offered) > 1:
            offered.sort(key=lambda way: (way.channel, way.phone or "", way.open))
        return tuple(offered)


def _words(clauses: Sequence[Clause]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The grounds and the sentences of clauses in order, each once."""
    basis = {basis for clause in clauses for basis in clause.basis}
    return tuple(sorted(basis)), tuple(dict.fromkeys([text for clause in clauses for text in clause.say]))
