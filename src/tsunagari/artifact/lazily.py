"""Mappings and sequences of an opened artifact: each thing is read when it is first asked for.

Law: to whoever looks they are the mapping and the tuple that were written, in the same order. What was read is kept;
two threads that read the same thing at once put in equal values, so there is no lock. A thing that cannot be read is a
coded error, each time that it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from tsunagari.errors import UsageError

K = TypeVar("K")
V = TypeVar("V")


class LateMapping(Mapping[K, V]):
    """A mapping whose keys are read when anybody first looks, and each value when its key is looked up.

    `keys` gives every key with what `read` makes its value of. Where a key that is missing can only mean a file that
    does not hold together (`whole`), asking for it is that error, and no KeyError.
    """

    __slots__ = ("_found", "_keys", "_read", "_where", "_whole")

    def __init__(self, keys: Callable[[], Mapping[K, Any]], read: Callable[[Any], V], *, whole: bool = False) -> None:
        self._whole = whole
        # no dict that fills up by `__missing__`: what is written in C looks past the methods of a dict
        self._keys, self._read = keys, read
        self._found: dict[K, V] = {}
        self._where: Mapping[K, Any] | None = None

    def _all(self) -> Mapping[K, Any]:
        where = self._where
        if where is None:
            where = self._where = self._keys()
        return where

    def __getitem__(self, key: K) -> V:
        found = self._found
        if key in found:
            return found[key]
        where = self._all()
        if self._whole and key not in where:
            raise UsageError("artifact-malformed")
        return found.setdefault(key, self._read(where[key]))

    def get(self, key: K, default: Any = None) -> Any:
        """The value of a key, or `default` where there is none."""
        return self[key] if key in self._all() else default

    def __contains__(self, key: object) -> bool:
        return key in self._all()

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __reversed__(self) -> Iterator[K]:
        return reversed(tuple(self._all()))

    def __eq__(self, other: object) -> bool:
        return dict(self) == (dict(other) if isinstance(other, Mapping) else other)

    def __or__(self, other: Mapping[K, V]) -> dict[K, V]:
        return {**self, **other}

    def __ror__(self, other: Mapping[K, V]) -> dict[K, V]:
        return {**other, **self}

    def __repr__(self) -> str:
        return repr(dict(self))


class LateTuple(Sequence[V]):
    """A tuple whose items are read one by one, each when it is first looked at; `whole` as in `LateMapping`."""

    __slots__ = ("_count", "_found", "_read", "_whole")

    def __init__(self, count: int, read: Callable[[int], V], *, whole: bool = False) -> None:
        self._count, self._read, self._whole = count, read, whole
        self._found: dict[int, V] = {}  # `setdefault` gives every thread the same object

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[V, ...]: ...
    def __getitem__(self, at: int | slice) -> V | tuple[V, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(self._count)))
        if at in self._found:
            return self._found[at]
        if not -self._count <= at < self._count:
            raise UsageError("artifact-malformed") if self._whole else IndexError("there is no such item")
        return self[at + self._count] if at < 0 else self._found.setdefault(at, self._read(at))

    def __iter__(self) -> Iterator[V]:
        return (self[number] for number in range(self._count))

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
