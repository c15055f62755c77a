"""What alone stands between somebody and nobody: the single points of failure, and whom their loss leaves alone.

Law (design C3, C10): of people told exactly, of one issue and at most one wish, time untold, the regions of a loss are
disjoint and hold everybody who has a yes and has none once it is gone; `whole` says where some may be missing. Of a
channel that is lost people come by any other: they leave the channel unstated. A block of hours closes the ways that
have no other; 24時間 is no block that could be lost. A loss that the budget does not reach is counted, never left out
in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from math import prod
from typing import Final

from tsunagari.analysis.alone import Inside
from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import Axes, exact_domains
from tsunagari.analysis.bits import bits, of_flags
from tsunagari.analysis.covering import Covering
from tsunagari.analysis.gaps import every_single
from tsunagari.analysis.losses import Kind
from tsunagari.analysis.pairs import Pairs, pairs_of
from tsunagari.analysis.regions import MOST, Regions, collected, share
from tsunagari.analysis.search import Budget
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import AROUND_THE_CLOCK
from tsunagari.model.registry import Way
from tsunagari.model.ruleset import Ruleset

_NODES: Final = 24_000
_NODES_A_BOX: Final = 1
_LEAST: Final = 60


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A resource, organization, channel or block of hours, and whom its loss leaves alone.

    `touches` are the resources that lose a way or all of them; `share` is how much of the space of all consultations
    `alone` is, every value weighing the same.
    """

    kind: Kind
    name: str
    touches: tuple[str, ...]
    alone: Regions
    share: float


@dataclass(frozen=True, slots=True)
class SinglePoints:
    """Single points, the biggest first, and how many possible losses the budget left unsettled."""

    found: tuple[SinglePoint, ...] = ()
    unsettled: int = 0


class Losing:
    """The losses of one ruleset, its boxes built once."""

    def __init__(self, ruleset: Ruleset, holidays: Holidays) -> None:
        self._pairs = pairs_of(ruleset)
        self._sets = every_single(ruleset, self._pairs)
        self._holidays = holidays
        self._asking = _Asking(self._pairs, self._axes(frozenset()))

    def single_points(self, nodes: int | None = None) -> SinglePoints:
        """Everything whose loss leaves somebody alone; defaults count. Never raises on a resolved ruleset."""
        by_any = _Asking(self._pairs, self._axes(frozenset({"channel"})))
        kinds: tuple[Kind, ...] = ("resource", "organization", "hours")
        return _answered([(self._asking, self._asking.losses(kinds)), (by_any, by_any.losses(("channel",)))], nodes)

    def sole_resources(self, nodes: int | None = None) -> SinglePoints:
        """The resources that are the only one for somebody, not counting defaults."""
        asking = self._asking.without_defaults()
        return _answered([(asking, asking.losses(("resource",)))], nodes)

    def _axes(self, unstated: frozenset[str]) -> Axes:
        attributes = self._pairs.ruleset.attributes
        domains = {name: mask for name, mask in exact_domains(attributes).items() if name not in unstated}
        domains |= {name: (1 << len(one.sets)) - 1 for name, one in self._sets.items()}
        return Axes(attributes, unstated, None, self._holidays, self._sets, domains)


@dataclass(frozen=True, slots=True)
class _Loss:
    """One possible loss: the boxes that go with it, and the resources that they lead to."""

    kind: Kind
    name: str
    gone: int
    touches: tuple[str, ...]


