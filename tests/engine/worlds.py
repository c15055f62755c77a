"""Small rulesets made by hand, and strategies for random ones.

Law: everything here is a resolved `Ruleset` as the model has it, places included (the real gazetteer), so that a test
of the engine needs no parser. `WORLDS` and `PERSONS` are Hypothesis strategies that other tests may reuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any as Anything

from hypothesis import strategies as st

from tsunagari.calendar.days import DaysOfWeek, Weekdays
from tsunagari.calendar.holidays import NoHolidays
from tsunagari.calendar.hours import AROUND_THE_CLOCK, JST, Hours, HoursLine, Span
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.decision import Decision, Referral
from tsunagari.engine.knowledge import Knowledge, know
from tsunagari.engine.reference import decide
from tsunagari.model.attributes import ABROAD, NO_FIXED_ABODE, NONE, Attribute
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.issues import Issues
from tsunagari.model.places import gazetteer
from tsunagari.model.registry import ALWAYS, Period, Resource, Serves, Way
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key as spelling

CALENDAR = NoHolidays()

#: issue → the issues directly above it; `neglect` lies under two.
GRAPH: Mapping[str, tuple[str, ...]] = {
    "abuse": (),
    "care": (),
    "neglect": ("abuse", "care"),
    "violence": ("abuse",),
    "money": (),
    "debt": ("money",),
    "loneliness": (),
}
LEAVES = ("debt", "loneliness", "neglect", "violence")
WISHES = ("anonymous", "same-sex")
CITIES = ("鳥取市", "米子市", "山形市", "兵庫県香美町")

WEEKDAY_HOURS = Hours((HoursLine((Weekdays(),), (Span(9 * 60, 17 * 60),)),))
SATURDAY_HOURS = Hours((HoursLine((DaysOfWeek((5,)),), (Span(9 * 60, 12 * 60),)),))
NIGHT_HOURS = Hours((HoursLine((DaysOfWeek(tuple(range(7))),), (Span(22 * 60, 32 * 60),)),))

FRIDAY_15 = datetime(2026, 5, 1, 15, tzinfo=JST)
FRIDAY_20 = datetime(2026, 5, 1, 20, tzinfo=JST)
SATURDAY_10 = datetime(2026, 5, 2, 10, tzinfo=JST)
SUNDAY_2 = datetime(2026, 5, 3, 2, tzinfo=JST)
INSTANTS = (FRIDAY_15, FRIDAY_20, SATURDAY_10, SUNDAY_2)


@cache
def attributes() -> Mapping[str, Attribute]:
    """The core attributes and three declared ones: `school` (choice), `birthplace` (place), `children` (number)."""
    codes = (*(leaf.code for leaf in gazetteer().leaves), NO_FIXED_ABODE, ABROAD, NONE)
    n = len(codes) - 3
    leaves, homeless, abroad, none = (1 << n) - 1, 1 << n, 2 << n, 4 << n
    special = (("不定", homeless), ("国外", abroad), ("なし", none))

    def place(name: str, admitted: int, *, declared: bool = False) -> Attribute:
        return Attribute(name, "place", values=codes, admitted=admitted, spellings=special, declared=declared)

    def choice(name: str, *values: str, **more: Anything) -> Attribute:
        return Attribute(name, "choice", values=values, admitted=(1 << len(values)) - 1, **more)

    channels = ("phone", "chat", "app", "visit")
    found = [
        Attribute("age", "number", values=tuple(map(str, range(121))), admitted=(1 << 121) - 1),
        Attribute("issue", "set"),
        place("lives", leaves | homeless | abroad),
        place("stays", leaves),
        place("works", leaves | none),
        place("studies", leaves | none),
        Attribute("channel", "tree", values=channels, admitted=15, below=(1, 6, 4, 8), spellings=(("電話", 1),)),
        Attribute("time", "time"),
        Attribute(
            "language", "language", values=("日本語", "英語", "other"), admitted=7, spellings=(("ja", 1), ("en", 2))
        ),
        Attribute("wish", "set"),
        Attribute("danger", "flag", values=("yes", "no"), admitted=3),
        Attribute(
            "caller", "tree", values=("self", "family", "close", "supporter", "teacher"), admitted=31,
            below=(1, 2, 4, 24, 16), spellings=(("家族", 2),),
        ),
        place("caller-lives", leaves | homeless | abroad),
        Attribute("caller-language", "language", values=("日本語", "英語", "other"), admitted=7),
        choice("school", "elementary", "high", "none", declared=True),
        place("birthplace", leaves, declared=True),
        Attribute("children", "number", values=tuple(map(str, range(11))), admitted=(1 << 11) - 1, declared=True),
    ]  # fmt: skip
    return {attribute.name: attribute for attribute in found}


@cache
def leaves_of(*places: str) -> int:
    """The leaves of some places, as a mask; the special values by their canonical names."""
    mask = 0
    for name in places:
        bit = attributes()["lives"].bit(name)
        mask |= bit or gazetteer().mask(gazetteer().find(name)[0])
    return mask


def ages(first: int, last: int = 120, **more: bool | None) -> In:
    """`age first..last`."""
    return In("age", (1 << (last + 1)) - (1 << first), **more)


def at(attribute: str, *places: str, **more: bool | None) -> In:
    """`lives PLACES` and the like."""
    return In(attribute, leaves_of(*places), **more)


def of(attribute: str, *values: str, **more: bool | None) -> In:
    """A choice, tree, flag or language among these values, each with what lies below it."""
    declared = attributes()[attribute]
    mask = 0
    for value in values:
        mask |= declared.below[declared.values.index(value)] if declared.below else declared.bit(value)
    return In(attribute, mask, **more)


def about(*issues: str, mode: Anything = "any", number: int = 0, absent: bool | None = None) -> Stated:
    """`issue …`."""
    return Stated("issue", mode, tuple(sorted(issues)), number, absent)


def wishing(*wishes: str, mode: Anything = "any", number: int = 0, absent: bool | None = None) -> Stated:
    """`wish …`."""
    return Stated("wish", mode, tuple(sorted(wishes)), number, absent)


def way(
    channel: str | None = None, hours: Sequence[Hours] | None = None, *, speaks: int = 1, phone: str | None = None
) -> Way:
    """A way; `channel` None is any, `hours` None unknown, `speaks` 1 is 日本語."""
    mask = of("channel", channel).mask if channel else 15
    return Way(channel, mask, speaks, None if hours is None else tuple(hours), phone=phone)


ANYTIME = way(None, (AROUND_THE_CLOCK,))

_SCOPES = {
    "living": "lives", "working": "works", "studying": "studies", "staying": "stays", "caller-living": "caller-lives",
}  # fmt: skip


def desk(
    name: str,
    *conditions: Formula,
    serves: Sequence[str] = (),
    scopes: Sequence[str] = (),
    handles: Sequence[str] = (),
    ways: Sequence[Way] = (ANYTIME,),
    **more: Anything,
) -> Resource:
    """A resource; `conditions` are its `requires`, `serves` names of places with `scopes`."""
    found: list[tuple[str, Formula]] = [("requires", All(conditions))] if conditions else []
    lines: tuple[Serves, ...] = ()
    if serves:
        lines = (Serves(tuple((place, leaves_of(place)) for place in serves), tuple(scopes)),)
        found.append(("serves", served(leaves_of(*serves), scopes)))
    if handles:
        found.append(("handles", about(*handles)))
    return Resource(
        name, serves=lines, conditions=tuple(found), handles=tuple(sorted(handles)), ways=tuple(ways), **more
    )


def served(mask: int, scopes: Sequence[str]) -> Formula:
    """Whose place counts; without a word living, and staying for no fixed abode."""
    if scopes:
        return Any(tuple(In(_SCOPES[scope], mask) for scope in scopes))
    return Any((In("lives", mask), All((at("lives", NO_FIXED_ABODE), In("stays", mask)))))


def clause(kind: Anything, name: str, *lines: Formula, route: Sequence[str] = (), **more: Anything) -> Clause:
    """A rule, withhold or default."""
    return Clause(name, kind, lines, route=tuple(sorted(route)), **more)


def rule(name: str, *lines: Formula, route: Sequence[str] = (), **more: Anything) -> Clause:
    """A rule (or a proviso, to be put into `provisos`)."""
    return clause("rule", name, *lines, route=route, **more)


def ruleset(
    resources: Iterable[Resource],
    rules: Iterable[Clause] = (),
    *,
    withholds: Iterable[Clause] = (),
    defaults: Iterable[Clause] = (),
    effective: Period = ALWAYS,
    presume: Mapping[str, int] | None = None,
    graph: Mapping[str, tuple[str, ...]] = GRAPH,
) -> Ruleset:
    """A resolved ruleset of these."""
    presumed = presume or {}
    known = {
        name: replace(attribute, presumed=presumed[name]) if name in presumed else attribute
        for name, attribute in attributes().items()
    }
    desks = {resource.name: resource for resource in sorted(resources, key=lambda r: r.name)}

    def tops(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
        return tuple(sorted(clauses, key=lambda c: (c.tier, c.name)))

    return Ruleset(
        name="world",
        effective=effective,
        attributes=known,
        attribute_names={spelling(name): name for name in known} | {"年齢": "age", "在学状況": "school"},
        issues=_issues(graph),
        issue_names={spelling(name): name for name in graph} | {"虐待": "abuse"},
        wishes={spelling(wish): wish for wish in WISHES} | {"匿名": "anonymous"},
        hours={},
        laws={},
        bodies={},
        organizations={},
        resources=desks,
        resource_names={spelling(name): name for r in desks.values() for name in (r.name, *r.names)}
        | {spelling(alias): r.name for r in desks.values() for alias in r.names},
        rules=tops(rules),
        withholds=tops(withholds),
        defaults=tops(defaults),
        digest="sha256:0",
    )


def _issues(graph: Mapping[str, tuple[str, ...]]) -> Issues:
    def above(name: str) -> frozenset[str]:
        return frozenset((name,)).union(*(above(upper) for upper in graph[name]))

    return Issues({name: above(name) for name in graph}, {}, {})


def route(world: Ruleset, status: Mapping[str, str] | None = None, **facts: Anything) -> Decision:
    """The decision of the plain reading on these facts."""
    return decide(world, Consultation(**facts), status=status, holidays=CALENDAR)


def fits(decision: Decision) -> dict[str, str]:
    """Resource → yes or maybe, in order."""
    return {referral.resource: referral.fit for referral in decision.referrals}


def answer(world: Ruleset, **facts: Anything) -> dict[str, str]:
    """Resource → yes or maybe of the decision on these facts."""
    return fits(route(world, **facts))


def only(decision: Decision) -> Referral:
    """The one referral of a decision."""
    (referral,) = decision.referrals
    return referral


# --- random worlds -------------------------------------------------------------------------------------------------

#: Values among which random knowledge and random conditions choose, by attribute: one bit each.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "lives": ("鳥取市", *CITIES, NO_FIXED_ABODE, ABROAD),
    "stays": CITIES,
    "works": (*CITIES, NONE),
    "studies": (*CITIES, NONE),
    "caller-lives": CITIES,
    "channel": ("phone", "app", "visit"),
    "language": ("日本語", "日本語", "日本語", "英語", "other"),
    "danger": ("no", "no", "yes"),
    "caller": ("self", "family", "teacher"),
    "school": ("elementary", "high", "none"),
}
AGES = (0, 14, 15, 17, 18, 39, 40, 120)


def bit(attribute: str, value: str) -> int:
    """The mask of one value of `CHOICES` or one age."""
    if attribute == "age":
        return 1 << int(value)
    if attributes()[attribute].shape == "place":
        return leaves_of(value)
    return attributes()[attribute].bit(value)


def _union(attribute: str, values: Iterable[str]) -> int:
    mask = 0
    for value in values:
        mask |= bit(attribute, value)
    return mask


def _among(attribute: str, *values: str, absent: bool | None = None) -> In:
    return In(attribute, _union(attribute, values), absent)


@cache
def _tests(absences: bool, counts: bool, times: bool) -> tuple[Formula, ...]:
    """Conditions to choose from: written out, so that a random world costs few draws and often says yes."""
    found: list[Formula] = [
        ages(0, 17), ages(0, 39), ages(15), ages(18), ages(15, 39),
        at("lives", "鳥取県"), at("lives", "鳥取市", "山形市"), _among("lives", *CITIES), at("lives", NO_FIXED_ABODE),
        at("stays", "鳥取県"), at("works", "鳥取市", "米子市"), at("works", NONE, "鳥取市"),
        at("caller-lives", "鳥取市", "山形市"),
        of("channel", "phone", "app"), of("channel", "chat"), of("danger", "yes"), of("danger", "no"),
        of("caller", "self"), of("caller", "family", "supporter"), of("language", "英語", "日本語"),
        of("school", "elementary", "high"), of("school", "none"), of("school", "high"),
        about("abuse"), about("abuse", "care", "loneliness"), about("debt"), about("money", "neglect"),
        about("neglect", mode="none"), about("abuse", "care", mode="all"), about("loneliness"),
        wishing("anonymous"), wishing("same-sex", mode="none"),
    ]  # fmt: skip
    if absences:
        found += [
            ages(0, 17, absent=True), ages(18, 120, absent=False), at("lives", "米子市", absent=True),
            at("works", "米子市", absent=True), of("school", "high", absent=True),
            about("debt", absent=True), about("abuse", mode="none", absent=False), wishing("anonymous", absent=True),
        ]  # fmt: skip
    if counts:
        found += [
            about(mode="count", number=2), about("abuse", "care", "money", mode="count-of", number=2),
            wishing(*WISHES, mode="count-of", number=1), wishing(mode="count", number=1),
        ]  # fmt: skip
    if times:
        found += [During((WEEKDAY_HOURS,)), During((SATURDAY_HOURS, NIGHT_HOURS)), During((NIGHT_HOURS,))]
    return tuple(found)


def formulas(*, absences: bool = True, counts: bool = True, times: bool = True) -> st.SearchStrategy[Formula]:
    """Random formulas; without `absences` no `unknown` in lists, without `counts` no counting forms."""
    test = st.sampled_from(_tests(absences, counts, times))
    pair = st.tuples(test, test)
    return st.one_of(
        test, test, test, test.map(Not), pair.map(Any), pair.map(lambda two: Not(All(two))),
        pair.map(lambda two: Any((Not(two[0]), All(two)))),
    )  # fmt: skip


@cache
def _desks(name: str) -> tuple[Resource, ...]:
    """Resources to choose from: area and whose place counts, issues, ways, status."""
    phone, chat, visit = way("phone", (WEEKDAY_HOURS,)), way("app", (NIGHT_HOURS,)), way("visit", speaks=3)
    return (
        desk(name),
        desk(name, ways=(phone, chat)),
        desk(name, ways=(way(None, (SATURDAY_HOURS, NIGHT_HOURS), speaks=3),), honours=("anonymous",)),
        desk(name, serves=("鳥取県",)),
        desk(name, serves=("鳥取県",), ways=(visit,), status="paused"),
        desk(name, serves=("鳥取市", "兵庫県香美町"), ways=(phone,)),
        desk(name, serves=("鳥取市",), scopes=("working", "studying", "living")),
        desk(name, serves=("米子市",), scopes=("staying", "caller-living"), ways=(visit, chat)),
        desk(name, handles=("abuse",)),
        desk(name, handles=("money", "care"), ways=(chat, way("phone"))),
        desk(name, ages(0, 17), honours=WISHES),
        desk(name, of("caller", "self", "family")),
        desk(name, of("school", "high"), ages(15, 39), ways=(phone, visit)),
    )


_periods = st.sampled_from(
    (*(ALWAYS,) * 5, Period(date(2026, 5, 2), None), Period(None, date(2026, 5, 1)), Period(date(2027, 1, 1)))
)
_urgencies = st.sampled_from(("normal", "same-day", "immediate"))


@st.composite
def worlds(
    draw: st.DrawFn, *, absences: bool = True, counts: bool = True, times: bool = True, withholds: bool = True
) -> Ruleset:
    """Random small rulesets: up to four resources, four rules with provisos, a withhold, two defaults."""
    line = formulas(absences=absences, counts=counts, times=times)
    lines = st.one_of(st.just(()), line.map(lambda one: (one,)), line.map(lambda one: (one,)), st.tuples(line, line))
    periods = _periods if times else st.just(ALWAYS)
    names = [f"desk{n}" for n in range(draw(st.integers(1, 4)))]
    resources = [replace(draw(st.sampled_from(_desks(name))), effective=draw(periods)) for name in names]
    routes = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True).map(lambda r: tuple(sorted(r)))

    def routing(kind: str, name: str, provisos: tuple[Clause, ...] = (), tier: int = 0) -> Clause:
        otherwise = () if kind == "withhold" else draw(st.lists(routes, max_size=2))
        return clause(
            kind, name, *draw(lines), route=draw(routes), otherwise=tuple(otherwise), provisos=provisos,
            urgency=draw(_urgencies), effective=draw(periods), tier=tier,
        )  # fmt: skip

    def with_provisos(name: str, depth: int) -> Clause:
        count = draw(st.sampled_from((0, 0, 1, 2))) if depth else 0
        return routing("rule", name, tuple(with_provisos(f"{name}/p{n}", depth - 1) for n in range(count)))

    return ruleset(
        resources,
        [with_provisos(f"rule{n}", 2) for n in range(draw(st.integers(1, 4)))],
        withholds=[routing("withhold", "withhold") for _ in range(draw(st.integers(0, 1)) if withholds else 0)],
        defaults=[routing("default", f"default{n}", tier=n) for n in range(draw(st.integers(0, 2)))],
        effective=draw(periods),
    )


@st.composite
def persons(draw: st.DrawFn) -> dict[str, Anything]:
    """Somebody told exactly: one bit for every single-valued attribute, leaf issues, wishes, an instant."""
    told = {name: bit(name, draw(st.sampled_from(values))) for name, values in CHOICES.items()}
    told["age"] = 1 << draw(st.sampled_from(AGES))
    return {
        "told": told,
        "issues": frozenset(draw(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=2))),
        "wishes": frozenset(draw(st.lists(st.sampled_from(WISHES), max_size=1))),
        "at": draw(st.sampled_from(INSTANTS)),
    }


@st.composite
def partly_told(draw: st.DrawFn, person: Mapping[str, Anything] | None = None) -> Knowledge:
    """What a consultation with a person leaves open: each attribute exact, coarse or unstated."""
    known = draw(persons()) if person is None else person
    told: dict[str, int] = {}
    for name, exact in known["told"].items():
        how = draw(st.sampled_from(("exact", "coarse", "unstated")))
        if how == "coarse":
            values = draw(st.lists(st.sampled_from(CHOICES.get(name, tuple(map(str, AGES)))), max_size=2))
            told[name] = exact | _union(name, values)
        elif how == "exact":
            told[name] = exact
    outcomes = st.sampled_from(("no-answer", "full", "declined", "reached"))
    attempts = outcomes.map(lambda outcome: frozenset((outcome,)))
    tried = draw(st.dictionaries(st.just("desk0"), attempts, max_size=1))
    return know(
        attributes(),
        told,
        issues=known["issues"] if draw(st.booleans()) else (),
        wishes=known["wishes"] if draw(st.booleans()) else (),
        at=known["at"] if draw(st.booleans()) else None,
        declined=draw(st.lists(st.sampled_from(("age", "lives", "issue", "danger")), max_size=1)),
        tried=tried,
    )
