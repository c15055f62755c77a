"""Issues and wishes: what is declared, what a list declares by naming it, and what lies under what.

Law: an issue named in `includes` is declared by that; it may lie under several; the graph has no circle (one that
is written is reported, and its edges dropped).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from tsunagari.model.from_syntax.cycles import ordered, way_around
from tsunagari.model.from_syntax.declarations import Declaration, texts, values
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.issues import Issues
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Declared, DeclaredList


def declared(
    kind: str, declarations: Sequence[Declaration], problems: Problems
) -> tuple[Namespace, dict[str, Declaration]]:
    """A namespace of declared things and the declarations that it kept, by canonical name."""
    space = Namespace(kind)
    kept = {d.name: d for d in declarations if space.declare(d.name, d.where, problems)}
    for declaration in kept.values():
        for alias in declaration.aliases:
            space.also_called(declaration.name, alias.text, alias.where, problems)
    return space, kept


def issues(
    declarations: Sequence[Declaration], dropped: Set[tuple[str, str]], problems: Problems
) -> tuple[Issues, Namespace]:
    """The graph of issues and its namespace."""
    space, kept = declared("issue", declarations, problems)
    implied = [
        (entry, line.where.at(entry.name.span), declaration)
        for declaration in kept.values()
        for list_, line in values(declaration.lines, "includes", DeclaredList)
        for entry in list_.entries
        if not (declaration.tier and _gone(entry, dropped) and space.get(entry.name.text) is None)
    ]
    _declare_implied([(entry, where) for entry, where, _ in implied], space, problems)
    parents: dict[str, set[str]] = {name: set() for name in space.others}
    for entry, _, declaration in implied:
        lower = space.get(entry.name.text)
        if lower is not None:
            parents[lower].add(declaration.name)
    order, circles = ordered(parents)
    children = {name: [lower for lower, above in parents.items() if name in above] for name in kept} if circles else {}
    for circle in circles:
        problems.circle("issue-circle", kept[circle[0]].where, way_around(circle, children))
        for name in circle:
            parents[name] -= set(circle)
    above: dict[str, frozenset[str]] = {}
    for name in order:
        above[name] = frozenset((name,)).union(*(above[up] for up in parents[name] if up in above))
    return (
        Issues(
            above=dict(sorted(above.items())),
            names=dict(sorted(space.others.items())),
            synonyms={name: texts(kept[name].lines, "synonyms") if name in kept else () for name in sorted(above)},
        ),
        space,
    )


def _gone(entry: Declared, dropped: Set[tuple[str, str]]) -> bool:
    return any(("issue", key(name.text)) in dropped for name in (entry.name, *entry.aliases))


def _declare_implied(entries: Sequence[tuple[Declared, Where]], space: Namespace, problems: Problems) -> None:
    """Those with other names first, then the bare ones; by their text, so that the order of lines is nothing."""
    spelled = sorted(entries, key=lambda e: (not e[0].aliases, key(e[0].name.text), e[0].name.text))
    for entry, where in spelled:
        if space.get(entry.name.text) is None:
            space.declare(entry.name.text, where, problems)
        name = space.get(entry.name.text)
        for alias in entry.aliases:
            if name is not None:
                space.also_called(name, alias.text, where.at(alias.span), problems)


def synonyms(kept: Mapping[str, Declaration]) -> dict[str, tuple[str, ...]]:
    """Everyday words by canonical name, where some are written."""
    return {name: words for name in sorted(kept) if (words := texts(kept[name].lines, "synonyms"))}
