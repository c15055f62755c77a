"""Does it stay well? Very many decisions in flat memory, and threads that route while rulesets are swapped in.

    python benchmarks/soak.py decisions [--decisions 100000] [--threads 1] [--minutes M] [--state FILE] [--clauses 1000]
                                        [--told] [--batch]
    python benchmarks/soak.py swaps [--swaps 100] [--threads 4] [--minutes M]

`decisions`: consultations of a municipal-shaped world are routed and their first five referrals looked at, one by one;
the resident set is sampled all along. The first third is a warm-up and not judged; of the rest the run fails (exit code
1) where the straight line that fits best rises by more than a hundred bytes a decision, or where two tenths end more
than four megabytes apart. A leak of fifty bytes a decision fails by the second bound from 150,000 decisions on, where a
process that only breathes stays below both. `--decisions 100000000` is the full soak; `--minutes` ends it earlier,
`--state` notes what was done so that the next call goes on from there (a new process, so that memory is judged for each
call alone). What was really done is printed in every case. By themselves some of the people leave things unstated,
which is slower; `--told` lets everybody state everything, and `--batch` routes those through pyarrow, where every batch
must be answered as the first was.

`swaps`: threads route without a pause while another thread puts rulesets in the place of each other, a third of them
bad: errors, tests that fail, a folder that is none, a message cut short, another one's program, rubbish. Every ruleset
leads to a desk named after it, so that each decision shows whether its digest and its contents belong together. It
fails where a route raises, a decision mixes two rulesets, a digest was never put in place, a bad ruleset was, or memory
grows. The rulesets are compiled in one child process that stays, since ten thousand interpreters would take hours to
start; every hundredth is compiled by a child of its own, as `Live.renew` does.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import IO, Any, TypeAlias

from tsunagari import Consultation, Live, Program, facts_from_json, load
from tsunagari.shell.apart import message, understood
from tsunagari.shell.apart_child import told

MOST_BYTES_A_DECISION = 100.0
"""Of the slope, which a short run must keep too: a dictionary of one entry that stays behind is more."""
MOST_APART = 4.0
"""Megabytes between the ends of any two tenths: a process breathes by so much, a leak in a long run by far more."""
FEWEST = 10
"""Samples after the warm-up: fewer show nothing, and nothing is claimed of them."""
SEVERAL = 2000
"""Different consultations that are routed over and over."""
BATCH = 50_000
"""Rows of a batch."""
SOMEBODY = Consultation(issues=["money"], lives="山形市", language="日本語", channel="電話")


Seen: TypeAlias = tuple[str, str, str]
"""Of a decision: its digest, the name of its ruleset, its first desk."""


@dataclass(slots=True)
class Memory:
    """The resident set, sampled as the work goes on."""

    done: list[int] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def sample(self, done: int) -> None:
        """Note what the process holds after so much work."""
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        self.done.append(done)
        self.megabytes.append(pages * 4096 / 1e6)

    def verdict(self) -> tuple[bool, str]:
        """Whether it stayed flat after the warm-up, and the figures; of too few samples nothing is said to be wrong."""
        whole = self.done[-1] if self.done else 0
        start = sum(done < whole / 3 for done in self.done)
        done, held = self.done[start:], self.megabytes[start:]
        if len(done) < FEWEST:
            return True, "too short to judge memory"
        slope = _slope(done, held) * 1e6
        ends = [held[(tenth + 1) * len(held) // 10 - 1] for tenth in range(10)]
        apart = max(ends) - min(ends)
        flat = slope <= MOST_BYTES_A_DECISION and apart <= MOST_APART
        return flat, f"{held[0]:.1f} → {held[-1]:.1f} MB, {slope:.1f} bytes a decision, tenths {apart:.1f} MB apart"


def _slope(xs: Sequence[int], ys: Sequence[float]) -> float:
    """The slope of the straight line that fits best (least squares)."""
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - middle_x) ** 2 for x in xs)
    return sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / across if across else 0.0


@dataclass(slots=True)
class Outcome:
    """What a soak came to."""

    done: int
    seconds: float
    memory: Memory
    faults: list[str]
    swapped: int = 0
    refused: int = 0

    def report(self) -> bool:
        """Print it; whether all is well."""
        flat, said = self.memory.verdict()
        print(f"{self.done} decisions in {self.seconds:.1f} s ({self.done / max(self.seconds, 1e-9):.0f} a second)")
        if self.swapped or self.refused:
            print(f"{self.swapped} rulesets put in place, {self.refused} refused")
        print(f"memory: {'flat' if flat else 'GROWS'}: {said}")
        for fault in self.faults[:10]:
            print(f"fault: {fault}")
        return flat and not self.faults


def soak_decisions(
    program: Program, consultations: Sequence[Consultation], decisions: int, threads: int, seconds: float
) -> Outcome:
    """So many decisions by so many threads, or as many as the seconds allow."""
    memory, faults, ended = Memory(), list[str](), Event()
    shares = [decisions // threads + (number < decisions % threads) for number in range(threads)]
    counts = [0] * threads
    start = time.monotonic()

    def work(number: int) -> None:
        at = number * 31
        try:
            while counts[number] < shares[number] and not ended.is_set():
                for _ in range(min(500, shares[number] - counts[number])):
                    at = (at + 1) % len(consultations)
                    decision = program.route(consultations[at])
                    decision.top(5)
                    if decision.digest != program.digest:
                        faults.append("a digest of another ruleset")
                    counts[number] += 1
        except Exception as fault:
            faults.append(f"a route raised {type(fault).__name__}")

    workers = [Thread(target=work, args=(number,)) for number in range(threads)]
    for one in workers:
        one.start()
    pause = 0.02
    while alive := [one for one in workers if one.is_alive()]:
        memory.sample(sum(counts))
        if time.monotonic() - start > seconds:
            ended.set()
        alive[0].join(pause)
        pause = min(5.0, pause * 1.1)
    memory.sample(sum(counts))
    return Outcome(sum(counts), time.monotonic() - start, memory, faults)


def text_of(number: int, *, wrong: str = "") -> str:
    """A ruleset that leads to a desk of its number; `wrong` is what its test expects instead."""
    more = (f"rule more{one}\n  when issue debt\n  when age under {one + 1}\n  route r{number}" for one in range(8))
    extra = "\n".join(more)
    return f"""ruleset "n{number}"
