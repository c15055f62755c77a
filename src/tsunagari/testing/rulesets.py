"""Random rulesets as text, and random consultations for them: every block kind, valid by construction.

A ruleset is drawn as blocks of line groups, so that a law can shuffle what has no order (blocks, groups, lists)
and leave what has one (`or` under its `when`, `otherwise` lines) together.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tsunagari.calendar.hours import JST

PLACES = (
    "鳥取県",
    "鳥取市",
    "岩美町",
    "米子市",
    "兵庫県",
    "兵庫県香美町",
    "山形市",
    "浜松市",
    "静岡県浜松市中央区",
    "因幡",
)
ISSUES = tuple(f"issue-{letter}" for letter in "abcdefg")
WISHES = ("匿名", "女性相談員")
CALLERS = ("self", "family", "close", "supporter", "teacher")
CHANNELS = ("phone", "chat", "visit", "app")
LANGUAGES = ("日本語", "英語", "ベトナム語")
HOURS = ("day-hours", "night-hours", "around-the-clock")
SCHOOLS = ("elementary", "high", "left")
KINDS = ("居場所", "傾聴")
DEFINES = ("youth", "far")
URGENCIES = ("immediate", "same-day", "normal")


@dataclass(frozen=True)
class Block:
    """A head line and groups of lines; the lines of a group stay together, in order."""

    groups: tuple[tuple[str, ...], ...]
    head: str
    tail: tuple[tuple[str, ...], ...] = ()


def picked(names: tuple[str, ...], most: int = 3) -> st.SearchStrategy[str]:
    """A list of names between commas."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True).map(", ".join)


def conditions() -> st.SearchStrategy[str]:
    """The inside of a condition line, all attributes and all list words."""
    ages = st.sampled_from(
        ("under 18", "18 or over", "15..39", "12", "under 6, 65 or over", "over 64", "unknown", "under 18, unknown")
    )
    number = st.sampled_from(("2 or more", "1 or more of issue-a, issue-b", "2 or more of issue-b, issue-c, issue-d"))
    return st.one_of(
        ages.map("age {}".format),
        picked(ISSUES).map("issue {}".format),
        picked(ISSUES).map("issue all of {}".format),
        picked(ISSUES, 2).map("issue none of {}".format),
        number.map("issue {}".format),
        picked(PLACES).map("lives {}".format),
        picked(PLACES, 2).map("lives not {}".format),
        st.sampled_from(("lives no-fixed-abode", "lives abroad", "lives unknown", "works none", "studies 鳥取市")),
        picked(PLACES, 2).map("works {}".format),
        picked(PLACES, 2).map("stays {}".format),
        picked(CHANNELS, 2).map("channel {}".format),
        picked(HOURS, 1).map("time {}".format),
        picked(LANGUAGES, 2).map("language {}".format),
        picked(WISHES, 2).map("wish {}".format),
        picked(WISHES, 1).map("wish none of {}".format),
        st.sampled_from(("danger yes", "danger no")),
        picked(CALLERS, 2).map("caller {}".format),
        picked(PLACES, 1).map("caller-lives {}".format),
        picked(SCHOOLS, 2).map("school {}".format),
        st.sampled_from(("level 3 or over", "level 0..2", "level unknown")),
        st.sampled_from(DEFINES),
        st.sampled_from(DEFINES).map("not {}".format),
    )


@st.composite
def whens(draw: st.DrawFn, least: int = 0, most: int = 3) -> tuple[tuple[str, ...], ...]:
    """`when` lines, some with `or` lines below."""
    groups: list[tuple[str, ...]] = []
    for _ in range(draw(st.integers(least, most))):
        ors = draw(st.lists(conditions(), max_size=1 if groups else 2))  # cases multiply, up to 4,096 a clause
        groups.append((f"when {draw(conditions())}", *(f"or {line}" for line in ors)))
    return tuple(groups)


