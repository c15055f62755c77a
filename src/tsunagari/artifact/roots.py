"""The two great records of an artifact, the ruleset and its index, whose parts are read when they are needed.

Law: a field that holds many things (a mapping, a tuple of records) is opened as one that reads each thing late; every
other field is read with the record. Fields that the reader brings itself are not written.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, get_args, get_origin

from tsunagari.artifact.book import Book, Pages, column_of, little_endian
from tsunagari.artifact.lazily import LateMapping, LateTuple
from tsunagari.artifact.nodes import Node, Text
from tsunagari.artifact.numbers import count_at, put_count
from tsunagari.artifact.schema import Schema, hints_of
from tsunagari.artifact.shapes import Composed, Fields, Table
from tsunagari.artifact.sound import sound

_WIDTH = 4


class Root:
    """A class whose instance is one of the great records; `given` names the fields that are not written."""

    def __init__(self, schema: Schema, kind: type, names: tuple[str, ...]) -> None:
        self.schema, self.kind, self.names = schema, kind, names
        hints = hints_of(kind)
        nodes = {name: schema.field(kind, name, hints[name]) for name in names}
        self.parts = [(attrgetter(name), _part(schema, nodes[name], hints[name])) for name in names]

    def definition(self) -> str:
        """What is written, and how late it is read; then every class that it leads to."""
        own = ",".join(f"{name}:{part.told}" for name, (_, part) in zip(self.names, self.parts, strict=True))
        return f"{self.kind.__name__}({own})\n{self.schema.definition()}"

    def write(self, value: Any, pages: Pages) -> int:
        """The number of its record."""
        body = bytearray()
        for get, part in self.parts:
            part.write(get(value), body, pages)
        return pages.record(body)

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


def _part(schema: Schema, node: Node, hint: Any) -> Node:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Mapping and isinstance(node, Table):
        by_name = isinstance(node.keys, Text) and isinstance(node.value, Composed)
        return LateEntries(node) if by_name else LateWhole(node)
    if origin is tuple and inner[1:] == (...,) and isinstance(schema.node(inner[0]), Fields):
        return LateItems(schema.composed(inner[0]))
    return node


class LateEntries(Node):
    """Names with records, each read when it is looked up."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.told = f"late {table.told}"

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The record of two columns: the strings, the records."""
        names = list(value) if self.table.ordered else sorted(value)
        node: Any = self.table.value
        records = [node.entered(value[name], pages) for name in names]
        texts = [pages.strings.setdefault(name, len(pages.strings)) for name in names]
        put_count(out, pages.record(little_endian([*texts, *records], "I")))

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The mapping, not yet read."""
        number, at = _earlier(body, at, record)
        node: Any = self.table.value

        def keys() -> dict[str, int]:
            columns = book.record(number, _numbers)
            half = len(columns) // 2
            found = dict(zip(map(book.text, columns[:half]), columns[half:], strict=True))
            if len(found) != half:
                raise ValueError("a mapping holds a key twice")
            return found

        def value(there: int) -> Any:
            if there >= number:
                raise ValueError("a record refers to a later one")
            return node.kept(book, there)

        return LateMapping(sound(keys), sound(value)), at


class LateWhole(Node):
    """A mapping that is read when anybody first looks, all of it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.told = f"late whole {table.told}"

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The number of its record."""
        put_count(out, self.table.entered(value, pages))

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The mapping, not yet read."""
        number, at = _earlier(body, at, record)
        return LateMapping(sound(lambda: self.table.kept(book, number)), _itself), at


class LateItems(Node):
    """A tuple of records, each read when it is looked at."""

    def __init__(self, item: Composed) -> None:
        self.item = item
        self.told = f"late [{item.told}]"

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The record of one column: the records."""
        records = [self.item.entered(one, pages) for one in value]
        put_count(out, pages.record(little_endian(records, "I")))

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The tuple, not yet read."""
        number, at = _earlier(body, at, record)
        columns = book.record(number, _numbers)

        def value(place: int) -> Any:
            there = columns[place]
            if there >= number:
                raise ValueError("a record refers to a later one")
            return self.item.kept(book, there)

        return LateTuple(len(columns), sound(value)), at


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
