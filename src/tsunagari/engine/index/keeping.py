"""What compiling one ruleset leaves for the next one.

Law: an index that is made with what was kept is the one that is made without. What a clause comes to holds under the
same attributes, and while the resources that it leads to are the same objects. However many clauses were drawn anew,
what boxes demand is there once.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakValueDictionary

from tsunagari.engine.index.facts import Told
from tsunagari.engine.index.slots import Demand, Drawn, Lines
from tsunagari.model.attributes import Attribute
from tsunagari.model.memory import Memory
from tsunagari.model.rules import Clause


class Drawings:
    """What was drawn of clauses, and the facts of their slots; for one thread at a time."""

    __slots__ = ("_attributes", "_drawn", "lines", "told")

    def __init__(self, *, keeps: bool = True) -> None:
        self._attributes: Mapping[str, Attribute] = {}
        self._drawn: Memory[Clause, Drawn] = Memory(keeps=keeps)
        self.told: Memory[Clause, Told] = Memory(keeps=keeps)
        self.lines: WeakValueDictionary[Demand, Lines] = WeakValueDictionary()

    def under(self, attributes: Mapping[str, Attribute]) -> Memory[Clause, Drawn]:
        """What was drawn of clauses under these attributes; a new round begins."""
        if attributes != self._attributes:
            self._drawn.clear()
        self._attributes = attributes
        self._drawn.turn()
        self.told.turn()
        return self._drawn
