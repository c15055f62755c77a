"""What is worth asking first, and how much each answer could settle.

Law (language §4, "The rest"; design P6): what is asked stands in a `confirm`, where its answers, with those to the
others of that `confirm`, settle a maybe, or (danger, works, studies) some answer to it changes the decision; never when
it was declined or told exactly. An answer is tried by deciding again, as if it had been told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.answer import Answer
from tsunagari.engine.decision import Question
from tsunagari.engine.knowledge import Knowledge, in_order, place_in_order
from tsunagari.engine.verdicts import YES

Told: TypeAlias = Callable[[Knowledge, str], Answer]
"""The answer, had this attribute been told as in this knowledge."""

ALWAYS_TRIED: Final = ("works", "studies", "danger")
"""Asked for what they would add, not only for the maybes that they settle."""


def asked(
    knowledge: Knowledge,
    answer: Answer,
    confirms: Mapping[str, tuple[str, ...]],
    alternatives: Alternatives,
    told: Told,
) -> tuple[Question, ...]:
    """The questions, those that decide most first, then in the order of the attributes."""
    confirmed = {name for confirm in confirms.values() for name in confirm}
    names = confirmed.union(name for name in ALWAYS_TRIED if not knowledge.given(name))
    found = []
    for name in in_order(names - knowledge.declined):
        decides, changes = _tried(knowledge, answer, frozenset(confirms), alternatives, told, name)
        if name in confirmed or decides or changes:
            found.append(Question(name, decides))
    return tuple(sorted(found, key=lambda q: (-q.decides, place_in_order(q.attribute))))


def _tried(
    knowledge: Knowledge,
    answer: Answer,
    maybes: frozenset[str],
    alternatives: Alternatives,
    told: Told,
    name: str,
) -> tuple[int, bool]:
    """How many maybes some answer settles, and whether one adds what makes the question worth asking."""
    wanted = maybes if name == "danger" else maybes & alternatives.movable(knowledge, name)
    sought = name in ALWAYS_TRIED and not knowledge.given(name)
    settled: set[str] = set()
    changes = False
    for variant in alternatives.of(knowledge, name):
        if wanted <= settled and (changes or not sought):
            break
        other = told(variant, name)
        settled |= {
            resource
            for resource in maybes
            if resource not in other.standings or other.standings[resource].verdict == YES
        }
        if sought and not changes:
            changes = _adds(knowledge, name, answer, other, alternatives)
    return len(settled), changes


def _adds(knowledge: Knowledge, name: str, answer: Answer, other: Answer, alternatives: Alternatives) -> bool:
    """Danger: any change of the decision. Works and studies: a resource nearby turns from no to yes."""
    if name == "danger":
        return other.differs(answer)
    return any(
        standing.verdict == YES and resource not in answer.standings and alternatives.near(knowledge, resource)
        for resource, standing in other.standings.items()
    )
