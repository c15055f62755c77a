"""The folder that an import writes into, and what stands in it.

Law: an import touches its own files only, and only while nobody has edited them; a first ruleset is written where the
folder has none. Everything is read before anything is written, each file whole or not at all.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tsunagari.errors import RulesetError, UsageError
from tsunagari.exchange.entries import Registry
from tsunagari.exchange.starting import starting_files
from tsunagari.exchange.writing import PARTS, untouched
from tsunagari.shell.folders import read_folder, reason_of, shown
from tsunagari.shell.loading import compiled_folder
from tsunagari.shell.rewriting import replace_text

_NAME: Final = re.compile(r"[^\W_](?:[\w-]{0,38}[^\W_])?")


@dataclass(frozen=True, slots=True)
class Target:
    """A folder and the mark of an import in it: `phones` in `phones-resources.tsu`, else `imported`."""

    folder: Path
    mark: str

    def own(self) -> dict[str, str]:
        """The files of this import that stand there, by name."""
        if not self.folder.is_dir():
            return {}
        part = re.compile(rf"{re.escape(self.mark or 'imported')}-(?:{'|'.join(PARTS)})(?:-[0-9]+)?\.tsu")
        found = {}
        for one in sorted(self.folder.iterdir()):
            if part.fullmatch(one.name):
                try:
                    found[one.name] = one.read_text(encoding="utf-8")
                except (OSError, ValueError) as problem:
                    raise UsageError("unreadable", path=shown(one), reason=reason_of(problem)) from None
        return found

    def has_others(self) -> bool:
        """Whether other rule files stand there."""
        own = self.own()
        return self.folder.is_dir() and any(
            one.name not in own for one in read_folder(self.folder, self.folder.parent, self.folder).sources
        )

    def declared(self) -> frozenset[str]:
        """Topics, channels and organizations that the ruleset declares besides this import."""
        if not self.has_others():
            return frozenset()
        own = self.own()
        first, *used = compiled_folder(self.folder).folders
        trees = [tree for tree in first.files if tree.source.name not in own]
        return frozenset(
            block.name.text
            for tree in (*trees, *(tree for folder in used for tree in folder.files))
            for block in tree.blocks
            if block.name is not None and block.keyword in ("issue", "channel", "organization")
        )

    def write(self, files: Mapping[str, str], registry: Registry, *, overwrite: bool = False) -> list[str]:
        """Write the files, take away those of the last import that are no more; the names written or taken away."""
        before = self.own()
        for name, text in before.items():
            if not overwrite and not untouched(text):
                raise UsageError("import-edited", path=name)
        wanted = dict(files)
        if not self.has_others():
            wanted |= starting_files(registry, self.mark or self.folder.name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise UsageError("unwritable", path=shown(self.folder), reason=reason_of(problem)) from None
        changed = [name for name, text in wanted.items() if before.get(name) != text]
        for name in changed:
            replace_text(self.folder / name, wanted[name])
        gone = sorted(set(before) - set(files))
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)
        return [*changed, *gone]


def target_of(into: str, mark: str) -> Target:
    """The folder to write into, which need not be there; raises UsageError."""
    if mark and not _NAME.fullmatch(mark):
        raise UsageError("bad-option", option="--name", example="--name phones")
    try:
        folder = Path(os.path.realpath(into))
        if not into or (folder.exists() and not folder.is_dir()):
            raise UsageError("not-a-folder", path=shown(into))
    except (OSError, ValueError):
        raise UsageError("not-a-path") from None
    return Target(folder, mark)


@contextmanager
def preview(target: Target, files: Mapping[str, str], registry: Registry, *, overwrite: bool) -> Iterator[Path]:
    """A copy of the folder as the import would leave it, beside it, while the context lasts."""
    if not target.folder.parent.is_dir():
        raise UsageError("no-folder", path=shown(target.folder.parent))
    copy = Path(tempfile.mkdtemp(prefix=".import-", dir=target.folder.parent))
    try:
        if target.folder.is_dir():
            shutil.copytree(target.folder, copy, dirs_exist_ok=True, symlinks=True, ignore=_no_rules)
        Target(copy, target.mark).write(files, registry, overwrite=overwrite)
        yield copy
    except OSError as problem:
        raise UsageError("unwritable", path=shown(target.folder), reason=reason_of(problem)) from None
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def compiles(folder: Path) -> bool:
    """Whether there is a ruleset in a folder that can be compiled."""
    try:
        return compiled_folder(folder).ruleset is not None
    except (RulesetError, UsageError):
        return False


def _no_rules(folder: str, names: list[str]) -> list[str]:
    """What a copy does without: files that are no rules."""
    return [name for name in names if not name.endswith(".tsu") and not os.path.isdir(os.path.join(folder, name))]
