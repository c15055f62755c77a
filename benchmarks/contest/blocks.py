"""Times by turns: in each round every contestant gets the same consultations, one block after the other.

Law: all contestants are timed within one run and alternate in blocks of equal length, since single timings move by 15 %
and more from one minute to the next; who begins moves on by one each round. A slow contestant's block ends after its
box of time, so that it sees the first consultations of each block; every one sees at least one. The first few asks of
a block warm it up and do not count. The garbage collector stands still within a block and runs between them.

The clock is the processor's time of this process unless the wall clock is asked for: on a machine that others use too,
an ask that takes long is interrupted more often than a short one, which would flatter whoever is quick. What reading
the clock costs is measured first and taken off.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, TypeAlias

from contest.peer import Contestant
from contest.question import Asked

Clock: TypeAlias = Callable[[], int]
CLOCKS: Final[Mapping[str, Clock]] = {"processor": time.process_time_ns, "wall": time.perf_counter_ns}

WARM_ASKS, WARM_SECONDS = 5, 0.005


@dataclass
class Times:
    """Nanoseconds of single asks, and the median of each block."""

    single: list[int] = field(default_factory=list)
    blocks: list[float] = field(default_factory=list)

    def add(self, block: list[int]) -> None:
        """One more block."""
        self.single += block
        self.blocks.append(statistics.median(block))

    def quantile(self, part: float) -> float:
        """In nanoseconds; the nearest rank."""
        ordered = sorted(self.single)
        return float(ordered[max(0, math.ceil(part * len(ordered)) - 1)])

    def figures(self) -> dict[str, Any]:
        """In microseconds: the median, the middle half and the 99th percentile of asks, and each block's median."""
        quantiles = {"p25": 0.25, "median": 0.5, "p75": 0.75, "p99": 0.99}
        return {
            "asks": len(self.single),
            **{name: round(self.quantile(part) / 1000, 3) for name, part in quantiles.items()},
            "block_medians": [round(one / 1000, 3) for one in self.blocks],
        }


def timed(
    contestants: Mapping[str, Contestant],
    several: Sequence[Asked],
    *,
    block: int,
    box: float,
    clock: Clock,
    tell: Callable[[str], None],
) -> dict[str, Times]:
    """The times of every contestant; `block` consultations a block, `box` seconds at most for one, `clock` in ns."""
    idle = cost(clock)
    prepared = {key: [one.prepare(asked) for asked in several] for key, one in contestants.items()}
    found = {key: Times() for key in contestants}
    keys = list(contestants)
    gc.collect()
    gc.freeze()
    rounds = len(several) // block
    for number in range(rounds):
        turn = number % len(keys)
        for key in keys[turn:] + keys[:turn]:
            ask, given = contestants[key].ask, prepared[key][number * block : (number + 1) * block]
            gc.disable()
            _warm(ask, prepared[key][number * block - WARM_ASKS : number * block] or given[:WARM_ASKS])
            found[key].add(_block(ask, given, box, clock, idle))
            gc.enable()
            gc.collect(1)
        tell(f"round {number + 1} of {rounds}")
    gc.unfreeze()
    return found


def _warm(ask: Callable[[Any], Any], given: Sequence[Any]) -> None:
    ends = time.perf_counter() + WARM_SECONDS
    for one in given:
        ask(one)
        if time.perf_counter() > ends:
            return


def cost(clock: Clock) -> int:
    """Nanoseconds between two readings of the clock with nothing between them: the median of many."""
    readings = [clock() for _ in range(2001)]
    return int(statistics.median(later - sooner for sooner, later in pairwise(readings)))


def _block(ask: Callable[[Any], Any], given: Sequence[Any], box: float, clock: Clock, idle: int) -> list[int]:
    times: list[int] = []
    ends = clock() + int(box * 1e9)
    for one in given:
        start = clock()
        ask(one)
        end = clock()
        times.append(max(0, end - start - idle))
        if end > ends:
            break
    return times
