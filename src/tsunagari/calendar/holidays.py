"""Which dates are holidays in Japan?

Law: whoever asks needs one method, `is_holiday`, and it answers for every date there is. The days are those
of 国民の祝日に関する法律 (昭和23年法律第178号) with its substitute days (第3条第2項) and the days between two
holidays (第3条第3項), as the package jpholiday knows them. The equinoxes of years to come are computed: the
government announces them each February for the next year only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol


class Holidays(Protocol):
    """Anything that knows which dates are holidays."""

    def is_holiday(self, day: date) -> bool:
        """Tell whether `day` is a holiday; never raises."""
        ...


@dataclass(frozen=True, slots=True)
class NoHolidays:
    """A calendar without any holiday."""

    def is_holiday(self, day: date) -> bool:
        """Always False."""
        return False


@dataclass(frozen=True, slots=True)
class FixedHolidays:
    """A calendar whose holidays are exactly the dates listed."""

    days: frozenset[date]

    def is_holiday(self, day: date) -> bool:
        """Tell whether `day` is listed."""
        return day in self.days


class JapaneseHolidays:
    """The holidays of Japan by jpholiday; a date is worked out once, when it is first asked for."""

    __slots__ = ("_almanac", "_known")

    def __init__(self) -> None:
        from jpholiday import JPHoliday  # here, so that importing tsunagari stays light

        # an instance and not jpholiday's own functions: those share holidays that others may have registered
        self._almanac = JPHoliday()
        self._known: dict[date, bool] = {}

    def is_holiday(self, day: date) -> bool:
        """Tell whether `day` is a holiday in Japan."""
        known = self._known.get(day)
        if known is None:
            # jpholiday looks at the day after, so the last day of all, an ordinary one, is never shown to it
            known = self._known[day] = day != date.max and bool(self._almanac.is_holiday(day))
        return known


@cache
def japanese_holidays() -> Holidays:
    """Return the one calendar of Japanese holidays; threads may share it."""
    return JapaneseHolidays()
