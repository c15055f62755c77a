"""Defines: names for conditions, which may name each other, in no circle.

Law: a define stands for its formula wherever it is named; one that holds more tests than a clause may have boxes, or
that goes deeper than provisos may, is an error, so that no few lines can become a formula that nobody can read.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.model.formula import TRUE, Formula
from tsunagari.model.from_syntax.conditions import Conditions
from tsunagari.model.from_syntax.cycles import ordered, way_around
from tsunagari.model.from_syntax.declarations import Declaration
from tsunagari.model.from_syntax.formulas import all_of, size
from tsunagari.syntax.ast import Words
from tsunagari.syntax.limits import BOXES, PROVISO_DEPTH


def resolve_defines(kept: Mapping[str, Declaration], conditions: Conditions) -> None:
    """Fill in `conditions.defines`."""
    graph = {name: _uses(declaration, conditions) for name, declaration in kept.items()}
    order, circles = ordered(graph)
    circling = {name for circle in circles for name in circle}
    for circle in circles:
        conditions.problems.circle("define-circle", kept[circle[0]].where, way_around(circle, graph))
    depth: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for name in order:
        if name not in circling:
            depth[name] = 1 + max((depth.get(other, 0) for other in graph[name]), default=0)
            tests = sum(sizes.get(other, 1) for other in graph[name])
            conditions.defines[name] = _formula(kept[name], depth[name], tests, conditions)
            sizes[name] = size(conditions.defines[name])


def _uses(declaration: Declaration, conditions: Conditions) -> list[str]:
    found = (
        conditions.uses(line.field.value)
        for line in declaration.lines
        if line.field.keyword in ("when", "or") and isinstance(line.field.value, Words)
    )
    return [name for name in found if name is not None]


def _formula(declaration: Declaration, depth: int, tests: int, conditions: Conditions) -> Formula:
    """The formula; `depth` counts defines within defines, `tests` those that the defines named bring along."""
    problems = conditions.problems
    if depth > PROVISO_DEPTH:
        if depth == PROVISO_DEPTH + 1:  # what names it is too deep because of it
            problems.report("define-too-deep", declaration.where, name=declaration.name, limit=str(PROVISO_DEPTH))
        return TRUE
    if tests > BOXES:
        problems.report("define-too-large", declaration.where, name=declaration.name, limit=str(BOXES))
        return TRUE
    lines = conditions.lines(declaration.lines)
    if not lines and not declaration.broken:
        problems.report("define-without-when", declaration.where, name=declaration.name)
    return all_of(lines)
