"""cedarpy: Cedar policies, of which one authorization tells all that are satisfied.

Law: one request evaluates every policy; withholds are permits too here, because a forbid would hide the other reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cedarpy

from contest.question import Asked, Line, Rulebook
from contest.words import Words, facts, listed


class Cedar:
    """One permit for each line, parsed once; the reasons of one authorization are the lines that hold."""

    def __init__(self, rulebook: Rulebook, lines: Sequence[Line]) -> None:
        words = Words(
            rulebook,
            lambda name, some: f"{name} == {some[0]}" if len(some) == 1 else f"[{listed(some)}].contains({name})",
            lambda name, some: f"{name}.containsAny([{listed(some)}])",
            " && ",
        )
        texts = (
            f'@id("{line.number}")permit(principal,action,resource)when{{{words.condition(line, "context.")}}};'
            for line in lines
        )
        self._numbers = {f"policy{place}": line.number for place, line in enumerate(lines)}
        self._policies = cedarpy.PolicySet.from_str("\n".join(texts))
        self._entities = cedarpy.Entities.from_json_str("[]")

    def prepare(self, asked: Asked) -> dict[str, Any]:
        """One request."""
        who = {"principal": 'Person::"p"', "action": 'Action::"route"', "resource": 'Desk::"any"'}
        return {**who, "context": facts(asked)}

    def held(self, prepared: dict[str, Any]) -> list[int]:
        """The policies that are the reasons."""
        numbers = self._numbers
        return [
            numbers[name]
            for name in cedarpy.is_authorized(prepared, self._policies, self._entities).diagnostics.reasons
        ]
