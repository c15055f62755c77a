"""`tsunagari statistics`: what is published, what is refused, and that nothing else comes out."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import world
from privacy.records import decision
from privacy.tables import counts_of, tree
from tsunagari.cli.entry import run
from tsunagari.errors import UsageError
from tsunagari.privacy import Platform, PrivacyError, Terms
from tsunagari.privacy.audit.record import Interruption
from tsunagari.privacy.months import Period, months_of
from tsunagari.privacy.statistics.releases import (
    RELEASES_GENESIS,
    published,
    read_releases,
    release_of,
    written,
)
from tsunagari.privacy.statistics.suppression import publishable
from tsunagari.shell.audit_files import AuditLog
from tsunagari.shell.loading import load
from tsunagari.shell.statistics_files import population_of, publish

RULES = """規則集 「試し」

相談分野 学校
  含む 不登校、いじめ
相談分野 自殺

窓口 相談室
  受付方法 電話 受付 24時間 電話番号 0120-000-000

規則 だれでも
  つなぐ先 相談室
"""
TERMS = Terms(resources=frozenset({"市の相談室"}), issues=frozenset({"学校", "不登校", "いじめ", "自殺"}))
#: Consultations of each month by municipality and issue.
ASKED = {
    ("06201", "不登校"): 60, ("06201", "いじめ"): 3, ("06201", "自殺"): 0, ("06202", "不登校"): 45,
    ("06202", "いじめ"): 31, ("06203", "不登校"): 52, ("06203", "いじめ"): 40, ("06204", "不登校"): 7,
}  # fmt: skip
POPULATION = "code,population\n06201,240000\n06202,80000\n06203,120000\n06204,1999\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules, populations and a log of April and May 2026."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    rules = tmp_path / "rules" / "town"
    rules.mkdir(parents=True)
    (rules / "a.tsu").write_text(RULES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(POPULATION, encoding="utf-8")
    with AuditLog(tmp_path / "log", TERMS) as log:
        for month in ("2026-04", "2026-05"):
            for (place, issue), times in ASKED.items():
                for at in range(times):
                    outcome = "answered" if at % 3 else "no-rule"
                    log.append(decision(f"{month}-{at % 28 + 1:02}", place, (issue,), outcome))
    return tmp_path


def words(desk: Path, *more: str, month: str = "2026-04", crisis: str = "自殺") -> list[str]:
    """A command line of the verb."""
    return [
        "statistics", str(desk / "log"), "--rules", str(desk / "rules" / "town"), "--population",
        str(desk / "people.csv"), "--month", month, "--crisis", crisis, "-o", str(desk / "out.csv"), *more,
    ]  # fmt: skip


def refused(capsys: pytest.CaptureFixture[str], *line: str) -> str:
    """The code with which a command line is refused."""
    capsys.readouterr()
    assert run([*line, "--json"]) == 2
    return str(json.loads(capsys.readouterr().out)["error"]["code"])


def test_a_table_is_published(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The CSV has its headers, the small number is hidden with others, the village is nowhere, no zero of a crisis."""
    assert run(words(desk, "--picture", str(desk / "out.svg"))) == 0
    said = capsys.readouterr().out
    assert "うち秘匿" in said and "どの表にも入らない相談 7" in said
    text = (desk / "out.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0])[:6] == [
        "都道府県コード又は市区町村コード",
        "地方公共団体名",
        "年月",
        "相談の区分",
        "相談の内容",
        "相談件数（延べ）",
    ]
    assert {row["都道府県コード又は市区町村コード"] for row in rows} == {"062014", "062022", "062031", "060003"}
    assert {row["年月"] for row in rows} == {"2026-04"}
    asked = {(row["都道府県コード又は市区町村コード"], row["相談の内容"], row["相談の区分"]): row for row in rows}
    assert asked["062014", "いじめ", "相談の計"]["相談件数（延べ）"] == "X"
    assert asked["062014", "自殺", "相談の計"]["相談件数（延べ）"] == "X"
    assert asked["060003", "", "合計"]["地方公共団体名"] == "山形県（掲載市区町村の計）"
    assert asked["062022", "", "合計"]["相談件数（延べ）"] in ("76", "X")
    shown = [row["相談件数（延べ）"] for row in rows]
    assert "3" not in shown and shown.count("X") < len(shown)
    assert "0" not in [row["相談件数（延べ）"] for row in rows if row["相談の内容"] == "自殺"]


