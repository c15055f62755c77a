"""Consultations of which every hit is a yes, settled without the machinery of what is not known.

Law: where `sure` gives something it is what `Settling` gives, in the same order; it gives nothing where a withhold
holds, something hit is a maybe, something was tried, the status is live, or nobody is open, so that a default is asked.
What only a few look at (clauses and ways of a resource) is put together for the resources that are written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsunagari.engine.answer import Answer, By, Contribution, Standing
from tsunagari.engine.index.hits import Hits
from tsunagari.engine.index.index import UNKNOWN, Index, SlotFact
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.ranking import turn
from tsunagari.engine.verdicts import NO, YES
from tsunagari.model.registry import Period

_NOW, _UNKNOWN, _LATER = 0, 1, 2


@dataclass(slots=True)
class _Led:
    """A resource that somebody is led to: how open, how urgent, and how (0: by a route) at best; its slots by `by`."""

    open: int
    urgency: int
    stage: int
    slots: list[tuple[int, By]]


class Sure:
    """The resources of one consultation, all of them a yes."""

    __slots__ = ("_index", "_knowledge", "_led", "_ordered")

    def __init__(self, index: Index, knowledge: Knowledge, led: Mapping[str, _Led]) -> None:
        self._index, self._knowledge, self._led = index, knowledge, led
        self._ordered: list[str] | None = None

    def __len__(self) -> int:
        return len(self._led)

    def first(self, count: int | None) -> list[Standing]:
        """The first few standings, or all of them, in order (language §4, "Order")."""
        names = self._ordered
        if names is None:
            names = list(self._names(count))
            if count is None or len(names) == len(self._led):
                self._ordered = names
        return [self._standing(name) for name in names[:count]]

    def _names(self, count: int | None) -> Iterator[str]:
        groups: dict[tuple[int, int, bool, int, bool], list[str]] = {}
        wishes, resources = self._knowledge.wishes, self._index.ruleset.resources
        for name, led in self._led.items():
            unmet = bool(wishes) and not wishes.issubset(resources[name].honours)
            key = (led.open, led.urgency, unmet, self._index.reach(self._knowledge, name), led.stage > 0)
            groups.setdefault(key, []).append(name)
        left = len(self._led) if count is None else count
        for key in sorted(groups):
            group = groups[key]
            if len(group) > 1:
                group.sort(key=lambda name: (turn(self._knowledge, name), name))
            yield from group
            left -= len(group)
            if left <= 0:
                return

    def answer(self) -> Answer:
        """The same as an answer, for what looks at more than referrals."""
        return Answer({name: self._standing(name) for name in sorted(self._led)}, None)

    def _standing(self, name: str) -> Standing:
        index = self._index
        number = len(index.hours_of[name])
        ways: dict[tuple[int, By], set[int]] = {}
        for slot, by in self._led[name].slots:
            ways.setdefault((index.pair_of[slot], by), set()).add(index.way_of[slot])
        sharing = []
        for (pair, by), through in ways.items():
            holder = index.holders[index.pairs[pair].holder]
            verdicts = tuple([YES if way in through else NO for way in range(number)])
            sharing.append(Contribution(holder.clause, by, name, YES, verdicts, holder.periods))
        return Standing(name, YES, tuple(sharing))


def sure(hits: Hits, knowledge: Knowledge, moment: Moment | None) -> Sure | None:
    """The resources of a consultation that tried nothing, under no live status; None where more is to be weighed."""
    numbers = hits.sure_rules()
    if numbers is None or knowledge.tried:
        return None
    settling = _Gathering(hits.index, knowledge.day, moment)
    settling.add(numbers)
    if not settling.anybody:
        return None
    return Sure(hits.index, knowledge, settling.led)


class _Gathering:
    """Collects resources from slots; thrown away afterwards."""

    __slots__ = ("anybody", "day", "index", "led", "moment", "opened")

    def __init__(self, index: Index, day: date | None, moment: Moment | None) -> None:
        self.index, self.day, self.moment = index, day, moment
        self.led: dict[str, _Led] = {}
        self.anybody = False
        self.opened: dict[int, int] = {UNKNOWN: _UNKNOWN if moment is not None else _NOW}

    def add(self, slots: Sequence[int]) -> None:
        """Everything that these slots lead to, the routes first and the chains where nobody is there."""
        facts, take = self.index.facts, self.take
        chained: dict[int, list[int]] = {}
        for slot in slots:
            fact = facts[slot]
            if fact is None:
                continue
            if fact[4]:
                chained.setdefault(fact[0], []).append(slot)
            else:
                take(slot, fact, 0)
        for holder, some in chained.items():
            self.chain(holder, some)

    def chain(self, holder: int, slots: Sequence[int]) -> None:
        """A clause with `otherwise` lines: its route, and line by line while nobody before is there."""
        index = self.index
        source, facts, pairs, pair_of = index.holders[holder], index.facts, index.pairs, index.pair_of
        if source.periods and not _within(source.periods, self.day):
            lines: Iterable[int] = (0,)
        elif len(slots) == 1:  # nobody else of the clause is there
            lines = pairs[pair_of[slots[0]]].stages[:1]
        else:
            lines = range(len(source.clause.otherwise) + 1)
        for stage in lines:
            there = False
            for slot in slots:
                if stage in pairs[pair_of[slot]].stages:
                    fact = facts[slot]
                    assert fact is not None  # only such slots are gathered
                    there |= self.take(slot, fact, stage) == _NOW
            if there:
                return

    def take(self, slot: int, fact: SlotFact, stage: int) -> int:
        """Note a slot; how open it is."""
        by: By = "otherwise" if stage else "rule"
        _, resource, hours, urgency, _, periods = fact
        opened = self.opened.get(hours)
        if opened is None:
            opened = self.opened[hours] = _NOW if self.moment is None or self.moment.is_open(hours) else _LATER
        if periods and opened != _LATER and not _within(periods, self.day):
            opened = _LATER
        if opened == _NOW:
            self.anybody = True
        led = self.led.get(resource)
        if led is None:
            self.led[resource] = _Led(opened, urgency, stage, [(slot, by)])
            return opened
        if stage < led.stage:
            led.stage = stage
        if opened < led.open:
            led.open = opened
        if urgency < led.urgency:
            led.urgency = urgency
        led.slots.append((slot, by))
        return opened


def _within(periods: Sequence[Period], day: date | None) -> bool:
    return day is None or all(period.contains(day) for period in periods)
