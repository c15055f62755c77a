"""Channels and callers: the built-in ones and those declared under them.

Law: a value's mask is itself and everything below it; declared values follow the built-in ones in the order of
their names, so that a declaration's place in a file leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsunagari.model.attributes import Attribute
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.cycles import ordered, way_around
from tsunagari.model.from_syntax.declarations import Declaration
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.syntax.keywords import BLOCKS, INNER


def tree(
    name: str,
    names: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    declarations: Sequence[Declaration],
    problems: Problems,
) -> tuple[Attribute, Namespace]:
    """The attribute `channel` or `caller` with its namespace."""
    space = Namespace(name)
    for row in rows:
        space.built_in(*row)
    declared = {d.name: d for d in declarations if space.declare(d.name, d.where, problems)}
    for declaration in declared.values():
        for alias in declaration.aliases:
            space.also_called(declaration.name, alias.text, alias.where, problems)
    parents = {d.name: _parent(d, space, problems) for d in declared.values()}
    graph = {child: [up] if up else [] for child, up in parents.items()}
    order, circles = ordered(graph)
    for circle in circles:
        problems.circle("under-circle", declared[circle[0]].where, way_around(circle, graph))
        parents.update(dict.fromkeys(circle, None))
    values = (*(row[0] for row in rows), *sorted(declared))
    place = {value: at for at, value in enumerate(values)}
    below = [1 << at for at in range(len(values))]
    for child in reversed(order):  # those above come first in the order, so masks grow from the bottom up
        up = parents[child]
        if up is not None:
            below[place[up]] |= below[place[child]]
    spellings = {form: below[place[value]] for form, value in space.canonical.items()}
    attribute = Attribute(
        name=name,
        shape="tree",
        names=names,
        values=values,
        admitted=(1 << len(values)) - 1,
        below=tuple(below),
        spellings=tuple(sorted(spellings.items())),
    )
    return attribute, space


def _line(declaration: Declaration, side: int) -> str:
    """The whole head as it might be, in Japanese (0) or English (1)."""
    keyword, under = BLOCKS[declaration.keyword], INNER["under"]
    above = built_in.EXAMPLES[declaration.keyword][side]
    first, word = ((row.en if side else row.ja)[0] for row in (keyword, under))
    return f"{first} {declaration.name} {word} {above}"


def _parent(declaration: Declaration, space: Namespace, problems: Problems) -> str | None:
    if declaration.under is None:
        if not declaration.broken:
            line = (_line(declaration, 0), _line(declaration, 1))
            problems.report("missing-under", declaration.where, name=declaration.name, line=line)
        return None
    return space.find(declaration.under.text, declaration.where.at(declaration.under.span), problems)
