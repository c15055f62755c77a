"""The folder of an audit log: reading it, taking it for oneself, destroying a month.

Law: one writer at a time (`flock`; a second one is refused, `audit-busy`). Reading needs no lock: marks are read first,
then segments, then what was destroyed, so that a writer at work never looks like a loss.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from tsunagari.errors import UsageError
from tsunagari.privacy.audit.chain import LEDGER_GENESIS, line_of, scan
from tsunagari.privacy.audit.record import Destroyed
from tsunagari.privacy.audit.verifying import (
    LEDGER,
    MARKS,
    LogBytes,
    Verified,
    month_of,
    segment_name,
    start_of,
    verify,
)
from tsunagari.privacy.audit.watermark import new_marks
from tsunagari.privacy.months import is_month
from tsunagari.shell.disk import Disk
from tsunagari.shell.folders import reason_of, shown
from tsunagari.shell.rewriting import whole_or_not

_LOCK = "lock"


def log_folder(path: str) -> Path:
    """The folder that a caller names; UsageError (`no-audit`) where there is none."""
    folder = Path(path)
    if not folder.is_dir():
        raise UsageError("no-audit", path=shown(path))
    return folder


def read_log(folder: Path) -> LogBytes:
    """The bytes of a log; UsageError where there is none or it cannot be read."""
    marks = _bytes(folder / MARKS)
    names = _names(folder)
    segments = {month: text for month, name in names.items() if (text := _bytes(folder / name)) is not None}
    ledger = _bytes(folder / LEDGER)
    if marks is None and not segments and ledger is None:
        raise UsageError("no-audit", path=shown(folder))
    return LogBytes(segments, ledger or b"", marks)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """The log is ours until the block ends; UsageError (`audit-busy`, `unwritable`) where it cannot be."""
    handle = take(folder)
    try:
        yield
    finally:
        os.close(handle)


def take(folder: Path) -> int:
    """Take the log for this process: a handle that holds the lock until it is closed. Raises UsageError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except (OSError, ValueError) as problem:
        raise UsageError("unwritable", path=shown(folder), reason=reason_of(problem)) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        os.close(handle)
        if isinstance(problem, BlockingIOError):
            raise UsageError("audit-busy") from None
        raise UsageError("unwritable", path=shown(folder), reason=reason_of(problem)) from None
    return handle


def begin(folder: Path) -> None:
    """Make a new log of an empty folder; one that is there stays as it is. Raises UsageError."""
    marks = folder / MARKS
    if not marks.exists() and not _names(folder) and not (folder / LEDGER).exists():
        with whole_or_not(marks) as stream:
            stream.write(new_marks())
        with contextlib.suppress(OSError):
            marks.chmod(0o600)


def sound(folder: Path) -> tuple[LogBytes, Verified]:
    """A log that verifies; UsageError (`audit-damaged`) where it does not."""
    log = read_log(folder)
    verified = verify(log)
    if not verified.ok:
        raise UsageError("audit-damaged")
    return log, verified


def destroy(folder: Path, month: str, disk: Disk | None = None) -> Destroyed:
    """Destroy the segment of a month that is over; its number, its length and its last chain value stay.

    Raises UsageError: `audit-current` for the newest segment or a month without one, `no-audit`, `audit-busy`,
    `audit-damaged`.
    """
    read_log(folder)  # a folder that is no log is left as it is, without our lock
    with held(folder):
        return destroy_held(folder, month, disk or Disk())


def destroy_held(folder: Path, month: str, disk: Disk) -> Destroyed:
    """The same for whoever holds the log already. The declaration is on the disk before the segment goes."""
    log, _ = sound(folder)
    if month not in log.segments or month == max(log.segments):
        raise UsageError("audit-current")
    entry = _entry(log, month)
    before = scan(log.ledger, LEDGER_GENESIS)
    try:
        if entry not in [line.record for line in before.lines]:
            _declare(folder / LEDGER, disk, entry, before.lines[-1].chain if before.lines else None, before.size)
        disk.remove(folder / segment_name(month))
    except OSError as problem:
        raise UsageError("unwritable", path=shown(folder), reason=reason_of(problem)) from None
    return entry


def _entry(log: LogBytes, month: str) -> Destroyed:
    text = log.segments[month]
    if (start := start_of(text)) is None:
        raise UsageError("audit-current")
    lines = scan(text, start.previous).lines
    return Destroyed(month, start.number, len(lines), lines[-1].chain)


def _declare(ledger: Path, disk: Disk, entry: Destroyed, previous: str | None, size: int) -> None:
    handle = disk.reopen(ledger, size) if ledger.exists() else disk.create(ledger)
    try:
        disk.truncate(handle, size)
        disk.write(handle, line_of(entry, previous or LEDGER_GENESIS)[0])
        disk.keep(handle)
    finally:
        os.close(handle)


def _names(folder: Path) -> dict[str, str]:
    """The files of segments by month."""
    try:
        found = {name: month_of(name) for name in os.listdir(folder)}
    except OSError as problem:
        raise UsageError("unreadable", path=shown(folder), reason=reason_of(problem)) from None
    return {month: name for name, month in found.items() if month is not None and is_month(month)}


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise UsageError("unreadable", path=shown(path), reason=reason_of(problem)) from None
