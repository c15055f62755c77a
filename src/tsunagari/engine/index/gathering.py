"""The tables of the slots of one part, from the lines of these slots and no others.

Law: the tables of a part do not depend on what other parts hold, so that a part may be made, kept and loaded alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tsunagari.engine.index.bits import of_positions
from tsunagari.engine.index.dates import Season
from tsunagari.engine.index.planes import value_table
from tsunagari.engine.index.ranks import SlotFact, ranks
from tsunagari.engine.index.regions import Part
from tsunagari.engine.index.seasons import hours_table, season_table
from tsunagari.engine.index.slots import Kind, Lines, Slots, kind
from tsunagari.engine.index.space import Space
from tsunagari.engine.index.stated import stated_table
from tsunagari.engine.index.timetable import Several
from tsunagari.engine.verdicts import StatedLine, TimeLine, ValueLine
from tsunagari.model.ruleset import Ruleset

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the parts of one ruleset have in common.

    `facts` are all of them in order of the slots, `hours` the numbers of the timetable, `usual` the masks of somebody
    who tells nothing, `prefectures` the sets of places that people tell coarsely, `leaves` all leaves.
    """

    ruleset: Ruleset
    made: Slots
    facts: Sequence[SlotFact | None]
    hours: Mapping[Several, int]
    usual: Mapping[str, int]
    prefectures: tuple[int, ...]
    leaves: int


def gathered(frame: Frame, part: Part) -> Space:
    """The slots of a part with their tables."""
    return _Gathering(frame, part).space()


class _Gathering:
    """The lines of the slots of a part, each with its slots; thrown away afterwards.

    First the slots of each box as the object that it is, then those of what is equal together: few of many differ.
    """

    def __init__(self, frame: Frame, part: Part) -> None:
        self.frame, self.part = frame, part
        self.everything = (1 << part.length) - 1
        boxes: dict[int, tuple[Lines, list[int]]] = {}
        every = [lines for pair in part.pairs for _, lines in frame.made.boxes[pair]]
        for number, lines in enumerate(every):
            held = boxes.get(id(lines))
            if held is None:
                held = boxes[id(lines)] = lines, []
            held[1].append(number)
        values: dict[str, dict[ValueLine, list[int]]] = {}
        stated: dict[str, dict[tuple[StatedLine, ...], list[int]]] = {}
        times: dict[TimeLine, list[int]] = {}
        seasons: dict[Season, list[int]] = {}
        kinds: dict[Kind, list[int]] = {}
        for lines, numbers in boxes.values():
            for line in lines.values:
                values.setdefault(line.attribute, {}).setdefault(line, []).extend(numbers)
            for name in ("issue", "wish"):
                if about := tuple(one for one in lines.stated if one.attribute == name):
                    stated.setdefault(name, {}).setdefault(about, []).extend(numbers)
            if lines.time is not None:
                times.setdefault(lines.time, []).extend(numbers)
            seasons.setdefault(lines.season, []).extend(numbers)
            kinds.setdefault(lines.kind, []).extend(numbers)
        self.values = {name: self._masks(found) for name, found in sorted(values.items())}
        self.stated = {name: self._masks(found) for name, found in sorted(stated.items())}
        self.times, self.seasons, self.kinds = self._masks(times), self._masks(seasons), self._masks(kinds)

    def _masks(self, found: Mapping[_Key, list[int]]) -> dict[_Key, int]:
        return {key: of_positions(numbers, self.part.length) for key, numbers in found.items()}

    def space(self) -> Space:
        """All slots of the part."""
        frame, everything, kinds = self.frame, self.everything, self.kinds
        ruleset, facts = frame.ruleset, frame.facts[self.part.start : self.part.start + self.part.length]
        tiers = sorted({kind(one) for one in ruleset.defaults})
        return Space(
            everything=everything,
            nation=0,
            shift=self.part.start,
            rules=kinds.get(("rule", 0), 0),
            withholds=kinds.get(("withhold", 0), 0),
            tiers=tuple(kinds.get(tier, 0) for tier in tiers),
            stated=tuple(stated_table(name, ruleset.issues, lines, everything) for name, lines in self.stated.items()),
            values=tuple(
                value_table(ruleset.attributes[name], lines, everything, frame.usual[name], self._wide(name))
                for name, lines in self.values.items()
            ),
            hours=hours_table(self.times, frame.hours, everything),
            seasons=season_table(self.seasons, everything),
            ranks=ranks(facts, self.part.groups, frame.leaves, self.part.values),
        )

    def _wide(self, name: str) -> tuple[int, ...]:
        """The wide sets of values that people tell."""
        return self.frame.prefectures if self.frame.ruleset.attributes[name].shape == "place" else ()
