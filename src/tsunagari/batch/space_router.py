"""Everything that answers the consultations of one space: tables, units, nearness, openness.

Law: it is made once for a space of the index and a live status, and answers as the index does where it answers at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsunagari.batch.answer_columns import GAPS, NOT_ASKED
from tsunagari.batch.clock import LATER, NOW, UNKNOWN, Clock
from tsunagari.batch.codebooks import Book, MixBook, NameBook, SetBook
from tsunagari.batch.encoded import Codes, Numbers
from tsunagari.batch.meeting import Block, Marks, Meeting
from tsunagari.batch.nearness import Nearness
from tsunagari.batch.picking import Found, Times, defaults_in, first_of, keys_of, led_to, spare_of
from tsunagari.batch.spaces import IssueRows, Rows, value_rows
from tsunagari.batch.units import WORD, Units, Words, units_of
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.planes import Both, ValueTable
from tsunagari.engine.index.space import Space
from tsunagari.engine.index.stated import StatedTable
from tsunagari.engine.knowledge import Knowledge
from tsunagari.model.registry import Period


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Books:
    """What numbers mean, for all spaces of a program; `gaps` is by era."""

    singles: Mapping[str, Book]
    names: Mapping[str, NameBook]
    sets: Mapping[str, SetBook]
    mix: MixBook
    clock: Clock
    lots: Words
    numbers: Mapping[str, int]
    honours: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Picked:
    """Room for the answers of a block: resources by number (-1 beyond the last) with their ranks, how many there are.

    What stands in a row that is odd means nothing.
    """

    resource: npt.NDArray[np.int32]
    code: npt.NDArray[np.uint8]
    yes: npt.NDArray[np.int32]
    by_default: Marks
    gap: npt.NDArray[np.int8]
    odd: Marks

    @classmethod
    def of(cls, rows: int, first: int) -> Picked:
        """Room for so many rows and resources each."""
        return cls(
            resource=np.full((rows, first), -1, dtype=np.int32),
            code=np.zeros((rows, first), dtype=np.uint8),
            yes=np.zeros(rows, dtype=np.int32),
            by_default=np.zeros(rows, dtype=bool),
            gap=np.full(rows, -1, dtype=np.int8),
            odd=np.zeros(rows, dtype=bool),
        )

    def between(self, start: int, end: int) -> Picked:
        """The same room, of some rows."""
        some = slice(start, end)
        return Picked(
            self.resource[some], self.code[some], self.yes[some], self.by_default[some], self.gap[some], self.odd[some]
        )


class SpaceRouter:
    """One space, ready to answer blocks."""

    __slots__ = (
        "_books", "_gaps", "_meeting", "_near", "_opened", "_resource", "_units", "_wished", "_within",
    )  # fmt: skip

    def __init__(self, index: Index, space: Space, live: Mapping[str, str], books: Books) -> None:
        self._books = books
        self._units = units = units_of(index, space, live)
        rows: dict[str, Rows] = {}
        issues, mixed = None, list[ValueTable]()
        for table in space.tables:
            if isinstance(table, StatedTable):
                singly = IssueRows(units, table, books.names["issues"].names) if table.attribute == "issue" else None
                if singly is not None and singly.simple:
                    issues = singly
                else:
                    rows[table.attribute] = Rows(units, _of_sets(table, books.sets[table.attribute]))
            elif table.attribute in books.mix.names:
                mixed.append(table)
            else:
                rows[table.attribute] = value_rows(units, table, books.singles[table.attribute])
        if mixed:
            rows["mix"] = Rows(units, _of_mix(mixed, books))
        clock = books.clock
        if space.hours.inside or space.hours.outside:
            rows["state"] = Rows(units, lambda state: space.hours.verdicts(clock.moment(state)))
        rows["era"] = Rows(units, lambda era: (space.seasons.met(clock.day(era)),) * 2)
        self._meeting = Meeting(units, rows, issues)
        self._near = Nearness(units.resources, index.entries, len(index.prefecture_of), books.singles)
        self._resource = np.array([books.numbers[name] for name in units.resources], dtype=np.int32)
        self._opened = np.zeros((0, len(index.timetable.hours) + 1), dtype=np.uint8)
        self._wished: dict[int, Marks] = {}
        self._within = _within(index, units, clock)
        self._gaps = _gaps(index, clock)

    @property
    def words(self) -> int:
        """How many words a row of masks has."""
        return self._units.words

    def route(self, block: Block, wheel: Words, picked: Picked) -> None:
        """Write the first few of every row of a block, and which rows are odd."""
        yes, odd = self._meeting.hits(block)
        units = self._units
        state, era = block.codes["state"], block.codes["era"]
        found = led_to(units, yes, odd, state, era, self._times())
        counts = np.bincount(found.row, minlength=len(block))
        near = self._near.of(block.codes, found.row, found.resource)
        resource = self._resource[found.resource]
        turn = self._books.lots[resource] * wheel[found.row]
        key = keys_of(found, self._unmet(block, found), near, self._near.farthest, turn, spare_of(counts))
        where, place, tied = first_of(found, key, counts, picked.resource.shape[1])
        odd[tied] = True
        picked.odd[:] = odd
        picked.resource.reshape(-1)[where] = resource.take(place)
        picked.code.reshape(-1)[where] = found.code.take(place)
        if not state.all():
            picked.code[state == 0] |= NOT_ASKED
        picked.yes[:], picked.by_default[:] = counts, defaults_in(found, len(block))
        nobody = np.flatnonzero(counts == 0)
        picked.gap[nobody] = self._why(nobody, found, era)

    def _times(self) -> Times:
        clock = self._books.clock
        masks = clock.masks
        if len(self._opened) < len(masks):
            made = [_opened(mask, self._opened.shape[1] - 1) for mask in masks[len(self._opened) :]]
            opened = np.vstack([self._opened, *(row[None, :] for row in made)])
            opened[0] = NOW  # nobody asks about the time
            self._opened = opened
        return Times(self._opened, *self._within)

    def _why(self, nobody: Numbers, found: Found, era: Codes) -> npt.NDArray[np.int8]:
        """Why there is nobody in the rows where nobody is."""
        gap: npt.NDArray[np.int8] = self._gaps[era[nobody]]
        silent = gap == GAPS.index("no-rule")
        for lost, name in ((found.paused, "all-paused"), (found.held, "all-withheld")):
            if lost is not None:
                gap[silent & lost[nobody]] = GAPS.index(name)
        return gap

    def _unmet(self, block: Block, found: Found) -> Marks | None:
        """Which resources honour not all that their row wishes."""
        codes = block.codes["wish"]
        if not codes.any():
            return None
        unmet = np.zeros(len(found.row), dtype=bool)
        wishing = codes > 0
        among = np.flatnonzero(wishing[found.row])
        seen = np.unique(codes)
        table = np.stack([self._short_of(one) for one in seen.tolist()])
        unmet[among] = table[np.searchsorted(seen, codes[found.row[among]]), found.resource[among]]
        return unmet

    def _short_of(self, number: int) -> Marks:
        """Which resources honour not all of a set of wishes."""
        if number not in self._wished:
            wished = self._books.sets["wish"].sets[number]
            self._wished[number] = np.array([not wished <= self._books.honours[one] for one in self._units.resources])
        return self._wished[number]


def _gaps(index: Index, clock: Clock) -> npt.NDArray[np.int8]:
    """By era, what there is to say of nobody."""
    own = index.ruleset.effective
    days = [clock.day(era) for era in range(len(clock.eras) + 1)]
    told = ["no-rule" if day is None or own.contains(day) else "out-of-period" for day in days]
    return np.array([GAPS.index(one) for one in told], dtype=np.int8)


def _of_mix(tables: Sequence[ValueTable], books: Books) -> Callable[[int], Both]:
    """What several tables say to what their attributes are known as."""

    def answer(number: int) -> Both:
        every = some = -1
        known = dict(zip(books.mix.names, books.mix.known[number], strict=True))
        for table in tables:
            yes, maybe = table.verdicts(books.singles[table.attribute].knowledge(known[table.attribute]))
            every, some = every & yes, some & maybe
        return every, some

    return answer


def _of_sets(table: StatedTable, book: SetBook) -> Callable[[int], Both]:
    def answer(number: int) -> Both:
        stated = book.sets[number]
        known = Knowledge({}, {}, issues=stated) if table.attribute == "issue" else Knowledge({}, {}, wishes=stated)
        return table.verdicts(known)

    return answer


def _opened(mask: int, hours: int) -> npt.NDArray[np.uint8]:
    row = np.full(hours + 1, LATER, dtype=np.uint8)
    for number in range(hours):
        if mask >> number & 1:
            row[number] = NOW
    row[hours] = UNKNOWN  # the last are those that nobody wrote
    return row


def _within(index: Index, units: Units, clock: Clock) -> tuple[Marks | None, Marks | None]:
    """By era, the units and the chains whose periods are in effect; None where there are none."""
    holders = [index.holders[number].periods for number in units.holders]
    of_bits = [units.periods.get(bit, ()) for bit in range(units.words * WORD)]
    return _in_effect(of_bits, clock), _in_effect(holders, clock)


def _in_effect(periods: Sequence[tuple[Period, ...]], clock: Clock) -> Marks | None:
    if not any(periods):
        return None
    days = [clock.day(era) for era in range(len(clock.eras) + 1)]
    return np.array([[day is None or all(one.contains(day) for one in some) for some in periods] for day in days])
