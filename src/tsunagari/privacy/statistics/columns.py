"""What is counted of each area: a tree of columns, from all consultations down to how each issue ended.

Law: every column is the sum of those directly below it, so that a table is a tree of columns by a list of areas; the
columns are declared before anybody is counted, never read off the cases: that an issue occurs would tell of somebody.
A consultation counts once under each of its issues (延べ), not under an issue above another that it names. An issue
under several others hangs below what those have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from tsunagari.errors import UsageError
from tsunagari.model.issues import Issues

Measure: TypeAlias = Literal["asked", "answered", "default-only", "later-only", "unaddressed"]
ENDINGS: Final[tuple[Measure, ...]] = ("answered", "default-only", "later-only", "unaddressed")
"""How an issue ended; together they are what was asked."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `parent` is the index of the column that it is part of, -1 for the whole.

    `issue` None is all issues; `own` what names that issue (or no issue at all) without one below it. `crisis`: its
    zeros are hidden; `above_crisis`: a crisis column lies below, so a zero here may have to be hidden too.
    """

    issue: str | None
    own: bool
    measure: Measure
    parent: int
    crisis: bool = False
    above_crisis: bool = False


@dataclass(frozen=True)
class Columns:
    """Columns in an order in which each comes after its parent; the first is the whole."""

    columns: tuple[Column, ...]

    def __len__(self) -> int:
        return len(self.columns)

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        """The columns that no other is part of."""
        inner = {column.parent for column in self.columns}
        return tuple(at for at in range(len(self.columns)) if at not in inner)

    @cached_property
    def paths(self) -> tuple[tuple[int, ...], ...]:
        """Each column and all that it is part of, from itself to the whole."""
        found: list[tuple[int, ...]] = []
        for at, column in enumerate(self.columns):
            found.append((at, *(found[column.parent] if column.parent >= 0 else ())))
        return tuple(found)

    @cached_property
    def leaf_of(self) -> Mapping[tuple[str | None, Measure], int]:
        """The leaf in which a consultation about an issue (None: about none) that ended so is counted."""
        return {(self.columns[at].issue, self.columns[at].measure): at for at in self.leaves}


def columns_of(issues: Issues, crisis: frozenset[str]) -> Columns:
    """The columns for the declared issues; what lies under a crisis issue is one too.

    Raises UsageError (`statistics-crisis`) where a crisis issue is not declared.
    """
    if not crisis <= set(issues.above):
        raise UsageError("statistics-crisis", number="")
    above = _tree(issues)
    below: dict[str | None, list[str]] = {}
    for name in sorted(above):
        below.setdefault(above[name], []).append(name)
    grave = {name for name in issues.above if any(issues.under(name, one) for one in crisis)}
    found: list[Column] = []
    _grow(found, None, -1, below, grave)
    risky = {one for at, column in enumerate(found) if column.crisis for one in _path(found, at)}
    return Columns(
        tuple(
            Column(one.issue, one.own, one.measure, one.parent, one.crisis, at in risky) for at, one in enumerate(found)
        )
    )


def _grow(
    found: list[Column], issue: str | None, parent: int, below: Mapping[str | None, list[str]], grave: set[str]
) -> None:
    """Add the columns of an issue and of all below it; issues are never nested deeply."""
    crisis = issue in grave
    at = len(found)
    found.append(Column(issue, False, "asked", parent, crisis))
    for lower in below.get(issue, ()):
        _grow(found, lower, at, below, grave)
    if below.get(issue) or issue is None:
        found.append(Column(issue, True, "asked", at, crisis))
        at = len(found) - 1
    own = bool(below.get(issue)) or issue is None
    found.extend(Column(issue, own, ending, at, crisis) for ending in ENDINGS)


def _path(found: list[Column], at: int) -> tuple[int, ...]:
    return (at, *(_path(found, found[at].parent) if found[at].parent >= 0 else ()))


def _tree(issues: Issues) -> dict[str, str | None]:
    """The one issue directly above each, None for the top: the lowest that all its direct ones lie under."""
    above: dict[str, str | None] = {}
    for name in sorted(issues.above, key=lambda one: (len(issues.above[one]), one)):
        upper = issues.above[name] - {name}
        direct = [one for one in upper if not any(issues.strictly_under(other, one) for other in upper)]
        lines = [_line(above, one) for one in sorted(direct)]
        shared = [one for one in lines[0] if all(one in line for line in lines)] if lines else []
        above[name] = shared[0] if shared else None
    return above


def _line(above: Mapping[str, str | None], name: str | None) -> list[str]:
    """An issue and those above it in the tree made so far, the lowest first."""
    line: list[str] = []
    while name is not None:
        line.append(name)
        name = above[name]
    return line
