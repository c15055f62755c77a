"""The two great records of an artifact, the ruleset and its index, whose parts are read when they are needed.

Law: a field that holds many things (a mapping, a tuple of records) is opened as one that reads each thing late; every
other field is read with the record. Fields that the reader brings itself are not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, get_args, get_origin

from tsunagari.artifact.book import Book, Pages, column_of, little_endian
from tsunagari.artifact.lazily import LateMapping, LateTuple
from tsunagari.artifact.nodes import Node, Text
from tsunagari.artifact.numbers import count_at, put_count
from tsunagari.artifact.schema import Schema, hints_of
from tsunagari.artifact.shapes import Composed, Fields, Fixed, Several, Table
from tsunagari.artifact.sound import sound

_WIDTH = 4


class Root:
    """A class whose instance is one of the great records, of which the fields with these names are written.

    `whole`: nobody asks its late fields for what is not there, unless the file does not hold together.
    """

    def __init__(self, schema: Schema, kind: type, names: tuple[str, ...], *, whole: bool = False) -> None:
        self.kind, self.names = kind, names
        hints = hints_of(kind)
        nodes = {name: schema.field(kind, name, hints[name]) for name in names}
        self.parts = [(attrgetter(name), _part(schema, nodes[name], hints[name], whole)) for name in names]

    def definition(self) -> str:
        """What is written, and how late it is read."""
        own = ",".join(f"{name}:{part.told}" for name, (_, part) in zip(self.names, self.parts, strict=True))
        return f"{self.kind.__name__}({own})"

    def write(self, value: Any, pages: Pages) -> int:
        """The number of its record."""
        body = bytearray()
        for get, part in self.parts:
            part.write(get(value), body, pages)
        return pages.record(self.kind.__name__, body)

    @sound
    def open(self, book: Book, number: int) -> dict[str, Any]:
        """The fields that were written, by name."""

        def read(body: bytes, at: int, book: Book, record: int) -> tuple[dict[str, Any], int]:
            found = {}
            for name, (_, part) in zip(self.names, self.parts, strict=True):
                found[name], at = part.read(body, at, book, record)
            return found, at

        found: dict[str, Any] = book.record(number, read)
        return found


def _part(schema: Schema, node: Node, hint: Any, whole: bool) -> Node:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Mapping and isinstance(node, Table):
        texts = _texts(node.keys)
        return LateEntries(node, texts, whole) if texts and isinstance(node.value, Composed) else LateWhole(node, whole)
    if isinstance(node, Several) and origin in (tuple, Sequence):
        members = get_args(inner[0]) or inner
        if any(isinstance(schema.node(one), Fields) for one in members if one is not ...):
            return LateItems(node.item, whole)
    return node


def _texts(keys: Node) -> int:
    """How many texts a key is made of; 0 where it is made of anything else."""
    if isinstance(keys, Text):
        return 1
    return len(keys.items) if isinstance(keys, Fixed) and all(isinstance(one, Text) for one in keys.items) else 0


class LateEntries(Node):
    """Names, or tuples of so many names, with records, each read when it is looked up."""

    def __init__(self, table: Table, texts: int, whole: bool) -> None:
        self.table, self.texts, self.whole = table, texts, whole
        self.told = f"late {table.told}"

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The record of its columns: one of strings for each text of a key, and one of records."""
        names = list(value) if self.table.ordered else sorted(value)
        node: Any = self.table.value
        records = [node.entered(value[name], pages) for name in names]
        keys = [(name,) for name in names] if self.texts == 1 else names
        texts = [pages.strings.setdefault(key[n], len(pages.strings)) for n in range(self.texts) for key in keys]
        put_count(out, pages.record(self.told, little_endian([*texts, *records], "I")))

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The mapping, not yet read."""
        number, at = _earlier(body, at, record)
        node: Any = self.table.value

        def keys() -> dict[Any, int]:
            numbers = book.record(number, _numbers)
            length, over = divmod(len(numbers), self.texts + 1)
            columns = [[*map(book.text, numbers[length * n : length * (n + 1)])] for n in range(self.texts)]
            names: Any = columns[0] if self.texts == 1 else zip(*columns, strict=True)
            found = dict(zip(names, numbers[length * self.texts :], strict=True))
            if len(found) != length or over:
                raise ValueError("a mapping holds a key twice")
            return found

        def value(there: int) -> Any:
            if there >= number:
                raise ValueError("a record refers to a later one")
            return node.kept(book, there)

        return LateMapping(sound(keys), sound(value), whole=self.whole), at


class LateWhole(Node):
    """A mapping that is read when anybody first looks, all of it."""

    def __init__(self, table: Table, whole: bool) -> None:
        self.table, self.whole = table, whole
        self.told = f"late whole {table.told}"

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The number of its record."""
        put_count(out, self.table.entered(value, pages))

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The mapping, not yet read."""
        number, at = _earlier(body, at, record)
        return LateMapping(sound(lambda: self.table.kept(book, number)), _itself, whole=self.whole), at


class LateItems(Node):
    """A tuple of values, each in a record of its own and read when it is looked at."""

    def __init__(self, item: Node, whole: bool) -> None:
        self.item, self.whole = item, whole
        self.told = f"late [{item.told}]"

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The record of one column: the records."""
        records = []
        for one in value:
            at = id(self), id(one)
            if at not in pages.seen:
                body = bytearray()
                self.item.write(one, body, pages)
                pages.seen[at] = one, pages.record(self.item.told, body)
            records.append(pages.seen[at][1])
        put_count(out, pages.record(self.told, little_endian(records, "I")))

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The tuple, not yet read."""
        number, at = _earlier(body, at, record)
        columns = book.record(number, _numbers)

        def value(place: int) -> Any:
            there = columns[place]
            if there >= number:
                raise ValueError("a record refers to a later one")
            known, at = book.known, (id(self), there)
            return known[at] if at in known else known.setdefault(at, book.record(there, self.item.read))

        return LateTuple(len(columns), sound(value), whole=self.whole), at


def _earlier(body: bytes, at: int, record: int) -> tuple[int, int]:
    number, at = count_at(body, at)
    if number >= record:
        raise ValueError("a record refers to a later one")
    return number, at


def _numbers(body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
    """A record that is one column of numbers of four bytes."""
    if len(body) % _WIDTH:
        raise ValueError("a column ends too early")
    return column_of(body, "I"), len(body)


def _itself(value: Any) -> Any:
    return value
