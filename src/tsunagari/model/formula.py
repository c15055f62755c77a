"""Conditions after names are resolved: and, or, not over tests of one attribute.

Law: a formula is pure data over value masks (ints: bit i = the value at position i of the
attribute's domain), equal formulas are equal values, and nothing here knows a consultation;
the engine gives verdicts to it (language §4, "Verdicts").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tsunagari.calendar.hours import Hours


@dataclass(frozen=True, slots=True)
class In:
    """`attribute in S` for a single-valued attribute; `mask` is S, as bits of the attribute's domain.

    `absent` is the answer where the attribute was not given: None follows the knowledge,
    True is `unknown` / `不明` in the list (yes), False is the negation of that (no).
    """

    attribute: str
    mask: int
    absent: bool | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A test of a set-valued attribute (`issue`, `wish`): `any`, `all`, `none`, `count`, `count-of`.

    `values` are canonical names, sorted; `number` is the n of the counting forms; `absent` as in `In`.
    """

    attribute: str
    mode: Literal["any", "all", "none", "count", "count-of"]
    values: tuple[str, ...] = ()
    number: int = 0
    absent: bool | None = None


@dataclass(frozen=True, slots=True)
class During:
    """`time in hours`: the instant lies in one of these hours; `absent` as in `In`."""

    hours: tuple[Hours, ...]
    names: tuple[str, ...] = ()
    absent: bool | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """The reverse of a formula: yes and no change places, maybe stays."""

    part: Formula


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold; of no parts, yes."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One part suffices; of no parts, no."""

    parts: tuple[Formula, ...] = ()


Test = In | Stated | During
Formula = In | Stated | During | Not | All | Any

TRUE = All()
FALSE = Any()
