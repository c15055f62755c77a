"""From hits to where every resource stands: who is gone, `otherwise`, `default`, and the gap.

Law (language §4, "Who is gone", "otherwise", "default", "The rest"): withholds come first, then the routes of rules,
then the next `otherwise` line where none before it is taken, then the defaults, nearest ruleset first, while nothing
is a yes that is now (or not asked). Written for the index alone: it shares no step with the plain reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tsunagari.engine.answer import Answer, By, Contribution, Gap, Standing
from tsunagari.engine.index.hits import RULES, WITHHOLDS, Among, Hits, tier
from tsunagari.engine.index.index import UNKNOWN, Index
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.knowledge import Knowledge, named
from tsunagari.engine.opening import Open
from tsunagari.engine.verdicts import MAYBE, NO, YES

_GAPS: tuple[Gap, ...] = ("all-tried", "all-withheld", "all-paused")
_STAYS = frozenset(("no-answer", "full"))


class Settling:
    """One consultation on its way from hits to standings."""

    __slots__ = ("_danger", "_day", "_held", "_knowledge", "_live", "answer", "hits", "index", "moment")

    def __init__(
        self,
        index: Index,
        knowledge: Knowledge,
        live: Mapping[str, str],
        hits: Hits | None = None,
        moment: Moment | None = None,
        answer: Answer | None = None,
    ) -> None:
        """From nothing, or from the hits, the moment and the answer of this knowledge, as far as somebody has them."""
        self.index, self._knowledge, self._live, self._day = index, knowledge, live, knowledge.day
        if moment is None and knowledge.at is not None:
            moment = index.timetable.at(knowledge.at)
        self.moment = moment
        self.hits = Hits(index, knowledge, moment) if hits is None else hits
        danger = index.ruleset.attributes["danger"]
        self._danger = knowledge.masks["danger"] == named(danger, "yes", "あり")
        self._held = self._withheld()
        self.answer = self._answer() if answer is None else answer

    def _withheld(self) -> dict[str, int]:
        """How surely each resource is withheld."""
        held: dict[str, int] = {}
        for number, ways in self.hits.pairs(WITHHOLDS).items():
            for name in self.index.holders[self.index.pairs[number].holder].clause.route:
                held[name] = max(held.get(name, NO), *ways.values())
        return held

    def withholding(self, resource: str) -> list[int]:
        """The pairs of the withholds that hold a resource back, surely or perhaps."""
        holders, pairs = self.index.holders, self.index.pairs
        found = self.hits.pairs(WITHHOLDS)
        return [number for number in found if resource in holders[pairs[number].holder].clause.route]

    def _answer(self) -> Answer:
        found = self._led(RULES, [], "rule", "otherwise")
        standings, causes = self._standings(found)
        for number in range(len(self.index.nation.tiers)):
            if any(one.verdict == YES and any(map(self.ready, one.sharing)) for one in standings.values()):
                break
            more = self._led(tier(number), found, "default", "default")
            if len(more) > len(found):
                found = more
                standings, causes = self._standings(found)
        return Answer(standings, self._gap(standings, causes))

    def _led(self, among: Among, found: list[Contribution], by: By, chained: By) -> list[Contribution]:
        """What was found, and where the clauses of these slots lead: by their routes, then by their chains."""
        routes: dict[int, list[Contribution]] = {}
        chains: dict[int, dict[int, list[Contribution]]] = {}
        for number, ways in self.hits.pairs(among).items():
            pair = self.index.pairs[number]
            assert pair.resource is not None  # a withhold's, and those are in no route
            for stage in pair.stages:
                one = self._contribution(pair.holder, pair.resource, ways, chained if stage else by)
                if stage:
                    chains.setdefault(pair.holder, {}).setdefault(stage, []).append(one)
                else:
                    routes.setdefault(pair.holder, []).append(one)
        found = [*found, *(one for led in routes.values() for one in led)]
        urgent = {one.resource for one in found if one.verdict == YES and one.clause.urgency == "immediate"}
        for holder, lines in chains.items():
            found += self._chain(holder, routes.get(holder, []), lines, urgent)
        return found

    def _contribution(self, holder: int, resource: str, ways: Mapping[int, int], by: By) -> Contribution:
        source = self.index.holders[holder]
        number = len(self.index.hours_of[resource])
        if number == 1:
            verdict = ways[0]
            return Contribution(source.clause, by, resource, verdict, (verdict,), source.periods)
        verdicts = tuple([ways.get(way, NO) for way in range(number)])
        return Contribution(source.clause, by, resource, max(verdicts), verdicts, source.periods)

    def _chain(
        self, holder: int, routed: list[Contribution], lines: Mapping[int, list[Contribution]], urgent: set[str]
    ) -> list[Contribution]:
        """The `otherwise` lines of a clause that apply; of a clause that has not begun, none."""
        source = self.index.holders[holder]
        day = self._day
        if day is not None and not all(period.contains(day) for period in source.periods):
            return []
        found: list[Contribution] = []
        last = routed
        for stage in range(1, len(source.clause.otherwise) + 1):
            if any(self._taken(one, urgent) for one in last):
                break
            last = lines.get(stage, [])
            found += last
        return found

    def _taken(self, one: Contribution, urgent: set[str]) -> bool:
        """Whether somebody is there through this clause: a yes, open, neither gone nor perhaps withheld."""
        if one.verdict != YES or self._held.get(one.resource, NO) != NO or not self.ready(one):
            return False
        return self._gone(one.resource, one.clause.urgency == "immediate" or one.resource in urgent) is None

    def ready(self, one: Contribution) -> bool:
        """Whether a way as good as the contribution is open now, or no time was asked about."""
        moment = self.moment
        if moment is None:
            return True
        for number, found in zip(self.index.hours_of[one.resource], one.ways, strict=True):
            if number != UNKNOWN and found == one.verdict and moment.is_open(number):
                return self._in_effect(one)
        return False

    def openness(self, standing: Standing) -> Open:
        """The best over the contributions and ways that share the verdict, without asking when it opens."""
        if self.moment is None:
            return "not asked"
        if any(map(self.ready, standing.sharing)):
            return "now"
        hours = self.index.hours_of[standing.resource]
        unknown = any(
            number == UNKNOWN and found == one.verdict
            for one in standing.sharing
            if self._in_effect(one)
            for number, found in zip(hours, one.ways, strict=True)
        )
        return "unknown" if unknown else "later"

    def _in_effect(self, one: Contribution) -> bool:
        """Whether the clause and the resource have begun and not ended."""
        day = self._day
        if day is None:
            return True
        own = self.index.ruleset.resources[one.resource].effective
        return own.contains(day) and (not one.periods or all(period.contains(day) for period in one.periods))

    def _gone(self, resource: str, immediate: bool) -> Gap | None:
        """Why a resource is gone, or None."""
        tried = self._knowledge.tried.get(resource)
        if tried and not tried <= _STAYS and not (immediate and self._danger):
            return "all-tried"
        if self._held.get(resource, NO) == YES:
            return "all-withheld"
        status = self._live.get(resource) or self.index.ruleset.resources[resource].status
        return None if status == "active" else "all-paused"

    def _standings(self, found: Iterable[Contribution]) -> tuple[dict[str, Standing], set[Gap]]:
        """Every resource that is not gone, and why the others are."""
        by_resource: dict[str, list[Contribution]] = {}
        for one in found:
            by_resource.setdefault(one.resource, []).append(one)
        standings: dict[str, Standing] = {}
        causes: set[Gap] = set()
        for name in sorted(by_resource):
            sharing = _best(by_resource[name])
            cause = self._gone(name, any(one.clause.urgency == "immediate" for one in sharing))
            if cause is not None:
                causes.add(cause)
                continue
            verdict = sharing[0].verdict
            capped = verdict == YES and self._held.get(name, NO) == MAYBE
            again = name in self._knowledge.tried
            standings[name] = Standing(name, MAYBE if capped else verdict, sharing, again, capped)
        return standings, causes

    def _gap(self, standings: Mapping[str, Standing], causes: set[Gap]) -> Gap | None:
        """Why nothing is a yes."""
        if any(one.verdict == YES for one in standings.values()):
            return None
        if standings:
            return "maybe-only"
        day = self._day
        if day is not None and not self.index.ruleset.effective.contains(day):
            return "out-of-period"
        return next((gap for gap in _GAPS if gap in causes), "no-rule")


def _best(contributions: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """Those with the greatest verdict."""
    if len(contributions) == 1:
        return (contributions[0],)
    greatest = max([one.verdict for one in contributions])
    return tuple(one for one in contributions if one.verdict == greatest)
