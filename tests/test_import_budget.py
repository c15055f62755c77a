"""`import tsunagari` stays light (design §7)."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

RULES = Path(__file__).resolve().parent.parent / "rules"
HEAVY = (
    "lark", "pydantic", "rapidfuzz", "typer", "rich", "jpholiday", "sudachipy", "openpyxl", "csv", "jinja2", "pyarrow",
    "numpy",
)  # fmt: skip
BUDGET = 0.060
ROUNDS = 9
ANSWER = 0.5


def run(code: str) -> tuple[float, str]:
    """Seconds and output of a fresh interpreter."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def test_importing_is_quick() -> None:
    """At most 60 ms over a bare interpreter, both measured in turn."""
    bare, loaded = [], []
    for _ in range(ROUNDS):
        bare.append(run("pass")[0])
        loaded.append(run("import tsunagari")[0])
    assert median(loaded) - median(bare) <= BUDGET


def test_importing_loads_nothing_heavy() -> None:
    """Nobody waits for a parser or a terminal library who only imports us."""
    code = "import sys, tsunagari; print(*sorted(name.partition('.')[0] for name in sys.modules))"
    assert not set(HEAVY) & set(run(code)[1].split())


def test_a_consultation_needs_nothing_heavy() -> None:
    """Facts can be gathered, in a form for example, without loading the compiler."""
    code = "import sys, tsunagari; tsunagari.Consultation(age=16); print(*sys.modules)"
    assert not set(HEAVY) & {name.partition(".")[0] for name in run(code)[1].split()}


def test_loading_rules_needs_no_json_and_no_terminal() -> None:
    """Compiling needs the parser, and neither pydantic nor the command line."""
    code = "import sys, tsunagari; tsunagari.load; print(*sys.modules)"
    loaded = {name.partition(".")[0] for name in run(code)[1].split()}
    assert not {"pydantic", "typer", "rich", "rapidfuzz"} & loaded


@pytest.mark.nightly
def test_an_answer_comes_within_half_a_second() -> None:
    """From the shell's prompt to the answer of the Yamagata ruleset, everything read anew: the median of nine."""
    told = ("--age", "16", "--issue", "不登校", "--lives", "山形市", "--at", "2026-05-01T15:00")
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "tsunagari", "route", str(RULES / "yamagata"), *told],
            capture_output=True, check=False,
        )  # fmt: skip
        times.append(time.perf_counter() - start)
        assert done.returncode == 0
    assert median(times) <= ANSWER
