"""A consultation takes shapes that facts have, and refuses all else without repeating any of it."""

from __future__ import annotations

import math
import pickle
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum, StrEnum
from types import TracebackType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.calendar.hours import JST
from tsunagari.engine.consultation import Consultation
from tsunagari.errors import FactsError

KEYS = (
    "age", "issues", "lives", "stays", "works", "studies", "channel", "at", "language", "wishes", "danger", "caller",
    "caller_lives", "caller_language", "attributes", "declined", "tried", "rotation",
)  # fmt: skip


def refused(**facts: Any) -> FactsError:
    """The error that these facts raise."""
    with pytest.raises(FactsError) as caught:
        Consultation(**facts)
    return caught.value


def test_nothing_told_is_a_consultation() -> None:
    """Nobody has to say anything; None and empty lists are absent."""
    silent = Consultation()
    assert silent == Consultation(age=None, issues=[], wishes=(), attributes={}, declined=set(), tried=None)
    assert silent.issues == () and silent.age is None


def test_json_shapes_and_python_shapes_are_one() -> None:
    """`{"from", "to"}` and pairs, ISO text and `datetime`, mappings and pairs of `tried` give equal values."""
    at = datetime(2026, 5, 1, 6, tzinfo=UTC)
    told = Consultation(
        age={"from": 15, "to": 19}, issues=["a", "a", "b"], at="2026-05-01T15:00:00+09:00",
        attributes={"x": 3, "y": None, "w": "v"}, tried=["r", {"resource": "s", "outcome": "full"}, ["t", "reached"]],
    )  # fmt: skip
    same = Consultation(
        age=(15, 19), issues=("a", "b"), at=at, attributes=[("w", "v"), ("x", 3)],
        tried=(("r", "declined"), ("s", "full"), ("t", "reached")),
    )  # fmt: skip
    assert told == same
    assert hash(told) == hash(same)
    assert told.at is not None and told.at.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("age", True, "wrong-type"),
        ("age", 16.0, "wrong-type"),
        ("age", math.nan, "wrong-type"),
        ("age", "16", "wrong-type"),
        ("age", -1, "out-of-range"),
        ("age", 121, "out-of-range"),
        ("age", 1 << 9000, "out-of-range"),
        ("age", {"from": 30, "to": 20}, "empty-range"),
        ("age", {"from": 30}, "wrong-type"),
        ("age", {"from": 30, "to": 121}, "out-of-range"),
        ("issues", "abuse", "wrong-type"),
        ("issues", [["abuse"]], "wrong-type"),
        ("issues", [None], "wrong-type"),
        ("wishes", {"anonymous": True}, "wrong-type"),
        ("lives", "", "bad-text"),
        ("lives", "　 ", "bad-text"),
        ("lives", "\ud800", "bad-text"),
        ("rotation", "", "bad-text"),
        ("danger", 1, "wrong-type"),
        ("danger", "yes", "wrong-type"),
        ("at", "2026-05-01T15:00:00", "naive-time"),
        ("at", "2026-05-01", "naive-time"),
        ("at", datetime(2026, 5, 1), "naive-time"),
        ("at", "tomorrow", "bad-time"),
        ("at", "9999-12-31T23:59:59-12:00", "bad-time"),
        ("at", 0, "wrong-type"),
        ("tried", ["r", {"resource": "s", "outcome": "gone"}], "unknown-outcome"),
        ("tried", [{"outcome": "full"}], "wrong-type"),
        ("tried", [{"resource": "s", "note": "x"}], "wrong-type"),
        ("tried", [("a", "full", "c")], "wrong-type"),
        ("attributes", {"x": True}, "wrong-type"),
        ("attributes", [("x", 1), ("x", 2)], "told-twice"),
        ("attributes", {1: "x"}, "wrong-type"),
    ],
)
def test_what_has_another_shape_is_refused(key: str, value: object, code: str) -> None:
    """The code is stable and the key is named."""
    error = refused(**{key: value})
    assert (error.code, error.attribute) == (code, key)


