"""From type hints to nodes: how a class is written follows from how it is declared.

Law: a class that is changed is written as changed, with nothing to keep in step by hand; `definition` says all of it in
text that is the same on every Python, so that bytes of another schema are known before they are read. A type that
cannot be written is a `TypeError` when the schema is made, never when a file is.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tsunagari.artifact.nodes import Brought, Choice, Day, Either, Node, Number, Text
from tsunagari.artifact.shapes import Bag, Column, Composed, Fields, Fixed, Listed, Several, Table

_PACKAGE = "tsunagari."


class Schema:
    """The nodes of the types that were asked for.

    `ordered`: whether mappings keep the order of their keys; `brought`: types of which the reader has the one value;
    `signed`: class and field of the numbers that may be negative.
    """

    def __init__(
        self,
        *,
        ordered: bool,
        brought: Mapping[type, Callable[[], Any]] = MappingProxyType({}),
        signed: Collection[tuple[type, str]] = (),
    ) -> None:
        self.ordered, self._signed = ordered, frozenset(signed)
        self._with_sign: dict[Any, Node] = {int: Number(signed=True)}
        self._nodes: dict[Any, Node] = {
            str: Text(), int: Number(), bool: Choice("bool", (False, True)), NoneType: Choice("None", (None,)),
            date: Day(), array: Column(),
        }  # fmt: skip
        self._nodes.update((kind, Brought(_name(kind), bring)) for kind, bring in brought.items())
        self._classes: dict[type, Fields] = {}

    def node(self, hint: Any, *, signed: bool = False) -> Node:
        """The node of a type; in one that is `signed`, numbers outside of classes of their own may be negative."""
        if signed and not self._is_record(hint) and (hint is int or get_args(hint)):
            if hint not in self._with_sign:
                self._with_sign[hint] = self._composed(hint, signed=True)
            return self._with_sign[hint]
        if hint not in self._nodes:
            self._nodes[hint] = self._fields(hint) if self._is_record(hint) else self._composed(hint)
        return self._nodes[hint]

    def field(self, kind: type, name: str, hint: Any) -> Node:
        """The node of a field of a class."""
        return self.node(hint, signed=(kind, name) in self._signed)

    def composed(self, hint: Any) -> Composed:
        """The node of a type whose values are written as records."""
        found = self.node(hint)
        if not isinstance(found, Composed):
            raise TypeError(f"{hint} is not written as a record")
        return found

    def definition(self) -> str:
        """Every class that was met and its fields, one a line, by name."""
        return "\n".join(sorted(one.definition() for one in self._classes.values()))

    @staticmethod
    def _is_record(hint: Any) -> bool:
        return isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"))

    def _fields(self, kind: type) -> Fields:
        names = (
            [field.name for field in dataclasses.fields(kind) if field.init]
            if dataclasses.is_dataclass(kind)
            else list(getattr(kind, "_fields", ()))
        )
        # known before its fields are: a formula holds formulas
        made = self._nodes[kind] = self._classes[kind] = Fields(_name(kind), kind, names)
        hints = hints_of(kind)
        made.bind([self.field(kind, name, hints[name]) for name in names])
        return made

    def _composed(self, hint: Any, *, signed: bool = False) -> Node:
        origin, inner = get_origin(hint), get_args(hint)

        def node(one: Any) -> Node:
            return self.node(one, signed=signed)

        if hint is Any:
            return self._plain()
        if origin in (Union, UnionType):
            return Either([node(one) for one in sorted(inner, key=_unit_first)])
        if origin is Literal:
            return Choice(f"<{','.join(map(repr, inner))}>", inner)
        if origin is tuple and inner[-1] is ...:
            return Several(node(inner[0]))
        if origin is tuple:
            return Fixed([node(one) for one in inner])
        if origin is frozenset:
            return Bag(node(inner[0]))
        if origin in (dict, Mapping):
            return Table(node(inner[0]), node(inner[1]), ordered=self.ordered)
        raise TypeError(f"no artifact can hold {hint}")

    def _plain(self) -> Node:
        """What JSON can say."""
        made = self._nodes[Any] = Either(())
        made.told = "plain"
        made.settle(
            [
                *(self.node(one) for one in (NoneType, bool, str)),
                self.node(int, signed=True),
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
