"""What is worth asking first, and how much each answer could settle.

Law (language §4, "The rest"; design P6): what is asked stands in a `confirm`, where its answers, with those to the
others of that `confirm`, settle a maybe, or some answer to it alone changes who is a yes or a maybe (danger: anything
of the decision; works and studies: a resource nearby); never when it was declined or told exactly. An answer is tried
by deciding again, as if it had been told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Final, TypeAlias

from tsunagari.engine.alternatives import Alternatives
from tsunagari.engine.answer import Answer
from tsunagari.engine.decision import Question
from tsunagari.engine.knowledge import Knowledge, in_order, movers, place_in_order
from tsunagari.engine.verdicts import YES

Told: TypeAlias = Callable[[Knowledge, str], Answer]
"""The answer, had this attribute been told as in this knowledge."""

ALWAYS_TRIED: Final = ("works", "studies", "danger")
"""Asked for what they would add, not only for the maybes that they settle."""


def asked(
    knowledge: Knowledge,
    answer: Answer,
    confirms: Mapping[str, tuple[str, ...]],
    lone: Set[str],
    alternatives: Alternatives,
    told: Told,
) -> tuple[Question, ...]:
    """The questions: danger first where somebody has to act today, then those that decide most, then in order.

    `lone` are the attributes that alone, with what follows them, leave some box a maybe: no other attribute that was
    not told can make a box a yes by itself.
    """
    confirmed = {name for confirm in confirms.values() for name in confirm}
    names = movers(knowledge, confirmed).union(lone, (name for name in ALWAYS_TRIED if not knowledge.given(name)))
    found = []
    for name in in_order(names - knowledge.declined):
        sought = name not in confirmed
        decides, changes = _tried(knowledge, answer, frozenset(confirms), alternatives, told, name, sought=sought)
        if name in confirmed or changes:
            found.append(Question(name, decides))
    pressing = any(one.verdict == YES and one.urgency != "normal" for one in answer.standings.values())
    first = "danger" if pressing else None  # danger first (design C8)
    return tuple(sorted(found, key=lambda q: (q.attribute != first, -q.decides, place_in_order(q.attribute))))


def _tried(
    knowledge: Knowledge,
    answer: Answer,
    maybes: frozenset[str],
    alternatives: Alternatives,
    told: Told,
    name: str,
    *,
    sought: bool,
) -> tuple[int, bool]:
    """How many maybes some answer settles and, where that is sought, whether one makes it worth asking."""
    wanted = maybes if name == "danger" else maybes & alternatives.movable(knowledge, name)
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
            changes = _changes(knowledge, name, answer, other, alternatives)
    return len(settled), changes


def _changes(knowledge: Knowledge, name: str, answer: Answer, other: Answer, alternatives: Alternatives) -> bool:
    """Whether an answer is worth asking for."""
    if name == "danger" and not knowledge.given(name):
        return other.differs(answer)
    if name in ("works", "studies") and not knowledge.given(name):
        return any(
            standing.verdict == YES and resource not in answer.standings and alternatives.near(knowledge, resource)
            for resource, standing in other.standings.items()
        )
    return _verdicts(other) != _verdicts(answer)


def _verdicts(answer: Answer) -> dict[str, int]:
    return {name: standing.verdict for name, standing in answer.standings.items()}
