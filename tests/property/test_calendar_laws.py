"""Laws of the calendar, against a second reading of hours that marks minutes one by one.

The oracle shares the dataclasses with the product and nothing else: it walks the days of a window, decides
each pattern by counting on the calendar, and marks every minute of every span in a bytearray.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tsunagari.calendar import days as d
from tsunagari.calendar.holidays import FixedHolidays, NoHolidays
from tsunagari.calendar.hours import (
    AROUND_THE_CLOCK,
    EVERY_MINUTE,
    JST,
    LATEST,
    Hours,
    HoursLine,
    NaiveTime,
    Period,
    Span,
    Substitution,
    day_spans,
    is_open,
    minutes_open,
    next_opening,
)

# Two windows that hold a turn of the year, a leap day and a common February.
FIRST_DAYS = (date(2027, 12, 20), date(2030, 12, 20))
LENGTH = 80
MINUTE = timedelta(minutes=1)
AS_DIGITS = bytes.maketrans(b"\0\1", b"01")


# --- the oracle ---------------------------------------------------------------------------------------------

YEAR = [(day.month, day.day) for day in (date(2024, 1, 1) + timedelta(days=n) for n in range(366))]


def speaks_of(pattern: d.DayPattern, day: date, weekday: int, holiday: bool) -> bool:
    """Decide a pattern by counting and listing instead of comparing."""
    if isinstance(pattern, d.Weekdays):
        return not holiday and weekday in {0, 1, 2, 3, 4}
    if isinstance(pattern, d.DaysOfWeek):
        return any(weekday == listed for listed in pattern.days)
    if isinstance(pattern, d.NthDays):
        earlier = [day - timedelta(days=7 * n) for n in range(6)]
        return weekday in pattern.days and sum(e.month == day.month for e in earlier) in pattern.nths
    if isinstance(pattern, d.HolidayDays):
        return holiday
    if isinstance(pattern, d.WeekendsAndHolidays):
        return holiday or weekday in {5, 6}
    if isinstance(pattern, d.MonthDays):
        return f"{day:%d}" in {f"{listed:02}" for listed in pattern.days}
    if isinstance(pattern, d.YearlyRange):
        first, last = YEAR.index(pattern.start), YEAR.index(pattern.end)
        listed = YEAR[first : last + 1] if first <= last else YEAR[first:] + YEAR[: last + 1]
        return (day.month, day.day) in listed
    return (day - pattern.start).days >= 0 and (pattern.end - day).days >= 0


def mark(hours: Sequence[Hours], holidays: FixedHolidays, first: date) -> bytearray:
    """Mark every open minute from midnight of `first` for LENGTH days; spans of the day before count."""
    marks = bytearray((LENGTH + 3) * 1440)
    for number in range(LENGTH + 1):
        day = first + timedelta(days=number - 1)
        holiday = day in holidays.days
        for block in hours:
            if any(speaks_of(cut, day, day.weekday(), holiday) for cut in block.cuts):
                continue
            counted = {
                s.weekday
                for s in block.substitutions
                if any(speaks_of(p, day, day.weekday(), holiday) for p in s.days)
            } or {day.weekday()}
            for line in block.lines:
                if any(speaks_of(p, day, w, holiday) for p in line.days for w in counted):
                    for span in line.spans:
                        for minute in range(span.start, span.end):
                            marks[number * 1440 + minute] = 1
    return marks[1440 : (LENGTH + 1) * 1440]


# --- what there is to ask -----------------------------------------------------------------------------------

weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=4).map(tuple)
month_days = st.one_of(st.sampled_from([(2, 28), (2, 29), (3, 1), (12, 31), (1, 1)]), st.sampled_from(YEAR))
firsts = st.sampled_from(FIRST_DAYS)
window_days = st.builds(lambda first, n: first + timedelta(days=n), firsts, st.integers(-1, LENGTH))
patterns = st.one_of(
    st.just(d.Weekdays()),
    st.builds(d.DaysOfWeek, weekdays),
    st.builds(d.NthDays, st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple), weekdays),
    st.just(d.HolidayDays()),
    st.just(d.WeekendsAndHolidays()),
    st.builds(d.MonthDays, st.lists(st.integers(1, 31), min_size=1, max_size=3).map(tuple)),
    st.builds(d.YearlyRange, month_days, month_days),
    st.builds(lambda a, n: d.DateRange(a, a + timedelta(days=n)), window_days, st.integers(0, 9)),
)
edges = st.one_of(st.sampled_from([0, 1, 539, 540, 1020, 1320, 1439]), st.integers(0, 1439))
lengths = st.one_of(st.sampled_from([1, 60, 1439, 1440, 1441]), st.integers(1, LATEST))
spans = st.builds(lambda start, n: Span(start, min(start + n, LATEST)), edges, lengths)
some_days = st.lists(patterns, min_size=1, max_size=3).map(tuple)
lines = st.builds(HoursLine, some_days, st.lists(spans, min_size=1, max_size=3).map(tuple))
blocks = st.builds(
    Hours,
    st.lists(lines, max_size=3).map(tuple),
    st.lists(patterns, max_size=2).map(tuple),
    st.lists(st.builds(Substitution, st.integers(0, 6), some_days), max_size=2).map(tuple),
)
several = st.lists(blocks, max_size=3)
short = st.builds(lambda start, n: Span(start, start + n), st.integers(0, 1439), st.integers(1, 60))
single_days = st.builds(lambda day: (d.DateRange(day, day),), window_days)
rare_lines = st.builds(HoursLine, single_days, st.tuples(short))
rare = st.lists(st.builds(Hours, st.lists(rare_lines, min_size=3, max_size=9).map(tuple)), min_size=1)
calendars = st.builds(FixedHolidays, st.frozensets(window_days, max_size=12))
midnights = window_days.map(lambda day: datetime.combine(day, time(), JST))
instants = st.builds(
    lambda midnight, minute, rest: midnight + timedelta(minutes=minute, microseconds=rest),
    midnights,
    edges,
    st.sampled_from([0, 1, 59_999_999]),
)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def whole(at: datetime) -> datetime:
    """Cut an instant to its minute."""
    return at.replace(second=0, microsecond=0)


# --- the laws -----------------------------------------------------------------------------------------------


@settings(deadline=None)  # the oracle marks 115,200 minutes one by one
@given(several, calendars, firsts)
def test_every_minute_of_a_window_is_what_marking_by_hand_says(
    hours: list[Hours], holidays: FixedHolidays, first: date
) -> None:
    """Each minute of each day is open exactly if some span, read one by one, covers it."""
    marks = mark(hours, holidays, first)
    for number in range(LENGTH):
        bits = minutes_open(hours, first + timedelta(days=number), holidays)
        read = bytes(marks[number * 1440 : (number + 1) * 1440]).translate(AS_DIGITS).decode()
        assert f"{bits:01440b}"[::-1] == read


@settings(deadline=None)  # the oracle marks 115,200 minutes one by one
@given(several, calendars, firsts)
def test_open_turns_exactly_at_the_marked_edges(
    hours: list[Hours], holidays: FixedHolidays, first: date
) -> None:
    """Around every opening and closing, `is_open` agrees a minute before, at, and a minute after."""
    marks = mark(hours, holidays, first)
    turns = [n for n, (a, b) in enumerate(pairwise(marks), start=1) if a != b][:40]
    midnight = datetime.combine(first, time(), JST)
    for minute in {n + step for n in (*turns, 1) for step in (-1, 0, 1)}:
        if minute < len(marks):
            at = midnight + minute * MINUTE
            assert is_open(hours, at, holidays) == bool(marks[minute])
            assert is_open(hours, at + timedelta(seconds=59.999999), holidays) == bool(marks[minute])


@settings(deadline=None)  # the oracle marks 115,200 minutes one by one
@given(
    several | rare | st.just([AROUND_THE_CLOCK]),
    calendars,
    firsts,
    st.integers(0, 30 * 1440),
    st.integers(0, 45),
    st.data(),
)
def test_next_opening_is_what_a_search_minute_by_minute_finds(
    hours: list[Hours], holidays: FixedHolidays, first: date, minute: int, days: int, data: st.DataObject
) -> None:
    """The answer is the first marked minute from `at` to `days` later that lies in every period."""
    today = first + timedelta(minutes=minute)
    starts = st.none() | st.integers(-2, 20).map(lambda n: today + timedelta(days=n))
    ends = st.none() | st.integers(-1, 40).map(lambda n: today + timedelta(days=n))
    periods: list[Period] = data.draw(st.lists(st.tuples(starts, ends), max_size=3))
    marks = mark(hours, holidays, first)
    midnight = datetime.combine(first, time(), JST)
    found: datetime | None = None
    for number in range(minute, minute + days * 1440 + 1):
        at = midnight + number * MINUTE
        if marks[number] and all(
            (low is None or low <= at.date()) and (high is None or at.date() <= high) for low, high in periods
        ):
            found = at
            break
    at = midnight + minute * MINUTE + timedelta(seconds=30)
    assert next_opening(hours, at, holidays, days=days, periods=periods) == found


@given(several, calendars, instants)
def test_next_opening_is_open_not_in_the_past_and_stable(
    hours: list[Hours], holidays: FixedHolidays, at: datetime
) -> None:
    """The answer is an open minute, not before `at`, its own next opening, and `at` where that is open."""
    answer = next_opening(hours, at, holidays)
    assert is_open(hours, at, holidays) == (answer == whole(at))
    if answer is not None:
        assert answer >= whole(at) and answer == whole(answer) and answer.utcoffset() == timedelta(hours=9)
        assert is_open(hours, answer, holidays)
        assert next_opening(hours, answer, holidays, days=0) == answer


@given(several, several, calendars, instants)
def test_several_hours_are_open_when_any_of_them_is(
    some: list[Hours], others: list[Hours], holidays: FixedHolidays, at: datetime
) -> None:
    """Hours together are the or of each: for open, for the minutes of a day and for the next opening."""
    both = [*some, *others]
    assert is_open(both, at, holidays) == (is_open(some, at, holidays) or is_open(others, at, holidays))
    day = at.date()
    assert minutes_open(both, day, holidays) == (
        minutes_open(some, day, holidays) | minutes_open(others, day, holidays)
    )
    answers = [a for a in (next_opening(h, at, holidays) for h in (some, others)) if a is not None]
    assert next_opening(both, at, holidays) == min(answers, default=None)


@given(several, calendars, window_days)
def test_no_order_matters(hours: list[Hours], holidays: FixedHolidays, day: date) -> None:
    """Turning round blocks, lines, patterns, spans, cuts and substitutions changes no minute."""
    turned = [
        Hours(
            tuple(HoursLine(line.days[::-1], line.spans[::-1]) for line in reversed(block.lines)),
            block.cuts[::-1],
            tuple(Substitution(s.weekday, s.days[::-1]) for s in reversed(block.substitutions)),
        )
        for block in reversed(hours)
    ]
    assert minutes_open(turned, day, holidays) == minutes_open(hours, day, holidays)
    assert day_spans(turned, day, holidays) == day_spans(hours, day, holidays)


@given(blocks, calendars, window_days)
def test_a_cut_takes_the_spans_that_start_on_its_day_and_no_others(
    block: Hours, holidays: FixedHolidays, day: date
) -> None:
    """With a day cut, nothing starts on it, what ran into it still runs, and other days start as before."""
    cut = Hours(block.lines, (*block.cuts, d.DateRange(day, day)), block.substitutions)
    assert day_spans([cut], day, holidays) == ()
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    assert day_spans([cut], before, holidays) == day_spans([block], before, holidays)
    assert day_spans([cut], after, holidays) == day_spans([block], after, holidays)
    running = {minute for s in day_spans([block], before, holidays) for minute in range(1440, s.end)}
    assert minutes_open([cut], day, holidays) == sum(1 << (minute - 1440) for minute in running)


@given(several, calendars, window_days)
def test_spans_of_a_day_are_apart_and_ascending(
    hours: list[Hours], holidays: FixedHolidays, day: date
) -> None:
    """Merged spans neither overlap nor touch, and with those of the day before they are the day's minutes."""
    today = day_spans(hours, day, holidays)
    assert all(a.end < b.start for a, b in pairwise(today))
    covered = {m for s in today for m in range(s.start, s.end)} | {
        m - 1440 for s in day_spans(hours, day - timedelta(days=1), holidays) for m in range(s.start, s.end)
    }
    assert minutes_open(hours, day, holidays) == sum(1 << m for m in covered if 0 <= m < 1440)


