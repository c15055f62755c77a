"""Mappings and sequences of an opened artifact: each thing is read when it is first asked for.

Law: to whoever looks they are the mapping and the tuple that were written, in the same order. What was read is kept;
two threads that read the same thing at once put in equal values, so there is no lock. A thing that cannot be read is a
coded error, each time that it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")


class LateMapping(dict[K, V]):
    """A mapping whose keys are read when anybody first looks, and each value when its key is looked up.

    It is a dict that fills up, so that what was looked up before costs what a dict costs; nothing that looks at it from
    outside can tell how far it is filled. `keys` gives every key with what `read` makes its value of.
    """

    __slots__ = ("_keys", "_read", "_where")

    def __init__(self, keys: Callable[[], dict[K, Any]], read: Callable[[Any], V]) -> None:
        super().__init__()
        self._keys, self._read = keys, read
        self._where: dict[K, Any] | None = None

    def _all(self) -> dict[K, Any]:
        where = self._where
        if where is None:
            where = self._where = self._keys()
        return where

    def __missing__(self, key: K) -> V:
        return self.setdefault(key, self._read(self._all()[key]))

    def __contains__(self, key: object) -> bool:
        return key in self._all()

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __reversed__(self) -> Iterator[K]:
        return reversed(self._all())

    def get(self, key: K, default: Any = None) -> Any:
        """The value of a key, or `default`."""
        return self[key] if key in self._all() else default

    def keys(self) -> Any:
        """All keys, in order."""
        return self._all().keys()

    def values(self) -> Any:
        """All values, in the order of the keys."""
        return self.whole().values()

    def items(self) -> Any:
        """All keys with their values, in order."""
        return self.whole().items()

    def whole(self) -> dict[K, V]:
        """The plain mapping of everything."""
        return {key: self[key] for key in self._all()}

    def copy(self) -> dict[K, V]:
        """The plain mapping of everything."""
        return self.whole()

    def __eq__(self, other: object) -> bool:
        return self.whole() == (other.whole() if isinstance(other, LateMapping) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __or__(self, other: Any) -> Any:
        return self.whole() | other

    def __ror__(self, other: Any) -> Any:
        return other | self.whole()

    def __repr__(self) -> str:
        return repr(self.whole())


class LateTuple(Sequence[V]):
    """A tuple whose items are read one by one, each when it is first looked at."""

    __slots__ = ("_found", "_read")

    def __init__(self, count: int, read: Callable[[int], V]) -> None:
        self._read = read
        self._found: list[Any] = [_UNREAD] * count

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[V, ...]: ...
    def __getitem__(self, at: int | slice) -> V | tuple[V, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self._found))))
        found: V = self._found[at]
        if found is _UNREAD:
            found = self._found[at] = self._read(at % len(self._found))
        return found

    def __iter__(self) -> Iterator[V]:
        return (self[number] for number in range(len(self._found)))

    def __add__(self, other: Any) -> tuple[V, ...]:
        return (*self, *other)

    def __radd__(self, other: Any) -> tuple[V, ...]:
        return (*other, *self)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, tuple | LateTuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


_UNREAD = object()
