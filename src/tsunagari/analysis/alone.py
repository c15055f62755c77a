"""The search inside one box, made small: only the boxes that meet it, only the values that these tell apart.

Law: what is found inside the box is what the search over the whole space would find there. A loss touches a few boxes
of many thousands; each is asked about where it holds and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from tsunagari.analysis.bits import bits
from tsunagari.analysis.search import Budget, Space, parted

Tests = Mapping[int, int]
"""Attribute number → mask of values; what is not named is not tested."""

_BUILT_A_NODE: Final = 16
"""Boxes that are made small in about the time of one node of the search."""


class Inside:
    """Boxes with their guards over numbered attributes; `domains` are all values of each."""

    def __init__(self, domains: Sequence[int], boxes: Sequence[Tests], guards: Sequence[int], space: Space) -> None:
        self.domains, self.boxes, self.guards, self.space = domains, boxes, guards, space
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def alone(self, number: int, there: int, without: int, budget: Budget, most: int) -> Iterator[Tests]:
        """Disjoint parts of a box that hold every point at which it holds and nothing of `without` does.

        `there` are the boxes that count at all. At most so many; raises OutOfBudget.
        """
        budget.spend()
        region = self.boxes[number]
        if self._one_covers(region, without):
            return
        for attribute, mask in region.items():
            there &= self._columns(attribute, mask)[0]
        numbers = {one: anew for anew, one in enumerate(bits(there))}
        budget.spend(len(numbers) // _BUILT_A_NODE)
        tests = {one: self._tests(one, region) for one in numbers}
        attributes = sorted({attribute for tested in tests.values() for attribute in tested})
        axes = [
            _Classes(region.get(one, self.domains[one]), {tested[one] for tested in tests.values() if one in tested})
            for one in attributes
        ]
        place = {attribute: n for n, attribute in enumerate(attributes)}
        boxes = [{place[a]: axes[place[a]].told[mask] for a, mask in tests[one].items()} for one in numbers]
        guards = [self._anew(self.guards[one] & there, numbers) if self.guards[one] else 0 for one in numbers]
        sizes = [len(axis.classes) for axis in axes]
        space = Space.of(sizes, boxes, guards, [int(bool(one)) for one in guards])
        left = self._anew(there & without, numbers)
        allowed = [(1 << size) - 1 for size in sizes]
        for part in parted(space, allowed, [(1 << numbers[number], left)], budget, most, both=False):
            yield {**region, **{attributes[n]: axes[n].values(mask) for n, mask in part.values.items()}}

    def _anew(self, mask: int, numbers: Mapping[int, int]) -> int:
        return sum(1 << numbers[one] for one in bits(mask))

    def _one_covers(self, region: Tests, without: int) -> bool:
        """Whether one of these boxes, guarded by none, holds everywhere in the region: the usual case, seen at once."""
        covering = without & ~self.space.guarded
        for attribute, untested in enumerate(self.space.untested):
            covering &= self._columns(attribute, region[attribute])[1] if attribute in region else untested
        return bool(covering)

    def _columns(self, attribute: int, mask: int) -> tuple[int, int]:
        """The boxes that some of these values leave alive, and those that all of them do."""
        key = (attribute, mask)
        if key not in self._known:
            some, every = 0, -1
            for column, values in self.space.classes[attribute]:
                if values & mask:
                    some |= column
                    every &= column
            self._known[key] = some, every
        return self._known[key]

    def _tests(self, number: int, region: Tests) -> dict[int, int]:
        """What a box still tests inside of a region."""
        found = {}
        for attribute, mask in self.boxes[number].items():
            values = region.get(attribute, self.domains[attribute])
            if values & ~mask:
                found[attribute] = values & mask
        return found


class _Classes:
    """Values in classes that no mask tells apart; `told` gives each mask as one of classes.

    A mask that holds most values is told by the values that it does not hold.
    """

    def __init__(self, values: int, masks: Iterable[int]) -> None:
        ordered = sorted(masks)
        turned = 0
        apart: dict[int, int] = {}
        rest = values
        for number, mask in enumerate(ordered):
            fewer = values & ~mask
            if fewer.bit_count() < mask.bit_count():
                turned |= 1 << number
            else:
                fewer = mask
            rest &= ~fewer
            for value in bits(fewer):
                apart[value] = apart.get(value, 0) | 1 << number
        found = {0: rest} if rest else {}
        for value, signature in apart.items():
            found[signature] = found.get(signature, 0) | 1 << value
        self.classes = tuple(found.values())
        held = [0] * len(ordered)
        for place, signature in enumerate(found):
            for number in bits(signature):
                held[number] |= 1 << place
        every = (1 << len(found)) - 1
        self.told = {mask: every & ~held[n] if turned >> n & 1 else held[n] for n, mask in enumerate(ordered)}

    def values(self, mask: int) -> int:
        """The values of some classes."""
        return sum(self.classes[number] for number in bits(mask))
