"""Sealed personal data: one container for the person supported, another for whoever calls.

Law (design P7): what is put in comes out of `opened` only, which is called where a package is delivered and nowhere
else (tests/privacy/test_sealed.py reads the sources to see). Sealing never looks at a value but to see whether it is
blank, so that not even a length shows; an empty box of a form is an absent field.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, TypeAlias, final

from tsunagari.errors import PrivacyError, SealedError, guarded
from tsunagari.privacy.concealment import Concealment
from tsunagari.privacy.fields import PERSONAL_FIELDS, About
from tsunagari.privacy.refusing import Refusing, taken_off


class _Container(Refusing):
    """Personal fields of one person. Texts as they were told; `birthdate` also as a date."""

    __slots__ = ("_concealment", "_fields", "_kept")

    @guarded
    def __init__(
        self,
        *,
        name: str | None = None,
        kana: str | None = None,
        contact: str | None = None,
        address: str | None = None,
        birthdate: date | str | None = None,
        household: str | None = None,
        note: str | None = None,
        concealment: Concealment | None = None,
    ) -> None:
        if _is_set(self):  # called again by hand: what was sealed stays as it was
            raise SealedError()
        if not isinstance(concealment, Concealment | None):
            raise PrivacyError("wrong-type", field="concealment")
        told = dict(zip(_ORDER, (name, kana, contact, address, birthdate, household, note), strict=True))
        kept = {field: text for field in PERSONAL_FIELDS if (text := _text(field, told[field]))}
        _KEPT.__set__(self, kept)
        _FIELDS.__set__(self, frozenset(kept))
        _CONCEALMENT.__set__(self, concealment)


@final
class Subject(_Container):
    """The person supported (当事者): sealed. Raises PrivacyError (wrong-type) that names the field only."""

    __slots__ = ()


@final
class Caller(_Container):
    """Whoever calls for somebody else: sealed, and apart. Raises as `Subject` does."""

    __slots__ = ()


Person: TypeAlias = Subject | Caller
_ORDER: Final = ("name", "kana", "contact", "address", "birthdate", "household", "note")

_FIELDS, _KEPT, _CONCEALMENT = taken_off(_Container, "_fields", "_kept", "_concealment")


def about(person: Person) -> About:
    """Whose container it is."""
    return "subject" if isinstance(person, Subject) else "caller"


def present(person: Person) -> frozenset[str]:
    """The names of the fields that hold something."""
    fields: frozenset[str] = _FIELDS.__get__(person)
    return fields


def concealment_of(person: Person) -> Concealment | None:
    """What was stated about concealing this person."""
    found: Concealment | None = _CONCEALMENT.__get__(person)
    return found


def opened(person: Person, granted: Iterable[str]) -> dict[str, str]:
    """The one function that opens a container: the texts of the fields granted, for the receiver's package."""
    kept: dict[str, str] = _KEPT.__get__(person)
    return {field: kept[field] for field in granted}


def _is_set(person: _Container) -> bool:
    try:
        _FIELDS.__get__(person)
    except AttributeError:
        return False
    return True


def _text(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field == "birthdate" and isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    if not isinstance(value, str):
        raise PrivacyError("wrong-type", field=field)
    text = str.__str__(value)
    return text if text.strip() else ""
