"""A ruleset without one resource, organization, channel or block of hours (design C3).

Law: what is gone is gone as a whole: a resource that loses its last way leads nowhere. Nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from tsunagari.model.registry import Resource, Way
from tsunagari.model.ruleset import Ruleset

Kind = Literal["resource", "organization", "channel", "hours"]


_BEARS: Final[Mapping[Kind, Callable[[Resource, Way], tuple[str, ...]]]] = {
    "resource": lambda resource, _: (resource.name,),
    "organization": lambda resource, _: (resource.organization,) if resource.organization else (),
    "channel": lambda _, way: (way.channel,) if way.channel else (),
    "hours": lambda _, way: way.hours_names,
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss: what is gone, and what is left of the ways of the resources that it touches (None: gone too).

    `ruleset` is the ruleset without it, `gone` are the resources that lead nowhere any more.
    """

    kind: Kind
    name: str
    ruleset: Ruleset
    ways: Mapping[str, tuple[Way | None, ...]]
    gone: tuple[str, ...]


def losses(ruleset: Ruleset, kind: Kind) -> Iterator[Loss]:
    """Every single loss of a kind, by name."""
    active = [one for one in ruleset.resources.values() if one.status == "active"]
    bears = _BEARS[kind]
    for name in sorted({name for one in active for way in one.ways for name in bears(one, way)}):
        yield loss_of(ruleset, kind, name)


def loss_of(ruleset: Ruleset, kind: Kind, name: str) -> Loss:
    """The loss of one thing by its name; of what bears no such name nothing is lost."""
    bears = _BEARS[kind]
    touched: dict[str, tuple[Way | None, ...]] = {}
    resources = dict(ruleset.resources)
    for one in ruleset.resources.values():
        if one.status != "active" or not any(name in bears(one, way) for way in one.ways):
            continue
        left = tuple(
            None if set(bears(one, way)) == {name} else _cut(way, name) if kind == "hours" else way
            for way in one.ways
        )
        touched[one.name] = left
        kept = tuple(way for way in left if way is not None)
        resources[one.name] = replace(one, ways=kept) if kept else replace(one, status="closed")
    gone = tuple(one for one in touched if resources[one].status == "closed")
    return Loss(kind, name, replace(ruleset, resources=resources), touched, gone)


def _cut(way: Way, name: str) -> Way:
    """A way without one of its several blocks of hours."""
    if name not in way.hours_names or way.hours is None:
        return way
    left = [(label, one) for label, one in zip(way.hours_names, way.hours, strict=True) if label != name]
    return replace(way, hours=tuple(one for _, one in left), hours_names=tuple(label for label, _ in left))
