"""Registries on disk: read back, compared, imported.

Law: a registry is what the resources of a ruleset say; reading it compiles nothing, so that two of them can be compared
also where the rules around them are not sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tsunagari.errors import RulesetError, UsageError
from tsunagari.exchange.changes import Change, changes
from tsunagari.exchange.entries import Registry
from tsunagari.exchange.reading import ReadBack, registry_of
from tsunagari.shell.folders import ruleset_folder, shown
from tsunagari.shell.loading import compiled_folder
from tsunagari.source import Source
from tsunagari.syntax.parser import parse


def registry_in(path: str) -> ReadBack:
    """The registry of a ruleset's own files; raises UsageError where there is none, RulesetError where it is broken."""
    compiled = compiled_folder(path)
    if any(one.severity == "error" and one.line == 0 for one in compiled.diagnostics):
        raise RulesetError(compiled.diagnostics)
    first, *used = compiled.folders
    if first.diagnostics:
        raise RulesetError(first.diagnostics)
    found = registry_of(first.files, [file for folder in used for file in folder.files])
    if not found.registry.entries and not found.registry.timetables:
        raise UsageError("export-nothing", path=shown(path))
    return found


def compared_registries(old: str, new: str) -> tuple[Change, ...]:
    """The changes between the registries in two folders; raises UsageError and RulesetError."""
    before, after = (registry_in(str(ruleset_folder(path))).registry for path in (old, new))
    return changes(before, after)


def registry_of_texts(texts: Mapping[str, str]) -> Registry:
    """The registry of files of an import, as far as they can be read."""
    return registry_of([parse(Source(Path(name).name, text))[0] for name, text in texts.items()]).registry
