"""How composed values are written and read: records of fields, tuples, mappings, sets and columns.

Law: what is longer than a few bytes is a record of its own, written once however many hold it; sets are sorted by
content, mappings too unless their order is part of what they say. Reading makes each value by its own constructor, so
what a class refuses is refused here too.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from tsunagari.artifact.book import Book, Pages, column_of, little_endian
from tsunagari.artifact.nodes import Node
from tsunagari.artifact.numbers import count_at, put_count

_SHORT: Final = 8
"""Up to so many bytes a value stands where it is: a reference would be no shorter."""
_HERE: Final = 0


class Composed(Node):
    """A value that is written as a record of its own unless it is short."""

    @abstractmethod
    def put(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The value as it stands in its record."""

    @abstractmethod
    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The value from its record."""

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """0 and the value, or one more than the number of its record."""
        if pages.literal:
            self.put(value, out, pages)
            return
        at = id(self), id(value)
        seen = pages.seen.get(at)
        if seen is None:
            body = bytearray()
            self.put(value, body, pages)
            if len(body) <= _SHORT:
                out.append(_HERE)
                out += body
                return
            seen = pages.seen[at] = value, pages.record(self.told, body)
        put_count(out, seen[1] + 1)

    def entered(self, value: Any, pages: Pages) -> int:
        """The number of the record of a value, however short."""
        body = bytearray()
        self.put(value, body, pages)
        return pages.record(self.told, body)

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The value, here or from its record."""
        head, at = count_at(body, at)
        if head == _HERE:
            value, end = self.get(body, at, book, record)
            if end - at > _SHORT:
                raise ValueError("a long value must be a record")
            return value, end
        if head > record:
            raise ValueError("a record refers to a later one")
        return self.kept(book, head - 1), at

    def kept(self, book: Book, number: int) -> Any:
        """The value of a record, read once."""
        place = id(self), number
        found = book.known.get(place)
        if found is None:
            found = book.known.setdefault(place, book.record(number, self.get))
        return found


class Fields(Composed):
    """A frozen dataclass or a NamedTuple: its fields in order; `given` are fields that the reader brings itself."""

    def __init__(self, told: str, kind: type, names: Sequence[str]) -> None:
        self.told, self.kind, self.names = told, kind, tuple(names)
        self.fields: tuple[tuple[Callable[[Any], Any], Node], ...] = ()

    def bind(self, nodes: Iterable[Node]) -> None:
        """The nodes of the fields, which may lead back here."""
        self.fields = tuple(zip(map(attrgetter, self.names), nodes, strict=True))

    def definition(self) -> str:
        """The fields with their types."""
        fields = zip(self.names, self.fields, strict=True)
        return f"{self.told}({','.join(f'{name}:{node.told}' for name, (_, node) in fields)})"

    def put(self, value: Any, out: bytearray, pages: Pages) -> None:
        """Field by field."""
        for get, node in self.fields:
            node.write(get(value), out, pages)

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """Field by field, then the constructor."""
        values = []
        for _, node in self.fields:
            value, at = node.read(body, at, book, record)
            values.append(value)
        return self.kind(*values), at

    def kinds(self) -> tuple[type, ...]:
        """The class itself."""
        return (self.kind,)


class Several(Composed):
    """A tuple of any length."""

    def __init__(self, item: Node) -> None:
        self.item = item
        self.told = f"[{item.told}]"

    def put(self, value: Any, out: bytearray, pages: Pages) -> None:
        """How many, then each."""
        put_count(out, len(value))
        for one in value:
            self.item.write(one, out, pages)

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[tuple[Any, ...], int]:
        """All of them."""
        count, at = counted(body, at)
        read, found = self.item.read, []
        for _ in range(count):
            one, at = read(body, at, book, record)
            found.append(one)
        return tuple(found), at

    def kinds(self) -> tuple[type, ...]:
        """Tuples."""
        return (tuple,)


class Listed(Several):
    """A list of any length, as JSON has it."""

    def __init__(self, item: Node) -> None:
        super().__init__(item)
        self.told = f"list{self.told}"

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """All of them."""
        found, at = super().get(body, at, book, record)
        return list(found), at

    def kinds(self) -> tuple[type, ...]:
        """Lists."""
        return (list,)


