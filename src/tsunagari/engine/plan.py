"""For several worries at once: the fewest resources that address them all.

Law (language §4, "The rest"): a resource addresses an issue when its `handles` covers it, or when it has no `handles`
and a rule whose issue lines are yes for that issue alone leads to it; what only stands in, by `otherwise` or default,
addresses nothing. The plan is a minimum set cover, then most open, then earliest in order: exact within `STEPS` steps
of search, which no consultation of a person needs; beyond that (dozens of issues at once) each step takes what
addresses most of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from tsunagari.engine.answer import Standing
from tsunagari.engine.opening import OPEN_RANK, Open
from tsunagari.engine.verdicts import YES, of_stated
from tsunagari.model.formula import Stated
from tsunagari.model.issues import Issues
from tsunagari.model.registry import Resource

STEPS: Final = 20_000
"""How many steps the exact search may take."""

Topics = tuple[tuple[tuple[Stated, ...], tuple[Stated, ...]], ...]
"""Of each box of a clause, the issue tests as written and the reversed ones."""


class _TooManySteps(Exception):
    """The exact search ends here."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A resource by its position in the order, what it addresses and how open it is (0 best)."""

    position: int
    covers: frozenset[str]
    rank: int


def addressed(
    resource: Resource,
    standing: Standing,
    stated: frozenset[str],
    topics: Mapping[tuple[str, str], Topics],
    issues: Issues,
) -> frozenset[str]:
    """The stated issues that a yes resource addresses."""
    if resource.handles:
        return frozenset(i for i in stated if any(issues.under(i, handled) for handled in resource.handles))
    clauses = [c.clause for c in standing.sharing if c.by == "rule"]
    boxes = [box for clause in clauses for box in topics[clause.kind, clause.name]]
    return frozenset(i for i in stated if any(_about(box, i, issues) for box in boxes))


def planned(choices: Sequence[tuple[str, Open, frozenset[str]]]) -> tuple[str, ...]:
    """The least number of these resources (name, openness, issues; in order) that addresses all that any addresses."""
    wanted = frozenset[str]().union(*(covers for _, _, covers in choices))
    candidates = [_Candidate(n, covers, OPEN_RANK[o]) for n, (_, o, covers) in enumerate(choices) if covers]
    useful = [c for c in candidates if not any(_beats(other, c) for other in candidates)]
    best = _least(wanted, useful)
    return tuple(choices[c.position][0] for c in sorted(best, key=lambda c: c.position))


def _least(wanted: frozenset[str], useful: Sequence[_Candidate]) -> tuple[_Candidate, ...]:
    steps = count()
    try:
        for size in range(len(useful) + 1):
            found = list(_covers(wanted, useful, size, steps))
            if found:
                return min(found, key=_preference)
    except _TooManySteps:
        return _greedy(wanted, useful)
    return ()


def _greedy(wanted: frozenset[str], useful: Sequence[_Candidate]) -> tuple[_Candidate, ...]:
    chosen: list[_Candidate] = []
    while wanted:
        chosen.append(min(useful, key=lambda c: (-len(c.covers & wanted), c.rank, c.position)))
        wanted -= chosen[-1].covers
    return tuple(chosen)


def _about(box: tuple[tuple[Stated, ...], tuple[Stated, ...]], issue: str, issues: Issues) -> bool:
    written, reversed_ = box
    alone = frozenset((issue,))
    return (
        bool(written)
        and all(of_stated(test, alone, issues) == YES for test in written)
        and not any(of_stated(test, alone, issues) for test in reversed_)
    )


def _beats(one: _Candidate, other: _Candidate) -> bool:
    """Wherever `other` stands in a best plan, `one` may stand: it covers as much, is as open and comes before."""
    return one.position < other.position and one.rank <= other.rank and one.covers >= other.covers


def _preference(chosen: tuple[_Candidate, ...]) -> tuple[list[int], list[int]]:
    """Most open first (the most that are now, then the most unknown), then the earliest positions."""
    return sorted(c.rank for c in chosen), sorted(c.position for c in chosen)


def _covers(
    wanted: frozenset[str], candidates: Sequence[_Candidate], size: int, steps: Iterator[int]
) -> Iterator[tuple[_Candidate, ...]]:
    """Every set of at most `size` candidates that covers what is wanted, without a superfluous first choice."""
    if next(steps) > STEPS:
        raise _TooManySteps
    if not wanted:
        yield ()
        return
    if size == 0 or sum(sorted((len(c.covers & wanted) for c in candidates), reverse=True)[:size]) < len(wanted):
        return
    # the issue that the fewest can take is taken by one of them: nothing is lost by deciding it first
    hardest = min(sorted(wanted), key=lambda issue: sum(issue in c.covers for c in candidates))
    for c in candidates:
        if hardest in c.covers:
            for rest in _covers(wanted - c.covers, candidates, size - 1, steps):
                yield (c, *rest)
