"""`tsunagari intake`: which facts may a caller's words mean?

Law: what was said is read and forgotten; no line repeats it, a person finds the words by their position. Nothing is
routed: the facts at the end are for whoever has confirmed them.
"""

from __future__ import annotations

from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.intake_words import candidate_line, words
from tsunagari.cli.options import Json, Lang
from tsunagari.errors import UsageError
from tsunagari.hearing.as_json import heard_to_json
from tsunagari.hearing.heard import Heard
from tsunagari.hearing.listening import LONGEST, intake
from tsunagari.shell.lines import opened
from tsunagari.shell.programs import load
from tsunagari.wire.json_text import write_json

_RULES = "rules/vocabulary"


def command(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="聞いた言葉。- は標準入力（履歴に残らない）。 What was said; - is standard input.",
            show_default=False,
        ),
    ],
    rules: Annotated[
        str,
        typer.Option(
            "--rules", metavar="RULES", help=f"規則集のフォルダ。書かなければ {_RULES}。 The folder of a ruleset.",
            show_default=False,
        ),
    ] = _RULES,
    json: Json = False,
    lang: Lang = None,
) -> int:  # fmt: skip
    """聞いた言葉から、確かめる事実の候補を出す。 Candidate facts from what a caller said."""
    heard = intake(load(rules), _standard_input() if text == "-" else text)
    if json:
        speech.line(heard_to_json(heard))
        return 0
    for line in lines_of(heard, speech.language()):
        speech.line(line)
    return 0


def lines_of(heard: Heard, language: str) -> list[str]:
    """What a person at a desk reads: cries first, then what to confirm, what to ask, and the facts so far."""
    said = words(language)
    cries = [one for one in heard.candidates if one.reason == "crisis"]
    others = [one for one in heard.candidates if one.reason != "crisis"]
    lines = [said["crisis"], *("  " + candidate_line(one, language) for one in cries)] if heard.crisis else []
    lines += [said["candidates"], *("  " + candidate_line(one, language) for one in others)] if others else []
    if heard.suggestions:
        lines += [said["suggestions"], *("  " + candidate_line(one, language) for one in heard.suggestions)]
    return [*(lines or [said["nothing"]]), said["facts"], "  " + write_json(dict(heard.facts))]


def _standard_input() -> str:
    """Standard input as text, read a little further than is taken; a line end at its end is not said."""
    with opened("-") as stream:
        try:
            raw = stream.read(4 * (LONGEST + 3))
        except OSError:
            raise UsageError("no-text") from None
    return raw.decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r\n")
