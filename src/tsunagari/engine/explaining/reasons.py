"""Why a resource is not a yes.

Law: reasons stand in the order in which they decide: what makes it gone, what may withhold it, then the clauses,
nearest first; there is always at least one. What is said to be before a resource in a chain is a yes that is open now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tsunagari.engine.answer import Answer, By
from tsunagari.engine.explaining.changes import Option, changed
from tsunagari.engine.explaining.explanation import FITS, ClauseSeen, Reason
from tsunagari.engine.explaining.said import listed, plain, said
from tsunagari.engine.explaining.sight import Sight
from tsunagari.engine.opening import ready
from tsunagari.engine.reading import Reading
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import MAYBE, NO, YES

_STAYING = frozenset(("no-answer", "full"))
Clauses = Sequence[tuple[Reading, By, ClauseSeen]]


class Reasons:
    """Gives the reasons of one consultation."""

    __slots__ = ("_answer", "_live", "_reference", "_sight")

    def __init__(self, reference: Reference, sight: Sight, live: Mapping[str, str], answer: Answer) -> None:
        self._reference, self._sight, self._live, self._answer = reference, sight, live, answer

    def against(self, name: str, clauses: Clauses) -> tuple[Reason, ...]:
        """Why the resource is not a yes; `clauses` are all that lead to it, nearest first."""
        gone = list(self._gone(name))
        found = list(self._of_clauses(name, clauses, bool(gone)))
        if gone and any(seen.fit != "no" for _, _, seen in clauses):  # then the other clauses do not matter
            found = [reason for reason in found if reason.code != "lines"]
        return (*gone, *found) or (Reason("no-clause", said("no-clause")),)

    def _gone(self, name: str) -> Iterator[Reason]:
        """What takes the resource out of the answer whatever leads to it, and what may."""
        status = self._live.get(name) or self._reference.ruleset.resources[name].status
        if status != "active":
            yield Reason(status, said(status))
        if self._over(name):
            yield Reason("tried", said("tried"))
        for reading, held in self._sight.withholding(name):
            code = "withheld" if held == YES else "may-be-withheld"
            yield Reason(code, said(code, name=reading.clause.name), reading.clause.name, "withhold")

    def _over(self, name: str) -> bool:
        """Whether an earlier referral ended so that the resource is not offered again.

        In danger an immediate resource stays; whether this one is immediate shows once its outcome is taken back.
        """
        knowledge = self._sight.knowledge
        if not knowledge.tried.get(name, frozenset()) - _STAYING or name in self._answer.standings:
            return False
        attributes = self._reference.ruleset.attributes
        free = changed(attributes, knowledge, (Option("tried", "untold", values=(name,)),))
        standing = self._reference.answer(free, {**self._live, name: "active"}).standings.get(name)
        danger = attributes["danger"]
        sure = knowledge.masks["danger"] == (danger.bit("yes") or danger.bit("あり"))
        return standing is None or standing.urgency != "immediate" or not sure

    def _of_clauses(self, name: str, clauses: Clauses, gone: bool) -> Iterator[Reason]:
        for reading, by, seen in clauses:
            before = self._before(reading, name, by)
            names = listed([plain(one) for one in before], 3)
            if seen.fit == "no":
                code = "lines"
            elif name not in reading.clause.route and not self._sight.begun(reading):
                code = "not-begun"
            elif before:
                code = "default-not-reached" if by == "default" else "chain-not-reached"
            elif seen.fit == "maybe":
                code = "unsure"
            elif name not in self._answer.standings and not gone:
                code = "not-reached"
            else:
                continue
            yield Reason(code, said(code, name=seen.name.replace("/", " ＞ "), resources=names), seen.name, by)

    def _before(self, reading: Reading, name: str, by: By) -> list[str]:
        """What is a yes now, so that this clause does not come as far as the resource; nothing where it does."""
        if by == "default" and name in reading.clause.route:
            return self._sure_without(reading)
        if by == "rule":
            return []
        default = reading.clause.kind == "default"
        earlier = [self._sure_without(reading)] if default else []
        for line in (reading.clause.route, *reading.clause.otherwise):
            if name in line and line is not reading.clause.route:
                break
            earlier.append([other for other in line if self._takes(reading, other)])
        return next((names for names in earlier if names), [])

    def _takes(self, reading: Reading, name: str) -> bool:
        """Whether the clause surely leads to this resource, and it is open now or nobody asked."""
        if name not in self._sure():
            return False
        resource = self._reference.ruleset.resources[name]
        periods = (*reading.periods, resource.effective)
        at, holidays = self._sight.knowledge.at, self._reference.holidays
        return self._sight.led(reading, name) == YES and any(
            found == YES and ready(way.hours, periods, at, holidays)
            for way, found in zip(resource.ways, self._sight.ways(reading, name), strict=True)
        )

    def _sure(self) -> list[str]:
        return [name for name, standing in self._answer.standings.items() if standing.verdict == YES]

    def _sure_without(self, reading: Reading) -> list[str]:
        """The yes resources that are open now without this default or one that comes as late."""
        found = []
        for name in self._sure():
            resource = self._reference.ruleset.resources[name]
            for one in self._answer.standings[name].sharing:
                late = one.clause.kind == "default" and one.clause.tier >= reading.clause.tier
                periods = (*one.periods, resource.effective)
                at, holidays = self._sight.knowledge.at, self._reference.holidays
                if not late and any(
                    way_found == YES and ready(way.hours, periods, at, holidays)
                    for way, way_found in zip(resource.ways, one.ways, strict=True)
                ):
                    found.append(name)
                    break
        return found


def nearest(seen: ClauseSeen) -> tuple[int, int, int, str]:
    """The sort key of a clause: best verdict, fewest lines that are no, fewest that are maybe, name."""
    against = [FITS.index(line.fit) for line in seen.lines]
    return (-FITS.index(seen.fit), against.count(NO), against.count(MAYBE), seen.name)
