"""Laws of the step from trees to the model: nothing raises, order leaves no trace, meaning does."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.reading_rulesets import folder, resolved
from model.whole_ruleset import CHANGES, ENGLISH, WHOLE
from tsunagari.calendar.days import DaysOfWeek, HolidayDays
from tsunagari.calendar.hours import HoursLine, Span
from tsunagari.diagnostics import Diagnostic
from tsunagari.model.canonical import canonical_text
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.source import Source
from tsunagari.syntax import ast
from tsunagari.syntax.ast import Block, Field, File, Name, Word, Words
from tsunagari.syntax.keywords import BLOCKS, FIELDS

KEEP_ORDER = ("otherwise",)


def _parsed(text: str) -> tuple[Block, ...]:
    return folder("root", text).files[0].blocks


def _shuffled_words(words: Words, draw: random.Random) -> Words:
    """Values of a plain list in another order: the attribute stays where it is, as do closing words."""
    groups = list(words.groups)
    if len(groups) > 2 and "のうち" not in groups[-1][-1].text and "のいずれか" not in groups[-1][-1].text:
        rest = groups[1:]
        draw.shuffle(rest)
        groups[1:] = rest
    return replace(words, groups=tuple(groups))


def _shuffled(items: Iterable[Any], draw: random.Random) -> tuple[Any, ...]:
    found = list(items)
    draw.shuffle(found)
    return tuple(found)


def _value(keyword: str, value: Any, draw: random.Random) -> Any:
    match value:
        case Words():
            return _shuffled_words(value, draw)
        case ast.Names(names):
            return ast.Names(_shuffled(names, draw))
        case ast.Texts(texts):
            return ast.Texts(_shuffled(texts, draw))
        case ast.Targets(targets):
            return ast.Targets(_shuffled(targets, draw))
        case ast.DeclaredList(entries):
            return ast.DeclaredList(_shuffled(entries, draw))
        case ast.Serves(places, without, scopes):
            return ast.Serves(_shuffled(places, draw), _shuffled(without, draw), _shuffled(scopes, draw))
        case ast.Proviso():
            return replace(value, fields=_lines(value.fields, draw))
        case _:
            return value


def _lines(fields: tuple[Field, ...], draw: random.Random) -> tuple[Field, ...]:
    """Lines in another order, with `or` behind its `when` and `otherwise` lines in theirs."""
    bundles: list[list[Field]] = []
    for field in fields:
        fresh = replace(field, value=_value(field.keyword, field.value, draw))
        together = field.keyword == "or" or (
            field.keyword in KEEP_ORDER and any(f.keyword == field.keyword for b in bundles for f in b)
        )
        home = next((b for b in bundles if b[0].keyword == field.keyword), bundles[-1] if bundles else None)
        if together and home is not None:
            (bundles[-1] if field.keyword == "or" else home).append(fresh)
        else:
            bundles.append([fresh])
    draw.shuffle(bundles)
    return tuple(field for bundle in bundles for field in bundle)


@given(st.randoms(use_true_random=False), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_order_of_files_blocks_lines_and_lists_leaves_no_trace(draw: random.Random, count: int) -> None:
    """C9: however the same blocks are spread and ordered, the ruleset and its digest are the same."""
    blocks = [replace(block, fields=_lines(block.fields, draw)) for block in _parsed(WHOLE)]
    draw.shuffle(blocks)
    files: list[list[Block]] = [[] for _ in range(count)]
    for block in blocks:
        draw.choice(files).append(block)
    made = tuple(File(tuple(held), Source(f"{draw.random()}.tsu", "")) for held in files)
    ruleset, found = resolve([Folder("root", made)])
    assert ruleset is not None, [diagnostic.render() for diagnostic in found]
    plain = resolved(WHOLE)
    assert canonical_text(ruleset) == canonical_text(plain) and ruleset.digest == plain.digest


def test_every_difference_of_meaning_shows_in_the_digest() -> None:
    """One change of meaning at a time, over every kind of field, and no two of the digests are equal."""
    digests = {resolved(WHOLE).digest: "WHOLE"}
    for old, new in CHANGES:
        text = WHOLE.replace(old, new, 1)
        assert text != WHOLE, old
        digest = resolved(text).digest
        assert digest not in digests, (old, new, digests[digest])
        digests[digest] = old


def test_the_language_of_keywords_leaves_no_trace() -> None:
    """The same ruleset with English keywords, values and word order has the same digest."""
    text = WHOLE
    for japanese, english in ENGLISH:
        assert japanese in text, japanese
        text = text.replace(japanese, english)
    assert resolved(text).digest == resolved(WHOLE).digest


NAMES = (
    "甲",
    "乙",
    "児童虐待",
    "鳥取市",
    "電話",
    "本人",
    "居場所",
    "age",
    "年齢",
    "none",
    "不明",
    "",
    "因幡",
    "児童相談窓口",
)
TEXTS = (
    "が",
    "18歳未満",
    "甲",
    "以外",
    "のすべて",
    "2件以上",
    "年齢が18歳未満",
    "not",
    "of",
    "any",
    "2",
    "or",
    "more",
    "相談",
    "",
    "若者",
    "すべての居場所",
    "tried",
    "利用済み",
    "9..0",
    "expect",
    "結果",
    "2026-05-16",
    "23:00",
)

names = st.sampled_from(NAMES).map(Name)
words = st.lists(
    st.lists(st.builds(Word, st.sampled_from(TEXTS), st.booleans()), max_size=4).map(tuple), max_size=3
).map(lambda groups: Words(tuple(groups)))
declared = st.builds(ast.Declared, names, st.lists(names, max_size=2).map(tuple))
targets = st.lists(
    st.builds(ast.Target, st.sampled_from(("resource", "kind", "member", "none")), st.none() | names), max_size=3
).map(tuple)
flags = st.sampled_from(("yes", "no", "unknown", "active", "closed", "immediate", "?")).map(ast.Flag)
openings = st.builds(ast.Openings, st.lists(names, max_size=2).map(tuple), st.booleans(), st.booleans())
dates = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9))
listed = st.lists(names, max_size=3).map(tuple)
values = st.one_of(
    words,
    st.lists(declared, max_size=3).map(lambda entries: ast.DeclaredList(tuple(entries))),
    listed.map(ast.Names),
    st.builds(ast.NumberRange, st.integers(-5, 5), st.integers(-5, 20_000)),
    st.just(ast.AnyPlace()),
    st.just(ast.Nothing()),
    targets.map(ast.Targets),
    st.builds(ast.Serves, listed, listed, st.lists(st.sampled_from(("living", "?", "staying")), max_size=2).map(tuple)),
    openings,
    st.builds(ast.Via, names, st.none() | openings, st.none() | st.just(ast.Phone("1")), st.none() | listed),
    st.builds(ast.Member, names, st.none() | names),
    st.builds(ast.Dates, dates, dates),
    st.builds(ast.Citation, st.none() | names, st.none() | st.just(ast.Text("法")), st.just(("1",))),
    st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=2).map(lambda r: ast.Ages(tuple(r))),
    flags,
    st.just(ast.Opening(HoursLine((DaysOfWeek((0,)),), (Span(0, 60),)))),
    st.builds(ast.DayList, st.just((HolidayDays(),)), st.none() | st.just(6)),
    st.builds(ast.Reference, st.sampled_from(sorted(BLOCKS)), names),
    st.builds(ast.UrgencyOf, st.sampled_from(("immediate", "?")), targets),
    st.lists(st.none() | words, max_size=3).map(lambda cells: ast.Row(tuple(cells))),
    st.builds(ast.Allow, names, st.just(ast.Text("理由"))),
)
plain_fields = st.builds(Field, st.sampled_from((*FIELDS, "", "row")), values)
provisos = st.builds(ast.Proviso, declared, st.none() | names, st.lists(plain_fields, max_size=3).map(tuple)).map(
    lambda proviso: Field("except", proviso)
)
properties = st.builds(
    ast.Property, st.sampled_from(("covered", "always", "?")), st.none() | names, st.booleans(), listed, st.none()
)
blocks = st.builds(
    Block,
    keyword=st.sampled_from(sorted(BLOCKS)),
    name=st.none() | names,
    aliases=listed,
    fields=st.lists(plain_fields | provisos, max_size=5).map(tuple),
    amends=st.booleans(),
    under=st.none() | names,
    property=st.none() | properties,
    reference=st.none() | st.builds(ast.Reference, st.sampled_from(sorted(BLOCKS)), names),
    broken=st.booleans(),
)


def _is_sorted(found: tuple[Diagnostic, ...]) -> bool:
    return list(found) == sorted(found, key=lambda d: (d.file, d.line, d.column, d.code))


@given(st.lists(blocks, max_size=6), st.lists(blocks, max_size=4), st.frozensets(st.sampled_from(NAMES), max_size=2))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_tree_raises(own: list[Block], used: list[Block], lost: frozenset[str]) -> None:
    """Whatever stands in the trees, a ruleset or an error comes out, and every diagnostic can be told."""
    folders = [
        Folder("root", (File(tuple(own), Source("a.tsu", "甲"), lost=lost),), ("used",)),
        Folder("used", (File(tuple(used), Source("b.tsu", ""), "en"),), ("root",)),
    ]
    ruleset, found = resolve(folders)
    assert (ruleset is None) == any(diagnostic.severity == "error" for diagnostic in found)
    assert _is_sorted(found) and len(found) <= 100
    assert all(diagnostic.render() for diagnostic in found)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths to every tuple in a tree."""
    found: list[tuple[Any, ...]] = []
    if isinstance(value, tuple):
        found.append(path)
        for index, inner in enumerate(value):
            found += _places(inner, (*path, index))
    elif is_dataclass(value) and not isinstance(value, type | Source | ast.Layout):
        for held in dataclass_fields(value):
            found += _places(getattr(value, held.name), (*path, held.name))
    return found


