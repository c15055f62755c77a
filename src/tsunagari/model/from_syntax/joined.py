"""Values that were put together by words instead of commas: `虐待または失業`, `18歳未満 かつ 住所 鳥取市`.

Law: nothing is split here. A value that is known as it stands is one value, whatever words are in it; only one that is
not known, and that joins something, is reported with the advice to use commas and lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tsunagari.model.from_syntax.splitting import Part

_WORDS = re.compile(r"または|又は|もしくは|若しくは|および|及び|かつ| or | and ")
_BLANKS = re.compile(r"\s+")


def joined(part: Part, known: Callable[[str], bool]) -> bool:
    """True where a value is none, but several pieces: joined by a word, or by blanks with a known piece among them."""
    if part.quoted:
        return False
    text = part.text.strip()
    if _WORDS.search(text):
        return not known(text)
    pieces = _BLANKS.split(text)
    return len(pieces) > 1 and not known(text) and any(map(known, pieces))


def first_piece(text: str) -> str:
    """What stands before the first joining word."""
    return _WORDS.split(text, 1)[0].strip()
