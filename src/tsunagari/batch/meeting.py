"""The slots that each consultation of a block hits in one space: an AND of rows, one for each fact.

Law: this is `engine.index.hits` for many consultations at once. A row is *odd*, and left to the index, where some slot
is neither a yes nor a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsunagari.batch.encoded import Codes
from tsunagari.batch.spaces import IssueRows, Plane, Rows
from tsunagari.batch.units import Units, Words

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Block:
    """Some consultations of one space, those with fewer issues first.

    `codes` are their numbers by attribute (`state` and `era` of time, `wish` and `issue` of sets among them); `issues`
    are by place and row (0: none), `counts` says how many a row states.
    """

    codes: Mapping[str, Codes]
    issues: Codes
    counts: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.counts)

    def between(self, start: int, end: int) -> Block:
        """Those that stand side by side, without copying; they state as many issues as their last one at most."""
        counts = self.counts[start:end]
        issues = self.issues[: int(counts[-1]), start:end]
        return Block({name: codes[start:end] for name, codes in self.codes.items()}, issues, counts)


class Meeting:
    """What the tables of one space say to a block; `issues` where the rows of single issues suffice."""

    __slots__ = ("issues", "rows", "units")

    def __init__(self, units: Units, rows: Mapping[str, Rows], issues: IssueRows | None) -> None:
        self.units, self.rows, self.issues = units, dict(rows), issues

    def hits(self, block: Block) -> tuple[Words, Marks]:
        """The slots that are a yes, and the rows that are odd."""
        yes: Words = np.empty((len(block), self.units.words), dtype=np.uint64)
        buffer: Words = np.empty_like(yes)
        unsure = np.zeros(len(block), dtype=bool)
        asked: list[tuple[Codes, Words]] = []
        for name, rows in self.rows.items():
            where, sure, some, exact = rows.of(block.codes[name])
            np.take(sure, where, axis=0, out=buffer if asked else yes, mode="clip")
            if asked:
                yes &= buffer
            asked.append((where, some))
            if not exact.all():
                unsure |= ~exact[where]
        if self.issues is not None:
            self._issues(yes, buffer, unsure, block)
        odd: Marks = np.zeros(len(block), dtype=bool)
        left = np.flatnonzero(unsure)
        if len(left):
            odd[left] |= self._maybe(left, yes[left], asked, block)
        return yes, odd

    def _maybe(self, left: npt.NDArray[np.int64], yes: Words, asked: list[tuple[Codes, Words]], block: Block) -> Marks:
        """Whether some slot is neither a yes nor a no."""
        some = np.empty_like(yes)
        some[:] = self.units.heads | self.units.low | self.units.stops
        for where, rows in asked:
            some &= rows[where[left]]
        if self.issues is not None:
            counts = block.counts[left]
            some[counts == 0] &= self.issues.unstated[1]
            stated = np.flatnonzero(counts)
            issues = block.issues[:, left[stated]]
            met = ~_any_of(self.issues.against, issues, "sure")
            for plane in self.issues.planes:
                met &= _any_of(plane, issues, "may")
            some[stated] &= met
        found: Marks = (some != yes).any(axis=1)
        return found

    def _issues(self, yes: Words, buffer: Words, unsure: Marks, block: Block) -> None:
        """AND what the issues say; rows of fewer issues stand first, so each further issue is a slice."""
        issues, starts = self.issues, np.searchsorted(block.counts, np.arange(1, len(block.issues) + 1))
        assert issues is not None  # asked for only then
        first = int(starts[0]) if len(starts) else len(block)
        yes[:first] &= issues.unstated[0]
        if first and not np.array_equal(issues.unstated[0], issues.unstated[1]):
            unsure[:first] = True
        for plane, against in ((issues.against, True), *((one, False) for one in issues.planes)):
            if against and plane.silent:
                continue
            found = buffer[first:]
            found[:] = plane.free
            for place, start in enumerate(starts.tolist()):
                numbers = block.issues[place, start:]
                rows = plane.may if against else plane.sure
                buffer[start:] |= rows.take(numbers, axis=0, mode="clip")
                if not plane.exact.all():
                    unsure[start:] |= ~plane.exact[numbers]
            if against:
                np.invert(found, out=found)
            yes[first:] &= found


def _any_of(plane: Plane, issues: Codes, which: str) -> Words:
    rows: Words = getattr(plane, which)
    found = np.empty((issues.shape[1], rows.shape[1]), dtype=np.uint64)
    found[:] = plane.free
    for numbers in issues:
        found |= rows[numbers]  # row 0 is of no issue: nothing
    return found
