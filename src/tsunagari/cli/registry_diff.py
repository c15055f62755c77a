"""`tsunagari diff --registry`: what changed in the registry, in words.

Law: it only tells; who loses what by it is for `diff` without the option, so the exit code is 0.
"""

from __future__ import annotations

from tsunagari.cli import speech
from tsunagari.cli.import_words import change_lines
from tsunagari.shell.differences import folders
from tsunagari.shell.registries import compared_registries
from tsunagari.wire.json_text import write_json


def tell(old: str, new: str, *, git: bool, json: bool) -> int:
    """Print the changes between two folders, or two revisions of one; raises UsageError and RulesetError."""
    with folders(old, new, git=git) as (before, after):
        found = compared_registries(str(before), str(after))
    if json:
        speech.line(write_json({"changes": [one.to_dict() for one in found]}))
        return 0
    for text in change_lines(found, speech.language()):
        speech.line(text)
    if not found:
        speech.line(speech.either("名簿は同じです", "the registries are the same"))
    return 0
