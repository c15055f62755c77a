"""Bytes of a ruleset file to text, or the name of the encoding that they seem to be in.

Law: UTF-8 is the only encoding that is read (a byte order mark is tolerated); any other is named, never guessed
into text, so that no rule is read wrongly in silence.
"""

from __future__ import annotations

_UNKNOWN = "unknown encoding"
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_LEGACY = (("CP932", "cp932"), ("EUC-JP", "euc_jp"))
_WIDE = (("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"))
_MOSTLY = 0.5
"""How strange a text may look and still be taken for one."""


def decoded(raw: bytes) -> str | None:
    """The text without its byte order mark, line ends as written; None if the bytes are not UTF-8."""
    if b"\x1b$" in raw or b"\x1b(" in raw:  # ISO-2022-JP is made of ASCII bytes only (RFC 1468)
        return None
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def likely_encoding(raw: bytes) -> str:
    """The name of the encoding that bytes which are not UTF-8 are most likely in."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    if b"\x1b$" in raw or b"\x1b(" in raw:
        return "ISO-2022-JP"
    sample = raw[:65536]
    codecs = _WIDE if 0 in sample else _LEGACY  # no text in the others has a byte 0
    least, name = min((_strangeness(sample, codec), name) for name, codec in codecs)
    return name if least < _MOSTLY else _UNKNOWN


def _strangeness(sample: bytes, codec: str) -> float:
    """From 0 to 1, how much of the sample would be unreadable or letters that hardly anybody writes."""
    text = sample.decode(codec, errors="replace")
    letters = [char for char in text if char > "\x7f"]
    if not letters:
        return 1
    odd = sum(not _usual(char) for char in letters)
    return odd / len(letters)


def _usual(char: str) -> bool:
    """Kana, kanji, CJK punctuation and full-width forms; neither half-width kana nor private use."""
    return "\u3000" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff" or "\uff01" <= char <= "\uff5e"
