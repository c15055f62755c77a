"""What a consultation tells: shapes only, before any name is looked up.

Law: whatever a caller hands in, a `Consultation` is made or a `FactsError` is raised that names the JSON key
and never the value; no exception context holds one. An empty list is absent. `repr` shows which
attributes were told and nothing of what was told (design P8: facts identify too).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from types import MappingProxyType
from typing import Final, TypeAlias

from tsunagari.calendar.hours import JST
from tsunagari.errors import FactsError
from tsunagari.model.attributes import AGE_LIMIT

Range: TypeAlias = tuple[int, int]
"""A coarsely told whole number: first and last, both included."""

NumberFact: TypeAlias = int | Range | Mapping[str, int] | None
TriedFact: TypeAlias = str | Sequence[str] | Mapping[str, str]
AttributeFact: TypeAlias = str | int | Range | Mapping[str, int] | None

OUTCOMES: Final = ("no-answer", "full", "declined", "declined-by-person", "not-eligible", "reached")
"""What may have become of an earlier referral; a bare name means `declined`."""


_UNTOLD: Final = ()
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class _Bad(Exception):
    """A shape that does not fit; carries a code and nothing else."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True, init=False, repr=False)
class Consultation:
    """The facts of one consultation, as told; names are resolved by `admit`, against a ruleset.

    `age` is 0..120 or a range with both ends; `at` an instant in Asia/Tokyo; `tried` pairs of a resource and an
    outcome; `attributes` pairs of a declared attribute and its value. None and empty are unstated. The constructor
    also takes what JSON has: lists, `{"from": 15, "to": 19}`, ISO text with offset, `{"resource": …, "outcome": …}`.
    Raises FactsError only.
    """

    age: int | Range | None
    issues: tuple[str, ...]
    lives: str | None
    stays: str | None
    works: str | None
    studies: str | None
    channel: str | None
    at: datetime | None
    language: str | None
    wishes: tuple[str, ...]
    danger: bool | None
    caller: str | None
    caller_lives: str | None
    caller_language: str | None
    attributes: tuple[tuple[str, str | int | Range], ...]
    declined: tuple[str, ...]
    tried: tuple[tuple[str, str], ...]
    rotation: str | None

    def __init__(
        self,
        *,
        age: NumberFact = None,
        issues: Iterable[str] | None = (),
        lives: str | None = None,
        stays: str | None = None,
        works: str | None = None,
        studies: str | None = None,
        channel: str | None = None,
        at: datetime | str | None = None,
        language: str | None = None,
        wishes: Iterable[str] | None = (),
        danger: bool | None = None,
        caller: str | None = None,
        caller_lives: str | None = None,
        caller_language: str | None = None,
        attributes: Mapping[str, AttributeFact] | Iterable[tuple[str, AttributeFact]] | None = None,
        declined: Iterable[str] | None = (),
        tried: Iterable[TriedFact] | None = (),
        rotation: str | None = None,
    ) -> None:
        facts: dict[str, object] = {
            "age": age, "issues": issues, "lives": lives, "stays": stays, "works": works, "studies": studies,
            "channel": channel, "at": at, "language": language, "wishes": wishes, "danger": danger,
            "caller": caller, "caller_lives": caller_lives, "caller_language": caller_language,
            "attributes": attributes, "declined": declined, "tried": tried, "rotation": rotation,
        }  # fmt: skip
        # a traceback shows the locals of its frames: none of them may hold a fact when an error is raised
        del age, issues, lives, stays, works, studies, channel, at, language, wishes, danger, caller
        del caller_lives, caller_language, attributes, declined, tried, rotation
        fault = _check(facts)
        if fault is not None:
            facts.clear()
            raise FactsError(*fault)
        for key, value in facts.items():
            object.__setattr__(self, key, value)

    def __repr__(self) -> str:
        """The names of the attributes that were told, never a value."""
        told = (f.name for f in fields(self) if getattr(self, f.name, None) not in (None, ()))
        return f"Consultation({', '.join(told)})"


