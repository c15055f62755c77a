"""Instants as small numbers: which hours are open then, and which periods are in effect.

Law: two instants with one *state* find the same hours open, two with one *era* lie in the same periods; number 0 of
each is that no instant was told. A day is worked out once, minute by minute, from the timetable of the index.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from tsunagari.batch.distinct import by_value
from tsunagari.batch.encoded import Codes, Numbers
from tsunagari.calendar.hours import DAY, JST
from tsunagari.engine.index.timetable import Moment, Timetable
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.ranking import wheel
from tsunagari.model.registry import Period

_MINUTE: Final = 60_000_000
_EAST: Final = 9 * 60
"""Minutes by which Asia/Tokyo is ahead of UTC."""
_EPOCH: Final = date(1970, 1, 1).toordinal()
NOW, UNKNOWN, LATER = 0, 1, 3
"""How open, so that the AND of several is the best of them."""


class Clock:
    """States, eras and whose turn it is; grows as days are met, under a lock."""

    __slots__ = ("_days", "_kinds", "_lock", "_minutes", "_numbers", "_table", "eras", "masks")

    def __init__(self, table: Timetable, periods: Iterable[Period]) -> None:
        self._table, self._lock = table, Lock()
        self._days: dict[int, int] = {}
        self._kinds: dict[object, int] = {}
        self._minutes = np.zeros((0, DAY), dtype=np.int32)
        self._numbers: dict[int, int] = {}
        self.masks: list[int] = [0]
        distinct = frozenset(periods)
        starts = {one.start.toordinal() for one in distinct if one.start is not None}
        ends = {one.end.toordinal() + 1 for one in distinct if one.end is not None and one.end != date.max}
        self.eras: tuple[int, ...] = tuple(sorted({1, *starts, *ends}))

    def codes(self, micros: Numbers, told: npt.NDArray[np.bool_]) -> tuple[Codes, Codes, Numbers]:
        """State, era and ordinal of the day in Asia/Tokyo of each row; zeros where none was told."""
        minutes = micros // _MINUTE + _EAST
        days = np.where(told, minutes // DAY, 0)
        state, era = np.zeros(len(micros), dtype=np.int32), np.zeros(len(micros), dtype=np.int32)
        if not told.any():
            return state, era, np.zeros(len(micros), dtype=np.int64)
        kinds, eras = by_value(days, self._kind_and_era)
        state[told] = self._minutes[kinds[told], minutes[told] % DAY]
        return state, np.where(told, eras, 0).astype(np.int32), np.where(told, days + _EPOCH, 0)

    def moment(self, state: int) -> Moment | None:
        """A moment at which the hours of a state are open; None for no instant."""
        return None if state == 0 else Moment(self._table, datetime(2000, 1, 1, tzinfo=JST), self.masks[state], 0)

    def day(self, era: int) -> date | None:
        """The first day of an era; None for no instant."""
        return None if era == 0 else date.fromordinal(self.eras[era - 1])

    def _kind_and_era(self, day: int) -> tuple[int, int]:
        ordinal = day + _EPOCH
        with self._lock:
            if day not in self._days:
                found = self._table.on(date.fromordinal(ordinal))
                if found not in self._kinds:
                    self._kinds[found] = len(self._minutes)
                    self._minutes = np.vstack([self._minutes, self._day(*found)[None, :]])
                self._days[day] = self._kinds[found]
            return self._days[day], bisect_right(self.eras, ordinal)

    def _day(self, firsts: tuple[int, ...], opened: tuple[int, ...]) -> Codes:
        minutes = np.zeros(DAY, dtype=np.int32)
        for first, mask in zip(firsts, opened, strict=True):
            if mask not in self._numbers:
                self._numbers[mask] = len(self.masks)
                self.masks.append(mask)
            minutes[first:] = self._numbers[mask]
        return minutes


def wheels(days: Numbers) -> npt.NDArray[np.uint64]:
    """What the lots of each row are multiplied by, from the ordinal of its day (0: none)."""

    def of_day(ordinal: int) -> tuple[int]:
        at = datetime.combine(date.fromordinal(ordinal), time(), JST) if ordinal else None
        return (wheel(Knowledge(told={}, masks={}, at=at)),)

    (found,) = by_value(days, of_day, np.uint64)
    return found.astype(np.uint64)
