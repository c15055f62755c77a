"""Writing the audit log of a venue: one record, one write, safe on the disk before it is called kept.

Law: `append` never raises for what the disk does, so routing goes on; it says `kept` only for what is on the disk. A
record that cannot be written waits in memory, in order and up to `room` of them, is tried again with the next one, and
how many came late or never is itself recorded, since which day, until that record is kept too. A torn tail is cut off
on opening, reported, and recorded as one lost. Closing never loses anything without a word. POSIX only (`flock`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Literal

from tsunagari.calendar.hours import JST
from tsunagari.errors import PrivacyError, UsageError, guarded
from tsunagari.privacy.audit.chain import line_of, scan
from tsunagari.privacy.audit.record import (
    Destroyed,
    Interruption,
    Record,
    SegmentStart,
    Told,
)  # fmt: skip
from tsunagari.privacy.audit.verifying import MARKS, LogBytes, Verified, segment_name, start_of
from tsunagari.privacy.audit.watermark import SLOT_BYTES, Mark, next_slot, read_marks, slot_of
from tsunagari.privacy.events import DecisionEvent, HandoverEvent
from tsunagari.privacy.schema import Terms, check
from tsunagari.shell.audit_folder import begin, destroy_held, sound, take
from tsunagari.shell.disk import Disk
from tsunagari.shell.folders import reason_of, shown

ROOM: Final = 10_000


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of a record: `kept` on the disk, `waiting` in memory, or `lost` because no room was left.

    `waiting` and `lost` count what waits and what was lost since the log could last be written; `reason` is the name
    of the system's error (`ENOSPC`, `EIO`, …), None where there was none.
    """

    code: Literal["kept", "waiting", "lost"]
    waiting: int = 0
    lost: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """Where the log ends: the month of its newest segment ("" for none), how far it has come, in how many bytes."""

    month: str
    mark: Mark
    size: int


def today_in_japan() -> date:
    """Today in Asia/Tokyo, by the clock of this machine."""
    return datetime.now(JST).date()


