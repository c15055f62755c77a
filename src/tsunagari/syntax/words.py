"""The insides of condition lines: words between blanks, groups between commas, cells between bars.

Law: only a quoted word may hold a blank, a comma or a bar; nothing is interpreted here. Every opening quotation mark
that arrives is closed on its line (syntax/lines.py).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from tsunagari.source import Span
from tsunagari.syntax.ast import Word, Words
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.names import plain

_QUOTED = r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|｢[^｢｣]*(?:｢[^｢｣]*｣[^｢｣]*)*｣|[\"＂][^\"＂]*[\"＂]"
_PIECE = re.compile(rf"(?P<quoted>{_QUOTED})|(?P<comma>,)|(?P<blank> +)|(?P<word>[^ ,「｢\"＂]+)")
_BAR = re.compile(rf"(?:{_QUOTED})|(?P<bar>\|)")


def words(text: str, start: int) -> Words:
    """Split a flat text that begins at offset `start` of its source; raises Mistake for an empty group."""
    groups: list[tuple[Word, ...]] = []
    group: list[Word] = []
    for match in _PIECE.finditer(text):
        span = Span(start + match.start(), start + match.end())
        if match.lastgroup == "comma":
            if not group:
                raise Mistake("empty-entry", span)
            groups.append(tuple(group))
            group = []
        elif match.lastgroup == "quoted":
            inside = match.group()[1:-1]
            group.append(Word(unicodedata.normalize("NFKC", inside), True, span, inside))
        elif match.lastgroup == "word":
            group.append(Word(plain(match.group()), False, span))
    end = start + len(text)
    if not group:
        raise Mistake("empty-entry", Span(max(start, end - 1), end))
    groups.append(tuple(group))
    return Words(tuple(groups), Span(start, end))


def cells(text: str, start: int) -> tuple[Words | None, ...]:
    """The cells of a table row; an empty cell is None; raises Mistake where the last bar is missing."""
    bars = [match.start() for match in _BAR.finditer(text) if match.lastgroup == "bar"]
    if len(bars) < 2 or text[bars[-1] + 1 :].strip():
        raise Mistake("row-unclosed", Span(start, start + len(text)))
    found: list[Words | None] = []
    for left, right in pairwise(bars):
        inside = text[left + 1 : right]
        lead = len(inside) - len(inside.lstrip())
        found.append(words(inside.strip(), start + left + 1 + lead) if inside.strip() else None)
    return tuple(found)


def joined(inside: Words) -> str:
    """The words as one text: blanks between words, commas between groups, quotation marks gone."""
    return ",".join(" ".join(word.text for word in group) for group in inside.groups)
