"""common-expression-language: CEL in Rust.

Law: a call evaluates 1,000 conditions, so that the way into Rust is paid once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Any

import cel

from contest.question import Asked, Line, Rulebook
from contest.words import Words, facts, listed


class Cel:
    """One expression: the list of all conditions, in programs of 1,000 lines each."""

    def __init__(self, rulebook: Rulebook, lines: Sequence[Line]) -> None:
        words = Words(
            rulebook,
            lambda name, some: f"{name} == {some[0]}" if len(some) == 1 else f"{name} in [{listed(some)}]",
            lambda name, some: f"({' || '.join(f'{one} in {name}' for one in some)})",
            " && ",
        )
        self._programs = []
        for start in range(0, len(lines), 1000):
            some = lines[start : start + 1000]
            program = cel.compile(f"[{','.join(map(words.condition, some))}]")
            self._programs.append((program, [line.number for line in some]))

    def prepare(self, asked: Asked) -> dict[str, Any]:
        """The facts as a context."""
        return facts(asked)

    def held(self, prepared: dict[str, Any]) -> list[int]:
        """The lines whose condition came out true."""
        found: list[int] = []
        for program, numbers in self._programs:
            found += compress(numbers, program.execute(prepared))
        return found
