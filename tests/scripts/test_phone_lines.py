"""A table of telephone lines becomes a ruleset whose check says who has no line, and when.

The real table (66 lines, 2021) is looked for beside the repository; its tests are skipped where it is absent.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from tsunagari import JST, Consultation, check, load
from tsunagari.diagnostics import Diagnostic
from tsunagari.model.places import gazetteer
from tsunagari.pipeline.report import Report

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import phone_cells  # noqa: E402 — a script beside the package, not a part of it
import phone_lines  # noqa: E402

REAL = next(
    (found for above in ROOT.parents if (found := above / "shared" / "data" / "phone_triage_2021.csv").exists()), None
)
real = pytest.mark.skipif(REAL is None, reason="the table of 2021 is not beside the repository")
CORRECT = ("--correct", "青森道=青森県", "--correct", "神奈川都=神奈川県")
ON = date(2026, 4, 1)

TABLE = """区分,都道府県,市区町村,平日,土曜,日祝,電話
大人(有人対応),鳥取県,,午後7時から翌8時,午前8時から翌8時,午前8時から翌8時,#7111、000-0000-0001
大人(有人対応),島根県,松江市、出雲市,24時間,24時間,24時間,０００－０００－０００２
大人(有人対応),岡山県,新見市,24時間,24時間,24時間,000-000-0002
大人(有人対応),岡山県,,24時間,,24時間,(リンク先を参照)
大人(有人対応),広鳥県,,24時間,24時間,24時間,000-000-0003
小児,鳥取県,米子市、鳥鳥市,19:00〜翌8:00,9時から12時、13時から17時,休み,#8000
医療機関を探す(自動案内含む),鳥取県,,24時間,24時間,24時間,HPのみ
大人(有人対応),山口県,,午後6時から10時,24時間,24時間,000-000-0004
大人(有人対応),山口県,,24時間,24時間,24時間,なし
大人(有人対応),山口県,,24時間,24時間,24時間
大人(有人対応),,,24時間,24時間,24時間,000-000-0005
,山口県,,24時間,24時間,24時間,000-000-0006
大人(有人対応),山口県,,休み,休み,休み,000-000-0007
大人(有人対応),"山口県,,24時間,24時間,24時間,000-000-0008
大人(有人対応),山口県,\u200b萩市,24時間,24時間,24時間,000-000-0009
,,,,,,
大人(有人対応),香川県,高松市,24時間,24時間,24時間,000-000-0010
"""


@dataclass(frozen=True)
class Made:
    """What a run left: its exit code, the folder, what it said."""

    code: int
    folder: Path
    out: str
    err: str

    def check(self) -> Report:
        """The report on the ruleset."""
        return check(self.folder, on=ON)

    def lines(self) -> str:
        """The resources as text."""
        return (self.folder / "lines.tsu").read_text(encoding="utf-8")

    def block(self, name: str) -> list[str]:
        """The lines of one resource."""
        blocks = self.lines().split("\n\n")
        return next(block for block in blocks if block.startswith(f"窓口 {name}\n")).splitlines()


@pytest.fixture
def make(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Made]:
    """Run the script on a text, or on a file."""

    def made(table: str | Path, *words: str) -> Made:
        path = table if isinstance(table, Path) else tmp_path / "table.csv"
        if isinstance(table, str):
            path.write_text(table, encoding="utf-8")
        folder = tmp_path / "map"
        capsys.readouterr()
        code = phone_lines.main([str(path), "-o", str(folder), *words])
        return Made(code, folder, *capsys.readouterr())

    return made


def only(report: Report, code: str) -> Diagnostic:
    """The one finding of a code."""
    [finding] = [one for one in report.findings if one.code == code]
    return finding


def test_rows_become_lines_and_what_cannot_be_read_is_refused_with_its_place(make: Callable[..., Made]) -> None:
    """File, line, column and reason of every row left out, and of every cell to look at; the rest goes on."""
    made = make(TABLE)
    assert made.code == 1
    assert "rows 8, lines 7, rows with notes 4, refused 8" in made.out
    said = [line.split(": ", 3) for line in made.err.splitlines()]
    found = {(place, column, kind) for place, column, kind, _ in said}
    assert found == {
        ("table.csv:5", "市区町村", "note"), ("table.csv:5", "土曜", "note"), ("table.csv:5", "電話", "note"),
        ("table.csv:6", "都道府県", "note"), ("table.csv:7", "市区町村", "note"), ("table.csv:8", "電話", "note"),
        ("table.csv:9", "平日", "refused"), ("table.csv:10", "電話", "refused"), ("table.csv:11", "日祝", "refused"),
        ("table.csv:12", "都道府県", "refused"), ("table.csv:13", "区分", "refused"),
        ("table.csv:14", "日祝", "refused"), ("table.csv:15", "-", "refused"), ("table.csv:16", "-", "refused"),
    }  # fmt: skip
    reasons = {(place, column): reason for place, column, _, reason in said}
    assert "広島県" in reasons["table.csv:6", "都道府県"] and "鳥取市" in reasons["table.csv:7", "市区町村"]


def test_one_line_in_two_prefectures_is_one_resource_and_blanks_stay_unknown(make: Callable[..., Made]) -> None:
    """Numbers, hours, ages and places as the table says them, nothing more."""
    made = make(TABLE, "--adult-from", "16", "--as-of", "2026-03-31")
    assert made.block("大人・島根県松江市ほか") == [
        "窓口 大人・島根県松江市ほか", "  種別 大人",
        "  対象地域 島根県松江市、島根県出雲市、岡山県新見市", "  対象年齢 16歳以上",
        "  受付方法 電話 受付 24時間 電話番号 000-000-0002", "  確認日 2026-03-31",
    ]  # fmt: skip
    assert made.block("大人・岡山県の残り")[2:] == [
        "  対象地域 岡山県 除く 岡山県新見市", "  対象年齢 16歳以上",
        "  受付方法 電話 受付 「平日0:00〜24:00 日祝0:00〜24:00」 電話番号 不明",
        "  受付方法 電話 受付 不明 電話番号 不明",
        "  確認日 2026-03-31", "  備考 「表の電話の欄: リンク先を参照」",
    ]  # fmt: skip
    assert made.block("小児・鳥取県米子市ほか")[2:5] == [
        "  対象地域 鳥取県米子市、鳥取県鳥鳥市", "  対象年齢 16歳未満",
        "  受付方法 電話 受付 「平日19:00〜翌8:00 土曜9:00〜12:00、13:00〜17:00」 電話番号 #8000",
    ]  # fmt: skip
    assert "  受付方法 ホームページ 受付 24時間 電話番号 不明" in made.block("医療機関を探す・鳥取県")


def test_misspelt_places_are_written_through_and_corrected_only_when_told(make: Callable[..., Made]) -> None:
    """`check` flags each with the right one; corrected, the ruleset compiles and its report tells of people."""
    made = make(TABLE)
    found = [(one.code, one.help or "") for one in made.check().findings if one.severity == "error"]
    assert [code for code, _ in found] == ["unknown-place"] * 2
    assert "`広島県`" in found[0][1] + found[1][1] and "`鳥取市`" in found[0][1] + found[1][1]
    made = make(TABLE, "--correct", "広鳥県=広島県", "--correct", "鳥鳥市=鳥取市")
    assert "- 広鳥県=広島県" in (made.folder / "README.md").read_text(encoding="utf-8")
    report = made.check()
    assert {one.code for one in report.findings if one.severity == "error"} == {"assertion-refuted"}
    assert "相談が急な病気やけがの相談、かつ 住所が鳥取県、かつ 時間が" in (only(report, "closed-hours").help or "")


def test_the_order_of_rows_leaves_no_trace_in_the_rules(make: Callable[..., Made]) -> None:
    """Shuffled tables give the same files, and these are laid out as `fmt` would."""
    header, *rows = TABLE.splitlines()
    made = make(TABLE)
    names = [name for name in phone_lines.FILES if name.endswith(".tsu")]
    files = {name: (made.folder / name).read_text(encoding="utf-8") for name in names}
    for seed in range(5):
        shuffled = random.Random(seed).sample(rows, len(rows))
        again = make("\n".join([header, *shuffled]) + "\n")
        assert files == {name: (again.folder / name).read_text(encoding="utf-8") for name in names}


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("24時間", [(0, 1440)]), ("終日", [(0, 1440)]), ("", None), ("不明", None), ("休み", []), ("－", []),
        ("午後7時から翌8時", [(1140, 1920)]), ("午後７時３０分～翌８時", [(1170, 1920)]),
        ("19時半〜24時", [(1170, 1440)]),
        ("9:00-17:15", [(540, 1035)]), ("午前9時から正午まで", [(540, 720)]), ("9時から正午", [(540, 720)]),
        ("午前0時から午前8時", [(0, 480)]), ("午後0時から午後5時", [(720, 1020)]), ("翌日", "!"), ("夜間", "!"),
        ("9時から12時、13時から17時", [(540, 720), (780, 1020)]), ("午後6時から10時", "!"), ("19時から8時", "!"),
        ("午後12時から翌8時", "!"), ("午後13時から午後15時", "!"), ("9時から25時", "!"), ("9時から9時", "!"),
        ("9時から17時から18時", "!"), ("翌1時から翌8時", "!"), ("19時から翌24時", "!"), ("24時間(年末年始を除く)", "!"),
        ("19時から翌0時", [(1140, 1440)]),
    ],
)  # fmt: skip
def test_hours_are_read_in_the_one_way_that_they_can_mean(
    written: str, spans: list[tuple[int, int]] | str | None
) -> None:
    """Or not at all: what may be morning or evening is refused, what is blank is unknown."""
    if spans == "!":
        with pytest.raises(phone_cells.Unreadable):
            phone_cells.hours_of(written)
    else:
        assert phone_cells.hours_of(written) == (None if spans is None else tuple(spans))


@pytest.mark.parametrize(
    ("written", "numbers", "remark"),
    [
        ("#7119、000-000-0001", ("#7119", "000-000-0001"), ""), ("０００－０００－０００２", ("000-000-0002",), ""),
        ("#7009、 000-0000-0003", ("#7009", "000-0000-0003"), ""), ("(HPのみ?)", (), "HPのみ?"), ("", (), ""),
        ("(リンク先を参照)", (), "リンク先を参照"), ("119", ("119",), ""),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(written: str, numbers: tuple[str, ...], remark: str) -> None:
    """Several of them, full-width ones, or a remark instead."""
    assert phone_cells.numbers_of(written) == (numbers, remark)


@pytest.mark.parametrize("written", ["代表", "12", "000(0000)0000", "#", "000--1", "0000-0000-0000"])
def test_what_is_no_number_is_refused(written: str) -> None:
    """Neither a number nor a remark that says why there is none."""
    with pytest.raises(phone_cells.Unreadable):
        phone_cells.numbers_of(written)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("a,b\n1,2\n", ()), ("", ()), (TABLE, ("--correct", "青森道=青森県")), (TABLE, ("--as-of", "令和8年")),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_exit_code_2(make: Callable[..., Made], table: str, words: tuple[str, ...]) -> None:
    """Another table, a correction of what is not there, a date that is none: nothing is written."""
    made = make(table, *words)
    assert made.code == 2 and made.err.startswith("table.csv: ") and not made.folder.exists()


def test_other_files_are_not_mixed_with_ours_and_other_encodings_are_refused(
    make: Callable[..., Made], tmp_path: Path
) -> None:
    """A folder with files of somebody else stays as it is; CP932 is no UTF-8."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "own.tsu").write_text("規則集 「別」\n", encoding="utf-8")
    assert make(TABLE).code == 2
    assert [one.name for one in (tmp_path / "map").iterdir()] == ["own.tsu"]
    (tmp_path / "other.csv").write_bytes("区分,都道府県\n".encode("cp932"))
    assert "UTF-8" in make(tmp_path / "other.csv").err


