"""Options that several verbs take, with their words.

Law: every option is taken as text and read by us, so that no message repeats what was typed.
"""

from __future__ import annotations

from typing import Annotated

import typer

Rules = Annotated[
    str,
    typer.Argument(
        metavar="RULES",
        help="規則集のフォルダ（例 rules/yamagata）。 The folder of a ruleset.",
        show_default=False,
    ),
]
RulesOrBuilt = Annotated[
    str,
    typer.Argument(
        metavar="RULES",
        help="規則集のフォルダか、build で作ったファイル。 A ruleset's folder, or a built file.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="JSON で出す。 Print JSON.")]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="ja|en", help="画面の言葉。 The language to speak.", show_default=False),
]
