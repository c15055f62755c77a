"""zen-engine: a decision table of as many rows as lines.

Law: one call evaluates the whole table, which collects the numbers of the rows that hold.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import zen

from contest.question import Asked, Line, Rulebook
from contest.words import FACTS, SINGLE, facts, listed


class Zen:
    """One decision table, hit policy `collect`, with a column of expressions over issues first and one an attribute.

    The stated issues are given as one truth value for each issue, since `some(issues, …)` in a cell was slower; so were
    a single column of whole conditions, the place before the issues, and one column of places as lists.
    """

    def __init__(self, rulebook: Rulebook, lines: Sequence[Line]) -> None:
        self._unstated = {f"issue{number}": False for number in range(rulebook.issues)}
        columns = ("stated", "leaf", "prefecture", "places", *FACTS[4:])
        inputs = [
            {"id": one, "name": one, "type": "expression", **({} if one == "stated" else {"field": one})}
            for one in columns
        ]
        blank = dict.fromkeys(columns, "")
        rules = [
            {"_id": f"r{line.number}", "n": str(line.number), **blank, **self._cells(line, rulebook.prefecture_of)}
            for line in lines
        ]
        table = {
            "hitPolicy": "collect",
            "inputs": inputs,
            "outputs": [{"id": "n", "name": "n", "type": "expression", "field": "n"}],
            "rules": rules,
        }
        place = {"x": 0, "y": 0}
        nodes = [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {"id": "table", "type": "decisionTableNode", "name": "table", "position": place, "content": table},
            {"id": "out", "type": "outputNode", "name": "out", "position": place},
        ]
        edges = [
            {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
        ]
        content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
        self._decision = zen.ZenEngine().create_decision(content)

    def _cells(self, line: Line, above: Sequence[int]) -> dict[str, str]:
        some = (f"({' or '.join(f'issue{one}' for one in numbers)})" for numbers in line.issues)
        cells = {"stated": " and ".join(some)}
        if line.area is not None:
            kinds = {above[place] == place for place in line.area}
            if line.working:
                cells["places"] = _zen_shares(line.area)
            elif len(kinds) > 1:
                raise ValueError("an area of prefectures and single municipalities")
            else:
                cells["prefecture" if kinds == {True} else "leaf"] = listed(line.area)
        if line.ages is not None:
            cells["age"] = f"[{line.ages[0]}..{line.ages[1]}]"
        for name, fact in SINGLE:
            if (numbers := getattr(line, name)) is not None:
                cells[fact] = listed(numbers)
        if line.hours is not None:
            cells["hours"] = _zen_shares(line.hours)
        return cells

    def prepare(self, asked: Asked) -> dict[str, Any]:
        """The facts, and the issues as truth values."""
        return {**self._unstated, **{f"issue{number}": True for number in asked.issues}, **facts(asked)}

    def held(self, prepared: dict[str, Any]) -> list[int]:
        """The numbers that the table collects."""
        found = self._decision.evaluate(prepared)["result"]
        return [row["n"] for row in found] if found else []


def _zen_shares(numbers: Sequence[int]) -> str:
    return f"some($, # in [{listed(numbers)}])"