def test_hours_of_one_day_unknown_never_count_as_open(make: Callable[..., Made]) -> None:
    """On the days that the table tells of the line is open, on the others unknown."""
    made = make(TABLE, "--correct", "広鳥県=広島県", "--correct", "鳥鳥市=鳥取市")
    program = load(made.folder)
    opened = []
    for day in (15, 16, 17):  # Friday, Saturday, Sunday
        person = {"age": 40, "issues": ["急な病気やけがの相談"], "lives": "岡山市北区", "channel": "電話"}
        decision = program.route(Consultation(**person, at=datetime(2026, 5, day, 12, tzinfo=JST)))
        opened.append([(one.resource, one.open) for one in decision.referrals])
    name = "大人・岡山県の残り"
    assert opened == [[(name, "now")], [(name, "unknown")], [(name, "now")]]


def expected(rows: list[dict[str, str]]) -> dict[str, str]:
    """Leaf code → the hours on weekdays of the adult line there, straight from the table, prefectures corrected."""
    right = {"青森道": "青森県", "神奈川都": "神奈川県"}
    found: dict[str, str] = {}
    places = gazetteer()
    for blank in (True, False):
        for row in rows:
            if row["区分"].startswith("大人") and (not row["市区町村"]) == blank:
                prefecture = right.get(row["都道府県"], row["都道府県"])
                for city in row["市区町村"].split("、"):
                    [place] = places.find(prefecture + city)
                    for leaf in places.leaves:
                        if places.contains(place, leaf):
                            found[leaf.code] = row["平日"]
    return found


