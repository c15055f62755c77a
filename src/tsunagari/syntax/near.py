"""The names nearest to a misspelt one.

Law: nearness is by shared letters in order (difflib); the order of the names has no effect on the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, names: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """At most `count` names that look like the word, best first."""
    known = sorted(set(names))
    if len(word) > 100 or len(known) > 20_000:
        return ()
    return tuple(get_close_matches(word, known, n=count, cutoff=0.5))
