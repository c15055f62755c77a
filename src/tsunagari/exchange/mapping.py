"""Which column of a table is what: the mapping that a person writes beside it, in TOML or JSON.

Law: a mapping is closed: a key that is not known here is refused with those that are. What a table does not say is
unknown unless the mapping says otherwise under `assume`, where a reader sees who decided it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from tsunagari.errors import UsageError

COLUMNS: Final = (
    "id", "name", "kind", "organization", "prefecture", "cities", "areas", "except_areas",
    "ages", "minimum_age", "maximum_age",
    "clients", "topics", "languages", "channel", "phone", "ways", "hours", "status", "verified", "note", "remarks",
)  # fmt: skip
ASSUMED: Final = ("areas", "ages", "clients", "topics", "languages", "channel", "kind", "verified")
_TOP: Final = ("columns", "days", "assume", "kinds", "correct", "blank_cities", "merge_lines", "separators")
_KINDS: Final = ("contains", "ages", "topics", "kind")
_BLANK_CITIES: Final = ("unknown", "rest", "whole")
EVERYBODY: Final = ("everybody", "everywhere", "everything", "だれでも", "どこでも", "なんでも")
_LONGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows whose kind holds one of these words: what that says of ages and topics, and the kind to write."""

    contains: tuple[str, ...]
    ages: str = ""
    topics: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """`columns`: field → columns (several for `clients` and `note`); `days`: kind of day → column of its hours."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    days: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    assume: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kinds: tuple[Kind, ...] = ()
    correct: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    blank_cities: str = "unknown"
    merge_lines: bool = False
    separators: str = "、,，/／;；\n"

    def missing(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Columns that the mapping names and a table does not have."""
        named = [column for columns in self.columns.values() for column in columns] + list(self.days.values())
        return tuple(column for column in dict.fromkeys(named) if column not in present)


def read_mapping(path: str, text: str) -> TableMapping:
    """The mapping of a text, JSON where it begins with a brace, else TOML; raises UsageError."""
    if len(text) > _LONGEST:
        raise UsageError("import-too-large", path=path, limit="1 MB")
    try:
        value = json.loads(text) if text.lstrip("\ufeff \n\r\t").startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError):
        raise UsageError("import-unreadable", path=path, reason="TOML / JSON") from None
    return _Reader(path).mapping(value)


def with_options(mapping: TableMapping, correct: Mapping[str, str], verified: str) -> TableMapping:
    """The mapping with corrections and a day of verification from the command line."""
    assume = {**mapping.assume, **({"verified": verified} if verified else {})}
    return replace(mapping, assume=MappingProxyType(assume), correct=MappingProxyType({**mapping.correct, **correct}))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the values of a mapping and names the key that is wrong."""

    path: str

    def wrong(self, key: str, known: tuple[str, ...]) -> UsageError:
        return UsageError("import-mapping", path=self.path, key=key, known="、".join(known))

    def mapping(self, value: Any) -> TableMapping:
        top = self.table("", value, _TOP)
        columns = self.table("columns", top.get("columns", {}), COLUMNS)
        assume = self.texts("assume", self.table("assume", top.get("assume", {}), ASSUMED))
        self.day_of(assume.get("verified", ""))
        blank = top.get("blank_cities", "unknown")
        if blank not in _BLANK_CITIES:
            raise self.wrong("blank_cities", _BLANK_CITIES)
        merge = top.get("merge_lines", False)
        separators = top.get("separators", "、,，/／;；\n")
        if not isinstance(merge, bool) or not isinstance(separators, str) or not separators:
            raise self.wrong("merge_lines, separators", ("true", "false", '"、,"'))
        kinds = top.get("kinds", [])
        if not isinstance(kinds, list):
            raise self.wrong("kinds", _KINDS)
        return TableMapping(
            MappingProxyType({key: self.listed(f"columns.{key}", one) for key, one in columns.items()}),
            MappingProxyType(self.texts("days", self.table("days", top.get("days", {}), None))),
            MappingProxyType(assume),
            tuple(self.kind(self.table("kinds", one, _KINDS)) for one in kinds),
            MappingProxyType(self.texts("correct", self.table("correct", top.get("correct", {}), None))),
            blank, merge, separators,
        )  # fmt: skip

    def table(self, key: str, value: Any, known: tuple[str, ...] | None) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(key or "mapping", known or ("…",))
        for name in value:
            if known is not None and name not in known:
                raise self.wrong(f"{key}.{name}".strip("."), known)
        return value

    def texts(self, key: str, value: dict[str, Any]) -> dict[str, str]:
        for name, one in value.items():
            if not isinstance(one, str | date):
                raise self.wrong(f"{key}.{name}", ('"…"',))
        return {name: str(one) for name, one in value.items()}

    def listed(self, key: str, value: Any) -> tuple[str, ...]:
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.wrong(key, ('"…"', '["…", "…"]'))
        return tuple(found)

    def kind(self, value: dict[str, Any]) -> Kind:
        texts = {key: value.get(key, "") for key in ("ages", "kind")}
        if not all(isinstance(one, str) for one in texts.values()) or "contains" not in value:
            raise self.wrong("kinds", _KINDS)
        topics = self.listed("kinds.topics", value.get("topics", []))
        return Kind(self.listed("kinds.contains", value["contains"]), texts["ages"], topics, texts["kind"])

    def day_of(self, text: str) -> None:
        try:
            _ = date.fromisoformat(text) if text else None
        except ValueError:
            raise self.wrong("assume.verified", ("2026-04-01",)) from None
