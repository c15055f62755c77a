"""Import → export → import: the same rules, through CSV and through HSDS."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from exchange.importing import Import, Made
from exchange.real_files import data, real
from exchange.registries import registries, through_csv, through_hsds
from tsunagari.cli.entry import run
from tsunagari.exchange.csv_export import csv_text
from tsunagari.exchange.entries import Registry
from tsunagari.exchange.importing import Imported, finished
from tsunagari.exchange.reading import registry_of
from tsunagari.exchange.remarks import Ledger
from tsunagari.source import Source
from tsunagari.syntax.parser import parse
from tsunagari.syntax.printer import format_source


def written(registry: Registry) -> Imported:
    """The files of a registry, of which the language can hold all."""
    found = finished(registry, Ledger(), "", ())
    assert not found.ledger.remarks
    return found


@settings(max_examples=60, deadline=None)
@given(registries())
def test_what_is_written_is_laid_out_and_reads_back(registry: Registry) -> None:
    """`fmt` has nothing to do; the registry read from the text writes the same text."""
    once = written(registry)
    for name, text in once.files.items():
        assert format_source(Source(name, text)) == text
    trees = [parse(Source(name, text))[0] for name, text in once.files.items()]
    assert written(registry_of(trees).registry).files == once.files


@settings(max_examples=60, deadline=None)
@given(registries())
def test_an_export_comes_back_as_the_same_rules(registry: Registry) -> None:
    """Through both forms, to the byte, with unknowns, doubts and all."""
    once = written(registry)
    for through in (through_csv, through_hsds):
        again = through(once.registry)
        assert again.files == once.files, through.__name__


@settings(max_examples=60, deadline=None)
@given(registries())
def test_no_cell_of_an_export_is_a_formula(registry: Registry) -> None:
    """Neither at the start of the file's cells, half- or full-width."""
    for row in csv.reader(StringIO(csv_text(registry))):
        assert not any(cell.lstrip(" \u3000").startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row)


def round_trip(bring: Import, made: Made, form: str) -> None:
    """Export a folder and import it again into another one: the same files."""
    file = made.folder.parent / f"{made.folder.name}.{'json' if form == 'hsds' else 'csv'}"
    assert run(["export", form, str(made.folder), "-o", str(file)]) == 0
    words = () if form == "hsds" else ("--mapping", "tsunagari")
    again = bring("hsds" if form == "hsds" else "table", [file], *words, into=f"{made.folder.name}-{form}")
    assert again.texts() == made.texts() and again.code == 0


@real
@pytest.mark.parametrize("form", ["csv", "hsds"])
def test_the_real_registries_come_back(bring: Import, form: str) -> None:
    """The telephone lines, the two American directories and the example of HSDS, byte for byte."""
    florida = ("--mapping", str(Path(__file__).parent / "florida.toml"))
    for name, kind, path, words in (
        ("lines", "table", ("phone_triage_2021.csv",), ("--mapping", "telephone-lines")),
        ("florida", "table", ("florida", "services.csv"), florida),
        ("ilao", "hsds", ("ilao",), ()),
        ("example", "hsds", ("hsds", "service_full.json"), ()),
    ):
        round_trip(bring, bring(kind, [data(*path)], *words, into=name), form)


def test_an_edited_export_wins_over_what_rides_along(bring: Import, tmp_path: Path) -> None:
    """Somebody corrects a number and an hour in the JSON: the import reads these, not our own attributes."""
    table = tmp_path / "t.csv"
    table.write_text("窓口,電話,時間\nあ,03-0000-0000,平日9時〜17時\n", encoding="utf-8")
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\nname = "窓口"\nphone = "電話"\nhours = "時間"\n', encoding="utf-8")
    made = bring("table", [table], "--mapping", str(mapping))
    file = tmp_path / "x.json"
    assert run(["export", "hsds", str(made.folder), "-o", str(file)]) == 0
    value = json.loads(file.read_text(encoding="utf-8"))
    value[0]["phones"][0]["number"] = "03-0000-0009"
    file.write_text(json.dumps(value), encoding="utf-8")
    again = bring("hsds", [file], into="again")
    assert "受付方法 電話 受付 「月〜金 9:00〜17:00」 電話番号 03-0000-0009" in again.block("あ")


def test_what_a_directory_has_no_place_for_is_named(bring: Import, tmp_path: Path) -> None:
    """Conditions of a hand-written resource are not lost in silence: exit code 1."""
    folder = tmp_path / "own"
    folder.mkdir()
    rules = (
        "規則集 「町」\n\n窓口 あ\n  対象者 本人\n  受付方法 電話 受付 24時間 電話番号 119\n\n規則 い\n  つなぐ先 あ\n"
    )
    (folder / "own.tsu").write_text(rules, encoding="utf-8")
    out = tmp_path / "x.csv"
    assert run(["export", "csv", str(folder), "-o", str(out)]) == 1 and "119" in out.read_text(encoding="utf-8")
    assert run(["export", "csv", str(folder), "-o", str(out)]) == 2  # nothing is replaced unasked
    assert run(["export", "csv", str(folder), "-o", str(out), "--overwrite"]) == 1
