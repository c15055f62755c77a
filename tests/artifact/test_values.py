"""Numbers, texts and records of an artifact: written and read back the same, and written in one way only."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tsunagari.artifact.book import Book, Pages
from tsunagari.artifact.numbers import count_at, number_at, put_count, put_number
from tsunagari.artifact.roots import Root
from tsunagari.artifact.schema import Schema

BIG = st.one_of(
    st.integers(),
    st.builds(lambda low, high: 1 << low | high << low, st.integers(0, 5000), st.integers(0, 1 << 200)),
    st.integers(0, 5000).map(lambda bits: (1 << bits) - 1),
)


class Pair(NamedTuple):
    """A NamedTuple."""

    left: int
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A class that holds itself, and one of every kind of value."""

    name: str
    parts: tuple[Tree | Pair, ...] = ()
    mask: int = 0
    flag: bool | None = None
    day: date | None = None
    mode: Literal["any", "all"] = "any"
    bag: frozenset[tuple[str, int]] = frozenset()
    below: int = 0


@dataclass(frozen=True)
class Forest:
    """A root."""

    trees: tuple[Tree, ...]
    by_name: Mapping[str, Tree]
    numbers: Mapping[int, tuple[str, ...]]
    column: array[int]
    said: Any
    one: Tree


NAMES = st.text(st.characters(exclude_characters="\x00"), max_size=6)
LEAF = st.builds(Pair, BIG.map(abs), st.lists(NAMES, max_size=3).map(tuple))
TREES = st.recursive(
    st.builds(Tree, NAMES),
    lambda inner: st.builds(
        Tree,
        NAMES,
        st.lists(inner | LEAF, max_size=3).map(tuple),
        BIG.map(abs),
        st.none() | st.booleans(),
        st.none() | st.dates(),
        st.sampled_from(("any", "all")),
        st.frozensets(st.tuples(NAMES, st.integers(0, 9)), max_size=4),
        st.integers(),
    ),
    max_leaves=8,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NAMES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(NAMES, inner, max_size=3)
    ),
    max_leaves=6,
)
COLUMNS = st.lists(st.integers(0, 255), max_size=9).flatmap(
    lambda numbers: st.sampled_from("BHIQ").map(lambda code: array(code, numbers))
)
FORESTS = st.builds(
    Forest,
    st.lists(TREES, max_size=4).map(tuple),
    st.dictionaries(NAMES, TREES, max_size=4),
    st.dictionaries(st.integers(0, 1 << 70), st.lists(NAMES, max_size=3).map(tuple), max_size=4),
    COLUMNS,
    JSON,
    TREES,
)


def root(*, ordered: bool) -> Root:
    """The root of forests."""
    return Root(
        Schema(signed=((Tree, "below"),), ordered=(Forest,) if ordered else ()),
        Forest,
        ("trees", "by_name", "numbers", "column", "said", "one"),
    )


def written(forest: Forest, *, ordered: bool = True) -> tuple[Pages, int]:
    """The pages of a forest, and the number of its record."""
    pages = Pages()
    return pages, root(ordered=ordered).write(forest, pages)


def book_of(pages: Pages) -> Book:
    """The same pages, opened."""

    def places(pieces: list[bytes]) -> array[int]:
        found = array("I", [0])
        for piece in pieces:
            found.append(found[-1] + len(piece))
        return found

    texts = [text.encode("utf-8", "surrogatepass") for text in pages.strings]
    records = [body for _, body in pages.records]
    return Book(places(texts), b"".join(texts), places(records), b"".join(records))


@given(st.integers(0, (1 << 63) - 1))
@example(0)
@example(127)
@example(128)
def test_counts_come_back(count: int) -> None:
    """A count is read as it was written, and exactly its bytes are."""
    out = bytearray()
    put_count(out, count)
    assert count_at(bytes(out) + b"\x07", 0) == (count, len(out))


@given(BIG)
@example(0)
@example(-1)
@example((1 << 60) - 1)
@example(1 << 60)
@example(~(1 << 60))
@example(1 << 8 * 300)
def test_numbers_come_back(value: int) -> None:
    """A number of any size is read as it was written."""
    out = bytearray()
    put_number(out, value)
    assert number_at(bytes(out) + b"\x07", 0) == (value, len(out))


@given(st.binary(max_size=12))
def test_a_number_is_written_in_one_way(raw: bytes) -> None:
    """Whatever bytes are read as a number are the bytes that it is written as; all others are refused."""
    for read, put in ((number_at, put_number), (count_at, put_count)):
        try:
            value, end = read(raw, 0)
        except (ValueError, IndexError):
            continue
        out = bytearray()
        put(out, value)
        assert bytes(out) == raw[:end]


