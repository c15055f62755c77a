"""One world: build, check, time by turns, weigh.

Law: everything about one world happens in one run, and the outcome is plain JSON: every row says either its figures or
why there are none.
"""

from __future__ import annotations

import importlib.metadata
import platform
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from contest.blocks import CLOCKS, timed
from contest.checking import NotRun, Truth, check, truths
from contest.field import BY_KEY, ENTRIES, Entry, Scale, Site
from contest.footprint import in_child, written
from contest.peer import Contestant

DISTRIBUTIONS = {"roaring": "pyroaring", "zen": "zen-engine", "cel": "common-expression-language",
                 "cedar": "cedarpy", "rule-engine": "rule-engine"}  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """How much is measured.

    `checks` consultations must agree, `asks` are timed in blocks of `block`; `box` seconds end the block of who is
    slow, `patience` seconds the checking or building of who is too slow; `weigh`: also memory, in fresh processes.
    """

    checks: int = 500
    asks: int = 2000
    block: int = 50
    box: float = 0.5
    patience: float = 600
    weigh: bool = True
    seed: int = 1
    children: int = 2
    clock: str = "processor"


def contest(scale: Scale, keys: Sequence[str], measure: Measure, tell: Callable[[str], None]) -> dict[str, Any]:
    """The figures of one world as JSON."""
    site, started = Site(scale, measure.seed), time.perf_counter()
    tell("making the world")
    asked = site.asked(max(measure.checks, measure.asks))
    tell(f"asking the oracle {measure.checks} times")
    oracle = truths(site, asked[: measure.checks], measure.children)
    rows: dict[str, Any] = {}
    contestants: dict[str, Contestant] = {}
    for entry in (one for one in ENTRIES if one.key in keys):
        tell(f"building and checking {entry.key}")
        row = rows[entry.key] = _facing(entry)
        found = _admitted(entry, site, oracle, measure)
        if isinstance(found, str):
            row["not_run"] = found
        else:
            contestants[entry.key], row["build_here_s"], row["checked"] = found
    turns = asked[: measure.asks]
    times = timed(contestants, turns, block=measure.block, box=measure.box, clock=CLOCKS[measure.clock], tell=tell)
    for key, one in times.items():
        rows[key].update(one.figures())
    if measure.weigh:
        _weigh(site, [key for key in contestants if BY_KEY[key].shares is None], rows, measure, tell)
    hits = [len(truth.answer) for truth in oracle]
    return {
        "clauses": scale.clauses,
        "national": scale.national,
        "national_lines": sum(line.area is None and not line.withhold for line in site.rulebook.lines),
        "lines": len(site.rulebook.lines),
        "hits": {"mean": round(sum(hits) / len(hits), 2), "most": max(hits)},
        "distinct": len({repr(sorted(one.facts.items(), key=lambda pair: pair[0])) for one in asked}) / len(asked),
        "measure": {"checks": measure.checks, "asks": measure.asks, "block": measure.block, "box_s": measure.box,
                    "seed": measure.seed, "clock": measure.clock},
        "seconds": round(time.perf_counter() - started, 1),
        "rows": rows,
    }  # fmt: skip


def _weigh(
    site: Site, keys: Sequence[str], rows: dict[str, Any], measure: Measure, tell: Callable[[str], None]
) -> None:
    """Memory and build of each, in fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        lines = written(site, folder)
        for key in keys:
            tell(f"weighing {key}")
            found = in_child(key, site.scale, measure.seed, measure.patience, lines)
            rows[key].update(found if isinstance(found, dict) else {"not_weighed": found})


def _facing(entry: Entry) -> dict[str, Any]:
    return {"engine": entry.engine, "reading": entry.reading, "partition": entry.partition}


def _admitted(
    entry: Entry, site: Site, oracle: Sequence[Truth], measure: Measure
) -> tuple[Contestant, float, int] | str:
    """The contestant, the seconds that it took to make, and how often it agreed; or why it is not run."""
    if entry.absent:
        return f"`{entry.package}` is not installed"
    started = time.perf_counter()
    contestant = entry.make(site)
    built = round(time.perf_counter() - started, 3)
    agreed = check(entry, contestant, site, site.asked(len(oracle)), oracle, measure.patience)
    return agreed.reason if isinstance(agreed, NotRun) else (contestant, built, agreed)


def versions() -> dict[str, str]:
    """What ran: Python, SQLite and the peers' packages."""
    found = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version, "machine": platform.machine()}
    for name in DISTRIBUTIONS.values():
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "absent"
    return found
