"""What may be told of a replay: counts of which nobody can be picked out.

Law (design P9): every number passes the suppression of published statistics, by the threshold of the smallest towns,
for nobody knows here how many people the consultations come from. Three kinds of tables are shown and hide nothing of
each other: the whole, a tree of kinds and details; breakdowns by place and by issue, whose columns are the kinds that
the whole shows and, as one, those that it hides, so that all their sums are known already; the pairs of a number that
the whole shows. Given those numbers the tables say nothing of each other's insides, so each is audited alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from tsunagari.errors import UsageError
from tsunagari.model.places import gazetteer
from tsunagari.pipeline.program import Program
from tsunagari.privacy.statistics.columns import Column, Columns
from tsunagari.privacy.statistics.counts import Area, Counts
from tsunagari.privacy.statistics.suppression import Table, publishable
from tsunagari.privacy.statistics.thresholds import HIGH
from tsunagari.replaying.change import DETAILS, ELSEWHERE, KINDS, NO_ISSUE, SEVERAL, Kind, Side
from tsunagari.replaying.tally import Tally

Number: TypeAlias = int | None
"""A count, or None where it is hidden."""
Key: TypeAlias = tuple[str, Kind]
_NO_NAMES: Final = {NO_ISSUE: "none", SEVERAL: "several"}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Rows of counts: `columns` are kinds, several where they are only told together; a row ends with its sum."""

    columns: tuple[tuple[Kind, ...], ...]
    rows: tuple[tuple[str, tuple[Number, ...]], ...]

    def to_dict(self, within: str, apart: Mapping[str, str]) -> dict[str, Any]:
        """The JSON object: rows by name under `within`, and those that stand for no name under a key of their own."""
        names = ["+".join(kinds) for kinds in self.columns] + ["all"]
        rows = {name: dict(zip(names, row, strict=True)) for name, row in self.rows}
        named = {name: row for name, row in rows.items() if name not in apart}
        return {within: named, **{apart[name]: row for name, row in rows.items() if name in apart}}


@dataclass(frozen=True, slots=True)
class Pairs:
    """From whom to whom people move: `told` (from, to, people) with most people first, and all `others` together."""

    told: tuple[tuple[str, str, int], ...]
    others: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {"told": [{"from": a, "to": b, "count": n} for a, b, n in self.told], "others": self.others}