def _check(facts: dict[str, object]) -> tuple[str, str] | None:
    """Put checked values in the place of what was told; the code and key of the first fault, or None."""
    for key, value in facts.items():
        if value is None or value is _UNTOLD:
            facts[key] = _UNTOLD if key in _MANY else None
            continue
        try:
            facts[key] = _SHAPES.get(key, _text)(value)
        except _Bad as bad:
            return bad.code, key
        except Exception:  # a hostile object may raise anything from anywhere: it has the wrong shape
            return "wrong-type", key
    return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Bad("wrong-type")
    text = str.__str__(value)  # a plain string, also of a subclass
    if not text.strip() or (not text.isascii() and _LONE_SURROGATE.search(text)):
        raise _Bad("bad-text")
    return text


def _listed(value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise _Bad("wrong-type")
    return tuple(value)


def _texts(value: object) -> tuple[str, ...]:
    texts = dict.fromkeys(_text(entry) for entry in _listed(value))
    return tuple(sorted(texts)) if isinstance(value, set | frozenset) else tuple(texts)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Bad("wrong-type")
    return int.__int__(value)


def _number(value: object) -> int | Range:
    """A whole number, or a range of two as a pair or as `{"from": …, "to": …}`."""
    if isinstance(value, Mapping):
        if set(value) != {"from", "to"}:
            raise _Bad("wrong-type")
        first, last = _whole(value["from"]), _whole(value["to"])
    elif isinstance(value, list | tuple):
        if len(value) != 2:
            raise _Bad("wrong-type")
        first, last = _whole(value[0]), _whole(value[1])
    else:
        return _whole(value)
    if first > last:
        raise _Bad("empty-range")
    return first if first == last else (first, last)


def _age(value: object) -> int | Range:
    age = _number(value)
    first, last = (age, age) if isinstance(age, int) else age
    if first < 0 or last > AGE_LIMIT:
        raise _Bad("out-of-range")
    return age


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Bad("wrong-type")
    return value


def _instant(value: object) -> datetime:
    """The instant in Asia/Tokyo, a plain `datetime` whatever was handed in."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(_text(value).strip())
        except ValueError:
            raise _Bad("bad-time") from None
    if not isinstance(value, datetime):
        raise _Bad("wrong-type")
    if value.utcoffset() is None:
        raise _Bad("naive-time")
    try:
        at = value.astimezone(JST)
    except OverflowError:
        raise _Bad("bad-time") from None
    return datetime(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, JST)


def _attributes(value: object) -> tuple[tuple[str, str | int | Range], ...]:
    pairs = value.items() if isinstance(value, Mapping) else _listed(value)
    told: dict[str, str | int | Range] = {}
    for pair in pairs:
        name, fact = _listed(pair)
        key = _text(name)
        if key in told:
            raise _Bad("told-twice")
        if fact is not None:
            told[key] = _text(fact) if isinstance(fact, str) else _number(fact)
    return tuple(sorted(told.items(), key=lambda entry: entry[0]))


def _tried(value: object) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(map(_attempt, _listed(value))))


def _attempt(value: object) -> tuple[str, str]:
    name, outcome = value, "declined"
    if isinstance(value, Mapping):
        if not {"resource"} <= set(value) <= {"resource", "outcome"}:
            raise _Bad("wrong-type")
        name, outcome = value["resource"], value.get("outcome") or "declined"
    elif isinstance(value, list | tuple):
        if len(value) != 2:
            raise _Bad("wrong-type")
        name, outcome = value
    if outcome not in OUTCOMES:
        raise _Bad("unknown-outcome")
    return _text(name), str.__str__(outcome)


_SHAPES: Final[Mapping[str, Callable[[object], object]]] = MappingProxyType(
    {
        "age": _age,
        "issues": _texts,
        "at": _instant,
        "wishes": _texts,
        "danger": _flag,
        "attributes": _attributes,
        "declined": _texts,
        "tried": _tried,
    }
)
"""JSON key → what it must look like; all others are texts."""

_MANY: Final = frozenset(("issues", "wishes", "attributes", "declined", "tried"))
