"""JSON facts as record batches, and what a batch must answer, read off decisions one by one.

Law: nothing here is shared with the package but `facts_from_json` and `Program.route`: a row is expected from the
JSON text of the same facts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from tsunagari.errors import FactsError
from tsunagari.pipeline.program import Program
from tsunagari.wire.facts import facts_from_json

LISTS = ("resource", "fit", "open", "urgency", "by")
TEXTS = (
    "lives", "stays", "works", "studies", "channel", "language", "caller", "caller_lives", "caller_language",
    "rotation",
)  # fmt: skip
MANY = ("issues", "wishes", "declined")
NUMBER = pa.struct([("from", pa.int64()), ("to", pa.int64())])


def batch_of(facts: Sequence[Mapping[str, Any]], layout: int = 0, **more: pa.Array) -> pa.RecordBatch:
    """The facts as columns; of several layouts that tell the same the number chooses one."""
    chance = random.Random(layout)
    columns: dict[str, pa.Array] = {"id": pa.array([f"case-{n}" for n in range(len(facts))])}
    coarse = any(isinstance(one.get("age"), dict) for one in facts) or chance.random() < 0.3
    columns["age"] = _numbers([one.get("age") for one in facts], coarse, chance)
    for key in TEXTS:
        column = pa.array([one.get(key) for one in facts], chance.choice((pa.string(), pa.large_string())))
        columns[key] = column.dictionary_encode() if chance.random() < 0.5 else column
    for key in MANY:
        made = chance.choice((pa.list_, pa.large_list))
        columns[key] = pa.array([one.get(key) for one in facts], made(pa.string()))
    instants = [one.get("at") for one in facts]
    if chance.random() < 0.7:
        columns["at"] = pa.array([at and datetime.fromisoformat(at) for at in instants], pa.timestamp("us", "UTC"))
    else:
        columns["at"] = pa.array(instants, pa.string())
    columns["danger"] = pa.array([one.get("danger") for one in facts], pa.bool_())
    columns["attributes"] = _attributes([one.get("attributes") or {} for one in facts], chance)
    tried = [None if one.get("tried") is None else [_attempt(each) for each in one["tried"]] for one in facts]
    columns["tried"] = pa.array(tried, pa.list_(pa.struct([("resource", pa.string()), ("outcome", pa.string())])))
    columns.update(more)
    names = list(columns)
    chance.shuffle(names)
    kept = [name for name in names if name == "id" or columns[name].null_count < len(facts) or chance.random() < 0.5]
    return pa.RecordBatch.from_arrays([columns[name] for name in kept], names=kept)


def _numbers(values: Sequence[Any], coarse: bool, chance: random.Random) -> pa.Array:
    if not coarse:
        return pa.array(values, chance.choice((pa.int64(), pa.int32(), pa.int16())))
    spans = [{"from": one, "to": one} if isinstance(one, int) else one for one in values]
    return pa.array(spans, NUMBER)


def _attributes(values: Sequence[Mapping[str, Any]], chance: random.Random) -> pa.Array:
    kinds: dict[str, set[type]] = {}
    for one in values:
        for name, value in one.items():
            kinds.setdefault(name, set()).add(type(value))
    if not kinds:
        return pa.nulls(len(values))
    if all(kind == {str} for kind in kinds.values()) and chance.random() < 0.4:
        return pa.array([list(one.items()) for one in values], pa.map_(pa.string(), pa.string()))
    fields = []
    for name, kind in kinds.items():
        made = _numbers([one.get(name) for one in values], dict in kind, chance) if kind != {str} else None
        fields.append((name, pa.array([one.get(name) for one in values]) if made is None else made))
    return pa.StructArray.from_arrays([column for _, column in fields], names=[name for name, _ in fields])


def _attempt(told: Any) -> dict[str, Any]:
    return {"resource": told, "outcome": None} if isinstance(told, str) else told


def expected(program: Program, facts: Iterable[Mapping[str, Any]], first: int) -> list[dict[str, Any]]:
    """The rows that a batch of these facts must give, without identifiers."""
    return [_expected(program, one, first) for one in facts]


def _expected(program: Program, facts: Mapping[str, Any], first: int) -> dict[str, Any]:
    empty = dict.fromkeys((*LISTS, "yes_count", "maybe_count", "by_default", "gap", "error", "error_key"))
    try:
        decision = program.route(facts_from_json(facts)).to_dict()
    except FactsError as refused:
        return {**empty, "error": refused.code, "error_key": refused.attribute}
    listed = decision["referrals"][:first]
    return {
        **empty,
        **{name: [one[name] for one in listed] for name in LISTS},
        "yes_count": sum(one["fit"] == "yes" for one in decision["referrals"]),
        **{name: decision[name] for name in ("maybe_count", "by_default", "gap")},
    }


def quickly_expected(program: Program, facts: Iterable[Mapping[str, Any]], first: int) -> Iterator[dict[str, Any]]:
    """The same from decisions of which only the first few referrals are written out, for very many rows."""
    empty = dict.fromkeys((*LISTS, "yes_count", "maybe_count", "by_default", "gap", "error", "error_key"))
    for one in facts:
        try:
            decision = program.route(facts_from_json(one))
        except FactsError as refused:
            yield {**empty, "error": refused.code, "error_key": refused.attribute}
            continue
        listed = decision.top(first)
        told = {name: [getattr(referral, name) for referral in listed] for name in LISTS}
        counts = {name: getattr(decision, name) for name in ("yes_count", "maybe_count", "by_default", "gap")}
        yield {**empty, **told, **counts}


def rows_of(answers: pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows of a batch of answers, without identifiers."""
    found: list[dict[str, Any]] = answers.to_pylist()
    for row in found:
        row.pop("id", None)
    return found
