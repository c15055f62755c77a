"""From lines to blocks: which line belongs to which block or proviso, and what a block takes.

Law: a line belongs to the nearest block or proviso above it (`allow` always to the block); a line that could not be
read is reported once and marks its block as broken, so that nothing is said about what only seems to be missing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tsunagari.source import Span
from tsunagari.syntax.ast import Block, Field, Proviso, Words
from tsunagari.syntax.keywords import ALLOWED, BLOCKS, FIELDS, ONCE, PROVISO, listed, spellings
from tsunagari.syntax.limits import ERRORS
from tsunagari.syntax.lines import FILL, Line
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.names import plain
from tsunagari.syntax.near import nearest
from tsunagari.syntax.shapes import shaped

_FIRST = re.compile(r"[^ :,()\"「｢]+")
_HEADS = {spelling: key for key, keyword in BLOCKS.items() for spelling in spellings(keyword)}
_EVERYWHERE = ("allow", "note")


class Assembler:
    """Takes the lines of one file in order and gives its blocks."""

    def __init__(self, flat: str) -> None:
        self.flat = flat
        self.mistakes: list[Mistake] = []
        self._blocks: list[Block] = []
        self._lost: set[str] = set()
        self._languages: list[str] = []
        self._block: Block | None = None
        self._orphaned = False
        self._fields: list[Field] = []
        self._proviso: tuple[Field, list[Field]] | None = None

    def rule_for(self, line: Line) -> str:
        """The start rule that reads a line: `head` where a block keyword begins it."""
        first = _FIRST.match(self.flat, line.start, line.end)
        key = _HEADS.get(first.group().rstrip(FILL)) if first else None
        if key is None or (key == "without" and self._block is not None and self._block.keyword == "ruleset"):
            return "field"
        return "head"

    def mistake(self, mistake: Mistake) -> None:
        """Note a mistake; beyond the limit they are only counted."""
        if len(self.mistakes) < ERRORS:
            self.mistakes.append(mistake)

    def take(self, line: Line, read: Block | Field) -> None:
        """Add a line that was read."""
        self._languages.append(read.language)
        if isinstance(read, Block):
            self._close()
            self._block = replace(read, layout=line.layout, span=Span(line.start, line.end))
            self._orphaned = False
            return
        if self._block is None:
            if not self._orphaned:
                self.mistake(Mistake("outside-block", Span(line.start, line.end)))
            self._orphaned = True
            return
        self._add(replace(read, layout=line.layout, span=Span(line.start, line.end)), self._block)

    def lose(self, line: Line, rule: str, mistake: Mistake | None = None) -> None:
        """A line that could not be read; a lost head keeps its fields readable and its names unreported."""
        if mistake is not None:
            span = mistake.span or Span(line.start, line.end)
            self.mistake(Mistake(mistake.code, span, **mistake.fields))
        names = {plain(word) for word in re.findall(r"[^ ,()\"「」｢｣:]+", self.flat[line.start : line.end])}
        if rule == "head":
            self._close()
            first = _FIRST.match(self.flat, line.start, line.end)
            keyword = _HEADS[first.group().rstrip(FILL)] if first else "rule"
            keyword = "rule" if keyword == "amend" else keyword
            self._block = Block(keyword, broken=True, span=Span(line.start, line.end), layout=line.layout)
            self._orphaned = False
            self._lost |= names
        elif self._block is not None:
            self._break()
            self._lost |= names

    def finish(self) -> tuple[tuple[Block, ...], frozenset[str], str]:
        """The blocks, the lost names, and the language that most lines are written in."""
        self._close()
        japanese = sum(1 for language in self._languages if language == "ja")
        language = "ja" if japanese * 2 >= len(self._languages) else "en"
        return tuple(self._blocks), frozenset(self._lost), language

    def _break(self) -> None:
        if self._block is not None:
            self._block = replace(self._block, broken=True)

    def _add(self, field: Field, block: Block) -> None:
        try:
            self._check_place(field, block)
            if isinstance(field.value, Words):
                field = replace(field, value=shaped(block.keyword, field.keyword, field.value))
        except Mistake as mistake:
            self.mistake(Mistake(mistake.code, mistake.span or field.span, **mistake.fields))
            self._break()
            if field.raw is not None:
                self._lost |= {word.text for group in field.raw.groups for word in group}
            return
        if isinstance(field.value, Proviso):
            self._close_proviso()
            self._proviso = (field, [])
        elif self._proviso is not None and field.keyword != "allow":
            self._proviso[1].append(field)
        else:
            self._fields.append(field)

    def _check_place(self, field: Field, block: Block) -> None:
        """A field must be one that the block (or the proviso above) takes, and not said twice where once is all."""
        allowed = ALLOWED.get(block.keyword, ())
        if field.keyword not in allowed and field.keyword not in _EVERYWHERE:
            if not field.keyword:
                raise self._unknown(field, block)
            takers = [BLOCKS[key] for key, fields in ALLOWED.items() if field.keyword in fields]
            raise Mistake(
                "misplaced-field", self._first(field.span), field=self._word(field),
                block=listed([BLOCKS[block.keyword]]), takers=listed(takers),
            )  # fmt: skip
        inside = self._proviso is not None and field.keyword not in ("except", *_EVERYWHERE)
        if inside and field.keyword not in PROVISO:
            raise Mistake(
                "misplaced-field",
                self._first(field.span),
                field=self._word(field),
                block=("ただし書", "a proviso"),
                takers=listed([BLOCKS[block.keyword]]),
            )
        if field.keyword in ONCE:
            siblings = self._fields if self._proviso is None else self._proviso[1]
            if any(sibling.keyword == field.keyword for sibling in siblings):
                raise Mistake("field-twice", self._first(field.span), field=self._word(field))

    def _unknown(self, field: Field, block: Block) -> Mistake:
        word = self._word(field)
        table = [BLOCKS[key] for key in BLOCKS]
        table += [FIELDS[key] for key in (*ALLOWED.get(block.keyword, ()), *_EVERYWHERE) if key in FIELDS]
        known = [spelling for keyword in table for spelling in spellings(keyword)]
        glued = next((s for s in sorted(known, key=len, reverse=True) if len(s) > 1 and word.startswith(s)), None)
        if glued is not None and not glued.isascii():
            return Mistake("blank-needed", self._first(field.span), word=word, keyword=glued)
        near = nearest(word, known)
        fields = {"near": ("、".join(near), ", ".join(near)), "block": listed([BLOCKS[block.keyword]])}
        return Mistake("unknown-keyword" if near else "unknown-line", self._first(field.span), word=word, **fields)

    def _first(self, span: Span) -> Span:
        first = _FIRST.match(self.flat, span.start, span.end)
        return Span(span.start, first.end() if first else span.end)

    def _word(self, field: Field) -> str:
        span = self._first(field.span)
        return plain(self.flat[span.start : span.end])

    def _close_proviso(self) -> None:
        if self._proviso is not None:
            head, fields = self._proviso
            assert isinstance(head.value, Proviso)
            self._fields.append(replace(head, value=replace(head.value, fields=tuple(fields))))
            self._proviso = None

    def _close(self) -> None:
        self._close_proviso()
        if self._block is not None:
            end = self._fields[-1].span.end if self._fields else self._block.span.end
            self._blocks.append(
                replace(self._block, fields=tuple(self._fields), span=Span(self._block.span.start, end))
            )
        self._block, self._fields = None, []
