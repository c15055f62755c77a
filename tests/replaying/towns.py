"""Two small rulesets that disagree about everybody, and consultations drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tsunagari import Program, load

HEAD = """ruleset "town"

issue money
issue debt
issue home

issue trouble
  includes money, debt

resource north
  serves 仙台市
resource south
  serves 山形市
resource wide
  serves 山形県, 宮城県
resource young
  ages under 30
"""
OLD = (
    HEAD
    + """
rule money
  when issue money
  route south, wide

rule debt
  when issue debt
  route young
  except danger
    when danger yes
    urgency immediate

rule home
  when issue home
  when age 18 or over
  route north
"""
)
NEW = (
    HEAD
    + """
rule money
  when issue money
  route north, wide
  urgency same-day

rule debt
  when issue debt
  when age under 20
  route young

rule anything
  when issue trouble
  when lives 鶴岡市
  route wide
"""
)


@cache
def town(text: str) -> Program:
    """The program of a text."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "town.tsu").write_text(text, encoding="utf-8")
        return load(folder)


def consultations(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Facts as JSON; how common a place and an issue is differs from seed to seed."""
    chance = random.Random(seed)
    issues = [[], ["money"], ["debt"], ["home"], ["trouble"], ["money", "trouble"], ["money", "home"]]
    places = ["山形市", "仙台市", "鶴岡市", "山形県", "青森市", "abroad", None]
    heavy = [chance.random() ** 3 + 0.001 for _ in issues], [chance.random() ** 3 + 0.001 for _ in places]
    for _ in range(count):
        facts: dict[str, Any] = {
            "issues": chance.choices(issues, heavy[0])[0],
            "lives": chance.choices(places, heavy[1])[0],
            "age": chance.choice((10, 25, 25, 40, 40, None)),
            "danger": chance.choice((True, False, None)),
            "language": "日本語",
        }
        yield {key: value for key, value in facts.items() if value is not None}
