"""A registry as rule text: vocabulary, hours, organizations and resources, one file each.

Law: the text is printed from a tree and reads back to that tree, so `fmt` has nothing to do; equal registries give
equal bytes; an entry that the language cannot hold is given back with the reason, and the others are written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tsunagari.calendar.hours import Hours
from tsunagari.exchange.entries import INSIDE, OUTSIDE, UNKNOWN_FIELDS, WEB_PAGE, Entry, Registry, Timetable
from tsunagari.exchange.hours_lines import block_fields, hours_name, is_always
from tsunagari.exchange.resource_blocks import resource_block
from tsunagari.source import Source
from tsunagari.syntax.ast import Block, Declared, DeclaredList, Field, File, Layout, Name
from tsunagari.syntax.limits import FILE_BYTES
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import print_file

PARTS: Final = ("vocabulary", "hours", "organizations", "resources")
_MADE: Final = "※ tsunagari import が書いた。直す時は元の表か対応表を直して取り込み直す。 sha256:"
_MARK: Final = re.compile(r"(※ [^\n]* sha256:)([0-9a-f]{16})\n")
_ROOM: Final = FILE_BYTES * 3 // 4


@dataclass(frozen=True, slots=True)
class Written:
    """File names with their texts, and the entries left out with the reason in both languages."""

    files: dict[str, str]
    refused: tuple[tuple[Entry, str], ...]


def written(registry: Registry, known: Iterable[str] = (), mark: str = "") -> Written:
    """The files of a registry; `known` are topics, channels and organizations that the ruleset declares elsewhere.

    `mark` keeps the names that an import makes up apart from those of another import in the same ruleset.
    """
    elsewhere = frozenset(known)
    blocks, refused = [], []
    for entry in registry.entries:
        block = resource_block(entry, mark)
        reason = _unwritable(block)
        if reason is None:
            blocks.append(block)
        else:
            refused.append((entry, reason))
    left_out = {entry.name for entry, _ in refused}
    entries = [entry for entry in registry.entries if entry.name not in left_out]
    organizations = {entry.organization for entry in entries if entry.organization}
    parts = {
        "vocabulary": list(_vocabulary(entries, elsewhere, mark)),
        "hours": list(_hours(entries, registry.timetables, mark)),
        "organizations": [Block("organization", Name(one)) for one in sorted(organizations - elsewhere)],
        "resources": blocks,
    }
    start = (mark or "imported") + "-"
    files: dict[str, str] = {}
    for part in PARTS:
        for number, text in enumerate(_texts(parts[part]), 1):
            files[f"{start}{part}{'' if number == 1 else f'-{number}'}.tsu"] = text
    return Written(files, tuple(refused))


def untouched(text: str) -> bool:
    """Whether a file is as an import wrote it: its fingerprint fits the rest of it."""
    match = _MARK.match(text)
    return match is not None and _fingerprint(text[match.end() :]) == match[2]


def _unwritable(block: Block) -> str | None:
    """Why a block does not come back as it is, or None."""
    try:
        text = print_file(File((block,)))
    except (StopIteration, ValueError, RuntimeError):
        return "引用符 / quotation marks"
    tree, problems = parse(Source("entry.tsu", text))
    if problems:
        return " / ".join((problems[0].message, replace(problems[0], language="en").message))
    return None if tree.blocks == (block,) else "読み直すと変わる / it would not read back the same"


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks as texts, each small enough for one file."""
    chunk: list[Block] = []
    size = 0
    for block in blocks:
        length = len(print_file(File((block,))).encode())
        if chunk and size + length > _ROOM:
            yield _text(chunk)
            chunk, size = [], 0
        chunk.append(block)
        size += length
    if chunk:
        yield _text(chunk)


def _text(blocks: Sequence[Block]) -> str:
    body = "\n" + print_file(File(tuple(blocks)))
    return f"{_MADE}{_fingerprint(body)}\n{body}"


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _vocabulary(entries: Sequence[Entry], elsewhere: frozenset[str], mark: str) -> Iterator[Block]:
    unknown = {name for entry in entries for name in entry.unknown()}
    values = tuple(Declared(Name(ja), (Name(en),)) for ja, en in (INSIDE, OUTSIDE))
    remark = "※ 元の表が書いていない事。窓口に確かめるまで、答えは「確認待ち」になる"
    for field in (field for field in UNKNOWN_FIELDS if field in unknown):
        fields = (Field("one-of", DeclaredList(values), layout=Layout((remark,))),)
        yield Block("attribute", Name(check_name(field, mark)), fields=fields)
    if WEB_PAGE not in elsewhere and any(way.channel == WEB_PAGE for entry in entries for way in entry.ways):
        yield Block("channel", Name(WEB_PAGE), aliases=(Name("web-page"),), under=Name("オンライン"))
    for topic in sorted({topic for entry in entries for topic in entry.topics or ()} - elsewhere):
        yield Block("issue", Name(topic))


def check_name(field: str, mark: str) -> str:
    """The attribute that stands for an unknown field."""
    return UNKNOWN_FIELDS[field] + (f"・{mark}" if mark else "")


def _hours(entries: Sequence[Entry], timetables: Sequence[Timetable], mark: str) -> Iterator[Block]:
    found: dict[str, Hours] = {}
    for entry in entries:
        for hours in (one for way in entry.ways for one in way.hours or ()):
            if not is_always(hours):
                found[block_name(hours, mark)] = hours
    for name, hours in sorted(found.items()):
        yield Block("hours", Name(name), fields=block_fields(hours))
    for table in timetables:
        name = table.name if table.name not in found else f"{table.name}・場所"
        for hours in table.hours:
            first, *rest = block_fields(hours)
            above = tuple(f"※ {remark}" for remark in table.remarks)
            yield Block("hours", Name(name), fields=(replace(first, layout=Layout(above)), *rest))


def block_name(hours: Hours, mark: str) -> str:
    """What the block of some hours is called."""
    return hours_name(hours) + (f"・{mark}" if mark else "")
