"""Times of one day as people write them into a cell: 午後7時から翌8時, 24時間, 9:00-12:00、13:00-17:00.

Law: a cell is read in the one way that it can mean, or it is unreadable; what is blank is unknown (None), never closed
and never always open.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tsunagari.calendar.hours import DAY, LATEST, Span
from tsunagari.exchange.remarks import Unreadable

BLANK: Final = ("", "不明", "?", "unknown")
CLOSED: Final = re.compile("休み?|休業日?|閉庁日?|なし|無し?|[-]|×|closed")
ALWAYS: Final = re.compile("24時間|終日|24h|around-the-clock")
TIME: Final = (
    r"(?:翌日?|next-day)?(?:午前|午後)?(?:[0-9]{1,2}時(?!間)(?:[0-9]{1,2}分|半)?|[0-9]{1,2}:[0-9]{2}(?::00)?|正午)"
)
SPAN: Final = re.compile(rf"{TIME}(?:から|~|-|\.\.)(?:{TIME}|終日)(?:まで)?")
_TIME: Final = re.compile(
    r"(翌日?|next-day)?(午前|午後)?"
    r"(?:([0-9]{1,2})時(?:([0-9]{1,2})分|(半))?|([0-9]{1,2}):([0-9]{2})(?::00)?|(正午))"
)
_FROM_TO: Final = re.compile(r"から|~|(?<!t)-|\.\.")
_MARKS: Final = str.maketrans({mark: "~" for mark in "〜～~"} | {mark: "-" for mark in "–—−ー－‐"})


def plain(text: str) -> str:
    """A cell of hours as it is compared: NFKC, small letters, without blanks, one mark for ranges."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split()).casefold()


def spans_of(text: str) -> tuple[Span, ...] | None:
    """The spans of a day, none where it is closed; None where nothing is said. Raises Unreadable."""
    cell = plain(text)
    if cell in BLANK:
        return None
    if ALWAYS.fullmatch(cell):
        return (Span(0, DAY),)
    if CLOSED.fullmatch(cell):
        return ()
    found = {span_of(part, text) for part in re.split("[、,;・]", cell) if part}
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def span_of(part: str, whole: str) -> Span:
    """One span of a plain text; raises Unreadable."""
    ends = _FROM_TO.split(part.removesuffix("まで"))
    if len(ends) != 2 or ends[0].startswith(("翌", "next-day")):
        raise Unreadable("not-hours", text=whole)
    start, end = (_minutes(one, part, whole) for one in ends)
    if ends[1].startswith(("翌", "next-day")):
        end += DAY
    if start >= DAY or not start < end <= LATEST:
        raise Unreadable("span-backwards", text=whole)
    return Span(start, end)


def _minutes(text: str, part: str, whole: str) -> int:
    """Minutes from midnight of the time written; 12 o'clock with 午前 or 午後 may be noon or midnight."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise Unreadable("not-hours", text=whole)
    _, half, hour, minute, thirty, hour2, minute2, noon = match.groups()
    if noon:
        return 12 * 60
    hours, minutes = int(hour or hour2), 30 if thirty else int(minute or minute2 or 0)
    if minutes > 59 or hours > (11 if half else 24) or hours * 60 + minutes > DAY:
        raise Unreadable("no-such-time", text=whole)
    if not half and hours <= 12 and re.search("午[前後]", part) and not text.startswith("翌"):
        raise Unreadable("morning-or-evening", text=whole)
    return (hours + 12 * (half == "午後")) * 60 + minutes
