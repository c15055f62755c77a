"""Tables of unmet need from the audit log of a venue, and the ledger of what was published.

Law: the ledger is on the disk before anybody gets a table; one publication at a time. A month that is not over, of
which no records were kept, or whose records were destroyed, is not counted, nor is a log that does not verify. Where
the log says that records of the period were lost, the tables say that they are not complete.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tsunagari.errors import UsageError
from tsunagari.model.issues import Issues
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.privacy.audit.chain import LEDGER_GENESIS, scan
from tsunagari.privacy.audit.record import Destroyed, Interruption
from tsunagari.privacy.audit.verifying import LogBytes, Verified, month_of, verify
from tsunagari.privacy.events import DecisionEvent
from tsunagari.privacy.months import Period, months_of
from tsunagari.privacy.statistics.columns import columns_of
from tsunagari.privacy.statistics.counts import counted, tables_of
from tsunagari.privacy.statistics.population import read_population
from tsunagari.privacy.statistics.published import PublishedTable
from tsunagari.privacy.statistics.releases import (
    LEDGER_OF_RELEASES,
    Release,
    published,
    read_releases,
    release_of,
    written,
)
from tsunagari.shell.audit_folder import log_folder, read_log
from tsunagari.shell.disk import Disk
from tsunagari.shell.folders import reason_of, shown

_LOCK = "releases.lock"


@dataclass(frozen=True, slots=True)
class Published:
    """The tables by prefecture; for the desk's own eyes, how many consultations stand in none of them, and how many
    records of the period the log knows to be lost, at least."""

    tables: tuple[PublishedTable, ...]
    left_out: int
    lost: int


def publish(
    log: str, period: Period, issues: Issues, crisis: frozenset[str], population: Mapping[str, int], today: str,
    watch: Watch = nobody_watches,
) -> Published:  # fmt: skip
    """Count, hide, audit and note the tables of a period; `today` is this month, such as `2026-06`.

    Raises UsageError (`statistics-…`, `no-audit`, `unreadable`, `unwritable`, `audit-busy`).
    """
    folder = log_folder(log)
    columns = columns_of(issues, crisis)
    handle = _taken(folder)
    try:
        kept = read_log(folder)
        verified = verify(kept)
        if not verified.ok:
            raise UsageError("statistics-damaged")
        _countable(kept, period, today)
        records = _records(verified, period)
        counts = tables_of(records, issues, columns, population)
        if not counts:
            raise UsageError("statistics-nowhere")
        ledger = folder / LEDGER_OF_RELEASES
        text = _bytes(ledger)
        earlier, last, size = read_releases(text)
        tables = tuple(published(one, period, earlier, watch) for one in counts.values())
        new = [one for one in (release_of(period, table) for table in tables) if one not in earlier]
        _noted(ledger, new, last, size)
    finally:
        os.close(handle)
    lost = _lost(verified, period)
    made = tuple(
        PublishedTable(period, tuple(area.code for area in one.areas), one.columns, one.rows, lost > 0)
        for one in tables
    )
    return Published(made, sum(not counted(one, population) for one in records), lost)


def population_of(path: str) -> dict[str, int]:
    """The populations of a file. Raises UsageError (`unreadable`, `statistics-population`)."""
    try:
        return read_population(Path(path).read_bytes())
    except (OSError, ValueError) as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None


def _countable(log: LogBytes, period: Period, today: str) -> None:
    if period.last >= today:
        raise UsageError("statistics-unfinished", month=period.last)
    entries = [line.record for line in scan(log.ledger, LEDGER_GENESIS).lines]
    destroyed = {one.month for one in entries if isinstance(one, Destroyed)}
    for month in months_of(period):
        if month in destroyed:
            raise UsageError("statistics-destroyed", month=month)
        if month < min([*destroyed, *log.segments], default="9999"):
            raise UsageError("statistics-before", month=month)


def _records(verified: Verified, period: Period) -> list[DecisionEvent]:
    decided = [one for one in verified.records if isinstance(one, DecisionEvent)]
    return [one for one in decided if period.first <= one.day[:7] <= period.last]


def _lost(verified: Verified, period: Period) -> int:
    """How many records that may be of this period were lost: the log says so, or its tail is torn and still there."""
    told = [one for one in verified.records if isinstance(one, Interruption)]
    lost = sum(one.lost for one in told if period.meets(Period(one.since[:7], max(one.since, one.day)[:7])))
    torn = {month_of(one.file) for one in verified.findings if one.code == "audit-torn-tail"}
    return lost + sum(month is not None and period.first <= month <= period.last for month in torn)


def _noted(ledger: Path, releases: list[Release], last: str, size: int) -> None:
    """Put releases at the end of the ledger, in the place of a torn tail, safely on the disk."""
    if not releases:
        return
    disk = Disk()
    try:
        handle = disk.reopen(ledger, size) if ledger.exists() else disk.create(ledger)
        try:
            disk.truncate(handle, size)
            disk.write(handle, written(releases, last))
            disk.keep(handle)
        finally:
            os.close(handle)
    except OSError as problem:
        raise UsageError("unwritable", path=shown(ledger), reason=reason_of(problem)) from None


def _taken(folder: Path) -> int:
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as problem:
        raise UsageError("unwritable", path=shown(folder), reason=reason_of(problem)) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise UsageError("audit-busy") from None
    return handle


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None
