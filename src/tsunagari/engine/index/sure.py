"""Consultations of which every hit is a yes, settled without the machinery of what is not known.

Law: where `sure` gives something it is what `Settling` gives, in the same order; it gives nothing where a withhold
holds, something hit is a maybe, something was tried, places lie in several prefectures, or nobody is there at all.
The order is found by masks, rank by rank, as far down as somebody looks; clauses and ways are put together for the
resources that are written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tsunagari.engine.answer import Answer, By, Contribution, Standing
from tsunagari.engine.index.bits import positions
from tsunagari.engine.index.hits import Hits
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.live import Live
from tsunagari.engine.index.ranks import Near, SlotFact
from tsunagari.engine.index.space import Space
from tsunagari.engine.index.timetable import Moment
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.opening import Open
from tsunagari.engine.ranking import NEARNESS, WORD, wheel
from tsunagari.engine.verdicts import NO, YES
from tsunagari.model.registry import Period


class Sure:
    """The resources of one consultation, all of them a yes.

    `standing_in` and `by_default` are the heads of those whom nothing better leads to.
    `routed` are the slots that a route leads through, `stood` those of who stands in by an `otherwise` line,
    `defaulted` those of defaults; `opened` and `unknown` are those of all these that are open now, and of which nobody
    knows.
    """

    __slots__ = (
        "_ordered", "by_default", "defaulted", "index", "knowledge", "opened", "routed", "space", "standing_in",
        "stood", "unknown",
    )  # fmt: skip

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
        whose = space.ranks.whose
        by_route = whose(routed) if stood or defaulted else 0
        self.standing_in = whose(stood) & ~by_route if stood else 0
        self.by_default = whose(defaulted) & ~(by_route | self.standing_in) if defaulted else 0

    def __len__(self) -> int:
        return self.space.ranks.whose(self.routed | self.stood | self.defaulted).bit_count()

    @property
    def dated(self) -> int:
        """The slots of clauses and resources that may begin or end."""
        return self.space.ranks.dated

    def _defaults(self) -> int:
        """The heads of those that only a default leads to."""
        whose = self.space.ranks.whose
        return whose(self.defaulted) & ~whose(self.routed | self.stood)

    def first(self, count: int | None) -> list[tuple[int, Open]]:
        """The heads of the first few resources, or of all, and how open each is, in order (language §4, "Order")."""
        found = self._ordered
        if found is None:
            found = []
            for heads, opened in self._opened():
                for one in self._in_order(heads, None if count is None else count - len(found)):
                    found.append((one, opened))
                if count is not None and len(found) >= count:
                    return found[:count]
            self._ordered = found
        return found[:count]

    def answer(self) -> Answer:
        """The same as an answer, for what looks at more than referrals."""
        standings = [self.standing(head) for head, _ in self.first(None)]
        return Answer({one.resource: one for one in sorted(standings, key=lambda one: one.resource)}, None)

    def facts(self, head: int) -> tuple[list[SlotFact], By]:
        """What the slots of a resource lead to through which somebody is led to it, and how at best."""
        last = head if head < self.space.nation else head + self.space.shift
        facts = self.index.facts
        start = self.index.first_of[last]
        if start == last:
            by: By = "rule" if self.routed >> head & 1 else "otherwise" if self.stood >> head & 1 else "default"
            return [facts[last]], by  # type: ignore[list-item]
        before, width = head + start - last, (2 << last - start) - 1
        found: list[int] = []
        by = "default"
        for slots, how in ((self.defaulted, by), (self.stood, "otherwise"), (self.routed, "rule")):
            if slots and (some := slots >> before & width):
                found += positions(some)
                by = how  # type: ignore[assignment]
        return [facts[start + slot] for slot in found], by  # type: ignore[misc]

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
        fact = self.index.facts[head if head < self.space.nation else head + self.space.shift]
        assert fact is not None  # of an active resource, all slots lead to it
        return fact.resource.name

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

    def _opened(self) -> Iterator[tuple[int, Open]]:
        """The heads by how open they are."""
        whose = self.space.ranks.whose
        left = whose(self.routed | self.stood | self.defaulted)
        if self.knowledge.at is None:
            yield left, "not asked"
            return
        if now := whose(self.opened) if self.opened else 0:
            yield now, "now"
            left ^= now
        if unknown := whose(self.unknown) & left:
            yield unknown, "unknown"
            left ^= unknown
        if left:
            yield left, "later"

    def _in_order(self, heads: int, count: int | None) -> list[int]:
        """Heads that are equally open, or the first few of them, in the order of all that is asked after that."""
        if not heads & (heads - 1):
            return [heads.bit_length() - 1]
        found: list[int] = []
        for part in self._by_urgency(heads):
            for some in self._by_wish(part) if self.knowledge.wishes or self.by_default else (part,):
                if not some & (some - 1):
                    found.append(some.bit_length() - 1)
                    continue
                for near in self._by_reach(some):
                    found += self._in_turn(near)
                    if count is not None and len(found) >= count:
                        return found
        return found

    def _by_urgency(self, heads: int) -> list[int]:
        found = []
        slots = self.routed | self.stood | self.defaulted
        ranks = self.space.ranks
        for urgent in ranks.urgent:
            if (mask := slots & urgent) and (some := ranks.whose(mask) & heads):
                found.append(some)
                heads ^= some
        if heads:
            found.append(heads)
        return found

    def _by_wish(self, heads: int) -> list[int]:
        """Who is there by more than a default first; of each, those that honour every wish."""
        honours = self.space.ranks.honours
        last = heads & self.by_default
        found = []
        for some in (heads ^ last, last):
            met = some
            for wish in self.knowledge.wishes:
                met &= honours.get(wish, 0)
            found += [part for part in (met, some ^ met) if part]
        return found

    def _by_reach(self, heads: int) -> list[int]:
        """The heads by how near they are, the nearest first; of each, those of a route before who only stands in."""
        sizes: dict[int, int] = {}
        left = heads
        asked = 0
        masks = self.knowledge.masks
        for name in NEARNESS:
            known = masks[name]
            if known == asked:
                continue
            asked = known
            for size, mask in self._near(known, left):
                if some := left & mask:
                    sizes[size] = sizes.get(size, 0) | some
                    left ^= some
            if not left:
                break
        if left:
            size = self.index.leaves
            sizes[size] = sizes.get(size, 0) | left
        near = [sizes[size] for size in sorted(sizes)] if len(sizes) > 1 else list(sizes.values())
        second = heads & self.standing_in
        if not second:
            return near
        return [part for some in near for part in (some & ~second, some & second) if part]

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

    def _in_turn(self, heads: int) -> list[int]:
        """Equals, by whose turn it is."""
        if not heads & (heads - 1):
            return [heads.bit_length() - 1]
        facts, nation, shift = self.index.facts, self.space.nation, self.space.shift
        turned = wheel(self.knowledge)
        ordered = []
        for head in positions(heads):
            fact = facts[head if head < nation else head + shift]
            assert fact is not None  # of an active resource, all slots lead to it
            ordered.append((fact.lot * turned & WORD, fact.resource.name, head))
        ordered.sort()
        return [head for _, _, head in ordered]


def sure(hits: Hits, knowledge: Knowledge, moment: Moment | None, live: Live | None = None) -> Sure | None:
    """The resources of a consultation that tried nothing; None where more is to be weighed."""
    hit = hits.only
    if hit is None or knowledge.tried:
        return None
    space, yes = hit.space, hit.yes
    unsure = hit.some ^ yes
    if (unsure and unsure & (space.rules | space.withholds)) or yes & space.withholds:
        return None
    ranks = space.ranks
    slots = yes & (ranks.active if live is None else live.active(space))
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
