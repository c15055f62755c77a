"""A folder to a built file, and whether a built file is that of a folder.

Law: the file is there whole or not at all, and holds what `load` of the folder would answer from; a file is fresh only
where building the folder again gives the same bytes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tsunagari.artifact.frame import head_of
from tsunagari.artifact.write import sources_digest, to_bytes
from tsunagari.errors import RulesetError, UsageError
from tsunagari.pipeline.compiling import Compiled
from tsunagari.pipeline.program import Program
from tsunagari.shell.folders import shown
from tsunagari.shell.loading import compiled_folder
from tsunagari.shell.programs import built_bytes
from tsunagari.shell.rewriting import whole_or_not


@dataclass(frozen=True, slots=True)
class Built:
    """A ruleset as bytes, with its digest and that of its sources."""

    raw: bytes
    digest: str
    sources: str


def build(path: str | os.PathLike[str]) -> Built:
    """The ruleset in a folder, built; RulesetError where it cannot be used, UsageError where there is no folder."""
    compiled = compiled_folder(path)
    if compiled.ruleset is None:
        raise RulesetError(compiled.diagnostics)
    sources = digest_of(compiled)
    return Built(to_bytes(Program(compiled.ruleset), sources), compiled.ruleset.digest, sources)


def digest_of(compiled: Compiled) -> str:
    """The digest of all files that were compiled."""
    return sources_digest(file.source for folder in compiled.folders for file in folder.files)


def write_built(path: str | os.PathLike[str], built: Built) -> None:
    """Put a built ruleset in the place of the file; UsageError where the disk refuses, and then nothing has changed."""
    with whole_or_not(Path(path)) as stream:
        stream.write(built.raw)


def staleness(file: str | os.PathLike[str], path: str | os.PathLike[str]) -> UsageError | None:
    """What is wrong with a built file beside the folder that it should be made from; None where nothing is.

    Raises UsageError where the file is no built ruleset, and as `build` does.
    """
    raw = built_bytes(file)
    if raw is None:
        raise UsageError("artifact-foreign", path=shown(file))
    head, built = head_of(raw), build(path)
    if raw == built.raw:
        return None
    stale = (head.digest, head.sources) != (built.digest, built.sources)
    return UsageError("artifact-stale" if stale else "artifact-differs", path=shown(file))
