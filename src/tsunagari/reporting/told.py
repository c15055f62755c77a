"""The facts of a 相談例 in words, for people who do not read tests.

Law: every fact is said, places by their names, circumstances too (what was tried, what was not answered); nothing told
is somebody who tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from tsunagari.calendar.hours import JST
from tsunagari.engine.explaining.place_words import called
from tsunagari.engine.explaining.wording import Wording, named
from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE, Attribute
from tsunagari.model.from_syntax.built_in import ATTRIBUTES, FACT_KEYS, OUTCOMES
from tsunagari.model.places import gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.reporting.words import Words

_ATTRIBUTE_OF: Final = {key: name for name, key in FACT_KEYS.items()}
_SPECIAL: Final = (NO_FIXED_ABODE, ABROAD, NONE)
_OUTCOME: Final = dict(OUTCOMES)


def told_words(ruleset: Ruleset, facts: Mapping[str, Any], paused: Sequence[str], words: Words) -> str:
    """The facts on one line, in English by aliases where values have one."""
    parts = [words("fact", name=name, value=value) for name, value in _facts(ruleset, facts, words)]
    parts += [words("fact-paused", names=words("comma").join(paused))] if paused else []
    return words("fact-comma").join(parts) or words("tells-nothing")


def attribute_words(name: str, words: Words) -> str:
    """What an attribute is called."""
    return ATTRIBUTES.get(name, (name,))[0] if words.language == "ja" else name


def _facts(ruleset: Ruleset, facts: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    for key, value in facts.items():
        if key == "attributes":
            for name, one in value.items():
                yield name, _single(ruleset.attributes[name], one, words)
        elif key == "declined":
            yield words("fact-declined"), words("comma").join(attribute_words(one, words) for one in value)
        elif key == "tried":
            yield words("fact-tried"), words("comma").join(_tried(one, words) for one in value)
        elif key == "rotation":
            yield words("fact-rotation"), str(value)
        elif key == "at":
            at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
            yield attribute_words("time", words), words.moment(at.astimezone(JST))
        else:
            name = _ATTRIBUTE_OF.get(key, key)
            attribute = ruleset.attributes[name]
            if attribute.single:
                yield attribute_words(name, words), _single(attribute, value, words)
            else:
                wording = Wording(ruleset)
                shown = (words.spoken(wording.listed([one], name)) for one in value)
                yield attribute_words(name, words), words("comma").join(shown)


def _single(attribute: Attribute, value: Any, words: Words) -> str:
    """The value of an attribute that has one."""
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if isinstance(value, dict):
        return words("ages", low=value["from"], high=value["to"])
    if attribute.shape == "place":
        return _place(value, words)
    if isinstance(value, str) and value in attribute.values:
        number = attribute.values.index(value)
        below = attribute.below[number] if attribute.below else 1 << number
        return words.spoken(named(attribute, number, below))
    return str(value)


def _place(value: object, words: Words) -> str:
    text = str(value)
    if text in _SPECIAL:
        return words(f"place-{text}")
    found = gazetteer().find(text)
    return called(found[0]) if len(found) == 1 else text


def _tried(value: Any, words: Words) -> str:
    if not isinstance(value, dict):
        return str(value)
    outcome = str(value["outcome"])
    remark = _OUTCOME.get(outcome, outcome) if words.language == "ja" else outcome
    return words("remarked", name=value["resource"], remarks=remark)
