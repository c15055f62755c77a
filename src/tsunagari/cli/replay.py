"""`tsunagari replay`: consultations that were had, against two rulesets.

Law: what is printed are numbers in which nobody can be picked out, names of the registry, codes and line numbers; of a
consultation's facts nothing. The exit code is 1 where somebody loses every yes or a line is bad, and 2 where so few
could be compared that not even that is told.
"""

from __future__ import annotations

from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang
from tsunagari.cli.progress import watched
from tsunagari.cli.replay_text import text_lines
from tsunagari.errors import RulesetError, UsageError
from tsunagari.pipeline.program import Program
from tsunagari.shell.programs import load
from tsunagari.shell.replays import replay
from tsunagari.wire.json_text import write_json

Old = Annotated[str, typer.Argument(metavar="OLD", help="前の規則集。 The ruleset before.", show_default=False)]
New = Annotated[str, typer.Argument(metavar="NEW", help="後の規則集。 The ruleset after.", show_default=False)]
Input = Annotated[
    str | None,
    typer.Option(
        "--input", metavar="FILE.jsonl|.parquet", show_default=False,
        help="相談の記録（一行に一件の事実。- は標準入力）。 "
        "Facts as JSON, one consultation a line; - is standard input.",
    ),
]  # fmt: skip


def command(old: Old, new: New, consultations: Input = None, json: Json = False, lang: Lang = None) -> int:
    """実際の相談を二つの規則集に通し、だれの行き先がどう変わるかを数える。小さい数は秘匿する。どこにもつながらなくなる人が
    いれば、終了コードは1。 Replay consultations against two rulesets and count who moves where; small numbers are
    hidden. The exit code is 1 if somebody loses every yes.
    """
    if not consultations:
        raise UsageError("replay-input")
    programs = (
        _program(old, "前の規則集", "the old ruleset"),
        _program(new, "後の規則集", "the new ruleset"),
    )
    with watched() as watch:
        replayed = replay(*programs, consultations, watch=watch)
    if json:
        speech.line(write_json(replayed.to_dict()))
    else:
        for text in text_lines(replayed, speech.language()):
            speech.line(text)
    return 2 if replayed.loses is None else 0 if replayed.ok else 1


def _program(path: str, ja: str, en: str) -> Program:
    """The program of a folder; where it is refused, which of the two that is goes before the findings."""
    try:
        return load(path)
    except RulesetError:
        speech.problem(speech.either(f"{ja}に誤りがあります。", f"there are errors in {en}."))
        raise
