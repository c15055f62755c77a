"""The closed schema of events: what may stand under each key, and nothing else.

Law (design P8, by allow-list): `check` refuses whatever is no code, no day, no digest, no name of the registry or of a
field; in an event of ours as in one that was read back from a file. Its refusal names a key of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from tsunagari.errors import PrivacyError, guarded
from tsunagari.model.ruleset import Ruleset
from tsunagari.privacy.consent import PURPOSES
from tsunagari.privacy.events import OUTCOMES, DecisionEvent, Event, HandoverEvent
from tsunagari.privacy.fields import PERSONAL_FIELDS
from tsunagari.privacy.granting import REASONS
from tsunagari.syntax.citations import article

Shape: TypeAlias = Callable[[Ruleset, Any], bool]
"""Whether a value read from JSON may stand there, under this ruleset."""


def _like(pattern: str) -> Shape:
    shape = re.compile(pattern)
    return lambda _, value: isinstance(value, str) and shape.fullmatch(value) is not None


def _among(*codes: str) -> Shape:
    return lambda _, value: isinstance(value, str) and value in codes


def _flag(_: Ruleset, value: Any) -> bool:
    return isinstance(value, bool)


def _field(ruleset: Ruleset, value: Any) -> bool:
    return isinstance(value, str) and (value in PERSONAL_FIELDS or value in ruleset.attributes)


def _named(*kinds: str) -> Shape:
    return lambda ruleset, value: isinstance(value, str) and any(value in getattr(ruleset, kind) for kind in kinds)


def _issue(ruleset: Ruleset, value: Any) -> bool:
    return isinstance(value, str) and value in ruleset.issues.above


def _absent(shape: Shape) -> Shape:
    return lambda ruleset, value: value is None or shape(ruleset, value)


def _many(shape: Shape) -> Shape:
    return lambda ruleset, value: isinstance(value, list) and all(shape(ruleset, one) for one in value)


def _pair(ruleset: Ruleset, value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _field(ruleset, value[0]) and value[1] in REASONS


def _article(_: Ruleset, value: Any) -> bool:
    return isinstance(value, str) and article(value) == value


_DIGEST: Final = _like("sha256:[0-9a-f]{64}")
_HEAD: Final[dict[str, Shape]] = {
    "day": _like("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "venue": _among("desk", "council"),
    "at": _named("resources", "bodies"),
    "digest": _DIGEST,
    "token": _absent(_like("[0-9a-f]{64}")),
}
SCHEMA: Final[Mapping[str, Mapping[str, Shape]]] = MappingProxyType(
    {
        "decision": _HEAD | {
            "status": _absent(_DIGEST),
            "outcome": _among(*OUTCOMES),
            "default_only": _flag,
            "later_only": _flag,
            "place": _absent(_like("[0-9]{5}")),
            "issues": _many(_issue),
            "unaddressed": _many(_issue),
        },
        "handover": _HEAD | {
            "receiver": _named("resources"),
            "about": _among("subject", "caller"),
            "purpose": _among(*PURPOSES),
            "outcome": _among("handed", "nothing"),
            "fields": _many(_field),
            "by_ground": _many(_field),
            "withheld": _many(_pair),
            "law": _absent(_named("laws")),
            "article": _absent(_article),
            "officer": _absent(_like("[a-z]{1,3}-[0-9]{1,8}")),
        },
    }
)  # fmt: skip
"""Kind of event → key → what may stand there."""


@guarded
def check(event: Event | Mapping[str, Any], ruleset: Ruleset) -> None:
    """Refuse an event that holds anything off the allow-list; `event` may be a JSON object that was read.

    Raises PrivacyError (bad-event) with the key of ours at fault, never with what stood there.
    """
    told = event.to_dict() if isinstance(event, DecisionEvent | HandoverEvent) else event
    kind = told.get("event") if isinstance(told, Mapping) else None
    schema = SCHEMA.get(kind) if isinstance(kind, str) else None
    if schema is None:
        raise PrivacyError("bad-event", field="event")
    for key, shape in schema.items():
        if key not in told or not shape(ruleset, told[key]):
            raise PrivacyError("bad-event", field=key)
    if set(told) != {"event", *schema}:
        raise PrivacyError("bad-event", field="event")
