"""What the peers are asked: the clauses of a world and its consultations in numbers, nothing else of the language.

Law: every clause of the resolved ruleset becomes one `Line`, or `plain` raises: a shape that the peers are not given
never drops out silently. A line is an and of conditions; None is no condition. Consultations tell everything exactly,
so two values suffice. The tree of issues, the places of prefectures, the kinds of callers and the hours of the
calendar are worked out here, before any clock runs: a peer is given what it would otherwise have to work out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any, TypeAlias

from tsunagari import Consultation
from tsunagari.calendar.holidays import Holidays, japanese_holidays
from tsunagari.calendar.hours import Hours, is_open
from tsunagari.engine.admission import admit
from tsunagari.model.formula import All, During, Formula, In, Stated
from tsunagari.model.formula import Any as AnyOf
from tsunagari.model.registry import Resource
from tsunagari.model.rules import URGENCIES, Clause
from tsunagari.model.ruleset import Ruleset

Numbers: TypeAlias = tuple[int, ...]

URGENT, NORMAL = 0, 2
ONE_OF = ("callers", "channels", "languages", "schools")
"""The conditions of a line that hold where one told number is among some."""


@dataclass(frozen=True, slots=True)
class Line:
    """One clause and the one resource that it names.

    `urgencies` are those where danger is no and where it is yes; `area` are places (leaves, and prefectures as one
    number each), of which one must be the person's, or, where `working`, that of the work; `issues` are sets of which
    each must have a stated one (or one above it); `hours` those of which one must be open. `withhold`: it takes away.
    """

    number: int
    resource: int
    urgencies: tuple[int, int] = (NORMAL, NORMAL)
    withhold: bool = False
    area: Numbers | None = None
    working: bool = False
    ages: tuple[int, int] | None = None
    callers: Numbers | None = None
    channels: Numbers | None = None
    languages: Numbers | None = None
    schools: Numbers | None = None
    issues: tuple[Numbers, ...] = ()
    hours: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What of a resource an order needs: its hours (None: unknown), its wishes, the leaves of each entry it serves."""

    name: str
    hours: int | None
    honours: Numbers


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A world as peers get it. `sizes` are the leaves in each place, `prefecture_of` finds a place's prefecture."""

    lines: tuple[Line, ...]
    desks: tuple[Desk, ...]
    sizes: Numbers
    prefecture_of: Numbers
    issues: int
    hours: int

    @property
    def nation(self) -> int:
        """How many leaves the nation has."""
        return sum(self.sizes[prefecture] for prefecture in self.prefectures)

    @property
    def prefectures(self) -> Numbers:
        """The prefectures, as places."""
        return tuple(place for place, above in enumerate(self.prefecture_of) if above == place)


@dataclass(frozen=True, slots=True)
class Asked:
    """One consultation in numbers; `lives` and `works` are a leaf and its prefecture, `works` empty for none."""

    lives: Numbers
    works: Numbers
    issues: Numbers
    age: int
    caller: int
    channel: int
    language: int
    school: int
    danger: bool
    open: Numbers
    wishes: Numbers
    facts: Mapping[str, Any] = field(repr=False)
    told: Consultation = field(repr=False)

    @property
    def prefectures(self) -> tuple[int, ...]:
        """The prefectures that it touches: one or two."""
        return tuple(dict.fromkeys((self.lives[1], *self.works[1:])))

    @property
    def places(self) -> Numbers:
        """Where the person lives or works."""
        return tuple(dict.fromkeys((*self.lives, *self.works)))


