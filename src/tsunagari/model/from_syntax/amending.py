"""What a folder changes in what it uses: `amend` and `without`.

Law: both reach only declarations of folders that the writer uses; changes of a farther folder are worked in before
those of a nearer one; an amendment replaces the fields that it writes, as whole groups of lines, and nothing else,
in a proviso of the same name too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from tsunagari.model.from_syntax.declarations import Called, Declaration, Line
from tsunagari.model.from_syntax.names import nearest
from tsunagari.model.from_syntax.problems import Problems, Where
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Block, Declared, DeclaredList, Field, Proviso, Reference

Form = tuple[str, str]
"""A block's keyword and a normalised name."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """An `amend` block."""

    block: Block
    where: Where
    tier: int


@dataclass(frozen=True, slots=True)
class Removal:
    """A `without`."""

    reference: Reference
    where: Where
    tier: int


Reach = Mapping[str, Set[str]]


def amended(
    pool: Sequence[Declaration], changes: Iterable[Amendment | Removal], reach: Reach, problems: Problems
) -> tuple[tuple[Declaration, ...], frozenset[Form]]:
    """The declarations after all changes, and the forms that were taken away."""
    changes = tuple(changes)
    if not changes:
        return tuple(pool), frozenset()
    work = _Work(list(pool), reach, problems)
    by_tier: defaultdict[int, list[Amendment | Removal]] = defaultdict(list)
    for change in changes:
        by_tier[change.tier].append(change)
    for tier in sorted(by_tier, reverse=True):
        for change in by_tier[tier]:
            if isinstance(change, Removal):
                work.remove(change)
        for change in by_tier[tier]:
            if isinstance(change, Amendment):
                work.amend(change)
    return tuple(declaration for declaration in work.current if declaration is not None), frozenset(work.dropped)


class _Work:
    """The pool while it changes."""

    def __init__(self, pool: list[Declaration], reach: Reach, problems: Problems) -> None:
        self.original = tuple(pool)
        self.current: list[Declaration | None] = list(pool)
        self.reach = reach
        self.problems = problems
        self.dropped: set[Form] = set()
        self.done: dict[tuple[int, int], Where] = {}
        self.index: defaultdict[Form, list[int]] = defaultdict(list)
        self.implied: defaultdict[Form, set[str]] = defaultdict(set)
        for at, declaration in enumerate(pool):
            for name in (declaration.name, *(alias.text for alias in declaration.aliases)):
                self.index[declaration.keyword, key(name)].append(at)
            if declaration.keyword == "issue":
                for entry in _entries(declaration.lines):
                    self.implied["issue", key(entry.name.text)].add(declaration.folder)

    def remove(self, removal: Removal) -> None:
        """Take away what the writer's folder uses under that name."""
        name, keyword = removal.reference.name.text, removal.reference.kind
        within = self.reach.get(removal.where.folder, frozenset())
        found = [at for at in self.index.get((keyword, key(name)), ()) if self.folder(at) in within]
        implied = self.implied.get((keyword, key(name)), set()) & within
        if not found and not implied:
            if not self.problems.lost(name, keyword):
                self.problems.report(
                    "without-unknown", removal.where, near=lambda: self.near(keyword, name, within), name=name
                )
            return
        self.dropped.add((keyword, key(name)))
        for at in found:
            declaration = self.original[at]
            self.dropped |= {
                (keyword, key(text)) for text in (declaration.name, *(a.text for a in declaration.aliases))
            }
            self.current[at] = None

    def amend(self, amendment: Amendment) -> None:
        """Work an amendment into the nearest declaration of that name which the writer's folder uses."""
        block = amendment.block
        name = block.name.text if block.name else ""
        within = self.reach.get(amendment.where.folder, frozenset())
        found = [
            at
            for at in self.index.get((block.keyword, key(name)), ())
            if self.folder(at) in within and self.current[at] is not None
        ]
        if not found:
            if not self.problems.lost(name, block.keyword):
                self.problems.report(
                    "amend-unknown", amendment.where, near=lambda: self.near(block.keyword, name, within), name=name
                )
            return
        nearest_tier = min(self.original[at].tier for at in found)
        base = next(at for at in found if self.original[at].tier == nearest_tier)
        for at in found:
            if self.original[at].tier > nearest_tier:
                self.current[at] = None  # the nearer one is meant: this settles the clash
        if (first := self.done.get((base, amendment.tier))) is not None:
            self.problems.report("amend-twice", amendment.where, name=name, first=first.text())
            return
        self.done[base, amendment.tier] = amendment.where
        declaration = self.current[base]
        if declaration is not None:
            self.current[base] = _merged(declaration, block, amendment.where)

    def folder(self, at: int) -> str:
        """The folder of a declaration."""
        return self.original[at].folder

    def near(self, keyword: str, name: str, within: Set[str]) -> tuple[str, ...]:
        """Names that look like one which is not there."""
        return nearest(name, {d.name for d in self.original if d.keyword == keyword and d.folder in within})


def _entries(lines: Iterable[Line]) -> Iterable[Declared]:
    for line in lines:
        if line.field.keyword == "includes" and isinstance(line.field.value, DeclaredList):
            yield from line.field.value.entries


def _group(keyword: str) -> str:
    """Lines that are replaced together: `or` belongs to `when`."""
    return "when" if keyword == "or" else keyword


def _merged(declaration: Declaration, block: Block, where: Where) -> Declaration:
    fresh = tuple(Line(field, where.file, where.folder) for field in block.fields)
    known = {
        key(line.field.value.name.name.text): line.field
        for line in declaration.lines
        if isinstance(line.field.value, Proviso)
    }
    added = tuple(replace(line, field=_with_what_was(line.field, known)) for line in fresh)
    provisos = {key(line.field.value.name.name.text) for line in fresh if isinstance(line.field.value, Proviso)}
    groups = {_group(line.field.keyword) for line in fresh if not isinstance(line.field.value, Proviso)}
    kept = tuple(
        line
        for line in declaration.lines
        if not (
            key(line.field.value.name.name.text) in provisos
            if isinstance(line.field.value, Proviso)
            else _group(line.field.keyword) in groups
        )
    )
    aliases = tuple(Called(alias.text, where.at(alias.span)) for alias in block.aliases)
    return replace(
        declaration,
        lines=kept + added,
        aliases=declaration.aliases + aliases,
        broken=declaration.broken or block.broken,
        under=block.under or declaration.under,
        title=block.title or declaration.title,
        block=None,
    )


def _with_what_was(field: Field, known: Mapping[str, Field]) -> Field:
    """A proviso that amends one of the same name keeps the fields that it does not write."""
    value = field.value
    if not isinstance(value, Proviso):
        return field
    before = known.get(key(value.name.name.text))
    if before is None or not isinstance(before.value, Proviso):
        return field
    written = {_group(inner.keyword) for inner in value.fields}
    kept = tuple(inner for inner in before.value.fields if _group(inner.keyword) not in written)
    name = replace(value.name, aliases=value.name.aliases or before.value.name.aliases)
    return replace(
        field, value=replace(value, name=name, under=value.under or before.value.under, fields=(*kept, *value.fields))
    )
