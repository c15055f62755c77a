"""Options of `route` to facts.

Law: what an option says is read here or refused with the option's name and an example, never with what was typed;
names are left to the ruleset. This is the one place that looks at the clock: no `--at` means now.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tsunagari.calendar.hours import JST
from tsunagari.engine.consultation import Consultation
from tsunagari.errors import TsunagariError, UsageError
from tsunagari.model.attributes import AGE_LIMIT
from tsunagari.model.from_syntax.built_in import OUTCOMES
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import UNBOUNDED, instant, number_ranges

_OUTCOME_OF: Mapping[str, str] = {japanese: english for english, japanese in OUTCOMES}

_DASHES = dict.fromkeys(map(ord, "〜～–－"), "~")


def consultation(ruleset: Ruleset, told: Mapping[str, Any]) -> Consultation:
    """The consultation of a command line; `told` holds the options by the names of the facts."""
    facts = {fact: value for fact, value in told.items() if value not in (None, [])}
    if "age" in facts:
        facts["age"] = _numbers(facts["age"], 0, AGE_LIMIT, "--age", "--age 16 / --age 15-19")
    if "attributes" in facts:
        facts["attributes"] = dict(_attributes(ruleset, facts["attributes"]))
    if "tried" in facts:
        facts["tried"] = [_attempt(text) for text in facts["tried"]]
    facts["at"] = instant_told(facts.get("at"))
    return Consultation(**facts)


def paused(names: Iterable[str]) -> dict[str, str]:
    """Live status for the resources named with `--paused`."""
    return dict.fromkeys(names, "paused")


def instant_told(text: str | None) -> datetime | None:
    """Now, nothing (`none`), or the instant written; without an offset it is Asia/Tokyo."""
    if text is None:
        return datetime.now(JST)
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.casefold() in ("none", "なし", "不明", "unknown"):
        return None
    at = _iso(plain) or _as_in_rules(plain)
    if at is None:
        raise UsageError("bad-option", option="--at", example="--at 2026-05-01T15:00 / --at none")
    return at


def _iso(text: str) -> datetime | None:
    if ":" not in text:  # a day alone is no instant
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.replace(tzinfo=JST) if at.utcoffset() is None else at


def _as_in_rules(text: str) -> datetime | None:
    try:
        return instant(text)
    except Mistake:
        return None


def _numbers(text: str, low: int, high: int, option: str, example: str) -> int | tuple[int, int]:
    """One number or one range; an open side ends at low or high."""
    try:
        ranges = number_ranges(text.translate(_DASHES))
    except Mistake:
        ranges = None
    if not ranges:
        raise UsageError("bad-option", option=option, example=example)
    first, last = ranges[0]
    first, last = (low if first == -UNBOUNDED else first), (high if last == UNBOUNDED else last)
    return first if first == last else (first, last)


def _attributes(ruleset: Ruleset, pairs: Iterable[str]) -> Iterable[tuple[str, str | int | tuple[int, int]]]:
    told: set[str] = set()
    for pair in pairs:
        name, equals, value = unicodedata.normalize("NFKC", pair).partition("=")
        if not equals or not name.strip() or not value.strip() or name in told:
            raise _bad_attribute()
        told.add(name)
        attribute = ruleset.attributes.get(ruleset.attribute_names.get(key(name), name))
        if attribute is not None and attribute.shape == "number":
            lowest = attribute.lowest
            highest = lowest + len(attribute.values) - 1
            yield name, _numbers(value, lowest, highest, "--attribute", "--attribute 世帯人数=3")
        else:
            yield name, value


def _bad_attribute() -> TsunagariError:
    return UsageError("bad-option", option="--attribute", example="--attribute 在学状況=高校生")


def _attempt(text: str) -> tuple[str, str]:
    """`NAME` or `NAME=outcome`; a bare name was declined."""
    name, equals, outcome = text.rpartition("=")
    if not equals:
        return text, "declined"
    outcome = unicodedata.normalize("NFKC", outcome).strip()
    outcome = _OUTCOME_OF.get(outcome, outcome)
    if outcome not in _OUTCOME_OF.values():
        raise UsageError("bad-option", option="--tried", example=f"--tried NAME={'|'.join(_OUTCOME_OF.values())}")
    return name, outcome