issue money
issue debt
resource r{number}
  speaks any
rule one
  when issue money
  route r{number}
{extra}
test "led"
  given issue money
  given language 日本語
  expect {wrong or f"r{number}"}
"""


def bad_text(number: int) -> str:
    """A ruleset that must never answer: it has errors, or its test fails."""
    if number % 2:
        return text_of(number).replace(f"route r{number}", "route nobody", 1)
    return text_of(number, wrong=f"r{number}\n  expect gap")


BAD = ("errors", "tests", "nowhere", "cut", "another", "rubbish")


def factory(swaps: int) -> None:
    """The child that compiles: a message for each number, with its length before it, to standard output."""
    out = sys.stdout.buffer
    with TemporaryDirectory() as folder:
        rules = Path(folder) / "rules"
        rules.mkdir()
        for number in range(swaps):
            said = _message(rules, number)
            out.write(len(said).to_bytes(8, "little") + said)
            out.flush()


def badness(number: int) -> str | None:
    """How the ruleset of a number is bad: every third one is."""
    return BAD[number // 3 % len(BAD)] if number % 3 == 2 else None


def _message(rules: Path, number: int) -> bytes:
    bad = badness(number)
    if bad == "rubbish":
        return random.Random(number).randbytes(2000)
    if bad == "nowhere":
        return told(str(rules / "nowhere"), tests=True)
    wrong = {"errors": number | 1, "tests": number & ~1}
    text = text_of(number) if bad not in wrong else bad_text(wrong[bad])
    (rules / "rules.tsu").write_text(text, encoding="utf-8")
    said = told(str(rules), tests=True)
    if bad == "cut":
        return said[: len(said) * 2 // 3]
    if bad == "another":
        payload = said[said.index(b"\n") + 1 :]
        return message({"kind": "program", "digest": "sha256:" + "0" * 64}, payload)
    return said


def messages(swaps: int) -> Iterator[bytes]:
    """What the child says, one by one."""
    command = [sys.executable, __file__, "factory", "--swaps", str(swaps)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        try:
            for _ in range(swaps):
                yield _exactly(child.stdout, int.from_bytes(_exactly(child.stdout, 8), "little"))
        finally:
            child.kill()


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) != size:
        raise SystemExit("the child that compiles has died")
    return found


def soak_swaps(swaps: int, threads: int, seconds: float, apart_every: int = 100) -> Outcome:
    """Threads that route while so many rulesets are put in place, or as many as the seconds allow."""
    memory, faults, ended = Memory(), list[str](), Event()
    with TemporaryDirectory() as folder:
        first = Path(folder) / "rules"
        first.mkdir()
        (first / "rules.tsu").write_text(text_of(0), encoding="utf-8")
        live = Live(load(first))
        placed = {live.digest: "n0"}  # digest → name, of all that were ever put in place
        counts = [0] * threads
        seen: list[set[Seen]] = [set() for _ in range(threads)]

        def looked_at(found: Sequence[set[Seen]]) -> None:
            for digest, name, desk in set[Seen]().union(*found):
                if placed.get(digest) != name or desk != "r" + name[1:]:
                    faults.append(f"a decision of {name} names {desk} and a digest that is not its own")

        def work(number: int) -> None:
            try:
                while not ended.is_set():
                    decision = live.route(SOMEBODY)
                    seen[number].add((decision.digest, decision.ruleset, decision.referrals[0].resource))
                    counts[number] += 1
            except Exception as fault:
                faults.append(f"a route raised {type(fault).__name__}")

        workers = [Thread(target=work, args=(number,)) for number in range(threads)]
        for one in workers:
            one.start()
        start, swapped, refused = time.monotonic(), 0, 0
        waiting: list[set[Seen]] = []  # a thread may still add to what was taken from it just now
        try:
            for number, said in enumerate(messages(swaps)):
                bad, before = badness(number), live.program
                if number % apart_every == apart_every - 1 and bad in (None, "errors", "tests"):
                    text = text_of(number) if bad is None else bad_text(number | 1 if bad == "errors" else number & ~1)
                    (first / "rules.tsu").write_text(text, encoding="utf-8")
                    renewal = live.renew(first)
                else:
                    renewal = live.take(understood(said))
                if renewal.renewed:
                    swapped, name = swapped + 1, live.program.ruleset.name
                    placed[renewal.digest] = name
                    if bad is not None or name != f"n{number}":
                        faults.append(f"ruleset {number} ({bad}) was put in place")
                else:
                    refused += 1
                    if bad is None or live.program is not before:
                        faults.append(f"ruleset {number} ({bad}) was refused, or something else put in place")
                memory.sample(sum(counts))
                looked_at(waiting)
                waiting, seen[:] = list(seen), [set() for _ in range(threads)]
                if time.monotonic() - start > seconds:
                    break
        finally:
            ended.set()
            for one in workers:
                one.join()
    looked_at([*waiting, *seen])
    return Outcome(sum(counts), time.monotonic() - start, memory, faults, swapped, refused)


def fully_told(facts: dict[str, Any]) -> dict[str, Any]:
    """The same person, who leaves nothing out."""
    home = facts.get("lives", "01101")
    home = home if home.isdigit() else "01101"
    age = facts.get("age", 40)
    usual = {"issues": [], "channel": "phone", "caller": "self", "works": "none", "studies": "none", "danger": False,
             "language": "日本語", "wishes": [], "attributes": {"school": "left"}}  # fmt: skip
    at = facts.get("at", "2026-05-01T10:00:00+09:00")
    stated = facts.get("issues") or ["issue-0"]
    leaf = {one if one.count("-") > 1 else one + "-0" for one in stated}  # an upper one leaves open which is meant
    places = {"lives": home, "stays": home, "caller_lives": home, "caller_language": "日本語"}
    exact = {"issues": sorted(leaf), "tried": [], "age": age if isinstance(age, int) else age["from"], "at": at}
    return {**usual, **facts, **places, **exact}


def soak_batches(program: Program, facts: Sequence[dict[str, Any]], decisions: int, seconds: float) -> Outcome:
    """So many decisions in batches, or as many as the seconds allow; every batch must be answered as the first was."""
    import pyarrow as pa  # only here: the extra may be missing

    from tsunagari.batch.routing import batch_router

    table = [{**one, "at": datetime.fromisoformat(one["at"])} for one in facts] * max(1, BATCH // len(facts))
    batch, router = pa.RecordBatch.from_pylist(table), batch_router(program)
    memory, faults, done, start = Memory(), list[str](), 0, time.monotonic()
    first = router.route(batch)
    if first.column("error").null_count < first.num_rows:
        faults.append("a row of the batch was refused")
    while done < decisions and time.monotonic() - start < seconds and not faults:
        if not router.route(batch).equals(first):
            faults.append("a batch was answered otherwise than before")
        done += len(table)
        memory.sample(done)
    return Outcome(done, time.monotonic() - start, memory, faults)


def _decisions(chosen: argparse.Namespace) -> bool:
    from worlds import world  # beside this file

    made = world(chosen.clauses)
    program = Program(made.ruleset())
    facts = list(made.consultations(SEVERAL))
    facts = [fully_told(one) for one in facts] if chosen.told or chosen.batch else facts
    told_to_us = [facts_from_json(one) for one in facts]
    before = 0
    state: Path | None = chosen.state
    if state is not None and state.exists():
        before = json.loads(state.read_text(encoding="ascii"))["decisions"]
    gc.freeze()
    seconds = chosen.minutes * 60 if chosen.minutes else float("inf")
    left = max(0, chosen.decisions - before)
    if chosen.batch:
        outcome = soak_batches(program, facts, left, seconds)
    else:
        outcome = soak_decisions(program, told_to_us, left, chosen.threads, seconds)
    if state is not None:
        state.write_text(json.dumps({"decisions": before + outcome.done}), encoding="ascii")
    print(f"{before + outcome.done} of {chosen.decisions} decisions so far, {chosen.clauses} clauses")
    return outcome.report()


def main() -> None:
    """Run a soak; the exit code is 1 where something is not well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=("decisions", "swaps", "factory"))
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--swaps", type=int, default=100)
    parser.add_argument("--threads", type=int, help="1 for decisions and 4 for swaps, if left out")
    parser.add_argument("--minutes", type=float, help="end after so long, whatever was done")
    parser.add_argument("--state", type=Path, help="a file that notes how many decisions were made")
    parser.add_argument("--clauses", type=int, default=1000)
    parser.add_argument("--told", action="store_true", help="only people who leave nothing unstated")
    parser.add_argument("--batch", action="store_true", help="in batches through pyarrow; people who state everything")
    chosen = parser.parse_args()
    if chosen.what == "factory":
        factory(chosen.swaps)
        return
    chosen.threads = chosen.threads or (4 if chosen.what == "swaps" else 1)
    if chosen.what == "decisions":
        well = _decisions(chosen)
    else:
        seconds = chosen.minutes * 60 if chosen.minutes else float("inf")
        well = soak_swaps(chosen.swaps, chosen.threads, seconds).report()
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
