"""Consultations of which every hit is a yes, settled without the machinery of what is not known.

Law: where `sure` gives something it is what `Settling` gives, in the same order; it gives nothing where a withhold
holds, something hit is a maybe, something was tried, the status is live, places lie in several prefectures, or nobody
is there at all. The order is found by masks, rank by rank, as far down as somebody looks; clauses
and ways are put together for the resources that are written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tsunagari.engine.answer import Answer, By, Contribution, Standing
from tsunagari.engine.index.bits import positions
from tsunagari.engine.index.hits import Hits
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.ranks import Near
from tsunagari.engine.index.space import Space
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.opening import Open
from tsunagari.engine.ranking import NEARNESS, WORD, wheel
from tsunagari.engine.verdicts import NO, YES
from tsunagari.model.registry import Period


class Sure:
    """The resources of one consultation, all of them a yes.

    `routed` are the slots that a route leads through, `stood` those of who stands in by an `otherwise` line,
    `defaulted` those of defaults; `opened` and `unknown` those of all these that are open now, and of which nobody knows.
    """

    __slots__ = ("_ordered", "defaulted", "index", "knowledge", "opened", "routed", "space", "stood", "unknown")

    def __init__(
        self,
        index: Index,
        space: Space,
        knowledge: Knowledge,
        routed: int,
        stood: int,
        defaulted: int,
        opened: int,
        unknown: int,
    ) -> None:
        self.index, self.space, self.knowledge = index, space, knowledge
        self.routed, self.stood, self.defaulted = routed, stood, defaulted
        self.opened, self.unknown = opened, unknown
        self._ordered: list[tuple[int, Open]] | None = None

    def __len__(self) -> int:
        return self.space.ranks.whose(self.routed | self.stood | self.defaulted).bit_count()

    @property
    def by_default(self) -> bool:
        """Whether somebody is there by a default only."""
        return bool(self.defaulted and self._defaults())

    def _defaults(self) -> int:
        """The heads of those that only a default leads to."""
        whose = self.space.ranks.whose
        return whose(self.defaulted) & ~whose(self.routed | self.stood)

    def first(self, count: int | None) -> list[tuple[int, Open]]:
        """The heads of the first few resources, or of all, and how open each is, in order (language §4, "Order")."""
        found = self._ordered
        if found is None:
            found = []
            for one in self._groups():
                found += one
                if count is not None and len(found) >= count:
                    return found[:count]
            self._ordered = found
        return found[:count]

    def answer(self) -> Answer:
        """The same as an answer, for what looks at more than referrals."""
        standings = [self.standing(head) for head, _ in self.first(None)]
        return Answer({one.resource: one for one in sorted(standings, key=lambda one: one.resource)}, None)

    def slots(self, head: int) -> Iterator[tuple[int, By]]:
        """The slots of a resource through which somebody is led to it, and how."""
        last = self._slot(head)
        start = self.index.first_of[last]
        before = head + start - last
        width = (2 << last - start) - 1
        yield from [(start + slot, "rule") for slot in positions(self.routed >> before & width)]
        if self.stood:
            yield from [(start + slot, "otherwise") for slot in positions(self.stood >> before & width)]
        if self.defaulted:
            yield from [(start + slot, "default") for slot in positions(self.defaulted >> before & width)]

    def resource(self, head: int) -> str:
        """The name of the resource of a head."""
        index = self.index
        found = index.pairs[index.pair_of[self._slot(head)]].resource
        assert found is not None  # only heads of resources are gathered
        return found

    def standing(self, head: int) -> Standing:
        """The resource of a head, with the clauses and ways through which it is a yes."""
        index, name = self.index, self.resource(head)
        number = len(index.hours_of[name])
        ways: dict[tuple[int, By], set[int]] = {}
        for slot, by in self.slots(head):
            ways.setdefault((index.pair_of[slot], by), set()).add(index.way_of[slot])
        sharing = []
        for (pair, by), through in ways.items():
            holder = index.holders[index.pairs[pair].holder]
            verdicts = tuple([YES if way in through else NO for way in range(number)])
            sharing.append(Contribution(holder.clause, by, name, YES, verdicts, holder.periods))
        return Standing(name, YES, tuple(sharing))

    def _slot(self, slot: int) -> int:
        return slot if slot < self.space.nation else slot + self.space.shift

    def _groups(self) -> Iterator[list[tuple[int, Open]]]:
        """The heads in order, group by group."""
        whose = self.space.ranks.whose
        slots = self.routed | self.stood | self.defaulted
        left = whose(slots)
        routed = left if slots == self.routed else whose(self.routed)
        if self.knowledge.at is None:
            yield from self._urgencies(slots, left, routed, "not asked")
            return
        now = whose(self.opened)
        yield from self._urgencies(slots, now, routed, "now")
        if left := left & ~now:
            unknown = whose(self.unknown) & left
            yield from self._urgencies(slots, unknown, routed, "unknown")
            yield from self._urgencies(slots, left & ~unknown, routed, "later")

    def _urgencies(self, slots: int, heads: int, routed: int, opened: Open) -> Iterator[list[tuple[int, Open]]]:
        ranks = self.space.ranks
        for urgent in ranks.urgent:
            if (mask := slots & urgent) and (some := ranks.whose(mask) & heads):
                yield from self._defaulting(some, routed, opened)
                heads &= ~some
        if heads:
            yield from self._defaulting(heads, routed, opened)

    def _defaulting(self, heads: int, routed: int, opened: Open) -> Iterator[list[tuple[int, Open]]]:
        if not self.defaulted:
            yield from self._wishes(heads, routed, opened)
            return
        last = heads & self._defaults()
        if heads != last:
            yield from self._wishes(heads ^ last, routed, opened)
        if last:
            yield from self._wishes(last, last, opened)

    def _wishes(self, heads: int, routed: int, opened: Open) -> Iterator[list[tuple[int, Open]]]:
        wishes = self.knowledge.wishes
        if not wishes:
            yield from self._reaches(heads, routed, opened)
            return
        honours, met = self.space.ranks.honours, heads
        for wish in wishes:
            met &= honours.get(wish, 0)
        if met:
            yield from self._reaches(met, routed, opened)
        if unmet := heads & ~met:
            yield from self._reaches(unmet, routed, opened)

    def _reaches(self, heads: int, routed: int, opened: Open) -> Iterator[list[tuple[int, Open]]]:
        if heads & (heads - 1):
            for some in self._by_reach(heads):
                if first := some & routed:
                    yield self._in_turn(first, opened)
                if second := some & ~routed:
                    yield self._in_turn(second, opened)
        elif heads:
            yield [(heads.bit_length() - 1, opened)]

    def _by_reach(self, heads: int) -> Iterator[int]:
        """The heads by how near they are, the nearest first."""
        found: dict[int, int] = {}
        left = heads
        asked = 0
        for name in NEARNESS:
            known = self.knowledge.masks[name]
            if known == asked:
                continue
            asked = known
            for size, mask in self._near(known, left):
                if some := left & mask:
                    found[size] = found.get(size, 0) | some
                    left &= ~some
            if not left:
                break
        if left:
            size = self.index.leaves
            found[size] = found.get(size, 0) | left
        return (found[size] for size in sorted(found))

    def _near(self, known: int, heads: int) -> Near:
        """What of the resources serves all of these places, by how many leaves."""
        if not known & (known - 1):
            return self.space.ranks.near.get(known.bit_length() - 1, ())
        sizes: dict[int, int] = {}
        for head in positions(heads):
            for size, mask in self.index.entries[self.resource(head)]:
                if not known & ~mask:
                    sizes[size] = sizes.get(size, 0) | 1 << head
                    break
        return tuple(sorted(sizes.items()))

    def _in_turn(self, heads: int, opened: Open) -> list[tuple[int, Open]]:
        """Equals, by whose turn it is."""
        if not heads & (heads - 1):
            return [(heads.bit_length() - 1, opened)]
        lots, turned = self.index.lots, wheel(self.knowledge)
        ordered = []
        for head in positions(heads):
            name = self.resource(head)
            ordered.append((lots[name] * turned & WORD, name, head))
        ordered.sort()
        return [(head, opened) for _, _, head in ordered]


def sure(hits: Hits, knowledge: Knowledge, moment: Moment | None) -> Sure | None:
    """The resources of a consultation that tried nothing, under no live status; None where more is to be weighed."""
    hit = hits.only
    if hit is None or knowledge.tried:
        return None
    space, yes = hit.space, hit.yes
    unsure = hit.some ^ yes
    if (unsure and unsure & (space.rules | space.withholds)) or yes & space.withholds:
        return None
    ranks = space.ranks
    slots = yes & ranks.active
    if moment is None:
        opened, unknown = slots, 0
    else:
        opened, unknown = slots & ranks.open(moment), slots & ranks.unknown
        if dated := (opened | unknown) & ranks.dated:
            over = _out_of_effect(hits.index, space, dated, knowledge.day)
            opened, unknown = opened & ~over, unknown & ~over
    chains = _Chains(hits.index, space, knowledge.day, opened)
    routed, stood = chains.followed(slots & space.rules)
    defaulted = 0
    if not (routed | stood) & opened:
        for tier in space.tiers:
            if unsure & tier:
                return None
            first, second = chains.followed(slots & tier)
            defaulted |= first | second
            if defaulted & opened:
                break
    led = routed | stood | defaulted
    return Sure(hits.index, space, knowledge, routed, stood, defaulted, opened & led, unknown & led) if led else None


def _out_of_effect(index: Index, space: Space, slots: int, day: date | None) -> int:
    """Those of the slots whose clause or resource has not begun, or has ended."""
    found = 0
    for slot in positions(slots):
        fact = index.facts[slot if slot < space.nation else slot + space.shift]
        if fact is not None and not _within(fact.periods, day):
            found |= 1 << slot
    return found


class _Chains:
    """Clauses with `otherwise` lines: their routes, and line by line while nobody before is there."""

    __slots__ = ("day", "index", "opened", "space")

    def __init__(self, index: Index, space: Space, day: date | None, opened: int) -> None:
        self.index, self.space, self.day, self.opened = index, space, day, opened

    def followed(self, slots: int) -> tuple[int, int]:
        """Of the slots that are hit: those that a route leads through, and those of who stands in."""
        ranks, index = self.space.ranks, self.index
        stood = slots & ranks.standing
        routed = slots ^ stood
        if stood and (there := routed & self.opened & ranks.leading):
            nation, shift = self.space.nation, self.space.shift
            for slot in positions(there):
                holder = index.pairs[index.pair_of[slot if slot < nation else slot + shift]].holder
                for other in index.links.get(holder, ()):
                    if other < nation:
                        stood &= ~(1 << other)
                    elif other >= shift + nation:
                        stood &= ~(1 << other - shift)
        if odd := routed & ranks.odd:
            first, second = self._followed(odd)
            routed, stood = routed & ~odd | first, stood | second
        return routed, stood

    def _followed(self, slots: int) -> tuple[int, int]:
        """The same, line by line."""
        index, nation, shift = self.index, self.space.nation, self.space.shift
        pairs, pair_of = index.pairs, index.pair_of
        holders: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for slot in positions(slots):
            pair = pairs[pair_of[slot if slot < nation else slot + shift]]
            holders.setdefault(pair.holder, []).append((slot, pair.stages))
        routed = stood = 0
        for holder, some in holders.items():
            first, second = self._clause(holder, some)
            routed, stood = routed | first, stood | second
        return routed, stood

    def _clause(self, holder: int, slots: Sequence[tuple[int, tuple[int, ...]]]) -> tuple[int, int]:
        source = self.index.holders[holder]
        last = 0 if source.periods and not _within(source.periods, self.day) else len(source.clause.otherwise)
        masks = [0] * (last + 1)
        for slot, stages in slots:
            for stage in stages:
                if stage <= last:
                    masks[stage] |= 1 << slot
        stood = 0
        for stage, found in enumerate(masks):
            stood |= found if stage else 0
            if found & self.opened:
                break
        return masks[0], stood


def _within(periods: Sequence[Period], day: date | None) -> bool:
    return day is None or all(period.contains(day) for period in periods)
