"""From which day hours are looked at: an option of the verbs that look at the calendar.

Law: the clock is read here and nowhere below; what was typed is never repeated.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Annotated

import typer

from tsunagari.calendar.hours import JST
from tsunagari.errors import UsageError
from tsunagari.syntax.mistake import Mistake
from tsunagari.syntax.values import day

On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="日付", help="調べる2年間の始まりの日。書かなければ今日。 "
        "The first day of the two years looked at; today if left out.", show_default=False,
    ),
]  # fmt: skip

#: Two years of days, and weeks around an instant, are always within a calendar from here to here.
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


def first_day(text: str | None) -> date:
    """The day written, or today in Japan; raises UsageError."""
    if text is None:
        return datetime.now(JST).date()
    try:
        found = day(unicodedata.normalize("NFKC", text).strip())
    except Mistake:
        found = None
    if found is None or not FIRST <= found <= LAST:
        raise UsageError("bad-option", option="--on", example="--on 2026-04-01")
    return found
