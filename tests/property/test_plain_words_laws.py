"""What is told in the ruleset's own words is known at once, and known as it always was.

Law: where `plainly` gives knowledge it is what `admit` gives; where `admit` refuses it gives none.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tsunagari.calendar.hours import JST
from tsunagari.engine.admission import admit, lookup_of
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.plain_words import plain_words, plainly
from tsunagari.errors import FactsError
from tsunagari.model.places import gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.shell.loading import load

ROOT = Path(__file__).parents[2]
FOLDERS = ("rules/yamagata", "rules/uwajima", "tests/golden/national")
PEOPLE = 300


def told(chance: random.Random, ruleset: Ruleset) -> dict[str, Any]:
    """Somebody who tells some things, in words of the ruleset and in others."""
    leaf = chance.choice(gazetteer().leaves)
    odd = ("山形県", "住所不定", "なし", "none", "山形市", "府中市", "ﾔﾏｶﾞﾀｼ", "海外")
    places = (leaf.code, leaf.full_name, leaf.name, *odd)
    words = {
        "channel": ("電話", "phone", "チャット", "PHONE", "来所", "?"),
        "language": ("日本語", "ja", "英語", "en-GB", "ｅｎ", "?"),
        "caller": ("本人", "family", "家族", "支援者", "Self", "?"),
        "caller_language": ("英語", "ja"),
        **dict.fromkeys(("lives", "stays", "works", "studies", "caller_lives"), places),
    }
    found: dict[str, Any] = {key: chance.choice(some) for key, some in words.items() if chance.random() < 0.25}
    if chance.random() < 0.7:
        found["age"] = chance.choice((0, 17, 40, 119, 120, (10, 20), (30, 30)))
    if chance.random() < 0.3:
        found["danger"] = chance.random() < 0.5
    for key, names in (("issues", ruleset.issue_names), ("wishes", ruleset.wishes)):
        if names and chance.random() < 0.5:
            found[key] = chance.sample(sorted(names), min(len(names), chance.choice((1, 2))))
    if chance.random() < 0.1:
        found["declined"] = ["age"]
    if chance.random() < 0.1:
        found["issues"] = ["?"]
    if chance.random() < 0.1:
        found["tried"] = [chance.choice(sorted(ruleset.resources))]
    declared = [one for one in ruleset.attributes.values() if one.declared and one.single]
    if declared and chance.random() < 0.4:
        one = chance.choice(declared)
        found["attributes"] = {one.name: chance.choice((*[v for v in one.values if v][:4], 12, "?"))}
    if chance.random() < 0.5:
        found["at"] = datetime(2026, 5, 1, tzinfo=JST) + timedelta(hours=chance.randrange(100))
    return found


def presuming(ruleset: Ruleset) -> Ruleset:
    """The same, had it said where people work of whom nothing is known."""
    works = ruleset.attributes["works"]
    return replace(ruleset, attributes={**ruleset.attributes, "works": replace(works, presumed=works.bit("06201"))})


@pytest.mark.parametrize("folder", FOLDERS)
def test_plain_words_are_known_as_ever(folder: str) -> None:
    """Three hundred people of each ruleset: known at once, known by the way round, refused."""
    ruleset = presuming(load(str(ROOT / folder)).ruleset)
    lookup = lookup_of(ruleset)
    words = plain_words(ruleset, lookup)
    chance = random.Random(folder)
    found: Counter[str] = Counter()
    for _ in range(PEOPLE):
        consultation = Consultation(**told(chance, ruleset))
        known = plainly(words, consultation)
        try:
            ever = admit(ruleset, consultation, lookup)
        except FactsError:
            assert known is None, repr(consultation)
            found["refused"] += 1
            continue
        found["at once" if known is not None else "round"] += 1
        if known is not None:
            assert known == ever, repr(consultation)
            found["stays elsewhere"] += known.masks["stays"] != known.masks["lives"]
    assert min(found[one] for one in ("refused", "at once", "round", "stays elsewhere")) >= 10, found
