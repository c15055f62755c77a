"""The live status of resources, ready for many consultations.

Law: a status changes who is active and nothing else; the slots of active resources are one mask more for each space,
made once for a status and not once for a consultation. Masks are made for the spaces that somebody meets; made twice,
by two threads, they are the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.engine.index.index import Index
from tsunagari.engine.index.space import Space
from tsunagari.engine.referrals import status_digest


class Live:
    """A status by canonical resource name; `digest` is None where nobody gave one."""

    __slots__ = ("_active", "_index", "digest", "status")

    def __init__(self, index: Index, status: Mapping[str, str], *, overlaid: bool) -> None:
        self.status = status
        self.digest = status_digest(status) if overlaid else None
        self._index = index
        self._active: dict[int, int] = {}

    def active(self, space: Space) -> int:
        """The slots of a space that lead to an active resource."""
        if not self.status:
            return space.ranks.active
        found = self._active.get(id(space))
        if found is None:
            found = self._active[id(space)] = self._masked(space)
        return found

    def _masked(self, space: Space) -> int:
        found = space.ranks.active
        for name, status in self.status.items():
            start, length = self._index.spans.get(name, (0, 0))
            if start >= space.nation:
                start -= space.shift
                if start < space.nation:
                    continue
            slots = ((1 << length) - 1) << start & space.everything
            found = found | slots if status == "active" else found & ~slots
        return found
