"""Numbers, ages, dates and instants as people write them.

Law: a reader gives the value, or None where the text has another form; a text of the right form that cannot be
(令和の日付 before 令和, February 30, 20〜10歳) raises a `Mistake` that says so. Texts arrive half-width (NFKC), range
marks as `~`, `-` or `..`; ends are included (language §2).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

from tsunagari.syntax.mistake import Mistake

UNBOUNDED = 10**9
_JST = timezone(timedelta(hours=9), "Asia/Tokyo")

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI = "〇一二三四五六七八九十百千"
_N = rf"([0-9]{{1,9}}|[{_KANJI}]{{1,9}})"
_AGE = r"(?:歳|才|さい)?"
_RANGE = r" *(?:~|\.\.|-) *"

#: First day of each era, and the last one of it.
ERAS = {
    "明治": (date(1868, 1, 25), date(1912, 7, 29)),
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date.max),
}

_BETWEEN = re.compile(rf"{_N}{_AGE}{_RANGE}{_N}{_AGE}")
_BOUNDED = re.compile(rf"{_N}{_AGE}(以上|超){_N}{_AGE}(未満|以下)")
_CLOSED = re.compile(rf"{_N}{_AGE}(未満|以上|以下|超)")
_ENGLISH = re.compile(r"(under|over) ([0-9]{1,9})|([0-9]{1,9}) or (under|over)")
_SINGLE = re.compile(rf"{_N}{_AGE}")

_DATE = (
    r"(?:([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    rf"|(明治|大正|昭和|平成|令和)?({_N[1:-1]}|元)年 ?({_N[1:-1]})月 ?({_N[1:-1]})日)"
)
_DAY = re.compile(_DATE)
_FISCAL = re.compile(rf"(?:(明治|大正|昭和|平成|令和)?({_N[1:-1]}|元)年度|fy ?([0-9]{{4}}))", re.IGNORECASE)
_CLOCK = r"([0-9]{1,2})(?::([0-9]{2})|時(?!間)(?:([0-9]{1,2})分)?)"
_INSTANT = re.compile(rf"({_DATE})[T ]?({_CLOCK})(?:\+09:00)?")
_PERIOD = re.compile(
    rf"(?:from )?({_DATE})(?:から)?(?: ?(?:until |\.\.|~)?({_DATE})(?:まで)?)?|(?:until )?({_DATE})(?:まで)?"
)


def number(text: str) -> int:
    """A whole number in digits or kanji (百六 = 106, 一〇六 = 106, 元 = 1)."""
    if text == "元":
        return 1
    if text.isascii():
        return int(text)
    if not any(unit in text for unit in _UNITS):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += max(digit, 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def number_ranges(text: str) -> tuple[tuple[int, int], ...] | None:
    """One or no range of whole numbers, both ends included; an open side is ±UNBOUNDED; None for another form."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := _BETWEEN.fullmatch(text):
        low, high = number(match[1]), number(match[2])
    elif match := _BOUNDED.fullmatch(text):
        low = number(match[1]) + (match[2] == "超")
        high = number(match[3]) - (match[4] == "未満")
    elif (match := re.fullmatch(rf"{_N}代", text)) and number(match[1]) % 10 == 0:
        low = number(match[1])
        high = low + 9
    elif match := _CLOSED.fullmatch(text):
        low, high = _half(number(match[1]), match[2])
    elif match := _ENGLISH.fullmatch(text):
        word = match[1] or "or " + match[4]
        low, high = _half(number(match[2] or match[3]), word)
    elif match := _SINGLE.fullmatch(text):
        low = high = number(match[1])
    else:
        return None
    if low > high:
        raise Mistake("range-backwards", None, text=text)
    return ((low, high),)


def _half(value: int, word: str) -> tuple[int, int]:
    if word in ("未満", "under"):
        return -UNBOUNDED, value - 1
    if word in ("以下", "or under"):
        return -UNBOUNDED, value
    if word in ("超", "over"):
        return value + 1, UNBOUNDED
    return value, UNBOUNDED


def day(text: str) -> date | None:
    """A date (2026-04-01, 令和8年4月1日, 2026年4月1日); None for another form; a Mistake for one that is none."""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return _date(match.groups()) if match else None


def _date(groups: tuple[str | None, ...]) -> date:
    """From the groups of `_DATE`: year, month, day, era, year, month, day."""
    year, month, dom, era, jyear, jmonth, jday = (g for g in groups[:7])
    if year is not None:
        return _made(int(year), int(month or 0), int(dom or 0))
    assert jyear is not None and jmonth is not None and jday is not None
    base = 0 if era is None else ERAS[era][0].year - 1
    found = _made(base + number(jyear), number(jmonth), number(jday))
    if era is not None and not ERAS[era][0] <= found <= ERAS[era][1]:
        raise Mistake("date-outside-era", None, era=era)
    return found


def _made(year: int, month: int, dom: int) -> date:
    try:
        return date(year, month, dom)
    except (ValueError, OverflowError):
        pass
    raise Mistake("no-such-date")


def instant(text: str) -> datetime | None:
    """A date with a time, in Asia/Tokyo (2026-05-16 23:00, 2026年5月16日 23:00); None for another form."""
    match = _INSTANT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        return None
    found = _date(match.groups()[1:8])
    hour, minute = int(match[10]), int(match[11] or match[12] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute) or (hour == 24 and found == date.max):
        raise Mistake("no-such-time")
    midnight = datetime(found.year, found.month, found.day, tzinfo=_JST)
    return midnight + timedelta(hours=hour, minutes=minute)


def period(text: str) -> tuple[date | None, date | None] | None:
    """`effective`: from … until …, …から…まで, one side open, 令和8年度, fy2026; None for another form."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := _FISCAL.fullmatch(text):
        year = int(match[3]) if match[3] else number(match[2])
        year += ERAS[match[1]][0].year - 1 if match[1] else 0
        first, last = _made(year, 4, 1), _made(year + 1, 3, 31)
        if match[1] and (last < ERAS[match[1]][0] or first > ERAS[match[1]][1]):
            raise Mistake("date-outside-era", None, era=match[1])
        return first, last
    match = _PERIOD.fullmatch(text)
    if not match:
        return None
    groups = match.groups()
    only_end = groups[16] is not None or (text.endswith("まで") and groups[8] is None)
    if only_end:
        chosen = groups[17:24] if groups[16] is not None else groups[1:8]
        return None, _date(chosen)
    start = _date(groups[1:8])
    end = _date(groups[9:16]) if groups[8] is not None else None
    if end is None and not (text.startswith("from ") or text.endswith("から")):
        return None
    if end is not None and end < start:
        raise Mistake("period-backwards")
    return start, end


_VALUE_LIKE = re.compile(
    rf"{_N}(?:{_AGE}(?:未満|以上|以下|超)?|代|件|件以上|時間|年度|月|日|時)?|毎日|平日|祝日|土日祝|毎月[0-9]+日"
    r"|weekdays|holidays|[0-9-]+|[0-9]{1,2}:[0-9]{2}|(?:月|火|水|木|金|土|日)曜日?|第[1-5](?:月|火|水|木|金|土|日)曜日?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)


def reads_as_value(text: str) -> bool:
    """True where a run reads whole as a number, age, date, time or day, so that it is no name unless quoted."""
    return _VALUE_LIKE.fullmatch(text) is not None or _DAY.fullmatch(text) is not None
