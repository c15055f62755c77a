"""What each slot leads to, as far as the order of a decision looks at it.

Law: a fact depends on the clause, the resource and the numbers of the hours of its ways; slots of one pair and way
share theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tsunagari.engine.index.ranks import Link, SlotFact
from tsunagari.engine.index.regions import Regions
from tsunagari.engine.index.slots import Boxes, Drawn, Holder, Slots
from tsunagari.engine.ranking import lot
from tsunagari.model.memory import Memory
from tsunagari.model.registry import ALWAYS, Resource
from tsunagari.model.rules import URGENCIES, Clause
from tsunagari.model.ruleset import Ruleset

Facts: TypeAlias = tuple[SlotFact | None, ...]
"""Of slots in their order; None: a withhold's."""


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of each pair of a clause with its boxes, and the numbers of the hours of each resource it leads to."""

    boxes: tuple[Boxes, ...]
    hours: tuple[tuple[int, ...], ...]
    facts: tuple[Facts, ...]


def facts_of(
    ruleset: Ruleset,
    made: Slots,
    regions: Regions,
    hours_of: Mapping[str, tuple[int, ...]],
    known: Memory[Clause, Told],
) -> Facts:
    """The facts of all slots; `known` are those of clauses that were drawn before."""
    lots = {name: lot(name) for name in ruleset.resources}
    of_pairs: list[Facts] = []
    for drawn in made.drawn:
        hours = tuple([hours_of[one.name] for one in drawn.resources])
        clause = drawn.holders[0].clause
        told = known.get(clause)
        if told is None or told.boxes is not drawn.boxes or told.hours != hours:
            told = known.put(clause, Told(drawn.boxes, hours, tuple(_of_pairs(drawn, hours, lots))))
        of_pairs += told.facts
    return tuple([fact for part in regions.parts for pair in part.pairs for fact in of_pairs[pair]])


def _of_pairs(drawn: Drawn, hours: Sequence[tuple[int, ...]], lots: Mapping[str, int]) -> Iterator[Facts]:
    resources = {one.name: (one, numbers) for one, numbers in zip(drawn.resources, hours, strict=True)}
    for pair, boxes in zip(drawn.pairs, drawn.boxes, strict=True):
        if pair.resource is None:
            yield (None,) * len(boxes)
            continue
        holder = drawn.holders[pair.holder - drawn.first]
        resource, numbers = resources[pair.resource]
        ways = {
            way: _fact(holder, resource, lots[resource.name], numbers[way], stood_in=pair.stages[0] > 0)
            for way in dict.fromkeys([way for way, _ in boxes])
        }
        yield tuple([ways[way] for way, _ in boxes])


def _fact(holder: Holder, resource: Resource, own: int, hours: int, *, stood_in: bool) -> SlotFact:
    return SlotFact(
        clause=holder.clause,
        resource=resource,
        lot=own,
        hours=hours,
        urgency=URGENCIES.index(holder.clause.urgency),
        link=_hanging(holder)[stood_in],
        periods=holder.periods if resource.effective == ALWAYS else (*holder.periods, resource.effective),
    )


def _hanging(holder: Holder) -> tuple[Link, Link]:
    """How the route of a clause hangs in its chain, and how its `otherwise` lines do."""
    clause = holder.clause
    if not clause.otherwise:
        return "none", "none"
    if len(clause.otherwise) > 1 or holder.periods or not set(clause.route).isdisjoint(clause.otherwise[0]):
        return "odd", "odd"
    return "leads", "stands in"
