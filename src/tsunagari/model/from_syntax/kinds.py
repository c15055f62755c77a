"""Kinds of resources, organizations and bodies: free names, with built-in pairs and declared ones.

Law: a kind that nobody declares is named by the least of its spellings, so that no order of lines shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.declarations import Declaration, value
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Names


def kinds(declared: Sequence[Declaration], users: Iterable[Declaration], problems: Problems) -> Namespace:
    """The namespace of kinds: built-in, declared by `resource-kind`, and used by anything."""
    space = Namespace("kind")
    for row in built_in.KINDS:
        space.built_in(*row)
    kept = [d for d in declared if _is_built_in(d, space) or space.declare(d.name, d.where, problems)]
    for declaration in kept:
        for alias in declaration.aliases:
            space.also_called(space.get(declaration.name) or "", alias.text, alias.where, problems)
    used = {kind for user in users if (kind := written_kind(user)) is not None and space.get(kind) is None}
    for name in sorted(used, key=lambda text: (key(text), text)):
        if space.get(name) is None:
            space.canonical[key(name)] = name
            space.spelled[key(name)] = name
            space.others[name] = ()
    return space


def _is_built_in(declaration: Declaration, space: Namespace) -> bool:
    """True where the kind is built in: saying so again gives it other names and does no harm."""
    return space.get(declaration.name) is not None and key(declaration.name) not in space.first


def written_kind(declaration: Declaration) -> str | None:
    """The kind that a block writes."""
    found = value(declaration.lines, "kind", Names)
    return found[0].names[0].text if found and found[0].names else None
