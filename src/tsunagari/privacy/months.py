"""Months, and periods of them.

Law: a month is written `2026-04`, so that months sort as texts do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Period:
    """Months from the first to the last, both included, such as `2026-04` and `2026-06`."""

    first: str
    last: str

    def meets(self, other: Period) -> bool:
        """Whether the two share a month."""
        return self.first <= other.last and other.first <= self.last


def is_month(text: object) -> bool:
    """Whether a text is a month such as `2026-05`."""
    return type(text) is str and _MONTH.fullmatch(text) is not None


def months_of(period: Period) -> tuple[str, ...]:
    """Every month of a period."""
    first, last = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (period.first, period.last))
    return tuple(f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))
