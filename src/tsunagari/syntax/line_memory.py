"""What lines were read as, kept from one reading of a source to the next.

Law: a tree follows from the words of its line alone, so a line that comes again, wherever it stands now, is read as it
was. What two readings in a row do not meet is forgotten: the memory is never larger than the text read last, twice.
"""

from __future__ import annotations

from typing import Any


class LineMemory:
    """Trees by the words of a line and the start rule; for one thread at a time."""

    __slots__ = ("_before", "_now")

    def __init__(self) -> None:
        self._before: dict[tuple[str, str], Any] = {}
        self._now: dict[tuple[str, str], Any] = {}

    def get(self, line: tuple[str, str]) -> Any:
        """The tree of a line, or None."""
        found = self._now.get(line)
        if found is None and (found := self._before.get(line)) is not None:
            self._now[line] = found
        return found

    def keep(self, line: tuple[str, str], tree: Any) -> None:
        """The tree of a line that was read."""
        self._now[line] = tree

    def age(self) -> None:
        """Another round begins: what the last one did not meet is forgotten."""
        self._before, self._now = self._now, {}
