"""`tsunagari export`: the registry of a ruleset as HSDS JSON or as a CSV table.

Law: importing what is written gives the same resources; what the form has no place for is named, and then the exit code
is 1. Nothing that is there is replaced unless that is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang, Rules
from tsunagari.errors import UsageError
from tsunagari.exchange.csv_export import csv_text
from tsunagari.exchange.hsds_export import hsds_text
from tsunagari.exchange.reading import named_fields
from tsunagari.shell.folders import shown
from tsunagari.shell.registries import registry_in
from tsunagari.shell.rewriting import replace_text
from tsunagari.wire.json_text import write_json

_FORMS = ("hsds", "csv")

Form = Annotated[str, typer.Argument(metavar="hsds|csv", help="書き出す形。 The form.", show_default=False)]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="書き出すファイル。 The file to write.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="あれば書き換える。 Replace a file that is there.")]


def command(
    form: Form, rules: Rules, output: Output, overwrite: Overwrite = False, json: Json = False, lang: Lang = None
) -> int:
    """規則集の窓口を、ほかの仕組みが読める名簿（HSDS の JSON、CSV）に書き出す。
    書き出せない項目は名前を挙げる。
    Write the resources of a ruleset as a directory for others.
    """
    if form not in _FORMS:
        raise UsageError("bad-option", option="hsds|csv", example="tsunagari export csv rules/x -o x.csv")
    found = registry_in(rules)
    target = Path(output)
    if target.exists() and not overwrite:
        raise UsageError("export-exists", path=shown(output))
    registry = found.registry
    replace_text(target, hsds_text(registry) if form == "hsds" else "\ufeff" + csv_text(registry))
    if json:
        left = {name: list(fields) for name, fields in found.left_out.items()}
        speech.line(write_json({"resources": len(registry.entries), "left_out": left}))
    else:
        for name, fields in sorted(found.left_out.items()):
            told = named_fields(fields, speech.language())
            speech.problem(speech.either(f"{name}: 書き出せない項目 {told}", f"{name}: not written: {told}"))
        number = len(registry.entries)
        speech.line(speech.either(f"窓口 {number} を書き出しました", f"{number} resources written"))
    return 1 if found.left_out else 0