@given(spans, window_days, st.sampled_from([1, 30_000_000, 59_999_999]))
def test_a_span_is_half_open(span: Span, day: date, rest: int) -> None:
    """A single span is open from the first instant of its start to the last instant before its end."""
    hours = [Hours((HoursLine((d.DateRange(day, day),), (span,)),))]
    midnight = datetime.combine(day, time(), JST)
    opens, closes = midnight + span.start * MINUTE, midnight + span.end * MINUTE
    tick = timedelta(microseconds=rest)
    assert is_open(hours, opens, NoHolidays()) and is_open(hours, closes - tick, NoHolidays())
    assert not is_open(hours, opens - tick, NoHolidays()) and not is_open(hours, closes, NoHolidays())


@given(several, calendars, instants, offsets)
def test_an_instant_is_the_same_in_every_offset(
    hours: list[Hours], holidays: FixedHolidays, at: datetime, offset: timezone
) -> None:
    """Writing an instant with another offset changes neither answer."""
    elsewhere = at.astimezone(offset)
    assert is_open(hours, elsewhere, holidays) == is_open(hours, at, holidays)
    assert next_opening(hours, elsewhere, holidays) == next_opening(hours, at, holidays)


@given(several, st.datetimes())
def test_an_instant_without_offset_is_refused(hours: list[Hours], at: datetime) -> None:
    """A naive instant is an error with a code, and its text says nothing about the instant."""
    for ask in (is_open, next_opening):
        with pytest.raises(NaiveTime) as caught:
            ask(hours, at, NoHolidays())
        assert caught.value.code == "naive-time"
        assert str(at.year) not in str(caught.value) and caught.value.args == NaiveTime().args