class Reading:
    """Turns a resolved ruleset and its consultations into numbers."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset, self.attributes = ruleset, ruleset.attributes
        values = self.attributes["lives"].values
        self._leaves = len(values) - 3  # no-fixed-abode, abroad and none come last
        codes = sorted({code[:2] for code in values[: self._leaves]})
        first = {code: len(values) + place for place, code in enumerate(codes)}
        self._prefecture_of = [first[code[:2]] for code in values[: self._leaves]] + [-1] * 3 + sorted(first.values())
        self._prefectures: dict[int, int] = dict.fromkeys(first.values(), 0)
        for leaf in range(self._leaves):
            self._prefectures[self._prefecture_of[leaf]] |= 1 << leaf
        self._issues = {name: number for number, name in enumerate(sorted(ruleset.issues.above))}
        self._wishes = {name: number for number, name in enumerate(sorted(set(ruleset.wishes.values())))}
        self._hours = {name: number for number, name in enumerate(sorted(ruleset.hours))}
        self._areas: dict[int, Numbers | None] = {}
        self._desks = {name: number for number, name in enumerate(sorted(ruleset.resources))}

    def rulebook(self) -> Rulebook:
        """Every rule and every withhold as lines; defaults and `otherwise` stay outside, provisos are of one kind."""
        lines: list[Line] = []
        for clause in (*self.ruleset.rules, *self.ruleset.withholds):
            for name in clause.route:
                line = self._line(len(lines), clause, self.ruleset.resources[name])
                if line is not None:
                    lines.append(line)
        desks = tuple(map(self._desk, (self.ruleset.resources[name] for name in self._desks)))
        sizes = tuple(self._prefectures.get(place, 1 << 1).bit_count() for place in range(len(self._prefecture_of)))
        return Rulebook(tuple(lines), desks, sizes, tuple(self._prefecture_of), len(self._issues), len(self._hours))

    def _desk(self, resource: Resource) -> Desk:
        """The hours are those of all ways: ways with hours of their own are not in these worlds."""
        (names,) = {way.hours_names for way in resource.ways}
        written = None if not names or resource.ways[0].hours is None else self._hours.get(names[0])
        return Desk(resource.name, written, tuple(self._wishes[wish] for wish in resource.honours))

    def _line(self, number: int, clause: Clause, resource: Resource) -> Line | None:
        """The line of a pair; None where its conditions exclude each other."""
        fields: dict[str, Any] = {"withhold": clause.kind == "withhold", "resource": self._desks[resource.name]}
        normal = URGENCIES.index(clause.urgency)
        fields["urgencies"] = (normal, normal)
        for proviso in clause.provisos:  # `except` when danger is yes: one line, urgent then
            if proviso.lines != (In("danger", self.attributes["danger"].bit(_danger(self.attributes, True))),):
                raise ValueError("a proviso that peers are not given")
            fields["urgencies"] = (normal, URGENCIES.index(proviso.urgency))
        tests: dict[str, list[int]] = {}
        issues: list[Numbers] = []
        conditions = [formula for _, formula in resource.conditions] if clause.kind == "rule" else []
        for formula in (*clause.lines, *conditions):
            match formula:
                case In(name, mask, None) if name in ("age", "caller", "school"):
                    tests.setdefault(name, []).append(mask)
                case Stated("issue", "any", values):
                    issues.append(tuple(sorted(self._issues[value] for value in values)))
                case During(_, names):
                    fields["hours"] = tuple(sorted(self._hours[name] for name in names))
                case AnyOf(parts):
                    fields["area"], fields["working"] = self._served(parts)
                case _:
                    raise ValueError("a condition that peers are not given")
        if clause.kind == "rule":
            (speaks,) = {way.speaks for way in resource.ways}
            tests["language"] = [speaks]
            tests["channel"] = [reduce(lambda one, two: one | two, (way.channels for way in resource.ways))]
        for name, masks in tests.items():
            found = self._among(name, reduce(and_, masks))
            if found == ():
                return None
            fields[{"age": "ages"}.get(name, f"{name}s")] = found
        if fields.get("ages") is not None:
            fields["ages"] = (fields["ages"][0], fields["ages"][-1])
        return Line(number=number, issues=tuple(issues), **fields)

    def _among(self, name: str, mask: int) -> Numbers | None:
        """The numbers of a mask; None where it leaves nothing out."""
        domain = len(self.attributes[name].values)
        numbers = tuple(bit for bit in range(domain) if mask >> bit & 1)
        if name == "age" and numbers and numbers[-1] - numbers[0] + 1 != len(numbers):
            raise ValueError("ages with a hole")
        return None if len(numbers) == domain else numbers

    def _served(self, parts: Iterable[Formula]) -> tuple[Numbers | None, bool]:
        """The places of a `serves` line, living or also working; nobody here is of no fixed abode."""
        masks: dict[str, int] = {}
        for part in parts:
            match part:
                case In(name, mask, None) if name in ("lives", "works"):
                    masks[name] = mask
                case All((In("lives", _, None), In("stays", _, None))):
                    pass
                case _:
                    raise ValueError("a `serves` line that peers are not given")
        if masks.get("works", masks["lives"]) != masks["lives"]:
            raise ValueError("places of work apart from those of living")
        mask = masks["lives"]
        if mask not in self._areas:
            found = []
            for prefecture, leaves in self._prefectures.items():
                if mask & leaves == leaves:
                    found.append(prefecture)
                else:
                    found += [leaf for leaf in _bits(mask & leaves)]
            self._areas[mask] = tuple(sorted(found))
        return self._areas[mask], "works" in masks

    def with_above(self, issue: str) -> Numbers:
        """An issue and all above it."""
        return tuple(sorted(self._issues[name] for name in {issue, *self.ruleset.issues.above.get(issue, ())}))

    def wish(self, name: str) -> int:
        """The number of a wish by any of its names."""
        return self._wishes[self.ruleset.wishes[name]]

    def hours(self) -> list[Hours]:
        """The declared hours in the order of their numbers."""
        return [self.ruleset.hours[name] for name in self._hours]

    def asked(self, several: Iterable[Mapping[str, Any]]) -> Iterator[Asked]:
        """Consultations as numbers; each single-valued attribute must be told as one value."""
        holidays = japanese_holidays()
        for given in several:
            facts = {**given, "at": datetime.fromisoformat(given["at"])}
            told = Consultation(**facts)
            masks = {name: mask for name, mask in admit(self.ruleset, told).masks.items() if name in self.attributes}
            if any(mask.bit_count() != 1 for mask in masks.values()):
                raise ValueError("an attribute that is not told exactly")
            one = {name: mask.bit_length() - 1 for name, mask in masks.items()}
            stated = {self.ruleset.issue_names.get(name, name) for name in told.issues}
            yield Asked(
                lives=(one["lives"], self._prefecture_of[one["lives"]]),
                works=(one["works"], self._prefecture_of[one["works"]]) if one["works"] < self._leaves else (),
                issues=tuple(sorted({up for name in stated for up in self.with_above(name)})),
                age=one["age"],
                caller=one["caller"],
                channel=one["channel"],
                language=one["language"],
                school=one["school"],
                danger=bool(told.danger),
                open=self._open(told, holidays),
                wishes=tuple(self._wishes[name] for name in told.wishes),
                facts=facts,
                told=told,
            )

    def _open(self, told: Consultation, holidays: Holidays) -> Numbers:
        at = told.at
        if at is None:
            raise ValueError("an untold instant")
        return tuple(
            number for name, number in self._hours.items() if is_open((self.ruleset.hours[name],), at, holidays)
        )


def _danger(attributes: Mapping[str, Any], told: bool) -> str:
    """The canonical value of `danger`."""
    names = ("yes", "あり") if told else ("no", "なし")
    return next(name for name in names if name in attributes["danger"].values)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def holds(line: Line, asked: Asked) -> bool:
    """Whether every condition of the line holds: the question in plain Python, to hold peers' formulations to."""
    places = asked.places if line.working else asked.lives
    return (
        (line.area is None or not set(line.area).isdisjoint(places))
        and (line.ages is None or line.ages[0] <= asked.age <= line.ages[1])
        and (line.callers is None or asked.caller in line.callers)
        and (line.channels is None or asked.channel in line.channels)
        and (line.languages is None or asked.language in line.languages)
        and (line.schools is None or asked.school in line.schools)
        and all(not set(some).isdisjoint(asked.issues) for some in line.issues)
        and (line.hours is None or not set(line.hours).isdisjoint(asked.open))
    )
