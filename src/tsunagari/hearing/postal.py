"""Postal codes to municipalities.

Law: a code of seven digits gives the set of every municipality and ward that it reaches into (a code may cross a
border), and a number that is no code gives nothing. Nothing is unpacked before the first question.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType


def municipalities_of(code: str) -> tuple[str, ...]:
    """The codes (JIS X 0402, five digits) behind a postal code of seven ASCII digits; empty if there is none."""
    return postal_codes().get(code, ())


@cache
def postal_codes() -> Mapping[str, tuple[str, ...]]:
    """Every postal code with its municipalities, 120,000 of them, unpacked at the first call (Japan Post)."""
    from tsunagari.hearing.postal_table import PACKED  # 40 KB that nobody needs who hears no postal code

    head, _, body = zlib.decompress(base64.b85decode(PACKED)).partition(b"\n")
    sets = [tuple(one.split(",")) for one in head.decode("ascii").split(" ")]
    numbers = _numbers(body)
    found: dict[str, tuple[str, ...]] = {}
    code = 0
    for at in numbers:
        for _step in range(next(numbers)):
            code += next(numbers)
            found[f"{code:07}"] = sets[at]
    return MappingProxyType(found)


def _numbers(body: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in body:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