@dataclass(frozen=True, slots=True)
class BadLines:
    """Consultations that cannot be used: which ruleset refuses them (None: they are none), why, and where they are."""

    side: Side | None
    code: str
    count: int
    lines: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {"ruleset": self.side, "code": self.code, "count": self.count, "lines": list(self.lines)}


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of all consultations. A number is None where it is hidden; `total` where they were too few to tell.

    `old` and `new` are the digests. A breakdown is None where nothing of it can be shown. `loses` is whether somebody
    loses every yes, None where they were too few to tell even that.
    """

    old: str
    new: str
    total: Number
    loses: bool | None
    kinds: Mapping[Kind, Number]
    details: Mapping[Kind, Mapping[str, Number]]
    places: Breakdown | None
    issues: Breakdown | None
    pairs: Pairs | None
    bad: tuple[BadLines, ...]

    @property
    def ok(self) -> bool:
        """Whether every consultation was compared and nobody loses every yes."""
        return self.loses is False and not self.bad

    def to_dict(self) -> dict[str, Any]:
        """The JSON object; every key is always there."""
        return {
            "old": self.old,
            "new": self.new,
            "total": self.total,
            "loses": self.loses,
            "kinds": dict(self.kinds),
            "details": {kind: dict(found) for kind, found in self.details.items()},
            "by_place": None if self.places is None else self.places.to_dict("prefectures", {ELSEWHERE: ELSEWHERE}),
            "by_issue": None if self.issues is None else self.issues.to_dict("issues", _NO_NAMES),
            "pairs": None if self.pairs is None else self.pairs.to_dict(),
            "bad": [one.to_dict() for one in self.bad],
        }


def safe(tally: Tally, old: Program, new: Program) -> Replayed:
    """What may be shown of a tally of these two programs."""
    bad = tuple(
        BadLines(side, code, found.count, tuple(found.lines))
        for (side, code), found in sorted(tally.bad.items(), key=lambda one: (one[0][0] or "", one[0][1]))
    )
    whole = _whole(tally) if tally.total >= HIGH else None
    if whole is None:
        return Replayed(old.digest, new.digest, None, None, {}, {}, None, None, None, bad)
    kinds, details = whole
    shown = [(kind,) for kind in KINDS if kinds[kind] is not None]
    hidden = tuple(kind for kind in KINDS if kinds[kind] is None)
    columns = (*shown, *((hidden,) if hidden else ()))
    prefectures = [place.code for place in gazetteer().places if place.kind == "prefecture" and place.current]
    return Replayed(
        old=old.digest,
        new=new.digest,
        total=tally.total,
        loses=any(kind == "lost" for kind, _ in tally.changes),
        kinds=kinds,
        details=details,
        places=_breakdown(tally.places, [*prefectures, ELSEWHERE], columns),
        issues=_breakdown(tally.issues, [*sorted(old.ruleset.issues.above), SEVERAL, NO_ISSUE], columns),
        pairs=None if kinds["moved"] is None else _pairs(tally.pairs),
        bad=bad,
    )


def _whole(tally: Tally) -> tuple[dict[Kind, Number], dict[Kind, dict[str, Number]]] | None:
    """The kinds and their details; None where so few people cannot hide among each other."""
    paths: list[tuple[Kind, str | None]] = []
    parents = [-1]
    for kind in KINDS:
        parents.append(0)
        paths.append((kind, None))
        at = len(parents) - 1
        for detail in DETAILS[kind]:
            parents.append(at)
            paths.append((kind, detail))
    leaves = [0 if detail is None else tally.changes[kind, detail] for kind, detail in paths]
    try:
        row = _one(parents, leaves).rows[0]
    except UsageError:
        return None
    shown = dict(zip(paths, row[1:], strict=True))
    kinds: dict[Kind, Number] = {kind: shown[kind, None] for kind in KINDS}
    return kinds, {kind: {detail: shown[kind, detail] for detail in DETAILS[kind]} for kind in KINDS}


def _pairs(pairs: Mapping[tuple[str, str], int]) -> Pairs:
    """The pairs that may be told; all small ones are one number, so that not even their number is told."""
    big = sorted((-count, pair) for pair, count in pairs.items() if count >= HIGH)
    rest = sum(pairs.values()) + sum(minus for minus, _ in big)
    row = _one([-1, *[0] * (len(big) + 1)], [*(-minus for minus, _ in big), rest]).rows[0]
    told = [(*pair, count) for (_, pair), count in zip(big, row[1:-1], strict=True) if count is not None]
    others = sum(pairs.values()) - sum(count for _, _, count in told)
    return Pairs(tuple(told), others)


def _one(parents: Sequence[int], below: Sequence[int]) -> Table:
    """The table of one row: `below` are the values of the leaves at the columns after the first, 0 elsewhere.

    A table ends with the sum of its rows; here that says the same again, and hides the same.
    """
    values = [0, *below]
    for at in range(len(parents) - 1, 0, -1):
        values[parents[at]] += values[at]
    row = tuple(values)
    areas = (Area("", HIGH), Area("", HIGH))
    return publishable(Counts(areas, _columns(parents), (row, row), (row, row)), kept={(0, 0), (1, 0)})


def _breakdown(
    counts: Mapping[Key, int], names: Iterable[str], columns: tuple[tuple[Kind, ...], ...]
) -> Breakdown | None:
    """The counts by name; None where so much would have to be hidden that a sum of all would be."""
    rows = {name: [sum(counts.get((name, kind), 0) for kind in kinds) for kinds in columns] for name in names}
    inner = tuple((sum(row), *row) for row in rows.values())
    whole = (*inner, tuple(map(sum, zip(*inner, strict=True))))
    areas = tuple(Area("", HIGH) for _ in whole)
    kept = {(len(inner), at) for at in range(len(columns) + 1)}
    try:
        table = publishable(Counts(areas, _columns([-1, *[0] * len(columns)]), whole, whole), kept=kept)
    except UsageError:
        return None
    return Breakdown(
        columns, tuple((name, (*row[1:], row[0])) for name, row in zip(rows, table.rows[:-1], strict=True))
    )


def _columns(parents: Sequence[int]) -> Columns:
    """Columns of which only the place in the tree counts."""
    return Columns(tuple(Column(None, False, "asked", parent) for parent in parents))