def test_what_is_published_may_be_brought_to_a_platform(desk: Path) -> None:
    """The very tables of the verb, and by another ruleset they are refused."""
    rules = load(str(desk / "rules" / "town")).ruleset
    period = Period("2026-04", "2026-04")
    people = population_of(str(desk / "people.csv"))
    (table,) = publish(str(desk / "log"), period, rules.issues, frozenset({"自殺"}), people, "2026-06").tables
    assert (table.period, table.areas) == (period, ("06201", "06202", "06203", "06000"))
    platform = Platform.of(world.program().ruleset, "みんなの場")
    assert platform.table(rules, table) is table
    with pytest.raises(PrivacyError):
        platform.table(world.program().ruleset, table)


def test_the_picture_needs_nothing_and_says_no_more(desk: Path) -> None:
    """Well-formed, without links, scripts or styles from elsewhere; its numbers are numbers of the CSV."""
    assert run(words(desk, "--picture", str(desk / "out.svg"), "--lang", "en")) == 0
    svg = (desk / "out.svg").read_text(encoding="utf-8")
    root = ET.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {one.tag.partition("}")[2] for one in root.iter()} == {"svg", "title", "rect", "text"}
    assert not any(name in ("href", "src", "style") for one in root.iter() for name in one.attrib)
    table = (desk / "out.csv").read_text(encoding="utf-8-sig")
    numbers = {value for row in csv.reader(io.StringIO(table)) for value in row}
    cells = [one.text or "" for one in root.iter() if one.get("text-anchor") == "middle"]
    assert cells and {value for cell in cells for value in cell.split(" / ")} <= numbers
    assert "local government code" in table and "hidden" in svg


def test_the_same_month_again_is_the_same_table(desk: Path) -> None:
    """Byte for byte, and the ledger does not grow; another month is another release."""
    assert run(words(desk)) == 0
    first, ledger = (desk / "out.csv").read_bytes(), (desk / "log" / "releases.log").read_bytes()
    assert run(words(desk)) == 0
    assert ((desk / "out.csv").read_bytes(), (desk / "log" / "releases.log").read_bytes()) == (first, ledger)
    assert run(words(desk, month="2026-05")) == 0
    assert len((desk / "log" / "releases.log").read_bytes().splitlines()) == 2


