"""Instructions a decision takes, counted by callgrind: a check for regressions that noise cannot fool.

    python benchmarks/instructions.py            count, compare with the baseline of this Python, exit 1 beyond 5 %
    python benchmarks/instructions.py --update   count and write the baseline

A fixed, seeded workload (2,000 decisions on the world of 1,000 clauses, the same for each reading) runs in one child
under `valgrind --tool=callgrind` with PYTHONHASHSEED=0. Counting is off until the world stands and everything is warm,
and is read after each reading; a round of the same loop without a decision is subtracted. *admit* is looking up what is
told, *count* a decision of which nothing is looked at but counts, *five* and *all* its first five and every referral.
The baseline is kept by Python's minor version, since the interpreter itself differs. Needs the Debian package
`valgrind`; a run takes some minutes.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from worlds import world

from tsunagari import Consultation
from tsunagari.engine.index.matcher import Matcher
from tsunagari.pipeline.program import Program

HERE = Path(__file__).resolve().parent
BASELINE = HERE / "instructions.json"
READINGS = ("none", "admit", "count", "five", "all")
TOLERANCE = 0.05
DECISIONS, CLAUSES = 2_000, 1_000
TOTAL = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)


def child(decisions: int, clauses: int) -> None:
    """Makes everything ready, then does the reading that each line of its input names."""
    made = world(clauses)
    ruleset = made.ruleset()
    matcher = Matcher(ruleset)
    program = Program(ruleset, answerer=matcher)
    several = [Consultation(**facts) for facts in made.told_exactly(decisions)]
    steps: dict[str, Callable[[Consultation], Any]] = {
        "none": lambda _: None,
        "admit": lambda one: matcher.admitted(one),
        "count": lambda one: program.route(one).maybe_count,
        "five": lambda one: program.route(one).top(5),
        "all": lambda one: program.route(one).referrals,
    }
    for one in several:  # what is worked out once a process, holidays for one, is not what is counted
        program.route(one).referrals  # noqa: B018
    gc.collect()
    gc.disable()
    print("ready", flush=True)
    for line in sys.stdin:
        step = steps[line.strip()]
        for one in several:
            step(one)
        print("done", flush=True)


class Counter:
    """A child under callgrind, which counts what it does for one line of its input."""

    def __init__(self, folder: str, decisions: int, clauses: int) -> None:
        self._folder, self._taken = Path(folder), 0
        path = os.pathsep.join(filter(None, sys.path))
        self._child = subprocess.Popen(
            ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out",
             sys.executable, str(Path(__file__).resolve()), "--child", str(decisions), str(clauses)],
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": path},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._hear("ready")
        self._tell("--instr=on")

    def counted(self, reading: str) -> int:
        """Instructions of one round of a reading."""
        self._tell("--zero")
        if self._child.stdin is None:
            raise RuntimeError("a child without input")
        self._child.stdin.write(f"{reading}\n")
        self._child.stdin.flush()
        self._hear("done")
        self._tell("--dump")
        self._taken += 1
        text = (self._folder / f"out.{self._taken}").read_text()
        return int(TOTAL.findall(text)[-1])

    def end(self) -> None:
        """Let the child go."""
        self._child.communicate()

    def _hear(self, word: str) -> None:
        if self._child.stdout is None or self._child.stdout.readline().strip() != word:
            raise SystemExit(f"the child under callgrind ended before it said `{word}`")

    def _tell(self, command: str) -> None:
        done = subprocess.run(
            ["callgrind_control", command, str(self._child.pid)], capture_output=True, text=True, check=False
        )
        if done.returncode or "OK." not in done.stdout:
            raise SystemExit(f"callgrind_control {command} failed: {done.stdout}{done.stderr}")


def measured(decisions: int, clauses: int) -> dict[str, int]:
    """Instructions of one decision for each reading."""
    with tempfile.TemporaryDirectory() as folder:
        counter = Counter(folder, decisions, clauses)
        totals = {reading: counter.counted(reading) for reading in READINGS}
        counter.end()
    return {one: round((totals[one] - totals["none"]) / decisions) for one in READINGS[1:]}


def compared(found: dict[str, int], baseline: dict[str, int] | None, tolerance: float) -> tuple[list[str], bool]:
    """A line for each reading, and whether none takes more than the baseline and its tolerance."""
    lines, fine = [], True
    for reading, now in found.items():
        before = (baseline or {}).get(reading)
        if before is None:
            lines.append(f"{reading:<6}{now:>12,} instructions, no baseline")
            continue
        change = now / before - 1
        slower = now - before > tolerance * before
        fine = fine and not slower
        verdict = "SLOWER" if slower else "faster: --update" if change < -tolerance else "as before"
        lines.append(f"{reading:<6}{now:>12,} instructions, baseline {before:>12,}, {change:+.1%} {verdict}")
    return lines, fine


def main(arguments: Sequence[str] | None = None) -> int:
    """Count and compare; 1 where something takes more instructions, 2 where nothing can be counted."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true", help="write the baseline of this Python")
    options.add_argument("--tolerance", type=float, default=TOLERANCE)
    options.add_argument("--decisions", type=int, default=DECISIONS)
    options.add_argument("--clauses", type=int, default=CLAUSES)
    options.add_argument("--child", nargs=2, metavar=("DECISIONS", "CLAUSES"), help=argparse.SUPPRESS)
    told = options.parse_args(arguments)
    if told.child:
        child(int(told.child[0]), int(told.child[1]))
        return 0
    if shutil.which("valgrind") is None:
        print("valgrind is not installed (Debian package `valgrind`)", file=sys.stderr)
        return 2
    kept = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    own = (told.decisions, told.clauses) == (DECISIONS, CLAUSES)
    found = measured(told.decisions, told.clauses)
    lines, fine = compared(found, kept.get(version) if own else None, told.tolerance)
    print(f"one decision at {told.clauses:,} clauses, Python {version}:", *lines, sep="\n")
    if told.update:
        if not own:
            print("a baseline is of the workload as it stands: leave out --decisions and --clauses", file=sys.stderr)
            return 2
        kept[version] = found
        BASELINE.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")
        return 0
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
