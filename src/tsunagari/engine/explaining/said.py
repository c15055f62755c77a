"""A phrase in both languages.

Law: the words come from the one catalogue (`explain/…`); what fills them is a number, a name of the ruleset or another
phrase, so that each language reads as one text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tsunagari.messages import prose

MOST_LISTED: Final = 6
"""Entries of a list that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Said:
    """One phrase in Japanese and in English."""

    ja: str
    en: str

    def spoken(self, language: str) -> str:
        """The phrase in `ja` or `en`."""
        return self.ja if language == "ja" else self.en

    def to_dict(self) -> dict[str, str]:
        """The JSON object."""
        return {"ja": self.ja, "en": self.en}


def said(code: str, **fields: Said | str | int) -> Said:
    """The phrase `explain/code` of the catalogue, filled in."""
    return phrase(f"explain/{code}", **fields)


def phrase(code: str, **fields: Said | str | int) -> Said:
    """A phrase of the catalogue by its whole code, filled in."""
    texts = []
    for language in ("ja", "en"):
        filled = {key: f.spoken(language) if isinstance(f, Said) else str(f) for key, f in fields.items()}
        texts.append(prose(code, language, filled)[0])
    return Said(*texts)


def plain(text: str) -> Said:
    """A name, the same in both languages."""
    return Said(text, text)


def listed(parts: Sequence[Said], most: int = MOST_LISTED) -> Said:
    """The parts as a list; of a long one the first `most`, and how many more there are."""
    shown = parts if len(parts) <= most + 1 else parts[:most]
    values = Said("、".join(part.ja for part in shown), ", ".join(part.en for part in shown))
    return values if len(shown) == len(parts) else said("and-more", values=values, number=len(parts) - len(shown))
