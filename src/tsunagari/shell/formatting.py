"""Ruleset files and the layout that they should have.

Law: what is compared and written is bytes: a byte order mark or other line ends are a difference too; nothing is
written where nothing differs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tsunagari.diagnostics import Diagnostic
from tsunagari.errors import RulesetError, UsageError
from tsunagari.shell.folders import Contents, read_folder, read_one, reason_of, ruleset_folder, shown
from tsunagari.shell.rewriting import replace_text
from tsunagari.source import Source
from tsunagari.syntax.printer import format_source


@dataclass(frozen=True, slots=True)
class Layout:
    """A file, the text it should have (None where it cannot be read as rules), and what is wrong with it."""

    path: Path
    shown: str
    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the file's bytes are not those of the text; UsageError where it cannot be read any more."""
        try:
            return self.text is not None and self.path.read_bytes() != self.text.encode("utf-8")
        except OSError as problem:
            raise UsageError("unreadable", path=self.shown, reason=reason_of(problem)) from None

    def write(self) -> None:
        """Put the text in the place of the file; UsageError where the disk refuses."""
        if self.text is not None:
            replace_text(self.path, self.text)


def layouts(path: str) -> Iterator[Layout]:
    """The files of a folder, or the one file, each with its layout; files that cannot be read come first."""
    contents, folder = _contents(path)
    for problem in contents.diagnostics:
        yield Layout(folder / problem.file, problem.file, None, (problem,))
    for source in contents.sources:
        name = shown(path if folder.is_file() else os.path.join(path, source.name))
        yield _layout(folder if folder.is_file() else folder / source.name, name, source)


def _contents(path: str) -> tuple[Contents, Path]:
    """What was read, and the real path of the folder or of the one file."""
    try:
        single = Path(path).is_file()
    except (OSError, ValueError):
        single = False
    if single:
        file = Path(os.path.realpath(path))
        return read_one(file), file
    folder = ruleset_folder(path)
    contents = read_folder(folder, folder.parent, folder)
    if not contents.sources and not contents.diagnostics:
        raise UsageError("no-rules", path=shown(path))
    return contents, folder


def _layout(path: Path, name: str, source: Source) -> Layout:
    try:
        return Layout(path, name, format_source(source))
    except RulesetError as refused:
        return Layout(path, name, None, refused.diagnostics)