@real
def test_the_real_table_is_read_whole(make: Callable[..., Made]) -> None:
    """66 rows, 65 lines: the one of Hiroshima serves two towns of Yamaguchi too; misspelt prefectures are flagged."""
    made = make(REAL)
    assert made.code == 0 and "rows 66, lines 65, rows with notes 32, refused 0" in made.out
    assert "山口県岩国市、山口県和木町" in "".join(made.block("大人・広島県広島市ほか"))
    errors = [one for one in made.check().findings if one.severity == "error"]
    flagged = {dict(one.fields)["name"]: (one.help or "").split("`")[1] for one in errors}
    assert flagged == {
        "青森道": "青森県", "神奈川都横浜市": "神奈川県横浜市", "神奈川都川崎市": "神奈川県川崎市",
    }  # fmt: skip
    for line, wrong, mended in ((3, "青森道", "青森県"), (43, "神奈川都", "神奈川県"), (44, "神奈川都", "神奈川県")):
        assert f".csv:{line}: 都道府県: note: `{wrong}` という場所はありません。もしかして {mended}" in made.err


@real
def test_the_report_names_who_has_no_adult_line_and_when(make: Callable[..., Made]) -> None:
    """By name every municipality without one, and the hours at which those that there are do not answer."""
    assert REAL is not None
    report = make(REAL, *CORRECT).check()
    assert [one.code for one in report.findings if one.severity == "error"] == ["assertion-refuted"] * 2
    gap = (only(report, "gap").help or "").splitlines()
    begins = "・相談が急な病気やけがの相談、かつ 住所が"
    nobody = next(line for line in gap if line.startswith(begins) and "、岩手県、" in line)
    places = gazetteer()
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    covered = expected(rows)
    for prefecture in (place for place in places.places if place.kind == "prefecture"):
        leaves = [leaf for leaf in places.leaves if places.contains(prefecture, leaf)]
        without = [leaf for leaf in leaves if leaf.code not in covered]
        named = prefecture.name in nobody or any(leaf.name in nobody for leaf in without)
        assert named == bool(without), prefecture.name
    closed = (only(report, "closed-hours").help or "").splitlines()
    for place, times in (
        ("栃木県", "毎日22:00〜翌16:00と平日の16:00〜18:00"), ("山形県", "毎日8:00〜19:00"),
        ("徳島県", "平日の8:00〜18:00"), ("鳥取県", "平日の8:00〜19:00"),
        ("宮城県", "平日の8:00〜19:00と土曜（祝日を除く）の8:00〜14:00"),
    ):  # fmt: skip
        assert any(f"住所が{place}、" in line and line.endswith(f"時間が{times}") for line in closed), closed


@real
def test_people_get_what_the_table_says(make: Callable[..., Made]) -> None:
    """One in twelve municipalities, on a weekday at noon and at 3 at night: an adult line, open or not, or none."""
    assert REAL is not None
    made = make(REAL, *CORRECT)
    program = load(made.folder)
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        covered = expected(list(csv.DictReader(file)))
    seen: set[str] = set()
    for leaf in gazetteer().leaves[::12]:
        hours = covered.get(leaf.code)
        for hour in (3, 12):
            at = datetime(2026, 5, 13, hour, tzinfo=JST)
            facts = {"age": 40, "issues": ["急な病気やけがの相談"], "lives": leaf.code, "channel": "電話", "at": at}
            referrals = program.route(Consultation(**facts)).referrals
            night = hours is not None and hours.endswith("から翌8時")
            wanted = [] if hours is None else ["now" if hours == "24時間" or (night and hour == 3) else "later"]
            assert [one.open for one in referrals] == wanted, (leaf.full_name, hour)
            seen.add(wanted[0] if wanted else "none")
    assert seen == {"none", "now", "later"}
