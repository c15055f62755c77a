"""Changes counted, as they come.

Law: a tally does not depend on the order of what it counted. It grows with the pairs of resources between which
somebody moves and with the codes of refusals, not with the consultations. It holds small numbers, which may be
somebody: it stays at the desk, and `safe` makes of it what may be shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from tsunagari.replaying.change import Change, Kind, Refused, Side

LINES_TOLD: Final = 20
"""So many bad lines of each code are named by their numbers, the first ones."""


@dataclass(slots=True)
class Bad:
    """Lines that cannot be used for one reason: how many, and the numbers of the first."""

    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int) -> None:
        """Count one more; lines come in their order."""
        self.count += 1
        if len(self.lines) < LINES_TOLD:
            self.lines.append(line)


@dataclass(slots=True, repr=False)
class Tally:
    """The counts: by kind and detail, by place and kind, by issue and kind, by pair of resources; and what was bad.

    A bad line is counted by the side that refuses it (None: it is no consultation at all) and its code.
    """

    changes: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    places: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    issues: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    bad: dict[tuple[Side | None, str], Bad] = field(default_factory=dict)

    def add(self, line: int, change: Change | Refused) -> None:
        """Count what became of the consultation of a line."""
        if isinstance(change, Refused):
            self.refuse(line, change.side, change.code)
            return
        self.changes[change.kind, change.detail] += 1
        self.places[change.place, change.kind] += 1
        self.issues[change.issue, change.kind] += 1
        if change.pair is not None:
            self.pairs[change.pair] += 1

    def refuse(self, line: int, side: Side | None, code: str) -> None:
        """Count a line that cannot be used."""
        self.bad.setdefault((side, code), Bad()).add(line)

    @property
    def total(self) -> int:
        """How many consultations were compared."""
        return self.changes.total()
