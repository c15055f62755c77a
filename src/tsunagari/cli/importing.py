"""`tsunagari import`: foreign registries into reviewed rule text.

Law: what will change is told before anything is written; 0 where every row was taken, also with doubts, 1 where rows
were refused, 2 where nothing could be done.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tsunagari.cli import speech
from tsunagari.cli.first_day import On, first_day
from tsunagari.cli.import_words import report_lines
from tsunagari.cli.options import Json, Lang
from tsunagari.errors import UsageError
from tsunagari.exchange.changes import changes
from tsunagari.exchange.importing import Imported, import_tables
from tsunagari.exchange.mapping import TableMapping, read_mapping, with_options
from tsunagari.exchange.remarks import Ledger
from tsunagari.exchange.tables import Table
from tsunagari.exchange.telephone_table import READY
from tsunagari.pipeline.comparing import Comparison
from tsunagari.shell.differences import diff
from tsunagari.shell.import_files import ENCODINGS, given_files, tables_of
from tsunagari.shell.import_folder import Target, compiles, preview, target_of
from tsunagari.shell.registries import registry_of_texts
from tsunagari.wire.json_text import write_json

FORMATS = ("table", "hsds")

Format = Annotated[
    str, typer.Argument(metavar="table|hsds", help="元の形。 The format of the source.", show_default=False)
]
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…",
        help="CSV、Excel、JSON のファイル、またはそれらのフォルダ。 Files or folders.",
        show_default=False,
    ),
]
Into = Annotated[
    str,
    typer.Option("--into", metavar="RULES", help="書き込む規則集のフォルダ。 Where to write.", show_default=False),
]
MappingFile = Annotated[
    str | None,
    typer.Option(
        "--mapping", metavar="FILE|" + "|".join(READY), help="どの列が何か（TOML か JSON）。 Which column is what.",
        show_default=False,
    ),
]  # fmt: skip
Mark = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="取り込みの名前（同じ規則集にいくつも取り込む時）。 Its name."),
]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="SHEET", help="Excel のシート。 The sheet.")]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar="|".join(ENCODINGS), help="文字コード。 The encoding of text files.")
]
Correct = Annotated[
    list[str] | None,
    typer.Option("--correct", metavar="誤=正", help="地名を直す（繰り返せる）。 Correct a place; may be repeated."),
]
Verified = Annotated[
    str | None,
    typer.Option("--verified", metavar="日付", help="表に確認日がない時の確認日。 The day on which it was verified."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="書き込まず、何が変わるかだけを示す。 Write nothing.")]
Who = Annotated[
    bool, typer.Option("--who", help="だれの答えが変わるかも調べる（diff と同じ）。 Also tell whose answers change.")
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="手で直されたファイルも書き換える。 Also replace edited files.")
]


def command(
    form: Format, files: Files, into: Into, mapping: MappingFile = None, name: Mark = None, sheet: Sheet = None,
    encoding: Encoding = "utf-8", correct: Correct = None, verified: Verified = None, on: On = None,
    dry_run: DryRun = False, who: Who = False, overwrite: Overwrite = False, json: Json = False, lang: Lang = None,
) -> int:  # fmt: skip
    """よその名簿（表、HSDS）を規則集の言葉にする。読めない行は理由を示して除き、残りを続ける。書いていない事は「不明」のまま。
    Turn foreign registries into rules: a bad row is refused with its reason and the rest goes on; what a source does
    not say stays unknown. The exit code is 1 where rows were refused.
    """
    if form not in FORMATS:
        raise UsageError("bad-option", option="table|hsds", example="tsunagari import table lines.csv --into rules/x")
    if encoding not in ENCODINGS:
        raise UsageError("bad-option", option="--encoding", example="--encoding " + "|".join(ENCODINGS))
    target = target_of(into, name or "")
    imported = _imported(form, files, target, mapping, sheet, encoding, correct or [], verified, on)
    before = target.own()
    differences = changes(registry_of_texts(before), imported.registry) if before else ()
    comparison = _compared(target, imported, overwrite=overwrite, on=on) if who else None
    nothing = not (imported.registry.entries or imported.registry.timetables)  # a broken source empties no registry
    written = [] if dry_run or nothing else target.write(imported.files, imported.registry, overwrite=overwrite)
    if json:
        speech.line(write_json(_document(imported, differences, comparison, written)))
    else:
        for text in report_lines(imported, differences, comparison, written, speech.language()):
            speech.line(text)
    return 1 if imported.refused else 0


def _imported(
    form: str, files: list[str], target: Target, mapping: str | None, sheet: str | None, encoding: str,
    correct: list[str], verified: str | None, on: str | None,
) -> Imported:  # fmt: skip
    ledger, language = Ledger(), speech.language()
    given = given_files(files)
    if form == "hsds":
        from tsunagari.shell.import_hsds import import_hsds

        return import_hsds(given, ledger, encoding, first_day(on), language, target.mark, target.declared())
    tables = tables_of(given, ledger, encoding, sheet)
    if not tables:
        raise UsageError("import-no-table", path=given[0].shown)
    found = _mapping(mapping, tables[0])
    chosen = with_options(found, _pairs(correct), first_day(verified).isoformat() if verified else "")
    return import_tables(tables, chosen, ledger, language=language, mark=target.mark, known=target.declared())


def _mapping(named: str | None, table: Table) -> TableMapping:
    """The mapping named; without a name, the ready one whose columns the table has."""
    if named is None:
        ready = [read_mapping(name, text) for name, text in READY.items()]
        fitting = [one for one in ready if table.columns and not one.missing(table.columns)]
        if not fitting:
            raise UsageError("missing-argument", option="--mapping")
        return fitting[0]
    if named in READY:
        return read_mapping(named, READY[named])
    [given] = given_files([named])[:1]
    return read_mapping(given.shown, given.text("utf-8"))


def _pairs(correct: list[str]) -> dict[str, str]:
    found = dict(one.split("=", 1) for one in correct if one.count("=") == 1 and all(one.split("=")))
    if len(found) != len(correct):
        raise UsageError("bad-option", option="--correct", example="--correct 青森道=青森県")
    return found


def _compared(target: Target, imported: Imported, *, overwrite: bool, on: str | None) -> Comparison | None:
    """Who is answered differently afterwards; None where there is nothing to compare."""
    if not target.own() or not compiles(target.folder):
        return None
    with preview(target, imported.files, imported.registry, overwrite=overwrite) as copy:
        return diff(target.folder, Path(copy), on=first_day(on)) if compiles(copy) else None


def _document(
    imported: Imported, differences: Any, comparison: Comparison | None, written: list[str]
) -> dict[str, Any]:
    return {
        **imported.to_dict(),
        "changes": [one.to_dict() for one in differences],
        "people": None if comparison is None else comparison.to_dict(),
        "written": written,
    }
