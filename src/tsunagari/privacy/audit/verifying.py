"""Is the audit log whole? The chain over all segments, what was declared destroyed, and how far the log had come.

Law: every changed, moved, inserted or missing record, and every missing segment that nobody declared destroyed, is a
finding; what a killed writer leaves (a torn tail, a torn slot) is a note, but a torn slot that no killed writer leaves
is a warning: it can hide that the tail was cut. Bytes in, findings out; no file is touched.
The chain has no key: who can rewrite the whole folder can make a new chain. Against that, the newest chain value is
noted elsewhere, and `expected` asks whether the log still holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tsunagari.diagnostics import Diagnostic
from tsunagari.privacy.audit.chain import GENESIS, LEDGER_GENESIS, Line, scan
from tsunagari.privacy.audit.record import Destroyed, Interruption, Record, SegmentStart
from tsunagari.privacy.audit.watermark import Mark, read_marks
from tsunagari.privacy.events import DecisionEvent, HandoverEvent

LEDGER = "destroyed.log"
MARKS = "mark"
_PREFIX, _SUFFIX = "audit-", ".log"


@dataclass(frozen=True, slots=True)
class LogBytes:
    """A log as bytes: segments by month (`2026-05`), the ledger of destroyed ones, the marks (None where missing)."""

    segments: Mapping[str, bytes]
    ledger: bytes
    marks: bytes | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found, every good record of the segments in order, the newest chain value and segment number."""

    findings: tuple[Diagnostic, ...]
    records: tuple[Record, ...]
    newest: str
    segment: int

    @property
    def ok(self) -> bool:
        """Whether nothing but notes was found."""
        return all(one.severity == "note" for one in self.findings)


def segment_name(month: str) -> str:
    """The file name of a month's segment."""
    return f"{_PREFIX}{month}{_SUFFIX}"


def month_of(name: str) -> str | None:
    """The month of a segment's file name, None for another file."""
    middle = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
    return middle if name == segment_name(middle) else None


def verify(
    log: LogBytes, expected: str | None = None, language: str = "ja", *, month: str | None = None
) -> Verified:
    """Check a log; `expected` is a chain value of 64 hexadecimal digits noted earlier, None to leave that out.

    `month` is this month, such as `2026-05`: with it, a log that is ahead of the calendar is noted.
    """
    check = _Check(language)
    destroyed = check.ledger(log.ledger)
    check.segments(log.segments, destroyed)
    check.marks(log.marks, destroyed)
    newest = max(log.segments, default="")
    if month is not None and newest > month:
        check.say("audit-ahead", segment_name(newest))
    if expected is not None and expected not in check.chains:
        check.say("audit-chain-unknown", MARKS)
    return Verified(tuple(check.findings), tuple(check.records), check.newest, check.number)


