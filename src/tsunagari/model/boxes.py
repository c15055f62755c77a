"""Clauses in disjunctive form: an or of boxes, each an and of tests.

Law (language §4, "Boxes"): `or` lines, ways and the negations of provisos are distributed, negations reach the tests,
and the number of boxes is known without making one, so that a clause beyond the limit is an error before
it is a lack of memory. Tests stay as written here; who gives verdicts merges those of one attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeAlias

from tsunagari.model.attributes import Attribute
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.registry import ALWAYS, Period, Resource, Way
from tsunagari.model.rules import Clause


@dataclass(frozen=True, slots=True)
class NotInEffect:
    """The way out of a proviso that has a period: outside of it the proviso negates nothing.

    Yes where the instant is told and outside, else no: an untold instant takes the proviso to be in effect.
    """

    period: Period
    attribute: str = "time"


Literal: TypeAlias = In | Stated | During | Not | NotInEffect
"""A test, or the reverse of a `Stated` or `During`; the reverse of an `In` is another `In`."""

Box: TypeAlias = tuple[Literal, ...]


def count_boxes(clause: Clause, above: Sequence[Clause], resource: Resource | None = None) -> int:
    """How many boxes the clause has, with the resource if one is named; none of them is made.

    `above` are the clauses that it stands under, the rule first.
    """
    own = prod(count(line) for holder in (*above, clause) for line in holder.lines)
    outs = prod(count(All(proviso.lines), negated=True) + (proviso.effective != ALWAYS) for proviso in clause.provisos)
    return own * outs if resource is None else own * outs * count_resource(resource)


def count_resource(resource: Resource) -> int:
    """How many boxes the resource's own conditions and ways have: so many times those of a clause that leads to it."""
    return prod(count(formula) for _, formula in resource.conditions) * len(resource.ways)


def clause_boxes(clause: Clause, above: Sequence[Clause], attributes: Mapping[str, Attribute]) -> Iterator[Box]:
    """The boxes of the clause without a resource, one by one: its lines, those above, its provisos reversed."""
    parts = [list(boxes(line, attributes)) for holder in (*above, clause) for line in holder.lines]
    for proviso in clause.provisos:
        way_out: list[Box] = [(NotInEffect(proviso.effective),)] if proviso.effective != ALWAYS else []
        parts.append([*way_out, *boxes(Not(All(proviso.lines)), attributes)])
    return _distributed(parts)


def resource_boxes(resource: Resource, way: Way, attributes: Mapping[str, Attribute]) -> Iterator[Box]:
    """The boxes of the resource's own conditions and one of its ways."""
    parts = [list(boxes(formula, attributes)) for _, formula in resource.conditions]
    return _distributed([*parts, [way_tests(way)]])


def way_tests(way: Way) -> tuple[In, In]:
    """A way's condition: its channel, which an untold one satisfies, and its languages."""
    return In("channel", way.channels, absent=True), In("language", way.speaks)


def boxes(formula: Formula, attributes: Mapping[str, Attribute], *, negated: bool = False) -> Iterator[Box]:
    """The boxes of a formula, or of its reverse, one by one."""
    match formula:
        case Not(part):
            yield from boxes(part, attributes, negated=not negated)
        case All(parts) | Any(parts):
            found = [list(boxes(part, attributes, negated=negated)) for part in parts]
            if isinstance(formula, All) != negated:
                yield from _distributed(found)
            else:
                for some in found:
                    yield from some
        case In():
            yield (reversed_in(formula, attributes) if negated else formula,)
        case Stated() | During():
            yield (Not(formula) if negated else formula,)


def reversed_in(test: In, attributes: Mapping[str, Attribute]) -> In:
    """`not attribute in S`: the values outside of S, and the other answer where the attribute was not given."""
    domain = (1 << len(attributes[test.attribute].values)) - 1
    return In(test.attribute, domain & ~test.mask, None if test.absent is None else not test.absent)


def _distributed(parts: Sequence[Sequence[Box]]) -> Iterator[Box]:
    for chosen in product(*parts):
        yield tuple(literal for box in chosen for literal in box)


def count(formula: Formula, *, negated: bool = False) -> int:
    """How many boxes a formula has, or its reverse; none of them is made."""
    match formula:
        case Not(part):
            return count(part, negated=not negated)
        case All(parts) | Any(parts):
            counts = [count(part, negated=negated) for part in parts]
            return prod(counts) if isinstance(formula, All) != negated else sum(counts)
        case _:
            return 1
