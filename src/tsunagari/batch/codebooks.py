"""What a fact leaves known, as small numbers: everything that the ruleset knows alike is one number.

Law: a number stands for one K of one attribute and for whether it was given (language §4, "Knowledge"), found by
admitting the fact alone; `ODD` stands for whatever must be looked at row by row. Numbers never change their meaning;
a book only grows, under a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Final

import numpy as np

from tsunagari.batch.distinct import by_value
from tsunagari.batch.encoded import Codes, Encoded
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.knowledge import FOLLOWS, Knowledge, know
from tsunagari.errors import FactsError
from tsunagari.model.attributes import Attribute

ODD: Final = -1
UNTOLD: Final = 0
_REMEMBERED: Final = 100_000
"""How many texts a book remembers at most; beyond, they are looked up each time."""


class Book:
    """The numbers of one single-valued attribute: 0 where it is untold and follows no other."""

    __slots__ = ("_facts", "_followed", "_lock", "_matcher", "_numbers", "attribute", "known")

    def __init__(self, matcher: Matcher, attribute: Attribute) -> None:
        self.attribute = attribute.name
        self._matcher, self._lock = matcher, Lock()
        untold = self._know({}).masks[attribute.name]
        self.known: list[tuple[bool, int]] = [(False, untold)]
        self._numbers: dict[tuple[bool, int], int] = {(False, untold): UNTOLD}
        self._facts: dict[tuple[type, Any], int] = {}
        self._followed: dict[int, int] = {}

    def _know(self, told: Mapping[str, int]) -> Knowledge:
        return know(self._matcher.ruleset.attributes, told, unstated=self._matcher.names.unstated)

    def _number(self, given: bool, mask: int) -> int:
        with self._lock:
            key = given, mask
            number = self._numbers.get(key)
            if number is None:
                number = len(self.known)
                self.known.append(key)
                self._numbers[key] = number
            return number

    def knowledge(self, number: int) -> Knowledge:
        """A consultation that tells nothing else."""
        given, mask = self.known[number]
        return Knowledge(told={self.attribute: mask} if given else {}, masks={self.attribute: mask})

    def told(self, column: Encoded, consultation: Callable[[Any], Consultation]) -> Codes:
        """The number of each row's fact; `UNTOLD` of a null."""
        numbers = np.full(len(column.values) + 1, UNTOLD, dtype=np.int32)
        for position, fact in enumerate(column.values):
            key = type(fact), fact
            number = self._facts.get(key)
            if number is None:
                number = self._admitted(consultation, fact)
                if len(self._facts) < _REMEMBERED:
                    self._facts[key] = number
            numbers[position] = number
        return numbers[column.numbers]  # a null, -1, is the last

    def _admitted(self, consultation: Callable[[Any], Consultation], fact: Any) -> int:
        try:
            known = admit(self._matcher.ruleset, consultation(fact), self._matcher.names)
        except FactsError:
            return ODD
        return self._number(True, known.told[self.attribute])

    def following(self, upper: Book, codes: Codes) -> Codes:
        """The numbers where the attribute is untold and stands for what another one says."""
        numbers = np.full(len(upper.known) + 1, ODD, dtype=np.int32)
        seen = np.zeros(len(upper.known) + 1, dtype=bool)
        seen[codes] = True
        for code in np.flatnonzero(seen[:-1]).tolist():
            if code not in self._followed:
                given, mask = upper.known[code]
                self._followed[code] = self._number(False, self._follow(upper.attribute, mask, given))
            numbers[code] = self._followed[code]
        return numbers[codes]

    def _follow(self, upper: str, mask: int, given: bool) -> int:
        return self._know({upper: mask} if given else {}).masks[self.attribute]


def upper_of(attribute: str) -> str | None:
    """The attribute that an untold one stands for."""
    return FOLLOWS.get(attribute)


class NameBook:
    """The numbers of issues or wishes by any of their names, from 1 on."""

    __slots__ = ("_facts", "_key", "_matcher", "names", "numbers")

    def __init__(self, matcher: Matcher, key: str) -> None:
        self._matcher, self._key = matcher, key
        found = matcher.ruleset.issue_names if key == "issues" else matcher.ruleset.wishes
        self.names = ("", *sorted(set(found.values())))
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self._facts: dict[str, int] = {}

    def told(self, column: Encoded) -> Codes:
        """The number of each value; `ODD` of a null or of a name that nobody knows."""
        numbers = np.full(len(column.values) + 1, ODD, dtype=np.int32)
        for position, fact in enumerate(column.values):
            number = self._facts.get(fact)
            if number is None:
                number = self._admitted(fact)
                if len(self._facts) < _REMEMBERED:
                    self._facts[fact] = number
            numbers[position] = number
        return numbers[column.numbers]

    def _admitted(self, fact: str) -> int:
        facts: dict[str, Any] = {self._key: [fact]}
        try:
            known = admit(self._matcher.ruleset, Consultation(**facts), self._matcher.names)
        except FactsError:
            return ODD
        (name,) = known.issues if self._key == "issues" else known.wishes
        return self.numbers[name]


class SetBook:
    """The numbers of sets of names: 0 of the empty one."""

    __slots__ = ("_names", "_numbers", "sets")

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.sets: list[frozenset[str]] = [frozenset()]
        self._numbers: dict[frozenset[str], int] = {frozenset(): 0}

    def told(self, padded: Codes) -> Codes:
        """The number of each row's names (0 is none); `padded` is by place and row."""
        base, (width, rows) = len(self._names), padded.shape
        if not width or base**width >= 1 << 62:
            return np.full(rows, ODD if width else UNTOLD, dtype=np.int32)
        packed = np.zeros(rows, dtype=np.int64)
        for names in padded if width == 1 else np.sort(padded, axis=0):
            packed = packed * base + names
        (found,) = by_value(packed, lambda one: (self._number(one),), np.int32)
        return found.astype(np.int32)

    def _number(self, packed: int) -> int:
        names = set()
        while packed:
            packed, number = divmod(packed, len(self._names))
            names.add(number)
        found = frozenset(self._names[number] for number in names if number)
        number = self._numbers.setdefault(found, len(self.sets))
        if number == len(self.sets):
            self.sets.append(found)
        return number


class MixBook:
    """The numbers of what several attributes with few values are known as together: one row of masks for all of them.

    `known[number]` are the numbers of the attributes in the order of `names`.
    """

    __slots__ = ("_numbers", "known", "names")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.known: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[int, ...], int] = {}

    def told(self, codes: Mapping[str, Codes], sizes: Mapping[str, int]) -> Codes:
        """The number of each row; `sizes` are above every number of the attributes."""
        packed = np.zeros(len(next(iter(codes.values()))), dtype=np.int64)
        for name in self.names:
            packed *= sizes[name]
            packed += codes[name]
        (found,) = by_value(packed, lambda one: (self._number(one, sizes),), np.int32)
        return found.astype(np.int32)

    def _number(self, packed: int, sizes: Mapping[str, int]) -> int:
        parts = []
        for name in reversed(self.names):
            packed, part = divmod(packed, sizes[name])
            parts.append(part)
        key = tuple(reversed(parts))
        number = self._numbers.setdefault(key, len(self.known))
        if number == len(self.known):
            self.known.append(key)
        return number
