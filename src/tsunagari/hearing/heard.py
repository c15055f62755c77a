"""What was heard: candidate facts for a person to confirm.

Law: nothing here holds the text. A candidate says what may be meant, where in the text it was said and why it is
offered; what a person would have to choose stands in it as a choice and is no fact. `repr` shows attributes and
reasons and no value (design P8: facts identify too).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

Reason = Literal[
    "crisis", "alias", "spelling", "near", "reading", "place", "postal-code", "age", "school-year", "caller"
]
"""Why a candidate is offered: a word of the list of crisis; a name, alias or synonym as declared; one in everyday
spelling; one but for a slip; one by the dictionary; a place by name or kana; a place by postal code; an age told; a
year of school; words by which callers say who they are."""

Value: TypeAlias = str | int | tuple[int, int] | bool | None


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """What the code points [start, end) of the text may mean.

    `attribute` is a key of the facts (`issues`, `wishes`, `lives`, `age`, `caller`, `danger`); `value` a name, an age
    or a range of ages, or None where one of `alternatives` must be chosen. `instead` are other attributes that the same
    words may tell (`caller-age`: the age is the caller's, which is no fact). `score` is 1 for what is written as
    declared. `certain` candidates are taken into the ready facts; all of them are for a person to confirm.
    """

    attribute: str
    value: Value
    start: int
    end: int
    reason: Reason
    score: float
    certain: bool = False
    alternatives: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """The attribute and the reason."""
        return f"Candidate({self.attribute}, {self.reason})"


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """Everything that was heard, in the order of the text.

    `candidates` are offered for confirmation; `suggestions` are only もしかして, never facts; `crisis` is whether a
    word of crisis was said, which stays true whatever else was heard.
    """

    candidates: tuple[Candidate, ...]
    suggestions: tuple[Candidate, ...]
    crisis: bool

    @property
    def facts(self) -> Mapping[str, Any]:
        """The certain candidates as facts that `facts_from_json` and `Consultation` take; words of crisis always."""
        facts: dict[str, Any] = {}
        for one in self.candidates:
            if not one.certain or one.value is None:
                continue
            if one.attribute in ("issues", "wishes"):
                facts.setdefault(one.attribute, [])
                if one.value not in facts[one.attribute]:
                    facts[one.attribute].append(one.value)
            elif isinstance(one.value, tuple):
                facts[one.attribute] = {"from": one.value[0], "to": one.value[1]}
            else:
                facts[one.attribute] = one.value
        return MappingProxyType(facts)

    def __repr__(self) -> str:
        """How much was heard, and nothing of what."""
        return f"Heard({len(self.candidates)} candidates, {len(self.suggestions)} suggestions, crisis={self.crisis})"
