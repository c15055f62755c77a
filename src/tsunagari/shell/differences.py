"""Two folders, or one folder in two revisions, to a comparison.

Law: both rulesets are compiled as `load` compiles them before anything is compared; a revision is read with all that
lay beside the folder then, so that what it uses is that of the same revision.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tsunagari.pipeline.comparing import Comparison, compared
from tsunagari.shell.folders import ruleset_folder
from tsunagari.shell.loading import load
from tsunagari.shell.revisions import revisions


def diff(
    old: str | os.PathLike[str], new: str | os.PathLike[str], *, on: date | None = None, git: bool = False
) -> Comparison:
    """Who is answered differently by the ruleset in `new` than by that in `old`, both folders.

    `on` is the first day of the two years for which hours are compared; without it they are not. With `git`, `old` is
    a folder in a repository and `new` two of its revisions, `OLD..NEW`. Raises RulesetError where one of the rulesets
    cannot be compiled, UsageError where there is no such folder or revision.
    """
    with folders(old, new, git=git) as (before, after):
        rulesets = load(before).ruleset, load(after).ruleset
    return compared(*rulesets, on)


@contextmanager
def folders(
    old: str | os.PathLike[str], new: str | os.PathLike[str], *, git: bool = False
) -> Iterator[tuple[Path, Path]]:
    """The two folders to load, while the context lasts; raises UsageError as `diff` does."""
    if git:
        with revisions(old, os.fspath(new)) as found:
            yield found
    else:
        yield ruleset_folder(old), ruleset_folder(new)
