"""Two rulesets compared: who loses everybody, who gains somebody, in words and with a person each.

Law (design C10): a person is shown only where the plain reading of both rulesets agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tsunagari.analysis.asking import Values
from tsunagari.analysis.difference import difference
from tsunagari.analysis.facts import facts
from tsunagari.analysis.regions import Regions
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.engine.explaining.said import Said
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.proving import answering
from tsunagari.pipeline.region_words import region_words


@dataclass(frozen=True, slots=True)
class Group:
    """People of one region in words, and the facts of one of them (None where the plain reading does not agree)."""

    words: Said
    person: dict[str, Any] | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {"words": self.words.to_dict(), "person": self.person}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who lost their last yes and who gained a first one, biggest groups first; whether these are all."""

    old: str
    new: str
    lost: tuple[Group, ...]
    gained: tuple[Group, ...]
    whole: bool

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "old": self.old,
            "new": self.new,
            "lost": [group.to_dict() for group in self.lost],
            "gained": [group.to_dict() for group in self.gained],
            "whole": self.whole,
        }


def compared(old: Ruleset, new: Ruleset) -> Comparison:
    """What changes for people from the old ruleset to the new one."""
    found = difference(old, new, japanese_holidays())
    return Comparison(
        old=old.digest,
        new=new.digest,
        lost=tuple(_groups(old, found.lost, had=old, has=new)),
        gained=tuple(_groups(old, found.gained, had=new, has=old)),
        whole=found.lost.whole and found.gained.whole,
    )


def _groups(words: Ruleset, change: Regions, *, had: Ruleset, has: Ruleset) -> Iterator[Group]:
    for region in change.found:
        yield Group(region_words(words, change.axes, region), _person(change, region, had, has))


def _person(change: Regions, region: Values, had: Ruleset, has: Ruleset) -> dict[str, Any] | None:
    counter = change.somebody(region)
    for told in (facts(counter, spare=True), facts(counter)):
        if answering(had, told).sure and not answering(has, told).sure:
            return {key: one.isoformat() if isinstance(one, datetime) else one for key, one in told.items()}
    return None
