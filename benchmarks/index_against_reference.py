"""The index against the plain reading, on the same rulesets and consultations, alternating in one run.

Run `python benchmarks/index_against_reference.py [SIZE…] [--consultations N] [--memory]` from the root; sizes are
numbers of clauses, 100 and 1000 unless told. Printed are milliseconds: medians, 99th percentiles, ratios of medians.

- *answer*: admitted facts to where every resource stands, unranked; the two must agree on every consultation.
- *decision*: the same, ranked and written out as JSON but for the questions; the plain reading is spared asking them.
- *top five*: of the index only, against the plain reading's decision.
- *with questions*: everything, over a twentieth of the consultations: what one waits for when everything is looked at.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from worlds import world

from tsunagari.engine import reference as plain_reading
from tsunagari.engine.admission import admit
from tsunagari.engine.decision import Decision
from tsunagari.engine.index.compiler import compile_index
from tsunagari.engine.index.matcher import Matcher
from tsunagari.engine.knowledge import Knowledge
from tsunagari.engine.reference import Reference
from tsunagari.wire.facts import facts_from_json


@dataclass
class Row:
    """The times of one comparison, in milliseconds."""

    name: str
    plain: list[float] = field(default_factory=list)
    index: list[float] = field(default_factory=list)

    def text(self) -> str:
        """One line of the table."""
        return (
            f"  {self.name:<16}{_shown(self.plain)}{_shown(self.index)}"
            f"{statistics.median(self.plain) / statistics.median(self.index):>9.0f}x"
        )


def _shown(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):>12.3f}{ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]:>12.3f}"


def timed(row: list[float], work: Callable[[], Any]) -> Any:
    """What the work gives; its milliseconds go into the row."""
    start = time.perf_counter()
    found = work()
    row.append((time.perf_counter() - start) * 1000)
    return found


def parts(decision: Decision) -> dict[str, Any]:
    """A decision as JSON has it, without the questions."""
    whole = {name: getattr(decision, name) for name in ("maybe_count", "by_default", "gap", "plan", "unaddressed")}
    return {**whole, "referrals": [one.to_dict() for one in decision.referrals]}


def compare(plain: Reference, matcher: Matcher, several: Iterable[Knowledge]) -> list[Row]:
    """Both on every consultation, one after the other, in turns of who goes first."""
    answers, decisions, tops = Row("answer"), Row("decision"), Row("top five")
    whole = Row("with questions")
    for number, knowledge in enumerate(several):

        def of_plain(known: Knowledge = knowledge) -> dict[str, Any]:
            with patch.object(plain_reading, "asked", lambda *_: ()):
                return parts(plain.decide_known(known))

        first, second = (plain, matcher) if number % 2 else (matcher, plain)
        found = {}
        for one in (first, second):
            times = answers.plain if one is plain else answers.index
            found[one is plain] = timed(times, lambda one=one, known=knowledge: one.answer(known))
        assert not found[True].differs(found[False])
        slow = timed(decisions.plain, of_plain)
        fast = timed(decisions.index, lambda known=knowledge: parts(matcher.decide_known(known)))
        assert slow == fast
        tops.plain.append(decisions.plain[-1])
        timed(tops.index, lambda known=knowledge: matcher.decide_known(known).top(5))
        if number % 20 == 0 and len(matcher.ruleset.resources) < 2000:
            slow = timed(whole.plain, lambda known=knowledge: plain.decide_known(known).to_json())
            assert slow == timed(whole.index, lambda known=knowledge: matcher.decide_known(known).to_json())
    return [row for row in (answers, decisions, tops, whole) if row.plain]


def main() -> None:
    """Print a table for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int, default=[100, 1000])
    options.add_argument("--consultations", type=int, default=100)
    options.add_argument("--memory", action="store_true", help="measure the index's memory too (compiles once more)")
    told = options.parse_args()
    for size in told.sizes:
        made = world(size)
        ruleset = made.ruleset()
        built: list[float] = []
        matcher = timed(built, lambda ruleset=ruleset: Matcher(ruleset))
        plain = timed(built, lambda ruleset=ruleset: Reference(ruleset))
        several = [admit(ruleset, facts_from_json(facts)) for facts in made.consultations(told.consultations)]
        for knowledge in several:  # holidays are worked out once a process
            matcher.answer(knowledge)
        memory = ""
        if told.memory:
            tracemalloc.start()
            index = compile_index(ruleset)
            memory = f", {tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB"
            tracemalloc.stop()
            del index
        print(f"{size} clauses: {len(matcher.index.pair_of)} slots, index built in {built[0]:.0f} ms{memory}; ", end="")
        print(f"plain reading in {built[1]:.0f} ms; {told.consultations} consultations")
        print(f"  {'':<16}{'plain':>12}{'p99':>12}{'index':>12}{'p99':>12}{'ratio':>10}")
        for row in compare(plain, matcher, several):
            print(row.text(), flush=True)


if __name__ == "__main__":
    main()
