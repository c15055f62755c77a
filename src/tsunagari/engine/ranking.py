"""In what order: yes first, then what helps soonest, then what is nearest, then in turns.

Law (language §4, "Order"): the order is total and depends on the consultation, the registry and the rotation key only.
Equals take turns (水平的連携): whose turn it is follows from a hash, never from a place in a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final, TypeAlias

from tsunagari.engine.answer import Standing
from tsunagari.engine.knowledge import Knowledge, leaves
from tsunagari.engine.opening import OPEN_RANK, Open
from tsunagari.model.registry import Resource
from tsunagari.model.rules import URGENCIES
from tsunagari.model.ruleset import Ruleset

Rank: TypeAlias = tuple[int, bool, int, int, bool, bool, int, bool, int, str]

WORD: Final = (1 << 64) - 1
"""Turns are counted below 2**64."""

NEARNESS = ("lives", "stays", "works", "studies")
"""The places by which somebody may be near, in the order in which they count."""


def rank(ruleset: Ruleset, knowledge: Knowledge, standing: Standing, open: Open) -> Rank:
    """The sort key of one resource; smaller comes first."""
    resource = ruleset.resources[standing.resource]
    return (
        -standing.verdict,
        standing.again,
        OPEN_RANK[open],
        URGENCIES.index(standing.urgency),
        standing.by == "default",
        bool(unmet(knowledge, resource)),
        reach(resource, knowledge.masks, leaves(ruleset.attributes["lives"])),
        standing.by == "otherwise",  # who stands in takes no turns with those that a rule leads to
        turn(knowledge, resource.name),
        resource.name,
    )


def unmet(knowledge: Knowledge, resource: Resource) -> tuple[str, ...]:
    """The stated wishes that the resource does not honour, sorted: it is named, never hidden."""
    return tuple(sorted(knowledge.wishes.difference(resource.honours)))


def reach(resource: Resource, masks: Mapping[str, int], nation: int) -> int:
    """How many leaves the smallest entry of `serves` has that holds the whole of K(lives), else K(stays) and so on."""
    entries = [mask for line in resource.serves for _, mask in line.entries]
    for attribute in NEARNESS:
        holding = [(mask & nation).bit_count() for mask in entries if not masks[attribute] & ~mask]
        if holding:
            return min(holding)
    return nation.bit_count()


def turn(knowledge: Knowledge, name: str) -> int:
    """Whose turn it is among equals, the smallest first, below 2**64: the lot of the name times that of the day.

    A product of two hashes instead of a hash of both: it needs one hash for each consultation, not for each resource.
    """
    return lot(name) * wheel(knowledge) & WORD


def wheel(knowledge: Knowledge) -> int:
    """What the lots are multiplied by, odd: from the rotation key if given, else the date, else nothing."""
    day = knowledge.day
    key = knowledge.rotation if knowledge.rotation is not None else day.isoformat() if day else ""
    return (lot(key) << 1 | 1) & WORD


def lot(text: str) -> int:
    """The first eight bytes of SHA-256 of a text, the highest first."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
