"""Cells that a spreadsheet would run as formulas, made harmless, and back.

Law: `restored(neutral(t)) == t`, and no neutral cell begins with a sign that starts a formula, half- or full-width, nor
with a blank that some programs pass over. (OWASP, CSV injection.)
"""

from __future__ import annotations

from typing import Final

_STARTS: Final = "=+-@\t\r\n|%＝＋－＠"
_GUARD: Final = "'"


def neutral(text: str) -> str:
    """The cell with an apostrophe before it where it would be run, or where it begins with an apostrophe itself."""
    begins = text.lstrip(" \u3000\u00a0")[:1]
    return _GUARD + text if begins and begins in _STARTS + _GUARD else text


def restored(text: str) -> str:
    """The cell without the apostrophe of `neutral`."""
    if text.startswith(_GUARD) and neutral(text[1:]) == text:
        return text[1:]
    return text
