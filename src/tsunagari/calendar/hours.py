"""When is a desk open, and when does it open next?

Law: time is whole minutes of Asia/Tokyo. A span is half-open and belongs to the day on which it starts, so
22:00〜翌8:00 on Saturday is open on Sunday at 7:59 and not at 8:00; what an `except` cuts are the spans that
start on a day, never those that run into it. Everything that holds applies: several lines, several hours
and several substitutions are unions, and no order matters. The minutes of a day are the bits of an integer
(bit 0 is 0:00), so a union is `|`. No clock is read here: every instant is given, with its offset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import ClassVar, TypeAlias

from tsunagari.calendar.days import MONDAY, SUNDAY, DayPattern, DaysOfWeek, matches
from tsunagari.calendar.holidays import Holidays

JST = timezone(timedelta(hours=9), "Asia/Tokyo")
"""Asia/Tokyo: nine hours ahead of UTC in every year."""

DAY = 24 * 60
"""Minutes in a day."""

EVERY_MINUTE = (1 << DAY) - 1
"""The bits of a day that is open throughout."""

LATEST = 47 * 60 + 59
"""The latest end of a span: 47:59, or 翌23:59."""

Period: TypeAlias = tuple[date | None, date | None]
"""First and last date in effect, both included; None is without end on that side."""


class NaiveTime(ValueError):
    """An instant was given without its offset from UTC."""

    code: ClassVar[str] = "naive-time"

    def __init__(self) -> None:
        super().__init__("an instant needs its offset from UTC, for example +09:00")


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes `start` to `end` from midnight of the day it starts on, the end left out; 翌8:00 is 1920."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < DAY:
            raise ValueError("a span must start from 0:00 to 23:59 of its day")
        if not self.start < self.end <= LATEST:
            raise ValueError("a span must end after its start and by 47:59")


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One line of hours: its spans start on each day that any of its patterns matches."""

    days: tuple[DayPattern, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Substitution:
    """日曜扱い 祝日: the days matched, by their real weekday, count as `weekday` (Monday = 0) instead."""

    weekday: int
    days: tuple[DayPattern, ...]

    def __post_init__(self) -> None:
        if not MONDAY <= self.weekday <= SUNDAY:
            raise ValueError("a weekday must be from 0, Monday, to 6, Sunday")


@dataclass(frozen=True, slots=True)
class Hours:
    """A block of hours: the union of its lines, less the spans that start on a day that a cut matches.

    Cuts are tested with the real weekday, lines with the weekday that the day counts as.
    """

    lines: tuple[HoursLine, ...]
    cuts: tuple[DayPattern, ...] = ()
    substitutions: tuple[Substitution, ...] = ()


AROUND_THE_CLOCK = Hours(lines=(HoursLine((DaysOfWeek(tuple(range(7))),), (Span(0, DAY),)),))
"""24時間: every minute of every day."""


def is_open(hours: Sequence[Hours], at: datetime, holidays: Holidays) -> bool:
    """Tell whether any of `hours` is open at the instant `at`.

    An instant before year 1 or after year 9999 in Asia/Tokyo is on no day, so nothing is open then.
    Raises NaiveTime for an instant without offset.
    """
    local = _in_tokyo(at)
    if local is None:
        return False
    return bool(minutes_open(hours, local.date(), holidays) >> _minute(local) & 1)


def next_opening(
    hours: Sequence[Hours],
    at: datetime,
    holidays: Holidays,
    *,
    days: int = 400,
    periods: Sequence[Period] = (),
) -> datetime | None:
    """Return the earliest minute, from that of `at` on, at which any of `hours` is open, in Asia/Tokyo.

    The minute of `at` itself is returned when it is open. The date of the answer lies in all of `periods`,
    and the answer no later than `days` times 24 hours after the minute of `at`; None where there is none.
    Raises NaiveTime for an instant without offset.
    """
    local = _in_tokyo(at)
    if local is None:
        return None
    today, minute = local.toordinal(), _minute(local)
    starts = [start.toordinal() for start, _ in periods if start is not None]
    ends = [end.toordinal() for _, end in periods if end is not None]
    first = max([today, *starts])
    last = min([today + days, date.max.toordinal(), *ends])
    running = _running_into(hours, date.fromordinal(first), holidays)
    for ordinal in range(first, last + 1):
        day = date.fromordinal(ordinal)
        minutes = _starting_on(hours, day, holidays) | running
        running = 0  # a later day needs none: what runs into it was found on the day before
        if ordinal == today:
            minutes = minutes >> minute << minute
        if ordinal == today + days:
            minutes &= (2 << minute) - 1
        if minutes:
            hour, minute = divmod(_lowest_bit(minutes), 60)
            return datetime.combine(day, time(hour, minute), JST)
    return None


def minutes_open(hours: Sequence[Hours], day: date, holidays: Holidays) -> int:
    """Return the minutes of the calendar day at which any of `hours` is open, as bits 0..1439.

    What runs over from the day before is among them; what runs past midnight of `day` is not.
    """
    return (_starting_on(hours, day, holidays) | _running_into(hours, day, holidays)) & EVERY_MINUTE


def day_spans(hours: Sequence[Hours], day: date, holidays: Holidays) -> tuple[Span, ...]:
    """Return the spans of `hours` that start on `day`, ascending; those that overlap or touch are one."""
    minutes = _starting_on(hours, day, holidays)
    spans: list[Span] = []
    while minutes:
        start = _lowest_bit(minutes)
        end = _lowest_bit(~(minutes >> start)) + start
        spans.append(Span(start, end))
        minutes = minutes >> end << end
    return tuple(spans)


def _in_tokyo(at: datetime) -> datetime | None:
    """Convert to Asia/Tokyo; None where that leaves the years 1 to 9999."""
    try:
        if at.utcoffset() is None:
            raise NaiveTime
        return at.astimezone(JST)
    except OverflowError:
        return None


def _minute(local: datetime) -> int:
    return local.hour * 60 + local.minute


def _lowest_bit(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _running_into(hours: Sequence[Hours], day: date, holidays: Holidays) -> int:
    """Return the minutes of `day` that belong to spans of the day before, as bits."""
    if day == date.min:
        return 0
    return _starting_on(hours, day - timedelta(days=1), holidays) >> DAY


def _starting_on(hours: Sequence[Hours], day: date, holidays: Holidays) -> int:
    """Return the minutes, from midnight of `day`, of all spans that start on it, as bits 0..2878."""
    weekday, holiday = day.weekday(), holidays.is_holiday(day)
    minutes = 0
    for block in hours:
        if not _any_matches(block.cuts, day, weekday, holiday):
            for counted in _counted_as(block, day, weekday, holiday):
                for line in block.lines:
                    if _any_matches(line.days, day, counted, holiday):
                        for span in line.spans:
                            minutes |= (1 << span.end) - (1 << span.start)
    return minutes


def _counted_as(block: Hours, day: date, weekday: int, holiday: bool) -> Sequence[int]:
    """Return the weekdays that the day counts as: those of all substitutions that match, else its own."""
    substituted = [s.weekday for s in block.substitutions if _any_matches(s.days, day, weekday, holiday)]
    return substituted or (weekday,)


def _any_matches(patterns: Sequence[DayPattern], day: date, weekday: int, holiday: bool) -> bool:
    for pattern in patterns:  # noqa: SIM110 — any() with a generator takes twice as long here
        if matches(pattern, day, weekday=weekday, holiday=holiday):
            return True
    return False
