"""Whatever a file holds: a report or a coded refusal, within bounded time and memory, and sound rules or none.

One hundred damaged files here, two thousand with `-m nightly`.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from exchange.damage import EXCEL, TEXT, Damage, bomb
from exchange.importing import Import
from exchange.real_files import DATA
from exchange.test_hsds import SERVICE
from exchange.test_telephone_table import TABLE
from tsunagari.exchange.remarks import Ledger
from tsunagari.exchange.tables import csv_table
from tsunagari.shell.formatting import layouts
from tsunagari.shell.loading import compiled_folder

SECONDS = 30
MEMORY = 1_500_000  # kB that a process of this test may grow to: an import of 64 MiB stays far below
FLORIDA = Path(__file__).parent / "florida.toml"


def sources(most: int) -> dict[str, bytes]:
    """What is damaged: small tables of our own and, beside the repository, at most that many bytes of the real ones."""
    found = {"lines.csv": TABLE.encode(), "services.json": json.dumps([SERVICE], ensure_ascii=False).encode()}
    if DATA is not None:
        real = (
            ("phone_triage_2021.csv",), ("florida", "services.csv"), ("ilao", "services.csv"),
            ("ilao", "regular_schedules.csv"), ("ilao", "phones.csv"), ("ilao", "locations.csv"),
            ("hsds", "service_full.json"), ("hsds", "organization_full.json"), ("hsds", "csv", "schedules.csv"),
        )  # fmt: skip
        found |= {"/".join(path): DATA.joinpath(*path).read_bytes()[:most] for path in real}
    found["lines.xlsx"] = workbook(TABLE)
    return found


def workbook(text: str) -> bytes:
    """A table as an Excel file, with a formula and a number in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(StringIO(text.replace('"', "").replace("\u200b", ""))):
        sheet.append(row)
    sheet["H2"] = "=1+1"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def damaged(count: int, seed: int, most: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes: each file with each damage in turn, sometimes two kinds of damage at once."""
    choices = random.Random(seed)
    files = sources(most)
    turns: list[tuple[str, Damage]] = [
        (name, damage) for name in files for damage in (EXCEL if name.endswith(".xlsx") else TEXT)
    ]
    choices.shuffle(turns)
    for number in range(count):
        name, damage = turns[number % len(turns)]
        raw = damage(choices, files[name])
        if choices.random() < 0.2 and not name.endswith(".xlsx"):
            raw = choices.choice(TEXT)(choices, raw[:2_000_000])
        yield name, raw


def mapping_of(name: str) -> tuple[str, ...]:
    """How a file is imported."""
    if name.endswith(".json") or name.startswith(("ilao", "hsds")):
        return ()
    return ("--mapping", str(FLORIDA) if name.startswith("florida") else "telephone-lines")


def survive(bring: Import, tmp_path: Path, count: int, seed: int, most: int) -> Counter[int]:
    """Import each damaged file; how often each exit code came."""
    codes: Counter[int] = Counter()
    for number, (name, raw) in enumerate(damaged(count, seed, most)):
        file = tmp_path / str(number) / Path(name).name
        file.parent.mkdir()
        file.write_bytes(raw)
        words = mapping_of(name)
        started = time.monotonic()
        made = bring("table" if words else "hsds", [file], *words, into=f"into-{number}")
        assert time.monotonic() - started < SECONDS, (name, number)
        file.unlink()
        codes[made.code] += 1
        assert made.code in (0, 1, 2), (name, number)
        value = json.loads(made.out)
        if made.code == 2:
            assert value["error"]["code"] not in ("internal", "import-internal"), (name, number, made.out)
            assert not made.folder.exists(), (name, number)
        else:
            assert (made.code == 1) == any(one["outcome"] == "refused" for one in value["remarks"]), (name, number)
            if not made.folder.exists():  # nothing was found in it
                assert not value["resources"] and not value["hours_without_resource"], (name, number)
                continue
            assert all(not layout.differs for layout in layouts(str(made.folder))), (name, number)
            problems = [one for one in compiled_folder(made.folder).diagnostics if one.severity == "error"]
            assert not problems, (name, number, problems[0].headline())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEMORY
    return codes


def test_a_hundred_damaged_files_are_reported_or_refused(bring: Import, tmp_path: Path) -> None:
    """No crash, no hang, no unsound rules."""
    codes = survive(bring, tmp_path, 100, 1, 12_000)
    assert codes[1] > 5 and codes[2] > 5


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(8))
def test_two_thousand_damaged_files_are_reported_or_refused(bring: Import, tmp_path: Path, part: int) -> None:
    """As above, in eight parts."""
    assert survive(bring, tmp_path, 250, 100 + part, 10_000_000).total() == 250


def test_a_workbook_is_read_as_its_table_and_no_formula_runs(bring: Import, tmp_path: Path) -> None:
    """The same rules as from the CSV; the cell with a formula holds no value that was saved, so it is blank."""
    (tmp_path / "lines.xlsx").write_bytes(workbook(TABLE))
    rows = TABLE.replace('"', "").replace("\u200b", "").splitlines()
    commas = rows[0].count(",")  # a sheet knows no short rows: what is not there is blank
    padded = "\n".join(row + "," * (commas - row.count(",")) for row in rows)
    (tmp_path / "lines.csv").write_text(padded, encoding="utf-8")
    words = ("--mapping", "telephone-lines")
    excel = bring("table", [tmp_path / "lines.xlsx"], *words, into="excel")
    assert excel.texts() == bring("table", [tmp_path / "lines.csv"], *words, into="csv").texts()


@pytest.mark.parametrize("damage", EXCEL[2:6])
def test_a_workbook_that_would_grow_is_refused_or_bounded(bring: Import, tmp_path: Path, damage: Damage) -> None:
    """Bombs, lying sizes, entities and sheets without end: told at once."""
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(damage(random.Random(1), workbook(TABLE)))
    started = time.monotonic()
    made = bring("table", [path], "--mapping", "telephone-lines")
    assert made.code == 2 and time.monotonic() - started < SECONDS
    code = json.loads(made.out)["error"]["code"]
    assert code == "import-too-large" if damage is bomb else code.startswith("import-")


def test_a_quotation_mark_that_nothing_closes_hides_no_other_row() -> None:
    """The rows below are read from their own lines."""
    ledger = Ledger()
    table = csv_table("x.csv", "x", 'a,b\n1,2\n"3,4\n5,6\n7,"8"\n9,"1\n0"\n', ledger)
    assert [dict(row.cells) for row in table.rows] == [
        {"a": "1", "b": "2"}, {"a": "5", "b": "6"}, {"a": "7", "b": "8"}, {"a": "9", "b": "1\n0"},
    ]  # fmt: skip
    assert [(one.where.row, one.code) for one in ledger.ordered()] == [(3, "not-a-row")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--mapping", "telephone-lines", "--encoding", "x"), "bad-option"),
        (("--mapping", "telephone-lines", "--correct", "x"), "bad-option"),
        (("--mapping", "telephone-lines", "--verified", "令和"), "bad-option"),
        (("--mapping", "telephone-lines", "--name", "../x"), "bad-option"), (("--mapping", "none.toml"), "unreadable"),
        (("--mapping", str(FLORIDA)), "import-columns"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_at_all_is_exit_code_2(
    bring: Import, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    """A coded sentence, and nothing is written."""
    (tmp_path / "lines.csv").write_text(TABLE, encoding="utf-8")
    made = bring("table", [tmp_path / "lines.csv"], *words)
    assert made.code == 2 and json.loads(made.out)["error"]["code"] == code and not made.folder.exists()


def test_a_table_that_no_ready_mapping_fits_needs_one(bring: Import, tmp_path: Path) -> None:
    """The table of telephone lines is known by its columns, another one is not."""
    (tmp_path / "lines.csv").write_text(TABLE, encoding="utf-8")
    assert bring("table", [tmp_path / "lines.csv"]).report["resources"] == 9
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    made = bring("table", [tmp_path / "other.csv"], into="other")
    assert made.code == 2 and json.loads(made.out)["error"]["code"] == "missing-argument"


def test_other_encodings_are_named_and_read_when_a_person_says_so(bring: Import, tmp_path: Path) -> None:
    """CP932 is never guessed into text."""
    file = tmp_path / "lines.csv"
    file.write_bytes(TABLE.replace("\u200b", "").replace("〜", "～").encode("cp932"))
    words = ("--mapping", "telephone-lines")
    refused = bring("table", [file], *words, json=False)
    assert refused.code == 2 and "CP932" in refused.err
    assert bring("table", [file], *words, "--encoding", "cp932").report["resources"] == 9


@pytest.mark.parametrize(
    "mapping",
    ["[columns]\nnome = 'x'", "columns = 3", "{", '{"columns": {"name": 3}}', "[[kinds]]\nages = '1'",
     "blank_cities = 'x'", "[assume]\nverified = 'x'", "[assume]\nages = []", "kinds = 3", "merge_lines = 'x'"],
)  # fmt: skip
def test_a_mapping_is_closed(bring: Import, tmp_path: Path, mapping: str) -> None:
    """A key or value that is not known is named, with those that are."""
    (tmp_path / "lines.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    made = bring("table", [tmp_path / "lines.csv"], "--mapping", str(tmp_path / "m.toml"))
    code = json.loads(made.out)["error"]["code"]
    assert made.code == 2 and code in ("import-mapping", "import-unreadable")
