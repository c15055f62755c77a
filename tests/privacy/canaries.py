"""Markers that stand nowhere else, and every form in which one could turn up.

Law: `found_in` names each form of a marker that is in a text: as told, normalised, in other letters, escaped, encoded,
hashed, backwards, or only a part of it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from random import Random
from urllib.parse import quote, quote_plus

LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
PART = 7
START = 6
_TO_HIRAGANA = {point: point - 0x60 for point in range(ord("ァ"), ord("ヶ") + 1)}


def marker(chance: Random) -> str:
    """A text with letters of several scripts and widths, and twelve random ones."""
    return "ｶﾅリア" + "".join(chance.choices(LETTERS, k=12)) + "é"


def spellings(text: str) -> Mapping[str, str]:
    """The texts that people or programs would take for the same."""
    nfkc = unicodedata.normalize("NFKC", text)
    return {
        "raw": text,
        "NFKC": nfkc,
        "NFKD": unicodedata.normalize("NFKD", text),
        "NFC": unicodedata.normalize("NFC", text),
        "casefold": nfkc.casefold(),
        "lower": text.lower(),
        "upper": nfkc.upper(),
        "hiragana": nfkc.translate(_TO_HIRAGANA),
        "hiragana casefold": nfkc.translate(_TO_HIRAGANA).casefold(),
        "backwards": text[::-1],
    }


def forms(text: str) -> dict[str, str]:
    """Form → what to look for."""
    found: dict[str, str] = {}
    for name, spelling in spellings(text).items():
        found[name] = spelling
        for how, written in _written(spelling):
            found[f"{name} {how}"] = written
    random = text[4:-1]
    for start in range(0, len(random) - PART + 1):
        found[f"part {start}"] = random[start : start + PART]
        found[f"small part {start}"] = random[start : start + PART].lower()
    return found


def _written(text: str) -> Iterator[tuple[str, str]]:
    raw = text.encode("utf-8")
    yield "JSON", json.dumps(text)[1:-1]
    yield "escaped", text.encode("unicode_escape").decode("ascii")
    yield "repr of bytes", repr(raw)[2:-1]
    yield "in a URL", quote(text)
    yield "in a form", quote_plus(text).lower()
    yield "HTML", html.escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")
    for coding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        encoded = text.encode(coding)
        yield f"hex {coding}", encoded.hex()
        for shift in range(3):  # wherever it stands in a longer text
            middle = base64.b64encode(b"\0" * shift + encoded).decode("ascii")[4:-4]
            yield f"base64 {coding} {shift}", middle
            yield f"base64url {coding} {shift}", middle.replace("+", "-").replace("/", "_")
        yield f"base32 {coding}", base64.b32encode(encoded).decode("ascii").rstrip("=")[:-1]
    for kind in ("md5", "sha1", "sha256", "sha512", "blake2b", "sha3_256"):
        digest = hashlib.new(kind, raw)
        yield kind, digest.hexdigest()[:16]
        yield f"base64 {kind}", base64.b64encode(digest.digest()).decode("ascii")[:16]
    yield "crc32", str(zlib.crc32(raw))
    yield "hash", str(hash(text))


class Search:
    """Looks for many markers at once, by the first letters of every form."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.wanted: dict[str, list[tuple[str, str, str]]] = {}
        for where, text in texts.items():
            for form, written in forms(text).items():
                self.wanted.setdefault(written[:START], []).append((written, where, form))

    def found_in(self, text: str) -> set[tuple[str, str]]:
        """(Where the marker was put in, form) of all that stand in a text."""
        plain = text.replace("\\\\", "\\")  # a sink may be the print of a print
        found = set()
        for one in {text, plain, plain.replace("\\\\", "\\")}:
            starts = {one[at : at + START] for at in range(len(one) - START + 1)}
            for start in starts & self.wanted.keys():
                found |= {(where, form) for written, where, form in self.wanted[start] if written in one}
        return found
