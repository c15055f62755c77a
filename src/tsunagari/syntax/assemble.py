"""From lines to blocks: which line belongs to which block or proviso, and what a block takes.

Law: a line belongs to the nearest block or proviso above it (`allow` always to the block); a line that could not be
read is reported once and marks its block as broken, so that nothing is said about what only seems to be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsunagari.source import Span
from tsunagari.syntax.ast import Block, Field, Proviso
from tsunagari.syntax.keywords import ALLOWED, BLOCKS, FIELDS, ONCE, PROVISO, listed, spellings
from tsunagari.syntax.limits import ERRORS
from tsunagari.syntax.lines import FILL, Line
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.names import plain
from tsunagari.syntax.near import nearest
from tsunagari.syntax.shapes import shaped

_FIRST = re.compile(r"[^ :,()\"「｢]+")
_NAMED = re.compile(r"[^ ,()\"「」｢｣:]+")
_HEADS = {spelling: key for key, keyword in BLOCKS.items() for spelling in spellings(keyword)}
_EVERYWHERE = ("allow", "note")
_TAKES = {block: frozenset((*fields, *_EVERYWHERE)) for block, fields in ALLOWED.items()}
_PROVISO_TAKES = frozenset((*PROVISO, "except", *_EVERYWHERE))


class Assembler:
    """Takes the lines of one file in order and gives its blocks."""

    def __init__(self, flat: str) -> None:
        self.flat = flat
        self.mistakes: list[Mistake] = []
        self._blocks: list[Block] = []
        self._lost: set[str] = set()
        self._japanese = 0
        self._block: Block | None = None
        self._broken = False
        self._end = 0
        self._orphaned = False
        self._fields: list[Field] = []
        self._proviso: int | None = None
        self._inner: list[Field] = []
        self._said: set[str] = set()

    def resume(self, blocks: Sequence[Block]) -> None:
        """Begin after these blocks, which were read before without a mistake."""
        self._blocks += blocks
        self._japanese += sum(1 if language == "ja" else -1 for block in blocks for language in _languages(block))

    @property
    def full(self) -> bool:
        """True where so many mistakes are known that no further one is told."""
        return len(self.mistakes) >= ERRORS

    def rule_for(self, line: Line) -> str | None:
        """The start rule that reads a line: `head` where a block keyword begins it; None where no block is open."""
        first = _FIRST.match(self.flat, line.start, line.end)
        key = _HEADS.get(first.group().rstrip(FILL)) if first else None
        if key is None or (key == "without" and self._block is not None and self._block.keyword == "ruleset"):
            return "field" if self._block is not None else None
        return "head"

    def mistake(self, mistake: Mistake) -> None:
        """Note a mistake, up to the limit."""
        if not self.full:
            self.mistakes.append(mistake)

    def orphan(self, line: Line) -> None:
        """A line above the first head; said once for all that stand there."""
        if not self._orphaned:
            self.mistake(Mistake("outside-block", Span(line.start, line.end)))
        self._orphaned = True

    def take(self, read: Block | Field) -> None:
        """Add a line that was read."""
        self._japanese += 1 if read.language == "ja" else -1
        if isinstance(read, Block):
            self._open(read)
        elif self._block is not None:
            self._add(read, self._block)

    def lose(self, line: Line, rule: str | None, mistake: Mistake | None = None) -> None:
        """A line that could not be read; a lost head keeps its fields readable and its names unreported."""
        if mistake is not None:
            self.mistake(mistake if mistake.span else mistake.at(Span(line.start, line.end)))
        if rule == "head":
            first = _FIRST.match(self.flat, line.start, line.end)
            keyword = _HEADS[first.group().rstrip(FILL)] if first else "rule"
            keyword = "rule" if keyword == "amend" else keyword
            self._open(Block(keyword, span=Span(line.start, line.end), layout=line.layout))
        self._broken = True
        self._lost.update(plain(word) for word in _NAMED.findall(self.flat, line.start, line.end))

    def finish(self) -> tuple[tuple[Block, ...], frozenset[str], str]:
        """The blocks, the lost names, and the language that most lines are written in."""
        self._close()
        return tuple(self._blocks), frozenset(self._lost), "ja" if self._japanese >= 0 else "en"

    def _open(self, block: Block) -> None:
        self._close()
        self._block, self._broken, self._end = block, False, block.span.end

    def _add(self, field: Field, block: Block) -> None:
        try:
            self._check_place(field, block)
            value = field.value if field.raw is None else shaped(block.keyword, field.keyword, field.raw)
        except Mistake as mistake:
            self.mistake(mistake if mistake.span else mistake.at(field.span))
            head = "" if field.keyword else self._meant_head(field)
            if head:
                self._open(Block(head, span=field.span, layout=field.layout))
            self._broken = True
            self._lost.update(plain(word) for word in _NAMED.findall(self.flat, field.span.start, field.span.end))
            return
        self._end = field.span.end
        if value is not field.value:
            field = Field(field.keyword, value, field.span, field.language, field.raw, field.layout)
        if isinstance(value, Proviso):
            self._close_proviso()
            self._proviso, self._said = len(self._fields), set()
            self._fields.append(field)
        elif self._proviso is not None and field.keyword != "allow":
            self._inner.append(field)
        else:
            self._fields.append(field)

    def _check_place(self, field: Field, block: Block) -> None:
        """A field must be one that the block (or the proviso above) takes, and not said twice where once is all."""
        key = field.keyword
        if key not in _TAKES.get(block.keyword, _EVERYWHERE):
            if not key:
                raise self._unknown(field, block)
            takers = [BLOCKS[taker] for taker, fields in ALLOWED.items() if key in fields]
            raise Mistake(
                "misplaced-field", self._first(field.span), field=self._word(field),
                block=listed([BLOCKS[block.keyword]]), takers=listed(takers),
            )  # fmt: skip
        if self._proviso is not None and key not in _PROVISO_TAKES:
            raise Mistake(
                "misplaced-field", self._first(field.span), field=self._word(field),
                block=("ただし書", "a proviso"), takers=listed([BLOCKS[block.keyword]]),
            )  # fmt: skip
        if key in ONCE:
            if key in self._said:
                raise Mistake("field-twice", self._first(field.span), field=self._word(field))
            self._said.add(key)

    def _unknown(self, field: Field, block: Block) -> Mistake:
        span = self._first(field.span)
        word = self._word(field)
        if self.full:
            return Mistake("unknown-line", span)
        table = [BLOCKS[key] for key in BLOCKS]
        table += [FIELDS[key] for key in (*ALLOWED.get(block.keyword, ()), *_EVERYWHERE) if key in FIELDS]
        known = [spelling for keyword in table for spelling in spellings(keyword)]
        glued = next((s for s in sorted(known, key=len, reverse=True) if len(s) > 1 and word.startswith(s)), None)
        if glued is not None and not glued.isascii():
            return Mistake("blank-needed", span, word=word, keyword=glued)
        near = nearest(word, known)
        fields = {"near": ("、".join(near), ", ".join(near)), "block": listed([BLOCKS[block.keyword]])}
        return Mistake("unknown-keyword" if near else "unknown-line", span, word=word, **fields)

    def _meant_head(self, field: Field) -> str:
        """The block that an unknown word at the very start of a line seems to begin (`窓囗`), or an empty text."""
        if self.full or self.flat[field.span.start - 1 : field.span.start].strip("\n"):
            return ""
        fields = (spelling for keyword in FIELDS.values() for spelling in spellings(keyword))
        near = nearest(self._word(field), {*_HEADS, *fields}, 1)
        return _HEADS.get(near[0], "") if near else ""

    def _first(self, span: Span) -> Span:
        first = _FIRST.match(self.flat, span.start, span.end)
        return Span(span.start, first.end() if first else span.end)

    def _word(self, field: Field) -> str:
        span = self._first(field.span)
        return plain(self.flat[span.start : span.end])

    def _close_proviso(self) -> None:
        if self._proviso is not None:
            head = self._fields[self._proviso]
            assert isinstance(head.value, Proviso)
            self._fields[self._proviso] = replace(head, value=replace(head.value, fields=tuple(self._inner)))
            self._proviso, self._inner = None, []

    def _close(self) -> None:
        self._close_proviso()
        if self._block is not None:
            span = Span(self._block.span.start, self._end)
            self._blocks.append(replace(self._block, fields=tuple(self._fields), span=span, broken=self._broken))
        self._block, self._fields, self._said = None, [], set()


def _languages(block: Block) -> Iterator[str]:
    """The language of each line of a block."""
    yield block.language
    for field in block.fields:
        yield field.language
        if isinstance(field.value, Proviso):
            yield from (inner.language for inner in field.value.fields)
