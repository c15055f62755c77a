"""Which issues a clause is about: those that make its issue lines a yes when nothing else is stated.

Law (language §4, "The rest"): what a resource without `handles` addresses in a plan is said by the clauses that lead to
it, so two clauses that lead the same people to it are alike only if they are about the same issues.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsunagari.model.boxes import Box, Literal
from tsunagari.model.formula import Not, Stated
from tsunagari.model.issues import Issues

_Verdict = tuple[frozenset[str], frozenset[str]]
"""The issues of which one, stated alone, makes a test a yes; and those that make it at least a maybe."""


class Topics:
    """What single issues say to tests of issues; what was worked out is kept."""

    def __init__(self, issues: Issues) -> None:
        self.everything = frozenset(issues.above)
        self._near = {one: _near(one, issues) for one in issues.above}
        self._known: dict[Stated, _Verdict] = {}

    def of(self, boxes: Iterable[Box]) -> frozenset[str]:
        """The issues, inner ones among them, that one of the boxes is about."""
        found = frozenset[str]()
        for box in boxes:
            written = [one for one in box if isinstance(one, Stated) and one.attribute == "issue"]
            if written:
                found |= frozenset.intersection(*(self.verdict(one)[0] for one in written)).difference(
                    *(self.verdict(test)[1] for one in box if (test := _reversed(one)) is not None)
                )
        return found

    def verdict(self, test: Stated) -> _Verdict:
        """The issues of which each alone makes the test a yes, and those that make it at least a maybe."""
        if test not in self._known:
            self._known[test] = self._verdict(test)
        return self._known[test]

    def _verdict(self, test: Stated) -> _Verdict:
        near = [self._near.get(one, (frozenset((one,)), frozenset((one,)))) for one in test.values]
        if test.mode in ("any", "none"):
            sure = frozenset[str]().union(*(one for one, _ in near))
            perhaps = frozenset[str]().union(*(one for _, one in near))
            return (sure, perhaps) if test.mode == "any" else (self.everything - perhaps, self.everything - sure)
        needed = len(near) if test.mode == "all" else test.number
        if test.mode == "count":
            held = self.everything if needed <= 1 else frozenset[str]()
            return held, held
        sure = frozenset(one for one in self.everything if sum(one in below for below, _ in near) >= needed)
        perhaps = frozenset(one for one in self.everything if sum(one in around for _, around in near) >= needed)
        return sure, perhaps


def _near(one: str, issues: Issues) -> _Verdict:
    """What lies under an issue, and that with what lies above it, itself among both."""
    below = frozenset(issues.below(one))
    return below, below | issues.above[one]


def _reversed(literal: Literal) -> Stated | None:
    if isinstance(literal, Not) and isinstance(literal.part, Stated) and literal.part.attribute == "issue":
        return literal.part
    return None
