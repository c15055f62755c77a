"""Texts of foreign files made fit for a ruleset.

Law: cleaning twice is cleaning once; nothing that deceives a reader (controls, zero-width, bidirectional marks, lone
surrogates) and no quotation mark that would end a quoted text comes through; a name is NFKC, a text NFC.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from tsunagari.syntax.limits import NAME_LENGTH

NOTE_LENGTH: Final = 500
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_MARKS: Final = str.maketrans({mark: " " for mark in '「」｢｣"＂'})


def has_unseen(text: str) -> bool:
    """Whether letters stand in a text that nobody sees, blanks and line ends apart."""
    return any(unicodedata.category(char) in _UNSEEN and char not in "\t\r\n" for char in text)


def seen(text: str) -> str:
    """The text on one line, without what cannot be seen."""
    kept = "".join(" " if char.isspace() else char for char in text if not _unseen(char))
    return " ".join(kept.split())


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN and not char.isspace()


def name_of(text: str) -> str:
    """A name: NFKC, no quotation marks, at most 200 letters."""
    once = seen(unicodedata.normalize("NFKC", seen(text)).translate(_MARKS))
    return unicodedata.normalize("NFKC", once[:NAME_LENGTH]).strip()[:NAME_LENGTH].strip()


def text_of(text: str) -> str:
    """A text for people on one line: NFC, no quotation marks, at most 500 letters."""
    plain = seen(unicodedata.normalize("NFC", seen(text).translate(_MARKS)))
    return plain if len(plain) <= NOTE_LENGTH else plain[: NOTE_LENGTH - 1].rstrip() + "…"