def _changed(value: Any, path: tuple[Any, ...], draw: random.Random) -> Any:
    if not path:
        items = list(value)
        what = draw.choice(("drop", "double", "shuffle"))
        if items and what == "drop":
            items.pop(draw.randrange(len(items)))
        elif items and what == "double":
            items.insert(draw.randrange(len(items)), draw.choice(items))
        else:
            draw.shuffle(items)
        return tuple(items)
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        return (*value[:head], _changed(value[head], rest, draw), *value[head + 1 :])
    return replace(value, **{head: _changed(getattr(value, head), rest, draw)})


@given(st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=120, deadline=None)
def test_no_mutation_of_a_good_tree_raises(draw: random.Random, times: int) -> None:
    """Lists of a sound ruleset cut, doubled and shuffled still give a ruleset or errors."""
    file = folder("root", WHOLE).files[0]
    for _ in range(times):
        # inside days, hours and ages a list cut short is no value of its type
        paths = [p for p in _places(file.blocks) if not {"lines", "line", "days", "spans", "ranges"} & set(map(str, p))]
        try:
            file = replace(file, blocks=_changed(file.blocks, draw.choice(paths), draw))
        except ValueError:
            continue
    ruleset, found = resolve([Folder("root", (file,))])
    assert (ruleset is None) == any(diagnostic.severity == "error" for diagnostic in found)
    assert _is_sorted(found)


@pytest.mark.parametrize("seed", ["a", "b"])
def test_the_canonical_print_is_the_same_in_every_process(seed: str) -> None:
    """Nothing in the print depends on hashing: two readings of the same text are equal byte by byte."""
    texts = {canonical_text(resolved(WHOLE + f"※ {seed}\n")) for _ in range(2)}
    assert texts == {canonical_text(resolved(WHOLE))}
