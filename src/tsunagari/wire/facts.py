"""Facts as JSON to a `Consultation` (design §5).

Law: English and Japanese keys, each fact once; unknown keys are refused; null and absent are unstated, an empty list
is absent. An error names a key of ours or nothing: an unknown key is somebody's text, and neither it nor a
value stands in any message, argument, cause or context.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from tsunagari.engine.consultation import Consultation
from tsunagari.errors import FactsError
from tsunagari.wire.json_text import Fault, read_json

JAPANESE_KEYS: Final[Mapping[str, str]] = {
    "年齢": "age",
    "相談": "issues",
    "住所": "lives",
    "現在地": "stays",
    "勤務地": "works",
    "通学先": "studies",
    "方法": "channel",
    "時間": "at",
    "言語": "language",
    "希望": "wishes",
    "緊迫": "danger",
    "相談者": "caller",
    "相談者の住所": "caller_lives",
    "相談者の言語": "caller_language",
    "属性": "attributes",
    "回答しない": "declined",
    "利用済み": "tried",
    "順番": "rotation",
}
"""Japanese key → English key."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class _Range(_Strict):
    first: StrictInt = Field(alias="from")
    last: StrictInt = Field(alias="to")


class _Tried(_Strict):
    resource: StrictStr
    outcome: StrictStr | None = None


class _Facts(_Strict):
    age: StrictInt | _Range | None = None
    issues: list[StrictStr] | None = None
    lives: StrictStr | None = None
    stays: StrictStr | None = None
    works: StrictStr | None = None
    studies: StrictStr | None = None
    channel: StrictStr | None = None
    at: StrictStr | None = None
    language: StrictStr | None = None
    wishes: list[StrictStr] | None = None
    danger: StrictBool | None = None
    caller: StrictStr | None = None
    caller_lives: StrictStr | None = None
    caller_language: StrictStr | None = None
    attributes: dict[StrictStr, StrictStr | StrictInt | _Range | None] | None = None
    declined: list[StrictStr] | None = None
    tried: list[StrictStr | _Tried] | None = None
    rotation: StrictStr | None = None


KEYS: Final = frozenset(_Facts.model_fields)
"""The English keys."""


def facts_from_json(facts: str | bytes | Mapping[str, Any]) -> Consultation:
    """The consultation that a JSON object tells, given as text or already read.

    Raises FactsError: not-json, not-utf8, too-large, too-deep, not-an-object, unknown-key, told-twice, wrong-type,
    unknown-outcome, and those of `Consultation`.
    """
    made = _made(_checked(facts))
    if isinstance(made, Fault):
        del facts  # a traceback with its frames shall hold no fact
        raise FactsError(made.code, made.key)
    return made


def _made(checked: _Facts | Fault) -> Consultation | Fault:
    try:
        return checked if isinstance(checked, Fault) else Consultation(**checked.model_dump(by_alias=True))
    except FactsError as refused:
        return Fault(refused.code, refused.attribute)


def _checked(facts: object) -> _Facts | Fault:
    """The facts in their strict shapes, or why not; no exception leaves here, so none can hold a value."""
    try:
        told = read_json(facts, KEYS | JAPANESE_KEYS.keys()) if isinstance(facts, str | bytes) else facts
        if isinstance(told, Fault):
            return told
        if not isinstance(told, Mapping):
            return Fault("not-an-object")
        named = _in_english(dict(told))
        return named if isinstance(named, Fault) else _Facts.model_validate(named)
    except ValidationError as refused:
        return _fault(refused)
    except Exception:  # a hostile mapping may raise anything from anywhere
        return Fault("wrong-type")


def _in_english(told: dict[Any, Any]) -> dict[str, Any] | Fault:
    named: dict[str, Any] = {}
    for key, value in told.items():
        english = JAPANESE_KEYS.get(key, key) if isinstance(key, str) else ""
        if english not in KEYS:
            return Fault("unknown-key")
        if english in named:
            return Fault("told-twice", english)
        named[english] = value
    return named


def _fault(refused: ValidationError) -> Fault:
    """The first problem in the order of the keys, as a code and the key; the rest of pydantic's words is dropped."""
    first = refused.errors(include_url=False, include_context=False, include_input=False)[0]
    return Fault("wrong-type", str(first["loc"][0]))
