"""Resources that somebody is led to, and that are withheld from every one of them.

Law (design C4; language §4, "Who is gone"): of whoever tells everything exactly and is led to the resource, some
withhold keeps it; so nobody who leaves something untold has it surely. Withholds that look at the time or at silence,
or have a period, keep nothing for this. Nothing is claimed of a resource to which something leads silent people only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tsunagari.analysis.axes import Axes, apart, exact_domains
from tsunagari.analysis.inside import covered
from tsunagari.analysis.pairs import Hold, Pair, Pairs, pairs_of
from tsunagari.analysis.search import Budget, OutOfBudget
from tsunagari.analysis.stated import StatedSets, sets_of
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.boxes import Box, Literal
from tsunagari.model.formula import In, Not, Stated
from tsunagari.model.registry import ALWAYS
from tsunagari.model.ruleset import Ruleset

_NODES: Final = 20_000


def always_withheld(ruleset: Ruleset, holidays: Holidays, *, nodes: int = _NODES) -> tuple[str, ...]:
    """Their names, sorted; of a resource that could not be settled in so many nodes nothing is claimed."""
    pairs = pairs_of(ruleset)
    holds = [one for one in pairs.holds if one.clause.effective == ALWAYS and not _may_end(one.box)]
    found = []
    for name in sorted({name for one in holds for name in one.clause.route}):
        led = [pair for pair in pairs.pairs if pair.resource == name]
        keeping = [one for one in holds if name in one.clause.route]
        try:
            if _all_kept(pairs, led, keeping, holidays, Budget(nodes)):
                found.append(name)
        except OutOfBudget:
            continue
    return tuple(found)


def _all_kept(
    pairs: Pairs, led: Sequence[Pair], keeping: Sequence[Hold], holidays: Holidays, budget: Budget
) -> bool:
    """Whether somebody is led, and nobody outside of what is kept."""
    ruleset = pairs.ruleset
    boxes = [*(apart(pair.box)[0] for pair in led), *(hold.box for hold in keeping)]
    sets = {name: _sets(ruleset, boxes, name) for name in ("issue", "wish")}
    if not all(one.whole for one in sets.values()):
        return False
    domains = exact_domains(ruleset.attributes)
    domains |= {name: (1 << len(one.sets)) - 1 for name, one in sets.items()}
    axes = Axes(ruleset.attributes, frozenset(), None, holidays, sets, domains)
    kept = [masks for hold in keeping if (masks := axes.timeless(hold.box, surely=True)) is not None]
    named = {axis for masks in kept for axis in masks}
    regions = []
    for pair in led:
        timeless = apart(pair.box)[0]
        masks = axes.timeless(timeless, surely=False)
        if masks is None and axes.timeless(_but_for_silence(timeless), surely=False) is not None:
            return False
        regions += [] if masks is None else [masks]
    return bool(regions) and all(
        covered({axis: domains[axis] for axis in named} | dict(region), kept, budget).outside is None
        for region in regions
    )


def _sets(ruleset: Ruleset, boxes: Iterable[Sequence[Literal]], name: str) -> StatedSets:
    """Every set of issues or wishes that these boxes can tell apart."""
    tests = [one for box in boxes for one in _tests(box) if isinstance(one, Stated) and one.attribute == name]
    return sets_of(ruleset, name, tests, tests)


def _but_for_silence(box: Sequence[Literal]) -> list[Literal]:
    """The tests of attributes that somebody may not leave untold."""
    told = {test.attribute for test in _tests(box) if test.absent is not True}
    return [one for one in box if any(test.attribute in told for test in _tests([one]))]


def _may_end(box: Box) -> bool:
    """Whether it looks at the time, or at silence."""
    timeless, times = apart(box)
    return bool(times) or any(test.absent is not None for test in _tests(timeless))


def _tests(box: Iterable[Literal]) -> list[In | Stated]:
    parts = (one.part if isinstance(one, Not) else one for one in box)
    return [one for one in parts if isinstance(one, In | Stated)]
