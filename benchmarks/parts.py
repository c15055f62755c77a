"""Where the time of one consultation goes, part by part, in processor microseconds.

Run `python benchmarks/parts.py [CLAUSES]` from the root (1,000 clauses if not told). Of a seeded world, people who tell
everything and of whom every hit is a yes; each part alone, the median of nine rounds.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from worlds import world

from tsunagari import Consultation
from tsunagari.engine.index.hits import Hits
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.index.surely import sure

ROUNDS, PEOPLE, FIRST = 9, 1_000, 5


def taken(step: Callable[..., Any], asked: Sequence[tuple[Any, ...]]) -> float:
    """Microseconds of one step, the median of the rounds."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for one in asked:
            step(*one)
        found.append((time.process_time() - start) / len(asked) * 1e6)
    return statistics.median(found)


def main() -> None:
    """Print a line for each part."""
    made = world(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
    matcher = Matcher(made.ruleset())
    index, live = matcher.index, matcher.live(None)
    people = []
    for facts in made.told_exactly(PEOPLE):
        asked = Consultation(**facts)
        known = matcher.admitted(asked)
        moment = None if known.at is None else index.timetable.at(known.at)
        hits = Hits(index, known, moment)
        if (found := sure(hits, known, moment, live)) is not None:
            people.append((asked, known, moment, hits, found))
    gc.collect()
    gc.disable()

    def ordered(found: Any) -> None:
        found._ordered = None
        found.first(FIRST)

    each = statistics.mean(min(FIRST, len(one[4])) for one in people)
    parts = {
        "looking up and admitting what is told": taken(matcher.admitted, [(one[0],) for one in people]),
        "the minute of the week": taken(index.timetable.at, [(one[1].at,) for one in people if one[1].at]),
        "every table, one AND each": taken(lambda k, m: Hits(index, k, m), [one[1:3] for one in people]),
        "withholds, chains, defaults, who is open": taken(
            sure, [(hits, known, moment, live) for _, known, moment, hits, _ in people]
        ),
        "order of the first five": taken(ordered, [(one[4],) for one in people]),
        "all of it, top five": taken(
            lambda asked: matcher.decide_live(asked, live).top(FIRST), [(one[0],) for one in people]
        ),
    }
    print(f"{len(people)} of {PEOPLE} people, {each:.1f} referrals each")
    for what, microseconds in parts.items():
        print(f"| {what} | {microseconds:.0f} |")


if __name__ == "__main__":
    main()