@pytest.mark.parametrize(("since", "day", "month", "told"), [
    ("2026-04-29", "2026-05-02", "2026-04", True), ("2026-04-29", "2026-05-02", "2026-05", True),
    ("2026-05-01", "2026-05-02", "2026-04", False), ("2026-03-01", "2026-06-02", "2026-04", True),
])  # fmt: skip
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_lost_records_are_told_of_in_the_table(
    desk: Path, capsys: pytest.CaptureFixture[str], since: str, day: str, month: str, told: bool, lang: str
) -> None:
    """An interruption of these days: the desk is told the number, every row and the picture that there were more."""
    with AuditLog(desk / "log", TERMS) as log:
        assert log.append(Interruption(day, since, 7, 4)).code == "kept"
    capsys.readouterr()
    picture = desk / "out.svg"
    assert run(words(desk, "--picture", str(picture), "--lang", lang, month=month)) == 0
    said = capsys.readouterr().out
    note, remark = {
        "ja": ("少なくとも 4 件失われて", "失われた記録があり、実際はこれより多い"),
        "en": ("at least 4 records", "records were lost: there were more"),
    }[lang]
    assert (note in said) == told
    rows = list(csv.reader(io.StringIO((desk / "out.csv").read_text(encoding="utf-8-sig"))))[1:]
    assert {remark in row[-1] for row in rows} == {told} == {remark in picture.read_text(encoding="utf-8")}
    assert run([*words(desk, month=month), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lost"] == (4 if told else 0)


def test_late_records_are_no_lost_ones_and_a_torn_tail_is_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What came late is counted; what broke off is not, before it is cut off and after."""
    with AuditLog(desk / "log", TERMS) as log:
        log.append(Interruption("2026-05-31", "2026-05-30", 7, 0))
    assert run([*words(desk, month="2026-05"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lost"] == 0
    with (desk / "log" / "audit-2026-05.log").open("ab") as segment:
        segment.write(b"0000")
    for _ in range(2):
        assert run([*words(desk, month="2026-05"), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["lost"] == 1
        assert run([*words(desk, month="2026-04"), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["lost"] == 0
        AuditLog(desk / "log", TERMS).close()


def test_what_could_be_compared_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A period that overlaps, another shape, a late record in a number that was shown."""
    assert run(words(desk)) == 0
    before = (desk / "out.csv").read_bytes()
    assert refused(capsys, *words(desk, month="2026-04..2026-05")) == "statistics-overlaps"
    assert refused(capsys, *words(desk, crisis="なし")) == "statistics-shape"
    (desk / "people.csv").write_text(POPULATION.replace("1999", "2000"), encoding="utf-8")
    assert refused(capsys, *words(desk)) == "statistics-shape"
    (desk / "people.csv").write_text(POPULATION, encoding="utf-8")
    with AuditLog(desk / "log", TERMS) as log:
        log.append(decision("2026-04-30", "06203", ("不登校",)))
    assert refused(capsys, *words(desk)) == "statistics-differs"
    assert (desk / "out.csv").read_bytes() == before


def test_what_cannot_be_counted_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Months before the log, months that go on, destroyed ones, a damaged log; missing words."""
    assert refused(capsys, *words(desk, month="2026-03")) == "statistics-before"
    assert refused(capsys, *words(desk, month="2199-12")) == "statistics-unfinished"
    assert refused(capsys, *words(desk, month="2026-04..2026-03")) == "bad-option"
    assert refused(capsys, *words(desk, month="April")) == "bad-option"
    assert refused(capsys, *words(desk, crisis="借金")) == "statistics-crisis"
    assert refused(capsys, *words(desk, "--picture", str(desk / "out.csv"))) == "same-file"
    for option in ("--rules", "--population", "--month", "--crisis", "-o"):
        line = words(desk)
        at = line.index(option)
        assert refused(capsys, *line[:at], *line[at + 2 :]) == "missing-argument"
    (desk / "people.csv").write_text("06204,1999\n", encoding="utf-8")
    assert refused(capsys, *words(desk)) == "statistics-nowhere"
    (desk / "people.csv").write_text(POPULATION, encoding="utf-8")
    assert run(["audit", "destroy", str(desk / "log"), "--month", "2026-04"]) == 0
    assert refused(capsys, *words(desk)) == "statistics-destroyed"
    segment = desk / "log" / "audit-2026-05.log"
    segment.write_bytes(segment.read_bytes().replace(b"06202", b"06201", 1))
    assert refused(capsys, *words(desk, month="2026-05")) == "statistics-damaged"
    assert not (desk / "out.csv").exists()


@pytest.mark.parametrize("option", ["-o", "--picture"])
def test_what_cannot_be_written_is_not_noted_as_published(
    desk: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """A slip in the name of an output binds nobody: the ledger is as it was, and so is the other output."""
    line = words(desk, "--picture", str(desk / "out.svg"), crisis="なし")
    line[line.index(option) + 1] = str(desk / "nowhere" / "out")
    assert refused(capsys, *line) == "unwritable"
    assert not (desk / "log" / "releases.log").exists() and not list(desk.glob("*out*"))
    assert run(words(desk)) == 0


@pytest.mark.parametrize("option", ["-o", "--picture"])
@pytest.mark.parametrize(
    ("name", "code"),
    [("people.csv", "same-file"), ("rules/../people.csv", "same-file"), ("log/releases.log", "statistics-in-the-log"),
     ("log/table.csv", "statistics-in-the-log"), ("log", "statistics-in-the-log"), ("out", "same-file")],
)  # fmt: skip
def test_an_output_takes_the_place_of_nothing_of_ours(
    desk: Path, capsys: pytest.CaptureFixture[str], option: str, name: str, code: str
) -> None:
    """The populations, the log, the ledger and the other output stay as they are, however they are spelled."""
    assert run(words(desk, month="2026-05")) == 0
    before = {path: path.read_bytes() for path in sorted(desk.rglob("*")) if path.is_file()}
    line = words(desk, "--picture", str(desk / "out"))
    line[line.index("-o") + 1] = str(desk / "out" if name == "out" else desk / "out2.csv")
    line[line.index(option) + 1] = str(desk / name)
    assert refused(capsys, *line) == code
    assert {path: path.read_bytes() for path in sorted(desk.rglob("*")) if path.is_file()} == before


def test_a_torn_ledger_is_mended_and_a_changed_one_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A release that was being noted was not published; a number changed in the ledger stops everything."""
    assert run(words(desk)) == 0
    ledger = desk / "log" / "releases.log"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + whole[:100].replace(b"\n", b""))
    assert run(words(desk, month="2026-05")) == 0
    assert len(ledger.read_bytes().splitlines()) == 2
    ledger.write_bytes(whole.replace(b"60", b"61", 1))
    assert refused(capsys, *words(desk)) == "statistics-damaged"


MAY = Period("2026-05", "2026-05")


@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=1, max_size=3), st.data())
def test_the_ledger_reads_what_was_written(leaves: list[list[int]], data: st.DataObject) -> None:
    """Releases come back as they were; a byte changed is damage, a cut at the end a torn tail."""
    counts = counts_of(tree([-1, 0, 0, 0]), leaves, [10] * (len(leaves) + 1))
    release = release_of(MAY, publishable(counts))
    later = replace(release, period=Period("2026-06", "2026-08"))
    text = written([release, later], RELEASES_GENESIS)
    assert read_releases(text)[0] == (release, later)
    cut = data.draw(st.integers(0, len(text) - 1))
    assert read_releases(text[:cut])[0] == ((release,) if cut >= text.index(b"\n") + 1 else ())
    at, byte = data.draw(st.integers(0, len(text) - 1)), data.draw(st.integers(0, 255))
    changed = text[:at] + bytes([byte]) + text[at + 1 :]
    if changed != text:
        try:
            assert len(read_releases(changed)[0]) < 2
        except UsageError as problem:
            assert problem.code == "statistics-damaged"


