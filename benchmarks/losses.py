"""How long it takes to name every single point of failure and every sole resource.

    python benchmarks/losses.py [CLAUSES ...]

Three worlds of each size: the seeded municipal one, in which hundreds of desks are the only one for somebody; towns
alone, in which every desk is; and towns with desks of the prefecture besides, in which none is. Seconds are those of
the processor. What the budget left unsettled is counted.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from proofs import covered_world, ruleset_of
from worlds import world

from tsunagari.analysis.single_points import Losing, SinglePoints
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.model.ruleset import Ruleset


def measure(name: str, ruleset: Ruleset) -> None:
    """Print how many points were found, how many of them in part, how many are unsettled, and the seconds."""
    start = time.process_time()
    losing = Losing(ruleset, japanese_holidays())
    built = time.process_time() - start
    asked: dict[str, Callable[[], SinglePoints]] = {
        "single points": losing.single_points, "sole resources": losing.sole_resources,
    }  # fmt: skip
    for what, ask in asked.items():
        start = time.process_time()
        found = ask()
        seconds = time.process_time() - start
        partial = sum(not point.alone.whole for point in found.found)
        print(
            f"{name:18} {len(ruleset.rules):6} rules  {what:14} {len(found.found):6} found {partial:5} in part "
            f"{found.unsettled:6} unsettled {seconds:7.2f} s (boxes built in {built:.2f} s)"
        )
        sys.stdout.flush()


def main() -> None:
    """Measure the sizes given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("clauses", type=int, nargs="*", default=[100, 1000, 10000])
    for clauses in parser.parse_args().clauses:
        measure("municipal", world(clauses).ruleset())
        measure("towns alone", ruleset_of(covered_world(clauses, backed=False)))
        measure("with prefectures", ruleset_of(covered_world(clauses, backed=True)))


if __name__ == "__main__":
    main()