class _Asking:
    """The boxes of a ruleset, for every loss that is asked about; `targets` are those that lead to somebody."""

    def __init__(self, pairs: Pairs, axes: Axes) -> None:
        self.ruleset, self.axes = pairs.ruleset, axes
        self.covering = Covering(pairs, axes)
        self.there, self.targets = self.covering.there(axes)
        self.domains = [axes.domains[name] for name in self.covering.names]
        self.inside = Inside(self.domains, self.covering.boxes, self.covering.guards, self.covering.space)

    def without_defaults(self) -> _Asking:
        """The same where no default leads anybody anywhere."""
        default = bytearray(len(self.covering.boxes))
        for pair, _, box in self.covering.pairs:
            default[box] = pair.clause.kind == "default"
        last = of_flags(default)
        found = copy(self)
        found.there, found.targets = self.there & ~last, self.targets & ~last
        return found

    def losses(self, kinds: Sequence[Kind]) -> list[_Loss]:
        """Every loss of these kinds, by kind and name."""
        gone: dict[tuple[Kind, str], int] = {}
        targets = set(bits(self.targets))
        touched: dict[tuple[Kind, str], set[str]] = {}
        for pair, _, box in self.covering.pairs:
            for kind in kinds:
                name = _closed_by(kind, pair.way, pair.resource, self.ruleset)
                if name is not None and box in targets:
                    gone[kind, name] = gone.get((kind, name), 0) | 1 << box
                    touched.setdefault((kind, name), set()).add(pair.resource)
        return [_Loss(*key, mask, tuple(sorted(touched[key]))) for key, mask in sorted(gone.items())]

    def bound(self, loss: _Loss) -> float:
        """At most how much of the space the loss could leave alone."""
        boxes = (self.covering.boxes[number] for number in bits(loss.gone))
        return sum(
            prod(mask.bit_count() / self.domains[axis].bit_count() for axis, mask in box.items()) for box in boxes
        )

    def alone(self, loss: _Loss, budget: Budget) -> Regions:
        """Whom the loss leaves alone, as far as the budget goes."""
        return collected(self.axes, islice(self._alone(loss, budget), MOST))

    def _alone(self, loss: _Loss, budget: Budget) -> Iterator[Values]:
        """Box by box of what is lost: whom nothing else takes, and no box of it that was asked about before."""
        covering, without = self.covering, self.targets & ~loss.gone
        seen = set()
        for number in bits(loss.gone):
            key = (frozenset(covering.boxes[number].items()), covering.guards[number])
            if key not in seen:
                seen.add(key)
                for region in self.inside.alone(number, self.there, without, budget, MOST):
                    yield {covering.names[axis]: mask for axis, mask in region.items()}
                without |= 1 << number


def _closed_by(kind: Kind, way: Way, resource: str, ruleset: Ruleset) -> str | None:
    """The name of what closes a way alone, if it is lost."""
    match kind:
        case "resource":
            return resource
        case "organization":
            return ruleset.resources[resource].organization
        case "channel":
            return way.channel
    alone = way.hours is not None and len(way.hours_names) == 1 and way.hours != (AROUND_THE_CLOCK,)
    return way.hours_names[0] if alone else None


def _answered(asked: Sequence[tuple[_Asking, list[_Loss]]], nodes: int | None) -> SinglePoints:
    """Every loss in turn, those that may be largest first; what a first share of the budget leaves open gets the rest.

    The budget grows with the ruleset, so that it is used up after a time that does.
    """
    different: dict[tuple[int, int], list[_Loss]] = {}
    for number, (_, losses) in enumerate(asked):
        for loss in losses:
            different.setdefault((number, loss.gone), []).append(loss)
    bounds = {key: asked[key[0]][0].bound(found[0]) for key, found in different.items()}
    order = sorted(different, key=lambda key: (-bounds[key], different[key][0].kind, different[key][0].name))
    left = _NODES + _NODES_A_BOX * max(len(asking.covering.boxes) for asking, _ in asked) if nodes is None else nodes
    each = max(_LEAST, left // (2 * len(order) + 1))
    answers: dict[tuple[int, int], Regions] = {}
    for key in order:
        if left <= 0:
            break
        budget = Budget(min(left, each))
        answers[key] = asked[key[0]][0].alone(different[key][0], budget)
        left -= min(left, each) - max(budget.left, 0)
    for key in sorted(answers, key=lambda key: -_size(answers[key])):
        if left <= each:
            break
        if not answers[key].whole:
            budget = Budget(left)
            answers[key] = asked[key[0]][0].alone(different[key][0], budget)
            left = max(budget.left, 0)
    points = [
        SinglePoint(loss.kind, loss.name, loss.touches, regions, _size(regions))
        for key, regions in answers.items()
        for loss in different[key]
        if regions.found
    ]
    settled = sum(len(different[key]) for key, regions in answers.items() if regions.found or regions.whole)
    unsettled = sum(map(len, different.values())) - settled
    return SinglePoints(tuple(sorted(points, key=lambda one: (-one.share, one.kind, one.name))), unsettled)


def _size(regions: Regions) -> float:
    return sum(share(region, regions.axes.domains) for region in regions.found)

