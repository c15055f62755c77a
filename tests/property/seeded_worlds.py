"""Random resolved rulesets and random knowledge from a seed, fast enough for tens of thousands of pairs.

Law: the same seed gives the same world and the same knowledge. Every kind of block and line may appear: nested
provisos, periods, ways, hours of every pattern, withholds, chains, several defaults over rulesets used, presumptions,
live status, every outcome of what was tried. The pieces are those of `engine.worlds`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any as Anything

from engine.worlds import (
    AGES,
    CHOICES,
    GRAPH,
    NIGHT_HOURS,
    SATURDAY_HOURS,
    WEEKDAY_HOURS,
    WISHES,
    about,
    ages,
    at,
    attributes,
    bit,
    clause,
    desk,
    leaves_of,
    of,
    ruleset,
    way,
    wishing,
)
from tsunagari.calendar.days import (
    DateRange,
    DaysOfWeek,
    HolidayDays,
    MonthDays,
    NthDays,
    Weekdays,
    WeekendsAndHolidays,
    YearlyRange,
)
from tsunagari.calendar.holidays import FixedHolidays
from tsunagari.calendar.hours import AROUND_THE_CLOCK, JST, Hours, HoursLine, Span, Substitution
from tsunagari.engine.consultation import OUTCOMES
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE
from tsunagari.model.formula import All, Any, During, Formula, In, Not
from tsunagari.model.registry import ALWAYS, Period, Resource, Way
from tsunagari.model.rules import URGENCIES, Clause
from tsunagari.model.ruleset import Ruleset

#: Friday to Wednesday, with a holiday among the weekdays and one at the weekend.
FIRST_DAY = date(2026, 5, 1)
CALENDAR = FixedHolidays(frozenset((date(2026, 5, 3), date(2026, 5, 4))))
MINUTES = (0, 119, 120, 479, 480, 539, 540, 719, 720, 1019, 1020, 1319, 1320, 1439)

_EVERY_DAY = (DaysOfWeek(tuple(range(7))),)
ALL_HOURS = (
    WEEKDAY_HOURS,
    SATURDAY_HOURS,
    NIGHT_HOURS,
    AROUND_THE_CLOCK,
    Hours((HoursLine(_EVERY_DAY, (Span(480, 720), Span(780, 1020))),), (HolidayDays(), YearlyRange((12, 29), (1, 3)))),
    Hours((HoursLine((NthDays((1, 3), (5,)), Weekdays()), (Span(540, 1020),)),)),
    Hours((HoursLine((WeekendsAndHolidays(),), (Span(0, 720),)),), (DateRange(date(2026, 5, 3), date(2026, 5, 4)),)),
    Hours((HoursLine((HolidayDays(),), (Span(1320, 1920),)),)),
    Hours((HoursLine((Weekdays(),), (Span(1320, 1920),)),)),
    Hours((HoursLine((MonthDays((2, 5)),), (Span(1200, 1920),)), HoursLine((DaysOfWeek((4,)),), (Span(1380, 2000),)))),
    Hours((HoursLine((DaysOfWeek((6,)),), (Span(600, 1200),)),), (), (Substitution(6, (HolidayDays(),)),)),
    Hours((HoursLine((YearlyRange((5, 1), (5, 2)), DaysOfWeek((0,))), (Span(720, 1440),)),)),
)  # fmt: skip

PLACES = ("鳥取市", "米子市", "鳥取県", "兵庫県", "兵庫県香美町", "山形市", "山形県", "浜松市", "静岡県浜松市中央区")
SCOPES = ("living", "working", "studying", "staying", "caller-living")

#: Where somebody is who stays in one prefecture.
NEAR = {
    "lives": ("鳥取市", "鳥取市", "米子市", "鳥取県", NO_FIXED_ABODE),
    "stays": ("鳥取市", "米子市"),
    "works": ("鳥取市", "米子市", NONE),
    "studies": ("鳥取市", NONE),
    "caller-lives": ("鳥取市", "鳥取県"),
}


@dataclass(frozen=True)
class World:
    """A ruleset, and live status for it (None: there is none)."""

    ruleset: Ruleset
    status: Mapping[str, str] | None


def world(seed: int) -> World:
    """The world of a seed."""
    return _Making(random.Random(f"world {seed}")).world()


class _Making:
    """Draws one world."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.names = [f"desk{n}" for n in range(chance.randint(1, 6))]
        self.wordy = chance.random() < 0.5  # half of the worlds have `unknown` and counting in their conditions

    def world(self) -> World:
        """A ruleset with its status."""
        chance = self.chance
        rules = [self.rule(f"rule{n}", 2) for n in range(chance.randint(2, 8))]
        withholds = [self.clause("withhold", f"withhold{n}") for n in range(chance.choice((0, 0, 1, 2)))]
        defaults = [self.clause("default", f"default{n}") for n in range(chance.choice((0, 1, 2, 3)))]
        made = ruleset(
            [self.desk(name) for name in self.names],
            rules,
            withholds=withholds,
            defaults=defaults,
            effective=self.period(0.1),
            presume=self.presumption(),
        )
        status = None
        if chance.random() < 0.3:
            statuses = ("active", "paused", "do-not-refer", "closed")
            status = {name: chance.choice(statuses) for name in self.names if chance.random() < 0.5}
        return World(made, status)

    def presumption(self) -> dict[str, int]:
        """What the ruleset presumes, mostly nothing."""
        if self.chance.random() < 0.8:
            return {}
        return dict([self.chance.choice((
            ("lives", leaves_of("鳥取市")), ("lives", leaves_of("鳥取県")), ("channel", bit("channel", "phone")),
            ("school", bit("school", "high")), ("works", leaves_of("兵庫県")), ("age", ages(18, 39).mask),
        ))])  # fmt: skip

    def period(self, share: float) -> Period:
        """A period around the days asked about, mostly always."""
        if self.chance.random() >= share:
            return ALWAYS
        start, end = (FIRST_DAY + timedelta(days=self.chance.randint(-1, 5)) for _ in range(2))
        return self.chance.choice((Period(start, None), Period(None, end), Period(min(start, end), max(start, end))))

    def rule(self, name: str, depth: int) -> Clause:
        """A rule with provisos below it."""
        count = self.chance.choice((0, 0, 0, 1, 2)) if depth else 0
        return self.clause("rule", name, tuple(self.rule(f"{name}/p{n}", depth - 1) for n in range(count)))

    def clause(self, kind: Anything, name: str, provisos: tuple[Clause, ...] = ()) -> Clause:
        """A clause of any kind."""
        chance = self.chance
        counts = {"rule": (0, 0, 1, 1, 1, 2), "default": (0, 0, 0, 1), "withhold": (1, 1, 2)}
        lines = [self.formula() for _ in range(chance.choice(counts[kind]))]
        chain = [] if kind == "withhold" else [self.route() for _ in range(chance.choice((0, 0, 1, 2, 3)))]
        return clause(
            kind,
            name,
            *lines,
            route=self.route() if chance.random() < 0.95 else (),
            otherwise=tuple(chain),
            provisos=provisos,
            urgency=chance.choice(URGENCIES),
            effective=self.period(0.2),
            ruleset_effective=self.period(0.1),
            tier=chance.choice((0, 0, 1, 2)) if kind == "default" else 0,
            say=(f"{name}!",),
            basis=(f"law of {name[:5]}",),
        )

    def route(self) -> tuple[str, ...]:
        """One or two resources."""
        return tuple(sorted(self.chance.sample(self.names, min(len(self.names), self.chance.choice((1, 1, 2))))))

    def desk(self, name: str) -> Resource:
        """A resource."""
        chance = self.chance
        serves = chance.sample(PLACES, chance.choice((0, 0, 1, 1, 2)))
        made = desk(
            name,
            *(self.formula() for _ in range(chance.choice((0, 0, 0, 0, 1)))),
            serves=serves,
            scopes=chance.sample(SCOPES, chance.choice((0, 0, 1, 2))) if serves else (),
            handles=chance.sample(sorted(GRAPH), chance.choice((0, 0, 1, 2))),
            ways=[self.way() for _ in range(chance.choice((1, 1, 2, 3)))],
            honours=chance.sample(WISHES, chance.choice((0, 1, 2))),
            status=chance.choice(("active",) * 9 + ("paused",)),
        )
        return replace(made, effective=self.period(0.15))

    def way(self) -> Way:
        """A way with hours, known or not."""
        chance = self.chance
        hours = None if chance.random() < 0.25 else chance.sample(ALL_HOURS, chance.choice((1, 1, 2)))
        channel = chance.choice((None, None, "phone", "chat", "app", "visit"))
        return way(channel, hours, speaks=chance.choice((1, 1, 1, 3, 2)), phone=chance.choice((None, "110")))

    def formula(self) -> Formula:
        """A test, or a few of them under `or`, `not` and `and`."""
        chance = self.chance
        shape = chance.random()
        if shape < 0.6:
            return self.test()
        if shape < 0.75:
            return Not(self.test())
        parts = tuple(self.test() for _ in range(chance.choice((2, 2, 3))))
        return chance.choice(
            (Any(parts), Any((Not(parts[0]), *parts[1:])), Not(All(parts)), Any((parts[0], All(parts[1:]))))
        )

    def test(self) -> Formula:
        """One test of any attribute."""
        chance = self.chance
        absent = chance.choice((None, None, True, False)) if self.wordy else None
        kind = chance.choice(
            ("issue", "issue", "issue", "age", "age", "place", "place", "value", "value", "wish", "time")
        )
        if kind == "age":
            first = chance.choice(AGES)
            first = chance.choice((0, 0, first))
            return ages(first, chance.choice([age for age in AGES if age >= first]), absent=absent)
        if kind == "place":
            name = chance.choice(("lives", "lives", "lives", "stays", "works", "studies", "caller-lives", "birthplace"))
            special = {"works": NONE, "studies": NONE, "lives": NO_FIXED_ABODE, "caller-lives": ABROAD}.get(
                name, "米子市"
            )
            found = chance.sample((*PLACES, special), chance.choice((1, 1, 2)))
            return at(name, *found, absent=absent)
        if kind == "value":
            name = chance.choice(("channel", "language", "danger", "caller", "school"))
            values = sorted(set(CHOICES[name]))
            return In(name, of(name, *chance.sample(values, chance.randint(1, len(values)))).mask, absent)
        if kind == "time":
            return During(tuple(chance.sample(ALL_HOURS, chance.choice((1, 1, 2)))), absent=absent)
        modes = (
            ("any", "any", "any", "none", "all", "count", "count-of") if self.wordy else ("any", "any", "none", "all")
        )
        mode = chance.choice(modes)
        known = sorted(GRAPH) if kind == "issue" else list(WISHES)
        values = () if mode == "count" else chance.sample(known, chance.randint(1, min(4, len(known))))
        number = chance.randint(1, 2) if mode in ("count", "count-of") else 0
        make = about if kind == "issue" else wishing
        return make(*values, mode=mode, number=number, absent=absent)


