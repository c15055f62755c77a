"""`tsunagari route --input FILE.parquet`: a table in, a table out, whatever happens in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batching.arrow_facts import expected
from cli.town import Tsunagari
from tsunagari import JST, load

SECRET = "ひみつ9731"
GROUPS, ROWS = 24, 150


def facts(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """People of the small town, some of whom tell what cannot be used."""
    chance = random.Random(seed)
    begins = datetime(2026, 5, 1, tzinfo=JST)
    return [
        {
            "age": chance.choice((5, 16, 40, 300 if chance.random() < 0.05 else 70)),
            "issues": chance.sample(("不登校", "いじめ"), chance.choice((1, 2))),
            "lives": chance.choice(("山形市", "06201", "山形県", SECRET if chance.random() < 0.1 else "酒田市")),
            "channel": chance.choice(("電話", "チャット")),
            "at": begins + timedelta(minutes=chance.randrange(20_000)),
            "attributes": {"在学状況": chance.choice(("高校生", "小学生"))},
        }
        for _ in range(count)
    ]


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as a table with identifiers."""
    return pa.Table.from_pylist([{"id": number, **row} for number, row in enumerate(rows)])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of many row groups."""
    path = tmp_path / "in.parquet"
    pq.write_table(table_of(facts(GROUPS * ROWS)), path, row_group_size=ROWS)
    return path


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same as JSON tells it."""
    return [{**row, "at": row["at"].isoformat()} for row in rows]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_row_for_each_row(tsunagari: Tsunagari, rules: Path, source: Path, tmp_path: Path, jobs: str) -> None:
    """Every row is answered as alone, in its place; bad rows have their code, and the exit code tells."""
    target = tmp_path / "out.parquet"
    said = tsunagari("route", rules, "--input", source, "--output", target, "--jobs", jobs, "--first", "2")
    answers = pq.read_table(target)
    rows = answers.to_pylist()
    assert [row.pop("id") for row in rows] == list(range(GROUPS * ROWS))
    assert rows == expected(load(rules), told(facts(GROUPS * ROWS)), 2)
    refused = sum(row["error"] is not None for row in rows)
    assert said.code == 1 and f"{GROUPS * ROWS}行のうち{refused}行" in said.err and refused > 5
    assert answers.schema.metadata[b"tsunagari.digest"].decode() == load(rules).digest
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet", "out.parquet", "rules"]


def test_the_output_holds_no_fact(tsunagari: Tsunagari, rules: Path, source: Path, tmp_path: Path) -> None:
    """Identifiers and answers leave; what people told, well or badly, does not, nor do the names of its columns."""
    target = tmp_path / "out.parquet"
    said = tsunagari("route", rules, "--input", source, "--output", target)
    raw = target.read_bytes() + said.err.encode() + said.out.encode()
    for word in (SECRET, "不登校", "酒田市", "高校生", "在学状況", "06201"):
        assert word.encode() not in raw
        assert word not in str(pq.read_table(target).to_pylist())


def command(rules: Path, source: Path, target: Path, *more: str) -> list[str]:
    """The command line of a run."""
    files = ("--input", str(source), "--output", str(target))
    return [sys.executable, "-m", "tsunagari", "route", str(rules), *files, *more]


def killed_when(process: subprocess.Popen[bytes], folder: Path, parts: int) -> bool:
    """Kill a run as soon as so many parts are there; False where it was over before."""
    while process.poll() is None:
        if len(list(folder.glob("0*.parquet"))) >= parts:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True
        time.sleep(0.002)
    return False


def test_a_killed_run_goes_on_and_loses_no_row(tsunagari: Tsunagari, rules: Path, source: Path, tmp_path: Path) -> None:
    """Killed again and again, the run ends with the same rows as one that nobody killed; finished parts stay."""
    whole, target = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    tsunagari("route", rules, "--input", source, "--output", whole, "--jobs", "1")
    folder = tmp_path / "out.parquet.parts"
    kept: dict[str, int] = {}
    kills = 0
    for parts in (1, 4, 9):
        process = subprocess.Popen(command(rules, source, target, "--jobs", "1"), stderr=subprocess.DEVNULL)
        kills += killed_when(process, folder, parts)
        assert not target.exists()
        now = {path.name: path.stat().st_mtime_ns for path in folder.glob("0*.parquet")}
        assert kept.items() <= now.items()
        kept = now
    assert kills == 3 and 9 <= len(kept) < GROUPS
    told = {**os.environ, "LANG": "C"}
    last = subprocess.run(command(rules, source, target), capture_output=True, text=True, env=told)
    assert last.returncode == 1 and f"{len(kept) * ROWS}行" in last.stderr
    assert pq.read_table(target).equals(pq.read_table(whole))
    assert not folder.exists()


