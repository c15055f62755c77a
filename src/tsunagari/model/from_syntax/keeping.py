"""What resolving leaves for the next time.

Law: resolving with what was kept gives what resolving afresh gives: the same ruleset, the same problems. What is kept
is kept of objects of the trees, and those of an untouched file come back as they were. A clause holds while all that it
may name is written as it was, to the letter, and every folder is as far from the root as it was; one of which something
had to be said is read again, and so is everything where a line is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tsunagari.model.attributes import Attribute
from tsunagari.model.from_syntax.amending import Amendment, Removal
from tsunagari.model.from_syntax.declarations import Declaration, Gathered, Head, Line
from tsunagari.model.memory import Memory
from tsunagari.model.registry import Resource
from tsunagari.model.rules import Clause, Site
from tsunagari.model.ruleset import Allowance
from tsunagari.syntax.ast import Block, File

Thing = TypeVar("Thing")

CLAUSES = ("rule", "withhold", "default")
"""The blocks that no condition, no target and no other block names."""


@dataclass(frozen=True, slots=True)
class Read:
    """The declarations and changes of one file in a folder of this key and tier."""

    folder: str
    tier: int
    pool: tuple[Declaration, ...]
    changes: tuple[Amendment | Removal, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What a ruleset keeps of a declaration beside its meaning."""

    site: Site
    allowances: tuple[Allowance, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a clause may name or take over: every other declaration, the heads, what is gone, language tags."""

    declarations: tuple[Declaration, ...] = ()
    heads: tuple[Head, ...] = ()
    dropped: frozenset[tuple[str, str]] = frozenset()
    tags: frozenset[str] = frozenset()

    @classmethod
    def of(cls, gathered: Gathered, tags: Iterable[str]) -> Surroundings:
        """Those of the clauses of gathered folders."""
        blocks = gathered.declarations
        others = (one for kind in blocks if kind not in CLAUSES for one in blocks[kind])
        return cls(tuple(others), tuple(gathered.heads.values()), gathered.dropped, frozenset(tags))

    def same(self, other: Surroundings) -> bool:
        """Whether the same is written in both, be it elsewhere."""
        return (
            (self.dropped, self.tags) == (other.dropped, other.tags)
            and _all_alike(self.declarations, other.declarations)
            and len(self.heads) == len(other.heads)
            and all(
                (one.name, one.folder, one.tier) == (two.name, two.folder, two.tier)
                and _lines_alike(one.lines, two.lines)
                for one, two in zip(self.heads, other.heads, strict=True)
            )
        )


class Kept:
    """Results of one resolving for the next one; for one thread at a time. `keeps` is False where there is no next one.

    `files`: what a file declares; `tags`: the language tags that a declaration uses; `noted`; `clauses`; `printed`: the
    canonical print of a clause. `fresh` until something is resolved with it, be it to the end or not.
    """

    __slots__ = (
        "_attributes", "_names", "_resources", "_surroundings", "clauses", "files", "fresh", "noted", "printed", "tags",
    )  # fmt: skip

    def __init__(self, *, keeps: bool = True) -> None:
        self.fresh = True
        self.files: Memory[File, Read] = Memory(keeps=keeps)
        self.tags: Memory[Block | Declaration, frozenset[str]] = Memory(keeps=keeps)
        self.noted: Memory[Block | Declaration, Noted] = Memory(keeps=keeps)
        self.clauses: Memory[Block | Declaration, Clause] = Memory(keeps=keeps)
        self.printed: Memory[Clause, bytes] = Memory(keeps=keeps)
        self._names: dict[str, str] = {}
        self._surroundings = Surroundings()
        self._attributes: Mapping[str, Attribute] = {}
        self._resources: Mapping[str, Resource] = {}

    def splitting(self, names: Mapping[str, str]) -> None:
        """Lines are cut by these names of attributes from now on."""
        if names != self._names:
            self.tags.clear()
            self._names = dict(names)

    def surrounded(self, surroundings: Surroundings, *, lost: bool) -> None:
        """Clauses stand among these from now on; `lost`: a line could not be read, which excuses what names it."""
        if not self._surroundings.same(surroundings):
            self.clauses.clear()
        self._surroundings = Surroundings() if lost else surroundings

    def attributes(self, found: Mapping[str, Attribute]) -> dict[str, Attribute]:
        """These attributes; those that are as they were are the objects that they were."""
        self._attributes = made = _as_before(found, self._attributes)
        return made

    def resources(self, found: Mapping[str, Resource]) -> dict[str, Resource]:
        """The same of resources."""
        self._resources = made = _as_before(found, self._resources)
        return made

    def turn(self) -> None:
        """End a round."""
        for memory in (self.files, self.tags, self.noted, self.clauses, self.printed):
            memory.turn()


def _as_before(found: Mapping[str, Thing], before: Mapping[str, Thing]) -> dict[str, Thing]:
    return {name: before[name] if before.get(name) == thing else thing for name, thing in found.items()}


def _all_alike(ones: tuple[Declaration, ...], others: tuple[Declaration, ...]) -> bool:
    return len(ones) == len(others) and all(
        one is two or _alike(one, two) for one, two in zip(ones, others, strict=True)
    )


def _alike(one: Declaration, two: Declaration) -> bool:
    """Whether two declarations say the same in the same words."""
    if one.source is two.source and (one.tier, one.folder) == (two.tier, two.folder):
        return True
    return (
        (one.keyword, one.name, one.tier, one.folder, one.broken, one.under, one.title)
        == (two.keyword, two.name, two.tier, two.folder, two.broken, two.under, two.title)
        and [alias.text for alias in one.aliases] == [alias.text for alias in two.aliases]
        and _lines_alike(one.lines, two.lines)
    )


def _lines_alike(ones: tuple[Line, ...], others: tuple[Line, ...]) -> bool:
    return len(ones) == len(others) and all(
        one is two or (one.folder == two.folder and one.field == two.field and _text(one) == _text(two))
        for one, two in zip(ones, others, strict=True)
    )


def _text(line: Line) -> str:
    """A line as written: two that are read alike may differ in quotation marks, which have a meaning."""
    span = line.field.span
    return line.file.source.text[span.start : span.end]
