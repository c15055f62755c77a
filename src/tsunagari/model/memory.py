"""What was found of an object, for when the very same object comes again.

Law: what is given back was put for this object itself, never for an equal one. What nobody asked for in a whole round
is forgotten with the next, so that a memory holds what two rounds met and no more.
"""

from __future__ import annotations

from typing import Generic, TypeVar

Of = TypeVar("Of")
Found = TypeVar("Found")


class Memory(Generic[Of, Found]):
    """Results by object; for one thread at a time. One that does not keep (`keeps`) never has anything to give back."""

    __slots__ = ("_before", "_keeps", "_now")

    def __init__(self, *, keeps: bool = True) -> None:
        self._keeps = keeps
        self._before: dict[int, tuple[Of, Found]] = {}
        self._now: dict[int, tuple[Of, Found]] = {}

    def get(self, of: Of) -> Found | None:
        """What was put for this object, or None."""
        number = id(of)  # whose object lives as long as the entry that holds it
        held = self._now.get(number)
        if held is None:
            held = self._before.get(number)
            if held is None:
                return None
            self._now[number] = held
        return held[1]

    def put(self, of: Of, found: Found) -> Found:
        """Remember what was found of an object, and give it back."""
        if self._keeps:
            self._now[id(of)] = of, found
        return found

    def turn(self) -> None:
        """End a round."""
        self._before, self._now = self._now, {}

    def clear(self) -> None:
        """Forget everything."""
        self._before, self._now = {}, {}
