"""Bitmaps of pyroaring: one bitmap of lines for each value of each attribute, joined by AND.

Law: the nearest relative of the product's index, in C, without what the language asks besides. The bitmap of a value
holds the lines without a condition on that attribute too; those of places and issues are joined by OR first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from contest.question import Asked, Line, Rulebook

SINGLE = (("callers", "caller"), ("channels", "channel"), ("languages", "language"), ("schools", "school"))


class Roaring:
    """All bitmaps of some lines."""

    JOINED = True

    def __init__(self, rulebook: Rulebook, lines: Sequence[Line]) -> None:
        self._nation = BitMap(line.number for line in lines if line.area is None)
        self._living = _gathered((place, line.number) for line in lines for place in line.area or ())
        self._working = _gathered((place, line.number) for line in lines if line.working for place in line.area or ())
        self._issues = _gathered((one, line.number) for line in lines for one in line.issues[0])
        second = [line.issues[1] if len(line.issues) > 1 else None for line in lines]
        self._handled = _values(lines, second, rulebook.issues)
        self._hours = _values(lines, [line.hours for line in lines], rulebook.hours)
        self._never = _values(lines, [None if line.hours is None else () for line in lines], 1)
        ages = [None if line.ages is None else range(line.ages[0], line.ages[1] + 1) for line in lines]
        self._ages = _values(lines, ages, 121)
        self._single = [(fact, _values(lines, [getattr(line, name) for line in lines], 64)) for name, fact in SINGLE]

    def prepare(self, asked: Asked) -> tuple[list[BitMap], list[BitMap], list[BitMap], list[BitMap]]:
        """The bitmaps that it meets: of places, issues and handled issues (each joined by OR), and all others."""
        places = [self._nation]
        places += [self._living[place] for place in asked.lives if place in self._living]
        places += [self._working[place] for place in asked.works if place in self._working]
        issues = [self._issues[one] for one in asked.issues if one in self._issues] or [BitMap()]
        handled = [self._handled[one] for one in asked.issues]
        others = [self._ages[asked.age], BitMap.union(*self._never, *(self._hours[one] for one in asked.open))]
        others += [bitmaps[getattr(asked, fact)] for fact, bitmaps in self._single]
        return places, issues, handled, others

    def held(self, prepared: tuple[list[BitMap], list[BitMap], list[BitMap], list[BitMap]]) -> BitMap:
        """The lines in all of them."""
        places, issues, handled, others = prepared
        return BitMap.intersection(BitMap.union(*issues), BitMap.union(*places), BitMap.union(*handled), *others)


def _gathered(pairs: Iterable[tuple[int, int]]) -> dict[int, BitMap]:
    """Value → the lines that name it."""
    found: dict[int, list[int]] = {}
    for value, number in pairs:
        found.setdefault(value, []).append(number)
    return {value: BitMap(numbers) for value, numbers in found.items()}


def _values(lines: Sequence[Line], wanted: Sequence[Iterable[int] | None], domain: int) -> list[BitMap]:
    """The lines of each value, those without the condition (None) among them."""
    free = BitMap(line.number for line, some in zip(lines, wanted, strict=True) if some is None)
    named = _gathered((one, line.number) for line, some in zip(lines, wanted, strict=True) for one in some or ())
    found = [free | named.get(value, BitMap()) for value in range(domain)]
    for one in found:
        one.run_optimize()
    return found
