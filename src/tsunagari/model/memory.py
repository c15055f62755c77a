"""What was found of an object, for when the very same object comes again.

Law: what is given back was put for this object itself, never for an equal one. What nobody asked for in a whole round
is forgotten with the next, so that a memory holds what two rounds met and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Of = TypeVar("Of")
Found = TypeVar("Found")


@dataclass(slots=True, eq=False)
class _Held(Generic[Of, Found]):
    """What was found of an object, and in which round it was last asked for."""

    of: Of
    found: Found
    met: int


class Memory(Generic[Of, Found]):
    """Results by object; for one thread at a time. One that does not keep (`keeps`) never has anything to give back."""

    __slots__ = ("_held", "_keeps", "_round")

    def __init__(self, *, keeps: bool = True) -> None:
        self._keeps = keeps
        self._held: dict[int, _Held[Of, Found]] = {}
        self._round = 0

    def get(self, of: Of) -> Found | None:
        """What was put for this object, or None."""
        held = self._held.get(id(of))  # a number that nothing else has, while the object is held
        if held is None:
            return None
        held.met = self._round
        return held.found

    def put(self, of: Of, found: Found) -> Found:
        """Remember what was found of an object, and give it back."""
        if self._keeps:
            self._held[id(of)] = _Held(of, found, self._round)
        return found

    def turn(self) -> None:
        """End a round."""
        self._held = {number: held for number, held in self._held.items() if held.met == self._round}
        self._round += 1

    def clear(self) -> None:
        """Forget everything."""
        self._held = {}
