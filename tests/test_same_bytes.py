"""Same facts, same digest, same bytes: whatever the hash seed, and from one Python to the next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ANOTHER = "TSUNAGARI_ANOTHER_PYTHON"


def decided(seed: int, python: str = sys.executable) -> str:
    """What `scripts/decide_examples.py` prints with this hash seed."""
    done = subprocess.run(
        [python, str(ROOT / "scripts" / "decide_examples.py")],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_three_hash_seeds_give_the_same_bytes() -> None:
    """Digests, the decisions on every example of every ruleset, and the first explanations."""
    first = decided(0)
    assert len(first.splitlines()) >= 4
    assert decided(1) == first and decided(4_294_967_295) == first


@pytest.mark.nightly
def test_many_hash_seeds_and_another_python_give_the_same_bytes() -> None:
    """Twenty-five seeds, and three with the interpreter that TSUNAGARI_ANOTHER_PYTHON names."""
    assert len({decided(seed) for seed in range(25)}) == 1
    if ANOTHER not in os.environ:
        pytest.skip(f"{ANOTHER} names no interpreter")
    assert len({decided(seed, os.environ[ANOTHER]) for seed in range(3)} | {decided(0)}) == 1
