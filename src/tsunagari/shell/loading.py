"""A folder on disk to a program: read, parse, follow `uses`, resolve.

Law: every folder is read once; `uses` stays inside the root (the parent of the loaded folder), without circles
and without folders inside each other; every problem of every file is collected before anything is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.errors import RulesetError, UsageError
from tsunagari.pipeline.compiling import Compiled, Parsed, Use
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.recompiling import Compiler
from tsunagari.pipeline.report import Report, report_on
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.shell.folders import read_folder, ruleset_folder, shown, within
from tsunagari.syntax.limits import RULESET_BYTES


def load(path: str | os.PathLike[str]) -> Program:
    """The program of the ruleset in a folder, with what it uses.

    Raises RulesetError with every finding if one of them is an error, UsageError where there is no such folder.
    """
    compiled = compiled_folder(path)
    if compiled.ruleset is None:
        raise RulesetError(compiled.diagnostics)
    return Program(compiled.ruleset)


def check(path: str | os.PathLike[str], *, on: date | None = None, watch: Watch = nobody_watches) -> Report:
    """Everything that there is to say about the ruleset in a folder; UsageError where there is no such folder.

    `on` is the first day of the two years for which its assertions are proved; without it they are not. `watch` is told
    how far the work is: a code, how many parts of it are done, and how many there are.
    """
    return report_on(compiled_folder(path), on, watch)


def compiled_folder(path: str | os.PathLike[str], compiler: Compiler | None = None) -> Compiled:
    """The ruleset in a folder as far as it could be compiled, its trees, and what is wrong with it.

    A `compiler` that was used before reads again only what has changed since.
    """
    folder = ruleset_folder(path)
    compiling = Compiler(keeps=False) if compiler is None else compiler
    walk = _Walk(top=folder, root=folder.parent, compiler=compiling)
    walk.read(folder)
    if not walk.parsed[folder].files and not walk.diagnostics:
        raise UsageError("no-rules", path=shown(path))
    pending = [folder]
    while pending:
        pending.extend(walk.follow(pending.pop(0)))
    uses = walk.uses_without_circles()
    parsed = tuple(
        Parsed(walk.key(place), found.files, found.diagnostics, tuple(walk.key(other) for other in uses[place]))
        for place, found in walk.parsed.items()
    )
    return compiling.compile_ruleset(parsed, walk.diagnostics)


@dataclass(slots=True)
class _Walk:
    """What has been read on the way from the loaded folder along `uses`; lives for one load only."""

    top: Path
    root: Path
    compiler: Compiler
    parsed: dict[Path, Parsed] = field(default_factory=dict)
    edges: dict[Path, dict[Path, Use]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    size: int = 0

    def key(self, folder: Path) -> str:
        """The name of a folder among the folders of one load."""
        return shown(os.path.relpath(folder, self.root).replace(os.sep, "/"))

    def read(self, folder: Path) -> bool:
        """Read and parse one folder; False where it holds nothing."""
        contents = read_folder(folder, self.root, self.top, RULESET_BYTES - self.size)
        self.size += contents.size
        self.diagnostics.extend(contents.diagnostics)
        self.parsed[folder] = self.compiler.parse_sources(self.key(folder), contents.sources)
        self.edges[folder] = {}
        return bool(contents.sources or contents.diagnostics)

    def follow(self, folder: Path) -> Iterator[Path]:
        """Read the folders that a folder uses and that nobody used before."""
        for use in self.parsed[folder].uses_lines():
            target = self._target(folder, use)
            if isinstance(target, str):
                self._complain(target, use)
            elif target in self.parsed:
                self.edges[folder][target] = use
            elif any(within(target, other) or within(other, target) for other in self.parsed):
                self._complain("uses-overlap", use)
            elif self.read(target):
                self.edges[folder][target] = use
                yield target
            else:
                del self.parsed[target], self.edges[target]
                self._complain("uses-missing", use)

    def _target(self, folder: Path, use: Use) -> Path | str:
        """The real folder that a `uses` line means, or the code of what is wrong with it."""
        try:
            target = Path(os.path.realpath(folder / use.path))
            if not within(target, self.root):
                return "uses-outside"
            if target == folder:
                return "uses-overlap"
            return target if target.is_dir() else "uses-missing"
        except (OSError, ValueError):
            return "uses-missing"

    def uses_without_circles(self) -> dict[Path, tuple[Path, ...]]:
        """What each folder uses; from each circle the line farthest from the loaded folder is reported and left out."""
        order = {folder: number for number, folder in enumerate(self.parsed)}
        while True:
            try:
                TopologicalSorter(self.edges).prepare()
                return {folder: tuple(sorted(edges, key=order.__getitem__)) for folder, edges in self.edges.items()}
            except CycleError as circle:
                around: list[Path] = circle.args[1]
            pairs = [(user, used) for used, user in pairwise(around)]
            user, used = max(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))
            names = " → ".join(self.key(folder) for folder in reversed(around))
            self._complain("uses-cycle", self.edges[user].pop(used), names)

    def _complain(self, code: str, use: Use, path: str | None = None) -> None:
        self.diagnostics.append(at(code, use.source, use.span, use.language, path=path or use.path))
