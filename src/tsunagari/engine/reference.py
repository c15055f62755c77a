"""The plain reading of the language: clause by clause, without an index.

Law: this is language §4 written down, sentence by sentence; it explains decisions, and the index is tested against
it. It keeps nothing between consultations but the boxes of each clause, way and resource.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.calendar.hours import Hours, is_open
from tsunagari.engine.admission import admit, overlay
from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.answer import Answer, By, Contribution, Gap, Standing
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision
from tsunagari.engine.knowledge import Knowledge, moved_with, movers, named, place_in_order
from tsunagari.engine.opening import ready
from tsunagari.engine.plan import Topics
from tsunagari.engine.questions import asked
from tsunagari.engine.reading import Boxes, Reading, read
from tsunagari.engine.referrals import decided
from tsunagari.engine.verdicts import MAYBE, NO, YES, verdict
from tsunagari.model.registry import Period
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

_STAYING = frozenset(("no-answer", "full"))


def decide(
    ruleset: Ruleset,
    consultation: Consultation,
    *,
    status: Mapping[str, str] | None = None,
    holidays: Holidays | None = None,
) -> Decision:
    """The decision on one consultation; `status` is the live status of resources by name.

    Raises FactsError where the consultation or the status cannot be admitted, and nothing else (design C1).
    """
    return Reference(ruleset, holidays).decide(consultation, status)


class Reference:
    """A ruleset with its clauses read into boxes; immutable, may be shared by threads."""

    __slots__ = ("_alternatives", "_by_name", "_topics", "holidays", "readings", "ruleset")

    def __init__(self, ruleset: Ruleset, holidays: Holidays | None = None) -> None:
        self.ruleset = ruleset
        self.holidays = japanese_holidays() if holidays is None else holidays
        self.readings = read(ruleset)
        routes = (*self.readings.rules, *self.readings.defaults)
        self._by_name: dict[tuple[str, str], Reading] = {(r.clause.kind, r.clause.name): r for r in routes}
        self._topics: dict[tuple[str, str], Topics] = {key: r.topics for key, r in self._by_name.items()}
        self._alternatives = Alternatives(ruleset, self.readings, self.holidays)

    def decide(self, consultation: Consultation, status: Mapping[str, str] | None = None) -> Decision:
        """The decision; raises FactsError only."""
        live = overlay(self.ruleset, status)
        return self.decide_known(admit(self.ruleset, consultation), live, overlaid=status is not None)

    def decide_known(
        self, knowledge: Knowledge, live: Mapping[str, str] | None = None, *, overlaid: bool = False
    ) -> Decision:
        """The decision on admitted knowledge; `live` is the status by canonical name."""
        case = _Case(self, knowledge, live or {})
        answer = case.answer()
        confirms = {s.resource: self._confirm(case, s) for s in answer.standings.values() if s.verdict == MAYBE}
        questions = asked(
            knowledge,
            answer,
            confirms,
            case.lone(),
            self._alternatives,
            lambda told, name: case.varied(told, name).answer(),
        )
        status = dict(live or {}) if overlaid else None
        return decided(self.ruleset, knowledge, answer, confirms, questions, self._topics, status, self.holidays)

    def answer(self, knowledge: Knowledge, live: Mapping[str, str] | None = None) -> Answer:
        """Where every resource stands, unranked."""
        return _Case(self, knowledge, live or {}).answer()

    def holding(self, knowledge: Knowledge) -> tuple[Clause, ...]:
        """The clauses that hold, wherever they lead."""
        case, readings = _Case(self, knowledge, {}), self.readings
        everything = (*readings.rules, *readings.withholds, *readings.defaults)
        return tuple(r.clause for r in everything if case.applies(r) and case.greatest(r.own) == YES)

    def _confirm(self, case: _Case, standing: Standing) -> tuple[str, ...]:
        """The attributes whose line is maybe in the box with the fewest of them (language §4, "The rest").

        Of a yes that a withhold's maybe holds back: those that are maybe in the withhold's boxes.
        """
        if standing.capped:
            held = case.withholding(standing.resource)
            found = {a for w in held for box in w.own for a in case.open_attributes(box)}
            return tuple(sorted(found, key=place_in_order))
        candidates = (
            case.open_attributes(box)
            for c in standing.sharing
            for boxes in self._by_name[c.clause.kind, c.clause.name].through[c.resource]
            for box in boxes
        )
        found_boxes = [tuple(sorted(box, key=place_in_order)) for box in candidates if box]
        return min(found_boxes, key=lambda box: (len(box), [place_in_order(a) for a in box]))


class _Case:
    """One consultation while it is answered: the verdict of every distinct line, and what is withheld or open."""

    __slots__ = ("day", "held", "knowledge", "live", "opened", "reference", "verdicts")

    def __init__(
        self,
        reference: Reference,
        knowledge: Knowledge,
        live: Mapping[str, str],
        *,
        known: _Case | None = None,
        moved: frozenset[str] = frozenset(),
    ) -> None:
        """From nothing, or from a case that differs in the attributes `moved` only."""
        self.reference, self.knowledge, self.live, self.day = reference, knowledge, live, knowledge.day
        lines, issues = reference.readings.lines, reference.ruleset.issues
        self.opened: dict[tuple[str, int, tuple[Period, ...]], bool] = {}
        if known is None:
            self.verdicts = [verdict(line, knowledge, issues, self._within) for line in lines]
        else:
            self.verdicts = [
                verdict(line, knowledge, issues, self._within) if line.attribute in moved else old
                for line, old in zip(lines, known.verdicts, strict=True)
            ]
            if "time" not in moved:
                self.opened = known.opened
        self.held: dict[str, int] = {}
        for reading in self._withholds():
            for name in reading.clause.route:
                self.held[name] = max(self.held.get(name, NO), self.greatest(reading.own))

    def varied(self, knowledge: Knowledge, name: str) -> _Case:
        """The same case, had `name` been told so: only lines of attributes that move with it change."""
        moved = moved_with(knowledge, name)
        return _Case(self.reference, knowledge, self.live, known=self, moved=moved)

    def _within(self, hours: tuple[Hours, ...]) -> bool:
        at = self.knowledge.at
        return at is not None and is_open(hours, at, self.reference.holidays)

    def greatest(self, boxes: Boxes) -> int:
        """A box's verdict is the least over its lines, a clause's the greatest over its boxes."""
        verdicts, greatest = self.verdicts, NO
        for box in boxes:
            least = YES
            for line in box:
                if verdicts[line] < least:
                    least = verdicts[line]
                    if least == NO:
                        break
            if least > greatest:
                greatest = least
                if greatest == YES:
                    break
        return greatest

    def open_attributes(self, box: Sequence[int]) -> frozenset[str]:
        """The attributes whose line is maybe in a box that is a maybe; none in any other box."""
        if min((self.verdicts[line] for line in box), default=YES) != MAYBE:
            return frozenset()
        lines = self.reference.readings.lines
        return frozenset(lines[line].attribute for line in box if self.verdicts[line] == MAYBE)

    def lone(self) -> frozenset[str]:
        """The attributes of which one answer makes some box a yes: no other attribute leaves that box a maybe."""
        readings, resources, day = self.reference.readings, self.reference.ruleset.resources, self.day
        boxes = {box for reading in self._withholds() for box in reading.own}
        for reading in (*readings.rules, *readings.defaults):
            if self.applies(reading):
                for name, ways in reading.through.items():
                    if day is None or not resources[name].effective.over(day):
                        boxes.update(box for way in ways for box in way)
        unsure = {found for box in boxes if (found := self.open_attributes(box))}
        names = movers(self.knowledge, frozenset().union(*unsure))
        return frozenset(a for a in names if any(found <= moved_with(self.knowledge, a) for found in unsure))

    def answer(self) -> Answer:
        """Routes, then what is gone, then otherwise, then default (language §4, in this order)."""
        readings = self.reference.readings
        found = self._joined((r for r in readings.rules if self.applies(r)), [], "rule")
        defaults = [reading for reading in readings.defaults if self.applies(reading)]
        for tier in sorted({reading.clause.tier for reading in defaults}):
            if self._settled(found):
                break
            found = self._joined((r for r in defaults if r.clause.tier == tier), found, "default")
        standings, causes = self._standings(found)
        return Answer(standings, self._gap(standings, causes))

    def _joined(self, readings: Iterable[Reading], found: list[Contribution], by: By) -> list[Contribution]:
        """What was found, then the routes of these clauses, then what their chains add."""
        routes = [(reading, self._leads(reading, reading.clause.route, by)) for reading in readings]
        found = [*found, *(c for _, led in routes for c in led)]
        urgent = frozenset(c.resource for c in found if c.verdict == YES and c.clause.urgency == "immediate")
        chained: By = "otherwise" if by == "rule" else "default"
        for reading, led in routes:
            found += self._otherwise(reading, led, chained, urgent)
        return found

    def applies(self, reading: Reading) -> bool:
        """Whether the clause alone is at least a maybe.

        A ruleset outside its period answers by its defaults, still less what it withholds; a clause that has ended
        holds no more.
        """
        day, clause = self.day, reading.clause
        if day is not None:
            if clause.kind == "rule" and not clause.ruleset_effective.contains(day):
                return False
            if any(period.over(day) for period in reading.periods):
                return False
        return self.greatest(reading.own) != NO

    def _leads(self, reading: Reading, names: Iterable[str], by: By) -> list[Contribution]:
        """The resources of these that the clause holds for, with their own conditions."""
        found = []
        for name in names:
            if self.day is not None and self.reference.ruleset.resources[name].effective.over(self.day):
                continue
            ways = tuple(map(self.greatest, reading.through[name]))
            greatest = max(ways, default=NO)
            if greatest != NO:
                found.append(Contribution(reading.clause, by, name, greatest, ways, reading.periods))
        return found

    def _otherwise(
        self, reading: Reading, last: list[Contribution], by: By, urgent: frozenset[str]
    ) -> list[Contribution]:
        """The lines of the chain that apply: the next, while none before is a yes that is now or not asked."""
        if self.day is not None and not all(period.contains(self.day) for period in reading.periods):
            return []
        found: list[Contribution] = []
        for line in reading.clause.otherwise:
            if any(self._takes(c, urgent) for c in last):
                break
            last = self._leads(reading, line, by)
            found += last
        return found

    def _takes(self, contribution: Contribution, urgent: frozenset[str]) -> bool:
        """A yes through this clause that is now (or not asked) and neither gone nor held back."""
        if contribution.verdict != YES or not self._ready(contribution):
            return False
        immediate = contribution.clause.urgency == "immediate" or contribution.resource in urgent
        gone = self._cause(contribution.resource, immediate=immediate)
        return gone is None and self.held.get(contribution.resource, NO) == NO

    def _ready(self, contribution: Contribution) -> bool:
        resource = self.reference.ruleset.resources[contribution.resource]
        periods = (*contribution.periods, resource.effective)
        for number, (way, found) in enumerate(zip(resource.ways, contribution.ways, strict=True)):
            if found == contribution.verdict:
                key = (contribution.resource, number, periods)
                if key not in self.opened:
                    at = self.knowledge.at
                    self.opened[key] = ready(way.hours, periods, at, self.reference.holidays)
                if self.opened[key]:
                    return True
        return False

    def withholding(self, name: str) -> list[Reading]:
        """The withholds that are at least a maybe and name this resource."""
        return [reading for reading in self._withholds() if name in reading.clause.route]

    def _withholds(self) -> list[Reading]:
        """The withholds that are at least a maybe and in effect."""
        day = self.day
        return [
            reading
            for reading in self.reference.readings.withholds
            if (day is None or all(period.contains(day) for period in reading.periods)) and self.applies(reading)
        ]

    def _cause(self, name: str, *, immediate: bool) -> Gap | None:
        """Why the resource is gone, or None (language §4, "Who is gone")."""
        outcomes = self.knowledge.tried.get(name, frozenset())
        if outcomes - _STAYING and not (immediate and self._in_danger()):
            return "all-tried"
        if self.held.get(name, NO) == YES:
            return "all-withheld"
        status = self.live.get(name) or self.reference.ruleset.resources[name].status
        return None if status == "active" else "all-paused"

    def _in_danger(self) -> bool:
        danger = self.reference.ruleset.attributes["danger"]
        return self.knowledge.masks["danger"] == named(danger, "yes", "あり")

    def _settled(self, found: Sequence[Contribution]) -> bool:
        """Whether something is a yes that is now (or not asked): what keeps the defaults away."""
        standings, _ = self._standings(found)
        return any(s.verdict == YES and any(map(self._ready, s.sharing)) for s in standings.values())

    def _standings(self, found: Sequence[Contribution]) -> tuple[dict[str, Standing], set[Gap]]:
        """Each resource with its greatest verdict, and why those that are gone are gone."""
        grouped: dict[str, list[Contribution]] = {}
        for contribution in found:
            grouped.setdefault(contribution.resource, []).append(contribution)
        standings: dict[str, Standing] = {}
        causes: set[Gap] = set()
        for name, contributions in sorted(grouped.items()):
            greatest = max(c.verdict for c in contributions)
            sharing = tuple(c for c in contributions if c.verdict == greatest)
            cause = self._cause(name, immediate=any(c.clause.urgency == "immediate" for c in sharing))
            if cause is not None:
                causes.add(cause)
                continue
            capped = greatest == YES and self.held.get(name, NO) == MAYBE
            again = name in self.knowledge.tried
            standings[name] = Standing(name, MAYBE if capped else greatest, sharing, again, capped)
        return standings, causes

    def _gap(self, standings: Mapping[str, Standing], causes: set[Gap]) -> Gap | None:
        """Why nothing is a yes; None where something is."""
        if any(s.verdict == YES for s in standings.values()):
            return None
        if standings:
            return "maybe-only"
        if self.day is not None and not self.reference.ruleset.effective.contains(self.day):
            return "out-of-period"
        order: tuple[Gap, ...] = ("all-tried", "all-withheld", "all-paused")
        return next((cause for cause in order if cause in causes), "no-rule")
