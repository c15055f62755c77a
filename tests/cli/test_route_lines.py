"""`tsunagari route --input`: many consultations, a line each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.town import RULES, Tsunagari
from tsunagari import Program, load
from tsunagari.cli.route_lines import route_lines
from tsunagari.wire.decisions import decision_to_json
from tsunagari.wire.facts import facts_from_json
from tsunagari.wire.json_text import SIZE_LIMIT

GOOD = '{"age": 16, "issues": ["不登校"], "lives": "山形市", "at": "2026-05-01T15:00:00+09:00"}'
SECRET = "ひみつ9731"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The small ruleset, compiled once."""
    folder = tmp_path_factory.mktemp("rules") / "town"
    folder.mkdir()
    (folder / "town.tsu").write_text(RULES, encoding="utf-8")
    return load(folder)


def test_a_line_for_each_line(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """Good lines give decisions, bad ones their code in place; the rest goes on and the exit code tells."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [GOOD, f'{{"lives": "{SECRET}"}}', "", "{", GOOD, '{"名前": 1}', "x" * (SIZE_LIMIT + 1), GOOD]
    source.write_text("\n".join(lines), encoding="utf-8")
    said = tsunagari("route", rules, "--input", source, "--output", target)
    out = target.read_text(encoding="utf-8").splitlines()
    decision = decision_to_json(load(rules).route(facts_from_json(GOOD)))
    assert said.code == 1
    assert [line == decision for line in out] == [line == GOOD for line in lines]
    assert [json.loads(line) for line in out if line != decision] == [
        {"line": 2, "error": {"code": "unknown-value", "attribute": "lives"}},
        {"line": 3, "error": {"code": "not-json"}},
        {"line": 4, "error": {"code": "not-json"}},
        {"line": 6, "error": {"code": "unknown-key"}},
        {"line": 7, "error": {"code": "too-large"}},
    ]
    assert SECRET not in said.out + said.err + target.read_text(encoding="utf-8")


def test_only_good_lines_are_fine(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """Exit code 0 where every line was answered; CRLF and a byte order mark do no harm."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\xef\xbb\xbf" + f"{GOOD}\r\n{GOOD}\r\n".encode())
    assert tsunagari("route", rules, "--input", source, "--output", target).code == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2


def test_an_empty_file(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.touch()
    assert tsunagari("route", rules, "--input", source, "--output", target).code == 0
    assert target.read_bytes() == b""


def test_the_input_is_never_the_output(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """A file is not read and written at once."""
    source = tmp_path / "in.jsonl"
    source.write_text(GOOD, encoding="utf-8")
    said = tsunagari("route", rules, "--input", source, "--output", source)
    assert (said.code, "same-file" in said.err) == (2, True)
    assert source.read_text(encoding="utf-8") == GOOD


def test_an_output_that_cannot_be_written(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """A folder that does not exist is told by its path, and nothing is left behind."""
    source = tmp_path / "in.jsonl"
    source.write_text(GOOD, encoding="utf-8")
    said = tsunagari("route", rules, "--input", source, "--output", tmp_path / "none" / "out.jsonl")
    assert (said.code, "unwritable" in said.err) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "rules"]


def test_from_pipe_to_pipe(rules: Path) -> None:
    """Without `--output` the lines go to standard output, as UTF-8 whatever the locale."""
    done = subprocess.run(
        [sys.executable, "-m", "tsunagari", "route", str(rules), "--input", "-"],
        input=(GOOD + "\n").encode() * 3,
        capture_output=True,
        env={"LANG": "C", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [json.loads(line)["ruleset"] for line in done.stdout.decode().splitlines()] == ["試しの市の相談"] * 3


def test_a_reader_who_leaves_early(rules: Path, tmp_path: Path) -> None:
    """`| head -1` ends the run without a traceback."""
    source = tmp_path / "in.jsonl"
    source.write_text((GOOD + "\n") * 500, encoding="utf-8")
    command = f"'{sys.executable}' -m tsunagari route '{rules}' --input '{source}' | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"")), max_size=6))
def test_any_bytes_give_as_many_lines(program: Program, tmp_path: Path, raw: list[bytes]) -> None:
    """Whatever a file holds, each line gives one line of JSON."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"".join(line + b"\n" for line in raw))
    assert route_lines(program, str(source), str(target)) in (0, 1)
    out = target.read_text(encoding="utf-8").splitlines()
    assert len(out) == len(raw)
    assert all(isinstance(json.loads(line), dict) for line in out)
