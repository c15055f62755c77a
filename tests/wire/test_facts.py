"""Facts as JSON: what is taken, what is refused, and that nothing of it leaks."""

from __future__ import annotations

import json
import traceback
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.calendar.hours import JST
from tsunagari.engine.consultation import Consultation
from tsunagari.errors import FactsError
from tsunagari.wire.facts import JAPANESE_KEYS, KEYS, facts_from_json
from tsunagari.wire.json_text import SIZE_LIMIT

FULL = {
    "age": {"from": 15, "to": 19},
    "issues": ["不登校"],
    "lives": "山形市",
    "stays": "06201",
    "works": "none",
    "studies": "山形県",
    "channel": "チャット",
    "at": "2026-05-01T15:00:00+09:00",
    "language": "日本語",
    "wishes": ["匿名"],
    "danger": False,
    "caller": "本人",
    "caller_lives": "abroad",
    "caller_language": "en",
    "attributes": {"在学状況": "高校生", "世帯人数": 3, "子の年齢": {"from": 0, "to": 3}},
    "declined": ["age"],
    "tried": ["相談室", {"resource": "支所", "outcome": "full"}],
    "rotation": "k",
}
SECRET = "ひみつ9731"

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def refused(facts: object) -> FactsError:
    """The error that these facts raise."""
    with pytest.raises(FactsError) as caught:
        facts_from_json(facts)  # type: ignore[arg-type]
    return caught.value


def test_every_key_is_taken() -> None:
    """A consultation with every key of the design is one that Python code could have made."""
    expected = Consultation(**FULL)  # type: ignore[arg-type]
    assert facts_from_json(FULL) == expected
    assert facts_from_json(json.dumps(FULL)) == expected
    assert facts_from_json(json.dumps(FULL, ensure_ascii=False).encode()) == expected
    assert expected.at == datetime(2026, 5, 1, 15, tzinfo=JST)
    assert set(FULL) == KEYS


def test_japanese_keys_mean_the_same() -> None:
    """Every key may be written in Japanese."""
    japanese = {english: key for key, english in JAPANESE_KEYS.items()}
    assert set(japanese) == KEYS
    assert facts_from_json({japanese[key]: value for key, value in FULL.items()}) == facts_from_json(FULL)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_null_is_unstated(key: str) -> None:
    """Null says as much as leaving the key out."""
    assert facts_from_json({key: None}) == Consultation()


@pytest.mark.parametrize("key", ["issues", "wishes", "declined", "tried"])
def test_an_empty_list_is_absent(key: str) -> None:
    """An empty list says as much as leaving the key out."""
    assert facts_from_json({key: []}) == Consultation()


@pytest.mark.parametrize(
    ("text", "code", "attribute"),
    [
        ('{"age": 16, "年齢": 16}', "told-twice", "age"),
        ('{"age": 16, "age": 16}', "told-twice", "age"),
        ('{"attributes": {"x": "1", "x": "2"}}', "duplicate-key", ""),
        ('{"tried": [{"resource": "x", "resource": "x"}]}', "duplicate-key", ""),
        ('{"name": "x"}', "unknown-key", ""),
        ('{"tried": [{"resource": "x", "name": "y"}]}', "wrong-type", "tried"),
        ('{"age": NaN}', "not-json", ""),
        ('{"age": -Infinity}', "not-json", ""),
        ('{"age": "16"}', "wrong-type", "age"),
        ('{"age": 16.0}', "wrong-type", "age"),
        ('{"age": true}', "wrong-type", "age"),
        ('{"age": 121}', "out-of-range", "age"),
        ('{"age": {"from": 19, "to": 15}}', "empty-range", "age"),
        ('{"age": {"from": 19}}', "wrong-type", "age"),
        ('{"danger": 1}', "wrong-type", "danger"),
        ('{"issues": "不登校"}', "wrong-type", "issues"),
        ('{"issues": [null]}', "wrong-type", "issues"),
        ('{"lives": ""}', "bad-text", "lives"),
        ('{"lives": "\\ud800"}', "bad-text", "lives"),
        ('{"at": "2026-05-01T15:00:00"}', "naive-time", "at"),
        ('{"at": "tomorrow"}', "bad-time", "at"),
        ('{"at": 1777615200}', "wrong-type", "at"),
        ('{"attributes": {"x": true}}', "wrong-type", "attributes"),
        ('{"tried": [{"resource": "x", "outcome": "lost"}]}', "unknown-outcome", "tried"),
        ("[]", "not-an-object", ""),
        ("", "not-json", ""),
        ("{", "not-json", ""),
        ('{"age": ' + "9" * 5000 + "}", "not-json", ""),
        ("[" * 200_000, "too-deep", ""),
        (" " * SIZE_LIMIT + "{}", "too-large", ""),
    ],
)
def test_what_is_refused(text: str, code: str, attribute: str) -> None:
    """Each wrong shape has a code and, where it is one of ours, the key."""
    error = refused(text)
    assert (error.code, error.attribute) == (code, attribute)
    for language in ("ja", "en"):
        assert error.message(language)


