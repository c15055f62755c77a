"""What is said of a set of minutes is so, and where it is said to be all, it is all.

Law: over random hours, periods and sets of their states, every minute of a piece lies in the set (of an `outside` one,
in what is left of it), and where nothing is said to be missing, every minute of the set lies in a piece.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from property.seeded_worlds import ALL_HOURS, CALENDAR, FIRST_DAY
from tsunagari.analysis.moments import States, states
from tsunagari.analysis.times import MOST, Telling, Times
from tsunagari.calendar.days import (
    DaysOfWeek,
    HolidayDays,
    Weekdays,
    WeekendsAndHolidays,
    YearlyRange,
)
from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.calendar.hours import EVERY_MINUTE, Hours, HoursLine, Span
from tsunagari.model.registry import Period


def minutes_of(times: Times, day: date, holidays: Holidays) -> int:
    """The minutes of a day that the pieces speak of."""
    found = 0
    for piece in times.pieces:
        for start, shift in ((day, 0), (day - timedelta(days=1), 1440)):
            if piece.days.contains(start, holidays):
                for span in piece.spans:
                    found |= ((1 << span.end) - (1 << span.start)) >> shift
    return found & EVERY_MINUTE


def hold_on(known: States, mask: int, holidays: Holidays) -> Times:
    """What is told of a set of states, held to every minute of the span."""
    times = Telling(known, holidays).told(mask)
    assert sum(len(piece.spans) for piece in times.pieces) <= MOST
    assert times.whole or (times.pieces and not times.outside)
    minutes = known.minutes(mask)
    for day, plan in known.days:
        said, meant = minutes_of(times, day, holidays), minutes[plan]
        if times.outside:
            said = EVERY_MINUTE & ~said
        assert not said & ~meant, f"{day}: {times}"
        assert not times.whole or said == meant, f"{day}: {times}"
    return times


def drawn(seed: int) -> tuple[States, int, Holidays]:
    """States of random hours and periods, a set of them and a calendar."""
    chance = random.Random(f"times {seed}")
    holidays: Holidays = chance.choice((CALENDAR, japanese_holidays()))
    several = [tuple(chance.sample(ALL_HOURS, chance.choice((1, 1, 2)))) for _ in range(chance.randint(1, 4))]
    start = FIRST_DAY + timedelta(days=chance.randint(-3, 40))
    period = Period(start, start + timedelta(days=chance.randint(0, 30)))
    periods = chance.choice(((), (), (period,), (Period(start, None),), (Period(None, start), period)))
    length = chance.choice((1, 3, 14, 70))
    known = states(several, periods, FIRST_DAY, FIRST_DAY + timedelta(days=length - 1), holidays)
    if chance.random() < 0.6:  # what is open, or what is closed, as rulesets give it
        mask = 0
        for one in chance.sample(several, chance.randint(1, len(several))):
            mask |= known.opened[one]
        for one in periods:
            mask &= known.within[one]
        mask = mask if chance.random() < 0.5 else known.every & ~mask
    else:
        mask = chance.getrandbits(len(known.instants))
    return known, mask, holidays


def test_what_is_said_of_a_set_of_minutes_is_so() -> None:
    """Three hundred draws; most are told whole, in spans and as what is outside of spans."""
    found: Counter[str] = Counter()
    for seed in range(300):
        known, mask, holidays = drawn(seed)
        times = hold_on(known, mask, holidays)
        found["outside" if times.outside else "whole" if times.whole else "some"] += 1
    assert found["outside"] >= 40 and found["whole"] >= 80 and found["some"] >= 20, found


@pytest.mark.nightly
def test_what_is_said_of_many_sets_of_minutes_is_so() -> None:
    """Ten thousand draws."""
    for seed in range(1_000, 11_000):
        hold_on(*drawn(seed))


def told(open_: Sequence[HoursLine], cuts: tuple[object, ...] = ()) -> Times:
    """What is said of the time at which one desk is closed, over two years of the real calendar."""
    hours = (Hours(tuple(open_), cuts),)  # type: ignore[arg-type]
    holidays = japanese_holidays()
    known = states([hours], (), date(2026, 4, 1), date(2028, 3, 31), holidays)
    return hold_on(known, known.every & ~known.opened[hours], holidays)


DAILY = DaysOfWeek(tuple(range(7)))
YEAR_END = YearlyRange((12, 29), (1, 3))


@pytest.mark.parametrize(
    ("lines", "cuts", "outside", "said"),
    [
        ([HoursLine((DAILY,), (Span(540, 1020),))], (), False, [(DAILY, (), (1020, 1980))]),
        ([HoursLine((Weekdays(),), (Span(540, 1020),))], (), True, [(Weekdays(), (), (540, 1020))]),
        ([HoursLine((Weekdays(),), (Span(540, 1020),))], (YEAR_END,), True, [(Weekdays(), (YEAR_END,), (540, 1020))]),
        ([HoursLine((DAILY,), (Span(0, 1440),))], (YEAR_END,), False, [(YEAR_END, (), (0, 1440))]),
        ([HoursLine((WeekendsAndHolidays(),), (Span(0, 1440),))], (), False, [(Weekdays(), (), (0, 1440))]),
        ([HoursLine((DAILY,), (Span(0, 1440),))], (HolidayDays(),), False, [(HolidayDays(), (), (0, 1440))]),
        ([HoursLine((DAILY,), (Span(1140, 1920),))], (), False, [(DAILY, (), (480, 1140))]),
    ],
)
def test_a_desk_is_told_as_an_officer_would(
    lines: list[HoursLine], cuts: tuple[object, ...], outside: bool, said: list[tuple[object, object, object]]
) -> None:
    """The kinds of hours that most desks keep come out in one span, the turn of the year named."""
    times = told(lines, cuts)
    assert times.whole and times.outside == outside
    found = [
        (piece.days.patterns[0], piece.days.without, (span.start, span.end))
        for piece in times.pieces
        for span in piece.spans
    ]
    assert found == said
