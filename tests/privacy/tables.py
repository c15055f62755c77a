"""Tables of counts for tests: drawn from a seed, and built by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from tsunagari.privacy.statistics.columns import Column, Columns
from tsunagari.privacy.statistics.counts import Area, Counts


def tree(parents: Sequence[int], crisis: Sequence[int] = ()) -> Columns:
    """Columns by the index of each one's parent; what lies under a crisis column is one too."""
    grave: set[int] = set()
    for at, parent in enumerate(parents):
        if at in crisis or parent in grave:
            grave.add(at)
    above = set(grave)
    for at in sorted(grave):
        while at >= 0:
            above.add(at)
            at = parents[at]
    return Columns(
        tuple(Column(f"i{at}", False, "asked", up, at in grave, at in above) for at, up in enumerate(parents))
    )


def counts_of(columns: Columns, leaves: Sequence[Sequence[int]], thresholds: Sequence[int]) -> Counts:
    """Counts from the leaves of each area; as many consultations as issues. The last threshold is the sum's."""
    rows = []
    for given in leaves:
        row = [0] * len(columns)
        for leaf, value in zip(columns.leaves, given, strict=True):
            for at in columns.paths[leaf]:
                row[at] += value
        rows.append(tuple(row))
    rows.append(tuple(map(sum, zip(*rows, strict=True))))
    areas = tuple(Area(f"{at:05}", least) for at, least in enumerate(thresholds))
    return Counts(areas, columns, tuple(rows), tuple(rows))


def drawn(chance: random.Random) -> Counts:
    """Counts with marginals: one to four areas, a random tree of columns, mostly small values."""
    size = chance.randrange(2, 9)
    parents = [-1, *(chance.randrange(at) for at in range(1, size))]
    crisis = [at for at in range(1, size) if chance.random() < 0.15]
    columns = tree(parents, crisis)
    top = chance.choice((3, 12, 30, 80))
    height = chance.randrange(1, 5)
    leaves = [[0 if chance.random() < 0.3 else chance.randrange(top) for _ in columns.leaves] for _ in range(height)]
    thresholds = [chance.choice((10, 20)) for _ in range(height)]
    made = counts_of(columns, leaves, [*thresholds, chance.choice((10, max(thresholds)))])
    if chance.random() < 0.3:  # several issues of one consultation: fewer people than issues
        people = tuple(tuple(value - value // 3 for value in row) for row in made.rows)
        made = replace(made, people=people)
    return made


def recounted(chance: random.Random, counts: Counts) -> Counts:
    """The same counts with other thresholds: the population was corrected."""
    return replace(counts, areas=tuple(replace(area, threshold=chance.choice((3, 10, 20))) for area in counts.areas))
