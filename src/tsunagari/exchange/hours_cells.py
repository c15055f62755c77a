"""Hours of a week as people write them into one cell: 平日9時〜17時（祝日を除く）、土曜9時〜12時.

Law: what is read is what the cell says of every day it names, and unknown (None) where it says nothing; a cell that
can mean two things is unreadable. Lines of the rule language are read too, so that an export comes back as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from tsunagari.calendar.days import DayPattern, DaysOfWeek, HolidayDays, Weekdays, WeekendsAndHolidays, YearlyRange
from tsunagari.calendar.hours import DAY, Hours, HoursLine, Span, Substitution
from tsunagari.exchange.clock_cells import ALWAYS, BLANK, CLOSED, SPAN, plain, span_of, spans_of
from tsunagari.exchange.hours_lines import EVERY_DAY, ordered
from tsunagari.exchange.remarks import Unreadable
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.openings import days as days_of_language
from tsunagari.syntax.openings import hours_line

_PARENTHESES: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_EXCEPT: Final = re.compile(r"(?:ただし|但し)?、?(.+?)(?:は|を|の場合は)?(?:除く|除き|休み?|休業|閉庁|お休み)")
_YEAR_END: Final = re.compile("年末年始")
_CUT: Final = re.compile(r"(?:除く|except) *(.+)")
_AS: Final = {"日曜扱い": 6, "as sunday": 6, "土曜扱い": 5, "as saturday": 5, "月曜扱い": 0, "as monday": 0}
_LONGEST: Final = 1000
YEAR_END: Final = YearlyRange((12, 29), (1, 3))
_TYPED: Final[dict[str, DayPattern]] = {
    "土日祝": WeekendsAndHolidays(), "土日祝日": WeekendsAndHolidays(), "祝祭日": HolidayDays(),
    "年中無休": EVERY_DAY, "無休": EVERY_DAY,
}  # fmt: skip


@dataclass(slots=True)
class Read:
    """Hours that a cell says, and the doubts about them as (code, text)."""

    hours: Hours | None = None
    doubts: list[tuple[str, str]] = field(default_factory=list)


def week_of(text: str) -> Read:
    """The hours of a cell; `hours` is None where it says nothing. Raises Unreadable."""
    if plain(text) in BLANK:
        return Read()
    if (found := _language(text)) is not None:
        return Read(found)
    if len(text) > _LONGEST:
        raise Unreadable("not-hours", text=text)
    read = Read()
    cell, cuts = _without_exceptions(plain(text), text, read)
    lines = _lines(cell, text)
    if not lines:
        raise Unreadable("never-open")
    if not re.search("[月火水木金土日祝毎]|平日|無休|24時間", cell):
        read.doubts.append(("no-days", text))
    if cuts and len(lines) > 1:
        read.doubts.append(("cut-from-all", text))
    named = {day for line in lines for day in line.days}
    if any(isinstance(cut, HolidayDays) for cut in cuts) and named & {HolidayDays(), WeekendsAndHolidays()}:
        raise Unreadable("not-hours", text=text)
    if named == {Weekdays()} or named <= {Weekdays(), HolidayDays()}:
        cuts = [cut for cut in cuts if cut != HolidayDays() or HolidayDays() in named]  # 平日 has none anyway
    read.hours = ordered(Hours(tuple(lines), tuple(cuts)))
    return read


def of_days(columns: list[tuple[str, str]]) -> tuple[Hours | None, tuple[str, ...]]:
    """Hours from cells by kind of day (平日, 土曜, 日祝 …), and the kinds of which nothing is said. Raises
    Unreadable."""
    lines: list[HoursLine] = []
    unknown: list[str] = []
    holidays = False
    for named, text in columns:
        spans = spans_of(text)
        if spans is None:
            unknown.append(named)
        holidays = holidays or named in ("日祝", "日曜祝日")
        if spans:
            days = (DaysOfWeek((6,)),) if named in ("日祝", "日曜祝日") else _days(named, named)
            lines.append(HoursLine(days, spans))
    if not lines and not unknown:
        raise Unreadable("never-open")
    same = {line.spans for line in lines}
    if len(lines) == len(columns) == 3 and len(same) == 1 and holidays:
        return ordered(Hours((HoursLine((EVERY_DAY,), lines[0].spans),))), ()
    if not lines:
        return None, tuple(unknown)
    as_sunday = (Substitution(6, (HolidayDays(),)),) if holidays else ()
    return ordered(Hours(tuple(lines), (), as_sunday)), tuple(unknown)


def _language(text: str) -> Hours | None:
    """The hours where every line of the cell is one of the rule language, else None."""
    lines: list[HoursLine] = []
    cuts: list[DayPattern] = []
    substitutions: list[Substitution] = []
    for line in text.replace("；", ";").replace(";", "\n").splitlines():
        told = " ".join(line.replace("、", ",").replace("〜", "~").split())
        if not told:
            continue
        try:
            if match := _CUT.fullmatch(told):
                cuts += days_of_language(match[1])
            elif starts := next((word for word in _AS if told.startswith(word + " ")), None):
                substitutions.append(Substitution(_AS[starts], days_of_language(told.removeprefix(starts).strip())))
            elif told in ("24時間", "around-the-clock"):
                lines.append(HoursLine((EVERY_DAY,), (Span(0, DAY),)))
            else:
                lines.append(hours_line(told))
        except (Mistake, ValueError):
            return None
    return ordered(Hours(tuple(lines), tuple(cuts), tuple(substitutions))) if lines else None


def _without_exceptions(cell: str, whole: str, read: Read) -> tuple[str, list[DayPattern]]:
    """The cell without what it leaves out, and the days left out."""
    cuts: list[DayPattern] = []
    for match in _PARENTHESES.finditer(cell):
        inside = _EXCEPT.fullmatch(match[1])
        if inside is None:
            raise Unreadable("not-hours", text=whole)
        cuts += _listed(inside[1], whole, read)
    cell = _PARENTHESES.sub("、", cell)
    rest = []
    for part in re.split("[、,;。/]", cell):
        inside = _EXCEPT.fullmatch(part)
        if inside is not None and not SPAN.search(part):
            cuts += _listed(inside[1], whole, read)
        elif part:
            rest.append(part)
    return "、".join(rest), cuts


def _listed(text: str, whole: str, read: Read) -> list[DayPattern]:
    found: list[DayPattern] = []
    for part in re.split("[・、,及びと]+", text):
        if _YEAR_END.fullmatch(part):
            found.append(YEAR_END)
            read.doubts.append(("year-end", ""))
        elif part:
            found += _days(part, whole)
    return found


def _lines(cell: str, whole: str) -> list[HoursLine]:
    """Days, then the spans that belong to them; spans without days are of every day."""
    lines: list[HoursLine] = []
    days: tuple[DayPattern, ...] | None = None
    waiting: list[str] = []
    for part in (part for part in cell.split("、") if part):
        match = SPAN.search(part) or ALWAYS.search(part)
        start = match.start() if match else len(part)
        if match and match.end() != len(part):
            raise Unreadable("not-hours", text=whole)
        before = part[:start].strip(":")
        if match is None and (closed := re.fullmatch(rf"(.+?)[は:]?(?:{CLOSED.pattern})", part)):
            _days(closed[1], whole)
            continue
        if before:
            waiting.append(before)
        if match is None:
            continue
        if waiting:
            days = tuple(day for one in waiting for day in _days(one, whole))
            waiting = []
        elif days is None:
            days = (EVERY_DAY,)
        span = Span(0, DAY) if ALWAYS.fullmatch(match[0]) else span_of(match[0], whole)
        lines.append(HoursLine(days, (span,)))
    if waiting:
        raise Unreadable("not-hours", text=whole)
    return _together(lines)


def _together(lines: list[HoursLine]) -> list[HoursLine]:
    """Lines of the same days as one."""
    found: dict[tuple[DayPattern, ...], list[Span]] = {}
    for line in lines:
        found.setdefault(line.days, []).extend(line.spans)
    return [HoursLine(days, tuple(spans)) for days, spans in found.items()]


def _days(text: str, whole: str) -> tuple[DayPattern, ...]:
    """Days as people write them; raises Unreadable."""
    if text in _TYPED:
        return (_TYPED[text],)
    if text in ("日祝", "日曜祝日", "日・祝", "日祝日"):
        return (DaysOfWeek((6,)), HolidayDays())
    try:
        return days_of_language(re.sub(r"(?<=[月火水木金土日祝])(?=[月火水木金土日]曜)", "・", text))
    except (Mistake, ValueError):
        pass
    raise Unreadable("not-hours", text=whole)
