"""A world of the whole nation, from text to answers: how long each step takes, and how much memory.

    python benchmarks/nation.py [--share 0.01] [--seed 1] [--decisions 2000] [--no-proof] [--check] [--keep FOLDER]

1,741 municipalities (a designated city is one; its wards are leaves below it, the special wards of Tokyo are
municipalities) with 60 desks each: about 104,000 resources, none with a telephone number, for nothing here is real. A
national file has rules that lead to `every KIND`, four for each of the 60 kinds and five for all kinds at once; each
municipality has 35 rules of its own: about a million clauses (pairs of a clause and a resource). `--share` takes so
many of the municipalities, spread over the nation.

Whoever lives in a municipality of the world and states an issue is led to a desk of it: eight fields of issues by two
groups of ages; that is what `assert covered without default` has proved. Everybody else gets a line of the nation.
A step's memory is the peak of the resident set during that step, the growth is what it left behind. A step that fails
is told with what failed, and the steps that need it are left out.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from tsunagari import Consultation, Program, facts_from_json
from tsunagari.analysis.assertions import decide
from tsunagari.artifact.read import from_bytes
from tsunagari.artifact.write import to_bytes
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.errors import TsunagariError
from tsunagari.model.places import Place, gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.compiling import Compiled, Parsed, compile_ruleset, parse_sources
from tsunagari.pipeline.proving import answering
from tsunagari.pipeline.report import report_on
from tsunagari.shell.folders import read_folder

T = TypeVar("T")
FIELDS, BELOW = 8, 9
KINDS = 60
"""Kinds of desks; the first sixteen are those that leave nobody alone: a field of issues and a group of ages each."""
EACH, ALL, OWN = 4, 5, 35
"""Rules for each kind, rules for all kinds at once, rules of a municipality's own."""
FIRST, LAST = date(2026, 4, 1), date(2028, 3, 31)
AGES = ("under 18", "18 or over")
CONDITIONS = (
    "when age 15..39", "when age 65 or over", "when caller self", "when caller family", "when wish anonymous",
    "when danger yes", "when school high", "when work none",
)  # fmt: skip
HEAD = """ruleset "nation"

hours counter
  weekdays 9:00-17:00

hours late
  monday-friday 10:00-21:00
  saturday, sunday, holidays 10:00-18:00

attribute school
  one of elementary, junior-high, high, left
attribute work
  one of none, part, full
wish anonymous

organization nation

resource line
  by nation
  speaks any
  open around-the-clock
default line
  route line
"""


