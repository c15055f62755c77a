"""What lines that could not be read may have declared, so that nothing follows from a mistake of syntax.

Law: a line counts only for what a line of its keyword can declare: the head of a 窓口 for names of 窓口, `選択` for
values, `つなぐ先` for nothing. A line whose first word is no keyword, or that stands before the first head, may have
been anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from tsunagari.model.spelling import key
from tsunagari.syntax.ast import NOWHERE, Block, DeclaredList, Field, File, Proviso
from tsunagari.syntax.keywords import BLOCKS, FIELDS, spellings
from tsunagari.syntax.lines import flatten
from tsunagari.syntax.names import plain

HEAD, ANYTHING = "head", "anything"

_WORD = re.compile(r"[^ ,()\"「」｢｣:|]+")
_HOURS = re.compile(r"[0-9]{1,2}(?::[0-9]|時)")
_NAMES_OF = {
    "area": ("area", "place"),
    "attribute": ("attribute", "need", "value"),
    "resource-kind": ("resource-kind", "kind"),
}
_NAMES_IN = {"includes": ("issue",), "one-of": ("value",), "kind": ("kind",), "except": ("proviso",)}
_KEYWORDS = sorted(
    ((s, keyword) for keyword, row in FIELDS.items() for s in spellings(row)), key=lambda pair: -len(pair[0])
)
_AMENDS = spellings(BLOCKS["amend"])


@dataclass(frozen=True, slots=True)
class LostLine:
    """A line that could not be read: the block that it stands in, its own keyword (or `HEAD`, `ANYTHING`), its words.

    `below` are names that its readable lines declare in vain, because the block has no name.
    """

    block: str
    keyword: str
    words: frozenset[str]
    folder: str = ""
    below: frozenset[str] = frozenset()

    def declares(self, kinds: Collection[str]) -> bool:
        """True where the line may have declared a name of one of these kinds."""
        if self.keyword == ANYTHING:
            return True
        mine = _NAMES_OF.get(self.block, (self.block,)) if self.keyword == HEAD else _NAMES_IN.get(self.keyword, ())
        return not kinds or any(kind in mine for kind in kinds)


class Lost:
    """The lines of all files that could not be read."""

    __slots__ = ("_lines",)

    def __init__(self, lines: Iterable[LostLine] = ()) -> None:
        self._lines = tuple(lines)

    @property
    def any(self) -> bool:
        """True where there is such a line."""
        return bool(self._lines)

    def name(self, text: str, kinds: Collection[str]) -> bool:
        """True where such a line seems to declare this name, of one of the kinds (none: of any kind)."""
        form = key(text)
        return any(
            line.keyword == "uses" or (line.declares(kinds) and (form in line.words or form in line.below))
            for line in self._lines
        )

    def beginning(self, text: str, kinds: Collection[str]) -> bool:
        """True where a text begins with such a name (`在学状況が…` where 在学状況 could not be read)."""
        form = key(text)
        return any(
            line.keyword == "uses" or (line.declares(kinds) and any(form.startswith(word) for word in line.words))
            for line in self._lines
        )

    def may_hold(self, *places: tuple[str, str]) -> bool:
        """True where a line of one of these (block, keyword) may be lost."""
        return any(line.keyword in (ANYTHING, "uses") or (line.block, line.keyword) in places for line in self._lines)

    def any_head(self, folder: str) -> bool:
        """True where a head of the folder may be lost."""
        return any(line.folder == folder and line.keyword in (HEAD, ANYTHING) for line in self._lines)


def lost_lines(folder: str, file: File) -> Iterator[LostLine]:
    """The lines of a file that are in no block of its tree."""
    blocks, text = file.blocks, file.source.text
    if not file.lost and not any(block.broken for block in blocks):
        if not blocks:
            return
        text = text[: blocks[0].span.start]  # only what stands above the first head can be unread
    if not text.strip():
        return
    flat = flatten(text)
    heads = [block.span.start for block in blocks]
    read = {field.span.start for block in blocks for field in _every_field(block)}
    read.update(block.span.start for block in blocks if block.head != NOWHERE)
    for line in flat.lines:
        if line.start in read:
            continue
        written = flat.text[line.start : line.end]
        at = bisect_right(heads, line.start) - 1
        block = blocks[at] if at >= 0 else None
        words = frozenset(key(plain(word)) for word in _WORD.findall(written)) - {""}
        if block is not None and line.start == heads[at] and not written.startswith(_AMENDS):
            yield LostLine(block.keyword, HEAD, words, folder, _in_vain(block))
        else:
            yield LostLine(block.keyword if block else "", _keyword(written, block), words, folder)


def _every_field(block: Block) -> Iterator[Field]:
    for field in block.fields:
        yield field
        if isinstance(field.value, Proviso):
            yield from field.value.fields


def _in_vain(block: Block) -> frozenset[str]:
    lists = (field.value.entries for field in block.fields if isinstance(field.value, DeclaredList))
    return frozenset(key(name.text) for entries in lists for entry in entries for name in (entry.name, *entry.aliases))


def _keyword(written: str, block: Block | None) -> str:
    if block is None:
        return ANYTHING
    if written.startswith("|") or (block.keyword == "hours" and _HOURS.search(written)):
        return ""
    for spelling, keyword in _KEYWORDS:
        if written.startswith(spelling) and not _WORD.match(written, len(spelling)):
            return keyword
    return ANYTHING
