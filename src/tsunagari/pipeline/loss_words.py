"""Single points in the words of a ruleset, and somebody whom a loss leaves alone.

Law: the biggest come first, each with whom it concerns by places, ages and issues; the others are named, and what was
not settled is counted. Somebody is shown only where the plain reading agrees (design C10).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from tsunagari.analysis.axes import exact
from tsunagari.analysis.facts import facts
from tsunagari.analysis.regions import Regions
from tsunagari.analysis.single_points import SinglePoint
from tsunagari.engine.explaining.said import Said, listed, plain, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.region_words import region_words

_SHOWN: Final = 3
_ISSUES: Final = 3
_NAMED: Final = 6
_SAID: Final = frozenset(("lives", "age", "issue"))
"""What is said of all people together."""


def loss_lines(ruleset: Ruleset, points: Sequence[SinglePoint], unsettled: int, language: str) -> str:
    """The first single points with whom their loss leaves alone, the names of the others, what was not settled."""
    lines = [line for point in points[:_SHOWN] for line in _point(ruleset, point)]
    if more := points[_SHOWN:]:
        alone = all(point.kind == "resource" for point in points)
        names = listed([plain(f"`{one.name}`") if alone else _lost(ruleset, one) for one in more], _NAMED)
        lines.append(said("more-lost", number=len(more), names=names))
    if unsettled:
        lines.append(said("losses-unsettled", number=unsettled))
    return "\n".join(line.spoken(language) for line in lines)


def people_words(ruleset: Ruleset, regions: Regions) -> Said:
    """Whom regions concern: where they live, how old they are and what it is about, all regions taken together."""
    wording, domains = Wording(ruleset), regions.axes.domains

    def union(axis: str) -> int:
        found = 0
        for region in regions.found:
            found |= region.get(axis, domains[axis])
        return found

    lives, ages, issues = union("lives"), union("age"), union("issue")
    anywhere, any_age = (exact(ruleset.attributes[name]) for name in ("lives", "age"))
    names = [plain(one[0]) for n, one in enumerate(regions.axes.sets["issue"].sets) if one and issues >> n & 1]
    values = wording.listed([name.ja for name in names], "issue") if len(names) <= _ISSUES else _first(wording, names)
    told = said("one-issue", values=values) if len(names) == 1 else said(
        "some-issues", number=len(names), values=values
    )  # fmt: skip
    return said(
        "people",
        places=said("any-place") if lives == anywhere else wording.among("lives", lives),
        ages=said("any-age") if ages == any_age else wording.among("age", ages),
        issues=said("any-issue") if issues == domains["issue"] else told,
    )


def witness(points: Sequence[SinglePoint], agrees: Callable[[SinglePoint, Mapping[str, Any]], bool]) -> str | None:
    """The facts as JSON of the first person of whom the plain reading says the same."""
    for point in points[:_SHOWN]:
        for region in point.alone.found[:_SHOWN]:
            counter = point.alone.somebody(region)
            for told in (facts(counter, spare=True), facts(counter)):
                if agrees(point, told):
                    return json.dumps(told, ensure_ascii=False, sort_keys=True)
    return None


def _first(wording: Wording, names: Sequence[Said]) -> Said:
    shown = wording.listed([name.ja for name in names[:_ISSUES]], "issue")
    return said("and-more", values=shown, number=len(names) - _ISSUES)


def _point(ruleset: Ruleset, point: SinglePoint) -> Iterator[Said]:
    lost = _lost(ruleset, point)
    code = "left-alone" if point.alone.whole else "left-alone-at-least"
    yield said(code, lost=lost, people=people_words(ruleset, point.alone))
    largest = point.alone.found[0]
    if len(point.alone.found) > 1 or not largest.keys() <= _SAID:
        yield said("largest-group", region=region_words(ruleset, point.alone.axes, largest))


def _lost(ruleset: Ruleset, point: SinglePoint) -> Said:
    """What is lost, in English by an alias where it has one."""
    name = plain(point.name)
    if point.kind == "channel":
        name, _ = Wording(ruleset).values("channel", ruleset.attributes["channel"].bit(point.name))
    return said(f"lost-{point.kind}", name=name)
