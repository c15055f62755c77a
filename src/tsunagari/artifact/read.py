"""Bytes to a program.

Law: the program decides as the one that was written: equal decisions, explanations and questions, byte for byte. Each
of its parts is read when it is first needed; a part that does not hold together is `artifact-malformed` then. Nothing
in the bytes is ever run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tsunagari import __version__
from tsunagari.artifact.contents import Asking, roots
from tsunagari.artifact.frame import Head, head_of, opened
from tsunagari.artifact.lazily import LateTuple
from tsunagari.artifact.sound import sound
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.index.bits import union
from tsunagari.engine.index.index import Index
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.index.space import Space, beside
from tsunagari.errors import UsageError, guarded
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.program import Program

__all__ = ["Head", "from_bytes", "head_of"]


@guarded
def from_bytes(raw: bytes) -> Program:
    """The program of an artifact; UsageError with a code of its own for whatever it is instead."""
    every = roots()
    head, book = opened(raw, __version__, every.fingerprint)
    if len(head.roots) != 3:
        raise UsageError("artifact-malformed")
    ruleset_at, index_at, asking_at = head.roots
    ruleset = Ruleset(**every.ruleset.open(book, ruleset_at))
    if (ruleset.name, ruleset.digest) != (head.ruleset, head.digest):
        raise UsageError("artifact-malformed")
    holidays = japanese_holidays()
    asking = Asking(**every.asking.open(book, asking_at))
    alternatives = Alternatives.of_parts(ruleset, asking.lines, asking.moves, asking.fallbacks, holidays)
    parts = every.index.open(book, index_at)
    index = Index(
        ruleset=ruleset,
        around=_around(parts["nation"], parts["parts"], parts["prefectures"]),
        alternatives=alternatives,
        **parts,
    )
    return Program(ruleset, answerer=_matcher(index))


def _around(nation: Space, parts: Sequence[Space | None], prefectures: tuple[int, ...]) -> Any:
    """What somebody in each prefecture meets, joined when the first of them asks."""
    outside = ~union(prefectures)

    @sound
    def joined(number: int) -> Space:
        part = parts[number]
        return nation if part is None else beside(nation, part, prefectures[number] | outside)

    return LateTuple(len(parts), joined)


@sound
def _matcher(index: Index) -> Matcher:
    """The answerer; making it looks at every attribute."""
    return Matcher(index.ruleset, index=index)
