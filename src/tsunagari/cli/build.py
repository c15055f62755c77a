"""`tsunagari build`: a ruleset as one file that is opened at once.

Law: the file is written whole or not at all; `--check` writes nothing and says whether the file is what the ruleset
gives.
"""

from __future__ import annotations

from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang, Rules
from tsunagari.errors import UsageError
from tsunagari.shell.building import build, staleness, write_built
from tsunagari.shell.folders import shown
from tsunagari.wire.json_text import write_json

Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="書き出すファイル。 The file to write.", show_default=False),
]
Check = Annotated[
    str | None,
    typer.Option(
        "--check",
        metavar="FILE",
        help="書かずに、このファイルが規則集どおりか確かめる。 Only see whether this file is up to date.",
        show_default=False,
    ),
]


def command(rules: Rules, output: Output = None, check: Check = None, json: Json = False, lang: Lang = None) -> int:
    """規則集を、すぐに開ける一つのファイルに組み立てる。 Build a ruleset into one file that opens at once."""
    if (output is None) == (check is None):
        raise UsageError("bad-option", option="--output / --check", example="tsunagari build rules/x -o x.tsunagari")
    if check is not None:
        return _checked(check, rules, json=json)
    assert output is not None
    built = build(rules)
    write_built(output, built)
    if json:
        speech.line(write_json({"digest": built.digest, "sources": built.sources, "bytes": len(built.raw)}))
    else:
        size = f"{len(built.raw):,}"
        told = f"{shown(output)}（{size} バイト、{built.digest}）", f"{shown(output)} ({size} bytes, {built.digest})"
        speech.line(speech.either(f"組み立てました: {told[0]}", f"built: {told[1]}"))
    return 0


def _checked(file: str, rules: str, *, json: bool) -> int:
    stale = staleness(file, rules)
    if json:
        speech.line(write_json({"fresh": stale is None, "code": None if stale is None else stale.code}))
    elif stale is None:
        speech.line(speech.either(f"規則集どおりです: {shown(file)}", f"up to date: {shown(file)}"))
    else:
        speech.problem(f"tsunagari: error[{stale.code}]: {stale.message(speech.language())}")
    return 0 if stale is None else 1
