"""Which resources are a yes, and what their order is made of, as boxes of both rulesets.

Law (language §4, "Who is gone", "otherwise", "default", "Order"), time untold: a resource is a yes where one of its
boxes holds; it has an urgency, and comes by a rule, by those of its boxes that hold; which of two wishes' honours or
of two areas comes first turns on the wishes stated and on where somebody is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from tsunagari.analysis.asking import TIER, Values, in_rank, meet
from tsunagari.analysis.both import Both, Drawing, Side
from tsunagari.model.registry import Resource

Aspect: TypeAlias = Literal["urgency", "default", "wishes", "area"]

_PLACES: Final = ("lives", "stays", "works", "studies")
"""Whose area counts first (language §4, "Order")."""

Key: TypeAlias = tuple[str, Aspect]
"""A resource and one of the keys by which it is ordered."""


@dataclass(slots=True)
class Stood:
    """The boxes of one side by resource: all, and those that make it immediate, at least same-day, or by a rule."""

    yes: dict[str, int] = field(default_factory=dict)
    immediate: dict[str, int] = field(default_factory=dict)
    pressing: dict[str, int] = field(default_factory=dict)
    ruled: dict[str, int] = field(default_factory=dict)
    drawn: dict[str, list[tuple[Values, int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Both sides, drawn together; `keys` are the resources whose order may have changed, with boxes of each side."""

    drawing: Drawing
    old: Stood
    new: Stood
    keys: Mapping[Key, list[tuple[int, int]]]

    def moved(self) -> dict[str, tuple[int, int]]:
        """The resources that may be a yes on one side only, with their boxes on either."""
        names = sorted(set(self.old.yes) | set(self.new.yes))
        found = {name: (self.old.yes.get(name, 0), self.new.yes.get(name, 0)) for name in names}
        return {name: one for name, one in found.items() if one[0] != one[1]}


def standing(both: Both) -> Standing:
    """Draw both sides."""
    drawing = Drawing(both.names, both.wide.domains)
    old, new = _stand(both.old, drawing), _stand(both.new, drawing)
    return Standing(drawing, old, new, _keys(both, drawing, old, new))


def _stand(side: Side, drawing: Drawing) -> Stood:
    stood = Stood()
    held: dict[str, int] = {}
    for hold in side.pairs.holds:
        if (values := side.masks(hold.box, surely=False)) is not None:
            box = drawing.add(values)
            for name in hold.clause.route:
                held[name] = held.get(name, 0) | box
    before: dict[tuple[str, str, int], int] = {}
    taken: dict[int, int] = {}
    for rank, pair in in_rank(side.pairs, side.axes):
        values = side.masks(pair.box, surely=True)
        if values is None:
            continue
        clause, name, tier = pair.clause, pair.resource, rank // TIER
        guards = held.get(name, 0)
        for earlier, boxes in taken.items():
            guards |= boxes if earlier < tier else 0
        for stage in range(pair.stage):
            guards |= before.get((clause.kind, clause.name, stage), 0)
        box = drawing.add(values, guards, rank)
        key = (clause.kind, clause.name, pair.stage)
        before[key] = before.get(key, 0) | box
        taken[tier] = taken.get(tier, 0) | box
        stood.drawn.setdefault(name, []).append((values, guards, rank))
        counted = [stood.yes]
        counted += [stood.immediate] if clause.urgency == "immediate" else []
        counted += [stood.pressing] if clause.urgency != "normal" else []
        counted += [stood.ruled] if clause.kind == "rule" else []
        for boxes_of in counted:
            boxes_of[name] = boxes_of.get(name, 0) | box
    return stood


def _keys(both: Both, drawing: Drawing, old: Stood, new: Stood) -> dict[Key, list[tuple[int, int]]]:
    found: dict[Key, list[tuple[int, int]]] = {}
    for name in sorted(set(old.yes) & set(new.yes)):
        pairs = [(one.get(name, 0), other.get(name, 0)) for one, other in (
            (old.immediate, new.immediate), (old.pressing, new.pressing), (old.ruled, new.ruled))]  # fmt: skip
        if differing := [pair for pair in pairs[:2] if pair[0] != pair[1]]:
            found[name, "urgency"] = differing
        if pairs[2][0] != pairs[2][1]:
            found[name, "default"] = pairs[2:]
        before, after = both.old.ruleset.resources[name], both.new.ruleset.resources[name]
        parts: tuple[tuple[Aspect, Iterable[Values]], ...] = (
            ("wishes", _wishes(both, before, after)), ("area", _areas(both, before, after)),
        )  # fmt: skip
        for aspect, regions in parts:
            where = 0
            for region in regions:
                for values, guards, rank in old.drawn[name]:
                    if (there := meet(values, region)) is not None:
                        where |= drawing.add(there, guards, rank)
            if where:
                found[name, aspect] = [(where, 0)]
    return found


def _wishes(both: Both, before: Resource, after: Resource) -> Iterator[Values]:
    """Where a wish goes unmet on one side only."""
    sets = both.wide.sets["wish"].sets
    honours, honour = set(before.honours), set(after.honours)
    mask = sum(1 << n for n, one in enumerate(sets) if bool(set(one) - honours) != bool(set(one) - honour))
    if mask:
        yield {"wish": mask}


def _areas(both: Both, before: Resource, after: Resource) -> Iterator[Values]:
    """Where the smallest entry of `serves` has another size."""
    nation = len(both.old.ruleset.attributes["lives"].values) - 3
    sizes = tuple(tuple(_sizes(one, nation)) for one in (before, after))
    if sizes[0] != sizes[1]:
        yield from _apart(both, sizes, nation, (None, None), _PLACES, {})


_Sizes: TypeAlias = tuple[tuple[int, int], ...]


def _sizes(resource: Resource, nation: int) -> Iterator[tuple[int, int]]:
    """Size → the places whose smallest entry has this size, smallest first; those in none are not among them."""
    entries: dict[int, int] = {}
    leaves = (1 << nation) - 1
    for line in resource.serves:
        for _, mask in line.entries:
            size = (mask & leaves).bit_count()
            entries[size] = entries.get(size, 0) | mask
    seen = 0
    for size, mask in sorted(entries.items()):
        if mask & ~seen:
            yield size, mask & ~seen
        seen |= mask


def _apart(
    both: Both, sizes: Sequence[_Sizes], nation: int, known: tuple[int | None, int | None], places: Sequence[str],
    within: Values,
) -> Iterator[Values]:  # fmt: skip
    """The regions in which the two sides differ; `known` is the size where an earlier place has settled it."""
    if known[0] is not None and known[1] is not None:
        if known[0] != known[1]:
            yield within
        return
    if not places:
        if any(one not in (None, nation) for one in known):
            yield within
        return
    axis, rest = places[0], places[1:]
    domain = both.wide.domains[axis]
    parts: list[tuple[int, tuple[int | None, int | None]]] = [(domain, known)]
    for number in (0, 1):
        if known[number] is None:
            parts = [part for one in parts for part in _cut(one, number, sizes[number])]
    for mask, settled in parts:
        inside = within if mask == domain else {**within, axis: mask}
        yield from _apart(both, sizes, nation, settled, rest, inside)


def _cut(
    part: tuple[int, tuple[int | None, int | None]], number: int, sizes: _Sizes
) -> Iterator[tuple[int, tuple[int | None, int | None]]]:
    """A set of places cut by the size that each has on one side."""
    mask, known = part
    for size, places in sizes:
        if inside := mask & places:
            yield inside, (size, known[1]) if number == 0 else (known[0], size)
        mask &= ~places
    if mask:
        yield mask, known