def test_a_killed_worker_is_told(rules: Path, source: Path, tmp_path: Path) -> None:
    """Where a process of the run ends by itself, the run ends with a code, and the next one goes on."""
    target = tmp_path / "out.parquet"
    process = subprocess.Popen(command(rules, source, target, "--jobs", "2"), stderr=subprocess.PIPE)
    children: list[int] = []
    while process.poll() is None and not children:
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        children = [int(one) for one in listed.read_text().split()] if listed.exists() else []
        children = [one for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
    os.kill(children[0], signal.SIGKILL)
    _, said = process.communicate()
    assert process.returncode == 2 and b"error[worker-lost]" in said
    subprocess.run(command(rules, source, target), stderr=subprocess.DEVNULL, check=False)
    assert pq.read_table(target).num_rows == GROUPS * ROWS


def left_behind(rules: Path, source: Path, target: Path) -> None:
    """The parts of a run that was killed."""
    process = subprocess.Popen(command(rules, source, target, "--jobs", "1"), stderr=subprocess.DEVNULL)
    assert killed_when(process, target.with_name(target.name + ".parts"), 2)


def test_parts_of_something_else_are_refused(tsunagari: Tsunagari, rules: Path, source: Path, tmp_path: Path) -> None:
    """Another input, ruleset, status or question is never mixed into what was begun; nothing is thrown away either."""
    target = tmp_path / "out.parquet"
    left_behind(rules, source, target)
    same = ("route", rules, "--input", source, "--output", target)
    for more, what in ((("--first", "3"), "first"), (("--paused", "夜のチャット"), "status"), (("--id", "age"), "")):
        said = tsunagari(*same, *more)
        assert said.code == 2 and what in said.err, said
    file = rules / "town.tsu"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("世帯人数が5以上", "世帯人数が6以上"), encoding="utf-8")
    said = tsunagari(*same)
    assert said.code == 2 and "error[batch-parts-other]" in said.err and "ruleset" in said.err
    file.write_text(text, encoding="utf-8")
    pq.write_table(table_of(facts(GROUPS * ROWS, seed=2)), source, row_group_size=ROWS)
    said = tsunagari(*same)
    assert said.code == 2 and "error[batch-parts-other]" in said.err and "input" in said.err
    pq.write_table(table_of(facts(GROUPS * ROWS)), source, row_group_size=ROWS)
    assert tsunagari(*same).code == 1 and pq.read_table(target).num_rows == GROUPS * ROWS


def test_a_part_that_is_none_is_made_again(tsunagari: Tsunagari, rules: Path, source: Path, tmp_path: Path) -> None:
    """A damaged part does not come into the output; a folder that is not ours is left alone."""
    target = tmp_path / "out.parquet"
    left_behind(rules, source, target)
    (tmp_path / "out.parquet.parts" / "000000.parquet").write_bytes(b"PAR1")
    assert tsunagari("route", rules, "--input", source, "--output", target).code == 1
    assert pq.read_table(target).num_rows == GROUPS * ROWS
    (tmp_path / "mine.parquet.parts").mkdir()
    (tmp_path / "mine.parquet.parts" / "letter.txt").write_text("x")
    said = tsunagari("route", rules, "--input", source, "--output", tmp_path / "mine.parquet")
    assert said.code == 2 and "error[batch-parts-foreign]" in said.err


def test_two_runs_of_one_output(tsunagari: Tsunagari, rules: Path, source: Path, tmp_path: Path) -> None:
    """The second is told that there is a first."""
    target = tmp_path / "out.parquet"
    first = subprocess.Popen(command(rules, source, target, "--jobs", "1"), stderr=subprocess.DEVNULL)
    while not list((tmp_path / "out.parquet.parts").glob("0*.parquet")):
        time.sleep(0.002)
    said = tsunagari("route", rules, "--input", source, "--output", target)
    first.kill()
    first.wait()
    assert said.code == 2 and "error[batch-running]" in said.err


def test_files_that_are_no_parquet(tsunagari: Tsunagari, rules: Path, source: Path, tmp_path: Path) -> None:
    """No Parquet at all, a file cut short, and one with a damaged middle: a code, and no output."""
    raw = source.read_bytes()
    for name, bytes_, code in (
        ("none", b"hello", "bad-parquet"),
        ("empty", b"", "bad-parquet"),
        ("short", raw[: len(raw) // 2], "bad-parquet"),
        ("damaged", raw[:4] + b"\xff" * 3000 + raw[3004:], "bad-row-group"),
    ):  # fmt: skip
        bad, target = tmp_path / f"{name}.parquet", tmp_path / f"{name}-out.parquet"
        bad.write_bytes(bytes_)
        said = tsunagari("route", rules, "--input", bad, "--output", target, "--jobs", "1")
        assert said.code == 2 and f"error[{code}]" in said.err, (name, said)
        assert not target.exists()
    assert tsunagari("route", rules, "--input", source, "--output", source).code == 2


def test_a_table_of_no_rows(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """Nothing in, nothing out, and the columns are there."""
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.write_table(table_of(facts(3)).slice(0, 0), source)
    assert tsunagari("route", rules, "--input", source, "--output", target).code == 0
    assert pq.read_table(target).num_rows == 0 and "resource" in pq.read_schema(target).names
