"""The frame around the contents: what it is, how long, whether it is whole, and who can read it.

Law: nothing of the contents is looked at before the frame holds: the mark, the format, the length, the SHA-256 over
everything, and the edition of the reader. Each failure has a code of its own.

Layout, numbers little-endian: mark (8 bytes), format (4), length of all (8), SHA-256 of all but these 32 bytes (32),
length of the head (4), the head as JSON, four lengths (8 each: string places, strings, record places, records) and the
four parts.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct
from typing import Final

from tsunagari.artifact.book import Book, Pages, column_of, little_endian
from tsunagari.artifact.sound import sound
from tsunagari.errors import UsageError

MARK: Final = b"\x89TSUNA\r\n"
"""As PNG does it: no text begins so, and a transfer that changes line ends damages it."""
FORMAT: Final = 1
_OPENING: Final = Struct("<8sIQ")
_SUM: Final = 32
_PARTS: Final = Struct("<QQQQ")
_HEAD: Final = Struct("<I")
_MOST: Final = 1 << 32
_CODE, _WIDTH = "I", 4


@dataclass(frozen=True, slots=True)
class Head:
    """What an artifact says of itself.

    `edition` is the version of tsunagari that wrote it, `schema` the fingerprint of how it writes; `ruleset` and
    `digest` are the name and the digest of the meaning; `sources` is the digest of the files, or "" where it was not
    made from files; `roots` are the numbers of the great records.
    """

    edition: str
    schema: str
    ruleset: str
    digest: str
    sources: str
    roots: tuple[int, ...]


def framed(head: Head, pages: Pages) -> bytes:
    """The whole artifact. UsageError where it would be longer than four gigabytes."""
    texts = [text.encode("utf-8", "surrogatepass") for text in pages.strings]
    parts = [*_column(texts), *_column([body for _, body in pages.records])]
    said = json.dumps(
        {
            "edition": head.edition, "schema": head.schema, "ruleset": head.ruleset, "digest": head.digest,
            "sources": head.sources, "roots": list(head.roots),
        },
        ensure_ascii=True, sort_keys=True, separators=(",", ":"),
    ).encode("ascii")  # fmt: skip
    rest = b"".join((_HEAD.pack(len(said)), said, _PARTS.pack(*map(len, parts)), *parts))
    opening = _OPENING.pack(MARK, FORMAT, _OPENING.size + _SUM + len(rest))
    return b"".join((opening, _summed(opening, rest), rest))


def opened(raw: bytes, edition: str, schema: str) -> tuple[Head, Book]:
    """What it says of itself, and its contents, for a reader of this edition and schema.

    Raises UsageError `artifact-foreign`, `artifact-format`, `artifact-cut`, `artifact-damaged`, `artifact-edition` or
    `artifact-malformed`.
    """
    rest = _unsealed(raw)
    head, at = _head(rest)
    if (head.edition, head.schema) != (edition, schema):
        raise UsageError("artifact-edition", written=head.edition, here=edition)
    return head, _book(rest, at)


def head_of(raw: bytes) -> Head:
    """What an artifact of any edition says of itself; errors as in `opened`."""
    return _head(_unsealed(raw))[0]


def is_artifact(start: bytes) -> bool:
    """Whether a file that begins so is meant to be an artifact."""
    return start[: len(MARK)] == MARK


def _unsealed(raw: bytes) -> memoryview:
    if not is_artifact(raw):
        raise UsageError("artifact-foreign")
    if len(raw) < _OPENING.size + _SUM:
        raise UsageError("artifact-cut")
    _, form, length = _OPENING.unpack_from(raw)
    if form != FORMAT:
        raise UsageError("artifact-format", written=str(form), here=str(FORMAT))
    if length > len(raw):
        raise UsageError("artifact-cut")
    whole = memoryview(raw)
    rest = whole[_OPENING.size + _SUM :]
    if length < len(raw) or _summed(whole[: _OPENING.size], rest) != raw[_OPENING.size : _OPENING.size + _SUM]:
        raise UsageError("artifact-damaged")
    return rest


def _summed(opening: bytes | memoryview, rest: bytes | memoryview) -> bytes:
    found = sha256(opening)
    found.update(rest)
    return found.digest()


@sound
def _head(rest: memoryview) -> tuple[Head, int]:
    end = _HEAD.size + _HEAD.unpack_from(rest)[0] if len(rest) >= _HEAD.size else len(rest) + 1
    if end > len(rest):
        raise ValueError("the head is cut")
    said = json.loads(bytes(rest[_HEAD.size : end]).decode("ascii"))
    if not isinstance(said, dict) or not all(isinstance(one, str | list) for one in said.values()):
        raise ValueError("the head is no head")
    texts = {name: said.pop(name, None) for name in ("edition", "schema", "ruleset", "digest", "sources")}
    roots = said.pop("roots", None)
    if not all(isinstance(text, str) for text in texts.values()) or said:
        raise ValueError("the head lacks something, or has too much")
    if not isinstance(roots, list) or not all(type(one) is int for one in roots):
        raise ValueError("the head has no roots")
    return Head(**texts, roots=tuple(roots)), end


@sound
def _book(rest: memoryview, at: int) -> Book:
    if at + _PARTS.size > len(rest):
        raise ValueError("the contents are cut")
    lengths = _PARTS.unpack_from(rest, at)
    at += _PARTS.size
    if sum(lengths) != len(rest) - at:
        raise ValueError("the parts do not fill the file")
    parts = []
    for length in lengths:
        parts.append(bytes(rest[at : at + length]))
        at += length
    return Book(_places(parts[0], len(parts[1])), parts[1], _places(parts[2], len(parts[3])), parts[3])


def _column(pieces: list[bytes]) -> tuple[bytes, bytes]:
    """Where each piece begins, and where the last one ends; the pieces."""
    places, at = [0], 0
    for piece in pieces:
        at += len(piece)
        places.append(at)
    if at >= _MOST:
        raise UsageError("artifact-too-long")
    return little_endian(places, _CODE), b"".join(pieces)


def _places(raw: bytes, end: int) -> array[int]:
    if len(raw) % _WIDTH or not raw:
        raise ValueError("a list of places is cut")
    places = column_of(raw, _CODE)
    if places[0] != 0 or places[-1] != end:
        raise ValueError("the places do not fill their part")
    return places
