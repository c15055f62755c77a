"""Where the labels of the picture stand.

Law: no label lies on another. A line that reaches the right edge is named in the margin; one that ends before is named
at its last point, where the fewest lines cross the words. Nothing is drawn where nothing was measured.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias
from xml.sax.saxutils import escape

Point: TypeAlias = tuple[float, float]

APART: Final = 18.0
"""Pixels from one label to the next below it."""
BESIDE: Final = 10.0
"""Pixels from a point to the label beside it."""
CROSSED: Final = 30.0
"""Pixels that a label may be moved to be crossed by one line less."""
LEADER: Final = 10.0
"""Pixels by which a label may be moved before a thin line leads to it."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is said at a point."""

    point: Point
    text: str
    colour: str

    @property
    def width(self) -> float:
        """Pixels, a little more than fonts need."""
        return sum(14.0 if unicodedata.east_asian_width(one) in "WF" else 8.0 for one in self.text)


def in_margin(labels: Iterable[Label], right: float, bottom: float) -> Iterator[str]:
    """Beside the ends of the lines, moved apart where two would touch."""
    ordered = sorted(labels, key=lambda label: label.point[1])
    places: list[float] = []
    for label in ordered:
        places.append(max(label.point[1], places[-1] + APART) if places else label.point[1])
    over = max(0.0, places[-1] - bottom) if places else 0.0
    for number in range(len(places) - 1, -1, -1):  # push back up what ran out of the picture
        below = places[number + 1] - APART if number + 1 < len(places) else places[-1] - over
        places[number] = min(places[number], below)
    for label, at in zip(ordered, places, strict=True):
        yield from _drawn(label, right + 16, at, always=True)


def at_points(labels: Iterable[Label], lines: Sequence[Sequence[Point]], top: float, bottom: float) -> Iterator[str]:
    """To the right of each point, as near as the lines and the other labels leave room."""
    segments = [segment for line in lines for segment in pairwise(line)]
    taken: list[tuple[Point, float]] = []
    for label in sorted(labels, key=lambda label: label.point[1]):
        x, y = label.point[0] + BESIDE, label.point[1]
        free = [y + step * 6 for step in range(-40, 41) if top <= y + step * 6 <= bottom]
        free = [at for at in free if not any(_touch((x, at), label.width, *other) for other in taken)] or [y]
        place = min(
            free, key=lambda at: CROSSED * sum(_crossed(one, x, at, label.width) for one in segments) + abs(at - y)
        )
        taken.append(((x, place), label.width))
        yield from _drawn(label, x, place, always=False)


def _touch(one: Point, width: float, other: Point, its: float) -> bool:
    """Whether two labels lie on each other."""
    return abs(one[1] - other[1]) < APART and one[0] < other[0] + its and other[0] < one[0] + width


def _crossed(segment: tuple[Point, Point], x: float, at: float, width: float) -> bool:
    """Whether a piece of a line runs through a label."""
    (x1, y1), (x2, y2) = segment
    start, end = max(x, x1), min(x + width, x2)
    if start >= end:
        return False
    ys = [y1 + (y2 - y1) * (one - x1) / (x2 - x1) for one in (start, end)]
    return max(ys) > at - APART / 2 and min(ys) < at + APART / 2


def _drawn(label: Label, x: float, at: float, *, always: bool) -> Iterator[str]:
    """The words on a white edge, so that a line behind them does not run through them."""
    (from_x, from_y), colour = label.point, label.colour
    if always or abs(at - from_y) > LEADER:
        yield f'<path d="M{from_x + 6},{from_y} L{x - 4},{at:.1f}" stroke="{colour}" stroke-width="0.8" fill="none"/>'
    yield (
        f'<text x="{x}" y="{at + 5:.1f}" fill="{colour}" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" '
        f'paint-order="stroke">{escape(label.text)}</text>'
    )
