"""Seeded rulesets of municipal shape, as text, and consultations for them.

Law: the same seed and size give the same text and the same consultations on every machine. Of the clauses (a rule and
the resource that it leads to) 10 % are national, 20 % prefectural, 65 % municipal and 5 % of joint areas of 2 to 10
municipalities; 80 issues stand in a tree; 15 % of the resources have hours. A world may be held to so many national
clauses; the others are then drawn from the other kinds of area.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tsunagari import JST
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.model.places import Place, gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.source import Source
from tsunagari.syntax.parser import parse

ROOTS, BELOW = 8, 9  # 8 issues with 9 each under them: 80
HOURS = ("office", "counter", "night", "weekend", "late")

HEAD = """
hours office
  weekdays 8:30-12:00, 13:00-17:15
  except holidays, 12-29..01-03

hours counter
  weekdays 9:00-17:00

hours night
  daily 20:00-next-day 8:00

hours weekend
  weekdays 9:00-17:00
  second and fourth saturday 9:00-12:00
  except holidays

hours late
  monday-friday 10:00-21:00
  saturday, sunday, holidays 10:00-18:00

attribute school
  one of elementary, junior-high, high, left

wish anonymous
wish same-sex
caller teacher under supporter
channel app under chat

organization office
  kind public
"""


@dataclass(frozen=True)
class World:
    """A ruleset as text, and what consultations may name."""

    text: str
    issues: tuple[str, ...]
    resources: tuple[str, ...]
    seed: int

    def ruleset(self) -> Ruleset:
        """The resolved ruleset."""
        tree, problems = parse(Source("world.tsu", self.text))
        ruleset, found = resolve([Folder("world", (tree,), ())])
        wrong = [one.render() for one in (*problems, *found) if one.severity == "error"]
        if ruleset is None or wrong:
            raise ValueError("\n".join(wrong[:10]))
        return ruleset

    def consultations(self, count: int) -> Iterator[dict[str, Any]]:
        """Facts as JSON: mostly told exactly, some coarsely, some not at all."""
        chance = random.Random(f"{self.seed} consultations")
        leaves = gazetteer().leaves
        prefectures = [place for place in gazetteer().places if place.kind == "prefecture"]
        for _ in range(count):
            yield _consultation(chance, self, leaves, prefectures)


    def told_exactly(self, count: int) -> Iterator[dict[str, Any]]:
        """Facts as JSON with every attribute told as one value: such that nothing of these worlds is a maybe."""
        chance = random.Random(f"{self.seed} told exactly")
        leaves = gazetteer().leaves
        near: dict[str, list[str]] = {}
        for place in leaves:
            near.setdefault(place.code[:2], []).append(place.code)
        for _ in range(count):
            yield _exact_consultation(chance, self, leaves, near)


def world(clauses: int, seed: int = 1, national: int | None = None) -> World:
    """A ruleset of so many clauses, at most `national` of them national."""
    chance = random.Random(f"{seed} {clauses}")
    issues = tuple(f"issue-{root}-{below}" for root in range(ROOTS) for below in range(BELOW))
    roots = tuple(f"issue-{root}" for root in range(ROOTS))
    blocks = [HEAD]
    for root in roots:
        blocks.append(f"issue {root}\n  includes {', '.join(one for one in issues if one.startswith(root + '-'))}")
    areas = _Areas(chance, None if national is None else national // 2)  # a resource has two clauses
    blocks.append("resource general\n  via phone open around-the-clock tel 188")
    blocks.append("default general\n  route general")
    names = []
    for number in range(clauses):
        if number % 2 == 0:
            names.append(f"desk-{number // 2}")
            blocks.append(_resource(chance, names[-1], areas.one(), (*issues, *roots)))
        blocks.append(_rule(chance, number, names[-1], (*issues, *roots)))
        if number % 500 == 0:
            blocks.append(
                f"withhold withhold-{number}\n  when caller family\n  when issue {issues[0]}\n  from {names[-1]}"
            )
    return World("\n\n".join(['ruleset "world"', *blocks]) + "\n", (*issues, *roots), tuple(names), seed)


class _Areas:
    """Draws what a resource serves."""

    def __init__(self, chance: random.Random, national: int | None) -> None:
        places = gazetteer()
        self._national = national
        self._chance, self._leaves = chance, places.leaves
        self._prefectures = [place for place in places.places if place.kind == "prefecture"]

    def one(self) -> str | None:
        """A `serves` list, or None for the nation."""
        kind = self._chance.random()
        if kind < 0.10:
            if self._national is None:
                return None
            if self._national:
                self._national -= 1
                return None
            kind = self._chance.uniform(0.10, 1)
        if kind < 0.30:
            return self._chance.choice(self._prefectures).name
        start = self._chance.randrange(len(self._leaves) - 10)
        if kind < 0.95:
            return _code(self._leaves[start])
        return ", ".join(map(_code, self._leaves[start : start + self._chance.randint(2, 10)]))


def _code(place: Place) -> str:
    return place.code


def _resource(chance: random.Random, name: str, area: str | None, issues: tuple[str, ...]) -> str:
    lines = [f"resource {name}", "by office"]
    if area is not None:
        scope = " living, working" if chance.random() < 0.2 else ""
        lines.append(f"serves {area}{scope}")
    if chance.random() < 0.2:
        lines.append(f"ages {chance.choice(('under 18', '15..39', '65 or over', '18 or over'))}")
    if chance.random() < 0.15:
        lines.append(f"for {chance.choice(('self', 'self, family', 'family, close', 'supporter, self'))}")
    if chance.random() < 0.15:
        lines.append(f"handles {', '.join(sorted(chance.sample(issues, 3)))}")
    if chance.random() < 0.1:
        lines.append(f"honours {chance.choice(('anonymous', 'same-sex', 'anonymous, same-sex'))}")
    if chance.random() < 0.1:
        lines.append("speaks 日本語, 英語")
    if chance.random() < 0.15:
        lines.append(f"open {chance.choice(HOURS)}")
    lines += [f"via {channel}" for channel in chance.choice(((), ("phone",), ("phone", "visit"), ("chat", "phone")))]
    return "\n  ".join(lines)


def _rule(chance: random.Random, number: int, resource: str, issues: tuple[str, ...]) -> str:
    lines = [f"rule rule-{number}", f"when issue {', '.join(sorted(chance.sample(issues, chance.randint(1, 3))))}"]
    if chance.random() < 0.3:
        lines.append(f"when age {chance.choice(('under 18', '15..39', '65 or over', '18 or over', '40..64'))}")
    if chance.random() < 0.1:
        lines.append(f"when caller {chance.choice(('self', 'family', 'supporter'))}")
    if chance.random() < 0.05:
        lines.append(f"when school {chance.choice(('high', 'elementary, junior-high'))}")
    if chance.random() < 0.03:
        lines.append(f"when time {chance.choice(HOURS)}")
    lines.append(f"route {resource}")
    if chance.random() < 0.1:
        lines.append("otherwise general")
    if chance.random() < 0.1:
        lines += ["except danger", "when danger yes", "urgency immediate"]
    return "\n  ".join(lines)


def _consultation(
    chance: random.Random, world: World, leaves: tuple[Place, ...], prefectures: list[Place]
) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if chance.random() < 0.9:
        facts["issues"] = chance.sample(world.issues, chance.choice((1, 1, 1, 2, 3)))
    kind = chance.random()
    if kind < 0.85:
        facts["lives"] = chance.choice(leaves).code
    elif kind < 0.93:
        facts["lives"] = chance.choice(prefectures).name
    if chance.random() < 0.85:
        age = chance.randint(6, 95)
        facts["age"] = age if chance.random() < 0.9 else {"from": age // 10 * 10, "to": age // 10 * 10 + 9}
    if chance.random() < 0.8:
        facts["at"] = (datetime(2026, 4, 1, tzinfo=JST) + timedelta(minutes=chance.randrange(525_600))).isoformat()
    for key, values, share in (
        ("channel", ("phone", "chat", "visit", "app"), 0.6),
        ("caller", ("self", "family", "close", "teacher"), 0.5),
        ("works", ("none",), 0.4),
        ("studies", ("none",), 0.4),
        ("danger", (True, False), 0.3),
        ("language", ("日本語", "英語"), 0.1),
        ("wishes", (["anonymous"], ["same-sex"]), 0.1),
    ):
        if chance.random() < share:
            facts[key] = chance.choice(values)
    if chance.random() < 0.3:
        facts["attributes"] = {"school": chance.choice(("elementary", "high", "left"))}
    if chance.random() < 0.05:
        facts["tried"] = [{"resource": chance.choice(world.resources), "outcome": chance.choice(("full", "declined"))}]
    return facts


def _exact_consultation(
    chance: random.Random, world: World, leaves: tuple[Place, ...], near: dict[str, list[str]]
) -> dict[str, Any]:
    """Issues are leaves of the tree; half work nowhere or at home, few in another prefecture."""
    lives = chance.choice(leaves).code
    works = chance.choices(
        ("none", lives, chance.choice(near[lives[:2]]), chance.choice(leaves).code), (45, 25, 25, 5)
    )[0]
    told = [issue for issue in world.issues if issue.count("-") == 2]
    return {
        "age": chance.randint(6, 95),
        "issues": chance.sample(told, chance.choice((1, 1, 1, 2, 3))),
        "lives": lives,
        "stays": lives,
        "works": works,
        "studies": "none",
        "channel": chance.choice(("phone", "app", "visit")),
        "at": (datetime(2026, 4, 1, tzinfo=JST) + timedelta(minutes=chance.randrange(525_600))).isoformat(),
        "language": chance.choices(("日本語", "英語"), (95, 5))[0],
        "wishes": chance.choices(([], ["anonymous"], ["same-sex"]), (80, 10, 10))[0],
        "danger": chance.random() < 0.1,
        "caller": chance.choices(("self", "family", "close", "teacher"), (60, 20, 10, 10))[0],
        "caller_lives": lives,
        "caller_language": "日本語",
        "attributes": {"school": chance.choice(("elementary", "junior-high", "high", "left"))},
    }
