"""`tsunagari fmt`: every ruleset file in its one layout.

Law: a file is written only if its bytes change, whole or not at all; a file that cannot be read as rules stays as it
is, its problems are told, and the others go on.
"""

from __future__ import annotations

from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.options import Lang
from tsunagari.shell.formatting import Layout, layouts


def command(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="規則集のフォルダかファイル。 Folders or files.", show_default=False),
    ],
    check: Annotated[
        bool, typer.Option("--check", help="書き換えず、整っていないファイルを挙げる。 Only list, write nothing.")
    ] = False,
    lang: Lang = None,
) -> int:
    """ファイルの書き方を整える。 Lay out ruleset files."""
    # a list, not a generator: every file must be done, whatever is wrong with one before it
    fine = [_one(layout, check) for path in paths for layout in layouts(path)]
    return 0 if all(fine) else 1


def _one(layout: Layout, check: bool) -> bool:
    """Write one file, or tell that it should be; False where something is left to do."""
    if layout.text is None:
        for problem in speech.spoken(layout.diagnostics):
            speech.problem(problem.render())
        return False
    if not layout.differs:
        return True
    if check:
        speech.line(speech.either(f"整っていません: {layout.shown}", f"not laid out: {layout.shown}"))
        return False
    layout.write()
    speech.line(speech.either(f"整えました: {layout.shown}", f"laid out: {layout.shown}"))
    return True