def test_zeros_at_the_low_end_are_left_out() -> None:
    """A mask with its zeros written, or with one too few left out, is another way to write the same number."""
    value = (1 << 64 | 1) << 80
    out = bytearray()
    put_number(out, value)
    assert len(out) == 11
    for low in (0, 9):
        raw = (value >> 8 * low).to_bytes(19 - low, "little")
        head = bytearray()
        put_count(head, len(raw) << 3 | 2)
        put_count(head, low)
        with pytest.raises(ValueError):
            number_at(bytes(head) + raw, 0)


def test_a_number_takes_little_more_than_its_bytes() -> None:
    """Four bytes never stand for a megabyte."""
    for raw in (b"\x0a\xff\xff\x7f\x01", b"\x0a\x81\x02\x01"):
        with pytest.raises(ValueError):
            number_at(raw, 0)


@settings(max_examples=50)
@given(FORESTS, st.booleans())
def test_a_root_comes_back(forest: Forest, ordered: bool) -> None:
    """Every kind of value, shared and nested, late and at once; mappings in their order where that is kept."""
    pages, number = written(forest, ordered=ordered)
    found = Forest(**root(ordered=ordered).open(book_of(pages), number))
    assert found == forest
    assert type(found.said) is type(forest.said)
    assert found.column.typecode == forest.column.typecode
    if ordered:
        assert list(found.by_name) == list(forest.by_name)
        assert list(found.numbers) == list(forest.numbers)
    else:
        assert list(found.by_name) == sorted(forest.by_name)


@settings(max_examples=50)
@given(FORESTS, st.randoms())
def test_order_leaves_no_trace(forest: Forest, chance: Any) -> None:
    """Without kept order, mappings and sets that were filled in another order give the same bytes."""

    def shuffled(mapping: Mapping[Any, Any]) -> dict[Any, Any]:
        items = list(mapping.items())
        chance.shuffle(items)
        return dict(items)

    other = Forest(
        forest.trees, shuffled(forest.by_name), shuffled(forest.numbers), forest.column, forest.said, forest.one
    )
    one, another = written(forest, ordered=False), written(other, ordered=False)
    assert one[1] == another[1]
    assert list(one[0].records) == list(another[0].records)
    assert list(one[0].strings) == list(another[0].strings)


def test_what_is_equal_is_written_once() -> None:
    """A hundred equal trees are one record, and are one object when they are read."""
    trees = [Tree("よく使う窓口", (Pair(1 << 900, ("a", "b")),), 1 << 900) for _ in range(100)]
    pages, number = written(Forest(tuple(trees), {}, {}, array("I"), None, trees[0]))
    assert len(pages.records) < 10
    found = root(ordered=True).open(book_of(pages), number)
    assert found["trees"][0] is found["trees"][99]


def test_numbers_are_no_references() -> None:
    """A list of nine texts whose bytes are those of a list of references to later records: both come back."""
    schema = Schema()
    texts, lists = schema.node(tuple[str, ...]), schema.node(tuple[tuple[str, ...], ...])
    names = [f"t{number}" for number in range(11)]
    first = tuple(names[2:11])
    later = tuple(tuple(names[start::-1] + names[:start:-1])[:9] for start in range(9))
    pages, out = Pages(), bytearray()
    for name in names:
        pages.text(bytearray(), name)
    texts.write(first, out, pages)
    end = len(out)
    lists.write(later, out, pages)
    bodies = [body for _, body in pages.records]
    assert bodies[0] == bodies[-1] == bytes((9, *range(2, 11)))
    book = book_of(pages)
    assert texts.read(bytes(out), 0, book, len(bodies)) == (first, end)
    assert lists.read(bytes(out), end, book, len(bodies)) == (later, len(out))


def test_a_negative_mask_is_refused() -> None:
    """Who walks through the bits of a negative number never comes to an end: only a signed field may hold one."""
    with pytest.raises(ValueError):
        written(Forest((Tree("a", mask=-1),), {}, {}, array("I"), None, Tree("a")))
    pages, number = written(Forest((Tree("a", below=-(1 << 200)),), {}, {}, array("I"), None, Tree("a")))
    assert root(ordered=True).open(book_of(pages), number)["trees"][0].below == -(1 << 200)


def test_a_type_that_cannot_be_written_is_refused_at_once() -> None:
    """The schema says so when it is made, not when a file is."""
    with pytest.raises(TypeError):
        Schema().node(float)
    with pytest.raises(TypeError):
        Schema().node(tuple[int, ...] | tuple[str, str])


def test_the_definition_follows_the_classes() -> None:
    """A schema says every field of every class, so that another shape has another fingerprint."""
    schema = Schema(signed=((Tree, "below"),))
    schema.node(Tree)
    told = schema.definition()
    assert "test_values.Tree(name:str,parts:[" in told
    assert "test_values.Pair(left:int,right:[str])" in told
    assert "below:signed" in told
