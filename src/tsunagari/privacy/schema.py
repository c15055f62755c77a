"""The closed schema of events: what may stand under each key, and nothing else.

Law (design P8, by allow-list): `check` refuses whatever is no code, no day, no digest, no name of the registry or of a
field; in an event of ours as in one that was read back from a file. Its refusal names a key of ours. Names are those of
the `Terms`; an old log whose registry is gone is held to the form of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from tsunagari.errors import PrivacyError, guarded
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.consent import PURPOSES
from tsunagari.privacy.events import HANDOVERS, OUTCOMES, DecisionEvent, Event, HandoverEvent
from tsunagari.privacy.fields import PERSONAL_FIELDS
from tsunagari.privacy.granting import REASONS
from tsunagari.privacy.refusals import REFUSALS
from tsunagari.syntax.citations import article


@dataclass(frozen=True, slots=True)
class Terms:
    """The names that events of a venue may hold; `tokens` where it asks for them."""

    issues: frozenset[str] = frozenset()
    resources: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    tokens: bool = False

    @classmethod
    @guarded
    def of(cls, ruleset: Ruleset, tokens: bool = False) -> Terms:
        """The names of a ruleset, and of the personal fields. Raises PrivacyError (wrong-type)."""
        if not isinstance(ruleset, Ruleset):
            raise PrivacyError("wrong-type", field="ruleset")
        return cls(
            frozenset(ruleset.issues.above),
            frozenset(ruleset.resources),
            frozenset(ruleset.bodies),
            frozenset((*PERSONAL_FIELDS, *ruleset.attributes)),
            frozenset(ruleset.laws),
            tokens,
        )


Shape: TypeAlias = Callable[[Terms | None, Any], bool]
"""Whether a value read from JSON may stand there, under these terms; None admits every name of the right form."""

_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def _like(pattern: str) -> Shape:
    shape = re.compile(pattern)
    return lambda _, value: type(value) is str and shape.fullmatch(value) is not None


def _among(*codes: str) -> Shape:
    return lambda _, value: type(value) is str and value in codes


def _named(*kinds: str) -> Shape:
    def shape(terms: Terms | None, value: Any) -> bool:
        if type(value) is not str or _NAME.fullmatch(value) is None:
            return False
        return terms is None or any(value in getattr(terms, kind) for kind in kinds)

    return shape


def _absent(shape: Shape) -> Shape:
    return lambda terms, value: value is None or shape(terms, value)


def _many(shape: Shape) -> Shape:
    """A list of different values, in order."""

    def many(terms: Terms | None, value: Any) -> bool:
        return isinstance(value, list) and all(shape(terms, one) for one in value) and _rising(value)

    return many


def _rising(values: list[Any]) -> bool:
    return all(one < other for one, other in pairwise(values))


def _pair(terms: Terms | None, value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _FIELD(terms, value[0]) and _REASON(terms, value[1])


def _article(_: Terms | None, value: Any) -> bool:
    return type(value) is str and article(value) == value


def _token(terms: Terms | None, value: Any) -> bool:
    return (terms is None or terms.tokens) and _HEX(terms, value)


_DIGEST: Final = _like("sha256:[0-9a-f]{64}")
_FIELD: Final = _named("fields")
_HEX: Final = _like("[0-9a-f]{64}")
_REASON: Final = _among(*REASONS)
_HEAD: Final[dict[str, Shape]] = {
    "day": _like("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
    "venue": _among("desk", "council"),
    "at": _named("resources", "bodies"),
    "digest": _DIGEST,
    "receiver": _absent(_named("resources")),
    "token": _absent(_token),
}
SCHEMA: Final[Mapping[str, Mapping[str, Shape]]] = MappingProxyType(
    {
        DecisionEvent.kind: _HEAD | {
            "status": _absent(_DIGEST),
            "outcome": _among(*OUTCOMES),
            "place": _absent(_like("[0-9]{5}")),
            "issues": _many(_named("issues")),
            "unaddressed": _many(_named("issues")),
        },
        HandoverEvent.kind: _HEAD | {
            "about": _absent(_among("subject", "caller")),
            "purpose": _absent(_among(*PURPOSES)),
            "outcome": _among(*HANDOVERS),
            "fields": _many(_FIELD),
            "by_ground": _many(_FIELD),
            "withheld": _many(_pair),
            "refusal": _absent(_among(*REFUSALS)),
            "law": _absent(_named("laws")),
            "article": _absent(_article),
            "officer": _absent(_like("[a-z]{1,3}-[0-9]{1,8}")),
        },
    }
)  # fmt: skip
"""Kind of event → key → what may stand there."""


@guarded
def check(event: Event | Mapping[str, Any], terms: Terms | None) -> None:
    """Refuse an event that holds anything off the allow-list; `event` may be a JSON object that was read.

    Raises PrivacyError (bad-event) with the key of ours at fault, never with what stood there.
    """
    told = event.to_dict() if isinstance(event, DecisionEvent | HandoverEvent) else event
    kind = told.get("kind") if isinstance(told, Mapping) else None
    schema = SCHEMA.get(kind) if isinstance(kind, str) else None
    if schema is None:
        raise PrivacyError("bad-event", field="kind")
    for key, shape in schema.items():
        if key not in told or not shape(terms, told[key]):
            raise PrivacyError("bad-event", field=key)
    if set(told) != {"kind", *schema}:
        raise PrivacyError("bad-event", field="kind")
    if (wrong := _against_itself(told)) is not None:
        raise PrivacyError("bad-event", field=wrong)
    if isinstance(event, DecisionEvent | HandoverEvent):  # what is checked now is what is written later
        for key in schema:
            if not _frozen(getattr(event, key)):
                raise PrivacyError("bad-event", field=key)


def _frozen(value: object) -> bool:
    return all(map(_frozen, value)) if type(value) is tuple else not isinstance(value, list)


@guarded
def event_from_dict(plain: Mapping[str, Any], terms: Terms | None = None) -> Event:
    """The event that a JSON object is. Raises PrivacyError (bad-event)."""
    check(plain, terms)
    made = DecisionEvent if plain["kind"] == DecisionEvent.kind else HandoverEvent
    return made(**{key: _tupled(value) for key, value in plain.items() if key != "kind"})


def _against_itself(told: Mapping[str, Any]) -> str | None:
    """A key that does not agree with the others."""
    if told["kind"] == DecisionEvent.kind:
        return None if set(told["unaddressed"]) <= set(told["issues"]) else "unaddressed"
    agree = {
        "by_ground": set(told["by_ground"]) <= set(told["fields"]) and (not told["by_ground"] or told["law"]),
        "withheld": not set(told["fields"]) & {field for field, _ in told["withheld"]},
        "refusal": (told["outcome"] == "refused") == (told["refusal"] is not None),
        "fields": (told["outcome"] == "handed") == bool(told["fields"]),
        "article": (told["article"] is None) == (told["law"] is None),
    }
    asked = all(told[key] is not None for key in ("receiver", "about", "purpose"))
    return next((key for key, good in agree.items() if not good), None if asked or told["refusal"] else "receiver")


def _tupled(value: Any) -> Any:
    return tuple(_tupled(one) for one in value) if isinstance(value, list) else value
