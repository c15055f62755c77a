"""From a source to its tree, with every problem in it: the only module that knows Lark.

Law: `parse` never raises; each logical line is read alone by one LALR parser (built once, from the grammar file and the
keyword table), so three mistakes give three diagnostics and none of them hides a line that is right.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import cast

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from tsunagari.diagnostics import Diagnostic, at
from tsunagari.source import Source, Span
from tsunagari.syntax.assemble import Assembler
from tsunagari.syntax.ast import Block, Field, File
from tsunagari.syntax.build import Builder
from tsunagari.syntax.keywords import BLOCKS, FIELDS, INNER, Keyword, spellings
from tsunagari.syntax.limits import ERRORS
from tsunagari.syntax.lines import char_name, flatten
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.mistakes import Unread, explain

_END = r"(?=[ :,()]|\Z)"


def _pattern(keyword: Keyword) -> str:
    def one(spelling: str) -> str:
        text = re.escape(spelling).replace(r"\ ", " +")
        return text if keyword.glued and not spelling.isascii() else text + r"\x00*" + _END

    longest_first = sorted(spellings(keyword), key=len, reverse=True)
    return f"(?:{'|'.join(one(spelling) for spelling in longest_first)}) *:? *"


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


def read_line(flat: str, start: int, end: int, rule: str) -> Block | Field:
    """One logical line by a start rule (`head`, `field`); raises Mistake."""
    try:
        tree = lark().parse(flat[start:end], start=rule)
    except UnexpectedInput as problem:
        unread = _unread(problem, start, end)
    else:
        return cast("Block | Field", Builder(start).build(tree))
    raise explain(unread, flat)


def _unread(problem: UnexpectedInput, start: int, end: int) -> Unread:
    if isinstance(problem, UnexpectedToken):
        token = problem.token
        if token.type == "$END":
            return Unread(start, end, end, frozenset(problem.accepts or problem.expected))
        return Unread(start, end, start + (token.start_pos or 0), frozenset(problem.accepts or problem.expected))
    position = problem.pos_in_stream if isinstance(problem, UnexpectedCharacters) else None
    return Unread(start, end, start + (position or 0), frozenset(getattr(problem, "allowed", None) or ()))


def parse(source: Source) -> tuple[File, tuple[Diagnostic, ...]]:
    """The tree of a source and every problem in it (at most `limits.ERRORS`), in the order of the text."""
    flat = flatten(source.text)
    assembler = Assembler(flat.text)
    for position, char in flat.refused:
        assembler.mistake(Mistake("refused-character", Span(position, position + 1), char=char_name(char)))
    for position in flat.unclosed:
        assembler.mistake(Mistake("unclosed-quote", Span(position, position + 1)))
    damaged = set(flat.unclosed)
    for line in flat.lines:
        rule = assembler.rule_for(line)
        if any(line.start <= position < line.end or position == line.start - 1 for position in damaged):
            assembler.lose(line, rule)
            continue
        try:
            assembler.take(line, read_line(flat.text, line.start, line.end, rule))
        except Mistake as mistake:
            assembler.lose(line, rule, mistake)
    blocks, lost, language = assembler.finish()
    found = sorted(
        (at(m.code, source, m.span or Span(0, 0), language, **m.fields_in(language)) for m in assembler.mistakes),
        key=lambda d: (d.line, d.column, d.code),
    )
    return File(blocks, source, language, flat.below, lost), tuple(dict.fromkeys(found))[:ERRORS]
