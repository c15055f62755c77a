"""What a container of personal data refuses.

Law (design P7): nothing that Python does by itself with a value shows, copies or compares what is inside: `repr` is
one fixed text, `==` is identity, and everything else raises `SealedError`, whose text is the same whatever is held.
The type checker is not shown the refusals, so that it calls them mistakes before they are run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from tsunagari.errors import SealedError

FIXED = "<sealed>"
"""What every container prints."""


def taken_off(cls: type, *slots: str) -> tuple[Any, ...]:
    """The descriptors of these slots, off the class: whoever holds them reaches the slots, no name of an attribute."""
    found = tuple(cls.__dict__[slot] for slot in slots)
    for slot in slots:
        delattr(cls, slot)
    return found


class Refusing:
    """Base of the containers; it holds nothing itself."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The same text for every container: not even the field names are in it."""
        return FIXED

    if not TYPE_CHECKING:

        def _refuse(self, *_: Any, **__: Any) -> NoReturn:
            del _, __  # what a container was compared with may be as personal as what it holds
            raise SealedError()

        __str__ = __format__ = __hash__ = __bytes__ = __bool__ = _refuse
        __iter__ = __len__ = __contains__ = __getitem__ = __reversed__ = __length_hint__ = __index__ = _refuse
        __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __mod__ = __int__ = __float__ = _refuse
        __copy__ = __deepcopy__ = __reduce__ = __reduce_ex__ = __getstate__ = __setstate__ = __replace__ = _refuse
        __setattr__ = __delattr__ = __fspath__ = __json__ = _refuse

        def __getattr__(self, name: str) -> NoReturn:
            del name
            raise SealedError()

        def __eq__(self, other: object) -> bool:
            return self is other

        @classmethod
        def __get_pydantic_core_schema__(cls, *_: Any) -> NoReturn:
            raise SealedError()
