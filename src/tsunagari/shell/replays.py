"""Consultations that were had, against two rulesets: who moves where.

Law: a bad consultation is counted by its code and its number and never stops the others; nothing is kept of a
consultation once it is counted; what comes out went through `replaying.safe`. Memory does not grow with the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from tsunagari.engine.consultation import Consultation
from tsunagari.errors import FactsError, UsageError, guarded
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.replaying.change import Comparer
from tsunagari.replaying.safe import Replayed, safe
from tsunagari.replaying.tally import Tally
from tsunagari.shell.lines import lines_of, opened, size_of
from tsunagari.shell.programs import load
from tsunagari.wire.facts import facts_from_json
from tsunagari.wire.json_text import SIZE_LIMIT

Told: TypeAlias = Consultation | Mapping[str, Any] | str | bytes
"""One consultation: as a value, as facts already read, or as JSON text."""
_SELDOM = 512
"""Somebody who watches is told after so many consultations."""


@guarded
def replay(
    old: Program | str | os.PathLike[str],
    new: Program | str | os.PathLike[str],
    consultations: str | os.PathLike[str] | Iterable[Told],
    *,
    watch: Watch = nobody_watches,
) -> Replayed:
    """What becomes of these consultations when the ruleset `new` takes the place of `old`.

    Rulesets are programs or what `load` takes; consultations a file of JSON facts, one a line (`-` is standard input),
    a Parquet file of facts as `route_batch` takes them (with the extra `batch`), or the consultations themselves.
    `watch` is told how far the reading is. Raises RulesetError and UsageError as `load` does, UsageError for the file;
    a bad consultation raises nothing and is counted.
    """
    comparer, tally = Comparer(_program(old), _program(new)), Tally()
    if isinstance(consultations, str | os.PathLike):
        _count_file(comparer, tally, os.fspath(consultations), watch)
    else:
        for number, told in enumerate(consultations, 1):
            _count(comparer, tally, number, told)
    return safe(tally, comparer.old, comparer.new)


def _program(given: Program | str | os.PathLike[str]) -> Program:
    return given if isinstance(given, Program) else load(given)


def _count_file(comparer: Comparer, tally: Tally, path: object, watch: Watch) -> None:
    if not isinstance(path, str):
        raise UsageError("unreadable", path="", reason="bytes")
    if path.endswith(".parquet"):
        try:
            # only here: nobody else waits for what reads tables, and not everybody has it
            from tsunagari.shell.parquet_facts import consultations_of
        except ImportError:
            raise UsageError("no-batch-extra") from None
        for number, told in enumerate(consultations_of(path, watch), 1):
            if isinstance(told, FactsError):
                tally.refuse(number, None, told.code)
            else:
                tally.add(number, comparer.change(told))
        return
    with opened(path) as stream:
        size, done = size_of(stream), 0
        for number, raw in lines_of(stream, path, SIZE_LIMIT):
            _count(comparer, tally, number, raw)
            done += len(raw or b"") + 1
            if size and number % _SELDOM == 0:
                watch("replay", min(done, size), size)


def _count(comparer: Comparer, tally: Tally, number: int, told: Told | None) -> None:
    try:
        if told is None:
            raise FactsError("too-large")
        consultation = told if isinstance(told, Consultation) else facts_from_json(told)
    except FactsError as refused:
        tally.refuse(number, None, refused.code)
        return
    tally.add(number, comparer.change(consultation))
