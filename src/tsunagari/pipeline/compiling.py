"""Sources → trees → resolved ruleset.

Law: each phase takes what the phase before it gave and collects its problems as values; a ruleset comes out only
where none of them is an error. Nothing is read here: the shell brings the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagari.diagnostics import Diagnostic
from tsunagari.model.from_syntax import Folder, Kept, resolve
from tsunagari.model.ruleset import Ruleset
from tsunagari.source import Source, Span
from tsunagari.syntax.ast import File, Names, Paths
from tsunagari.syntax.parser import parse

MOST_ERRORS = 100
"""How many errors are reported at most (language §2, "Limits")."""


@dataclass(frozen=True, slots=True)
class Use:
    """One path of a `uses` line and where it stands."""

    path: str
    source: Source
    span: Span
    language: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The trees of one folder; `uses` are the keys of the folders it uses, once they are known."""

    key: str
    files: tuple[File, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    uses: tuple[str, ...] = ()

    def uses_lines(self) -> Iterator[Use]:
        """Every path that the folder's ruleset block uses, in the order written."""
        for file in self.files:
            for block in file.blocks:
                for field in block.fields:
                    if field.keyword != "uses":
                        continue
                    value = field.value
                    paths = value.paths if isinstance(value, Paths) else value.names if isinstance(value, Names) else ()
                    for name in paths:
                        yield Use(name.text, file.source, name.span, field.language)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A ruleset, or None where an error forbids it; the trees (the loaded folder first) and every problem found."""

    ruleset: Ruleset | None
    folders: tuple[Parsed, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_sources(key: str, sources: Iterable[Source]) -> Parsed:
    """The trees of the sources of one folder."""
    results = [parse(source) for source in sources]
    files = tuple(file for file, _ in results)
    return Parsed(key, files, tuple(problem for _, problems in results for problem in problems))


def compile_ruleset(
    folders: tuple[Parsed, ...], found: Iterable[Diagnostic] = (), kept: Kept | None = None
) -> Compiled:
    """Resolve the folders (the loaded one first); `found` are problems of reading them, `kept` what was kept before."""
    problems = [*found, *(problem for folder in folders for problem in folder.diagnostics)]
    ruleset, unresolved = resolve([Folder(folder.key, folder.files, folder.uses) for folder in folders], kept)
    diagnostics = in_order([*problems, *unresolved])
    if any(problem.severity == "error" for problem in diagnostics):
        ruleset = None
    return Compiled(ruleset, folders, diagnostics)


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each problem once, by file, line, column and code; at most 100 errors."""
    ordered = sorted(set(problems), key=lambda one: (one.file, one.line, one.column, one.code, one.fields))
    errors = [problem for problem in ordered if problem.severity == "error"]
    dropped = set(errors[MOST_ERRORS:])
    return tuple(problem for problem in ordered if problem not in dropped)
