"""What was published so far, so that a later table cannot be compared with an earlier one.

Law: the ledger holds published numbers only, each release bound to the ones before by the chain of `chain`. A period is
published in one shape; two periods that share a month never are. A table that was published is published again only as
it was, number for number (a difference could be one person), and only where it is still safe by the strictest
thresholds of all its releases; anything else is refused. So all releases together tell no more than the first ones.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from tsunagari.errors import UsageError
from tsunagari.privacy.audit.chain import framed, scan_payloads
from tsunagari.privacy.months import Period, is_month
from tsunagari.privacy.statistics.counts import Area, Counts
from tsunagari.privacy.statistics.suppression import Cell, Table, Told, narrow, publishable, showing

LEDGER_OF_RELEASES: Final = "releases.log"
RELEASES_GENESIS: Final = sha256(b"tsunagari releases 1").hexdigest()
_KEYS: Final = ("first", "last", "prefecture", "shape", "thresholds", "rows")


@dataclass(frozen=True, slots=True)
class Release:
    """One published table: when, where (five digits), of which shape, by which thresholds, and its numbers."""

    period: Period
    prefecture: str
    shape: str
    thresholds: tuple[int, ...]
    rows: tuple[tuple[int | None, ...], ...]

    def shown(self) -> frozenset[Cell]:
        """The cells that it showed."""
        return frozenset((r, c) for r, row in enumerate(self.rows) for c, value in enumerate(row) if value is not None)


def release_of(period: Period, table: Table) -> Release:
    """A table as the ledger keeps it."""
    thresholds = tuple(area.threshold for area in table.areas)
    return Release(period, table.areas[-1].code, shape_of(table), thresholds, table.rows)


def shape_of(table: Table | Counts) -> str:
    """`sha256:…` of what the rows and columns of a table mean."""
    columns = [[one.issue, one.own, one.measure, one.parent, one.crisis] for one in table.columns.columns]
    text = json.dumps([[area.code for area in table.areas], columns], ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def published(
    counts: Counts, period: Period, earlier: Sequence[Release], told: Told = lambda *_: None
) -> Table:
    """The table to publish for a period of a prefecture, safe together with everything published earlier.

    Raises UsageError: `statistics-overlaps`, `statistics-shape`, `statistics-differs`, `statistics-unsafe`.
    """
    here = [one for one in earlier if one.prefecture == counts.areas[-1].code and one.period.meets(period)]
    for one in here:
        if one.period != period:
            raise UsageError("statistics-overlaps", month=max(one.period.first, period.first))
        if one.shape != shape_of(counts):
            raise UsageError("statistics-shape")
        if any(one.rows[r][c] != counts.rows[r][c] for r, c in one.shown()):
            raise UsageError("statistics-differs")
    if not here:
        return publishable(counts, told)
    strictest = map(max, zip(*(one.thresholds for one in here), (area.threshold for area in counts.areas), strict=True))
    areas = tuple(Area(area.code, least) for area, least in zip(counts.areas, strictest, strict=True))
    strict = replace(counts, areas=areas)
    table = showing(strict, frozenset().union(*(one.shown() for one in here)))
    if narrow(strict, table, told):
        raise UsageError("statistics-unsafe")
    return table


def written(releases: Sequence[Release], previous: str) -> bytes:
    """The lines of releases after the chain value `previous`."""
    lines = []
    for one in releases:
        line, previous = framed(_text(one), previous)
        lines.append(line)
    return b"".join(lines)


def read_releases(text: bytes) -> tuple[tuple[Release, ...], str, int]:
    """The releases of a ledger, its last chain value, and how many bytes are good (a torn tail is not).

    Raises UsageError (`statistics-damaged`) for anything else.
    """
    found = scan_payloads(text, RELEASES_GENESIS, _release)
    if found.rest == "broken":
        raise UsageError("statistics-damaged")
    last = found.lines[-1].chain if found.lines else RELEASES_GENESIS
    return tuple(line.record for line in found.lines), last, found.size


def _text(one: Release) -> bytes:
    values = (one.period.first, one.period.last, one.prefecture, one.shape, one.thresholds, one.rows)
    return json.dumps(dict(zip(_KEYS, values, strict=True)), separators=(",", ":")).encode("ascii")


def _release(payload: bytes) -> Release | None:
    """The release of a line, if it is written exactly as we write it."""
    try:
        plain: Any = json.loads(payload)
        first, last, prefecture, shape, thresholds, rows = (plain[key] for key in _KEYS)
        made = Release(Period(first, last), prefecture, shape, tuple(thresholds), tuple(tuple(row) for row in rows))
        good = _text(made) == payload and is_month(first) and is_month(last) and len(rows) == len(thresholds)
        numbers = [value for row in (thresholds, *rows) for value in row if value is not None]
        good = good and all(type(value) is int for value in numbers) and len(set(map(len, rows))) == 1
        return made if good and None not in thresholds else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
