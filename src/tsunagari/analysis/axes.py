"""What a consultation may be: one axis for every attribute, and each condition as a set of values on these axes.

Law (language §3, §4): on an axis every value is told exactly (a leaf); an attribute that is left unstated has no axis:
its tests are answered by what it stands for (a presumption, another attribute, its whole domain). Written from the text
of the language, without the engine: whoever checks a witness uses the plain reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tsunagari.analysis.stated import StatedSets
from tsunagari.calendar.holidays import Holidays
from tsunagari.calendar.hours import is_open
from tsunagari.model.attributes import Attribute
from tsunagari.model.boxes import Literal, NotInEffect
from tsunagari.model.formula import During, In, Not, Stated

#: What an unstated attribute is the same as (language §3).
SAME_AS: Final[Mapping[str, str]] = {
    "stays": "lives", "works": "lives", "studies": "lives", "caller-lives": "lives", "caller-language": "language",
}  # fmt: skip
_USUAL: Final = {"language": ("日本語", "ja"), "danger": ("no", "なし"), "caller": ("self", "本人")}

NO, MAYBE, YES = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Axes:
    """The axes of one question: which attributes are unstated, when it is, and the sets of issues and wishes.

    `domains` are the masks of exact values by attribute; `at` is the instant, or None where no time is told.
    """

    attributes: Mapping[str, Attribute]
    unstated: frozenset[str]
    at: datetime | None
    holidays: Holidays
    sets: Mapping[str, StatedSets]
    domains: Mapping[str, int]

    def masks(self, box: Iterable[Literal], *, surely: bool) -> dict[str, int] | None:
        """Axis → values at which a box is a yes (`surely`) or at least not a no; None where that is nowhere."""
        timeless, times = apart(box)
        return self.timeless(timeless, surely=surely) if self.in_time(times, surely=surely) else None

    def timeless(self, box: Iterable[Literal], *, surely: bool) -> dict[str, int] | None:
        """The same of tests that do not look at the time."""
        values: dict[str, list[In]] = {}
        found: dict[str, int] = {}

        def meet(axis: str, mask: int) -> bool:
            found[axis] = found.get(axis, self.domains[axis]) & mask
            return bool(found[axis])

        for literal in box:
            if isinstance(literal, In):
                values.setdefault(literal.attribute, []).append(literal)
                continue
            test, reverse = (literal.part, True) if isinstance(literal, Not) else (literal, False)
            assert isinstance(test, Stated)
            if test.attribute in self.unstated and test.attribute == "issue":
                verdict = MAYBE if test.absent is None else YES if test.absent != reverse else NO
                if verdict == NO or (surely and verdict == MAYBE):
                    return None
            else:
                mask = self.sets[test.attribute].mask(test)
                if not meet(test.attribute, ~mask if reverse else mask):
                    return None
        for name, tests in values.items():
            axis, mask = self._values(name, tests, surely=surely)
            if not mask or (axis and not meet(axis, mask)):
                return None
        return {axis: mask for axis, mask in found.items() if mask != self.domains[axis]}

    def in_time(self, literals: Sequence[Literal], *, surely: bool) -> bool:
        """Whether the tests of time hold, or, with no time told, may hold."""
        inside = [one for one in literals if isinstance(one, During)]
        outside = [one.part for one in literals if isinstance(one, Not) and isinstance(one.part, During)]
        periods = [one.period for one in literals if isinstance(one, NotInEffect)]
        at = self.at
        if not literals:
            return True
        if at is not None:
            return (
                all(is_open(one.hours, at, self.holidays) for one in inside)
                and not any(is_open(one.hours, at, self.holidays) for one in outside)
                and not any(period.contains(at.date()) for period in periods)
            )
        if periods:
            return False
        answers = [one.absent for one in inside] + [None if one.absent is None else not one.absent for one in outside]
        if False in answers:
            return False
        if all(answers):
            return True
        spans = [frozenset(one.hours) for one in inside]
        never = not all(spans) or any(one <= frozenset(other.hours) for one in spans for other in outside)
        return not surely and not never

    def _values(self, name: str, tests: Sequence[In], *, surely: bool) -> tuple[str, int]:
        """The axis on which tests of one attribute look, and the values there; no axis where it is all or nothing."""
        together = -1
        for test in tests:
            together &= test.mask
        if name not in self.unstated:
            return name, together & self.domains[name]
        excused = all(test.absent is True for test in tests)
        if any(test.absent is False for test in tests) or not (together or excused):
            return "", 0
        masks = [test.mask for test in tests if test.absent is None]
        attribute = self.attributes[name]
        source = SAME_AS.get(name)
        if attribute.presumed is not None or source is None or source in self.unstated:
            return "", int(_answer(self.known(name), masks, surely=surely))
        upper = self.domains[source]
        usual = upper & _plain(attribute)
        meets = usual
        for mask in masks:
            meets &= mask
        for value in (1 << n for n in range(usual.bit_length(), upper.bit_length()) if upper >> n & 1):
            if _answer(follow(attribute, value), masks, surely=surely):
                meets |= value
        return source, meets

    def known(self, name: str) -> int:
        """What an unstated attribute may be, where no axis settles it."""
        attribute = self.attributes[name]
        if attribute.presumed is not None:
            return attribute.presumed
        if name in SAME_AS:
            return follow(attribute, self.known(SAME_AS[name]))
        for value in _USUAL.get(name, ()):
            if bit := attribute.bit(value):
                return bit
        return attribute.admitted or (1 << len(attribute.values)) - 1


def apart(box: Iterable[Literal]) -> tuple[list[Literal], list[Literal]]:
    """The tests that do not look at the time, and those that do."""
    timeless: list[Literal] = []
    times: list[Literal] = []
    for literal in box:
        test = literal.part if isinstance(literal, Not) else literal
        (times if isinstance(test, During | NotInEffect) else timeless).append(literal)
    return timeless, times


def _answer(known: int, masks: Iterable[int], *, surely: bool) -> bool:
    """The least verdict over the sets: yes where all hold K, not no where each meets it."""
    return all(not known & ~mask if surely else known & mask for mask in masks)


def _plain(attribute: Attribute) -> int:
    """The values that stand for themselves in an attribute that follows another: all leaves, all languages."""
    if attribute.shape == "place":
        return (1 << (len(attribute.values) - 3)) - 1
    return (1 << len(attribute.values)) - 1


def follow(attribute: Attribute, source: int) -> int:
    """K of an unstated attribute from K of what it is the same as (language §3).

    Somebody of no fixed abode works and studies nowhere, and stays anywhere.
    """
    if attribute.name not in ("stays", "works", "studies"):
        return source
    leaves = _plain(attribute)
    homeless = leaves + 1
    if not source & homeless:
        return source
    return source & ~homeless | (leaves if attribute.name == "stays" else homeless << 2)


def exact(attribute: Attribute) -> int:
    """The values that can be told exactly: what may be told and has nothing declared under it."""
    mask = attribute.admitted or (1 << len(attribute.values)) - 1
    for number, below in enumerate(attribute.below):
        if below & ~(1 << number):
            mask &= ~(1 << number)
    return mask


def exact_domains(attributes: Mapping[str, Attribute]) -> dict[str, int]:
    """The exact values of every attribute that has one value and is not the time."""
    return {n: exact(one) for n, one in attributes.items() if one.single and one.shape != "time"}
