"""The picture: microseconds for one consultation against the number of clauses, both on logarithmic axes.

Law: the same figures give the same bytes. The picture is written by hand as SVG: text stays text, in Japanese and
English, and no plotting library with its version and fonts decides what it looks like. Only what was measured is drawn:
a point for each size, lines between sizes, and the name of a row where its last point is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from contest.figures import median
from contest.labels import Label, at_points, in_margin

WIDTH, HEIGHT = 880, 560
LEFT, RIGHT, TOP, BOTTOM = 78, 590, 80, 450
FONTS = "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic',sans-serif"
TITLE = "相談1件にかかる時間（中央値） / time for one consultation (median)"
HOW = "同じ規則、同じ実行の中で交互に測定。縦横とも対数。 / the same rules, by turns in one run; both axes logarithmic."
WHAT = (
    "tsunagari は順位・時刻・三値まで答え、SQLite は順位まで、ほかは照合だけ。点が測った大きさ。",
    "tsunagari ranks and knows hours and the untold; SQLite ranks; the others only match. Points: what was measured.",
)
LINES: Final = (
    ("product-five", "tsunagari 先頭5件 / top five", "#b3261e", 3.2, ""),
    ("product-all", "tsunagari 全件 / every referral", "#b3261e", 1.8, "6 4"),
    ("roaring", "pyroaring 照合のみ / match only", "#6b4fa0", 1.8, ""),
    ("sqlite-five", "SQLite 先頭5件 / top five", "#1f5fa8", 2.4, ""),
    ("cel", "common-expression-language", "#2e7d4f", 1.8, ""),
    ("zen", "zen-engine", "#b26a00", 1.8, ""),
    ("cedar", "cedarpy", "#00796b", 1.8, ""),
    ("rule-engine", "rule-engine", "#5d4037", 1.8, ""),
    ("reference", "素読み（正解） / plain reading", "#606060", 1.8, "2 4"),
)
"""Row, label, colour, width and dashes of each line; those who answer by two values only match."""


def chart(worlds: Mapping[int, Mapping[str, Any]]) -> str:
    """The SVG of the worlds, by size."""
    sizes = sorted(worlds)
    values = [found for one in worlds.values() for key, *_ in LINES if (found := median(one, key))]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    axes = _Axes(sizes[0], max(sizes[-1], sizes[0] * 10), low, max(high, low * 10))
    parts = [*_head(), *axes.grid(sizes)]
    lines, ends = [], []
    for key, label, colour, width, dashes in LINES:
        points = [(axes.x(size), axes.y(found)) for size in sizes if (found := median(worlds[size], key))]
        if points:
            parts += _line(points, colour, width, dashes)
            last = median(worlds[max(size for size in sizes if median(worlds[size], key))], key) or 0
            lines.append(points)
            ends.append(Label(points[-1], f"{label} {_short(last)}", colour))
    parts += at_points([one for one in ends if one.point[0] < RIGHT], lines, TOP, BOTTOM)
    parts += in_margin([one for one in ends if one.point[0] >= RIGHT], RIGHT, BOTTOM)
    return "\n".join([*parts, "</svg>", ""])


class _Axes:
    def __init__(self, first: int, last: int, low: float, high: float) -> None:
        self._x, self._y = (math.log10(first), math.log10(last)), (math.log10(low), math.log10(high))

    def x(self, size: float) -> float:
        """From clauses to the picture."""
        first, last = self._x
        return round(LEFT + (RIGHT - LEFT) * (math.log10(size) - first) / (last - first), 1)

    def y(self, micro: float) -> float:
        """From microseconds to the picture."""
        low, high = self._y
        return round(BOTTOM - (BOTTOM - TOP) * (math.log10(micro) - low) / (high - low), 1)

    def grid(self, sizes: Sequence[int]) -> Iterator[str]:
        """The lines and what they stand for."""
        for power in range(round(self._y[0]), round(self._y[1]) + 1):
            at = self.y(10**power)
            yield f'<line x1="{LEFT}" y1="{at}" x2="{RIGHT}" y2="{at}" stroke="#dde3ea"/>'
            yield f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end" fill="#444">{_short(10.0**power)}</text>'
        for size in sizes:
            at = self.x(size)
            yield f'<line x1="{at}" y1="{TOP}" x2="{at}" y2="{BOTTOM}" stroke="#dde3ea"/>'
            yield f'<text x="{at}" y="{BOTTOM + 20}" text-anchor="middle" fill="#444">{size:,}</text>'
        middle = (LEFT + RIGHT) / 2
        yield f'<text x="{middle}" y="{BOTTOM + 44}" text-anchor="middle" fill="#222">規則の数 / clauses</text>'


def _head() -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d" '
        f'font-family="{FONTS}" font-size="14">'
    )
    yield '<title id="t">相談1件にかかる時間 / time for one consultation</title>'
    yield (
        '<desc id="d">Median microseconds for one consultation against the number of clauses, for the product, its '
        "plain reading and six other engines, where each was measured; both axes are logarithmic.</desc>"
    )
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="24" y="32" font-size="20" fill="#111">{TITLE}</text>'
    yield f'<text x="24" y="56" fill="#444">{HOW}</text>'
    for line, text in enumerate(WHAT):
        yield f'<text x="24" y="{HEIGHT - 36 + 20 * line}" fill="#444" font-size="13">{text}</text>'


def _line(points: Sequence[tuple[float, float]], colour: str, width: float, dashes: str) -> Iterator[str]:
    if len(points) > 1:
        way = " ".join(f"{x},{y}" for x, y in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
    for x, y in points:
        yield f'<circle cx="{x}" cy="{y}" r="{width + 1.5:.1f}" fill="{colour}"/>'


def _short(micro: float) -> str:
    for unit, size in (("s", 1e6), ("ms", 1e3), ("µs", 1.0)):
        if micro >= size:
            return f"{micro / size:.3g} {unit}"
    return f"{micro * 1000:.3g} ns"
