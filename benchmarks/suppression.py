"""How long it takes to hide and to audit the table of a month for a whole prefecture.

    python benchmarks/suppression.py [MUNICIPALITIES ...]

Thirty issues, five of them above the others, two about a crisis; the municipalities of Hokkaido with drawn populations
and one consultation for every 333 people, so that most numbers are small. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from tsunagari.model.issues import Issues
from tsunagari.model.places import gazetteer
from tsunagari.privacy.statistics.columns import Columns, columns_of
from tsunagari.privacy.statistics.counts import Area, Counts
from tsunagari.privacy.statistics.suppression import narrow, publishable
from tsunagari.privacy.statistics.thresholds import threshold_of

GROUPS, EACH = 5, 5


def issues() -> Issues:
    """Five issues with five below each."""
    above = {}
    for group in range(GROUPS):
        upper = f"group {group}"
        above[upper] = frozenset({upper})
        above |= {f"{upper}.{at}": frozenset({f"{upper}.{at}", upper}) for at in range(EACH)}
    return Issues(above, {}, {})


def counts(columns: Columns, towns: int, chance: random.Random) -> Counts:
    """A month of the first so many municipalities."""
    codes = [one.code for one in gazetteer().places if one.kind == "municipality" and one.current and one.code < "02"]
    rows, areas = [], []
    for code in codes[:towns]:
        people = int(chance.lognormvariate(9.2, 1.1)) + 2000
        areas.append(Area(code, threshold_of(people) or 0))
        row = [0] * len(columns)
        for _ in range(people // 333):
            at = min(int(chance.expovariate(6 / len(columns.leaves))), len(columns.leaves) - 1)
            for column in columns.paths[columns.leaves[at]]:
                row[column] += 1
        rows.append(tuple(row))
    rows.append(tuple(map(sum, zip(*rows, strict=True))))
    return Counts((*areas, Area("01000", 10)), columns, tuple(rows), tuple(rows))


def measure(towns: int) -> None:
    """Print the size of the table, how much of it is hidden, and the seconds."""
    columns = columns_of(issues(), frozenset({"group 0.0", "group 0.1"}))
    asked = counts(columns, towns, random.Random(7))
    start = time.process_time()
    table = publishable(asked)
    whole = time.process_time() - start
    start = time.process_time()
    assert not narrow(asked, table)
    audit = time.process_time() - start
    cells = [value for row in table.rows for value in row]
    hidden = sum(value is None for value in cells)
    print(f"{towns:4} municipalities {len(cells):6} numbers {hidden:6} hidden {whole:7.1f} s, the audit {audit:6.1f} s")
    sys.stdout.flush()


def main() -> None:
    """Measure the sizes given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("municipalities", type=int, nargs="*", default=[20, 60, 179])
    for towns in parser.parse_args().municipalities:
        measure(towns)


if __name__ == "__main__":
    main()
