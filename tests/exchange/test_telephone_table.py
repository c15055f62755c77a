"""A table of telephone lines becomes a ruleset whose check says who has no line, and when.

The real table (66 lines, 2021) is looked for beside the repository; its tests are skipped where it is absent.
"""

from __future__ import annotations

import csv
import random
from datetime import datetime
from pathlib import Path

import pytest

from exchange.importing import Import
from exchange.real_files import data, real
from tsunagari import JST, Consultation, load
from tsunagari.diagnostics import Diagnostic
from tsunagari.model.places import gazetteer
from tsunagari.pipeline.report import Report

READY = ("--mapping", "telephone-lines")
CORRECT = ("--correct", "青森道=青森県", "--correct", "神奈川都=神奈川県")

TABLE = """区分,都道府県,市区町村,平日,土曜,日祝,電話
大人(有人対応),鳥取県,,午後7時から翌8時,午前8時から翌8時,午前8時から翌8時,#7111、000-0000-0001
大人(有人対応),島根県,松江市、出雲市,24時間,24時間,24時間,０００－０００－０００２
大人(有人対応),岡山県,新見市,24時間,24時間,24時間,000-000-0002
大人(有人対応),岡山県,,24時間,,24時間,(リンク先を参照)
大人(有人対応),広鳥県,,24時間,24時間,24時間,000-000-0003
小児,鳥取県,米子市、鳥鳥市,19:00〜翌8:00,9時から12時、13時から17時,休み,#8000
医療機関を探す(自動案内含む),鳥取県,,24時間,24時間,24時間,HPのみ
大人(有人対応),山口県,,午後6時から10時,24時間,24時間,000-000-0004
大人(有人対応),山口県,,24時間,24時間,24時間,代表
大人(有人対応),山口県,,24時間,24時間,24時間
大人(有人対応),,,24時間,24時間,24時間,000-000-0005
,山口県,,24時間,24時間,24時間,000-000-0006
大人(有人対応),山口県,,休み,休み,休み,000-000-0007
大人(有人対応),"山口県,,24時間,24時間,24時間,000-000-0008
大人(有人対応),山口県,\u200b萩市,24時間,24時間,24時間,000-000-0009
,,,,,,
大人(有人対応),香川県,高松市,24時間,24時間,24時間,000-000-0010
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The small table as a file."""
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def only(report: Report, code: str) -> Diagnostic:
    """The one finding of a code."""
    [finding] = [one for one in report.findings if one.code == code]
    return finding


def test_every_row_has_its_outcome_and_what_cannot_be_read_its_place(bring: Import, table: Path) -> None:
    """File, line, column and code of every row left out, and of every cell to look at; the rest goes on."""
    made = bring("table", [table], *READY)
    assert made.code == 1
    assert made.remarks() == {
        (5, "", "taken-for-rest", "doubtful"), (5, "電話", "number-elsewhere", "doubtful"),
        (6, "都道府県", "unknown-place", "refused"), (7, "市区町村", "place-skipped", "doubtful"),
        (8, "電話", "number-elsewhere", "doubtful"),
        (9, "平日", "hours-unread", "doubtful"), (9, "", "taken-for-rest", "doubtful"),
        (10, "電話", "not-a-number", "refused"), (11, "日祝", "columns-differ", "refused"),
        (13, "区分", "name-blank", "refused"), (14, "日祝", "never-open", "refused"),
        (15, "", "not-a-row", "refused"), (16, "市区町村", "letters-dropped", "doubtful"),
    }  # fmt: skip
    rows = made.report["rows"]
    assert (rows["imported"], rows["doubtful"], rows["refused"]) == (5, 5, 6)
    said = {one["row"]: one["message"] for one in made.report["remarks"]}
    assert "広島県" in said[6]["ja"] and "広島県" in said[6]["en"] and "鳥取市" in said[7]["ja"]
    blank = {(one["column"], one["rows"]) for one in made.report["blank"]}
    assert {("土曜", 1), ("areas", 1)} <= blank


def test_the_report_is_told_in_both_languages(bring: Import, table: Path) -> None:
    """A line for each remark with its place and code, the counts at the end."""
    english = bring("table", [table], *READY, "--lang", "en", json=False).out
    japanese = bring("table", [table], *READY, json=False, into="other").out
    assert (
        "table.csv:6:都道府県: refused[unknown-place]: there is no place `広鳥県`; " in english and "広島県" in english
    )
    assert "table.csv:6:都道府県: 取り込めません[unknown-place]: `広鳥県` という場所はありません" in japanese
    assert (
        "rows: imported 5, with doubts 5, refused 6" in english and "取り込み 5、疑問つき 5、取り込めない 6" in japanese
    )


