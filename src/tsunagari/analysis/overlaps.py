"""Provisos of one clause that hold at once and do different things.

Law (language §4, "A clause"): several provisos that hold all apply. Two that stand beside each other overlap where
somebody who tells everything exactly meets both, and neither is excepted from by its own provisos; one `under` the
other never does. Only those are told that lead elsewhere or are more or less urgent: the others cannot surprise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from tsunagari.analysis.asking import Counter
from tsunagari.analysis.pairs import within
from tsunagari.analysis.somebody import Everybody
from tsunagari.model.boxes import clause_boxes
from tsunagari.model.registry import ALWAYS
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two provisos of a clause, and somebody who meets both."""

    above: Clause
    first: Clause
    second: Clause
    person: Counter


def overlaps(ruleset: Ruleset, everybody: Everybody) -> Iterator[Overlap]:
    """The overlapping provisos of the rules, in the order of the ruleset."""
    for rule in ruleset.rules:
        for clause, above in within(rule, ()):
            for first, second in combinations(clause.provisos, 2):
                if _does(first) != _does(second):
                    person = _meeting(first, second, (*above, clause), ruleset, everybody)
                    if person is not None:
                        yield Overlap(clause, first, second, person)


def _does(clause: Clause) -> tuple[object, ...]:
    return clause.route, clause.otherwise, clause.urgency


def _meeting(
    first: Clause, second: Clause, above: tuple[Clause, ...], ruleset: Ruleset, everybody: Everybody
) -> Counter | None:
    both = (first, second)
    every = [one.ruleset_effective for one in both] + [one.effective for one in (*both, *above)]
    periods = [period for period in every if period != ALWAYS]
    boxes = (tuple(clause_boxes(one, above, ruleset.attributes)) for one in both)
    for one, other in product(*boxes):
        person = everybody.meeting((*one, *other), periods)
        if person is not None:
            return person
    return None
