"""From a source to its tree, with every problem in it: the only module that knows Lark.

Law: `parse` never raises; each logical line is read alone by one LALR parser (built once, from the grammar file and the
keyword table), so three mistakes give three diagnostics and none of them hides a line that is right. What is read with
an earlier version at hand is what is read without.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Any, cast

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.source import Source, Span
from tsunagari.syntax.assemble import Assembler
from tsunagari.syntax.ast import Block, Field, File
from tsunagari.syntax.build import Builder
from tsunagari.syntax.keywords import BLOCKS, FIELDS, INNER, Keyword, spellings
from tsunagari.syntax.limits import ENTRIES, ERRORS, PIECES
from tsunagari.syntax.lines import Line, char_name, flatten, too_many
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.mistakes import Unread, explain

#: Lines that come again in a ruleset (an urgency, a kind) are short.
_SHORT = 40
_END = r"(?=[ :,()]|\Z)"


def _pattern(keyword: Keyword) -> str:
    def one(spelling: str) -> str:
        text = re.escape(spelling).replace(r"\ ", " +")
        return text + r"\x00*" + ("" if keyword.glued and not spelling.isascii() else _END)

    longest_first = sorted(spellings(keyword), key=len, reverse=True)
    return f"(?:{'|'.join(one(spelling) for spelling in longest_first)})[ :]*"


def terminals() -> str:
    """The keyword terminals of the grammar, from the one table."""
    lines: list[str] = []
    for prefix, table in (("B", BLOCKS), ("F", FIELDS), ("I", INNER)):
        for key, keyword in table.items():
            lines.append(f"{prefix}_{key.upper().replace('-', '_')}.2: /{_pattern(keyword)}/")
    return "\n".join(lines) + "\n"


def grammar() -> str:
    """The whole grammar text."""
    return files("tsunagari.grammars").joinpath("tsunagari.lark").read_text(encoding="utf-8") + terminals()


@cache
def lark() -> Lark:
    """The parser; two start rules, `head` and `field`."""
    return Lark(
        grammar(), parser="lalr", lexer="contextual", start=["head", "field"],
        maybe_placeholders=False,
    )  # fmt: skip


class Reader:
    """Reads the logical lines of one flat text, each alone; a short line that comes again is not matched again."""

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self._matched: dict[tuple[str, str], Any] = {}
        self._unread = 0

    def read(self, line: Line, rule: str) -> Block | Field:
        """One logical line by a start rule (`head`, `field`); raises Mistake."""
        text = self._flat[line.start : line.end]
        tree = self._matched.get((text, rule))
        if tree is None:
            tree = self._match(text, line, rule)
            if len(text) <= _SHORT:
                self._matched[text, rule] = tree
        return cast("Block | Field", Builder(line).build(tree))

    def _match(self, text: str, line: Line, rule: str) -> Any:
        if len(text) > 2 * PIECES and too_many(text):
            raise Mistake("list-too-long", None, limit=str(ENTRIES))
        try:
            return lark().parse(text, start=rule)
        except UnexpectedInput as problem:
            self._unread += 1
            if self._unread > ERRORS:
                raise Mistake("unexpected-word") from None
            unread = _unread(problem, line.start, line.end)
        raise explain(unread, self._flat)


def _unread(problem: UnexpectedInput, start: int, end: int) -> Unread:
    expected = frozenset(getattr(problem, "accepts", None) or getattr(problem, "expected", None) or ())
    if isinstance(problem, UnexpectedToken):
        token = problem.token
        return Unread(start, end, end if token.type == "$END" else start + (token.start_pos or 0), expected)
    if isinstance(problem, UnexpectedCharacters):
        return Unread(start, end, start + (problem.pos_in_stream or 0), frozenset(problem.allowed or ()))
    return Unread(start, end, start, expected)


def parse(source: Source, before: File | None = None) -> tuple[File, tuple[Diagnostic, ...]]:
    """The tree of a source and every problem in it (at most `limits.ERRORS`), in the order of the text.

    `before` is the tree of an earlier version of it that had no problem, if somebody has one: its blocks above the
    first difference are taken over as they are.
    """
    flat = flatten(source.text)
    assembler = Assembler(flat.text)
    start = 0
    if before is not None and not (flat.refused or flat.unclosed):
        kept = _above(before, source.text)
        start = before.blocks[len(kept)].span.start if kept else 0
        assembler.resume(kept)
    for position, char in flat.refused[:ERRORS]:
        assembler.mistake(Mistake("refused-character", Span(position, position + 1), char=char_name(char)))
    for position in flat.unclosed[:ERRORS]:
        assembler.mistake(Mistake("unclosed-quote", Span(position, position + 1)))
    unclosed = iter((*flat.unclosed, len(flat.text) + 1))
    damaged = next(unclosed)
    reader = Reader(flat.text)
    for line in flat.lines:
        if line.start < start:
            continue
        rule = assembler.rule_for(line)
        if damaged < line.end:
            assembler.lose(line, rule)
            while damaged < line.end:
                damaged = next(unclosed)
        elif rule is None:
            assembler.orphan(line)
        else:
            try:
                assembler.take(reader.read(line, rule))
            except Mistake as mistake:
                assembler.lose(line, rule, mistake)
    blocks, lost, language = assembler.finish()
    found = sorted(
        (at(m.code, source, m.span or Span(0, 0), language, **m.fields_in(language)) for m in assembler.mistakes),
        key=lambda d: (d.line, d.column, d.code),
    )
    return File(blocks, source, language, flat.below, lost), tuple(dict.fromkeys(found))[:ERRORS]


def _above(before: File, text: str) -> tuple[Block, ...]:
    """The blocks of a tree that stand above the first difference to a text, less the last of them.

    That one is read again: what follows it may have become one of its lines. Nothing of a line can change while the
    text is the same up to the head of the next block.
    """
    old = before.source.text
    same, end = 0, min(len(old), len(text)) + 1  # the texts are the same up to `same`, and not up to `end`
    while end - same > 1:
        middle = (same + end) // 2
        if old[same:middle] == text[same:middle]:
            same = middle
        else:
            end = middle
    return before.blocks[: max(0, bisect_right([block.span.start for block in before.blocks], same) - 2)]
