"""Why a line could not be read, in words that tell what to write instead.

Law: every reason has a code of the catalogue and the span of the word at fault; what may stand there is named by its
keywords in both languages, never by a terminal of the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from tsunagari.source import Span
from tsunagari.syntax.keywords import BLOCKS, FIELDS, INNER, Keyword, listed
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.names import plain

_WORD = re.compile(r"[^ ,]+")


@dataclass(frozen=True, slots=True)
class Unread:
    """A line [start, end) that stopped at `position`, and the terminals that could have stood there."""

    start: int
    end: int
    position: int
    expected: Collection[str]


def explain(unread: Unread, flat: str) -> Mistake:
    """The mistake that a person would name."""
    position = min(unread.position, unread.end)
    while position < unread.end and flat[position] == " ":
        position += 1
    rest = flat[position : unread.end]
    fields: dict[str, str | tuple[str, str]] = {"expected": expected_words(unread.expected)}
    if not rest.strip():
        before = flat[unread.start : unread.end].rstrip()
        span = Span(unread.start + max(0, len(before) - 1), unread.start + len(before))
        if before.endswith(","):
            return Mistake("list-ends-in-comma", span, **fields)
        if unread.expected and set(unread.expected) <= {"QUOTED", "_COMMA"}:
            return Mistake("missing-text", span, **fields)
        return Mistake("missing-value", span, **fields)
    word = _WORD.match(rest)
    if word is None:
        code = "empty-entry" if "NAME" in unread.expected else "one-only"
        return Mistake(code, Span(position, position + 1), **fields)
    span = Span(position, position + len(word.group()))
    shown = plain(word.group()) or word.group()
    fields["word"] = shown
    if set(unread.expected) and set(unread.expected) <= {"QUOTED", "_COMMA"} and "QUOTED" in unread.expected:
        return Mistake("text-needs-quotes", span, **fields)
    if rest[0] in '()|「」｢｣"＂':
        return Mistake("quote-needed", span, text=shown, char=rest[0])
    return Mistake("unexpected-word", span, **fields)


def expected_words(expected: Collection[str]) -> tuple[str, str]:
    """Terminals as keywords that people write, in brackets behind a sentence; nothing where there is none."""
    named = [keyword for terminal in sorted(expected) if (keyword := keyword_of(terminal)) is not None]
    japanese, english = listed(named)
    return (f"（書けるもの: {japanese}）", f" (may stand here: {english})") if named else ("", "")


def keyword_of(terminal: str) -> Keyword | None:
    """The keyword of a terminal of the grammar, or None."""
    table = {"B_": BLOCKS, "F_": FIELDS, "I_": INNER}.get(terminal[:2])
    return table.get(terminal[2:].lower().replace("_", "-")) if table is not None else None
