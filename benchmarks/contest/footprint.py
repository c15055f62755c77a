"""What an engine costs before it answers: seconds to build and memory that stays, each in a fresh process.

Law: a child makes the world, hands its freed memory back to the system, then builds one engine and asks it a few
consultations, since some engines build when first asked; memory is what the resident set grew by. The lines of the
peers and the resolved ruleset of the product are there before, and not counted in either; what the ruleset and the
parsed text hold is told apart. Linux and glibc only; elsewhere memory is not told (None).
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import pickle
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from contest.field import BY_KEY, Scale, Site

ASKS = 50


def resident() -> int | None:
    """Bytes of the resident set after everything free was handed back."""
    gc.collect()
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, AttributeError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _grown(since: int | None) -> float | None:
    now = resident()
    return None if since is None or now is None else round(max(0, now - since) / 1e6, 1)


def measured(key: str, scale: Scale, seed: int, lines: str | None) -> dict[str, Any]:
    """Seconds and megabytes of one engine, in this process; `lines` is the file of `written`, for peers."""
    site, entry, held = Site(scale, seed), BY_KEY[key], None
    if lines is None:
        before = resident()
        site.reading  # noqa: B018 - the ruleset is there before
        held = _grown(before)
        asked = site.asked(ASKS)
    else:
        site.rulebook, asked = pickle.loads(Path(lines).read_bytes())
    before, started = resident(), time.perf_counter()
    contestant = entry.make(site)
    for one in asked[:1]:
        contestant.ask(contestant.prepare(one))
    seconds = time.perf_counter() - started
    ends = time.perf_counter() + 20
    for one in asked:
        contestant.ask(contestant.prepare(one))
        if time.perf_counter() > ends:
            break
    grown = _grown(before)
    return {"build_s": round(seconds, 3), "memory_mb": grown, "ruleset_mb": held}


def written(site: Site, folder: str) -> str:
    """The lines and some consultations in a file, so that a child need not make the world anew."""
    asked = tuple(replace(one, told=None) for one in site.asked(ASKS))  # type: ignore[arg-type]
    path = Path(folder) / "lines"
    path.write_bytes(pickle.dumps((site.rulebook, asked)))
    return str(path)


def in_child(key: str, scale: Scale, seed: int, patience: float, lines: str) -> dict[str, Any] | str:
    """The same in a fresh process, or why there is no figure; `patience` in seconds, `lines` the file of `written`."""
    own = BY_KEY[key].product or key == "reference"  # they begin at the ruleset
    told = json.dumps({"key": key, "clauses": scale.clauses, "national": scale.national, "seed": seed,
                       "lines": None if own else lines})  # fmt: skip
    folder = Path(__file__).resolve().parent.parent
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "contest.footprint", told],
            cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=patience,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"not built within {patience:,.0f} s"
    if done.returncode:
        return f"failed to build (exit {done.returncode}): {done.stderr.strip().splitlines()[-1:]}"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """The child."""
    told = json.loads(sys.argv[1])
    print(json.dumps(measured(told["key"], Scale(told["clauses"], told["national"]), told["seed"], told["lines"])))


if __name__ == "__main__":
    main()