def test_a_number_that_was_shown_may_not_change() -> None:
    """Nor a period overlap, nor the shape change; a hidden number may, and the table stays as it was."""
    counts = counts_of(tree([-1, 0, 0, 0]), [[2, 12, 16]], [10, 10])
    first = publishable(counts)
    ledger = [release_of(MAY, first)]
    moved = counts_of(tree([-1, 0, 0, 0]), [[3, 11, 16]], [10, 10])
    assert published(moved, MAY, ledger).rows == first.rows
    cases = (
        (counts_of(tree([-1, 0, 0, 0]), [[2, 12, 17]], [10, 10]), MAY, "statistics-differs"),
        (counts_of(tree([-1, 0, 0, 1]), [[2, 28]], [10, 10]), MAY, "statistics-shape"),
        (counts_of(tree([-1, 0, 0, 0], [1]), [[2, 12, 16]], [10, 10]), MAY, "statistics-shape"),
        (counts_of(tree([-1, 0, 0, 0]), [[2, 12, 16]], [20, 10]), MAY, "statistics-unsafe"),
        (counts, Period("2026-04", "2026-06"), "statistics-overlaps"),
    )
    for other, period, code in cases:
        with pytest.raises(UsageError) as refusal:
            published(other, period, ledger)
        assert refusal.value.code == code
    assert published(counts, Period("2026-06", "2026-06"), ledger).rows == first.rows


def test_the_months_of_a_period() -> None:
    """Over the turn of a year."""
    assert months_of(Period("2025-11", "2026-02")) == ("2025-11", "2025-12", "2026-01", "2026-02")