def knowledge(seed: int, made: Ruleset) -> Knowledge:
    """What is known of the consultation of a seed: each attribute exact, coarse or untold."""
    chance = random.Random(f"knowledge {seed}")
    likely = chance.choice((0.1, 0.4, 0.8, 1.0))
    told: dict[str, int] = {}
    near = chance.random() < 0.5  # half of the people stay in one prefecture: what most consultations are like
    for name, values in {**CHOICES, "age": tuple(map(str, AGES)), "birthplace": ("鳥取市", "山形市")}.items():
        if chance.random() < likely * (0.4 if name in ("stays", "works", "studies", "caller-lives", "language") else 1):
            told[name] = bit(name, chance.choice(values))
            if chance.random() < 0.25:
                told[name] |= bit(name, chance.choice(values))
            elif attributes()[name].shape == "place" and chance.random() < 0.3:
                told[name] = leaves_of(chance.choice(PLACES))
        if near and name in NEAR:
            told.pop(name, None)
            if name == "lives" or chance.random() < 0.3:
                told[name] = leaves_of(chance.choice(NEAR[name]))
    instant = datetime(2026, 5, 1, tzinfo=JST) + timedelta(
        days=chance.choice((0, 1, 2, 3, 4, 4, 5)), minutes=chance.choice(MINUTES)
    )
    outcomes = {
        name: frozenset(chance.sample(OUTCOMES, chance.choice((1, 1, 2))))
        for name in sorted(made.resources)
        if chance.random() < 0.12
    }
    return know(
        made.attributes,
        told,
        issues=chance.sample(sorted(GRAPH), chance.choice((1, 1, 2, 3))) if chance.random() < likely else (),
        wishes=chance.sample(WISHES, chance.choice((1, 1, 2))) if chance.random() < 0.4 else (),
        at=instant if chance.random() < likely else None,
        declined=chance.sample(("age", "lives", "issue", "danger", "works"), chance.choice((0, 0, 0, 1))),
        tried=outcomes,
        rotation=chance.choice((None, None, "a")),
    )
