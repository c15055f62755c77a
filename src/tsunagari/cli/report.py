"""`tsunagari report`: one page about a ruleset, for everybody who answers for it.

Law: the page holds what `check` and `test` would say and more; 1 where there is an error or a warning that nobody
silenced or a test that fails, as they would say too, and the page is written all the same.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated

import typer

from tsunagari import __version__
from tsunagari.calendar.hours import JST
from tsunagari.cli import speech
from tsunagari.cli.first_day import FIRST, LAST, On, first_day
from tsunagari.cli.options import Lang, Rules
from tsunagari.cli.progress import watched
from tsunagari.cli.told import instant_told
from tsunagari.errors import UsageError
from tsunagari.shell.reports import report_page, write_page

Output = Annotated[
    str,
    typer.Option("-o", "--output", metavar="FILE.html", help="書き出すファイル。 The file to write."),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="時点", help="窓口が開いているかを見る時点。書かなければ今（--on があればその日の正午）。 "
        "When resources are open or not; now if left out, or noon of --on.", show_default=False,
    ),
]  # fmt: skip


def command(rules: Rules, output: Output = "report.html", on: On = None, at: At = None, lang: Lang = None) -> int:
    """規則集のレポートを一枚のページにする。 Make one page about a ruleset."""
    told = instant_told(at) if at is not None or on is None else datetime.combine(first_day(on), time(12), JST)
    if told is None or not FIRST <= told.date() <= LAST:
        raise UsageError("bad-option", option="--at", example="--at 2026-05-01T15:00")
    told = told.astimezone(JST).replace(second=0, microsecond=0)
    first = first_day(on) if on is not None else told.date()
    with watched() as watch:
        page, well = report_page(
            rules, at=told, on=first, language=speech.language(), version=__version__, watch=watch
        )
    write_page(output, page)
    speech.line(speech.either("レポートを書きました。", "The report is written."))
    return 0 if well else 1
