"""The order of the standings, as far down as somebody looks.

Law (language §4, "Order"): the same order as `ranking.rank` gives. What costs little is compared first; whose turn it
is among equals, a hash, is worked out only for those that are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsunagari.engine.answer import Standing
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.settling import Settling
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.opening import OPEN_RANK
from tsunagari.engine.ranking import WORD, wheel
from tsunagari.engine.verdicts import YES
from tsunagari.model.rules import URGENCIES

_URGENCY = {urgency: number for number, urgency in enumerate(URGENCIES)}


def in_order(settled: Settling, knowledge: Knowledge, standings: Iterable[Standing]) -> Iterator[Standing]:
    """The standings, first come first; equals are parted when they are reached."""
    index = settled.index
    groups: dict[tuple[int, ...], list[Standing]] = {}
    for one in standings:
        groups.setdefault(_rank(index, settled, knowledge, one), []).append(one)
    turned = wheel(knowledge)
    for key in sorted(groups):
        group = groups[key]
        if len(group) > 1:
            group.sort(key=lambda one: (index.lot(one.resource) * turned & WORD, one.resource))
        yield from group


def _rank(index: Index, settled: Settling, knowledge: Knowledge, one: Standing) -> tuple[int, ...]:
    """Everything but whose turn it is; smaller comes first."""
    sharing = one.sharing
    if len(sharing) == 1:
        urgency, by = _URGENCY[sharing[0].clause.urgency], sharing[0].by
    else:
        urgency, by = min(_URGENCY[each.clause.urgency] for each in sharing), one.by
    wishes = knowledge.wishes
    return (
        YES - one.verdict,
        one.again,
        OPEN_RANK[settled.openness(one)],
        urgency,
        by == "default",
        bool(wishes) and not wishes.issubset(index.ruleset.resources[one.resource].honours),
        index.reach(knowledge, one.resource),
        by == "otherwise",
    )