ends_of_time = st.one_of(
    st.tuples(st.datetimes(max_value=datetime(1, 1, 3)), st.sampled_from([0, 1, 400])),
    st.tuples(st.datetimes(min_value=datetime(9999, 12, 29)), st.sampled_from([0, 1, 400, 10**9])),
)


@given(several, ends_of_time, offsets)
def test_the_ends_of_time_do_not_raise(
    hours: list[Hours], asked: tuple[datetime, int], offset: timezone
) -> None:
    """In the years 1 and 9999 questions are answered as anywhere, and consistently with each other."""
    at, days = asked
    there = at.replace(tzinfo=offset)
    answer = next_opening(hours, there, NoHolidays(), days=days)
    assert answer is None or is_open(hours, answer, NoHolidays())
    if is_open(hours, there, NoHolidays()):
        assert answer is not None and answer <= there
    for day in (date.min, date.max):
        assert 0 <= minutes_open(hours, day, NoHolidays()) <= EVERY_MINUTE
        assert all(span.start < 1440 for span in day_spans(hours, day, NoHolidays()))


@given(st.dates(), calendars)
def test_around_the_clock_is_every_minute_of_every_day(day: date, holidays: FixedHolidays) -> None:
    """24時間 has no closed minute, on no date there is."""
    assert minutes_open([AROUND_THE_CLOCK], day, holidays) == EVERY_MINUTE


