"""Who is covered by whom: the map, the places, the issues and the ages.

Law: places are asked one by one, all 1,892 of them, and put together only where the answers are the same resources; the
bands of age are those that the ruleset tells apart, so that one number holds for each age of a band.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tsunagari.analysis.pairs import Pairs
from tsunagari.model.formula import In
from tsunagari.model.places import Place, gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.watching import Watch
from tsunagari.reporting.asking import Answered, Asking
from tsunagari.reporting.prose.values import units
from tsunagari.reporting.reached import Reached
from tsunagari.reporting.tiles import PLACES, short_name
from tsunagari.reporting.tree import Cover, Figure, PlaceGroup, Prefecture, Row, Tile
from tsunagari.reporting.words import Words

_SEVERITY: tuple[Cover, ...] = ("nobody", "unsettled", "default", "rule")
SHADES = 4


@dataclass(frozen=True, slots=True)
class Places:
    """The map with its lists; `everywhere` are the resources that answer at every place."""

    everywhere: tuple[str, ...]
    tiles: tuple[Tile, ...]
    prefectures: tuple[Prefecture, ...]


def places(asking: Asking, reached: Reached, watch: Watch) -> Places:
    """Every place of Japan, prefecture by prefecture."""
    known = gazetteer()
    prefectures = [place for place in known.places if place.kind == "prefecture"]
    answers: dict[str, Answered] = {}
    for number, prefecture in enumerate(prefectures):
        watch("report: map", number, len(prefectures))
        for leaf in _leaves(prefecture):
            answers[leaf.code] = asking.told(lives=leaf.code)
    everywhere = frozenset.intersection(*(one.possible for one in answers.values()))
    figures = {place.code: asking.figure(lives=place.code) for place in prefectures}
    range_of = Range.of(one.possible for one in figures.values())
    found = []
    for prefecture in prefectures:
        groups = tuple(_groups(asking, prefecture, answers, everywhere, reached))
        tile = _tile(asking.ruleset, prefecture, figures[prefecture.code], range_of, groups)
        found.append(Prefecture(prefecture.name, tile.anchor, tile, groups))
    return Places(tuple(sorted(everywhere)), tuple(one.tile for one in found), tuple(found))


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most of some counts, for shading."""

    least: int
    most: int

    @staticmethod
    def of(counts: Iterable[int]) -> Range:
        """The range of one or more counts; of none, nothing."""
        found = list(counts)
        return Range(min(found, default=0), max(found, default=0))

    def shade(self, number: int) -> int:
        """0 for nothing, else 1..4 from the least to the most; where all are alike, 1."""
        if not number or self.least == self.most:
            return 1 if number else 0
        return 1 + (number - self.least) * (SHADES - 1) // (self.most - self.least)


def _leaves(prefecture: Place) -> list[Place]:
    known = gazetteer()
    mask = known.mask(prefecture)
    return [leaf for bit, leaf in enumerate(known.leaves) if mask >> bit & 1]


def _groups(
    asking: Asking, prefecture: Place, answers: Mapping[str, Answered], everywhere: frozenset[str], reached: Reached
) -> Iterator[PlaceGroup]:
    known = gazetteer()
    together: dict[tuple[Answered, Cover, int], int] = {}
    for leaf in _leaves(prefecture):
        bit = known.leaf_index[leaf.code]
        key = (answers[leaf.code], *reached.place(bit))
        together[key] = together.get(key, 0) | 1 << bit
    ordered = sorted(together.items(), key=lambda one: (-len(one[0][0].possible), one[1] & -one[1]))
    for (answered, cover, left), mask in ordered:
        extra = answered.possible - everywhere
        first = known.leaves[(mask & -mask).bit_length() - 1]
        yield PlaceGroup(
            places=tuple(place.name if place.kind != "ward" else place.full_name for place in units(prefecture, mask)),
            figure=asking.figure(lives=first.code),
            sure=tuple(sorted(extra & answered.sure)),
            perhaps=tuple(sorted(extra - answered.sure)),
            left=left,
            cover=cover,
        )


def _tile(ruleset: Ruleset, prefecture: Place, figure: Figure, range_of: Range, groups: Iterable[PlaceGroup]) -> Tile:
    short = short_name(prefecture.name)
    column, row = PLACES[short]
    mask = gazetteer().mask(prefecture)
    nation = (1 << len(gazetteer().leaves)) - 1
    return Tile(
        name=prefecture.name,
        short=short,
        anchor=f"p{prefecture.code[:2]}",
        column=column,
        row=row,
        figure=figure,
        step=range_of.shade(figure.possible),
        own=any(
            entry & mask and entry & nation != nation
            for one in ruleset.resources.values()
            if one.ruleset in ("", ruleset.name)
            for line in one.serves
            for _, entry in line.entries
        ),
        cover=min((one.cover for one in groups), key=_SEVERITY.index),
    )


def bands(pairs: Pairs) -> tuple[tuple[int, int], ...]:
    """The bands of age that the ruleset tells apart, first and last age of each."""
    attribute = pairs.ruleset.attributes["age"]
    boxes = (*(one.box for one in pairs.pairs), *(one.box for one in pairs.holds))
    masks = {test.mask for box in boxes for test in box if isinstance(test, In) and test.attribute == "age"}
    size = len(attribute.values)
    cuts = [0, *(n for n in range(1, size) if any((mask >> n ^ mask >> n - 1) & 1 for mask in masks)), size]
    return tuple((attribute.lowest + a, attribute.lowest + b - 1) for a, b in pairwise(cuts))


def band_words(ages: Iterable[tuple[int, int]], oldest: int, words: Words) -> tuple[str, ...]:
    """What each band is called."""
    return tuple(
        words("age-from", low=low) if high == oldest and low < high
        else words("age-one", low=low) if low == high
        else words("ages", low=low, high=high)
        for low, high in ages
    )  # fmt: skip


def age_rows(asking: Asking, ages: Iterable[tuple[int, int]], names: Iterable[str]) -> tuple[Row, ...]:
    """One line for each band."""
    pairs = zip(ages, names, strict=True)
    return tuple(Row(name, 0, asking.figure(age=band if band[0] < band[1] else band[0]), None) for band, name in pairs)


def issue_rows(
    asking: Asking, reached: Reached, ages: tuple[tuple[int, int], ...], called: Mapping[str, str], watch: Watch
) -> tuple[Row, ...]:
    """One line for each issue, those under others below them; each with its counts by band of age."""
    tree = tuple(issue_tree(asking.ruleset))
    found = []
    for number, (issue, depth) in enumerate(tree):
        watch("report: issues", number, len(tree))
        cells = (asking.told(issues=[issue], age=a if a == b else (a, b)) for a, b in ages)
        found.append(
            Row(
                name=called[issue],
                depth=depth,
                figure=asking.figure(issues=[issue]),
                cover=reached.issue(*asking.ruleset.issues.below(issue)),
                cells=tuple(len(one.possible) for one in cells),
            )
        )
    return tuple(found)


def issue_tree(ruleset: Ruleset) -> Iterator[tuple[str, int]]:
    """Every issue once, those under another behind it, with its depth; one under several is told under the first."""
    issues, told = ruleset.issues, set[str]()

    def under(name: str, depth: int) -> Iterator[tuple[str, int]]:
        if name in told:
            return
        told.add(name)
        yield name, depth
        lower = [one for one in issues.below(name) if one != name]
        for one in lower:
            if not any(issues.strictly_under(one, between) for between in lower):
                yield from under(one, depth + 1)

    for name in sorted(issues.above):
        if len(issues.above[name]) == 1:
            yield from under(name, 0)
