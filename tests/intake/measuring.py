"""How well intake hears: the data of `sayings/` against what is offered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tsunagari

HERE = Path(__file__).resolve().parent
RULES = HERE.parents[1] / "rules"
HALVES = ("tuning", "held-out")
_KEYS = {"issues": "issue", "wishes": "wish", "lives": "place", "age": "age", "caller": "caller"}


@dataclass(frozen=True)
class Score:
    """Texts whose facts were all found and nothing else, with something else offered, and with something lacking."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def share_right(self) -> float:
        """Of all, from 0 to 1."""
        return len(self.right) / (len(self.right) + len(self.wrong) + len(self.unknown))

    @property
    def share_wrong(self) -> float:
        """Of all, from 0 to 1."""
        return len(self.wrong) / (len(self.right) + len(self.wrong) + len(self.unknown))


@cache
def program() -> tsunagari.Program:
    """The vocabulary alone."""
    return tsunagari.load(RULES / "vocabulary")


def sayings(kind: str, half: str) -> list[dict[str, Any]]:
    """The lines of one file."""
    text = (HERE / "sayings" / f"{kind}.{half}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def offered(heard: tsunagari.Heard) -> set[tuple[str, str]]:
    """What was offered for confirmation, as the data writes it; places by code, danger left out."""
    found: set[tuple[str, str]] = set()
    for one in heard.candidates:
        if one.attribute == "danger":
            continue
        if one.attribute == "lives":
            names = one.alternatives or (str(one.value),)
            value = "|".join(sorted(place.code for name in names for place in _find(name)))
        elif isinstance(one.value, tuple):
            value = f"{one.value[0]}-{one.value[1]}"
        else:
            value = str(one.value) if one.value is not None else "|".join(one.alternatives)
        found.add((_KEYS[one.attribute], value))
    return found


def _find(name: str) -> Any:
    from tsunagari.model.places import gazetteer

    return gazetteer().find(name)


def pairs(facts: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    """`means` or `fair` of a line."""
    return {(key, value) for key, values in facts.items() for value in values}


def score(half: str, *, dictionary: bool) -> Score:
    """The noisy texts of one half."""
    sorted_out: dict[str, list[str]] = {"right": [], "wrong": [], "unknown": []}
    for line in sayings("noisy", half):
        got = offered(tsunagari.intake(program(), line["text"], dictionary=dictionary))
        means, fair = pairs(line["means"]), pairs(line.get("fair", {}))
        verdict = "wrong" if got - means - fair else "right" if means <= got else "unknown"
        sorted_out[verdict].append(line["text"])
    return Score(*(tuple(texts) for texts in sorted_out.values()))


def with_issue(kind: str, half: str, *, dictionary: bool) -> list[str]:
    """The texts of a file for which an issue is offered."""
    return [
        line["text"]
        for line in sayings(kind, half)
        if any(key == "issue" for key, _ in offered(tsunagari.intake(program(), line["text"], dictionary=dictionary)))
    ]


def flagged(kind: str, half: str) -> list[str]:
    """The texts of a file in which a word of crisis is heard."""
    return [line["text"] for line in sayings(kind, half) if tsunagari.intake(program(), line["text"]).crisis]
