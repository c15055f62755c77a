"""Whole batches through the index at once; what it leaves over goes row by row.

Law: of every row that `route` answers, the answer is that of `Program.route`. The rows that it returns are not
answered: those with an error, something tried or declined, a maybe, or places in several prefectures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tsunagari.batch.answer_columns import Answers
from tsunagari.batch.clock import Clock, wheels
from tsunagari.batch.codebooks import ODD, UNTOLD, Book, MixBook, NameBook, SetBook, upper_of
from tsunagari.batch.encoded import Codes, Encoded, Listed, Numbers
from tsunagari.batch.fact_columns import FactColumns
from tsunagari.batch.meeting import Block, Marks
from tsunagari.batch.space_router import Books, Picked, SpaceRouter
from tsunagari.batch.units import Words
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.regions import PLACES
from tsunagari.engine.knowledge import FOLLOWS, Knowledge
from tsunagari.engine.ranking import lot, wheel
from tsunagari.errors import FactsError
from tsunagari.model.attributes import Attribute
from tsunagari.model.spelling import key as spelling
from tsunagari.pipeline.program import Program

_MOST_STATED: Final = 8
"""Rows that state more go one by one."""
_WORDS: Final = 1 << 17
"""How many words of masks a block holds at most, so that it stays in the caches."""
_MIXED: Final = 20_000
"""How many values the attributes that are mixed have together at most."""
_NOWHERE, _SEVERAL = -1, -2


class Kernel:
    """One program, ready for batches."""

    __slots__ = ("_attributes", "_books", "_index", "_live", "_lock", "_prefectures", "_routers")

    def __init__(self, program: Program, resources: Mapping[str, int]) -> None:
        matcher = program.matcher
        self._index, self._live, self._lock = matcher.index, dict(program.status), Lock()
        ruleset = matcher.ruleset
        attributes = ruleset.attributes
        singles = {name: Book(matcher, one) for name, one in attributes.items() if one.single and one.shape != "time"}
        names = {key: NameBook(matcher, key) for key in ("issues", "wishes")}
        self._attributes = ruleset.attribute_names
        self._books = Books(
            singles=singles,
            names=names,
            sets={"issue": SetBook(names["issues"].names), "wish": SetBook(names["wishes"].names)},
            mix=MixBook(_few(attributes)),
            clock=Clock(self._index.timetable, _periods(self._index)),
            lots=np.array([lot(name) for name in sorted(resources)], dtype=np.uint64),
            numbers=resources,
            honours={name: frozenset(one.honours) for name, one in ruleset.resources.items()},
        )
        self._routers: dict[int, SpaceRouter] = {}
        self._prefectures: dict[str, Codes] = {}

    def route(self, facts: FactColumns, first: int, answers: Answers) -> Numbers:
        """Answer what can be answered at once; the rows that cannot, ascending."""
        if not facts.size:
            return np.zeros(0, dtype=np.int64)
        reading = _Reading(facts.size)
        codes = self._singles(facts, reading)
        issues = reading.stated(self._books.names["issues"], facts.several.get("issues"))
        wishes = reading.stated(self._books.names["wishes"], facts.several.get("wishes"))
        for key in ("declined", "tried"):
            if key in facts.several:
                reading.odd |= facts.several[key].lengths() > 0
        codes["wish"] = self._books.sets["wish"].told(wishes)
        codes["issue"] = np.zeros(facts.size, dtype=np.int32)
        if self._sets_of_issues():
            codes["issue"] = self._books.sets["issue"].told(issues)
        reading.odd |= (codes["wish"] == ODD) | (codes["issue"] == ODD)
        codes["mix"] = self._mixed(codes)
        wheel_of = self._time(facts, codes, reading)
        part = self._parts(codes)
        reading.odd |= part == _SEVERAL
        counts = (issues > 0).sum(axis=0, dtype=np.int8)
        order, parts = _ordered(part, counts, reading.odd)
        facts_of = {name: column[order] for name, column in codes.items()}
        block = Block(facts_of, issues.take(order, axis=1), counts[order])
        picked = Picked.of(len(order), first)
        for number, start, end in parts:
            self._part(number, block.between(start, end), wheel_of[order[start:end]], picked.between(start, end))
        _written(answers, order, picked)
        reading.odd[order] = picked.odd
        return np.flatnonzero(reading.odd)

    def _part(self, number: int, block: Block, wheel_of: Words, picked: Picked) -> None:
        """Answer the rows of one space, a few at a time."""
        router = self._router(number)
        step = max(256, _WORDS // router.words)
        for start in range(0, len(block), step):
            end = start + step
            router.route(block.between(start, end), wheel_of[start:end], picked.between(start, end))

    def _singles(self, facts: FactColumns, reading: _Reading) -> dict[str, Codes]:
        """The numbers of every single-valued attribute."""
        told: dict[str, Codes] = {}
        for key, column in facts.single.items():
            if key != "rotation":
                told[key.replace("_", "-")] = self._books.singles[key.replace("_", "-")].told(column, _telling(key))
        for name, column in facts.own.items():
            self._own(name, column, told, reading)
        if facts.pairs is not None:
            reading.odd |= facts.pairs.lengths() > 0
        codes: dict[str, Codes] = {}
        for name in sorted(self._books.singles, key=lambda name: name in FOLLOWS):
            upper, book = upper_of(name), self._books.singles[name]
            own = told.get(name)
            if own is not None:
                reading.odd |= own == ODD
                own = np.maximum(own, UNTOLD)
            if upper is None:
                codes[name] = np.zeros(reading.size, dtype=np.int32) if own is None else own
            elif own is not None and own.all():
                codes[name] = own  # nobody leaves it untold
            else:
                stands = book.following(self._books.singles[upper], codes[upper])
                codes[name] = stands if own is None else np.where(own == UNTOLD, stands, own)
        return codes

    def _mixed(self, codes: dict[str, Codes]) -> Codes:
        """The numbers of the attributes with few values, together; by themselves nobody asks for them."""
        mix = self._books.mix
        sizes = {name: len(self._books.singles[name].known) for name in mix.names}
        found = mix.told(codes, sizes)
        for name in mix.names:
            del codes[name]
        return found

    def _own(self, name: str, column: Encoded, told: dict[str, Codes], reading: _Reading) -> None:
        """A declared attribute by any of its names; told twice, or not declared, it is looked at row by row."""
        canonical = self._attributes.get(spelling(name), name)
        book = self._books.singles.get(canonical)
        present = column.numbers >= 0
        if book is None or canonical in told:
            reading.odd |= present
            return
        told[canonical] = book.told(column, lambda fact: Consultation(attributes={name: fact}))

    def _time(self, facts: FactColumns, codes: dict[str, Codes], reading: _Reading) -> Words:
        """State and era, and what the lots of each row are multiplied by."""
        days = np.zeros(reading.size, dtype=np.int64)
        codes["state"] = codes["era"] = np.zeros(reading.size, dtype=np.int32)
        if facts.at is not None:
            reading.odd |= ~facts.at.known & ~facts.at.untold()
            codes["state"], codes["era"], days = self._books.clock.codes(facts.at.micros, facts.at.known)
        found = wheels(days)
        if "rotation" in facts.single:
            column = facts.single["rotation"]
            turned = [*map(_turned, column.values), (0, False)]  # a null, -1, is the last
            own = np.array([one for one, _ in turned], dtype=np.uint64)[column.numbers]
            found = np.where(column.numbers >= 0, own, found)
            reading.odd |= np.array([wrong for _, wrong in turned], dtype=bool)[column.numbers]
        return found

    def _parts(self, codes: Mapping[str, Codes]) -> Codes:
        """The prefecture of each row, -1 of none, -2 of several."""
        found: Codes | None = None
        several: Marks | None = None
        for name in PLACES:
            own = self._prefectures_of(name, codes[name])
            if found is None or several is None:
                found, several = own, own == _SEVERAL
                continue
            several |= (own == _SEVERAL) | (own >= 0) & (found >= 0) & (own != found)
            found = np.maximum(found, own)
        assert found is not None and several is not None  # there are places
        return np.where(several, _SEVERAL, np.maximum(found, _NOWHERE)).astype(np.int16)

    def _prefectures_of(self, name: str, codes: Codes) -> Codes:
        known = self._books.singles[name].known
        with self._lock:
            found = self._prefectures.get(name, np.zeros(0, dtype=np.int32))
            if len(found) < len(known):
                more = [self._prefecture(mask) for _, mask in known[len(found) :]]
                found = self._prefectures[name] = np.concatenate([found, np.array(more, dtype=np.int32)])
        return found[codes]

    def _prefecture(self, mask: int) -> int:
        places = mask & (1 << len(self._index.prefecture_of)) - 1
        if not places:
            return _NOWHERE
        number = self._index.prefecture_of[places.bit_length() - 1]
        return _SEVERAL if places & ~self._index.prefectures[number] else number

    def _router(self, number: int) -> SpaceRouter:
        """What answers the people of a prefecture."""
        with self._lock:
            if number not in self._routers:
                places = 0 if number < 0 else self._index.prefectures[number]
                (space,) = self._index.spaces(Knowledge({}, {"lives": places}))
                self._routers[number] = SpaceRouter(self._index, space, self._live, self._books)
            return self._routers[number]

    def _sets_of_issues(self) -> bool:
        """Whether some condition counts issues."""
        spaces = (self._index.nation, *self._index.parts)
        tables = (one for space in spaces if space is not None for one in space.stated if one.attribute == "issue")
        return any(one.counts or one.counted for one in tables)


class _Reading:
    """Which rows are left over so far."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.odd: Marks = np.zeros(size, dtype=bool)

    def stated(self, book: NameBook, column: Listed | None) -> Codes:
        """By place and row, the numbers of the names that each row states, those of fewer filled up with zeros."""
        if column is None:
            return np.zeros((0, self.size), dtype=np.int32)
        numbers, lengths = book.told(column.parts[0]), column.lengths()
        self.odd |= lengths > _MOST_STATED
        lengths = np.where(lengths > _MOST_STATED, 0, lengths)
        padded = np.zeros((int(lengths.max(initial=0)), self.size), dtype=np.int32)
        for place in range(len(padded)):
            rows = np.flatnonzero(lengths > place)
            found = numbers[column.starts[rows] + place]
            self.odd[rows] |= found == ODD
            padded[place, rows] = np.maximum(found, 0)
        return padded


