"""rule-engine: rules in plain Python.

Law: every rule is asked; the tests that most often fail come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import rule_engine

from contest.question import Asked, Line, Rulebook
from contest.words import Words, facts


class RuleEngine:
    """One compiled rule for each line, asked one after the other; values are names that are true or untold.

    `issue in […]` and `3 in issues` were slower: every comparison makes Decimals and datatypes anew.
    """

    def __init__(self, rulebook: Rulebook, lines: Sequence[Line]) -> None:
        words = Words(rulebook, _told, _told, " and ", " or ")
        context = rule_engine.Context(resolver=_resolved)
        self._rules = [(rule_engine.Rule(words.condition(line), context=context), line.number) for line in lines]

    def prepare(self, asked: Asked) -> dict[str, Any]:
        """The age, and a name for each value."""
        found: dict[str, Any] = {"age": asked.age}
        for name, value in facts(asked).items():
            if name != "age":
                found.update((f"{name}{one}", True) for one in (value if isinstance(value, list) else [value]))
        return found

    def held(self, prepared: dict[str, Any]) -> list[int]:
        """The rules that match."""
        return [number for rule, number in self._rules if rule.matches(prepared)]


def _told(name: str, some: Sequence[int]) -> str:
    return f"({' or '.join(f'{name}{one}' for one in some)})"


def _resolved(facts: dict[str, Any], name: str) -> Any:
    return facts.get(name, False)
