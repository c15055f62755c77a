"""Ways to a resource in one cell, a line each: 電話｜平日 9:00〜17:00｜03-0000-0000.

Law: reading what is written gives the way again, down to hours that are a union of several blocks and what is unknown.
"""

from __future__ import annotations

from typing import Final

from tsunagari.exchange.cleaning import name_of
from tsunagari.exchange.entries import Way
from tsunagari.exchange.hours_cells import week_of
from tsunagari.exchange.hours_lines import written_lines
from tsunagari.exchange.number_cells import number_of
from tsunagari.exchange.remarks import Unreadable

_BAR, _AND, _UNKNOWN, _NONE = "｜", "＋", "不明", "－"
_PARTS: Final = 3


def way_text(way: Way) -> str:
    """A way as one line."""
    hours = _UNKNOWN if not way.hours else f" {_AND} ".join("; ".join(written_lines(one)) for one in way.hours)
    return f"{way.channel or _NONE}{_BAR}{hours}{_BAR}{way.number or _UNKNOWN}"


def ways_of(text: str) -> tuple[Way, ...]:
    """The ways of a cell; raises Unreadable."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        parts = [part.strip() for part in line.replace("|", _BAR).split(_BAR)]
        if len(parts) != _PARTS or not parts[0]:
            raise Unreadable("not-hours", text=line)
        channel = None if parts[0] == _NONE else name_of(parts[0])
        read = [week_of(one).hours for one in parts[1].split(_AND)]
        known = tuple(one for one in read if one is not None)
        number = None if parts[2] in ("", _UNKNOWN) else number_of(parts[2]).digits
        found.append(Way(channel, known if len(known) == len(read) else None, number))
    return tuple(found)
