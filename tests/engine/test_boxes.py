"""Boxes of the model: counted without being made, and the same as the plain reading makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings

from engine.worlds import ages, attributes, desk, of, rule, ruleset, way, worlds
from tsunagari.engine.reading import read
from tsunagari.model.boxes import boxes, clause_boxes, count_boxes, resource_boxes
from tsunagari.model.formula import All, Not
from tsunagari.model.formula import Any as AnyOf
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.syntax.limits import BOXES


def _family(clause: Clause, above: tuple[Clause, ...] = ()) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
    yield clause, above
    for proviso in clause.provisos:
        yield from _family(proviso, (*above, clause))


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_boxes_are_counted_without_being_made(ruleset: Ruleset) -> None:
    """The count is the number that distribution gives, for each clause alone and with each resource."""
    for top in ruleset.rules:
        for clause, above in _family(top):
            made = list(clause_boxes(clause, above, ruleset.attributes))
            assert count_boxes(clause, above) == len(made)
            for name in clause.route:
                resource = ruleset.resources[name]
                own = [box for way in resource.ways for box in resource_boxes(resource, way, ruleset.attributes)]
                assert count_boxes(clause, above, resource) == len(made) * len(own)


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_the_plain_reading_makes_no_other_boxes(ruleset: Ruleset) -> None:
    """Two enumerations written apart agree on the number; the plain one only drops what can never hold."""
    readings = {(r.clause.name, r.clause.kind): r for r in read(ruleset).rules}
    for top in ruleset.rules:
        for clause, above in _family(top):
            reading = readings[clause.name, "rule"]
            assert len(reading.own) <= count_boxes(clause, above)
            assert len(reading.topics) == count_boxes(clause, above)


def test_the_limit_is_reached_without_lack_of_memory() -> None:
    """Twelve lines of two alternatives are 4,096 boxes, one more line is too many, a thousand are counted too."""
    line = AnyOf((ages(0, 17), of("school", "high")))
    at_limit = rule("r", *[line] * 12)
    assert count_boxes(at_limit, ()) == BOXES
    assert count_boxes(replace(at_limit, lines=(line,) * 13), ()) == 2 * BOXES
    assert count_boxes(replace(at_limit, lines=(line,) * 1000), ()) == 2**1000


@pytest.mark.parametrize("ways", [1, 2, 3])
def test_ways_and_provisos_multiply(ways: int) -> None:
    """Each way is one more alternative; a proviso of two lines is two ways out."""
    proviso = rule("r/p", ages(0, 17), of("danger", "yes"))
    clause = rule("r", route=["d"], provisos=(proviso, proviso))
    resource = desk("d", ways=(way("phone"),) * ways)
    assert count_boxes(clause, (), resource) == 4 * ways
    assert count_boxes(proviso, (clause,), resource) == ways


def test_negations_reach_the_tests() -> None:
    """De Morgan, and the values outside of the set."""
    formula = Not(All((ages(0, 17), AnyOf((of("danger", "yes"), of("school", "high"))))))
    found = list(boxes(formula, attributes()))
    assert found == [(ages(18),), (of("danger", "no"), of("school", "elementary", "none"))]


def test_a_clause_of_many_boxes_is_answered() -> None:
    """At the limit of the language the plain reading still answers."""
    line = AnyOf((ages(0, 17), of("school", "high")))
    world = ruleset([desk("d")], [rule("r", *[line] * 12, route=["d"])])
    assert len(read(world).rules[0].own) == BOXES
