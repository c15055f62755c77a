"""The fields that may be handed over, and whose each of them is.

Law: the list is closed. Personal fields are sealed and each person has their own; an attribute of the consultation is
the person's (当事者), but for the three that are the caller's (language §3).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from tsunagari.model.from_syntax.built_in import ATTRIBUTES, PERSONAL
from tsunagari.model.ruleset import Ruleset

About: TypeAlias = Literal["subject", "caller"]
"""Whose data: the person supported (当事者), or whoever calls for them."""

PERSONAL_FIELDS: Final = tuple(row[0] for row in PERSONAL)
"""The fields of a sealed container."""

OF_CALLER: Final = frozenset({"caller", "caller-lives", "caller-language"})
"""The attributes of a consultation that are the caller's."""

_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {row[0]: row[1] for row in PERSONAL} | {name: japanese[0] for name, japanese in ATTRIBUTES.items()}
)


def known(ruleset: Ruleset, field: object) -> bool:
    """Whether there is such a field: a personal one, or an attribute of the ruleset by its canonical name."""
    return isinstance(field, str) and (field in PERSONAL_FIELDS or field in ruleset.attributes)


def belongs(field: str, about: About) -> bool:
    """Whether a field can be this person's."""
    return field in PERSONAL_FIELDS or (field in OF_CALLER) == (about == "caller")


def label(field: str, language: str) -> str:
    """The name of a field for people; a declared attribute goes by its own name in both languages."""
    return _LABELS.get(field, field) if language == "ja" else field
