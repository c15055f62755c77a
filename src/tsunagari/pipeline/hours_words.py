"""Minutes of many days in words: which hours of which kind of day.

Law: what is said of a kind of day is so on every single one of these days; what is more on some of them is said with
the number of the days and the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_
from typing import Final

from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import DAY, EVERY_MINUTE
from tsunagari.engine.explaining.said import Said, said

_KINDS: Final = ("weekday", "saturday", "sunday", "holiday")


def hours_lines(minutes: Mapping[date, int], days: Sequence[date], holidays: Holidays) -> list[Said]:
    """One line for each kind of days with the same hours, of all these days; then the days that have more."""
    kinds: dict[str, list[date]] = {}
    for day in days:
        kinds.setdefault(_kind(day, holidays), []).append(day)
    always = {kind: reduce(and_, (minutes.get(day, 0) for day in held)) for kind, held in kinds.items()}
    lines = [said("hours-on", days=named, spans=spans(mask)) for named, mask in _together(always)]
    more = [day for kind, held in kinds.items() for day in held if minutes.get(day, 0) & ~always[kind]]
    if more:
        first = min(more)
        shown = Said(f"{first.year}年{first.month}月{first.day}日", first.isoformat())
        lines.append(said("hours-besides" if lines else "hours-some-days", day=shown, number=len(more)))
    return lines


def spans(mask: int) -> Said:
    """The minutes of one day as clock spans."""
    if mask == EVERY_MINUTE:
        return said("hours-all-day")
    runs = [(_clock(first), _clock(last)) for first, last in _runs(mask)]
    return Said("、".join(f"{a}〜{b}" for a, b in runs), ", ".join(f"{a}-{b}" for a, b in runs))


def _kind(day: date, holidays: Holidays) -> str:
    if holidays.is_holiday(day):
        return "holiday"
    return "weekday" if day.weekday() < 5 else "saturday" if day.weekday() == 5 else "sunday"


def _together(always: Mapping[str, int]) -> Iterator[tuple[Said, int]]:
    """Kinds of days with the same hours under one name, where there is one."""
    weekend = [kind for kind in _KINDS[1:] if kind in always]
    if len({always[kind] for kind in always}) == 1 and len(always) > 1:
        groups = [("all", [*always])]
    elif len(weekend) == 3 and len({always[kind] for kind in weekend}) == 1:
        groups = [("weekday", ["weekday"]), ("weekend", weekend)]
    else:
        groups = [(kind, [kind]) for kind in _KINDS]
    for name, kinds in groups:
        mask = always.get(kinds[0], 0)
        if mask:
            yield said(f"days-{name}"), mask


def _runs(mask: int) -> Iterator[tuple[int, int]]:
    """First minute and the one after the last of each run."""
    minute = 0
    while mask >> minute:
        first = minute + ((mask >> minute) & -(mask >> minute)).bit_length() - 1
        last = first
        while last < DAY and mask >> last & 1:
            last += 1
        yield first, last
        minute = last


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
