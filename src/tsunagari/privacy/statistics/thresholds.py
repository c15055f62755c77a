"""How small a number may be before it could be somebody: thresholds by population.

Law (design P9): of an area below 2,000 people nothing is published; below 25,000 no cell under 20; else none under 10.
An area whose population nobody handed in publishes nothing. A hidden number keeps at least as many possible values.
"""

from __future__ import annotations

from typing import Final

SMALLEST: Final = 2_000
SMALL: Final = 25_000
LOW, HIGH = 10, 20


def threshold_of(population: int | None) -> int | None:
    """The least number that may be shown for so many people, None where nothing may."""
    if population is None or population < SMALLEST:
        return None
    return HIGH if population < SMALL else LOW
