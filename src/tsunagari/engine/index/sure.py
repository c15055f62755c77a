"""Resources that are all a yes, in their order.

Law (language §4, "Order"): the order is that of `ordering.in_order`. It is found by masks, rank by rank, as far down as
somebody looks; clauses and ways are put together for the resources that are written out.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.engine.answer import BYS, Answer, By, Contribution, Gap, Standing
from tsunagari.engine.index.bits import positions
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.ranks import Near, SlotFact, led
from tsunagari.engine.index.space import Space
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.opening import Open
from tsunagari.engine.ranking import NEARNESS, WORD, wheel
from tsunagari.engine.verdicts import NO, YES


class Sure:
    """The resources of one consultation, all of them a yes.

    `routed` are the slots that a route leads through, `stood` those of who stands in by an `otherwise` line,
    `defaulted` those of defaults; `opened` and `unknown` are those of all these that are open now, and of which nobody
    knows. `standing_in` and `by_default` are the heads of those whom nothing better leads to. `gap` says why there is
    nobody at all.
    """

    __slots__ = (
        "_ordered", "by_default", "defaulted", "gap", "index", "knowledge", "opened", "routed", "space",
        "standing_in", "stood", "unknown",
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
        gap: Gap | None = None,
    ) -> None:
        self.index, self.space, self.knowledge = index, space, knowledge
        self.routed, self.stood, self.defaulted = routed, stood, defaulted
        self.opened, self.unknown, self.gap = opened, unknown, gap
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
        return Answer({one.resource: one for one in sorted(standings, key=lambda one: one.resource)}, self.gap)

    def facts(self, head: int) -> tuple[list[SlotFact], By]:
        """What the slots of a resource lead to through which somebody is led to it, and how at best."""
        last = head if head < self.space.nation else head + self.space.shift
        facts = self.index.facts
        by: By
        if self.index.first_of[last] == last:
            by = "rule" if self.routed >> head & 1 else "otherwise" if self.stood >> head & 1 else "default"
            return [led(facts[last])], by
        if not (self.stood or self.defaulted):
            start, some = self._of(self.routed, head, last)
            return [led(facts[start + slot]) for slot in positions(some)], "rule"
        found = self.slots(head)
        by = min([by for _, by in found], key=BYS.index)
        return [led(facts[slot]) for slot, _ in found], by

    def slots(self, head: int) -> list[tuple[int, By]]:
        """The slots of a resource through which somebody is led to it, and how: by a rule first."""
        last = head if head < self.space.nation else head + self.space.shift
        found: list[tuple[int, By]] = []
        for slots, by in zip((self.routed, self.stood, self.defaulted), BYS, strict=True):
            if slots:
                start, some = self._of(slots, head, last)
                found += [(start + slot, by) for slot in positions(some)]
        return found

    def _of(self, slots: int, head: int, last: int) -> tuple[int, int]:
        """The first slot of the resource of a head, `last` being its last one, and which of these slots are its own."""
        start = self.index.first_of[last]
        return start, slots >> head + start - last & (2 << last - start) - 1

    def resource(self, head: int) -> str:
        """The name of the resource of a head."""
        return led(self.index.facts[head if head < self.space.nation else head + self.space.shift]).resource.name

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

    def _opened(self) -> Iterator[tuple[int, Open]]:
        """The heads by how open they are."""
        whose = self.space.ranks.whose
        left = whose(self.routed | self.stood | self.defaulted)
        if not left:
            return
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
            fact = led(facts[head if head < nation else head + shift])
            ordered.append((fact.lot * turned & WORD, fact.resource.name, head))
        ordered.sort()
        return [head for _, _, head in ordered]