class Fixed(Composed):
    """A tuple whose places have types of their own."""

    def __init__(self, items: Sequence[Node]) -> None:
        self.items = tuple(items)
        self.told = f"({','.join(item.told for item in items)})"

    def put(self, value: Any, out: bytearray, pages: Pages) -> None:
        """Each in turn."""
        for item, one in zip(self.items, value, strict=True):
            item.write(one, out, pages)

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[tuple[Any, ...], int]:
        """Each in turn."""
        found = []
        for item in self.items:
            one, at = item.read(body, at, book, record)
            found.append(one)
        return tuple(found), at

    def kinds(self) -> tuple[type, ...]:
        """Tuples."""
        return (tuple,)


class Bag(Composed):
    """A frozenset, sorted by content."""

    def __init__(self, item: Node) -> None:
        self.item = item
        self.told = f"{{{item.told}}}"

    def put(self, value: Any, out: bytearray, pages: Pages) -> None:
        """How many, then each."""
        put_count(out, len(value))
        for one in sorted(value, key=self.item.key):
            self.item.write(one, out, pages)

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[frozenset[Any], int]:
        """All of them; none twice."""
        count, at = counted(body, at)
        found = []
        for _ in range(count):
            one, at = self.item.read(body, at, book, record)
            found.append(one)
        bag = frozenset(found)
        if len(bag) != count:
            raise ValueError("a set holds a value twice")
        return bag, at

    def kinds(self) -> tuple[type, ...]:
        """Frozen sets."""
        return (frozenset,)


class Table(Composed):
    """A mapping; `ordered` keeps the order of its keys, else they are sorted by content."""

    def __init__(self, key: Node, value: Node, *, ordered: bool) -> None:
        self.keys, self.value, self.ordered = key, value, ordered
        self.told = f"{'ordered' if ordered else ''}{{{key.told}:{value.told}}}"

    def put(self, value: Any, out: bytearray, pages: Pages) -> None:
        """How many, then each key with its value."""
        put_count(out, len(value))
        for key in list(value) if self.ordered else sorted(value, key=self.keys.key):
            self.keys.write(key, out, pages)
            self.value.write(value[key], out, pages)

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[dict[Any, Any], int]:
        """All of them; no key twice."""
        count, at = counted(body, at)
        found: dict[Any, Any] = {}
        for _ in range(count):
            key, at = self.keys.read(body, at, book, record)
            found[key], at = self.value.read(body, at, book, record)
        if len(found) != count:
            raise ValueError("a mapping holds a key twice")
        return found, at

    def kinds(self) -> tuple[type, ...]:
        """Mappings."""
        return (dict, MappingProxyType)


class Column(Composed):
    """An `array.array` of whole numbers without a sign."""

    told = "column"
    _CODES = b"BHIQ"

    def put(self, value: array[int], out: bytearray, pages: Pages) -> None:
        """Its type code, how many numbers, then each in its width, the low byte first."""
        out.append(self._CODES.index(value.typecode.encode("ascii")))
        put_count(out, len(value))
        out += little_endian(value, value.typecode)

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[array[int], int]:
        """The column."""
        code = chr(self._CODES[body[at]])
        count, at = count_at(body, at + 1)
        end = at + count * array(code).itemsize
        if end > len(body):
            raise ValueError("a column ends too early")
        return column_of(body[at:end], code), end

    def kinds(self) -> tuple[type, ...]:
        """Arrays."""
        return (array,)


class View(Composed):
    """A read-only view of whole numbers of four bytes (`I`), side by side."""

    told = "view"

    def put(self, value: memoryview, out: bytearray, pages: Pages) -> None:
        """How many numbers, then each, the low byte first."""
        if value.format != "I":
            raise TypeError("only views of numbers of four bytes are written")
        put_count(out, len(value))
        out += little_endian(value, "I")

    def get(self, body: bytes, at: int, book: Book, record: int) -> tuple[memoryview, int]:
        """The view."""
        count, at = count_at(body, at)
        end = at + 4 * count
        if end > len(body):
            raise ValueError("a view ends too early")
        return memoryview(column_of(body[at:end], "I")).toreadonly(), end

    def kinds(self) -> tuple[type, ...]:
        """Views."""
        return (memoryview,)


def counted(body: bytes, at: int) -> tuple[int, int]:
    """How many values follow; each takes a byte at least."""
    count, at = count_at(body, at)
    if count > len(body) - at:
        raise ValueError("more values are announced than there is room for")
    return count, at
