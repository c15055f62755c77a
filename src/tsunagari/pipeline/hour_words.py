"""The hours of some states of a timeline, in words: on which kinds of days, from when to when.

Law: nothing is said of a kind of days that is not so on most of them, and days that differ are counted, with one of
them; hours that run past midnight are told on both days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Final, TypeAlias

from tsunagari.analysis.moments import Timeline
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import DAY
from tsunagari.engine.explaining.said import Said, listed, plain, said

Spans: TypeAlias = tuple[tuple[int, int], ...]

_KINDS: Final = ("weekdays", "saturday", "sunday", "holidays")
_FEW: Final = 3
"""Days that are told one by one."""


def hour_words(line: Timeline, states: int, holidays: Holidays) -> Said:
    """When it is one of these states (a mask, of at least one)."""
    days = list(line.spans(states))
    some = [day for day, spans in days if spans]
    if len(some) <= _FEW:
        return listed([said("on-date", date=day.isoformat(), hours=_spoken(spans)) for day, spans in days if spans])
    # a change that begins or ends with a date is told from there or until there
    week = 7
    begins = some[0] if (some[0] - days[0][0]).days > week else None
    ends = some[-1] if (days[-1][0] - some[-1]).days > week else None
    within = [(day, spans) for day, spans in days if some[0] <= day <= some[-1]]
    words = _usual(within, holidays)
    if begins and ends:
        return said("hours-between", hours=words, start=begins.isoformat(), end=ends.isoformat())
    if begins:
        return said("hours-from", hours=words, start=begins.isoformat())
    return said("hours-until", hours=words, end=ends.isoformat()) if ends else words


def _usual(days: Sequence[tuple[date, Spans]], holidays: Holidays) -> Said:
    """What is so on most days of each kind, and the days on which it is not."""
    kinds = {day: _kind(day, holidays) for day, _ in days}
    there = set(kinds.values())
    counted: dict[str, Counter[Spans]] = {kind: Counter() for kind in _KINDS if kind in there}
    for day, spans in days:
        counted[kinds[day]][spans] += 1
    usual = {kind: _most(found) for kind, found in counted.items()}
    others = [(day, spans) for day, spans in days if spans != usual[kinds[day]]]
    turns = {spans for day, spans in days if _turn_of_the_year(day)}
    if len(turns) == 1 and any(_turn_of_the_year(day) for day, _ in others):
        usual["new-year"] = turns.pop()
        others = [(day, spans) for day, spans in others if not _turn_of_the_year(day)]
    alike: dict[Spans, list[str]] = {}
    for kind, common in usual.items():
        alike.setdefault(common, []).append(kind)
    parts = [
        said("on-days", days=_days(names, list(counted)), hours=_spoken(common))
        for common, names in alike.items()
        if common
    ]
    if usual.get("new-year") == ():
        parts.append(said("but-not", days=said("new-year")))
    if others:
        day, spans = others[0]
        hours = _spoken(spans) if spans else said("no-hours")
        parts.append(said("other-days", number=len(others), date=day.isoformat(), hours=hours))
    return listed(parts)


def _days(names: Sequence[str], there: Sequence[str]) -> Said:
    """Kinds of days, several of them by one word where there is one; `there` are the kinds that there are."""
    usual = tuple(name for name in names if name in _KINDS)
    found = [said(name) for name in usual]
    if len(usual) > 1 and list(usual) == list(there):
        found = [said("daily")]
    elif usual == _KINDS[1:]:
        found = [said("weekends-holidays")]
    found += [said(name) for name in names if name not in _KINDS]
    return Said("・".join(one.ja for one in found), " and ".join(one.en for one in found))


def _most(found: Counter[Spans]) -> Spans:
    """The commonest; of equals the one with most hours."""
    return max(found, key=lambda spans: (found[spans], sum(end - start for start, end in spans), spans))


def _kind(day: date, holidays: Holidays) -> str:
    if holidays.is_holiday(day):
        return "holidays"
    return "weekdays" if day.weekday() < 5 else _KINDS[day.weekday() - 4]


def _turn_of_the_year(day: date) -> bool:
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def _spoken(spans: Spans) -> Said:
    if spans == ((0, DAY),):
        return said("all-day")
    words = [plain(f"{_clock(start)}–{_clock(end)}") for start, end in spans]
    return reduce(lambda one, other: said("two-spans", one=one, other=other), words)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