@pytest.mark.parametrize("age", [0, 120])
def test_both_ends_of_the_ages_are_taken(age: int) -> None:
    """0 and 120 are ages."""
    assert Consultation(age=age).age == age


def test_subclasses_of_text_and_numbers_become_plain() -> None:
    """An enumeration's member is taken for its value, and nothing of the subclass stays."""

    class Place(StrEnum):
        HOME = "鳥取市"

    class Age(IntEnum):
        SIXTEEN = 16

    told = Consultation(lives=Place.HOME, age=Age.SIXTEEN)
    assert type(told.lives) is str and type(told.age) is int


class _Hostile:
    """Raises whatever is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError("secret-7731")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("secret-7731")

    __hash__ = None  # type: ignore[assignment]


class _HostileZone(tzinfo):
    def utcoffset(self, moment: datetime | None) -> timedelta:
        raise RuntimeError("secret-7731")

    dst = utcoffset

    def tzname(self, moment: datetime | None) -> str:
        raise RuntimeError("secret-7731")


CYCLE: list[Any] = []
CYCLE.append(CYCLE)

GARBAGE = st.one_of(
    st.integers(0, 9).map(  # made late: Hypothesis asks every value that it samples for its attributes
        lambda n: (
            _Hostile(),
            CYCLE,
            {"a": CYCLE},
            [_Hostile()],
            [("r", _Hostile())],
            object(),
            b"x",
            1j,
            print,
            datetime(2026, 5, 1, tzinfo=_HostileZone()),
        )[n]
    ),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.binary(max_size=5)),
        lambda part: st.one_of(st.lists(part, max_size=3), st.dictionaries(st.text(max_size=2), part, max_size=3)),
        max_leaves=5,
    ),
)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), GARBAGE, max_size=4))
def test_garbage_raises_facts_errors_only(facts: dict[str, Any]) -> None:
    """Whatever is handed in, there is a consultation or a FactsError with a sentence in both languages."""
    try:
        told = Consultation(**facts)
    except FactsError as error:
        assert error.message("ja") and error.message("en")
        assert error.__cause__ is None and error.__context__ is None
    else:
        assert told == told and hash(told) == hash(told) and repr(told)


SECRET = "ひみつ-7731"


@pytest.mark.parametrize(
    "facts",
    [
        {"lives": SECRET, "age": True},
        {"age": SECRET},
        {"at": SECRET},
        {"issues": [SECRET, 5]},
        {"tried": [{"resource": SECRET, "outcome": SECRET}]},
        {"attributes": {SECRET: SECRET, "x": True}},
        {"rotation": SECRET + "\ud800"},
    ],
)
def test_an_error_holds_no_fact(facts: dict[str, Any]) -> None:
    """Neither message, arguments, causes nor the locals of our frames hold what was told."""
    error = refused(**facts)
    assert SECRET not in error.message("ja") + str(error) + repr(error.args) + repr(vars(error))
    assert SECRET not in frames_of_ours(error.__traceback__)


def frames_of_ours(trace: TracebackType | None) -> str:
    """What a traceback with locals would show of the frames inside the product."""
    shown = ""
    while trace is not None:
        if "tsunagari" in trace.tb_frame.f_globals.get("__name__", ""):
            shown += repr(trace.tb_frame.f_locals)
        trace = trace.tb_next
    return shown


def test_repr_names_what_was_told_and_shows_no_value() -> None:
    """A consultation in a log gives away at most which questions were answered."""
    told = Consultation(age=16, lives=SECRET, issues=[SECRET])
    assert repr(told) == "Consultation(age, issues, lives)"


def test_a_consultation_never_changes() -> None:
    """It is a value: no attribute can be set or added."""
    told = Consultation(age=16)
    with pytest.raises(AttributeError):
        told.age = 17  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(told)) == told


def test_an_instant_is_kept_in_asia_tokyo() -> None:
    """15:00 UTC is midnight of the next day."""
    assert Consultation(at="2026-05-01T15:00:00Z").at == datetime(2026, 5, 2, tzinfo=JST)
