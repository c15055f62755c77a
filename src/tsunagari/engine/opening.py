"""Is a way open at the instant of the consultation, and if not, when next?

Law (language §4, "Time"): told, a way is *now*, *later* with the earliest instant at which it is open and everything
in effect (None if none within 400 days), or *unknown*; untold, *not asked*. Hours that nobody wrote are unknown.
The best of several is now, then unknown, then the earliest later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import Hours, is_open, next_opening
from tsunagari.model.registry import Period

Open: TypeAlias = Literal["now", "later", "unknown", "not asked"]

OPEN_RANK: Final = {"now": 0, "not asked": 0, "unknown": 1, "later": 2}
"""Now (or not asked) before unknown before later."""


@dataclass(frozen=True, slots=True)
class Opening:
    """`at` is set for `later` only, in Asia/Tokyo, and None even there if no opening is in sight."""

    open: Open
    at: datetime | None = None

    @property
    def ready(self) -> bool:
        """Now, or not asked: what `otherwise` and `default` look for."""
        return self.open in ("now", "not asked")


NOT_ASKED: Final = Opening("not asked")
NOW: Final = Opening("now")
UNKNOWN: Final = Opening("unknown")


def ready(hours: Sequence[Hours] | None, periods: Sequence[Period], at: datetime | None, holidays: Holidays) -> bool:
    """Whether the way is open now, everything in effect; True where the instant is untold."""
    if at is None:
        return True
    return hours is not None and _in_effect(periods, at) and is_open(hours, at, holidays)


def opening(
    hours: Sequence[Hours] | None,
    periods: Sequence[Period],
    at: datetime | None,
    holidays: Holidays,
    *,
    open_then: bool | None = None,
) -> Opening:
    """When the way is open, under all of the periods; `open_then`: whether its hours are, if somebody knows."""
    if at is None:
        return NOT_ASKED
    if hours is None:
        return UNKNOWN if _in_effect(periods, at) else Opening("later")
    if open_then is None:
        open_then = is_open(hours, at, holidays)
    if open_then and _in_effect(periods, at):
        return NOW
    bounds = [(period.start, period.end) for period in periods]
    return Opening("later", next_opening(hours, at, holidays, periods=bounds))


def best(openings: Iterable[Opening]) -> Opening:
    """The best of one or more openings."""
    return min(openings, key=lambda o: (OPEN_RANK[o.open], o.at is None, o.at.timestamp() if o.at else 0.0))


def _in_effect(periods: Sequence[Period], at: datetime) -> bool:
    day = at.date()
    return all(period.contains(day) for period in periods)
