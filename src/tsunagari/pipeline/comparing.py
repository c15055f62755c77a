"""Two rulesets compared: who is answered differently, in words and with a person each.

Law (design C10): a person is shown only where the plain reading of both rulesets agrees; where it does not, that kind
of change counts as undecided, and so does what was not looked at to the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from tsunagari.analysis.asking import Counter
from tsunagari.analysis.bits import bits
from tsunagari.analysis.both import Apart
from tsunagari.analysis.difference import Change, Changes, Difference, difference
from tsunagari.analysis.facts import facts
from tsunagari.analysis.times import Telling
from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.engine.explaining.said import Said, listed, plain, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.plainly import KINDS, Kind, Plain, agrees, shown
from tsunagari.pipeline.proving import DAYS
from tsunagari.pipeline.region_words import RegionWords
from tsunagari.pipeline.time_words import time_words
from tsunagari.pipeline.watching import Watch, nobody_watches

_CONFIRMED: Final = 200
"""People of one kind of change that are looked for; regions after these are told without one."""


@dataclass(frozen=True, slots=True)
class Group:
    """People of one region, in words: how many they are, what changes for them, and one of them.

    `people` counts the consultations told exactly, of one issue and at most one wish; it is None of people who state
    several things. `order` are resources with what has changed of their order. `example` is the person as a 相談例
    in the words of the new ruleset; both are None where the plain reading does not agree.
    """

    words: Said
    people: int | None
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    order: tuple[tuple[str, str], ...]
    hours: Said | None
    person: dict[str, Any] | None
    example: str | None

    @property
    def told(self) -> tuple[Said, ...]:
        """What changes for them, in words."""
        parts = []
        if self.hours is not None:
            parts.append(self.hours)
        if self.lost:
            parts.append(said("no-longer", resources=_names(self.lost)))
        if self.gained:
            parts.append(said("from-now-on", resources=_names(self.gained)))
        if self.order:
            keys = listed([said(f"order-{aspect}", resource=name) for name, aspect in self.order])
            parts.append(said("order-of", keys=keys))
        return tuple(parts)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "words": self.words.to_dict(),
            "people": self.people,
            "lost": list(self.lost),
            "gained": list(self.gained),
            "order": [{"resource": name, "key": aspect} for name, aspect in self.order],
            "hours": None if self.hours is None else self.hours.to_dict(),
            "person": self.person,
            "example": self.example,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who is answered differently by a new ruleset, by kinds of change, biggest groups first.

    `people` are all consultations told exactly, of one issue and at most one wish, in what both rulesets know; `apart`
    says in words what only one knows. `closed` is None where no day `on` was given, or where no day of the two years
    after it lies within the periods of both rulesets. `undecided` are the kinds of which somebody may be missing,
    `singly` those that were looked at to the end only for people who state one issue.
    """

    old: str
    new: str
    on: date | None
    people: int
    lost: tuple[Group, ...]
    gained: tuple[Group, ...]
    closed: tuple[Group, ...] | None
    moved: tuple[Group, ...]
    reordered: tuple[Group, ...]
    undecided: tuple[Kind, ...]
    singly: tuple[Kind, ...]
    apart: tuple[Said, ...]

    @property
    def whole(self) -> bool:
        """True where no kind of change is undecided."""
        return not self.undecided

    @property
    def ok(self) -> bool:
        """True where nobody loses their last yes, and that was looked at to the end for everybody."""
        return not self.lost and "lost" not in (*self.undecided, *self.singly)

    def kind(self, kind: Kind) -> tuple[Group, ...]:
        """The groups of one kind of change."""
        groups: Mapping[Kind, tuple[Group, ...] | None] = {
            "lost": self.lost, "gained": self.gained, "closed": self.closed, "moved": self.moved,
            "reordered": self.reordered,
        }  # fmt: skip
        return groups[kind] or ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON object."""
        groups: dict[str, Any] = {kind: [group.to_dict() for group in self.kind(kind)] for kind in KINDS}
        return {
            "old": self.old,
            "new": self.new,
            "on": None if self.on is None else self.on.isoformat(),
            "people": self.people,
            **groups,
            "closed": None if self.closed is None else groups["closed"],
            "whole": self.whole,
            "undecided": list(self.undecided),
            "singly": list(self.singly),
            "apart": [one.to_dict() for one in self.apart],
        }


def compared(
    old: Ruleset,
    new: Ruleset,
    on: date | None = None,
    holidays: Holidays | None = None,
    watch: Watch = nobody_watches,
) -> Comparison:
    """What changes for people from the old ruleset to the new one.

    Hours are compared for the two years from the day `on`, and not at all without it; `watch` is told how far it is.
    Never raises on resolved rulesets.
    """
    calendar = holidays or japanese_holidays()
    last = None if on is None else on + timedelta(days=DAYS - 1)
    found = difference(old, new, calendar, on, last, step=partial(watch, "diff"))
    telling = _Telling(old, new, found, calendar)
    asked = {"lost": found.lost, "gained": found.gained, "moved": found.moved, "reordered": found.reordered}
    groups = {kind: tuple(telling.groups(kind, asked.get(kind, found.closed) or Changes())) for kind in KINDS}
    changes = {kind: asked.get(kind, found.closed) for kind in KINDS}
    undecided = [kind for kind, one in changes.items() if one is not None and not one.whole]
    return Comparison(
        old=old.digest,
        new=new.digest,
        on=on,
        people=found.people,
        lost=groups["lost"],
        gained=groups["gained"],
        closed=None if found.closed is None else groups["closed"],
        moved=groups["moved"],
        reordered=groups["reordered"],
        undecided=tuple(kind for kind in KINDS if kind in undecided or kind in telling.doubted),
        singly=tuple(kind for kind, one in changes.items() if one is not None and one.whole and not one.several),
        apart=tuple(words for one in found.apart for words in _apart(old, one)),
    )


class _Telling:
    """Puts the changes of one comparison into words; `doubted` are the kinds of which a person was not confirmed."""

    def __init__(self, old: Ruleset, new: Ruleset, found: Difference, holidays: Holidays) -> None:
        self.new, self.found, self.holidays = new, found, holidays
        self.words = RegionWords(old)
        self.sides = (Plain(old, holidays), Plain(new, holidays))
        self.doubted: set[Kind] = set()
        self._hours: dict[int, Said] = {}
        self._telling = None if found.known is None else Telling(found.known, holidays)

    def groups(self, kind: Kind, changes: Changes) -> list[Group]:
        """The groups of one kind."""
        found = []
        for number, change in enumerate(changes.found):
            told = change.told
            person, example = self._somebody(kind, change) if number < _CONFIRMED else (None, None)
            if person is None and number < _CONFIRMED:
                self.doubted.add(kind)
            found.append(
                Group(
                    words=self.words.words(change.axes, change.values),
                    people=change.people,
                    lost=told.lost,
                    gained=told.gained,
                    order=told.keys,
                    hours=self._hours_of(told.states) if told.states else None,
                    person=person,
                    example=example,
                )
            )
        return found

    def _hours_of(self, states: int) -> Said:
        if states not in self._hours:
            assert self._telling is not None
            self._hours[states] = time_words(self.new, self._telling.told(states))
        return self._hours[states]

    def _somebody(self, kind: Kind, change: Change) -> tuple[dict[str, Any], str] | tuple[None, None]:
        """One person of whom both plain readings say what is told, as facts and as a 相談例."""
        axes = change.axes
        if self.found.known is not None and change.told.states:
            axes = replace(axes, at=self.found.known.instants[next(bits(change.told.states))])
        counter = Counter(axes, {}, change.values)
        title = said(f"diff-{kind}").spoken(self.new.language)
        for person in (facts(counter, spare=True), facts(counter)):
            answers = [side.answer(person) for side in self.sides]
            if agrees(kind, change.told, *answers):
                told = {key: one.isoformat() if isinstance(one, datetime) else one for key, one in person.items()}
                return told, shown(kind, change.told, person, title, self.new, answers)
        return None, None


def _names(names: tuple[str, ...]) -> Said:
    return listed([plain(name) for name in names])


def _apart(old: Ruleset, one: Apart) -> Iterator[Said]:
    """What only one ruleset knows, in words."""
    if one.alone:
        yield said("apart-attribute", attribute=plain(one.attribute))
    for code, values in (("apart-old", one.old), ("apart-new", one.new)):
        if values:
            yield said(code, attribute=Wording(old).called(one.attribute), values=_names(values))
