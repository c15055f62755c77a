"""What a batch takes and gives: columns, types, errors row by row and for the whole."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from batching.arrow_facts import LISTS, batch_of, expected, rows_of
from engine.worlds import WEEKDAY_HOURS, about, ages, clause, desk, of, rule, ruleset, way
from tsunagari import batch_router, route_batch
from tsunagari.errors import UsageError
from tsunagari.pipeline.program import Program

SECRET = "ひみつ"


@pytest.fixture(scope="module")
def program() -> Program:
    """Three desks: by age, by issue, by place."""
    return Program(
        ruleset(
            [desk("young", ages(0, 17)), desk("debts", handles=("debt",)), desk("town", serves=("鳥取市",)),
             desk("office", ways=(way("phone", (WEEKDAY_HOURS,)),))],
            [rule("all", route=("young", "debts", "town", "office")),
             rule("urgent", about("violence"), of("danger", "yes"), route=("office",), urgency="immediate")],
        )
    )  # fmt: skip


FACTS: list[dict[str, Any]] = [
    {"age": 16, "issues": ["debt"], "lives": "鳥取市", "at": "2026-05-01T15:00:00+09:00", "danger": False},
    {"age": 40, "issues": ["violence"], "lives": "米子市", "at": "2026-05-01T20:00:00+09:00", "danger": True},
    {},
    {"age": {"from": 15, "to": 19}, "attributes": {"school": "high"}},
    {"age": 300},
    {"issues": ["debt", "debt"], "lives": "鳥取県", "tried": ["town"]},
    {"lives": SECRET},
    {"attributes": {"children": 2}, "declined": ["age"], "rotation": "a"},
    {"channel": "  "},
]


@pytest.mark.parametrize("layout", range(12))
@pytest.mark.parametrize("first", [1, 2, 5])
def test_every_layout_tells_the_same(program: Program, layout: int, first: int) -> None:
    """Plain and dictionary-encoded, small and large, structs and maps: the row decides, not how it is stored."""
    facts = [one for one in FACTS if "children" not in one.get("attributes", {})]
    answers = route_batch(program, batch_of(facts, layout), first)
    assert rows_of(answers) == expected(program, facts, first)
    assert answers.column("id").to_pylist() == [f"case-{n}" for n in range(len(facts))]


def test_numbers_among_attributes(program: Program) -> None:
    """A declared number is told as a number, or as a range of them."""
    facts = [{"attributes": {"children": 2}}, {"attributes": {"children": {"from": 0, "to": 3}}}, {"attributes": {}}]
    assert rows_of(route_batch(program, batch_of(facts))) == expected(program, facts, 5)


def test_a_bad_row_has_a_code_and_never_its_value(program: Program) -> None:
    """Nulls, the code and the key of ours; the other rows go on."""
    rows = rows_of(route_batch(program, batch_of(FACTS)))
    wrong = {n: (row["error"], row["error_key"]) for n, row in enumerate(rows) if row["error"]}
    assert wrong == {4: ("out-of-range", "age"), 6: ("unknown-value", "lives"), 8: ("bad-text", "channel")}
    for number in wrong:
        assert all(rows[number][name] is None for name in (*LISTS, "yes_count", "maybe_count", "by_default", "gap"))
    assert SECRET not in str(rows)


def test_text_that_is_none_is_the_row_s_error(program: Program) -> None:
    """Broken UTF-8, which Parquet files may hold, spoils its own row only."""
    broken = pa.array([b"\xff\xfe", "鳥取市".encode()]).cast(pa.string(), safe=False)
    rows = rows_of(route_batch(program, pa.RecordBatch.from_arrays([broken], names=["lives"])))
    assert [row["error"] for row in rows] == ["bad-text", None]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_of_every_unit(program: Program, unit: str) -> None:
    """An instant is the same in seconds and in nanoseconds, before 1970 too; beyond every calendar it is a bad one."""
    texts = ["2026-05-01T15:00:00+09:00", "1969-12-31T23:59:59+00:00", None]
    instants = pa.array([text and datetime.fromisoformat(text) for text in texts], pa.timestamp(unit, "Europe/Berlin"))
    answers = route_batch(program, pa.RecordBatch.from_arrays([instants], names=["at"]))
    assert rows_of(answers) == expected(program, [{"at": text} for text in texts], 5)
    if unit in ("s", "ms"):
        far = pa.array([2**60, -(2**60)], pa.int64()).cast(pa.timestamp(unit, "UTC"))
        rows = rows_of(route_batch(program, pa.RecordBatch.from_arrays([far], names=["at"])))
        assert [row["error"] for row in rows] == ["bad-time"] * 2


def test_a_naive_instant_is_refused_row_by_row(program: Program) -> None:
    """As in JSON: nobody guesses a time zone."""
    naive = pa.array([datetime(2026, 5, 1, 15), None], pa.timestamp("us"))
    rows = rows_of(route_batch(program, pa.RecordBatch.from_arrays([naive], names=["at"])))
    assert [row["error"] for row in rows] == ["naive-time", None]


def test_slices_and_nulls_under_lists(program: Program) -> None:
    """A slice of a batch answers as its rows do; values under a null list belong to nobody."""
    answers = rows_of(route_batch(program, batch_of(FACTS)))
    for start in range(len(FACTS)):
        assert rows_of(route_batch(program, batch_of(FACTS).slice(start, 3))) == answers[start : start + 3]
    hidden = pa.ListArray.from_arrays(
        pa.array([0, 1, 3], pa.int32()), pa.array(["debt", SECRET, "x"]), mask=pa.array([False, True])
    )
    rows = rows_of(route_batch(program, pa.RecordBatch.from_arrays([hidden], names=["issues"])))
    assert rows == expected(program, [{"issues": ["debt"]}, {}], 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01T15:00:00+09:00", "2026-05-01T06:00:00Z", "2026-05-01T15:00:00.25+09:00",
        "2026-02-30T15:00:00+09:00", "2026-05-01T24:00:00+09:00", "2026-05-01T15:00:60+09:00",
        "2026-05-01 15:00+09:00", "20260501T150000+0900", "2026-05-01T15:00:00", "2026-05-01", "now", "",
        "2026-05-01T15:00:00+23:59", "0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-14:00",
        "1999-12-31T23:59:59-14:59", "2026-05-01T15:00:00+09:00\n", "２０２６-05-01T15:00:00Z",
    ],
)  # fmt: skip
def test_an_instant_as_text(program: Program, text: str) -> None:
    """The usual form is read in one go and every other one by itself: both as in JSON."""
    told = [{"at": text}, {"at": "2026-05-01T15:00:00+09:00"}, {}]
    batch = pa.RecordBatch.from_pydict({"at": [one.get("at") for one in told]})
    assert rows_of(route_batch(program, batch)) == expected(program, told, 5)


def test_values_under_a_null_list_are_nobody_s(program: Program) -> None:
    """Also where they would be understood, and everything else is told."""
    hidden = pa.ListArray.from_arrays(
        pa.array([0, 1, 2], pa.int32()), pa.array(["debt", "violence"]), mask=pa.array([False, True])
    )
    told = {"age": [16, 16], "lives": ["鳥取市", "鳥取市"], "danger": [True, True]}
    arrays = [hidden, *(pa.array(one) for one in told.values())]
    rows = rows_of(route_batch(program, pa.RecordBatch.from_arrays(arrays, names=["issues", *told])))
    person = {"age": 16, "lives": "鳥取市", "danger": True}
    assert rows == expected(program, [{**person, "issues": ["debt"]}, person], 5)


def test_japanese_names_and_another_identifier(program: Program) -> None:
    """Columns may be called in Japanese; the identifier may be any column that is named."""
    batch = pa.RecordBatch.from_pydict({"番号": [7, 8], "年齢": [16, 40], "相談": [["debt"], None]})
    answers = route_batch(program, batch, identifier="番号")
    assert answers.column("番号").to_pylist() == [7, 8]
    rows = [{k: v for k, v in row.items() if k != "番号"} for row in answers.to_pylist()]
    assert rows == expected(program, [{"age": 16, "issues": ["debt"]}, {"age": 40}], 5)


@pytest.mark.parametrize(
    ("columns", "code", "field"),
    [
        ({SECRET: ["a"]}, "batch-column", "1"),
        ({"age": [16], "id2": ["a"]}, "batch-column", "2"),
        ({"age": [16], "年齢": [16]}, "batch-column-twice", "age"),
        ({"age": [16.0]}, "batch-column-type", "age"),
        ({"age": ["16"]}, "batch-column-type", "age"),
        ({"issues": ["debt"]}, "batch-column-type", "issues"),
        ({"issues": [[1]]}, "batch-column-type", "issues"),
        ({"lives": [1]}, "batch-column-type", "lives"),
        ({"danger": ["yes"]}, "batch-column-type", "danger"),
        ({"at": [1]}, "batch-column-type", "at"),
        ({"attributes": ["x"]}, "batch-column-type", "attributes"),
        ({"tried": [[{"desk": "x"}]]}, "batch-column-type", "tried"),
    ],
)
def test_columns_that_are_no_facts(program: Program, columns: dict[str, Any], code: str, field: str) -> None:
    """A column that nobody understands is refused before a row is answered, and no name of others is repeated."""
    with pytest.raises(UsageError) as refused:
        route_batch(program, pa.RecordBatch.from_pydict(columns))
    assert refused.value.code == code and field in refused.value.fields.values()
    for language in ("ja", "en"):
        assert SECRET not in refused.value.message(language)


@pytest.mark.parametrize("first", [0, -1, 1001, 2.0, True, "5"])
def test_how_many_is_a_number(program: Program, first: Any) -> None:
    """One to a thousand."""
    with pytest.raises(UsageError) as refused:
        route_batch(program, batch_of(FACTS), first)
    assert refused.value.code == "batch-first"


@pytest.mark.parametrize("batch", [None, [], {"age": [1]}, pa.table({"age": [16]})])
def test_a_batch_is_a_record_batch(program: Program, batch: Any) -> None:
    """Everything else is refused by a code."""
    with pytest.raises(UsageError) as refused:
        route_batch(program, batch)
    assert refused.value.code == "batch-type"


def test_answers_name_their_ruleset(program: Program) -> None:
    """The digest of the ruleset and of the live status travel with the answers, whose schema is known beforehand."""
    router = batch_router(program.with_status({"town": "paused"}), 3)
    batch = batch_of(FACTS)
    answers = router.route(batch)
    assert answers.schema.equals(router.schema(batch.schema), check_metadata=True)
    assert answers.schema.metadata[b"tsunagari.digest"].decode() == program.digest
    assert answers.schema.metadata[b"tsunagari.status"].startswith(b"sha256:")
    assert rows_of(answers) == expected(program.with_status({"town": "paused"}), FACTS, 3)


def test_an_empty_batch(program: Program) -> None:
    """No rows in, no rows out, the same schema."""
    batch = batch_of(FACTS)
    answers = route_batch(program, batch.slice(0, 0))
    assert answers.num_rows == 0 and answers.schema.equals(batch_router(program).schema(batch.schema))


def test_without_the_extra_the_error_names_it() -> None:
    """Where pyarrow is missing, a coded error says what to install."""
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import tsunagari\n"
        "try: tsunagari.route_batch(None, None)\n"
        "except tsunagari.UsageError as refused: print(refused.code, refused)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("no-batch-extra") and "tsunagari[batch]" in said


def test_a_withhold_among_nothing_but_rules() -> None:
    """No chain, no default, nobody paused: a resource that is held back is still held back."""
    made = ruleset(
        [desk("quiet"), desk("family")], [rule("all", route=("quiet", "family"))],
        withholds=[clause("withhold", "in danger", of("danger", "yes"), route=("family",))],
    )  # fmt: skip
    exact = {"age": 30, "issues": ["debt"], "lives": "鳥取市", "channel": "phone", "at": "2026-05-01T15:00:00+09:00"}
    facts = [{**exact, "danger": True}, {**exact, "danger": False}]
    rows = rows_of(route_batch(Program(made), batch_of(facts)))
    assert rows == expected(Program(made), facts, 5)
    assert [row["yes_count"] for row in rows] == [1, 2]
