"""From type hints to nodes: how a class is written follows from how it is declared.

Law: a class that is changed is written as changed, with nothing to keep in step by hand; `definition` says all of it in
text that is the same on every Python, so that bytes of another schema are known before they are read. A type that
cannot be written is a `TypeError` when the schema is made, never when a file is.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tsunagari.artifact.nodes import Brought, Choice, Day, Either, Node, Number, Text
from tsunagari.artifact.shapes import Bag, Column, Fields, Fixed, Listed, Several, Table, View

_PACKAGE = "tsunagari."


@dataclass(frozen=True, slots=True)
class Manner:
    """How the fields of a class are written that their types leave open: with negative numbers, with keys in order."""

    signed: bool = False
    ordered: bool = False


class Schema:
    """The nodes of the types that were asked for.

    `brought`: types of which the reader has the one value; `signed`: class and field of numbers that may be negative;
    `ordered`: classes whose mappings keep the order of their keys.
    """

    def __init__(
        self,
        *,
        brought: Mapping[type, Callable[[], Any]] = MappingProxyType({}),
        signed: Collection[tuple[type, str]] = (),
        ordered: Collection[type] = (),
    ) -> None:
        self._signed, self._ordered = frozenset(signed), frozenset(ordered)
        text, unsigned, with_sign = Text(), Number(), Number(signed=True)
        single: dict[Any, Node] = {
            str: text, bool: Choice("bool", (False, True)), NoneType: Choice("None", (None,)),
            date: Day(), array: Column(), memoryview: View(),
        }  # fmt: skip
        single.update((kind, Brought(_name(kind), bring)) for kind, bring in brought.items())
        self._nodes: dict[tuple[Any, Manner], Node] = {}
        for manner in (Manner(s, o) for s in (False, True) for o in (False, True)):
            self._nodes.update(((kind, manner), node) for kind, node in single.items())
            self._nodes[int, manner] = with_sign if manner.signed else unsigned
        self._classes: dict[type, Fields] = {}

    def node(self, hint: Any, manner: Manner = Manner()) -> Node:
        """The node of a type; what lies in a class of its own is written in that one's manner."""
        if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields")):
            if (hint, manner) not in self._nodes:
                return self._classes[hint] if hint in self._classes else self._fields(hint)
        elif (hint, manner) not in self._nodes:
            self._nodes[hint, manner] = self._composed(hint, manner)
        return self._nodes[hint, manner]

    def field(self, kind: type, name: str, hint: Any) -> Node:
        """The node of a field of a class."""
        return self.node(hint, Manner((kind, name) in self._signed, kind in self._ordered))

    def definition(self) -> str:
        """Every class that was met and its fields, one a line, by name."""
        return "\n".join(sorted(one.definition() for one in self._classes.values()))

    def _fields(self, kind: type) -> Fields:
        names = (
            [field.name for field in dataclasses.fields(kind) if field.init]
            if dataclasses.is_dataclass(kind)
            else list(getattr(kind, "_fields", ()))
        )
        # known before its fields are: a formula holds formulas
        made = self._classes[kind] = Fields(_name(kind), kind, names)
        hints = hints_of(kind)
        made.bind([self.field(kind, name, hints[name]) for name in names])
        return made

    def _composed(self, hint: Any, manner: Manner) -> Node:
        origin, inner = get_origin(hint), get_args(hint)

        def node(one: Any) -> Node:
            return self.node(one, manner)

        if hint is Any:
            return self._plain(manner)
        if origin in (Union, UnionType):
            return Either([node(one) for one in sorted(inner, key=_unit_first)])
        if origin is Literal:
            return Choice(f"<{','.join(map(repr, inner))}>", inner)
        if origin is Sequence or (origin is tuple and inner[-1] is ...):
            return Several(node(inner[0]))
        if origin is tuple:
            return Fixed([node(one) for one in inner])
        if origin is frozenset:
            return Bag(node(inner[0]))
        if origin in (dict, Mapping):
            return Table(node(inner[0]), node(inner[1]), ordered=manner.ordered)
        raise TypeError(f"no artifact can hold {hint}")

    def _plain(self, manner: Manner) -> Node:
        """What JSON can say."""
        made = self._nodes[Any, manner] = Either(())
        made.told = "plain"
        made.settle(
            [
                *(self.node(one, Manner(signed=True)) for one in (NoneType, bool, str, int)),
                Listed(made),
                Several(made),
                Table(self.node(str), made, ordered=True),
            ]
        )
        return made


class _Array:
    """Stands for `array` in annotations: before Python 3.12, `array[int]` cannot be evaluated."""

    def __class_getitem__(cls, item: Any) -> type:
        return array


def hints_of(kind: type) -> dict[str, Any]:
    """The types of the fields of a class."""
    return get_type_hints(kind, localns={"array": _Array})


def _unit_first(hint: Any) -> bool:
    """None before all others, which keep the order in which they are declared."""
    return hint is not NoneType


def _name(kind: type) -> str:
    return f"{kind.__module__.removeprefix(_PACKAGE)}.{kind.__qualname__}"
