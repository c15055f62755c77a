"""What a report shows, as plain values: the page is made of these and of nothing else.

Law: every text is already in the language of the report (or is a name of the ruleset, or says its own language), every
number is a count that the section explains, every order is fixed; so the same tree is the same page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tsunagari.reporting.prose.whole import Prose

Cover = Literal["rule", "default", "nobody", "unsettled"]
"""Whether rules reach everybody asked about, some are left to defaults, some to nobody; or not settled."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Resources of an answer: surely, at least maybe, and of the latter those open at the instant of the report."""

    sure: int
    possible: int
    open: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A prefecture on the map: `step` 0..4 shades the count, `own` tells that the ruleset's own resources serve it."""

    name: str
    short: str
    anchor: str
    column: int
    row: int
    figure: Figure
    step: int
    own: bool
    cover: Cover


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Municipalities of one prefecture that get the same answer; `extra` are resources that not every place has."""

    places: tuple[str, ...]
    figure: Figure
    sure: tuple[str, ...]
    perhaps: tuple[str, ...]
    left: int
    cover: Cover


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture with its municipalities."""

    name: str
    anchor: str
    tile: Tile
    groups: tuple[PlaceGroup, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its name, how deep it lies under others, its figure, whether rules reach it, more counts.

    `cover` is None where that is not asked.
    """

    name: str
    depth: int
    figure: Figure
    cover: Cover | None
    cells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HourRow:
    """One hour of the day: the least number of open resources in it, by day, and its shade 0..4."""

    hour: int
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week by the hour; `days` are the column heads, name and date; `slots` the heads of `issues`."""

    days: tuple[tuple[str, str], ...]
    hours: tuple[HourRow, ...]
    slots: tuple[str, ...]
    issues: tuple[tuple[str, tuple[int | None, ...]], ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What alone stands between somebody and nobody, and whom its loss leaves alone."""

    lost: str
    touches: tuple[str, ...]
    people: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """A resource: how it stands at the instant of the report, what is said of it, and the clauses that lead to it."""

    name: str
    organization: str
    kind: str
    state: Literal["now", "later", "unknown", "inactive"]
    opening: str
    ways: tuple[tuple[str, str, str], ...]
    sentences: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desks:
    """The resources of one ruleset."""

    ruleset: str
    own: bool
    desks: tuple[Desk, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A 相談例: what was told, what is expected, what came."""

    name: str
    told: str
    expected: tuple[str, ...]
    came: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, in the language of its file; `severity` is error, warning or note."""

    severity: str
    code: str
    place: str
    message: str
    help: str
    language: str


@dataclass(frozen=True, slots=True)
class Promised:
    """An assertion as written and in words, for whom, and what became of it."""

    title: str
    meaning: str
    conditions: tuple[str, ...]
    outcome: Literal["proved", "refuted", "undecided"]
    remark: str
    language: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that somebody silenced, with the reason given."""

    code: str
    block: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """Everything of one report, in the order of its sections; what was not asked is None.

    `nobody_settled`: that there are no others than `nobody` is proved; so for `by_default`.
    """

    language: str
    names: str
    title: str
    period: str
    at: str
    day: str
    digest: str
    version: str
    used: tuple[str, ...]
    everywhere: tuple[str, ...]
    tiles: tuple[Tile, ...]
    prefectures: tuple[Prefecture, ...]
    bands: tuple[str, ...]
    ages: tuple[Row, ...]
    issues: tuple[Row, ...]
    week: Week
    losses: tuple[Loss, ...] | None
    unsettled: int
    nobody: tuple[str, ...] | None
    nobody_settled: bool
    by_default: tuple[str, ...] | None
    by_default_settled: bool
    desks: tuple[Desks, ...]
    trials: tuple[Trial, ...]
    promises: tuple[Promised, ...]
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    prose: Prose
