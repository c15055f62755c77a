"""`tsunagari statistics`: tables of unmet need that may be published, from the audit log of a venue.

Law: what is written to the outputs holds no fact of a case; what must be hidden is hidden, together with everything
published before. How many consultations stand in no table, and how many records were lost, is said on the terminal of
the desk, and nowhere else; that some were lost is said in the table too. A release is noted once and for all, so the
outputs are opened before: what cannot be written publishes nothing.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tsunagari.calendar.hours import JST
from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang
from tsunagari.cli.progress import watched
from tsunagari.errors import UsageError
from tsunagari.model.ruleset import Ruleset
from tsunagari.model.spelling import key
from tsunagari.privacy.months import Period, is_month
from tsunagari.privacy.statistics.open_table import table_csv
from tsunagari.privacy.statistics.picture import table_svg
from tsunagari.shell.folders import shown
from tsunagari.shell.lines import same_file
from tsunagari.shell.programs import load
from tsunagari.shell.rewriting import whole_or_not
from tsunagari.shell.statistics_files import Published, population_of, publish
from tsunagari.wire.json_text import write_json

_NO_CRISIS = ("なし", "none")

Log = Annotated[
    str, typer.Argument(metavar="DIR", help="監査記録のフォルダ。 The folder of the log.", show_default=False)
]
Rules = Annotated[
    str | None,
    typer.Option(
        "--rules", metavar="RULES", show_default=False,
        help="相談の区分を定める規則集。 The ruleset whose issues are counted.",
    ),
]  # fmt: skip
Population = Annotated[
    str | None,
    typer.Option(
        "--population", metavar="FILE", show_default=False,
        help="人口の表（市区町村コード,人口）。 Populations as CSV: code,population.",
    ),
]  # fmt: skip
Months = Annotated[
    str | None,
    typer.Option(
        "--month", metavar="2026-04[..2026-06]", show_default=False,
        help="月、または月から月まで。 A month, or a month to a month.",
    ),
]  # fmt: skip
Crisis = Annotated[
    list[str] | None,
    typer.Option(
        "--crisis", metavar="相談", show_default=False,
        help="ゼロも隠す相談（繰り返せる）。なければ なし。 Issues whose zeros are hidden too; none if there are none.",
    ),
]  # fmt: skip
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE.csv", help="公表する表。 The table to publish.", show_default=False),
]
Picture = Annotated[
    str | None,
    typer.Option("--picture", metavar="FILE.svg", help="表の図。 The table as a picture.", show_default=False),
]


def command(
    log: Log,
    rules: Rules = None,
    population: Population = None,
    months: Months = None,
    crisis: Crisis = None,
    output: Output = None,
    picture: Picture = None,
    json: Json = False,
    lang: Lang = None,
) -> int:
    """監査記録から、公表できる統計の表を作る。 Make tables of unmet need that may be published."""
    period = _period(_given(months, "--month"))
    table, people = _given(output, "--output"), population_of(_given(population, "--population"))
    _apart(log, str(population), table, picture)
    ruleset = load(_given(rules, "--rules")).ruleset
    grave = _crisis(ruleset, crisis or [])
    today = datetime.now(JST).strftime("%Y-%m")
    with ExitStack() as outputs:
        table_file = outputs.enter_context(whole_or_not(Path(table)))
        picture_file = outputs.enter_context(whole_or_not(Path(picture))) if picture is not None else None
        with watched() as watch:
            made = publish(log, period, ruleset.issues, grave, people, today, watch)
        table_file.write(table_csv(made.tables, speech.language()).encode("utf-8"))
        if picture_file is not None:
            picture_file.write(table_svg(made.tables, speech.language()).encode("utf-8"))
    _tell(made, json)
    return 0


def _apart(log: str, population: str, *outputs: str | None) -> None:
    """Refuse an output that is another one, the table of populations or a file of the log (its ledger above all)."""
    taken = [Path(population)]
    for output in outputs:
        if output is None:
            continue
        file = Path(output)
        if any(file == one or same_file(output, str(one)) for one in taken):
            raise UsageError("same-file", path=shown(output))
        if Path(log).resolve() in (file.resolve(), *file.resolve().parents):
            raise UsageError("statistics-in-the-log", path=shown(output))
        taken.append(file)


def _tell(made: Published, json: bool) -> None:
    cells = [value for table in made.tables for row in table.rows for value in row]
    hidden, count = sum(value is None for value in cells), len(made.tables)
    if json:
        told = {"tables": count, "cells": len(cells), "hidden": hidden, "left_out": made.left_out, "lost": made.lost}
        speech.line(write_json(told))
        return
    speech.line(
        speech.either(
            f"都道府県の表 {count}、数 {len(cells)}、うち秘匿 {hidden}",
            f"tables of prefectures: {count}, numbers: {len(cells)}, hidden: {hidden}",
        )
    )
    if made.lost:
        speech.line(
            speech.either(
                f"注意: この期間の記録が少なくとも {made.lost} 件失われています。欠けがあることは表の備考に書きました"
                "（この数は公表しないでください）",
                f"note: at least {made.lost} records of this period were lost; the table says that it is not complete"
                " (do not publish this number)",
            )
        )
    speech.line(
        speech.either(
            f"どの表にも入らない相談 {made.left_out}（場所の申告なしなど。この数は公表しないでください）",
            f"consultations in no table: {made.left_out} (no place told, or too few people; do not publish this)",
        )
    )


def _given(value: str | None, option: str) -> str:
    if not value:
        raise UsageError("missing-argument", option=option)
    return value


def _period(text: str) -> Period:
    first, to, last = text.partition("..")
    period = Period(first, last if to else first)
    if not is_month(period.first) or not is_month(period.last) or period.first > period.last:
        raise UsageError("bad-option", option="--month", example="--month 2026-04 / --month 2026-04..2026-06")
    return period


def _crisis(ruleset: Ruleset, told: list[str]) -> frozenset[str]:
    """The declared issues; that there are none has to be said. Raises UsageError."""
    if not told:
        raise UsageError("missing-argument", option="--crisis")
    if len(told) == 1 and told[0] in _NO_CRISIS and key(told[0]) not in ruleset.issue_names:
        return frozenset()
    found = [ruleset.issue_names.get(key(one)) for one in told]
    if None in found:
        raise UsageError("statistics-crisis", number=str(found.index(None) + 1))
    return frozenset(one for one in found if one is not None)