def test_one_line_in_two_prefectures_is_one_resource_and_blanks_stay_unknown(bring: Import, table: Path) -> None:
    """Numbers, hours, ages and places as the table says them, nothing more; a doubt stands beside the resource."""
    made = bring("table", [table], *READY, "--verified", "2026-03-31")
    assert made.block("大人・島根県松江市ほか") == [
        "窓口 大人・島根県松江市ほか", "種別 大人", "対象地域 島根県松江市、島根県出雲市、岡山県新見市",
        "対象年齢 15歳以上", "対象分野 急な病気やけがの相談",
        "受付方法 電話 受付 24時間 電話番号 000-000-0002", "対応言語 日本語", "確認日 2026年3月31日",
    ]  # fmt: skip
    block = made.block("大人・岡山県の残り")
    assert {line[0] for line in block[1:3]} == {"※"} and "対象地域 岡山県 除く 岡山県新見市" in block
    assert (
        "受付方法 電話 受付 「平日、日曜 24時間 日曜扱い 祝日」 電話番号 不明".replace("平日、日曜", "日曜、平日")
        in block
    )
    assert "受付方法 電話 受付 不明 電話番号 不明" in block
    unread = made.block("大人・山口県の残り")
    assert "受付方法 電話 受付 不明 電話番号 000-000-0004" in unread  # the line stays
    assert any("午後6時から10時" in line for line in unread if line.startswith("※"))
    assert "対象地域 鳥取県米子市" in made.block("小児・鳥取県米子市")
    assert "対象条件 対象地域の確認が対象内" in made.block("大人")  # no place at all: not everywhere
    assert "受付方法 ホームページ 受付 24時間" in made.block("医療機関を探す・鳥取県")


def test_a_place_that_is_not_known_can_be_corrected_by_name(bring: Import, table: Path) -> None:
    """Corrected, the row is taken; a correction of what is not there is refused before anything is written."""
    made = bring("table", [table], *READY, "--correct", "広鳥県=広島県", "--correct", "鳥鳥市=鳥取市")
    assert "対象地域 広島県" in made.block("大人・広島県")
    assert "対象地域 鳥取県鳥取市、鳥取県米子市" in made.block("小児・鳥取県鳥取市ほか")
    refused = bring("table", [table], *READY, "--correct", "青森道=青森県", into="other")
    assert refused.code == 2 and "import-corrections" in refused.out and not refused.folder.exists()


def test_the_order_of_rows_leaves_no_trace_in_the_rules(bring: Import, table: Path) -> None:
    """Shuffled tables give the same files."""
    header, *rows = TABLE.splitlines()
    files = bring("table", [table], *READY).texts()
    for seed in range(5):
        shuffled = random.Random(seed).sample(rows, len(rows))
        table.write_text("\n".join([header, *shuffled]) + "\n", encoding="utf-8")
        assert bring("table", [table], *READY, into=f"again-{seed}").texts() == files


def test_hours_of_one_day_unknown_never_count_as_open_or_closed(bring: Import, table: Path) -> None:
    """On the days that the table tells of the line is open, on the others unknown."""
    program = load(bring("table", [table], *READY).folder)
    opened = []
    for day in (15, 16, 17):  # Friday, Saturday, Sunday
        person = {"age": 40, "issues": ["急な病気やけがの相談"], "lives": "岡山市北区", "channel": "電話"}
        decision = program.route(Consultation(**person, at=datetime(2026, 5, day, 12, tzinfo=JST)))
        opened.append([(one.resource, one.open) for one in decision.referrals if one.fit == "yes"])
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


def real_rows() -> list[dict[str, str]]:
    """The rows of the real table."""
    with data("phone_triage_2021.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@real
def test_the_real_table_is_read_whole(bring: Import) -> None:
    """66 rows: three misspelt prefectures refused with the right one; one line serves two prefectures."""
    made = bring("table", [data("phone_triage_2021.csv")], *READY)
    rows = made.report["rows"]
    assert made.code == 1 and rows["imported"] + rows["doubtful"] == 63 and rows["refused"] == 3
    refused = {
        (one["row"], one["column"]): one["message"]
        for one in made.report["remarks"] if one["outcome"] == "refused"
    }  # fmt: skip
    for line, wrong, right in ((3, "青森道", "青森県"), (43, "神奈川都", "神奈川県"), (44, "神奈川都", "神奈川県")):
        message = refused[line, "都道府県"]
        assert f"`{wrong}`" in message["ja"] and f"もしかして {right}" in message["ja"] and right in message["en"]
    assert "山口県岩国市、山口県和木町" in "".join(made.block("大人・広島県広島市ほか"))
    made = bring("table", [data("phone_triage_2021.csv")], *READY, *CORRECT, into="mended")
    assert made.code == 0 and made.report["rows"]["refused"] == 0 and made.report["resources"] == 65
    assert not [one for one in made.check().findings if one.severity == "error"]


@real
def test_the_report_names_who_has_no_adult_line_and_when(bring: Import) -> None:
    """By name every municipality without one, and the hours at which those that there are do not answer."""
    report = bring("table", [data("phone_triage_2021.csv")], *READY, *CORRECT).check()
    gap = (only(report, "gap").help or "").splitlines()
    nobody = next(line for line in gap if line.startswith("・相談が急な病気やけがの相談、かつ 住所が"))
    covered = expected(real_rows())
    places = gazetteer()
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
def test_people_get_what_the_table_says(bring: Import) -> None:
    """One in twelve municipalities, on a weekday at noon and at 3 at night: an adult line, open or not, or none."""
    program = load(bring("table", [data("phone_triage_2021.csv")], *READY, *CORRECT).folder)
    covered = expected(real_rows())
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