def targets(resources: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Targets of a route: resources, kinds, members."""
    every = ("every 居場所", "every 傾聴", "every member of council")
    return st.lists(st.sampled_from((*resources, *every)), min_size=1, max_size=3, unique=True).map(", ".join)


@st.composite
def resource(draw: st.DrawFn, name: str) -> Block:
    """A resource with any of its own conditions and ways."""
    groups: list[tuple[str, ...]] = []

    def maybe(line: st.SearchStrategy[str], chance: int = 3) -> None:
        if draw(st.integers(0, 9)) < chance:
            groups.append((draw(line),))

    maybe(st.sampled_from(("by office", "by npo")), 6)
    maybe(st.sampled_from(tuple(f"kind {kind}" for kind in KINDS)), 5)
    for _ in range(draw(st.integers(0, 2))):
        scope = draw(
            st.sampled_from(
                ("", "", " living", " working", " living, working", " staying", " caller-living", " studying")
            )
        )
        wide = st.sampled_from(("鳥取県 except 鳥取市", "鳥取県 except 岩美町, 米子市", "因幡, 山形市 except 鳥取市"))
        groups.append((f"serves {draw(st.one_of(picked(PLACES, 2), wide))}{scope}",))
    maybe(st.sampled_from(("ages under 18", "ages 15..39", "ages 65 or over", "ages under 6, 18 or over")))
    maybe(picked(CALLERS).map("for {}".format), 2)
    maybe(picked(ISSUES, 2).map("handles {}".format), 3)
    maybe(conditions().map("requires {}".format), 2)
    maybe(picked(WISHES).map("honours {}".format), 3)
    maybe(picked(LANGUAGES).map("speaks {}".format), 3)
    maybe(
        st.sampled_from(("open around-the-clock", "open day-hours", "open unknown", "open day-hours, night-hours")), 5
    )
    maybe(st.sampled_from(("tel 110", "tel unknown", "tel 0120-000-000")), 5)
    maybe(st.sampled_from(("status active", "status paused", "status do-not-refer")), 1)
    maybe(st.sampled_from(("effective from 2026-06-01", "effective until 2026-04-30", "effective from 2020-01-01")), 1)
    for _ in range(draw(st.integers(0, 2))):
        own = draw(
            st.sampled_from(
                (
                    "",
                    " open around-the-clock",
                    " open night-hours",
                    " open unknown",
                    " open day-hours tel 189",
                    " speaks 英語",
                )
            )
        )
        groups.append((f"via {draw(st.sampled_from(CHANNELS))}{own}",))
    return Block(tuple(groups), f"resource {name}")


@st.composite
def clause(draw: st.DrawFn, head: str, resources: tuple[str, ...], provisos: bool) -> Block:
    """A rule or default with its targets, chains and nested provisos."""
    groups = [*draw(whens())]
    groups.append((f"route {draw(targets(resources))}",))
    if draw(st.booleans()):
        groups.append(tuple(f"otherwise {draw(targets(resources))}" for _ in range(draw(st.integers(1, 2)))))
    if draw(st.booleans()):
        groups.append((f"urgency {draw(st.sampled_from(URGENCIES))}",))
    if draw(st.integers(0, 9)) == 0:
        groups.append(
            (f"effective {draw(st.sampled_from(('from 2026-06-01', 'until 2026-04-30', 'from 2020-01-01')))}",)
        )
    groups.append((f'say "{head}"',))
    tail: list[tuple[str, ...]] = []
    for index in range(draw(st.integers(0, 3)) if provisos else 0):
        under = f" under p{draw(st.integers(0, index - 1))}" if index and draw(st.booleans()) else ""
        lines = [f"except p{index}{under}"]
        lines += [line for group in draw(whens(1, 2)) for line in group]
        change = draw(st.sampled_from(("route", "also", "route none", "urgency", "otherwise", "nothing")))
        if change in ("route", "also", "otherwise"):
            lines.append(f"{change} {draw(targets(resources))}")
        elif change == "route none":
            lines.append(change)
        elif change == "urgency":
            lines.append(f"urgency {draw(st.sampled_from(URGENCIES))}")
        tail.append(tuple(lines))
    return Block(tuple(groups), head, tuple(tail))


@st.composite
def rulesets(draw: st.DrawFn, most: int = 5) -> tuple[Block, ...]:
    """A whole ruleset."""
    resources = tuple(f"desk-{i}" for i in range(draw(st.integers(2, most + 1))))
    head: list[tuple[str, ...]] = []
    if draw(st.integers(0, 9)) == 0:
        head.append((draw(st.sampled_from(("effective from 2026-06-01", "effective until 2026-04-30"))),))
    if draw(st.integers(0, 4)) == 0:
        head.append(
            (f"presume {draw(st.sampled_from(('lives 鳥取市', 'lives 鳥取県', 'channel phone', 'school high')))}",)
        )
    blocks = [Block(tuple(head), 'ruleset "random"'), *_FIXED]
    blocks += [draw(resource(name)) for name in resources]
    blocks.append(Block((("kind 居場所",), ("by office",), ("via visit open unknown",)), "resource desk-x"))
    blocks.append(Block((("kind 傾聴",), ("via phone open around-the-clock",)), "resource desk-y"))
    for index in range(draw(st.integers(1, most))):
        blocks.append(draw(clause(f"rule rule-{index}", resources, True)))
    for index in range(draw(st.integers(0, 2))):
        blocks.append(draw(clause(f"default default-{index}", resources, False)))
    for index in range(draw(st.integers(0, 2))):
        groups = (*draw(whens(1, 2)), (f"from {draw(targets(resources))}",))
        blocks.append(Block(groups, f"withhold withhold-{index}"))
    return tuple(blocks)


_FIXED = (
    Block((("includes issue-b, issue-c",),), "issue issue-a"),
    Block((("includes issue-d",),), "issue issue-b"),
    Block((("includes issue-d, issue-e",),), "issue issue-c"),
    Block((), "issue issue-f"),
    Block((), "issue issue-g"),
    Block((("includes 鳥取市, 岩美町, 兵庫県香美町",),), "area 因幡"),
    Block((("weekdays 9:00-17:00",), ("saturday 9:00-12:00",), ("except holidays, 12-29..01-03",)), "hours day-hours"),
    Block((("daily 20:00-next-day 8:00",),), "hours night-hours"),
    Block((("one of elementary, high, left",),), "attribute school"),
    Block((("one of 0..5",),), "attribute level"),
    Block((), "wish 匿名"),
    Block((), "wish 女性相談員"),
    Block((), "caller teacher under supporter"),
    Block((), "channel app under chat"),
    Block((("when age 15..39",),), "define youth"),
    Block((("when lives 兵庫県", "or lives unknown"),), "define far"),
    Block((("kind council",),), "body council"),
    Block((("kind public",), ("member of council",)), "organization office"),
    Block((("kind npo",), ("member of council as 幹事団体",)), "organization npo"),
)


def text_of(blocks: tuple[Block, ...]) -> str:
    """The ruleset as it is drawn."""
    return (
        "\n\n".join("\n  ".join([b.head, *(line for group in (*b.groups, *b.tail) for line in group)]) for b in blocks)
        + "\n"
    )


def shuffled(blocks: tuple[Block, ...], seed: int) -> tuple[str, ...]:
    """The same ruleset in another order of blocks, groups and lists, over one to three files."""
    chance = random.Random(seed)
    order = list(blocks)
    chance.shuffle(order)
    mixed = [Block(tuple(_mixed(b.groups, chance)), b.head, b.tail) for b in order]
    cuts = sorted(chance.randrange(len(mixed) + 1) for _ in range(chance.randrange(3)))
    files = [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]
    return tuple(text_of(tuple(file)) for file in files if file)


def _mixed(groups: tuple[tuple[str, ...], ...], chance: random.Random) -> list[tuple[str, ...]]:
    order = [tuple(_mixed_list(line, chance) for line in group) for group in groups]
    chance.shuffle(order)
    return order


def _mixed_list(line: str, chance: random.Random) -> str:
    """The entries of a plain list (`handles a, b`, `route a, b`) in another order."""
    keyword, _, rest = line.partition(" ")
    if keyword not in ("handles", "for", "route", "also", "otherwise", "from", "honours", "speaks", "includes", "open"):
        return line
    entries = rest.split(", ")
    chance.shuffle(entries)
    return f"{keyword} {', '.join(entries)}"


MOMENTS = tuple(
    datetime(2026, 5, 1, tzinfo=JST) + timedelta(days=day, minutes=minute)
    for day in (0, 1, 2, 4, 45, 243)
    for minute in (0, 479, 480, 539, 540, 719, 720, 1019, 1020, 1199, 1200, 1439)
)
LIVES = (
    "鳥取市",
    "31201",
    "鳥取県",
    "米子市",
    "兵庫県香美町",
    "兵庫県",
    "浜松市",
    "静岡県浜松市中央区",
    "山形市",
    "no-fixed-abode",
    "abroad",
)
AGES: tuple[Any, ...] = (
    0,
    5,
    6,
    11,
    12,
    14,
    15,
    17,
    18,
    39,
    40,
    64,
    65,
    120,
    {"from": 15, "to": 19},
    {"from": 30, "to": 39},
    {"from": 0, "to": 120},
)
OUTCOMES = ("no-answer", "full", "declined", "declined-by-person", "not-eligible", "reached")


@st.composite
def consultations(draw: st.DrawFn) -> dict[str, Any]:
    """Facts as JSON: exact, coarse and unstated in any mixture."""
    facts: dict[str, Any] = {}
    choices: dict[str, st.SearchStrategy[Any]] = {
        "age": st.sampled_from(AGES),
        "issues": st.lists(st.sampled_from(ISSUES), min_size=1, max_size=3, unique=True),
        "lives": st.sampled_from(LIVES),
        "stays": st.sampled_from(LIVES),
        "works": st.sampled_from(("鳥取市", "岩美町", "山形市", "none")),
        "studies": st.sampled_from(("鳥取市", "none")),
        "channel": st.sampled_from(CHANNELS),
        "at": st.sampled_from(MOMENTS).map(lambda at: at.isoformat()),
        "language": st.sampled_from((*LANGUAGES, "sw")),
        "wishes": st.lists(st.sampled_from(WISHES), min_size=1, max_size=2, unique=True),
        "danger": st.booleans(),
        "caller": st.sampled_from(CALLERS),
        "caller_lives": st.sampled_from(LIVES),
        "rotation": st.sampled_from(("a", "b")),
        "declined": st.lists(st.sampled_from(("age", "issue", "lives", "school")), min_size=1, max_size=2, unique=True),
    }
    for key, values in choices.items():
        if draw(st.integers(0, 9)) < (6 if key in ("age", "issues", "lives", "channel", "at") else 2):
            facts[key] = draw(values)
    attributes: dict[str, Any] = {}
    if draw(st.booleans()):
        attributes["school"] = draw(st.sampled_from(SCHOOLS))
    if draw(st.integers(0, 3)) == 0:
        attributes["level"] = draw(st.sampled_from((0, 2, 3, 5, {"from": 1, "to": 4})))
    if attributes:
        facts["attributes"] = attributes
    if draw(st.integers(0, 3)) == 0:
        tried = st.tuples(st.sampled_from(("desk-0", "desk-1", "desk-x", "desk-y")), st.sampled_from(OUTCOMES))
        facts["tried"] = [
            {"resource": name, "outcome": outcome} for name, outcome in draw(st.lists(tried, min_size=1, max_size=2))
        ]
    return facts
