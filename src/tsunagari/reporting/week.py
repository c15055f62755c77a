"""A week by the hour: how many resources somebody finds open.

Law: the days are real ones, the first of each weekday from the day of the report on that is no holiday, and the first
holiday; the number of an hour is the least of all its minutes, so that it holds at each of them. Resources of unknown
hours are not counted as open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from tsunagari.analysis.pairs import Pairs, clocks
from tsunagari.calendar.hours import JST, minutes_open
from tsunagari.pipeline.watching import Watch
from tsunagari.reporting.asking import Asking
from tsunagari.reporting.covered import Range, issue_tree
from tsunagari.reporting.tree import HourRow, Week
from tsunagari.reporting.words import Words

_FAR: Final = 400
_WORKDAYS: Final = (0, 1, 2, 3, 4)
_EVERY: Final = (0, 1, 2, 3, 4, 5, 6, 7)
_DAYTIME, _EVENING, _NIGHT = range(9, 17), range(17, 22), (22, 23, *range(9))
_SLOTS: Final[Sequence[tuple[str, Sequence[int], Sequence[int]]]] = (
    ("slot-workday", _WORKDAYS, _DAYTIME),
    ("slot-evening", _WORKDAYS, _EVENING),
    ("slot-night", _EVERY, _NIGHT),
    ("slot-saturday", (5,), _DAYTIME),
    ("slot-sunday", (6,), _DAYTIME),
    ("slot-holiday", (7,), _DAYTIME),
)
"""Phrase, columns of the week and hours of some stretches of it."""


def week(asking: Asking, pairs: Pairs, first: date, called: Mapping[str, str], words: Words, watch: Watch) -> Week:
    """The week of somebody who tells nothing, and for each topmost issue the least number in some stretches."""
    days = tuple(_days(asking, first))
    moments = _Moments(asking, pairs, days)
    grid = moments.grid({})
    range_of = Range.of(number for column in grid for number in column)
    rows = tuple(
        HourRow(hour, tuple((column[hour], range_of.shade(column[hour])) for column in grid)) for hour in range(24)
    )
    top = [name for name, depth in issue_tree(asking.ruleset) if depth == 0]
    issues = []
    for number, name in enumerate(top):
        watch("report: hours", number, len(top))
        of_issue = moments.grid({"issues": [name]})
        least = tuple(
            min(of_issue[day][hour] for day in columns if day < len(days) for hour in hours)
            if any(day < len(days) for day in columns) else None
            for _, columns, hours in _SLOTS
        )  # fmt: skip
        issues.append((called[name], least))
    return Week(
        days=tuple((words("holiday") if n == 7 else words.weekday(n), _short(day)) for n, day in enumerate(days)),
        hours=rows,
        slots=tuple(words(code) for code, _, _ in _SLOTS),
        issues=tuple(issues),
        unknown=sum(
            one.status == "active" and all(way.hours is None for way in one.ways)
            for one in asking.ruleset.resources.values()
        ),
    )


def _short(day: date) -> str:
    return f"{day.month}/{day.day}"


def _days(asking: Asking, first: date) -> Iterator[date]:
    """The first of each weekday that is no holiday, Monday first, and the first holiday if one is near."""
    coming = [first + timedelta(days=n) for n in range(_FAR)]
    for weekday in range(7):
        yield next(day for day in coming if day.weekday() == weekday and not asking.holidays.is_holiday(day))
    holiday = next((day for day in coming if asking.holidays.is_holiday(day)), None)
    if holiday is not None:
        yield holiday


@dataclass(slots=True)
class _Moments:
    """The minutes of some days, together where nothing that the ruleset looks at differs."""

    asking: Asking
    pairs: Pairs
    days: Sequence[date]

    def grid(self, facts: Mapping[str, Any]) -> list[list[int]]:
        """By day and hour, the least number of resources that are open for these facts."""
        known: dict[object, int] = {}
        found = []
        for day in self.days:
            column = []
            for hour in self._hours(day):
                numbers = []
                for state, minute in hour:
                    if state not in known:
                        at = datetime.combine(day, time(minute // 60, minute % 60), JST)
                        known[state] = len(self.asking.open(at, **facts))
                    numbers.append(known[state])
                column.append(min(numbers))
            found.append(column)
        return found

    def _hours(self, day: date) -> Iterator[list[tuple[object, int]]]:
        """For each hour the states of its minutes, each with its first minute."""
        hours, periods = clocks(self.pairs)
        masks = [minutes_open(one, day, self.asking.holidays) for one in hours]
        whole = self.asking.ruleset.effective
        within = (whole.contains(day), *(period.contains(day) for period in periods))
        begun = tuple(period.over(day) for period in periods)
        edges = 0
        for mask in masks:
            edges |= mask ^ mask << 1
        for hour in range(24):
            minutes = [hour * 60, *(m for m in range(hour * 60 + 1, hour * 60 + 60) if edges >> m & 1)]
            yield [((within, begun, tuple(mask >> m & 1 for mask in masks)), m) for m in minutes]
