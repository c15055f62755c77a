"""The form in which names are compared.

Law: NFKC and case folding, without blanks around (language §2); two texts are one name where their keys are equal.
"""

from __future__ import annotations

import unicodedata


def key(text: str) -> str:
    """The compared form of a name."""
    if text.isascii():
        return text.lower().strip()
    return unicodedata.normalize("NFKC", text).casefold().strip()
