"""From syntax trees to the resolved ruleset: every name looked up, every problem of all files collected.

Law: `resolve` never raises and never guesses; a ruleset comes out only where no error was found. Each step is named
after what it gives: gathered declarations → wording → registry → clauses → examples and assertions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tsunagari.diagnostics import Diagnostic
from tsunagari.model.canonical import digest
from tsunagari.model.from_syntax.assembling import assemble
from tsunagari.model.from_syntax.gather import Folder, brought, gather
from tsunagari.model.from_syntax.keeping import Kept
from tsunagari.model.from_syntax.lost import Lost, lost_lines
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.model.from_syntax.wording import wording
from tsunagari.model.ruleset import Ruleset

__all__ = ["Folder", "Kept", "resolve"]


def resolve(folders: Sequence[Folder], kept: Kept | None = None) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
    """The ruleset of the first folder with what it uses, and every problem, sorted by place.

    The other folders are those that it uses directly or indirectly. None only where an error is among the
    diagnostics; at most 100 errors are kept. `kept` is what resolving these or other folders left, if somebody has it.
    """
    known = Kept(keeps=False) if kept is None else kept
    again, known.fresh = not known.fresh, False
    ruleset, found = _resolved(folders, known)
    known.turn()
    if ruleset is None and again:  # what is told of an error may look at everything that was read
        return _resolved(folders, Kept(keeps=False))
    return ruleset, found


def _resolved(folders: Sequence[Folder], kept: Kept) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
    lost = Lost(line for folder in folders for file in folder.files for line in lost_lines(folder.key, file))
    problems = Problems(lost, brought(folders))
    gathered = gather(folders, problems, kept)
    words = wording(gathered, problems, kept)
    ruleset = assemble(gathered, words, problems, kept)
    found = problems.diagnostics()
    if any(diagnostic.severity == "error" for diagnostic in found):
        return None, found
    return replace(ruleset, digest=digest(ruleset, kept.printed)), found
