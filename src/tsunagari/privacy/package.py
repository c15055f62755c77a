"""The receiver's package: one person, one receiver, and nothing but what was granted.

Law (design P4): the choice of a desk is a disclosure itself, so a package says nothing about rules, conditions, the
ruleset or other candidates, nor that something was kept back. It stays sealed until it is written for the receiver:
`_contents` is the one place of the package that opens a container.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final, final

from tsunagari.errors import PrivacyError, guarded
from tsunagari.privacy.fields import PERSONAL_FIELDS
from tsunagari.privacy.refusing import Refusing, taken_off
from tsunagari.privacy.sealed import Person, opened
from tsunagari.privacy.sheet import Heading, sheet

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@final
class Package(Refusing):
    """What one receiver gets about one person; `to_json` and `sheet` write it for the receiver."""

    __slots__ = ("_facts", "_fields", "_heading", "_person")

    _fields: frozenset[str]
    _heading: Heading
    _person: Person

    def __init__(self, heading: Heading, person: Person, fields: frozenset[str], facts: Mapping[str, str]) -> None:
        put = object.__setattr__
        put(self, "_heading", heading)
        put(self, "_person", person)
        put(self, "_fields", fields)
        _FACTS.__set__(self, {name: text for name, text in facts.items() if name in fields})

    @property
    def receiver(self) -> str:
        """The resource that it is for."""
        return self._heading.receiver

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields in it, personal ones first; not what they hold."""
        personal = [field for field in PERSONAL_FIELDS if field in self._fields]
        return (*personal, *sorted(self._fields.difference(PERSONAL_FIELDS)))

    @guarded
    def to_json(self) -> bytes:
        """The JSON object for the receiver, UTF-8: the heading and `fields`, by name in English, texts as told."""
        document = {**self._heading.to_dict(), "fields": _contents(self)}
        text = json.dumps(document, ensure_ascii=False)
        return _SURROGATE.sub("\ufffd", text).encode("utf-8")

    @guarded
    def sheet(self, language: str = "ja") -> str:
        """The page to print for the receiver, in `ja` or `en`. Raises PrivacyError (unknown-code)."""
        if language not in ("ja", "en"):
            raise PrivacyError("unknown-code", field="language", known="ja、en")
        return sheet(self._heading, _contents(self), language)


(_FACTS,) = taken_off(Package, "_facts")


def _contents(package: Package) -> dict[str, str]:
    facts: dict[str, str] = _FACTS.__get__(package)
    held = opened(package._person, package._fields.difference(facts))
    return {field: held[field] if field in held else facts[field] for field in package.fields}
