"""Nobody's time counts before the answers agree.

Law: the oracle is the product's plain reading. A contestant is compared on every checked consultation: the resources
that are a yes through a rule, and how urgent each is; SQLite's rows also in their order; the product's readings in
every part of the decision, byte by byte. The first difference is an error, no matter how fast it was. A contestant that
would need longer than the patience allows is not run, and it is said how long it would take.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contest.field import Entry, Site
from contest.peer import Answer, Contestant
from contest.question import Asked
from contest.with_product import Plain
from contest.with_sqlite import ranks
from tsunagari.engine.decision import Decision

TRIAL = 3
"""So many consultations tell how long all would take."""


class Disagreement(Exception):
    """A contestant gave another answer than the oracle."""


@dataclass(frozen=True)
class Truth:
    """What the oracle says of one consultation: the answer that peers must give, the digest of the whole decision."""

    answer: Answer
    digest: str


@dataclass(frozen=True)
class NotRun:
    """Why a contestant was not run."""

    reason: str


def digest(decision: Decision) -> str:
    """Of every part of a decision as JSON."""
    text = json.dumps(decision.to_json(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


_LAST: list[tuple[Plain, Sequence[Asked]]] = []
"""What forked children look at: a plain reading is too large to send to them."""


def _told(number: int) -> tuple[Answer, str, int]:
    plain, several = _LAST[-1]
    decision = plain.ask(several[number].told)
    return plain.answer(decision), digest(decision), decision.maybe_count


def truths(site: Site, several: Sequence[Asked], processes: int = 2) -> list[Truth]:
    """The oracle's answers, worked out in children, so that nothing of it is warm or left behind; 0 children: here."""
    _LAST.append((Plain(site.reading.ruleset, site.reference), several))
    try:
        if processes:
            with multiprocessing.get_context("fork").Pool(processes) as pool:
                found = pool.map(_told, range(len(several)), chunksize=10)
        else:
            found = list(map(_told, range(len(several))))
    finally:
        _LAST.clear()
    if any(maybes for _, _, maybes in found):
        raise Disagreement("a maybe among consultations told exactly")
    return [Truth(answer, digest) for answer, digest, _ in found]


def check(
    entry: Entry, contestant: Contestant, site: Site, several: Sequence[Asked], oracle: Sequence[Truth], patience: float
) -> int | NotRun:
    """How many consultations agree: all of them; raises Disagreement.

    `patience` in seconds.
    """
    started = time.perf_counter()
    for number, (asked, truth) in enumerate(zip(several, oracle, strict=True)):
        found = contestant.ask(contestant.prepare(asked))
        if not _agrees(entry, contestant, site, asked, truth, found):
            raise Disagreement(f"{entry.key} on consultation {number}")
        if number + 1 == TRIAL:
            each = (time.perf_counter() - started) / TRIAL
            if each * len(several) > patience:
                return NotRun(f"{len(several)} checks would take about {each * len(several) / 60:,.0f} minutes")
    return len(several)


def _agrees(entry: Entry, contestant: Contestant, site: Site, asked: Asked, truth: Truth, found: Any) -> bool:
    if entry.engine == "SQLite":
        rows = ranks(site.rulebook, site.leading, asked, truth.answer)
        return bool(found == (rows if entry.reading == "every referral" else rows[:5]))
    if isinstance(found, Decision) and digest(found) != truth.digest:
        return False
    return contestant.answer(found) == truth.answer
