"""A set of minutes of the calendar as few spans of kinds of days: weekdays 17:00 to 9:00, the turn of the year.

Law: every minute of a piece is in the set (of an `outside` one, not in it), so nothing is said that is not so; where
`whole`, nothing of the set is left out. A span belongs to the day on which it starts, as in hours (language §2). The
kinds of days to choose from are those of the week and those of the hours and periods of the ruleset; of two ways to
say the same the one with fewer spans and exceptions is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, product
from typing import Final

from tsunagari.analysis.bits import bits
from tsunagari.analysis.moments import States
from tsunagari.calendar.days import (
    DateRange,
    DayPattern,
    DaysOfWeek,
    HolidayDays,
    Weekdays,
    WeekendsAndHolidays,
    matches,
)
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import DAY, EVERY_MINUTE, Span
from tsunagari.model.registry import ALWAYS, Period

MOST: Final = 3
"""Spans in which a set is told; what they leave out is not."""

_CHOICES: Final = 300
_ALL: Final = (1 << 2 * DAY) - 1
EVERY_DAY: Final = DaysOfWeek(tuple(range(7)))
_WEEK: Final[tuple[tuple[DayPattern, ...], ...]] = (
    (EVERY_DAY,), (Weekdays(),), (WeekendsAndHolidays(),), (DaysOfWeek((5,)),), (DaysOfWeek((6,)), HolidayDays()),
    (DaysOfWeek((6,)),), (HolidayDays(),), (DaysOfWeek((5, 6)),), (DaysOfWeek((0, 1, 2, 3, 4)),),
    (DaysOfWeek((0, 1, 2, 3, 4, 5)),), *((DaysOfWeek((n,)),) for n in range(5)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a period that any of the patterns matches and none of `without`."""

    patterns: tuple[DayPattern, ...]
    without: tuple[DayPattern, ...] = ()
    period: Period = ALWAYS

    def contains(self, day: date, holidays: Holidays) -> bool:
        """Whether it is one of these days."""
        weekday, holiday = day.weekday(), holidays.is_holiday(day)
        met = [any(matches(one, day, weekday=weekday, holiday=holiday) for one in some) for some in (
            self.patterns, self.without)]  # fmt: skip
        return met[0] and not met[1] and self.period.contains(day)


