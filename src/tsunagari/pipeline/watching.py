"""Somebody watches how far a long piece of work is.

Law: watching changes nothing; who watches is told the code of what is looked at and how many of how many parts of
it are done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Watch: TypeAlias = Callable[[str, int, int], None]
"""Code, parts done, parts in all."""


def nobody_watches(code: str, done: int, parts: int) -> None:
    """Nothing is told to anybody."""