@given(patterns, window_days, st.integers(0, 6), st.booleans())
def test_a_pattern_is_what_counting_says(
    pattern: d.DayPattern, day: date, weekday: int, holiday: bool
) -> None:
    """`matches` agrees with the second reading for every weekday that a date may count as."""
    expected = speaks_of(pattern, day, weekday, holiday)
    assert d.matches(pattern, day, weekday=weekday, holiday=holiday) == expected


@given(weekdays, st.lists(st.integers(1, 5), min_size=1).map(tuple))
def test_lists_of_days_are_equal_whatever_their_order(days: tuple[int, ...], nths: tuple[int, ...]) -> None:
    """Order and repetition in a list make no difference to the value, its hash or its print."""
    assume(len(days) > 1)
    for one, other in (
        (d.DaysOfWeek(days), d.DaysOfWeek(days[::-1] + days)),
        (d.NthDays(nths, days), d.NthDays(nths[::-1] + nths, days[::-1])),
        (d.MonthDays(nths), d.MonthDays(nths[::-1] + nths)),
    ):
        assert (one, hash(one), repr(one)) == (other, hash(other), repr(other))


@pytest.mark.parametrize(
    ("start", "end", "accepted"),
    [
        (0, 1440, True),
        (1439, 2879, True),
        (0, 2880, False),
        (1440, 1500, False),
        (5, 5, False),
        (-1, 5, False),
    ],
)
def test_spans_keep_their_limits(start: int, end: int, accepted: bool) -> None:
    """A span starts within its day and ends after its start, by 47:59."""
    if accepted:
        assert Span(start, end).end == end
    else:
        with pytest.raises(ValueError, match="a span must"):
            Span(start, end)


@pytest.mark.parametrize(
    "build",
    [
        lambda: d.DaysOfWeek(()),
        lambda: d.DaysOfWeek((7,)),
        lambda: d.NthDays((0,), (1,)),
        lambda: d.NthDays((6,), (1,)),
        lambda: d.MonthDays((32,)),
        lambda: d.YearlyRange((2, 30), (3, 1)),
        lambda: d.YearlyRange((1, 1), (13, 1)),
        lambda: d.DateRange(date(2026, 5, 2), date(2026, 5, 1)),
        lambda: Substitution(7, (d.HolidayDays(),)),
    ],
)
def test_patterns_that_no_calendar_has_are_refused(build: Callable[[], object]) -> None:
    """A day, weekday or count outside the calendar is a ValueError, not a pattern that never matches."""
    with pytest.raises(ValueError, match="must"):
        build()
