"""Blocks on their way to the model: a declaration is a block with what amended it.

Law: every line keeps the file that it stands in, so that a problem is shown where it was written, also when
another folder amended the block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.registry import Period
from tsunagari.syntax.ast import Block, Field, File, Name, Text

V = TypeVar("V")

#: The blocks that declare a name which others may refer to, amend or do without.
DECLARING = (
    "law", "issue", "area", "hours", "attribute", "wish", "caller", "channel", "resource-kind", "define", "body",
    "organization", "resource", "rule", "withhold", "default",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A field with the file and folder that it stands in."""

    field: Field
    file: File
    folder: str = ""

    @property
    def where(self) -> Where:
        """The place of the line."""
        return Where(self.file, self.field.span, self.folder)

    def within(self) -> tuple[Line, ...]:
        """The lines of a proviso, as lines of the same file."""
        fields = getattr(self.field.value, "fields", ())
        return tuple(Line(inner, self.file, self.folder) for inner in fields)


@dataclass(frozen=True, slots=True)
class Called:
    """Another name of a declaration and where it is given."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Declaration:
    """A named block with its amendments worked in; `tier` is the distance of its folder from the root.

    `block` is the block where nothing amends it.
    """

    keyword: str
    name: str
    where: Where
    aliases: tuple[Called, ...]
    lines: tuple[Line, ...]
    tier: int
    broken: bool = False
    under: Name | None = None
    title: Text | None = None
    block: Block | None = None

    @property
    def source(self) -> Block | Declaration:
        """What it comes from, as an object: a block above the first edit of a file is the same one afterwards."""
        return self.block or self

    @property
    def folder(self) -> str:
        """The key of the folder that declares it."""
        return self.where.folder


@dataclass(frozen=True, slots=True)
class Head:
    """The ruleset block of a folder, and how far the folder is from the root."""

    name: str
    effective: Period
    lines: tuple[Line, ...]
    language: str
    folder: str
    tier: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """All folders together.

    `declarations` by keyword, in order of (tier, folder, file, place); `heads` by folder; `checks` are the root's
    tests, cases and asserts; `dropped` are the (keyword, normalised name) that some `without` took away.
    """

    declarations: Mapping[str, tuple[Declaration, ...]]
    heads: Mapping[str, Head]
    root: Head
    checks: tuple[tuple[Block, File], ...]
    dropped: frozenset[tuple[str, str]]


def values(lines: tuple[Line, ...], keyword: str, kind: type[V]) -> Iterator[tuple[V, Line]]:
    """The values of all lines of one keyword that have the shape expected, with their lines."""
    for line in lines:
        if line.field.keyword == keyword and isinstance(line.field.value, kind):
            yield line.field.value, line


def value(lines: tuple[Line, ...], keyword: str, kind: type[V]) -> tuple[V, Line] | None:
    """The first such value, or None."""
    return next(values(lines, keyword, kind), None)


def written(lines: tuple[Line, ...], keyword: str) -> bool:
    """True where the keyword stands in some line."""
    return any(line.field.keyword == keyword for line in lines)


def texts(lines: tuple[Line, ...], keyword: str) -> tuple[str, ...]:
    """All quoted texts of a keyword, sorted, each once."""
    found: set[str] = set()
    for line in lines:
        if line.field.keyword == keyword:
            held: Any = getattr(line.field.value, "texts", ())
            found.update(text.text for text in held if isinstance(text, Text))
    return tuple(sorted(found))
