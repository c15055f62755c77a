"""Putting formulas together so that equal meanings that differ in order alone are equal values.

Law: nested and/or of one kind is flat, parts are sorted by their canonical text and stand once, a single part
stands alone, and a negation is pushed down to the tests (language §4; De Morgan).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tsunagari.model.attributes import Attribute
from tsunagari.model.canonical import formula_text
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated


def all_of(parts: Iterable[Formula]) -> Formula:
    """Every part must hold."""
    flat = _flat(parts, All)
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(parts: Iterable[Formula]) -> Formula:
    """One part suffices."""
    flat = _flat(parts, Any)
    return flat[0] if len(flat) == 1 else Any(flat)


def in_order(parts: Iterable[Formula]) -> tuple[Formula, ...]:
    """Formulas in canonical order, each once."""
    found = list(parts)
    if len(found) < 2:
        return tuple(found)
    by_text = {formula_text(part): part for part in found}
    return tuple(by_text[text] for text in sorted(by_text))


def _flat(parts: Iterable[Formula], kind: type[All] | type[Any]) -> tuple[Formula, ...]:
    flat: list[Formula] = []
    for part in parts:
        if isinstance(part, All | Any) and isinstance(part, kind):
            flat += part.parts
        else:
            flat.append(part)
    return in_order(flat)


def negated(formula: Formula, attributes: Mapping[str, Attribute]) -> Formula:
    """The reverse of a formula."""
    match formula:
        case In(name, mask, absent):
            whole = (1 << len(attributes[name].values)) - 1
            return In(name, whole & ~mask, None if absent is None else not absent)
        case Stated(mode="any", absent=absent):
            return replace(formula, mode="none", absent=None if absent is None else not absent)
        case Stated(mode="none", absent=absent):
            return replace(formula, mode="any", absent=None if absent is None else not absent)
        case All(parts):
            return any_of(negated(part, attributes) for part in parts)
        case Any(parts):
            return all_of(negated(part, attributes) for part in parts)
        case Not(part):
            return part
        case Stated() | During():
            return Not(formula)


def size(formula: Formula) -> int:
    """How many tests a formula holds."""
    if isinstance(formula, All | Any):
        return sum(map(size, formula.parts))
    return 1
