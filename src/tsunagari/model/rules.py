"""Rules, provisos, withholds and defaults after names are resolved.

Law: a clause holds what applies when it holds, inheritance already worked in (a proviso takes
over `route`, `otherwise`, `urgency`, `basis` and `say` where it does not write them; `also` is added);
its own condition stays its own, so that a reader sees which line belongs to whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tsunagari.model.formula import Formula
from tsunagari.model.registry import ALWAYS, Period

Urgency = Literal["immediate", "same-day", "normal"]
URGENCIES: tuple[Urgency, ...] = ("immediate", "same-day", "normal")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a clause is written: file, line and column from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule, a proviso (in `provisos` of the clause above it), a withhold or a default.

    `name` is `rule` or `rule/proviso`; `lines` are its own `when` lines, each already or-ed with the `or` lines
    below it: all must hold. `route` are canonical resource names, sorted (for a withhold: those it withholds);
    `otherwise` one tuple a line, in order. `ruleset` is the name of the ruleset that wrote it and `tier` its distance
    (0 = the loaded one, 1 = what it uses, …); `ruleset_effective` is that ruleset's own period.
    """

    name: str
    kind: Literal["rule", "withhold", "default"]
    lines: tuple[Formula, ...]
    provisos: tuple[Clause, ...] = ()
    route: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, ...], ...] = ()
    urgency: Urgency = "normal"
    basis: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    effective: Period = ALWAYS
    ruleset: str = ""
    tier: int = 0
    ruleset_effective: Period = ALWAYS
    site: Site | None = None
