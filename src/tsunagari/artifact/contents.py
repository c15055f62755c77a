"""What of a program is written: the ruleset, its index, and nothing that follows from these and the package.

Law: places, holidays and the names of values are made anew by whoever reads, from the package's own tables; `schema`
is a fingerprint of how everything else is written and of those tables, so that nobody reads by other rules than were
written by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256

from tsunagari.artifact.roots import Root
from tsunagari.artifact.schema import Schema
from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.ranks import SlotFact
from tsunagari.engine.verdicts import Line
from tsunagari.model import place_table
from tsunagari.model.attributes import Attribute
from tsunagari.model.issues import Issues
from tsunagari.model.ruleset import Ruleset

_BROUGHT = ("ruleset", "alternatives", "around")
"""Fields of the index that are made anew, or from `Asking`."""
_SIGNED = ((Attribute, "lowest"), (SlotFact, "hours"), (Index, "hours_of"))
"""Where numbers lie below zero: lowest values, and in the index the hours that nobody wrote."""
_ORDERED = (Ruleset, Issues)
"""Classes whose mappings are read in the order in which they were made."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the questions are found with: distinct lines, what each attribute can move, what fallbacks name."""

    lines: tuple[Line, ...]
    moves: Mapping[str, frozenset[str]]
    fallbacks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Roots:
    """The great records of an artifact, in the order in which they are written, and their fingerprint."""

    ruleset: Root
    index: Root
    asking: Root
    fingerprint: str


@cache
def roots() -> Roots:
    """The one set of roots of this edition."""
    schema = Schema(brought={Holidays: japanese_holidays}, signed=_SIGNED, ordered=_ORDERED)
    ruleset = Root(schema, Ruleset, _names(Ruleset))
    index, asking = Root(schema, Index, _names(Index), whole=True), Root(schema, Asking, _names(Asking))
    told = "\n".join((*(one.definition() for one in (ruleset, index, asking)), schema.definition()))
    tables = place_table.GLYPHS + place_table.TABLE
    return Roots(ruleset, index, asking, sha256((told + tables).encode()).hexdigest())


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _BROUGHT)
