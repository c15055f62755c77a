"""Who gets nobody, or nobody but a default: whole regions, biggest first.

Law (design C1, C5): the regions are disjoint and together hold every consultation told exactly, of one issue, at most
one wish and time untold, that gets no yes; where there are more than `MOST`, or the budget ends, `whole` says that
some are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tsunagari.analysis.axes import Axes, exact_domains
from tsunagari.analysis.covering import Covering
from tsunagari.analysis.pairs import Pairs, pairs_of
from tsunagari.analysis.regions import MOST, Regions, collected
from tsunagari.analysis.search import Budget
from tsunagari.analysis.stated import StatedSets, of_sets
from tsunagari.calendar.holidays import Holidays
from tsunagari.model.formula import Not, Stated
from tsunagari.model.ruleset import Ruleset

NODES: Final = 100_000


def regions_without_a_yes(
    ruleset: Ruleset, holidays: Holidays, *, defaults: bool, nodes: int = NODES
) -> Regions:
    """Those who get no yes; `defaults`: also none from a default."""
    pairs = pairs_of(ruleset if defaults else replace(ruleset, defaults=()))
    sets = every_single(ruleset, pairs)
    domains = exact_domains(ruleset.attributes)
    domains |= {name: (1 << len(one.sets)) - 1 for name, one in sets.items()}
    axes = Axes(ruleset.attributes, frozenset(), None, holidays, sets, domains)
    return collected(axes, Covering(pairs, axes).gaps(axes, Budget(nodes), MOST))


def every_single(ruleset: Ruleset, pairs: Pairs) -> dict[str, StatedSets]:
    """Every issue for itself, and no wish or one: a region names all of those in it, and they can be counted."""
    issues, wishes = ruleset.issues.leaves(), sorted(set(ruleset.wishes.values()))
    return {
        "issue": of_sets([(one,) for one in issues] or [()], stated_in(pairs, "issue"), ruleset.issues),
        "wish": of_sets([(), *((one,) for one in wishes)], stated_in(pairs, "wish"), None),
    }


def stated_in(pairs: Pairs, name: str) -> list[Stated]:
    """The tests of issues or wishes in all boxes."""
    boxes = [*(pair.box for pair in pairs.pairs), *(hold.box for hold in pairs.holds)]
    return [test for box in boxes for test in _tests(box, name)]


def _tests(box: Sequence[object], name: str) -> list[Stated]:
    parts = (one.part if isinstance(one, Not) else one for one in box)
    return [one for one in parts if isinstance(one, Stated) and one.attribute == name]
