"""Promises of small rulesets, tried on everybody.

Law (language §4, "Assertions"): a promise is broken exactly where somebody breaks it who meets its lines, told exactly
but for what the promise allows to be unstated, at any instant where it is about time, with nothing lost or any one
thing. What is lost is taken away here anew, without the analysis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from property.enumeration import (
    CALENDAR,
    FIRST_DAY,
    MOST,
    Knowing,
    Lines,
    Person,
    Said,
    classes,
    everybody,
    instants,
    minutes,
    said,
)
from property.small_worlds import Small
from tsunagari.analysis.assertions import Seen, decide
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.reference import Reference
from tsunagari.model.examples import Assertion
from tsunagari.model.formula import All, During, Formula, In, Not
from tsunagari.model.formula import Any as Or
from tsunagari.model.registry import Way
from tsunagari.model.ruleset import Ruleset

DAYS = 7


@dataclass
class Tally:
    """What was compared, and how often each answer came."""

    found: Counter[str] = field(default_factory=Counter)

    def note(self, question: str, answer: object) -> None:
        """One question, answered rightly."""
        self.found[question] += 1
        self.found[f"{question}: {answer}"] += 1


def agree_on_promises(small: Small, tally: Tally) -> None:
    """Every promise of a ruleset is proved or refuted as trying everybody gives."""
    people = list(everybody(classes(small.ruleset, small.silent), small.silent))
    for assertion in small.ruleset.assertions:
        trying = Trying(small.ruleset, assertion, people)
        if not trying.days:
            tally.note("promises", "left out: too many instants")
            continue
        broken, met = trying.broken()
        last = FIRST_DAY + timedelta(days=trying.days - 1)
        verdict = decide(small.ruleset, assertion, answering, CALENDAR, FIRST_DAY, last)
        tally.found["consultations"] += trying.tried
        assert verdict.outcome == ("refuted" if broken else "proved"), (assertion.title, verdict, broken)
        if broken:
            lost = None if verdict.lost is None else verdict.lost.name
            assert lost in broken, (assertion.title, verdict, broken)
            assert verdict.witness is not None and trying.breaks(lost, verdict.witness), (assertion.title, verdict)
        else:
            assert verdict.met == met, (assertion.title, verdict)
        tally.note("promises", verdict.outcome)
        tally.note(f"{assertion.property}{' with losses' if assertion.loss else ''}", verdict.outcome)


def answering(ruleset: Ruleset, facts: Mapping[str, Any]) -> Seen:
    """The plain reading, as the analysis asks it."""
    found = said(Reference(ruleset, CALENDAR), admit(ruleset, Consultation(**facts)))
    return Seen(found.sure, found.perhaps - found.sure, found.open)


class Trying:
    """One promise, tried on everybody; `days` from the first day are tried, none where it would be too many."""

    def __init__(self, ruleset: Ruleset, assertion: Assertion, people: Iterable[Person]) -> None:
        self.assertion, self.tried = assertion, 0
        self._asked: Sequence[Knowledge] | None = None
        self.ruleset = replace(ruleset, defaults=()) if assertion.without_default else ruleset
        self.people = [one for one in people if self.silent(one) <= set(assertion.unstated)]
        self.knowing = Knowing(ruleset)
        self.lines = Lines(ruleset, assertion.lines)
        self.timed = assertion.property == "open" or any(map(_timed, assertion.lines))
        self.days = min(DAYS, MOST // (len(self.people) * len(minutes(ruleset)))) if self.timed else DAYS

    def silent(self, person: Person) -> set[str]:
        """What of the attributes that others tell a person leaves unstated; not to have a wish is no silence."""
        told = {name for name, one in self.ruleset.attributes.items() if one.single and one.shape != "time"}
        return told - set(person.told) | (set() if person.issues else {"issue"})

    def broken(self) -> tuple[set[str | None], bool]:
        """What is lost (None: nothing) where somebody breaks the promise; and whether anybody meets its lines."""
        losses: list[str | None] = [None]
        kind = self.assertion.loss
        if kind is not None:
            losses += to_lose(self.ruleset, kind)
        found: set[str | None] = set()
        met = False
        for lost in losses:
            reference = Reference(self.left(lost), CALENDAR)
            for knowledge in self.asked(lost):
                self.tried, met = self.tried + 1, True
                if self.refutes(said(reference, knowledge)):
                    found.add(lost)
                    break
        return found, met

    def left(self, lost: str | None) -> Ruleset:
        """The ruleset with one thing lost."""
        kind = self.assertion.loss
        return self.ruleset if lost is None or kind is None else without(self.ruleset, kind, lost)

    def asked(self, lost: str | None) -> Sequence[Knowledge]:
        """What is known of everybody who meets the lines, at every instant that is asked about.

        Of a channel that is lost: of those who come by another, or, where no line names one, do not say.
        """
        if lost is None or self.assertion.loss != "channel":
            if self._asked is None:
                self._asked = list(self.met(self.people))
            return self._asked
        gone = beneath(self.ruleset, lost)
        if any(map(_names_channel, self.assertion.lines)):
            return list(self.met(one for one in self.people if one.told.get("channel") not in gone))
        unsaid = {repr(one): one for one in map(_without_channel, self.people)}
        return list(self.met(unsaid.values()))

    def met(self, people: Iterable[Person]) -> Iterator[Knowledge]:
        """What is known of those who meet the lines for sure."""
        times: list[datetime | None] = [None]
        if self.timed:
            last = FIRST_DAY + timedelta(days=self.days - 1)
            times = [*instants(self.ruleset, FIRST_DAY, last), *([None] if "time" in self.assertion.unstated else [])]
        for person in people:
            untold = self.knowing(person)
            for at in times:
                knowledge = untold if at is None else replace(untold, at=at)
                if self.lines.met(knowledge):
                    yield knowledge

    def refutes(self, found: Said) -> bool:
        """Whether what comes out breaks the promise."""
        match self.assertion.property:
            case "covered":
                return not found.sure
            case "open":
                return not found.open
            case "always":
                return self.assertion.target not in found.sure
        return self.assertion.target in found.perhaps

    def breaks(self, lost: str | None, facts: Mapping[str, Any]) -> bool:
        """Whether facts that are shown meet the lines and break the promise."""
        ruleset = self.left(lost)
        knowledge = admit(ruleset, Consultation(**facts))
        return self.lines.met(knowledge) and self.refutes(said(Reference(ruleset, CALENDAR), knowledge))


def _without_channel(person: Person) -> Person:
    return replace(person, told={name: value for name, value in person.told.items() if name != "channel"})


def _timed(formula: Formula) -> bool:
    return any(isinstance(one, During) for one in _tests(formula))


def _names_channel(formula: Formula) -> bool:
    return any(isinstance(one, In) and one.attribute == "channel" for one in _tests(formula))


def _tests(formula: Formula) -> Iterator[Formula]:
    match formula:
        case Not(part):
            yield from _tests(part)
        case All(parts) | Or(parts):
            for part in parts:
                yield from _tests(part)
        case _:
            yield formula


# --- losses (language §4, "Assertions") --------------------------------------------------------------------------


def to_lose(ruleset: Ruleset, kind: str) -> list[str]:
    """What of a kind may be lost: what some active resource has."""
    active = [one for one in ruleset.resources.values() if one.status == "active"]
    ways = [way for one in active for way in one.ways]
    found: dict[str, Iterable[str | None]] = {
        "resource": (one.name for one in active),
        "organization": (one.organization for one in active),
        "channel": (way.channel for way in ways),
        "hours": (name for way in ways for name in way.hours_names),
    }
    return sorted({name for name in found[kind] if name})


def without(ruleset: Ruleset, kind: str, name: str) -> Ruleset:
    """The ruleset with one thing gone, and every resource that is then left without a way closed."""
    desks = {}
    for desk in ruleset.resources.values():
        gone = (kind == "resource" and desk.name == name) or (kind == "organization" and desk.organization == name)
        left = [way for way in (_left(way, kind, name) for way in desk.ways) if way is not None]
        closed = gone or not left
        desks[desk.name] = replace(desk, status="closed") if closed else replace(desk, ways=tuple(left))
    return replace(ruleset, resources=desks)


def _left(way: Way, kind: str, name: str) -> Way | None:
    if kind == "channel" and way.channel == name:
        return None
    if kind != "hours" or way.hours is None or name not in way.hours_names:
        return way
    kept = [(label, one) for label, one in zip(way.hours_names, way.hours, strict=True) if label != name]
    names, hours = tuple(label for label, _ in kept), tuple(one for _, one in kept)
    return replace(way, hours=hours, hours_names=names) if kept else None


def beneath(ruleset: Ruleset, channel: str) -> set[str]:
    """A channel and all that are declared under it."""
    attribute = ruleset.attributes["channel"]
    below = attribute.below[attribute.values.index(channel)]
    return {value for number, value in enumerate(attribute.values) if below >> number & 1}