def _ordered(part: Codes, counts: npt.NDArray[np.int8], odd: Marks) -> tuple[Numbers, list[tuple[int, int, int]]]:
    """The rows part by part, those that state less first; where each part starts and ends among them.

    The facts are put into this order once, so that whoever answers a part reads what lies side by side.
    """
    left = np.flatnonzero(~odd)
    rows = left[np.argsort(part[left].astype(np.int16) * 16 + counts[left], kind="stable")]
    parts = part[rows]
    starts = [0, *(np.flatnonzero(parts[1:] != parts[:-1]) + 1).tolist()] if len(rows) else []
    ends = [*starts[1:], len(rows)] if len(rows) else []
    return rows, [(int(parts[start]), start, end) for start, end in zip(starts, ends, strict=True)]


def _written(answers: Answers, rows: Numbers, picked: Picked) -> None:
    _rows_of(answers.resource)[rows] = _rows_of(picked.resource)
    _rows_of(answers.code)[rows] = _rows_of(picked.code)
    answers.yes[rows], answers.by_default[rows], answers.gap[rows] = picked.yes, picked.by_default, picked.gap
    if picked.odd.any():
        answers.resource[rows[picked.odd]] = -1


def _rows_of(table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Each row as one thing, which moves faster than its parts."""
    return np.ascontiguousarray(table).view(np.dtype((np.void, table.itemsize * table.shape[1]))).ravel()


def _telling(key: str) -> Any:
    return lambda fact: Consultation(**{key: fact})


def _turned(text: str) -> tuple[int, bool]:
    """What the lots are multiplied by under a rotation key, and whether it is no key at all."""
    try:
        Consultation(rotation=text)
    except FactsError:
        return 0, True
    return wheel(Knowledge({}, {}, rotation=text)), False


def _few(attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    """The attributes with the fewest values, as many as have few values together."""
    found, together = [], 1
    for attribute in sorted(attributes.values(), key=lambda one: (len(one.values), one.name)):
        if attribute.single and attribute.shape != "time":
            together *= len(attribute.values) + 1
            if together > _MIXED:
                break
            found.append(attribute.name)
    return tuple(found)


def _periods(index: Index) -> Iterator[Any]:
    """Every period that something is in effect in."""
    yield index.ruleset.effective
    for holder in index.holders:
        yield from holder.periods
        yield holder.clause.ruleset_effective
    for resource in index.ruleset.resources.values():
        yield resource.effective
