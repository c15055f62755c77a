"""How a peer that looks at every rule is told a line: in expressions of its own.

Law: each gets one rule for each line, compiled once, its most selective tests first, and facts as the numbers of
`question`. Of several ways to write a line the one is used that was found fastest; a peer's module names the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from contest.question import Asked, Line, Rulebook

Writer: TypeAlias = Callable[[str, Sequence[int]], str]

FACTS = ("leaf", "prefecture", "places", "issues", "age", "caller", "channel", "language", "school", "hours")
SINGLE = (("callers", "caller"), ("channels", "channel"), ("languages", "language"), ("schools", "school"))


def facts(asked: Asked) -> dict[str, Any]:
    """A consultation as the engines take it."""
    return {
        "leaf": asked.lives[0],
        "prefecture": asked.lives[1],
        "places": list(asked.places),
        "issues": list(asked.issues),
        "age": asked.age,
        "caller": asked.caller,
        "channel": asked.channel,
        "language": asked.language,
        "school": asked.school,
        "hours": list(asked.open),
    }


class Words:
    """How one engine writes a test: one number among some, and a set that shares something with some."""

    def __init__(self, rulebook: Rulebook, among: Writer, shares: Writer, both: str, either: str = " || ") -> None:
        self._rulebook, self._among, self._shares, self._both, self._either = rulebook, among, shares, both, either

    def condition(self, line: Line, before: str = "") -> str:
        """The whole condition of a line."""
        return self._both.join(self.tests(line, before)) or "true"

    def tests(self, line: Line, before: str) -> Iterable[str]:
        """Its tests, the most selective first."""
        if line.area is not None:
            yield self._area(line, before)
        for some in line.issues:
            yield self._shares(f"{before}issues", some)
        if line.ages is not None:
            first, last = line.ages
            yield from [f"{before}age >= {first}"] * (first > 0) + [f"{before}age <= {last}"] * (last < 120)
        for name, fact in SINGLE:
            if (numbers := getattr(line, name)) is not None:
                yield self._among(f"{before}{fact}", numbers)
        if line.hours is not None:
            yield self._shares(f"{before}hours", line.hours)

    def _area(self, line: Line, before: str) -> str:
        area, above = line.area or (), self._rulebook.prefecture_of
        if line.working:
            return self._shares(f"{before}places", area)
        wide = [place for place in area if above[place] == place]
        close = [place for place in area if above[place] != place]
        tests = [self._among(f"{before}{name}", some) for name, some in (("leaf", close), ("prefecture", wide)) if some]
        return tests[0] if len(tests) == 1 else f"({self._either.join(tests)})"


def listed(numbers: Iterable[int]) -> str:
    """Numbers with commas."""
    return ", ".join(map(str, numbers))
