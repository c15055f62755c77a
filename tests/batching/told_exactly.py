"""Consultations of the benchmark worlds that tell every fact exactly.

Law: the same seed gives the same consultations; nearly all of them are distinct.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tsunagari import JST
from tsunagari.model.places import gazetteer


def exactly(seed: int, issues: Sequence[str], count: int) -> list[dict[str, Any]]:
    """Consultations that tell every fact exactly: one leaf for each place, leaf issues, an instant."""
    chance = random.Random(f"exactly {seed}")
    leaves = [place.code for place in gazetteer().leaves]
    leaf_issues = [one for one in issues if one.count("-") == 2]
    begins = datetime(2026, 4, 1, tzinfo=JST)
    return [
        {
            "age": chance.randint(6, 95),
            "issues": chance.sample(leaf_issues, chance.choice((1, 1, 1, 2, 3))),
            "lives": (lives := chance.choice(leaves)),
            "stays": lives,
            "works": chance.choice((lives, "none")),
            "studies": "none",
            "channel": chance.choice(("phone", "chat", "visit", "app")),
            "at": (begins + timedelta(minutes=chance.randrange(525_600))).isoformat(),
            "language": "日本語" if chance.random() < 0.95 else "英語",
            "caller": chance.choice(("self", "self", "self", "family", "close", "teacher")),
            "caller_lives": lives,
            "caller_language": "日本語",
            "danger": chance.random() < 0.1,
            "attributes": {"school": chance.choice(("elementary", "junior-high", "high", "left"))},
            "wishes": ["anonymous"] if chance.random() < 0.05 else [],
        }
        for _ in range(count)
    ]
