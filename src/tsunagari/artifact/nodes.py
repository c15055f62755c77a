"""How single values are written and read: texts, numbers, flags, dates, and one of several kinds.

Law: a node stands for a type; `write` and `read` are each other's reverse, and `told` says in one line how it writes,
so that two programs whose lines are the same read each other's bytes alike. What is read has the node's type or is a
`ValueError` or `IndexError`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from tsunagari.artifact.book import Book, Literal, Pages
from tsunagari.artifact.numbers import (
    count_at,
    elsewhere_at,
    is_big,
    number_at,
    put_count,
    put_elsewhere,
    put_number,
)


class Node(ABC):
    """One type."""

    told: str = ""

    @abstractmethod
    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """Put a value after what stands in `out`."""

    @abstractmethod
    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The value at a place of the body of a record, and the place after it."""

    def kinds(self) -> tuple[type, ...]:
        """The classes that its values have, for telling the members of a union apart."""
        return ()

    def key(self, value: Any) -> Any:
        """What sorts a value among others of its type, by its content alone."""
        out = bytearray()
        self.write(value, out, Literal())
        return bytes(out)


class Text(Node):
    """A string."""

    told = "str"

    def write(self, value: str, out: bytearray, pages: Pages) -> None:
        """Its number among the strings."""
        pages.text(out, value)

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[str, int]:
        """The string of that number."""
        number = body[at]
        if number < 128:
            return book.text(number), at + 1
        number, at = count_at(body, at)
        return book.text(number), at

    def kinds(self) -> tuple[type, ...]:
        """Strings."""
        return (str,)

    def key(self, value: str) -> str:
        """Itself: strings sort by code point."""
        return value


class Number(Node):
    """A whole number of any size; a long one is a record of its own, shared by all who hold it.

    Sets of values are numbers that are not negative; who walks through the bits of a negative one never comes to an
    end. So a negative number is written and read only where the type is `signed`.
    """

    def __init__(self, *, signed: bool = False) -> None:
        self.signed = signed
        self.told = "signed" if signed else "int"

    def write(self, value: int, out: bytearray, pages: Pages) -> None:
        """Where it stands, or the number of its record."""
        self._check(value)
        if not is_big(value) or pages.literal:
            put_number(out, value)
            return
        at = id(self), id(value)
        if at not in pages.seen:
            body = bytearray()
            put_number(body, value)
            pages.seen[at] = value, pages.record(self.told, body)
        put_elsewhere(out, pages.seen[at][1])

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[int, int]:
        """The number."""
        there = elsewhere_at(body, at)
        if there is None:
            value, end = number_at(body, at)
            if is_big(value):
                raise ValueError("a long number must be a record")
            self._check(value)
            return value, end
        number, at = there
        if number >= record:
            raise ValueError("a record refers to a later one")
        place = id(self), number
        found = book.known.get(place)
        if found is None:
            found = book.known[place] = book.record(number, _number)
            if not is_big(found):
                raise ValueError("a short number must not be a record")
            self._check(found)
        return found, at

    def _check(self, value: int) -> None:
        if value < 0 and not self.signed:
            raise ValueError("a number is negative that must not be")

    def kinds(self) -> tuple[type, ...]:
        """Numbers that are no flags."""
        return (int,)

    def key(self, value: int) -> int:
        """Itself."""
        return value


def _number(body: bytes, at: int, book: Book, record: int) -> tuple[int, int]:
    return number_at(body, at)


class Choice(Node):
    """One of a few values that stand in the type itself: flags, None, `Literal[…]`."""

    def __init__(self, told: str, values: Sequence[Any]) -> None:
        self.told, self.values = told, tuple(values)
        self._number = {value: number for number, value in enumerate(self.values)}

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """Its number among them, as one byte."""
        out.append(self._number[value])

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The value of that number."""
        return self.values[body[at]], at + 1

    def kinds(self) -> tuple[type, ...]:
        """The classes of its values."""
        return tuple(dict.fromkeys(type(value) for value in self.values))


class Day(Node):
    """A date."""

    told = "date"

    def write(self, value: date, out: bytearray, pages: Pages) -> None:
        """Its number: 1 January of year 1 is 1."""
        put_count(out, value.toordinal())

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[date, int]:
        """The date of that number."""
        number, at = count_at(body, at)
        return date.fromordinal(number), at

    def kinds(self) -> tuple[type, ...]:
        """Dates."""
        return (date,)


class Brought(Node):
    """What the reader has of its own and is not written, such as the calendar of holidays."""

    def __init__(self, told: str, bring: Callable[[], Any]) -> None:
        self.told, self.bring = told, bring

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """Nothing."""

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The reader's own."""
        return self.bring(), at


class Either(Node):
    """One of several types, told apart by the class of the value."""

    def __init__(self, members: Sequence[Node]) -> None:
        self.members: tuple[Node, ...] = ()
        self._number: Mapping[type, int] = {}
        if members:
            self.told = "|".join(member.told for member in members)
            self.settle(members)

    def settle(self, members: Sequence[Node]) -> None:
        """The members, which may lead back here."""
        kinds = [(kind, number) for number, member in enumerate(members) for kind in member.kinds()]
        self.members, self._number = tuple(members), dict(kinds)
        if len(kinds) != len(self._number) or not all(member.kinds() for member in members):
            raise TypeError(f"the members of {self.told} cannot be told apart")

    def write(self, value: Any, out: bytearray, pages: Pages) -> None:
        """The number of the member, then the value as that member writes it."""
        number = self._number[type(value)]
        out.append(number)
        self.members[number].write(value, out, pages)

    def read(self, body: bytes, at: int, book: Book, record: int) -> tuple[Any, int]:
        """The value."""
        return self.members[body[at]].read(body, at + 1, book, record)

    def kinds(self) -> tuple[type, ...]:
        """Those of all members."""
        return tuple(kind for member in self.members for kind in member.kinds())
