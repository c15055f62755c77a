"""Strategies for syntax trees: every block, field and kind of value, in Japanese, English or both.

Law: a tree drawn here is one that some source means: names are normalised and can be quoted, lists are not empty,
days, ages and dates are in their normal form. Nothing of a tree's layout is drawn but comments and languages.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from tsunagari.calendar.days import (
    DateRange,
    DayPattern,
    DaysOfWeek,
    HolidayDays,
    MonthDays,
    NthDays,
    Weekdays,
    WeekendsAndHolidays,
    YearlyRange,
)
from tsunagari.calendar.hours import HoursLine, Span
from tsunagari.syntax.ast import (
    Ages,
    Allow,
    AnyPlace,
    Block,
    Citation,
    Dates,
    Day,
    DayList,
    Declared,
    DeclaredList,
    Field,
    File,
    Flag,
    Layout,
    Member,
    Name,
    Names,
    Nothing,
    NumberRange,
    Opening,
    Openings,
    Phone,
    Property,
    Proviso,
    Reference,
    Row,
    Serves,
    Target,
    Targets,
    Text,
    Texts,
    UrgencyOf,
    Value,
    Via,
    Word,
    Words,
)
from tsunagari.syntax.keywords import ALLOWED, ONCE, PROVISO, VALUES, every_spelling
from tsunagari.syntax.lines import QUOTED
from tsunagari.syntax.names import needs_quotes
from tsunagari.syntax.shapes import merged

LETTERS = "あかガ児童相談窓口一二三ーabcXYZé가ñ019・_-"
AWKWARD = LETTERS + " ,()|:~〜#※\"「」'、（。⑤ﾞ"
KEYWORDS = sorted(every_spelling())
TRICKY = (
    "18歳",
    "24時間",
    "189",
    "平日",
    "unknown",
    "不明",
    "なし",
    "none",
    "すべての居場所",
    "around-the-clock",
    "2026-04-01",
)

languages = st.sampled_from(["ja", "en"])


def _quotable(text: str) -> bool:
    return any(QUOTED.fullmatch(quoted) for quoted in (f"「{text}」", f'"{text}"', f"｢{text}｣"))


def _as_name(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


texts = st.one_of(st.text(LETTERS, min_size=1, max_size=8), st.text(AWKWARD, max_size=12)).map(
    lambda text: unicodedata.normalize("NFC", text)
)
quoted_texts = texts.filter(_quotable).map(Text)
name_texts = st.one_of(
    st.text(LETTERS, min_size=1, max_size=8), st.sampled_from([*KEYWORDS, *TRICKY]), st.text(AWKWARD, max_size=12)
).map(_as_name)
names = name_texts.filter(lambda text: bool(text) and _quotable(text)).map(Name)
name_lists = st.lists(names, min_size=1, max_size=5).map(tuple)
long_lists = st.one_of(name_lists, st.lists(names, min_size=12, max_size=30).map(tuple))

plain_words = st.text(LETTERS + ".:~()", min_size=1, max_size=8).map(_as_name).filter(lambda text: text[:1] not in ":")
words = st.one_of(
    plain_words.map(Word),
    st.sampled_from(["条件", "or", "18歳未満", "のいずれか", "every", "受付", "under"]).map(Word),
    texts.map(lambda text: unicodedata.normalize("NFKC", text)).filter(_quotable).map(lambda t: Word(t, True)),
)
groups = st.lists(words, min_size=1, max_size=3).map(tuple)
insides = st.one_of(st.lists(groups, min_size=1, max_size=4), st.lists(groups, min_size=9, max_size=16)).map(
    lambda found: Words(tuple(found))
)

declared = st.builds(Declared, names, st.lists(names, max_size=2).map(tuple))
named_targets = st.one_of(
    st.builds(Target, st.just("resource"), names),
    st.builds(Target, st.just("kind"), names),
    st.builds(Target, st.just("member"), names),
)
targets = st.one_of(st.just((Target("none"),)), st.lists(named_targets, min_size=1, max_size=14).map(tuple))
phones = st.one_of(st.none(), st.from_regex(r"[0-9#*+][0-9#*+-]{0,12}", fullmatch=True)).map(Phone)
openings = st.one_of(
    st.just(Openings(unknown=True)),
    st.builds(Openings, name_lists, st.booleans()),
    st.just(Openings(always=True)),
    st.sampled_from(["不明", "unknown", "24時間", "around-the-clock"]).map(lambda text: Openings((Name(text),))),
)
vias = st.builds(Via, names, st.none() | openings, st.none() | phones, st.none() | long_lists)
SCOPES = ("living", "working", "studying", "staying", "caller-living")
serves = st.builds(
    Serves, long_lists, st.just(()) | name_lists, st.lists(st.sampled_from(SCOPES), unique=True).map(tuple)
)
dates = st.dates(date(1, 1, 1), date(9998, 12, 31))
periods = (
    st.tuples(st.none() | dates, st.none() | dates)
    .filter(lambda ends: any(ends))
    .map(
        lambda ends: Dates(*(sorted(ends) if all(ends) else ends))  # type: ignore[type-var]
    )
)

month_days = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: (day.month, day.day))
several_weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: DaysOfWeek(tuple(days)))
patterns: st.SearchStrategy[DayPattern] = st.one_of(
    st.sampled_from([Weekdays(), HolidayDays(), WeekendsAndHolidays()]),
    st.builds(
        lambda nths, day: NthDays(tuple(nths), (day,)), st.sets(st.integers(1, 5), min_size=1), st.integers(0, 6)
    ),
    st.sets(st.integers(1, 31), min_size=1).map(lambda days: MonthDays(tuple(days))),
    st.builds(YearlyRange, month_days, month_days),
    st.tuples(dates, dates).map(lambda ends: DateRange(min(ends), max(ends))),
)
day_lists = (
    st.tuples(st.lists(patterns, max_size=3, unique=True), st.none() | several_weekdays)
    .filter(any)
    .map(lambda found: tuple(sorted([*found[0], *([found[1]] if found[1] else [])], key=repr)))
)
spans = (
    st.tuples(st.integers(0, 1439), st.integers(1, 2879))
    .filter(lambda ends: ends[0] < ends[1])
    .map(lambda ends: Span(*ends))
)
span_lists = st.one_of(
    st.just((Span(0, 1440),)),
    st.sets(spans, min_size=1, max_size=4).map(lambda found: tuple(sorted(found, key=lambda s: (s.start, s.end)))),
)
hours_lines = st.builds(HoursLine, day_lists, span_lists).map(Opening)
ages = (
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)).map(lambda ends: (min(ends), max(ends))), min_size=1)
    .map(merged)
    .map(Ages)
)
numbers = st.integers(1, 999)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """The canonical form of an article."""
    text = draw(st.sampled_from(["", "suppl."])) + str(draw(numbers))
    text += "".join(f"-{draw(numbers)}" for _ in range(draw(st.integers(0, 2))))
    paragraphs = draw(st.integers(0, 2))
    text += "".join(f"({draw(numbers)})" for _ in range(paragraphs))
    if not paragraphs and draw(st.booleans()):
        text += f" item {draw(numbers)}"
    return text + draw(st.sampled_from(["", *"イロハ"]))


laws = names.filter(lambda law: not needs_quotes(law.text))  # a quoted text is cited as it stands
cited = quoted_texts.filter(lambda found: bool(unicodedata.normalize("NFKC", found.text).strip()))
citations = st.one_of(
    st.builds(Citation, laws, st.none(), st.lists(articles(), max_size=3).map(tuple)),
    st.builds(Citation, st.none(), cited, st.lists(articles(), max_size=3).map(tuple)),
    st.builds(Citation, laws, st.none(), st.just(()), quoted_texts),
    st.builds(Citation, st.none(), cited, st.just(()), quoted_texts),
)
DECLARING = (
    "law", "issue", "area", "hours", "attribute", "wish", "caller", "channel", "resource-kind", "define", "body",
    "organization", "resource", "rule", "withhold", "default",
)  # fmt: skip
references = st.builds(Reference, st.sampled_from(DECLARING), names)
cells = st.none() | st.builds(Words, st.lists(groups, min_size=1, max_size=2).map(tuple))
rows = st.lists(cells, min_size=1, max_size=5).map(lambda found: Row(tuple(found)))


def _flags(field: str) -> st.SearchStrategy[Flag]:
    return st.sampled_from(sorted(VALUES[field])).map(Flag)


WORDS_FIELDS = ("when", "or", "requires", "given", "presume")
NAMES_FIELDS = ("kind", "by", "for", "handles", "speaks", "honours", "needs", "uses", "expect-ask")
VALUE_OF: dict[str, st.SearchStrategy[Value]] = {
    **dict.fromkeys(WORDS_FIELDS, insides),
    **dict.fromkeys(NAMES_FIELDS, long_lists.map(Names)),
    **dict.fromkeys(("synonyms", "note", "say"), st.lists(quoted_texts, min_size=1, max_size=9).map(tuple).map(Texts)),
    **dict.fromkeys(
        (
            "route",
            "also",
            "otherwise",
            "from",
            "expect",
            "expect-includes",
            "expect-excludes",
            "expect-first",
            "expect-later",
            "expect-maybe",
            "expect-plan",
        ),
        targets.map(Targets),
    ),
    **{field: _flags(field) for field in ("secrecy", "booking", "status", "urgency")},
    **{
        f"as-{day}": day_lists.map(lambda d, n=n: DayList(d, n))
        for day, n in (("monday", 0), ("saturday", 5), ("sunday", 6))
    },
    "": hours_lines,
    "includes": st.lists(declared, min_size=1, max_size=6).map(tuple).map(DeclaredList),
    "one-of": st.one_of(
        st.lists(declared, min_size=1, max_size=6).map(tuple).map(DeclaredList),
        st.just(AnyPlace()),
        st.tuples(st.integers(0, 99999), st.integers(0, 99999)).map(lambda ends: NumberRange(min(ends), max(ends))),
    ),
    "effective": periods,
    "verified": dates.map(Day),
    "ages": ages,
    "basis": citations,
    "serves": serves,
    "via": vias,
    "open": openings,
    "tel": phones,
    "member": st.builds(Member, names, st.none() | names),
    "without": references,
    "allow": st.builds(Allow, names, quoted_texts),
    "expect-default": st.just(Nothing()),
    "expect-gap": st.lists(names, max_size=1).map(tuple).map(Names),
    "expect-urgency": st.builds(
        UrgencyOf, st.sampled_from(sorted(VALUES["urgency"])), st.lists(named_targets, min_size=1).map(tuple)
    ),
    "row": rows,
}
EXCEPT: dict[str, st.SearchStrategy[Value]] = {
    "area": name_lists.map(Names),
    "hours": day_lists.map(DayList),
}
comments = st.text('あ a、「」"#※|', max_size=6).map(lambda text: f"※{text}".rstrip())
layouts = st.builds(
    Layout,
    st.tuples(st.just(()) | st.just(("",)), st.lists(comments, max_size=2), st.just(()) | st.just(("",))).map(
        lambda above: (*above[0], *above[1], *(above[2] if above[1] else ()))
    ),
    st.none() | comments,
    st.lists(st.tuples(st.integers(1, 12), comments), max_size=2).map(
        lambda found: tuple(sorted(found, key=lambda c: c[0]))
    ),
)


@st.composite
def fields(draw: st.DrawFn, block: str, keyword: str) -> Field:
    """A field of a block with one of its values; `except` in a rule has lines of its own."""
    if keyword == "except" and block == "rule":
        lines = draw(some_fields("", (*PROVISO, "note")))
        value: Value = Proviso(draw(declared), draw(st.none() | names), lines)
    else:
        value = draw(EXCEPT[block] if keyword == "except" else VALUE_OF[keyword])
    return Field(keyword, value, language=draw(languages), layout=draw(st.just(Layout()) | layouts))


@st.composite
def some_fields(draw: st.DrawFn, block: str, allowed: tuple[str, ...], least: int = 0) -> tuple[Field, ...]:
    """Fields that may stand together; provisos come last, since the lines below them are theirs."""
    chosen = draw(st.lists(st.sampled_from(allowed), min_size=least, max_size=least + 5))
    chosen = [key for index, key in enumerate(chosen) if key not in ONCE or key not in chosen[:index]]
    chosen.sort(key=lambda key: key == "except" and block == "rule")
    return tuple(draw(fields(block, key)) for key in chosen)


def _property(kind: str) -> st.SearchStrategy[Property]:
    return st.builds(
        Property, st.just(kind), names if kind in ("always", "never") else st.none(), st.booleans(),
        st.just(()) | name_lists, st.none() | st.sampled_from(["organization", "resource", "channel", "hours"]),
    )  # fmt: skip


@st.composite
def blocks(draw: st.DrawFn, keywords: tuple[str, ...] = tuple(ALLOWED), full: bool = False) -> Block:
    """A block of some kinds; a full one has at least three lines, but for `without`, which takes few."""
    keyword = draw(st.sampled_from(keywords))
    head: dict[str, object] = {"name": draw(names)}
    if keyword == "assert":
        head = {"property": draw(st.sampled_from(["covered", "open", "always", "never"]).flatmap(_property))}
    elif keyword == "without":
        head["reference"] = Reference(draw(st.sampled_from(DECLARING)), head["name"])  # type: ignore[arg-type]
    elif keyword in DECLARING and draw(st.integers(0, 4)) == 0:
        head["amends"] = True
    elif keyword in DECLARING:
        head["aliases"] = draw(st.lists(names, max_size=3).map(tuple))
        head["under"] = draw(st.none() | names) if keyword in ("caller", "channel") else None
        head["title"] = draw(st.none() | quoted_texts) if keyword == "law" else None
    allowed = (*ALLOWED[keyword], "note", "allow")
    return Block(
        keyword, fields=draw(some_fields(keyword, allowed, 3 if full else 0)), language=draw(languages),
        layout=draw(st.just(Layout()) | layouts), **head,  # type: ignore[arg-type]
    )  # fmt: skip


def _readable(found: list[Block]) -> bool:
    """False where `without` comes behind a ruleset: there it is one of its lines."""
    return not any(a.keyword == "ruleset" and b.keyword == "without" for a, b in pairwise(found))


block_lists = st.lists(blocks(), max_size=4).filter(_readable).map(tuple)
belows = st.lists(comments, max_size=2).map(tuple)
files = st.builds(lambda found, below: File(found, below=below), block_lists, belows)