@dataclass(frozen=True, slots=True)
class Piece:
    """The spans that start on some days, in order."""

    days: Days
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """A set of minutes: that of the pieces, or everything `outside` them; `whole`: all of it."""

    pieces: tuple[Piece, ...]
    outside: bool = False
    whole: bool = True

    @property
    def cost(self) -> int:
        """How much there is to read."""
        return sum(len(one.spans) + bool(one.days.without) + (one.days.period != ALWAYS) for one in self.pieces)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Days that every choice treats alike, with their neighbours: masks of choices and numbers of plans."""

    own: int
    before: int
    plan: int | None
    after: int | None


class Telling:
    """Tells sets of the states of one span of days; built once for all of them."""

    def __init__(self, known: States, holidays: Holidays) -> None:
        self.states = known
        days = [known.days[0][0] - timedelta(days=1), *(day for day, _ in known.days)]
        plans = [None, *(plan for _, plan in known.days), None]
        columns = _columns(known, days, holidays)
        self.choices = list(columns.values())
        own = [0] * len(days)
        for number, column in enumerate(columns):
            for n in bits(column):
                own[n] |= 1 << number
        self.alike: dict[_Alike, list[date]] = {}
        for n, day in enumerate(days):
            kind = _Alike(own[n], own[n - 1] if n else 0, plans[n], plans[n + 1])
            self.alike.setdefault(kind, []).append(day)

    def told(self, mask: int) -> Times:
        """The set of minutes that are in one of the states of a mask, in few spans."""
        every = self.states.every
        if not every & ~mask:
            return Times((), outside=True)
        direct = _Set(self, mask).times()
        if direct.whole and direct.cost <= 1:
            return direct
        reverse = _Set(self, every & ~mask).times()
        if reverse.whole and (not direct.whole or reverse.cost < direct.cost):
            return replace(reverse, outside=True)
        return direct


class _Set:
    """One set of minutes, by kinds of days; the day before the first has none to be told, and anything may be on it."""

    def __init__(self, telling: Telling, mask: int) -> None:
        minutes = telling.states.minutes(mask)
        self.choices = telling.choices
        self.kinds = list(telling.alike)
        self.days = [telling.alike[kind] for kind in self.kinds]
        own = [EVERY_MINUTE if kind.plan is None else minutes[kind.plan] for kind in self.kinds]
        after = [EVERY_MINUTE if kind.after is None else minutes[kind.after] for kind in self.kinds]
        self.rows = [one | other << DAY for one, other in zip(own, after, strict=True)]
        self.left = [0 if kind.plan is None else one for one, kind in zip(own, self.kinds, strict=True)]

    def times(self) -> Times:
        """The spans that say most first, each of what those before it leave."""
        offered = list(self._offered())
        found: list[tuple[Days, Span]] = []
        while any(self.left) and len(found) < MOST:
            best = max(offered, key=self._gain, default=None)
            if best is None or not self._gain(best)[0]:
                found.append(self._one_date())
            else:
                found.append((self.choices[best[0]], self._taken(*best)))
        spans: dict[Days, list[Span]] = {}
        for days, span in found:
            spans.setdefault(days, []).append(span)
        pieces = (Piece(days, tuple(sorted(some, key=lambda one: one.start))) for days, some in spans.items())
        return Times(tuple(pieces), whole=not any(self.left))

    def _offered(self) -> Iterator[tuple[int, int, int]]:
        """Each choice with start and end of each span that all its days have."""
        for number in range(len(self.choices)):
            common = _ALL
            for kind, row in zip(self.kinds, self.rows, strict=True):
                if kind.own >> number & 1:
                    common &= row
            yield from ((number, start, end) for start, end in _runs(common))

    def _gain(self, offer: tuple[int, int, int]) -> tuple[int, int, int]:
        """How many minutes that are left are told, and how simply."""
        number, start, end = offer
        today, tomorrow = _bits(start, end) & EVERY_MINUTE, _bits(start, end) >> DAY
        gain = 0
        for kind, days, left in zip(self.kinds, self.days, self.left, strict=True):
            covered = today if kind.own >> number & 1 else 0
            if kind.before >> number & 1:
                covered |= tomorrow
            gain += len(days) * (left & covered).bit_count()
        days_ = self.choices[number]
        return gain, -len(days_.without) - (days_.period != ALWAYS), -end

    def _taken(self, number: int, start: int, end: int) -> Span:
        """Take away what a span tells; as much of the span as that needs."""
        span = _bits(start, end)
        needed = 0
        for n, kind in enumerate(self.kinds):
            covered = 0
            if kind.own >> number & 1:
                covered = span & EVERY_MINUTE
                needed |= self.left[n] & covered
            if kind.before >> number & 1:
                covered |= span >> DAY
                needed |= (self.left[n] & span >> DAY) << DAY
            self.left[n] &= ~covered
        first = (needed & -needed).bit_length() - 1
        return Span(first if first < DAY else start, needed.bit_length())

    def _one_date(self) -> tuple[Days, Span]:
        """Where no choice says anything of what is left: the first span on the first date of one kind of day."""
        which = next(n for n, left in enumerate(self.left) if left)
        days, left = self.days[which], self.left[which]
        start, end = next(iter(_runs(left)))
        if len(days) == 1:
            self.left[which] = left & ~_bits(start, end)
        return Days((DateRange(days[0], days[0]),)), Span(start, end)


def _columns(known: States, days: Sequence[date], holidays: Holidays) -> dict[int, Days]:
    """The kinds of days to choose from that differ on these days, simplest first, by the mask of their days."""
    kinds = [(day, day.weekday(), holidays.is_holiday(day)) for day in days]
    held: dict[DayPattern, int] = {}

    def any_of(patterns: Iterable[DayPattern]) -> int:
        found = 0
        for one in patterns:
            if one not in held:
                met = (matches(one, day, weekday=weekday, holiday=holiday) for day, weekday, holiday in kinds)
                held[one] = sum(1 << n for n, is_met in enumerate(met) if is_met)
            found |= held[one]
        return found

    columns: dict[int, Days] = {}
    for choice in islice(_choices(known), _CHOICES):
        within = sum(1 << n for n, day in enumerate(days) if choice.period.contains(day))
        column = any_of(choice.patterns) & ~any_of(choice.without) & within
        if column:
            columns.setdefault(column, choice)
    return columns


def _choices(known: States) -> Iterator[Days]:
    """Kinds of days, the simple ones first."""
    blocks = list(dict.fromkeys(block for some in known.opened for block in some))
    cuts = dict.fromkeys(block.cuts for block in blocks if block.cuts)
    own = [line.days for block in blocks for line in block.lines]
    own += [*cuts, *(one.days for block in blocks for one in block.substitutions)]
    patterns = list(dict.fromkeys([*_WEEK, *own]))
    without = list(dict.fromkeys([(HolidayDays(),), *((one,) for some in cuts for one in some), *cuts]))
    periods = list(dict.fromkeys(part for period in known.within if period != ALWAYS for part in _parts(period)))
    yield from (Days(some) for some in patterns)
    for some in patterns:
        yield from (Days(some, out) for out in without)
        yield from (Days(some, (), period) for period in periods)
    yield from (Days(some, out, period) for some, out, period in product(patterns, without, periods))


def _parts(period: Period) -> Iterator[Period]:
    """A period, the time before it and the time after it."""
    yield period
    if period.start is not None and period.start > date.min:
        yield Period(None, period.start - timedelta(days=1))
    if period.end is not None and period.end < date.max:
        yield Period(period.end + timedelta(days=1), None)


def _runs(row: int) -> Iterator[tuple[int, int]]:
    """Start and end of the spans of a row of two days that start on the first; what has no end there ends with it."""
    start = 0
    while row >> start:
        start += (row >> start & -(row >> start)).bit_length() - 1
        if start >= DAY:
            return
        rest = ~(row >> start)
        end = start + (rest & -rest).bit_length() - 1
        yield start, DAY if end == 2 * DAY else end
        start = end


def _bits(start: int, end: int) -> int:
    return (1 << end) - (1 << start)