@dataclass(slots=True)
class _Check:
    """One run of the check and what it has met so far."""

    language: str
    findings: list[Diagnostic] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    chains: set[str] = field(default_factory=lambda: {GENESIS})
    newest: str = GENESIS
    number: int = 0
    by_number: dict[int, tuple[Line[Record], ...]] = field(default_factory=dict)

    def say(self, code: str, file: str, number: int = 0, **fields: str) -> None:
        """Add a finding about a line (from 1) of a file, or about the file (0)."""
        place = (number, 1, number, 1) if number else (0, 0, 0, 0)
        self.findings.append(Diagnostic(code, file, *place, self.language, tuple(sorted(fields.items()))))

    def ledger(self, text: bytes) -> dict[int, Destroyed]:
        """The segments declared destroyed, by number."""
        found = scan(text, LEDGER_GENESIS)
        entries = [line.record for line in found.lines]
        self._rest(LEDGER, len(entries), found.rest, found.fault, last=True)
        destroyed = {one.number: one for one in entries if isinstance(one, Destroyed)}
        if len(destroyed) < len(entries):
            self.say("audit-misplaced", LEDGER, 1)
        self.chains.update(one.last for one in destroyed.values())
        return destroyed

    def segments(self, segments: Mapping[str, bytes], destroyed: Mapping[int, Destroyed]) -> None:
        """Follow the chain from segment to segment."""
        previous: str | None = GENESIS
        expected = 1
        months = sorted(month for month, text in segments.items() if text)  # an empty one was begun and never used
        for month in months:
            name, text = segment_name(month), segments[month]
            start = start_of(text)
            if start is None:
                self._without_start(name, text, previous, last=month == months[-1])
                previous = None
                continue
            number, claimed = start.number, start.previous
            if start.month != month or number < expected:
                self.say("audit-misplaced", name, 1)
            previous = self._across(expected, number, previous, destroyed, name)
            if previous is not None and previous != claimed:
                self.say("audit-broken-chain", name, 1)
            previous = self._segment(name, month, number, text, claimed, last=month == months[-1])
            if number in destroyed:
                self.say("audit-still-there", name)
                if destroyed[number].last not in self.chains:
                    self.say("audit-broken-chain", name)
            expected = number + 1
        end = self._across(expected, max(destroyed, default=0) + 1, previous, destroyed, LEDGER)
        self.newest = end or self.newest
        self.number = max(expected - 1, *destroyed, 0) if destroyed else expected - 1

    def marks(self, text: bytes | None, destroyed: Mapping[int, Destroyed]) -> None:
        """Whether the log still is as long as it is known to have been."""
        found = read_marks(text or b"")
        if text is None or not found.whole:
            self.say("audit-no-mark", MARKS)
            return
        if found.torn:
            ahead = self._last() > (found.whole[0].segment, found.whole[0].count)
            self.say("audit-torn-mark" if ahead else "audit-maybe-cut", MARKS)
        for mark in found.whole:
            if fault := self._behind(mark, destroyed):
                self.say(fault, MARKS, segment=str(mark.segment), count=str(mark.count))
                return

    def _last(self) -> tuple[int, int]:
        """The number of the last segment that is there, and how many good lines it has."""
        number = max(self.by_number, default=0)
        return number, len(self.by_number.get(number, ()))

    def _behind(self, mark: Mark, destroyed: Mapping[int, Destroyed]) -> str | None:
        if mark.segment == 0:
            return None if mark == Mark() else "audit-mark-differs"
        lines = self.by_number.get(mark.segment)
        if lines is None:
            return None if mark.segment in destroyed else "audit-cut"
        if not 0 < mark.count <= len(lines):
            return "audit-cut"
        return None if lines[mark.count - 1].chain == mark.chain else "audit-mark-differs"

    def _across(
        self, first: int, end: int, previous: str | None, destroyed: Mapping[int, Destroyed], name: str
    ) -> str | None:
        """The chain value before segment `end`, over the ones from `first` that should be declared destroyed."""
        missing = [number for number in range(first, min(end, first + 10_000)) if number not in destroyed]
        if missing:
            self.say("audit-missing-segment", name, segment=str(missing[0]))
            return None
        return destroyed[end - 1].last if end > first else previous

    def _segment(self, name: str, month: str, number: int, text: bytes, previous: str, last: bool) -> str | None:
        """Check the lines of a segment; its last chain value, None where it broke off."""
        found = scan(text, previous)
        for at, line in enumerate(found.lines, 1):
            if (fault := _misplaced(line.record, month, at)) is not None:
                self.say(fault, name, at)
        self.by_number[number] = found.lines
        self.records += [line.record for line in found.lines[1:]]
        self.chains.update(line.chain for line in found.lines)
        self._rest(name, len(found.lines), found.rest, found.fault, last)
        if found.rest == "broken" or not found.lines:
            return None
        self.newest = found.lines[-1].chain
        return self.newest

    def _without_start(self, name: str, text: bytes, previous: str | None, last: bool) -> None:
        """A segment that has no start record: torn at the end of the log, else broken."""
        found = scan(text, previous or GENESIS)
        fault = found.fault or "broken-record"
        self._rest(name, 0, "torn" if found.rest == "torn" else "broken", fault, last)

    def _rest(self, name: str, good: int, rest: str, fault: str, last: bool) -> None:
        if rest == "torn" and last:
            self.say("audit-torn-tail", name, good + 1)
        elif rest != "none":
            self.say("audit-" + (fault if rest == "broken" else "broken-record"), name, good + 1)


def start_of(text: bytes) -> SegmentStart | None:
    """The start record of a segment, read without knowing what it follows; None where there is none."""
    for previous in _previous_in(text):
        found = scan(text.partition(b"\n")[0] + b"\n", previous)
        if found.lines and isinstance(start := found.lines[0].record, SegmentStart):
            return start if start.previous == previous else None
    return None


def _previous_in(text: bytes) -> Iterator[str]:
    marker = b'"previous":"'
    at = text.find(marker)
    claimed = text[at + len(marker) : at + len(marker) + 64]
    if at >= 0 and len(claimed) == 64 and set(claimed) <= set(b"0123456789abcdef"):
        yield claimed.decode()


def _misplaced(record: Record, month: str, at: int) -> str | None:
    """Why a record does not belong at this line of this month's segment: late ones may come in, early ones not."""
    if isinstance(record, SegmentStart) != (at == 1) or isinstance(record, Destroyed):
        return "audit-misplaced"
    late = isinstance(record, DecisionEvent | HandoverEvent | Interruption) and record.day[:7] <= month
    return None if late or at == 1 else "audit-misplaced"
