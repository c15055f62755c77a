"""Mappings and tuples that are read late look like those that were written."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.artifact.lazily import LateMapping, LateTuple
from tsunagari.errors import UsageError

LAST = (1,)
PLAIN = st.dictionaries(st.text(max_size=3), st.integers(), max_size=6)
LOOKS: tuple[Callable[[Any], Any], ...] = (
    len,
    list,
    dict,
    repr,
    bool,
    lambda one: list(reversed(one)),
    lambda one: list(one.keys()),
    lambda one: list(one.values()),
    lambda one: list(one.items()),
    lambda one: {**one},
    lambda one: "a" in one,
    lambda one: one.get("a"),
    lambda one: one.get("a", 7),
    lambda one: one | {"a": 1},
    lambda one: {"a": 1} | one,
    lambda one: dict(MappingProxyType(one)),
    lambda one: sorted(one),
    lambda one: [one[key] for key in one],
    lambda one: one == {"a": 1},
    lambda one: one != {},
)


def late(plain: dict[str, int]) -> LateMapping[str, int]:
    """The mapping, not yet read."""
    numbers = list(plain.values())
    return LateMapping(lambda: {key: number for number, key in enumerate(plain)}, numbers.__getitem__)


@given(PLAIN, st.lists(st.sampled_from(LOOKS), max_size=4))
def test_a_late_mapping_looks_like_the_plain_one(plain: dict[str, int], looks: list[Callable[[Any], Any]]) -> None:
    """Whatever is asked, in whatever order, a late mapping answers as the plain one does."""
    found = late(plain)
    for look in looks:
        assert look(found) == look(plain)
    assert found == plain and plain == found and found == late(plain)


@given(PLAIN)
def test_a_missing_key_is_a_key_error(plain: dict[str, int]) -> None:
    """As with any mapping."""
    found = late(plain)
    with pytest.raises(KeyError):
        found["long enough to be missing"]


@given(st.lists(st.integers(), max_size=6), st.slices(6), st.integers(-7, 7))
def test_a_late_tuple_looks_like_the_plain_one(plain: list[int], part: slice, at: int) -> None:
    """Items, slices, iteration, sums and comparison."""
    found, wanted = LateTuple(len(plain), plain.__getitem__), tuple(plain)
    assert found[part] == wanted[part]
    assert (found + LAST, LAST + found, (*found,)) == (wanted + LAST, LAST + wanted, wanted)
    assert found == wanted and found != (*wanted, 1)
    assert (len(found), hash(found), repr(found)) == (len(wanted), hash(wanted), repr(wanted))
    assert list(reversed(found)) == list(reversed(wanted))
    if -len(wanted) <= at < len(wanted):
        assert found[at] == wanted[at]
    else:
        with pytest.raises(IndexError):
            found[at]


def test_each_thing_is_read_once_and_only_when_it_is_looked_at() -> None:
    """A mapping of a thousand reads the one that is asked for."""
    asked: Counter[int] = Counter()

    def read(number: int) -> int:
        asked[number] += 1
        return number

    found = LateMapping(lambda: {str(number): number for number in range(1000)}, read)
    items = LateTuple(1000, read)
    assert not asked
    assert (found["7"], found["7"], items[8], items[8]) == (7, 7, 8, 8)
    assert asked == {7: 1, 8: 1}


def test_what_cannot_be_read_is_told_each_time() -> None:
    """A damaged part does not become a missing one."""

    def fail(_: object) -> int:
        raise UsageError("artifact-malformed")

    found, items = LateMapping(lambda: {"a": 1}, fail), LateTuple(1, fail)
    for _ in range(2):
        with pytest.raises(UsageError):
            found["a"]
        with pytest.raises(UsageError):
            items[0]
    assert "a" in found and len(items) == 1


def test_what_must_be_there_is_no_key_error() -> None:
    """Where only a forged file lacks a thing, its absence is our error."""
    found: LateMapping[str, int] = LateMapping(lambda: {"a": 1}, int, whole=True)
    items = LateTuple(1, int, whole=True)
    assert (found["a"], found.get("b"), "b" in found, items[0], items[-1]) == (1, None, False, 0, 0)
    for ask in (lambda: found["b"], lambda: items[1], lambda: items[-2]):
        with pytest.raises(UsageError) as caught:
            ask()
        assert caught.value.code == "artifact-malformed"


def test_threads_see_equal_values() -> None:
    """Eight threads that read everything at once find what one would, and all of them the same objects."""
    found = LateMapping(lambda: {number: number for number in range(2000)}, str)
    items = LateTuple(2000, str)
    seen: list[bool] = []

    every: list[list[int]] = []

    def look() -> None:
        seen.append(all(found[n] == str(n) and items[n] == str(n) for n in range(2000)) and len(found) == 2000)
        every.append([id(one) for one in (*items, *found.values())])

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 8
    assert every == [every[0]] * 8
