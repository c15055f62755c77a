"""The budgets of design §7, each with what was measured: met, missed, or measured by what.

Law: a ratio is one of two medians of the same run. Nothing is called met that was not measured here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contest.figures import Figures, median, ratio


@dataclass(frozen=True)
class Budget:
    """`limit` is what `measured` must reach (`least`) or must not pass; None is not measured."""

    what: str
    limit: float
    measured: float | None
    least: bool
    unit: str = ""
    by: str = "`python benchmarks/peers.py`"

    @property
    def verdict(self) -> str:
        """For the table."""
        if self.measured is None:
            return "not measured"
        return "met" if (self.measured >= self.limit if self.least else self.measured <= self.limit) else "**missed**"

    @property
    def text(self) -> str:
        """One row of the table."""
        found = "" if self.measured is None else f"{self.measured:,.3g}{self.unit}"
        limit = f"{'≥' if self.least else '≤'} {self.limit:,g}{self.unit}"
        return f"| {self.what} | {limit} | {found} | {self.verdict} | {self.by} |"


def of_peers(figures: Figures) -> Iterator[Budget]:
    """Those that the comparison with peers decides."""
    worlds = figures.plain()
    ten = worlds.get(10_000)
    for reading, peer, name, limit in (
        ("top five", "sqlite-five", "SQLite", 10),
        ("top five", "zen", "zen-engine", 500),
        ("every referral", "sqlite-all", "SQLite", 4),
        ("every referral", "zen", "zen-engine", 200),
    ):
        key = "product-five" if reading == "top five" else "product-all"
        what = f"10,000 clauses, {reading}: {name} takes so many times longer"
        yield Budget(what, limit, ratio(ten, peer, key), True, " ×")
    small, large = median(worlds.get(1_000), "product-five"), median(worlds.get(100_000), "product-five")
    grown = large / small if small and large else None
    yield Budget("top five, from 1,000 to 100,000 clauses: grows to", 6, grown, False, " ×")


def table(budgets: Iterable[Budget]) -> list[str]:
    """As Markdown."""
    head = ["| budget (design §7) | limit | measured | | by |", "|---|---|---|---|---|"]
    return [*head, *(budget.text for budget in budgets)]
