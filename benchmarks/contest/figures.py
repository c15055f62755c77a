"""What was measured, as JSON, and what follows from it: ratios, growth, estimates.

Law: figures of different worlds stand side by side, figures of different runs are never divided by each other, except
for growth, which compares worlds by nature. An estimate is named as one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Figures:
    """Everything measured; `worlds` by key: the number of clauses, then `/` and the most national ones if held."""

    versions: dict[str, str]
    worlds: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, path: Path) -> Figures:
        """From a file; empty where there is none."""
        if not path.exists():
            return cls({}, {})
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(told["versions"], told["worlds"])

    def write(self, path: Path) -> None:
        """To a file, worlds in order of size."""
        worlds = {key: self.worlds[key] for key in sorted(self.worlds, key=_place)}
        text = json.dumps({"versions": self.versions, "worlds": worlds}, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")

    def plain(self) -> dict[int, dict[str, Any]]:
        """The worlds that are not held to few national clauses, by size."""
        return {one["clauses"]: one for one in self.worlds.values() if one["national"] is None}

    def held(self) -> dict[int, dict[str, Any]]:
        """The others."""
        return {one["clauses"]: one for one in self.worlds.values() if one["national"] is not None}


def key_of(world: Mapping[str, Any]) -> str:
    """Its key."""
    return str(world["clauses"]) if world["national"] is None else f"{world['clauses']}/{world['national']}"


def _place(key: str) -> tuple[int, int]:
    size, _, held = key.partition("/")
    return int(size), int(held or 0)


def median(world: Mapping[str, Any] | None, key: str) -> float | None:
    """Microseconds; None where it was not run."""
    row = (world or {}).get("rows", {}).get(key, {})
    found = row.get("median")
    return None if found is None else float(found)


def ratio(world: Mapping[str, Any] | None, key: str, to: str) -> float | None:
    """How many times longer `key` takes than `to`, medians of one run."""
    one, other = median(world, key), median(world, to)
    return None if one is None or not other else one / other


def growth(worlds: Mapping[int, Mapping[str, Any]], key: str) -> float | None:
    """The exponent b of time = a · clauses^b by least squares over logarithms; None for fewer than two sizes."""
    points = [(math.log(size), math.log(found)) for size, one in worlds.items() if (found := median(one, key))]
    if len(points) < 2:
        return None
    return _slope(points)


def estimate(worlds: Mapping[int, Mapping[str, Any]], key: str, size: int) -> float | None:
    """Microseconds at a size where it was not run, on the line through its two largest sizes."""
    points = sorted((at, found) for at, one in worlds.items() if (found := median(one, key)))[-2:]
    if len(points) < 2:
        return None
    slope = _slope([(math.log(at), math.log(found)) for at, found in points])
    return points[-1][1] * (size / points[-1][0]) ** slope


def _slope(points: Iterable[tuple[float, float]]) -> float:
    several = list(points)
    middle_x = sum(x for x, _ in several) / len(several)
    middle_y = sum(y for _, y in several) / len(several)
    return sum((x - middle_x) * (y - middle_y) for x, y in several) / sum((x - middle_x) ** 2 for x, _ in several)
