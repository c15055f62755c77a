"""Every test that the conditions of a ruleset are made of, as written, before boxes drop what can never hold."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.ruleset import Ruleset


def conditions_of(ruleset: Ruleset) -> Iterator[In | Stated | During]:
    """The tests of all clauses, their provisos, and the resources' own conditions."""
    clauses = [*ruleset.rules, *ruleset.withholds, *ruleset.defaults]
    formulas: list[Formula] = [formula for one in ruleset.resources.values() for _, formula in one.conditions]
    while clauses:
        clause = clauses.pop()
        clauses += clause.provisos
        formulas += clause.lines
    while formulas:
        formula = formulas.pop()
        if isinstance(formula, All | Any):
            formulas += formula.parts
        elif isinstance(formula, Not):
            formulas.append(formula.part)
        else:
            yield formula
