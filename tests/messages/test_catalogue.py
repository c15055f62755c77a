"""The catalogue keeps the house style: one entry a code, both languages, short sentences that advise."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from tsunagari import messages
from tsunagari.messages import CATALOGUE, prose
from tsunagari.messages.entry import Entry


def sentences(entry: Entry) -> list[str]:
    """The sentences of an entry that there are."""
    return [text for text in (entry.ja, entry.en, entry.ja_help, entry.en_help) if text]


def test_a_code_has_one_entry() -> None:
    """No part of the catalogue overwrites another one's entry."""
    assert len(CATALOGUE) == sum(len(part) for part in messages._PARTS)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_sentence_begins_small_and_ends_open(code: str) -> None:
    """English begins with a small letter (or a name), nothing ends in a full stop, advice comes in both languages."""
    entry = CATALOGUE[code]
    assert not any(text.endswith(("。", ".")) and not text.endswith("…") for text in sentences(entry))
    assert not re.match(r"(The|This|There|A|An|Write|Use|No|It|Give|Remove|Take|Save|Check) ", entry.en)
    assert (entry.ja_help is None) == (entry.en_help is None)
    assert entry.ja != entry.en


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_name_the_same_fields(code: str) -> None:
    """What is filled into a sentence in one language is filled in in the other."""
    entry = CATALOGUE[code]

    def fields(*texts: str | None) -> set[str]:
        return {name for text in texts if text for _, name, _, _ in Formatter().parse(text) if name}

    assert fields(entry.ja, entry.ja_help) == fields(entry.en, entry.en_help)


def test_a_sentence_is_filled_in_and_unknown_fields_stay_silent() -> None:
    """`prose` never raises for a missing field: a message must not fail while it reports."""
    text, advice = prose("span-backwards", "ja", {"start": "22:00", "end": "8:00"})
    assert "8:00" in text and "22:00" in text
    assert advice is not None and "`22:00〜翌8:00`" in advice
    assert prose("span-backwards", "en", {})[0]
