"""Names that tell resources apart, and the one order in which they are written.

Law: the order of the source leaves no trace; a name is kept unless two entries bear it, and is then told apart by the
organization, else by the beginning of a fingerprint of what the source calls it or what it holds.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from tsunagari.exchange.cleaning import name_of
from tsunagari.exchange.entries import Entry, Registry, Timetable
from tsunagari.syntax.limits import NAME_LENGTH
from tsunagari.syntax.names import folded

T = TypeVar("T", Entry, Timetable)


def named(entries: Iterable[Entry], timetables: Iterable[Timetable] = ()) -> Registry:
    """The entries under names of their own, in order; equal entries are one."""
    first = _apart(list(entries), lambda one: f"{one.name}（{one.organization}）" if one.organization else one.name)
    again = _apart(first, _marked)
    chosen = {entry.name: entry for entry in sorted(again, key=_order)}
    tables = _apart([one for table in timetables for one in _single(table)], _marked)
    return Registry(
        tuple(chosen.values()),
        tuple(sorted({entry.organization for entry in chosen.values() if entry.organization})),
        tuple(sorted({one.name: one for one in tables}.values(), key=lambda one: one.name)),
    )


def _single(table: Timetable) -> Iterator[Timetable]:
    """One block of hours each."""
    for number, hours in enumerate(table.hours, 1):
        name = table.name if number == 1 else f"{table.name[: NAME_LENGTH - 6]}・{number}"
        yield replace(table, name=name, hours=(hours,), remarks=table.remarks if number == 1 else ())


def _apart(entries: list[T], longer: Callable[[T], str]) -> list[T]:
    """Those whose name another one bears, under the longer name."""
    borne = Counter(folded(entry.name) for entry in entries)
    return [
        entry if borne[folded(entry.name)] == 1 else replace(entry, name=_fitting(longer(entry))) for entry in entries
    ]


def _fitting(name: str) -> str:
    return name_of(name) if len(name) <= NAME_LENGTH else name_of(name[: NAME_LENGTH - 9] + "・" + _mark(name))


def _marked(entry: T) -> str:
    mark = "・" + _mark(entry.key or repr(entry))
    return entry.name[: NAME_LENGTH - len(mark)] + mark


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.kind, entry.name, repr(entry)
