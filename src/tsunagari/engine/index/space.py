"""Some slots and every table on them: what one kind of consultation meets.

Law: a space answers for its slots alone, whatever else the ruleset has; two of them side by side answer for the slots
of both as each would by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from tsunagari.engine.index.planes import ValueTable, free_values
from tsunagari.engine.index.ranks import Ranks
from tsunagari.engine.index.seasons import HoursTable, SeasonTable
from tsunagari.engine.index.stated import StatedTable, free_stated

Table = TypeVar("Table", StatedTable, ValueTable)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Space:
    """Some slots and every table on them.

    Slots from `nation` on are numbered `shift` higher in the index; `rules`, `withholds` and `tiers` (of the defaults,
    the nearest first) are the slots of clauses of these kinds. `stated` and `values` are by attribute, in its order.
    """

    everything: int
    nation: int
    shift: int
    rules: int
    withholds: int
    tiers: tuple[int, ...]
    stated: tuple[StatedTable, ...]
    values: tuple[ValueTable, ...]
    hours: HoursTable
    seasons: SeasonTable
    ranks: Ranks

    @property
    def tables(self) -> tuple[StatedTable | ValueTable, ...]:
        """All tables, what tells the most apart first."""
        return (*self.stated, *self.values)


def beside(nation: Space, part: Space, values: int) -> Space:
    """The nation's slots and those of a part, for people who tell places among `values`."""
    after = nation.everything.bit_length()
    free = nation.everything, part.everything
    return Space(
        everything=nation.everything | part.everything << after,
        nation=after,
        shift=part.shift - after,
        rules=nation.rules | part.rules << after,
        withholds=nation.withholds | part.withholds << after,
        tiers=tuple(one | two << after for one, two in zip_longest(nation.tiers, part.tiers, fillvalue=0)),
        stated=tuple(one.beside(two, after) for one, two in _matched(nation.stated, part.stated, free_stated, free)),
        values=tuple(
            one.beside(two, after, values) for one, two in _matched(nation.values, part.values, free_values, free)
        ),
        hours=nation.hours.beside(part.hours, after),
        seasons=nation.seasons.beside(part.seasons, after),
        ranks=nation.ranks.beside(part.ranks, after, values),
    )


def _matched(
    ones: tuple[Table, ...], twos: tuple[Table, ...], free: Callable[[Table, int], Table], slots: tuple[int, int]
) -> Iterator[tuple[Table, Table]]:
    """The tables of two spaces by attribute; where one has none, that of its slots without a line."""
    first, second = ({one.attribute: one for one in tables} for tables in (ones, twos))
    for name in sorted({**first, **second}):
        one, two = first.get(name), second.get(name)
        if one is None:
            two = second[name]
            yield free(two, slots[0]), two
        else:
            yield one, free(one, slots[1]) if two is None else two
