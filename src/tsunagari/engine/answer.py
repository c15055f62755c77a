"""Where each resource stands for one consultation, before anything is ranked or written out.

Law (language §4, "Boxes"): a resource's urgency, `by`, rules, basis and say come from the clauses that share its
verdict: the most urgent; rule before otherwise before default; all names. Gone resources stand
nowhere; what is left of them is the gap that they explain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from tsunagari.model.registry import Period
from tsunagari.model.rules import URGENCIES, Clause, Urgency

By: TypeAlias = Literal["rule", "otherwise", "default"]
BYS: Final[tuple[By, ...]] = ("rule", "otherwise", "default")

Gap: TypeAlias = Literal["maybe-only", "no-rule", "all-tried", "all-withheld", "all-paused", "out-of-period"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One clause that leads to one resource.

    `ways` are the verdicts through each way of the resource, `verdict` the greatest of them; `periods` those of the
    clause and the clauses above it.
    """

    clause: Clause
    by: By
    resource: str
    verdict: int
    ways: tuple[int, ...]
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One resource of the answer: its verdict, and the contributions that share it.

    `capped`: a yes that a withhold's maybe made a maybe (its contributions are then those of the yes).
    """

    resource: str
    verdict: int
    sharing: tuple[Contribution, ...]
    again: bool = False
    capped: bool = False

    @property
    def urgency(self) -> Urgency:
        """The most urgent of the clauses."""
        return min((c.clause.urgency for c in self.sharing), key=URGENCIES.index)

    @property
    def by(self) -> By:
        """`rule` before `otherwise` before `default`."""
        return min((c.by for c in self.sharing), key=BYS.index)

    @property
    def shown(self) -> tuple[object, ...]:
        """What a decision shows of it; equal where nothing that a reader sees has changed."""
        through = {(c.clause.name, c.by, tuple(way == c.verdict for way in c.ways)) for c in self.sharing}
        return (self.verdict, self.again, self.urgency, self.by, *sorted(through))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses, each once, by name."""
        return tuple(sorted({c.clause.name: c.clause for c in self.sharing}.values(), key=lambda c: c.name))


@dataclass(frozen=True, slots=True)
class Answer:
    """Every resource that is a yes or a maybe, by name, and the gap where none is a yes."""

    standings: Mapping[str, Standing]
    gap: Gap | None

    def differs(self, other: Answer) -> bool:
        """True where the two would show something else."""
        return self.gap != other.gap or {n: s.shown for n, s in self.standings.items()} != {
            n: s.shown for n, s in other.standings.items()
        }
