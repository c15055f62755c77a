"""JSON text to plain values, and plain values to the one JSON text that we write.

Law: a key stands once in an object, numbers are finite, size and depth are bounded; what is wrong comes back as a
code, never as an exception that holds the text. Writing is canonical: equal values give equal bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

SIZE_LIMIT = 1024 * 1024
"""Bytes of one JSON text that is read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not taken: a code of the catalogue without `facts/`; `key` is a key of ours, or ""."""

    code: str
    key: str = ""


class _Refused(Exception):
    """Carries a fault out of the reader of the standard library."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


def read_json(text: str | bytes, known: frozenset[str] = frozenset()) -> Any | Fault:
    """The value of a JSON text, or a `Fault`; a doubled key is only named if it is among `known`."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise _Refused(Fault("told-twice", key) if key in known else Fault("duplicate-key"))
            found[key] = value
        return found

    try:
        raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        if len(raw) > SIZE_LIMIT:
            return Fault("too-large")
        plain = text if isinstance(text, str) else raw.decode("utf-8")
        return json.loads(plain.removeprefix("\ufeff"), object_pairs_hook=once, parse_constant=_not_finite)
    except _Refused as refused:
        return refused.fault
    except UnicodeDecodeError:
        return Fault("not-utf8")
    except RecursionError:
        return Fault("too-deep")
    except ValueError:
        return Fault("not-json")


def write_json(value: object) -> str:
    """One line of JSON: letters as they are, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _not_finite(_: str) -> NoReturn:
    raise _Refused(Fault("not-json"))
