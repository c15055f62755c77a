"""Sets of minutes of the calendar in words: 平日の9:00〜17:00以外, 土日祝の終日と12月29日〜1月3日の9:00〜17:00.

Law: the words say the pieces and nothing else; days and spans are written as in hours (language §2), so that they can
be copied into a ruleset.
"""

from __future__ import annotations

from functools import reduce

from tsunagari.analysis.times import EVERY_DAY, Days, Times
from tsunagari.calendar.hours import DAY, Span
from tsunagari.engine.explaining.said import Said, said
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.registry import ALWAYS
from tsunagari.model.ruleset import Ruleset
from tsunagari.syntax.ast import Dates
from tsunagari.syntax.written import a_day, a_period, a_span

_WHOLE_DAY = (Span(0, DAY),)


def time_words(ruleset: Ruleset, times: Times) -> Said:
    """`時間が…`, as one of the conditions of a region; `いつでも` of all minutes."""
    if not times.pieces:
        return said("any-time")
    found = [_piece(piece.days, piece.spans) for piece in times.pieces]
    values = reduce(lambda one, other: said("times-with", one=one, other=other), found)
    if not times.whole:
        values = said("other-times", times=values)
    return said("outside" if times.outside else "among", attribute=Wording(ruleset).called("time"), values=values)


def _piece(days: Days, spans: tuple[Span, ...]) -> Said:
    if spans == _WHOLE_DAY:
        times = said("all-day")
    else:
        times = Said(*(mark.join(a_span(span, one) for span in spans) for one, mark in (("ja", "、"), ("en", ", "))))
    if days == Days((EVERY_DAY,)) and spans != _WHOLE_DAY:
        return said("daily-times", times=times)
    return said("days-and-times", days=_days(days), times=times)


def _days(days: Days) -> Said:
    found = Said(*(mark.join(a_day(one, to) for one in days.patterns) for to, mark in (("ja", "・"), ("en", " and "))))
    if days.without:
        out = Said(*(mark.join(a_day(one, to) for one in days.without) for to, mark in (("ja", "、"), ("en", ", "))))
        found = said("days-without", days=found, without=out)
    if days.period != ALWAYS:
        dates = Dates(days.period.start, days.period.end)
        found = said("days-within", days=found, period=Said(a_period(dates, "ja"), a_period(dates, "en")))
    return found
