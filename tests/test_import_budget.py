"""`import tsunagari` stays light (design §7)."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

HEAVY = ("lark", "pydantic", "rapidfuzz", "typer", "rich", "jpholiday")
BUDGET = 0.060
ROUNDS = 9


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
