"""What the order of a decision looks at, as masks over the slots of a space.

Law (language §4, "Order"): a rank of a resource is the best over its slots that are hit, each key of the order for
itself. All slots of a resource stand side by side, and its last one, its *head*, stands for it; so `whose` gives in
three steps on whole masks the resources of any set of slots, and no step looks at a resource.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from tsunagari.engine.index.bits import each_beside, of_positions, positions
from tsunagari.engine.index.seasons import Numbered, slots_beside
from tsunagari.engine.index.timetable import Moment
from tsunagari.model.registry import Period, Resource
from tsunagari.model.rules import URGENCIES, Clause

OUTSIDE: Final = 3
"""How many values of a place come after the leaves: no fixed abode, abroad, none."""

Near: TypeAlias = tuple[tuple[int, int], ...]
"""Numbers of leaves, ascending, and the heads of resources with an entry of `serves` of so many."""

Link: TypeAlias = Literal["none", "leads", "stands in", "odd"]
"""How a slot hangs in a clause's chain: a clause without `otherwise` lines, the route of one with one line, that line.

All of an odd clause is followed line by line: several lines, a resource in several places, a period.
"""


@dataclass(frozen=True, slots=True)
class SlotFact:
    """What a slot leads to, as far as the order looks at it.

    `lot` is the resource's, `hours` the number of the hours of its way (-1: nobody knows them), `urgency` that of the
    clause (0 the most urgent); `periods` are those of the clause and the resource that may end or begin.
    """

    clause: Clause
    resource: Resource
    lot: int
    hours: int
    urgency: int
    link: Link
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ranks:
    """Masks over slots; `urgent[n]` by urgency, the least urgent left out; `honours` and `near` over heads.

    `near`: place → what of the resources serves it, by how many leaves the smallest such entry has.
    """

    heads: int
    rest: int
    active: int
    urgent: tuple[int, ...]
    hours: Numbered
    unknown: int
    dated: int
    leading: int
    standing: int
    odd: int
    honours: Mapping[str, int]
    near: Mapping[int, Near]

    def whose(self, slots: int) -> int:
        """The heads of the resources with any of these slots."""
        rest = self.rest
        return ((slots & rest) + rest | slots) & self.heads

    def open(self, moment: Moment) -> int:
        """The slots of ways whose hours are open."""
        found = 0
        for number, slots in self.hours:
            if moment.is_open(number):
                found |= slots
        return found

    def beside(self, other: Ranks, after: int, values: int) -> Ranks:
        """These and others over the slots that come after, of people who tell places among `values`."""
        places = (place for place in {**self.near, **other.near} if values >> place & 1)
        return Ranks(
            heads=self.heads | other.heads << after,
            rest=self.rest | other.rest << after,
            active=self.active | other.active << after,
            urgent=tuple(one | two << after for one, two in zip(self.urgent, other.urgent, strict=True)),
            hours=slots_beside(self.hours, other.hours, after),
            unknown=self.unknown | other.unknown << after,
            dated=self.dated | other.dated << after,
            leading=self.leading | other.leading << after,
            standing=self.standing | other.standing << after,
            odd=self.odd | other.odd << after,
            honours=MappingProxyType(each_beside(self.honours, other.honours, after)),
            near=MappingProxyType(
                {place: slots_beside(self.near.get(place, ()), other.near.get(place, ()), after) for place in places}
            ),
        )


def led(fact: SlotFact | None) -> SlotFact:
    """The fact of a slot that is a resource's."""
    assert fact is not None  # of a resource, all slots lead to it
    return fact


def ranks(facts: Sequence[SlotFact | None], groups: Iterable[int], leaves: int, values: int | None) -> Ranks:
    """The masks of some slots; `groups` are how many of them, in turn, belong to one resource or withhold.

    None is a slot of a withhold; `leaves` are all leaves, `values` the places that may be told.
    """
    size = len(facts)
    heads = []
    start = 0
    for length in groups:
        start += length
        heads.append(start - 1)
    alike: dict[tuple[int, int, Link, bool, bool], list[int]] = {}
    for slot, fact in enumerate(facts):
        if fact is not None:
            traits = fact.urgency, fact.hours, fact.link, not fact.periods, fact.resource.status == "active"
            if (slots := alike.get(traits)) is None:
                slots = alike[traits] = []
            slots.append(slot)
    led: list[list[int]] = [[] for _ in URGENCIES]
    hours: dict[int, list[int]] = {}
    links: dict[Link, list[int]] = {"none": [], "leads": [], "stands in": [], "odd": []}
    active, unknown, dated = list[int](), list[int](), list[int]()
    for (urgency, number, link, lasting, there), slots in alike.items():
        led[urgency] += slots
        links[link] += slots
        active += slots if there else []
        dated += [] if lasting else slots
        if number < 0:
            unknown += slots
        else:
            hours.setdefault(number, []).extend(slots)
    head_mask, everything = of_positions(heads, size), (1 << size) - 1
    urgencies = [of_positions(slots, size) for slots in led]
    resources = _resources(facts, heads)
    return Ranks(
        heads=head_mask,
        rest=everything & ~head_mask,
        active=of_positions(active, size),
        urgent=tuple(urgencies[:-1]),
        hours=tuple((number, of_positions(slots, size)) for number, slots in sorted(hours.items())),
        unknown=of_positions(unknown, size),
        dated=of_positions(dated, size),
        leading=of_positions(links["leads"], size),
        standing=of_positions(links["stands in"], size),
        odd=of_positions(links["odd"], size),
        honours=MappingProxyType(_honours(resources)),
        near=MappingProxyType(_near(resources, leaves, -1 if values is None else values)),
    )


def _resources(facts: Sequence[SlotFact | None], heads: Iterable[int]) -> list[tuple[int, Resource]]:
    """Head and resource of each that some slot leads to."""
    found = []
    start = 0
    for head in heads:
        fact = next((one for one in facts[start : head + 1] if one is not None), None)
        if fact is not None:
            found.append((head, fact.resource))
        start = head + 1
    return found


def _honours(resources: Iterable[tuple[int, Resource]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for head, resource in resources:
        for wish in resource.honours:
            found[wish] = found.get(wish, 0) | 1 << head
    return found


def _near(resources: Iterable[tuple[int, Resource]], leaves: int, values: int) -> dict[int, Near]:
    entries: dict[int, int] = {}
    for head, resource in resources:
        for line in resource.serves:
            for _, mask in line.entries:
                entries[mask] = entries.get(mask, 0) | 1 << head
    found: dict[int, dict[int, int]] = {}
    for mask, heads in entries.items():
        size = (mask & leaves).bit_count()
        for place in positions(mask & values & (leaves | leaves << OUTSIDE)):
            sizes = found.setdefault(place, {})
            sizes[size] = sizes.get(size, 0) | heads
    return {place: tuple(sorted(sizes.items())) for place, sizes in found.items()}
