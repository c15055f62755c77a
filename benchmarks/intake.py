"""How long a caller's words take, with and without the dictionary, over every text of `tests/intake/sayings`.

Run `python benchmarks/intake.py` from the root. Printed are milliseconds of processor time a text: the first one
(which makes phrases and places ready), the median, the 99th percentile and the slowest; for comparison, what looking
for each declared word as it stands takes, which is the least that anybody could do.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import tsunagari
from tsunagari.hearing import morphemes
from tsunagari.hearing.listening import LONGEST
from tsunagari.hearing.phrases import phrases_of

ROOT = Path(__file__).resolve().parents[1]


def milliseconds(heard: Callable[[str], object], texts: list[str]) -> list[float]:
    """The time of each text."""
    times = []
    for text in texts:
        start = time.process_time()
        heard(text)
        times.append((time.process_time() - start) * 1000)
    return times


def row(name: str, times: list[float]) -> None:
    """One line: the first, and median, p99 and slowest of the rest."""
    first, rest = times[0], sorted(times[1:])
    p99 = rest[int(len(rest) * 0.99)]
    middle = statistics.median(rest)
    print(f"{name:24} first {first:7.1f}  median {middle:6.2f}  p99 {p99:6.2f}  slowest {rest[-1]:6.2f}")


def main() -> None:
    """Measure and print."""
    files = sorted((ROOT / "tests" / "intake" / "sayings").glob("*.jsonl"))
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    program = tsunagari.load(ROOT / "rules" / "vocabulary")
    words = list(phrases_of(program.ruleset).exact)
    row("words as they stand", milliseconds(lambda text: [word for word in words if word in text], texts))
    for dictionary in (False, True) if morphemes.available() else (False,):
        name = "intake with dictionary" if dictionary else "intake"
        row(name, milliseconds(lambda text, on=dictionary: tsunagari.intake(program, text, dictionary=on), texts))  # type: ignore[misc]
    longest = ["".join(texts[at:])[:LONGEST] for at in range(0, 200, 10)]
    row(f"intake of {LONGEST} letters", milliseconds(lambda text: tsunagari.intake(program, text), longest))


if __name__ == "__main__":
    main()