class AuditLog:
    """The log of one venue, open for writing by this process and its threads; a context manager.

    At the end of a `with` block that ended well, UsageError (`audit-lost`) says that records could not be written.
    """

    def __init__(
        self,
        folder: str | Path,
        terms: Terms,
        room: int = ROOM,
        disk: Disk | None = None,
        today: Callable[[], date] = today_in_japan,
    ) -> None:
        """Open or begin a log. UsageError: `audit-busy`, `audit-damaged`, `unwritable`, `unreadable`."""
        if not isinstance(terms, Terms):
            raise PrivacyError("wrong-type", field="terms")
        self._folder, self._terms, self._room, self._disk = Path(folder), terms, room, disk or Disk()
        self._waiting: deque[Told] = deque()
        self._late = self._lost = 0
        self._day = self._since = ""
        self._today = today
        self._thread, self._process = threading.Lock(), os.getpid()
        self._segment: int | None = None
        self._marks: int | None = None
        self._slot = 0
        self._lock: int | None = take(self._folder)
        try:
            begin(self._folder)
            log, verified = sound(self._folder)
            self._end = _end_of(log, verified)
            self.dropped = len(log.segments.get(self._end.month, b"")) - self._end.size
            self._settle(log.marks or b"")
            if self.dropped:
                self._day = f"{self._end.month}-01"
                self._lose(self._day)
                self._flush()
        except BaseException:
            self._release()
            raise

    dropped: int
    """How many bytes of a torn tail were cut off on opening; 0 where the log ended well."""

    @property
    def newest(self) -> str:
        """The newest chain value, 64 hexadecimal digits: note it elsewhere, and `verify` can ask for it."""
        return self._end.mark.chain

    @guarded
    def append(self, record: Told) -> Appended:
        """Keep a record, or say that it waits or is lost.

        Raises UsageError for what is no record (`audit-record`), for a day after tomorrow (`audit-future`: it would
        hold all later records in its month), for a closed log (`audit-closed`), and in a child process, which has no
        right to the log (`audit-busy`); PrivacyError (bad-event) for what is off the allow-list or holds a name
        outside the terms.
        """
        if isinstance(record, DecisionEvent | HandoverEvent):
            check(record, self._terms)
        elif not isinstance(record, Interruption):
            raise UsageError("audit-record", field="kind")
        if record.day > (self._today() + timedelta(days=1)).isoformat():
            raise UsageError("audit-future")
        with self._mine():
            self._day = record.day
            reason = self._flush()
            if reason is None and (reason := self._tried(record)) is None:
                return Appended("kept")
            if len(self._waiting) < self._room:
                self._waiting.append(record)
                self._since = min(self._since or record.day, record.day)
                return Appended("waiting", len(self._waiting), self._lost, reason)
            self._lose(record.day)
            return Appended("lost", len(self._waiting), self._lost, reason)

    def retry(self) -> Appended:
        """Try again what waits: `kept` where nothing waits any more."""
        with self._mine():
            reason = self._flush()
            return Appended("waiting" if reason else "kept", len(self._waiting), self._lost, reason)

    def destroy(self, month: str) -> Destroyed:
        """Destroy the segment of a month that is over, as `audit_folder.destroy` does."""
        with self._mine():
            return destroy_held(self._folder, month, self._disk)

    @contextlib.contextmanager
    def _mine(self) -> Iterator[None]:
        if os.getpid() != self._process:
            raise UsageError("audit-busy")
        with self._thread:
            if self._lock is None:
                raise UsageError("audit-closed")
            yield

    def _lose(self, day: str) -> None:
        """Count a record that is never written; the log says so as soon as it can."""
        self._lost += 1
        self._since = min(self._since or day, day)

    def _flush(self) -> str | None:
        """Write what waits, then how much came late or never; the name of the error where it cannot be."""
        while self._waiting:
            if reason := self._tried(self._waiting[0]):
                return reason
            self._waiting.popleft()
            self._late += 1
        if self._late or self._lost:
            if reason := self._tried(Interruption(self._day, self._since, self._late, self._lost)):
                return reason
            self._late = self._lost = 0
            self._since = ""
        return None

    def _tried(self, record: Told) -> str | None:
        """Write a record; the name of the error where that failed.

        After an error, or an interruption, nothing is known of the end of the file: it is opened anew and cut to what
        was kept before the next write.
        """
        done = False
        try:
            self._write(record)
            done = True
        except OSError as problem:
            return errno.errorcode.get(problem.errno or 0, "EIO")
        finally:
            if not done:
                self._leave()
        return None

    def _write(self, record: Told) -> None:
        if self._end.month and self._segment is None:
            self._segment = self._disk.reopen(self._path(self._end.month), self._end.size)
            self._disk.truncate(self._segment, self._end.size)
        month = max(self._end.month, record.day[:7])
        if month != self._end.month:
            self._turn(month)
        if self._end.mark.count == 0:
            self._put(SegmentStart(month, self._end.mark.segment, self._end.mark.chain))
        self._put(record)

    def _turn(self, month: str) -> None:
        """Begin the segment of a new month; one that was begun and stayed empty gives it its number."""
        end = self._end
        began = end.month != "" and end.mark.count == 0
        self._leave()
        self._segment = self._disk.create(self._path(month))
        self._end = _End(month, Mark(end.mark.segment + (not began), 0, end.mark.chain), 0)

    def _path(self, month: str) -> Path:
        return self._folder / segment_name(month)

    def _put(self, record: Record) -> None:
        assert self._segment is not None
        month, mark, size = self._end.month, self._end.mark, self._end.size
        line, chain = line_of(record, mark.chain)
        self._disk.write(self._segment, line)
        self._disk.keep(self._segment)
        self._end = _End(month, Mark(mark.segment, mark.count + 1, chain), size + len(line))
        with contextlib.suppress(OSError):  # the record is safe; the next mark stands for this one too
            self._advance()

    def _advance(self) -> None:
        """Mark the end in the older slot; a slot that could not be written is the one to be written next."""
        if self._marks is None:
            self._marks = os.open(self._folder / MARKS, os.O_WRONLY | os.O_NOFOLLOW)
        self._disk.write_at(self._marks, slot_of(self._end.mark), self._slot * SLOT_BYTES)
        self._disk.keep(self._marks)
        self._slot = 1 - self._slot

    def _settle(self, marks: bytes) -> None:
        """Cut off a torn tail, and bring the older mark up to what is there; on a bad disk, the first record does it.

        A mark that already stands for the end is left alone: to write it again could tear it.
        """
        self._slot = next_slot(marks)
        done = False
        try:
            if self._end.month:
                self._segment = self._disk.reopen(self._path(self._end.month), self._end.size)
                self._disk.truncate(self._segment, self._end.size)
            if self._end.mark.count and self._end.mark not in read_marks(marks).whole:
                self._advance()
            done = True
        except OSError as problem:
            if problem.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
                raise UsageError("unwritable", path=shown(self._folder), reason=reason_of(problem)) from None
        finally:
            if not done:
                self._leave()

    def _leave(self) -> None:
        if self._segment is not None:
            with contextlib.suppress(OSError):
                os.close(self._segment)
            self._segment = None

    def _release(self) -> None:
        self._leave()
        for handle in (self._marks, self._lock):
            if handle is not None:
                with contextlib.suppress(OSError):
                    os.close(handle)
        self._marks = self._lock = None

    def close(self) -> Appended:
        """Try what waits once more and give the log back; what still waits then is lost, and counted so."""
        if os.getpid() != self._process:
            self._release()
            return Appended("kept")
        with self._thread:
            reason = self._flush() if self._lock is not None else None
            lost = self._lost + len(self._waiting)
            self._waiting.clear()
            self._late = self._lost = 0
            self._release()
            return Appended("lost" if lost else "kept", 0, lost, reason)

    def __enter__(self) -> AuditLog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        closed = self.close()
        if closed.lost and kind is None:
            raise UsageError("audit-lost", count=str(closed.lost))


def _end_of(log: LogBytes, verified: Verified) -> _End:
    """Where a sound log ends; a segment torn in its start record begins anew."""
    if not log.segments:
        return _End("", Mark(verified.segment, 0, verified.newest), 0)
    month = max(log.segments)
    start = start_of(log.segments[month])
    if start is None:
        return _End(month, Mark(verified.segment + 1, 0, verified.newest), 0)
    found = scan(log.segments[month], start.previous)
    return _End(month, Mark(start.number, len(found.lines), found.lines[-1].chain), found.size)
