"""What people write into the cells of a table of telephone lines: hours and numbers.

Law: a cell is read in the one way that it can mean, or it is unreadable; what is blank is unknown (None), never closed
and never always open.
"""

from __future__ import annotations

import re
import unicodedata

from tsunagari.calendar.hours import DAY, LATEST

LISTED = re.compile(r"[、,，/／;；\s]+")
NO_TELEPHONE, ELSEWHERE = re.compile("HP|ホームページ|ウェブ|Web", re.IGNORECASE), re.compile("参照")
_NUMBER = re.compile(r"#?[0-9]+(-[0-9]+)*")
_CLOSED = re.compile("休み?|なし|無し?|[-−]|×")
_TIME = re.compile(r"(翌日?)?(午前|午後)?(?:([0-9]{1,2})時(?:([0-9]{1,2})分|(半))?|([0-9]{1,2}):([0-9]{2})|(正午))")
_FROM_TO = re.compile("から|[〜~–−-]")

Spans = tuple[tuple[int, int], ...]
"""Minutes from midnight, start and end of each span; none where the day is closed."""


class Unreadable(Exception):
    """What stands in a cell cannot be read: why, in Japanese and English."""


def hours_of(text: str) -> Spans | None:
    """The spans of a day as people write them; None where nothing is said. Raises Unreadable."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not plain or plain in ("不明", "?"):
        return None
    if plain in ("24時間", "終日"):
        return ((0, DAY),)
    if _CLOSED.fullmatch(plain):
        return ()
    return tuple(sorted(_span(part) for part in re.split("[、,;]", plain)))


def _span(text: str) -> tuple[int, int]:
    ends = _FROM_TO.split(text.removesuffix("まで"))
    if len(ends) != 2 or ends[0].startswith("翌"):
        raise Unreadable(f"時間として読めません（例 午後7時から翌8時） / not hours: `{text}`")
    start, end = (_minutes(one, text) for one in ends)
    if ends[1].startswith("翌"):
        end += DAY
    if start >= DAY or not start < end <= LATEST:
        raise Unreadable(f"終わりが始まりより後になりません（翌？） / does not end after its start: `{text}`")
    return start, end


def _minutes(text: str, whole: str) -> int:
    """Minutes from midnight of the time written; 12 o'clock with 午前 or 午後 may be noon or midnight."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise Unreadable(f"時間として読めません（例 午後7時から翌8時） / not hours: `{whole}`")
    _, half, hour, minute, thirty, hour2, minute2, noon = match.groups()
    if noon:
        return 12 * 60
    hours, minutes = int(hour or hour2), 30 if thirty else int(minute or minute2 or 0)
    if minutes > 59 or hours > (11 if half else 24) or hours * 60 + minutes > DAY:
        raise Unreadable(f"そのような時刻はありません、または正午か夜中か分かりません / no such time: `{whole}`")
    if not half and hours <= 12 and re.search("午[前後]", whole) and not text.startswith("翌"):
        raise Unreadable(f"午前か午後か分かりません / morning or evening? `{whole}`")
    return (hours + 12 * (half == "午後")) * 60 + minutes


def numbers_of(text: str) -> tuple[tuple[str, ...], str]:
    """The numbers of a cell, or the remark that stands instead. Raises Unreadable."""
    plain = unicodedata.normalize("NFKC", text)
    remark = plain.strip().removeprefix("(").removesuffix(")")
    if not remark or NO_TELEPHONE.search(remark) or ELSEWHERE.search(remark):
        return (), remark
    numbers = tuple(dict.fromkeys(one for one in LISTED.split(plain) if one))
    for one in numbers:
        if not _NUMBER.fullmatch(one) or not 3 <= sum(char.isdigit() for char in one) <= 11:
            raise Unreadable(f"電話番号として読めません / not a telephone number: `{one}`")
    return numbers, ""
