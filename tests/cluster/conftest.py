"""People of a small town for the engines of clusters, each in its local mode.

Law: what an engine answers is compared with rows routed one by one from JSON, and with the batch of one machine.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from batching.arrow_facts import expected, rows_of
from cli.town import RULES
from tsunagari import JST, Program, load, route_batch

ROWS = int(os.environ.get("TSUNAGARI_ROWS", "3000"))


@dataclass(frozen=True)
class Town:
    """The folder of the ruleset, its program, the people as columns and what must be answered, by identifier."""

    rules: str
    program: Program
    people: pa.RecordBatch
    answers: dict[str, dict[str, Any]]


def somebody(chance: random.Random) -> dict[str, Any]:
    """Mostly told exactly; now and then something left open, tried, declined, or of no use."""
    at = datetime(2026, 5, 1, tzinfo=JST) + timedelta(minutes=chance.randrange(60 * 24 * 30))
    facts: dict[str, Any] = {
        "age": chance.randint(5, 90),
        "issues": chance.sample(("不登校", "いじめ"), chance.choice((0, 1, 1, 2))),
        "lives": chance.choice(("山形市", "山形市", "06201", "山形県", "酒田市", "東京都千代田区", "no-fixed-abode")),
        "channel": chance.choice(("電話", "チャット", "来所", None)),
        "at": at.isoformat() if chance.random() < 0.9 else None,
        "danger": chance.choice((True, False, None)),
        "wishes": chance.choice(([], ["匿名"])),
        "attributes": {"在学状況": chance.choice(("高校生", "小学生", None)), "世帯人数": chance.choice((2, 6, None))},
        "rotation": chance.choice(("a", "b", None)),
    }
    if chance.random() < 0.1:
        facts |= chance.choice(({"tried": ["夜のチャット"]}, {"declined": ["age"]}, {"lives": "ひみつ"}, {"age": 300}))
    return {name: value for name, value in facts.items() if value is not None}


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The small town with its people; what is expected is routed one by one."""
    folder = tmp_path_factory.mktemp("rules") / "town"
    folder.mkdir()
    (folder / "town.tsu").write_text(RULES, encoding="utf-8")
    program = load(folder)
    chance = random.Random(6)
    facts = [somebody(chance) for _ in range(ROWS)]
    people = columns(facts)
    plain = expected(program, facts, 3)
    assert rows_of(route_batch(program, people, 3)) == plain
    return Town(str(folder), program, people, {f"case-{number}": row for number, row in enumerate(plain)})


def columns(facts: list[dict[str, Any]]) -> pa.RecordBatch:
    """The facts in types that every engine has."""
    instants = [one.get("at") and datetime.fromisoformat(one["at"]) for one in facts]
    tried = [[{"resource": name, "outcome": None} for name in one.get("tried", ())] or None for one in facts]
    made: dict[str, pa.Array] = {
        "id": pa.array([f"case-{number}" for number in range(len(facts))]),
        "age": pa.array([one.get("age") for one in facts], pa.int32()),
        "danger": pa.array([one.get("danger") for one in facts], pa.bool_()),
        "at": pa.array(instants, pa.timestamp("us", "UTC")),
        "attributes": pa.array(
            [one["attributes"] for one in facts], pa.struct([("在学状況", pa.string()), ("世帯人数", pa.int64())])
        ),
        "tried": pa.array(tried, pa.list_(pa.struct([("resource", pa.string()), ("outcome", pa.string())]))),
    }
    for key in ("lives", "channel", "rotation"):
        made[key] = pa.array([one.get(key) for one in facts], pa.string())
    for key in ("issues", "wishes", "declined"):
        made[key] = pa.array([one.get(key) for one in facts], pa.list_(pa.string()))
    return pa.RecordBatch.from_arrays(list(made.values()), names=list(made))


def by_identifier(table: pa.Table) -> dict[str, dict[str, Any]]:
    """The rows of the answers by identifier, none of which is there twice."""
    rows = table.to_pylist()
    found = {row.pop("id"): row for row in rows}
    assert len(found) == len(rows)
    return found
