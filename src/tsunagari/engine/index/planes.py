"""Values in, slots out: for every value of a single-valued attribute, the slots whose line on it holds.

Law (language §4, "Verdicts" and "Boxes"): values that every line treats alike are one class with one mask. Of
knowledge K the slots that are a yes are the AND over the classes of K, those that are not a no the OR; where the
attribute was not given, the least over the single sets of a line, one plane for each. A slot without a line holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from types import MappingProxyType
from typing import Final, TypeAlias

from tsunagari.engine.index.bits import of_positions, positions, union
from tsunagari.engine.index.regions import PLACES
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.verdicts import ValueLine
from tsunagari.model.attributes import Attribute

Both: TypeAlias = tuple[int, int]
"""The slots that are a yes, and those that are not a no."""

UNMET: Final = -1
"""The class of a place that nobody tells who meets a table."""


@dataclass(frozen=True, slots=True)
class Plane:
    """`holds`: class → slots. `blocks`: wide sets of values, each with the slots of all and of some of its values."""

    holds: Mapping[int, int]
    blocks: tuple[tuple[int, int, int], ...]

    def verdicts(self, known: int, classes: Sequence[int]) -> Both:
        """The slots for which all, and for which some of the values known hold."""
        holds = self.holds
        if not known & (known - 1):
            both = holds[classes[known.bit_length() - 1]]
            return both, both
        every, some = -1, 0
        for values, of_all, of_some in self.blocks:
            if not values & ~known:
                every, some, known = every & of_all, some | of_some, known & ~values
        for number in {classes[position] for position in positions(known)}:
            every, some = every & holds[number], some | holds[number]
        return every, some

    def beside(self, other: Plane, joint: Mapping[Both, int], after: int, values: int | None) -> Plane:
        """This plane and another over the slots that come after: `joint` numbers the pairs of classes that are kept.

        Only blocks within `values` are.
        """
        shared: dict[Both, int] = {}
        holds = {}
        for (one, two), number in joint.items():
            both = self.holds[one], other.holds[two]
            holds[number] = shared.setdefault(both, both[0] | both[1] << after)
        blocks = [
            (mine, every | its_every << after, some | its_some << after)
            for (mine, every, some), (_, its_every, its_some) in zip(self.blocks, other.blocks, strict=True)
            if values is None or not mine & ~values
        ]
        return Plane(MappingProxyType(holds), tuple(blocks))


@dataclass(frozen=True, slots=True)
class ValueTable:
    """All lines on one attribute.

    `classes`: position of a value → its class; `given` is asked where the attribute was given; else, where K is
    what it `usual`ly is, `unstated` is the answer, and the AND of the `silent` planes of any other K.
    """

    attribute: str
    classes: tuple[int, ...]
    given: Plane
    silent: tuple[Plane, ...]
    usual: int
    unstated: Both

    def verdicts(self, knowledge: Knowledge) -> Both:
        """The slots whose line is a yes, and whose line is not a no."""
        known = knowledge.masks[self.attribute]
        if self.attribute in knowledge.told:
            return self.given.verdicts(known, self.classes)
        return self.unstated if known == self.usual else _least(self.silent, known, self.classes)

    def beside(self, other: ValueTable, after: int, values: int | None) -> ValueTable:
        """This table and another over the slots that come after; of places, only those in `values` are told."""
        kept = values if self.attribute in PLACES else None
        joint: dict[Both, int] = {}
        classes = []
        for position, pair in enumerate(zip(self.classes, other.classes, strict=True)):
            met = kept is None or kept >> position & 1
            classes.append(joint.setdefault(pair, len(joint)) if met else UNMET)
        most = max(len(self.silent), len(other.silent))
        return ValueTable(
            self.attribute,
            tuple(classes),
            self.given.beside(other.given, joint, after, kept),
            # a plane met twice changes nothing: the least of several is taken
            tuple(
                mine.beside(its, joint, after, kept)
                for mine, its in islice(zip(_again(self.silent), _again(other.silent), strict=False), most)
            ),
            self.usual,
            (self.unstated[0] | other.unstated[0] << after, self.unstated[1] | other.unstated[1] << after),
        )


def _again(planes: Sequence[Plane]) -> Iterator[Plane]:
    """The planes, and the last of them for ever."""
    return chain(planes, repeat(planes[-1]))


def free_values(table: ValueTable, everything: int) -> ValueTable:
    """The same table over slots without a line on its attribute."""
    blocks = tuple((block, everything, everything) for block, _, _ in table.given.blocks)
    plane = Plane(MappingProxyType({0: everything}), blocks)
    return ValueTable(
        table.attribute, (0,) * len(table.classes), plane, (plane,), table.usual, (everything, everything)
    )


def value_table(
    attribute: Attribute, lines: Mapping[ValueLine, int], everything: int, usual: int, blocks: Sequence[int]
) -> ValueTable:
    """The table of the lines on an attribute, each with its slots; `usual` is its K where nothing is told.

    `blocks` are the wide sets of values that consultations tell, such as prefectures.
    """
    sets = {line: _smallest(line.sets) for line in lines}
    told = {mask for line in lines for mask in (line.mask, *sets[line])}
    classes, firsts = _classes(len(attribute.values), told)
    free = everything & ~union(lines.values())
    given = _plane([(line.mask, slots) for line, slots in lines.items()], free, firsts, classes, blocks)
    silent = []
    for number in range(max((len(kept) for kept in sets.values()), default=0) or 1):
        part = [(_nth(line, sets[line], number), slots) for line, slots in lines.items()]
        silent.append(_plane(part, free, firsts, classes, blocks))
    planes = tuple(given if plane == given else plane for plane in silent)
    return ValueTable(attribute.name, classes, given, planes, usual, _least(planes, usual, classes))


def _nth(line: ValueLine, sets: Sequence[int], number: int) -> int:
    """The values that the nth plane of a line not given asks for: all, where it has no further set."""
    if line.denied or not (line.mask or line.excused):
        return 0
    return sets[number] if number < len(sets) else -1


def _plane(
    lines: Iterable[tuple[int, int]], free: int, firsts: Sequence[int], classes: Sequence[int], blocks: Sequence[int]
) -> Plane:
    grouped: dict[int, int] = {}
    for mask, slots in lines:
        grouped[mask] = grouped.get(mask, 0) | slots
    holds = dict.fromkeys(range(len(firsts)), free)
    first = of_positions(firsts, len(classes))
    for mask, slots in grouped.items():
        for position in positions(mask & first):
            holds[classes[position]] |= slots
    narrow = Plane(holds, ())
    wide = tuple((block, *narrow.verdicts(block, classes)) for block in blocks)
    return Plane(MappingProxyType(holds), wide)


def _least(planes: Iterable[Plane], known: int, classes: Sequence[int]) -> Both:
    every = some = -1
    for plane in planes:
        yes, maybe = plane.verdicts(known, classes)
        every, some = every & yes, some & maybe
    return every, some


def _smallest(sets: Sequence[int]) -> tuple[int, ...]:
    """Those sets that hold no other: a verdict on a wider one is never the least."""
    return tuple(one for one in sets if not any(other != one and not other & ~one for other in sets))


def _classes(size: int, masks: Iterable[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Position → class, and the first position of each class: equal columns of the masks, written as rows, are one."""
    rows = [format(mask & (1 << size) - 1, f"0{size}b")[::-1] for mask in sorted(masks)]
    columns = zip(*rows, strict=True) if rows else [()] * size
    numbers: dict[tuple[str, ...], int] = {}
    classes = tuple(numbers.setdefault(column, len(numbers)) for column in columns)
    first: dict[int, int] = {}
    for position, number in enumerate(classes):
        first.setdefault(number, position)
    return classes, tuple(first[number] for number in range(len(numbers)))
