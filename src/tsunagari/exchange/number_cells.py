"""Telephone numbers as people write them: several in a cell, full-width, with brackets, with an extension.

Law: a number that comes out is one that the rule language takes (digits, `-`, `#`, `+`), and its digits are those of
the cell in their order; a remark instead of a number is kept as a remark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from tsunagari.exchange.remarks import Unreadable

LISTED: Final = re.compile(r"[、,，/／;；\n]+")
NO_TELEPHONE: Final = re.compile("HP|ホームページ|ウェブ|Web", re.IGNORECASE)
_ELSEWHERE: Final = re.compile("参照|なし|準備中")
_EXTENSION: Final = re.compile(r"\s?(?:x|ext\.?|extension|内線)\s*([0-9]{1,6})\s*$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+#]?[0-9]+(?:-[0-9]+)*")
_LONGEST: Final = 100
_MARKS: Final = str.maketrans({mark: "-" for mark in "‐‑–—−ー－"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as dialled, and its extension or an empty text."""

    digits: str
    extension: str = ""


def numbers_of(text: str) -> tuple[tuple[Number, ...], str]:
    """The numbers of a cell, or the remark that stands instead. Raises Unreadable."""
    plain = unicodedata.normalize("NFKC", text).strip()
    remark = plain.removeprefix("(").removesuffix(")") if re.fullmatch(r"\([^()]*\)", plain) else plain
    if not remark or NO_TELEPHONE.search(remark) or _ELSEWHERE.search(remark):
        return (), remark
    parts = [part for part in LISTED.split(plain) if part.strip()]
    return tuple(dict.fromkeys(number_of(part) for part in parts)), ""


def number_of(text: str) -> Number:
    """One number; raises Unreadable."""
    if len(text) > _LONGEST:
        raise Unreadable("not-a-number", text=text)
    plain = unicodedata.normalize("NFKC", text).translate(_MARKS).strip().strip("\"'")
    extension = ""
    if match := _EXTENSION.search(plain):
        plain, extension = plain[: match.start()].strip(), match[1]
    joined = re.sub(r"[\s().-]+", "-", plain).strip("-")
    joined = re.sub(r"^\+-", "+", joined)
    digits = sum(char.isdigit() for char in joined)
    if not _NUMBER.fullmatch(joined) or not 3 <= digits <= 15 or re.search(r"\)\(|--", plain):
        raise Unreadable("not-a-number", text=text)
    return Number(joined, extension)