def test_the_size_limit_is_exact() -> None:
    """A text of exactly the limit is read."""
    assert facts_from_json("{}" + " " * (SIZE_LIMIT - 2)) == Consultation()


def test_bytes_that_are_no_text() -> None:
    """Other encodings are refused by name of the problem."""
    assert refused('{"lives": "山形市"}'.encode("cp932")).code == "not-utf8"


@pytest.mark.parametrize(
    "facts",
    [
        {SECRET: 1},
        {"age": SECRET},
        {"issues": [SECRET, 3]},
        {"issues": {SECRET: SECRET}},
        {"tried": [{"resource": "x", SECRET: 1}]},
        {"tried": [{"resource": "x", "outcome": SECRET}]},
        {"attributes": {SECRET: [SECRET]}},
        {"at": SECRET},
        {"年齢": SECRET, "age": SECRET},
        SECRET,
        f'{{"age": "{SECRET}"}}',
        f'{{"{SECRET}": 1, "{SECRET}": 2}}',
        f'{{"age": {SECRET}}}',
    ],
)
def test_an_error_holds_nothing_that_was_told(facts: object) -> None:
    """Neither message, arguments, cause nor context repeat a value or somebody's key."""
    error = refused(facts)
    assert error.__cause__ is None
    assert error.__context__ is None
    said = [error.message("ja"), error.message("en"), repr(error), str(error), repr(vars(error))]
    said += traceback.format_exception_only(error)
    assert not any(SECRET in text for text in said)


@given(json_values | st.dictionaries(st.sampled_from(sorted(KEYS | JAPANESE_KEYS.keys())), json_values))
def test_anything_at_all_is_admitted_or_refused(value: object) -> None:
    """Whatever JSON holds, there is a consultation or a coded refusal, the same from text and from values."""

    def outcome(facts: object) -> object:
        try:
            return facts_from_json(facts)  # type: ignore[arg-type]
        except FactsError as error:
            assert error.__context__ is None
            return error.code

    from_text = outcome(json.dumps(value))
    if isinstance(value, dict):
        assert from_text in (outcome(value), "not-json")  # NaN is a value in Python and none in JSON
    else:
        assert isinstance(from_text, str)


@given(st.text())
def test_any_text_is_admitted_or_refused(text: str) -> None:
    """No text raises anything but a coded refusal."""
    try:
        assert isinstance(facts_from_json(text), Consultation)
    except FactsError as error:
        assert error.message("ja")


def test_a_hostile_mapping_is_refused() -> None:
    """An object whose methods raise is a wrong shape, not a traceback."""

    class Hostile(dict[str, object]):
        def items(self) -> object:  # type: ignore[override]
            raise RuntimeError(SECRET)

        def __iter__(self) -> object:  # type: ignore[override]
            raise RuntimeError(SECRET)

        def keys(self) -> object:  # type: ignore[override]
            raise RuntimeError(SECRET)

    error = refused(Hostile(age=1))
    assert error.code == "wrong-type"
    assert SECRET not in repr(error.__context__)
