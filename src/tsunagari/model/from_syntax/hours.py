"""Hours blocks: lines, cuts and substitutions in canonical order.

Law: order and repetition of lines leave no trace; a block without a line opens nothing and is an error.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.calendar.days import DayPattern
from tsunagari.calendar.hours import Hours, HoursLine, Substitution
from tsunagari.model.from_syntax.declarations import Declaration, values
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.syntax.ast import DayList, Opening

_WEEKDAYS = {"as-monday": 0, "as-saturday": 5, "as-sunday": 6}


def hours(kept: Mapping[str, Declaration], problems: Problems) -> dict[str, Hours]:
    """Every hours block by canonical name."""
    return {name: _hours(kept[name], problems) for name in sorted(kept)}


def _hours(declaration: Declaration, problems: Problems) -> Hours:
    lines = {_sorted(opening.line) for opening, _ in values(declaration.lines, "", Opening)}
    if not lines and not declaration.broken:
        problems.report("hours-without-line", declaration.where, name=declaration.name)
    cuts = {day for days, _ in values(declaration.lines, "except", DayList) for day in days.days}
    substitutions = {
        Substitution(weekday, _days(days.days))
        for keyword, weekday in _WEEKDAYS.items()
        for days, _ in values(declaration.lines, keyword, DayList)
    }
    return Hours(
        lines=tuple(sorted(lines, key=repr)),
        cuts=_days(tuple(cuts)),
        substitutions=tuple(sorted(substitutions, key=repr)),
    )


def _sorted(line: HoursLine) -> HoursLine:
    return HoursLine(_days(line.days), tuple(sorted(set(line.spans), key=lambda span: (span.start, span.end))))


def _days(days: tuple[DayPattern, ...]) -> tuple[DayPattern, ...]:
    return tuple(sorted(set(days), key=repr))