def municipalities(share: float = 1.0) -> tuple[Place, ...]:
    """The municipalities of today, or so large a share of them, spread evenly in the order of their codes."""
    found = [place for place in gazetteer().places if place.kind == "municipality" and place.current]
    count = max(1, round(share * len(found)))
    return tuple(found[number * len(found) // count] for number in range(count))


def write_world(folder: Path, share: float, seed: int) -> int:
    """Write the rules of so much of the nation: one file for the nation and one for each municipality; their bytes."""
    chosen = municipalities(share)
    sizes = [_written(folder / "nation.tsu", _nation(random.Random(f"{seed} nation"), chosen))]
    for place in chosen:
        inner = folder / place.prefecture
        inner.mkdir(exist_ok=True)
        sizes.append(_written(inner / f"{place.code}.tsu", _town(random.Random(f"{seed} {place.code}"), place)))
    return sum(sizes)


def _written(path: Path, lines: Iterator[str]) -> int:
    text = "\n".join(lines) + "\n"
    path.write_text(text, encoding="utf-8")
    return len(text.encode("utf-8"))


def _nation(chance: random.Random, chosen: tuple[Place, ...]) -> Iterator[str]:
    yield HEAD
    for field in range(FIELDS):
        yield from (f"issue i{field}-{below}" for below in range(BELOW))
        yield f"issue i{field}\n  includes " + ", ".join(f"i{field}-{below}" for below in range(BELOW))
    yield from (f"resource-kind k{kind}" for kind in range(KINDS))
    for kind in range(2 * FIELDS):
        yield f"rule k{kind}\n  when issue i{kind // 2}\n  when age {AGES[kind % 2]}\n  route every k{kind}"
    for kind in range(KINDS):
        for number in range(kind < 2 * FIELDS, EACH):
            issue = f"i{kind % FIELDS}-{chance.randrange(BELOW)}"
            yield f"rule k{kind}-{number}\n  when issue {issue}\n  {chance.choice(CONDITIONS)}\n  route every k{kind}"
    every = ", ".join(f"every k{kind}" for kind in range(KINDS))
    for number in range(ALL):
        yield f"rule all-{number}\n  when issue i{number}-{number}\n  {CONDITIONS[number]}\n  route {every}"
    yield "area reached\n  includes " + ", ".join(place.code for place in chosen)
    fields = ", ".join(f"i{field}" for field in range(FIELDS))
    yield f"assert covered without default\n  when lives reached\n  when language 日本語\n  when issue {fields}"


def _town(chance: random.Random, place: Place) -> Iterator[str]:
    yield f"organization town-{place.code}"
    for kind in range(KINDS):
        yield f"resource d{place.code}-{kind}\n  by town-{place.code}\n  kind k{kind}\n  serves {place.code}"
        if kind >= 2 * FIELDS:
            if chance.random() < 0.15:
                yield f"  open {chance.choice(('counter', 'late'))}"
            if chance.random() < 0.2:
                yield "  honours anonymous"
            yield from (f"  via {channel}" for channel in chance.choice(((), (), ("phone",), ("phone", "visit"))))
    for number in range(OWN):
        issues = sorted({f"i{chance.randrange(FIELDS)}-{chance.randrange(BELOW)}" for _ in range(2)})
        desk = f"d{place.code}-{chance.randrange(KINDS)}"
        lines = f"rule r{place.code}-{number}\n  when issue {', '.join(issues)}\n  {chance.choice(CONDITIONS)}"
        yield f"{lines}\n  route {desk}"


def consultations(share: float, seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Facts told exactly, of people in the municipalities of the share."""
    chance = random.Random(f"{seed} consultations")
    places = [leaf.code for place in municipalities(share) for leaf in gazetteer().children(place) or (place,)]
    for _ in range(count):
        home = chance.choice(places)
        yield {
            "issues": [f"i{chance.randrange(FIELDS)}-{chance.randrange(BELOW)}"],
            "lives": home, "stays": home, "caller_lives": home, "works": "none", "studies": "none",
            "age": chance.randint(6, 95), "channel": chance.choice(("phone", "visit")), "language": "日本語",
            "at": f"2026-{chance.randint(4, 12):02}-{chance.randint(1, 28):02}T{chance.randint(0, 23):02}:30:00+09:00",
            "caller": chance.choice(("self", "family")), "danger": chance.random() < 0.05,
            "attributes": {"school": chance.choice(("high", "left")), "work": chance.choice(("none", "full"))},
            "wishes": ["anonymous"] if chance.random() < 0.2 else [],
        }  # fmt: skip


class Steps:
    """Runs one step after the other and prints what each costs."""

    def __init__(self) -> None:
        print(f"{'step':34} {'seconds':>9} {'peak MB':>9} {'growth MB':>10}", flush=True)

    def run(self, name: str, step: Callable[[], T], told: Callable[[T], str] = lambda _: "") -> T | None:
        """What the step gives; None where it failed, which is told."""
        gc.collect()
        _forget_peak()
        before, start = _memory("VmRSS"), time.perf_counter()
        try:
            made = step()
        except (MemoryError, RecursionError, ValueError, OverflowError, TsunagariError) as broken:
            print(f"{name:34} broke: {type(broken).__name__} {getattr(broken, 'code', '')}", flush=True)
            return None
        seconds, peak = time.perf_counter() - start, _memory("VmHWM")
        gc.collect()
        growth = _memory("VmRSS") - before
        print(f"{name:34} {seconds:9.2f} {peak:9.0f} {growth:10.0f}  {told(made)}", flush=True)
        return made


def _forget_peak() -> None:
    """From here on the peak of the resident set is counted anew (Linux, proc(5): clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory(field: str) -> float:
    """A field of /proc/self/status in megabytes."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise ValueError(field)


def parsed_folder(folder: Path) -> Parsed:
    """The trees of the world's files."""
    contents = read_folder(folder, folder.parent, folder)
    return parse_sources(folder.name, contents.sources)


def resolved(parsed: Parsed) -> Ruleset:
    """The resolved ruleset; ValueError where it has errors."""
    compiled = compile_ruleset((parsed,))
    if compiled.ruleset is None:
        raise ValueError("\n".join(one.headline() for one in compiled.diagnostics[:10]))
    return compiled.ruleset


def clauses_of(ruleset: Ruleset) -> int:
    """Pairs of a clause and a resource that it routes to."""
    return sum(len(rule.route) for rule in ruleset.rules)


def routed(program: Program, share: float, seed: int, count: int) -> str:
    """Median and 99th percentile of one decision with its first five referrals, and of every referral."""
    figures = []
    for first in (5, None):
        seconds = []
        hits = 0
        for facts in consultations(share, seed, count):
            told = facts_from_json(facts)
            start = time.perf_counter()
            decision = program.route(told)
            found = decision.referrals if first is None else decision.top(first)
            seconds.append(time.perf_counter() - start)
            hits += len(found)
            if decision.gap is not None:
                raise ValueError("somebody is led to nobody")
        middle, late = statistics.median(seconds) * 1e6, statistics.quantiles(seconds, n=100)[-1] * 1e6
        name = "all" if first is None else f"top {first}"
        figures.append(f"{name}: {middle:.1f} µs, p99 {late:.0f} µs, {hits / count:.1f} hits")
    return "; ".join(figures)


def proved(ruleset: Ruleset) -> str:
    """What became of `assert covered`."""
    verdict = decide(ruleset, ruleset.assertions[0], answering, japanese_holidays(), FIRST, LAST)
    return f"{verdict.outcome}, {verdict.proofs} proofs, {verdict.nodes} nodes"


def checked(ruleset: Ruleset, trees: tuple[Parsed, ...]) -> str:
    """Every finding of `tsunagari check`, assertions included."""
    report = report_on(Compiled(ruleset, trees, ()), FIRST)
    return ", ".join(f"{count} {code}" for code, count in sorted(Counter(one.code for one in report.findings).items()))


def everywhere(program: Program, share: float) -> None:
    """One decision in each municipality: what is made when first met is met."""
    for place in municipalities(share):
        program.route(Consultation(lives=place.code, issues=["i0-0"], age=30, language="日本語")).top(5)


def _sum(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:12]


def main() -> None:
    """Run every step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--share", type=float, default=0.01, help="how much of the nation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--decisions", type=int, default=2000)
    parser.add_argument("--no-proof", action="store_true", help="leave the proof of coverage out")
    parser.add_argument("--check", action="store_true", help="make every finding of `tsunagari check` too")
    parser.add_argument("--keep", type=Path, help="write the rules here and keep them")
    chosen = parser.parse_args()
    steps = Steps()
    with ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(TemporaryDirectory()))
        folder = folder / "nation"
        folder.mkdir(parents=True, exist_ok=True)
        size = steps.run("generate", lambda: write_world(folder, chosen.share, chosen.seed))
        print(f"{(size or 0) / 1e6:.1f} MB of rules", flush=True)
        parsed = steps.run("parse", lambda: parsed_folder(folder), lambda one: f"{len(one.files)} files")
    ruleset = None if parsed is None else steps.run(
        "resolve", lambda: resolved(parsed), lambda one: f"{len(one.resources)} resources, {clauses_of(one)} clauses"
    )  # fmt: skip
    if ruleset is None or parsed is None:
        return
    trees, parsed = (parsed,) if chosen.check else (), None
    if not chosen.no_proof:
        steps.run("prove coverage", lambda: proved(ruleset), str)
    if chosen.check:
        steps.run("check everything", lambda: checked(ruleset, trees), str)
    program = steps.run("index", lambda: Program(ruleset))
    if program is None:
        return
    steps.run("route", lambda: routed(program, chosen.share, chosen.seed, chosen.decisions), str)
    raw = steps.run("build", lambda: to_bytes(program), lambda made: f"{len(made) / 1e6:.1f} MB, {_sum(made)}")
    program = ruleset = None
    if raw is None:
        return
    loaded = steps.run("load", lambda: from_bytes(raw))
    if loaded is not None:
        steps.run("first decision in each municipality", lambda: everywhere(loaded, chosen.share))
        steps.run("route what was loaded", lambda: routed(loaded, chosen.share, chosen.seed, chosen.decisions), str)


if __name__ == "__main__":
    main()
