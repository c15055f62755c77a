"""Referrals of a consultation of which every hit is a yes, written out from the slots.

Law: what is written is what `referrals.Writer` writes of the same standing. That one is asked where an instant must be
found at which somebody opens, or where a period may have ended; nothing else of a referral needs a calendar.
"""

from __future__ import annotations

from tsunagari.engine.answer import By
from tsunagari.engine.decision import Referral, WayOffered
from tsunagari.engine.index.sure import Sure
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.opening import Open
from tsunagari.engine.ranking import unmet
from tsunagari.engine.referrals import Writer
from tsunagari.engine.verdicts import YES
from tsunagari.model.registry import Resource
from tsunagari.model.rules import URGENCIES, Clause


class SureWriter:
    """Writes out what is sure; `slowly` is the writer that asks the calendar."""

    __slots__ = ("_moment", "_slowly", "_sure")

    def __init__(self, found: Sure, moment: Moment | None, slowly: Writer) -> None:
        self._sure, self._moment, self._slowly = found, moment, slowly

    def referral(self, head: int, opened: Open) -> Referral:
        """One resource, written out."""
        sure = self._sure
        slots = list(sure.slots(head))
        index = sure.index
        facts = [index.facts[slot] for slot, _ in slots]
        if opened == "later" or any([fact is None or fact.periods for fact in facts]):
            standing = sure.standing(head)
            return self._slowly.referral(standing, self._slowly.openness(standing), ())
        clauses = self._clauses(slots)
        resource = index.ruleset.resources[sure.resource(head)]
        return Referral(
            resource=resource.name,
            organization=resource.organization,
            fit="yes",
            open=opened,
            opens_at=None,
            again=False,
            urgency=URGENCIES[min([fact.urgency for fact in facts if fact is not None])],
            by=slots[0][1],
            rules=tuple([clause.name for clause in clauses]),
            basis=_basis(clauses),
            confirm=(),
            unmet_wishes=unmet(sure.knowledge, resource) if sure.knowledge.wishes else (),
            via=self._via(resource),
            say=_say(clauses),
        )

    def _clauses(self, slots: list[tuple[int, By]]) -> list[Clause]:
        """The clauses of the slots, each once, by name."""
        index = self._sure.index
        pair_of, pairs, holders = index.pair_of, index.pairs, index.holders
        if len(slots) == 1:
            return [holders[pairs[pair_of[slots[0][0]]].holder].clause]
        found = {}
        for slot, _ in slots:
            clause = holders[pairs[pair_of[slot]].holder].clause
            found[clause.name] = clause
        return [found[name] for name in sorted(found)]

    def _via(self, resource: Resource) -> tuple[WayOffered, ...]:
        """The ways that surely fit the channel and the language."""
        offered = []
        moment, numbers = self._moment, self._sure.index.hours_of[resource.name]
        for way, number in zip(resource.ways, numbers, strict=True):
            if way.channel is not None and self._slowly.fits(way) == YES:
                opened: Open = "not asked" if moment is None else "unknown" if number < 0 else (
                    "now" if moment.is_open(number) else "later"
                )  # fmt: skip
                offered.append(WayOffered(way.channel, way.phone, opened))
        if len(offered) > 1:
            offered.sort(key=lambda way: (way.channel, way.phone or "", way.open))
        return tuple(offered)


def _basis(clauses: list[Clause]) -> tuple[str, ...]:
    if len(clauses) == 1 and len(clauses[0].basis) < 2:
        return clauses[0].basis
    return tuple(sorted({basis for clause in clauses for basis in clause.basis}))


def _say(clauses: list[Clause]) -> tuple[str, ...]:
    if len(clauses) == 1 and len(clauses[0].say) < 2:
        return clauses[0].say
    return tuple(dict.fromkeys(text for clause in clauses for text in clause.say))
