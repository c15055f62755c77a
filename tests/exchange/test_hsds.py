"""HSDS, as CSV and as JSON: services become resources, schedules hours, and what is not said stays unknown."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import WEEKLY, rrule

from exchange.importing import ON, Import
from exchange.real_files import data, real
from tsunagari import JST, Consultation, load
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.calendar.hours import Hours, minutes_open
from tsunagari.exchange.hours_lines import hours_of_fields
from tsunagari.exchange.remarks import Ledger
from tsunagari.shell.import_files import given_files
from tsunagari.shell.import_hsds import import_hsds
from tsunagari.source import Source
from tsunagari.syntax.ast import File, Via
from tsunagari.syntax.parser import parse

SERVICE: dict[str, Any] = {
    "id": "s1",
    "name": "よりそい相談",
    "status": "active",
    "minimum_age": 15,
    "maximum_age": 39,
    "assured_date": "2026-03-01",
    "organization": {"id": "o1", "name": "まちの会"},
    "phones": [
        {"id": "p1", "number": "03-0000-0000", "type": "voice"},
        {"id": "p2", "number": "03-0000-0001", "type": "fax"},
    ],
    "schedules": [
        {
            "id": "c1",
            "freq": "WEEKLY",
            "byday": "MO,WE",
            "opens_at": "09:00",
            "closes_at": "17:00",
            "timezone": "+09:00",
        },
        {"id": "c2", "freq": "MONTHLY", "byday": "2SA", "opens_at": "10:00:00", "closes_at": "12:00:00"},
    ],
    "service_areas": [{"id": "a1", "name": "山形県鶴岡市"}, {"id": "a2", "name": "酒田市"}],
    "languages": [{"id": "l1", "name": "Japanese", "code": "ja"}, {"id": "l2", "code": "en"}],
}


def given(tmp_path: Path, *services: dict[str, Any]) -> Path:
    """A JSON file of services."""
    path = tmp_path / "services.json"
    path.write_text(json.dumps(list(services), ensure_ascii=False), encoding="utf-8")
    return path


def changed(**fields: Any) -> dict[str, Any]:
    """The service with other fields; None takes one away."""
    return {key: value for key, value in {**SERVICE, **fields}.items() if value is not None}


def test_a_service_becomes_a_resource_with_what_it_says(bring: Import, tmp_path: Path) -> None:
    """Ages, areas, languages, status, numbers and hours; who may come is not said, so it has to be asked."""
    made = bring("hsds", [given(tmp_path, SERVICE)])
    assert made.code == 0
    assert made.block("よりそい相談") == [
        "窓口 よりそい相談",
        "実施団体 まちの会",
        "種別 取り込んだ窓口",
        "対象地域 山形県鶴岡市、山形県酒田市",
        "対象年齢 15〜39歳",
        "対象条件 対象者の確認が対象内",
        "対象条件 対象分野の確認が対象内",
        "受付方法 FAX 受付 「月・水 9:00〜17:00 第2土曜 10:00〜12:00」 電話番号 03-0000-0001",
        "受付方法 電話 受付 「月・水 9:00〜17:00 第2土曜 10:00〜12:00」 電話番号 03-0000-0000",
        "対応言語 日本語、英語",
        "状態 受付中",
        "確認日 2026年3月1日",
    ]
    assert not [one for one in made.check().findings if one.severity == "error"]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("minimum_age", "対象年齢の確認"),
        ("service_areas", "対象地域の確認"),
        ("languages", "対応言語の確認"),
    ],
)
def test_what_is_left_out_is_asked_and_never_everybody(bring: Import, tmp_path: Path, field: str, line: str) -> None:
    """Nobody is a yes before it was asked; everybody is a maybe, with that question."""
    told = changed(**{field: None, **({"maximum_age": None} if field == "minimum_age" else {})})
    made = bring("hsds", [given(tmp_path, told)])
    assert f"対象条件 {line}が対象内" in made.block("よりそい相談")
    facts: dict[str, Any] = {
        "age": 20,
        "lives": "鶴岡市",
        "attributes": {"対象者の確認": "対象内", "対象分野の確認": "対象内"},
    }
    program = load(made.folder)
    [maybe] = program.route(Consultation(**facts)).referrals
    assert (maybe.fit, maybe.confirm) == ("maybe", (line,))
    facts["attributes"][line] = "対象内"
    assert [one.fit for one in program.route(Consultation(**facts)).referrals] == ["yes"]


@pytest.mark.parametrize(
    ("schedule", "code", "outcome", "lines"),
    [
        ({"byday": "MO", "opens_at": "9:00"}, "half-a-span", "refused", []),
        ({"byday": "MO", "opens_at": "9:00", "closes_at": "5:00"}, "long-night", "refused", []),
        ({"byday": "MO", "opens_at": "25:00", "closes_at": "26:00"}, "no-such-time", "refused", []),
        ({"byday": "MO", "opens_at": "9:00", "closes_at": "17:00", "timezone": 3}, "other-time-zone", "refused", []),
        (
            {"freq": "WEEKLY", "byday": "MO", "byweekno": "3", "opens_at": "9:00", "closes_at": "17:00"},
            "rule-part",
            "refused",
            [],
        ),
        ({"opens_at": "9:00", "closes_at": "17:00"}, "not-a-rule", "refused", []),
        (
            {"byday": "MO", "opens_at": "22:00", "closes_at": "6:00"},
            "over-midnight",
            "doubtful",
            ["月曜 22:00〜翌6:00"],
        ),
        (
            {"byday": "MO", "opens_at": "9:00", "closes_at": "17:00", "description": "ring twice"},
            "words-beside-hours",
            "doubtful",
            ["月曜 9:00〜17:00"],
        ),
        (
            {
                "freq": "WEEKLY",
                "interval": 2,
                "byday": "MO",
                "dtstart": "2026-04-06",
                "until": "2026-05-10",
                "opens_at": "9:00",
                "closes_at": "17:00",
            },
            "",
            "",
            ["2026年4月20日、2026年4月6日、2026年5月4日 9:00〜17:00"],
        ),
        (
            {"freq": "DAILY", "interval": 400, "dtstart": "2026-04-06", "opens_at": "9:00", "closes_at": "17:00"},
            "dates-listed",
            "doubtful",
            ["2026年4月6日、2027年5月11日、2028年6月14日 9:00〜17:00"],
        ),
        (
            {
                "byday": "TU",
                "valid_from": "2026-04-01",
                "valid_to": "2026-06-30",
                "opens_at": "9:00",
                "closes_at": "17:00",
            },
            "",
            "",
            ["火曜 9:00〜17:00", "除く 0001年1月1日〜2026年3月31日、2026年7月1日〜9999年12月31日"],
        ),
    ],
)
def test_a_schedule_is_written_to_the_minute_or_not_at_all(
    bring: Import, tmp_path: Path, schedule: dict[str, Any], code: str, outcome: str, lines: list[str]
) -> None:
    """What contradicts itself is refused with its row, and the hours are unknown."""
    made = bring("hsds", [given(tmp_path, changed(schedules=[schedule]))])
    told = {(one["path"], one["code"], one["outcome"]) for one in made.report["remarks"]}
    assert ({("[0].schedules[0]", code, outcome)} if code else set()) == told
    if lines:
        assert [line.strip() for line in made.text("hours").splitlines() if line.startswith("  ")] == lines
    else:
        assert "受付方法 電話 受付 不明 電話番号 03-0000-0000" in made.block("よりそい相談")


def test_holidays_of_a_schedule_are_closed_or_have_hours_of_their_own(bring: Import, tmp_path: Path) -> None:
    """Closed dates are cut; open ones replace the week's hours."""
    holidays = [
        {"start_date": "2026-12-29", "end_date": "2027-01-03", "closed": True},
        {
            "start_date": "2026-05-04",
            "end_date": "2026-05-04",
            "closed": False,
            "opens_at": "13:00",
            "closes_at": "15:00",
        },
    ]
    weekly = [{"byday": "MO", "opens_at": "9:00", "closes_at": "17:00"}]
    made = bring("hsds", [given(tmp_path, changed(schedules=weekly, holiday_schedules=holidays))])
    program = load(made.folder)
    facts: dict[str, Any] = {
        "age": 20,
        "lives": "鶴岡市",
        "attributes": {"対象者の確認": "対象内", "対象分野の確認": "対象内"},
        "channel": "電話",
    }
    for day, hour, wanted in (
        ((2026, 4, 6), 10, "now"),
        ((2026, 5, 4), 10, "later"),
        ((2026, 5, 4), 14, "now"),
        ((2027, 1, 4), 10, "now"),
        ((2026, 12, 28), 10, "now"),
    ):
        at = datetime(*day, hour, tzinfo=JST)
        assert [one.open for one in program.route(Consultation(**facts, at=at)).referrals] == [wanted], day


def test_persons_are_never_read(bring: Import, tmp_path: Path) -> None:
    """Contacts and addresses leave no trace in rules or report."""
    contact = {"name": "CANARY", "title": "CANARY", "phones": [{"number": "03-9999-9999"}]}
    told = changed(contacts=[contact], organization={"id": "o1", "name": "まちの会", "contacts": [contact]})
    made = bring("hsds", [given(tmp_path, told)])
    assert "CANARY" not in made.out + "".join(made.texts().values()) and "9999" not in "".join(made.texts().values())


def test_areas_outside_of_japan_are_unknown_with_a_doubt(bring: Import, tmp_path: Path) -> None:
    """The area of another country is not left out, or the resource would serve everybody."""
    made = bring("hsds", [given(tmp_path, changed(service_areas=[{"name": "Broward County"}, {"name": "鶴岡市"}]))])
    assert ("[0].service_areas[0]", "name", "foreign-area", "doubtful") in made.remarks()
    block = made.block("よりそい相談")
    assert "対象条件 対象地域の確認が対象内" in block and not any(line.startswith("対象地域 ") for line in block)


def test_a_misspelt_area_is_unknown_and_the_right_one_is_shown(bring: Import, tmp_path: Path) -> None:
    """The service is taken; whom it serves has to be asked until somebody mends the source."""
    made = bring("hsds", [given(tmp_path, changed(service_areas=[{"name": "山型県"}]))])
    [remark] = made.report["remarks"]
    assert "もしかして 山形県" in remark["message"]["ja"] and "対象条件 対象地域の確認が対象内" in made.block(
        "よりそい相談"
    )


def test_a_data_package_names_its_tables(bring: Import, tmp_path: Path) -> None:
    """`datapackage.json` stands for its folder; a table that is missing is told, one outside is not opened."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "services.csv").write_text("id,name,organization_id\ns1,よりそい相談,o1\n", encoding="utf-8")
    (folder / "organizations.csv").write_text("id,name\no1,まちの会\n", encoding="utf-8")
    (folder / "fees.csv").write_text("id\n1\n", encoding="utf-8")
    resources = [{"path": path} for path in ("services.csv", "organizations.csv", "phones.csv", "../../secret.csv")]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    made = bring("hsds", [folder / "datapackage.json"])
    assert made.code == 1 and "実施団体 まちの会" in made.block("よりそい相談")
    assert {(one["file"], one["code"]) for one in made.report["remarks"]} == {
        ("datapackage.json", "file-missing"), ("datapackage.json", "file-outside"), ("fees.csv", "not-used"),
    }  # fmt: skip


def test_several_bad_objects_never_stop_the_others(bring: Import, tmp_path: Path) -> None:
    """A number, an unknown object and a nameless service are refused with their paths."""
    path = tmp_path / "mixed.json"
    path.write_text(json.dumps([7, {"x": 1}, {**SERVICE, "name": " "}, SERVICE | {"id": "s2"}]), encoding="utf-8")
    made = bring("hsds", [path])
    assert made.code == 1 and made.report["resources"] == 1
    assert {
        ("[0]", "not-an-object"),
        ("[1]", "not-an-object"),
        ("[2]", "name-blank"),
        ("[2].phones[0]", "owner-refused"),
        ("[2].phones[1]", "owner-refused"),
    } == {(one["path"], one["code"]) for one in made.report["remarks"]}


def reread(files: dict[str, str]) -> list[File]:
    """The written text as trees: what counts is what stands there."""
    return [parse(Source(name, text))[0] for name, text in files.items()]


def wall_clock(rows: list[dict[str, str]], first: date, days: int) -> dict[date, int]:
    """The minutes of each day by python-dateutil: an occurrence at each start, open until each end."""
    start = datetime(first.year, first.month, first.day)
    found: dict[date, int] = defaultdict(int)
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for row in rows:
        hour, minute = map(int, row["opens_at"].split(":"))
        end_hour, end_minute = map(int, row["closes_at"].split(":"))
        weekday = names.index(row["weekday"])
        for begin in rrule(
            WEEKLY,
            dtstart=start,
            until=start + timedelta(days=days - 1, hours=23),
            byweekday=weekday,
            byhour=hour,
            byminute=minute,
            bysecond=0,
        ):
            at = begin
            while at < begin.replace(hour=end_hour, minute=end_minute):
                found[at.date()] |= 1 << (at.hour * 60 + at.minute)
                at += timedelta(minutes=1)
    return found


@real
def test_every_schedule_of_ilao_is_reproduced_to_the_minute() -> None:
    """Each of 2,492 rows: the written rules are open at the minutes that another program finds, and at no others.

    29 rows end before they start, by a night of 18 hours or more (9:00 to 5:00): these are refused with their row.
    """
    ledger = Ledger()
    imported = import_hsds(given_files([str(data("ilao"))]), ledger, "utf-8", ON, "ja", "", ())
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    backwards: set[int] = set()
    total = 0
    with data("ilao", "regular_schedules.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            total += 1
            ends = [tuple(map(int, row[key].split(":"))) for key in ("opens_at", "closes_at") if row[key]]
            if len(ends) == 2 and ends[1] <= ends[0]:
                backwards.add(number)
            elif ends:
                rows[row["location_id"]].append(row)
    refused = {one.where.row for one in ledger.remarks if one.refused and one.where.file == "regular_schedules.csv"}
    assert total == 2492 and refused == backwards and len(refused) == 29
    blocks = {
        block.name.text: hours_of_fields(block.fields)
        for tree in reread(imported.files)
        for block in tree.blocks
        if block.keyword == "hours" and block.name
    }
    services = {
        block.name.text: block
        for tree in reread(imported.files)
        for block in tree.blocks
        if block.keyword == "resource" and block.name
    }
    owners = owners_of_locations()
    unlinked = {one.key: one for one in imported.registry.timetables}
    named = {one.key: one.name for one in imported.registry.entries}
    compared = 0
    for location, told in rows.items():
        if location in unlinked:
            written: list[Hours] = [blocks[unlinked[location].name]]
        else:
            block = services[named[owners[location][0]]]
            names = {
                name.text
                for field in block.fields
                if isinstance(field.value, Via) and field.value.open
                for name in field.value.open.names
            }
            written = [blocks[name] for name in names]
        wanted = wall_clock(told, date(2026, 4, 27), 14)
        for step in range(14):
            day = date(2026, 4, 27) + timedelta(days=step)
            assert minutes_open(written, day, japanese_holidays()) == wanted.get(day, 0), (location, day)
        compared += len(told)
    assert compared == total - 29 - 665  # 665 rows name a weekday and no time: unknown


def owners_of_locations() -> dict[str, list[str]]:
    """Location → services of its organization, where that has no other location."""
    by_organization: dict[str, list[str]] = defaultdict(list)
    with data("ilao", "locations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_organization[row["organization_id"]].append(row["id"])
    found: dict[str, list[str]] = defaultdict(list)
    with data("ilao", "services.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            locations = by_organization.get(row["organization_id"], [])
            if len(locations) == 1 and row["id"]:
                found[locations[0]].append(row["id"])
    return found


@real
def test_the_real_directories_are_read_whole(bring: Import) -> None:
    """Every service is a resource or refused with a reason, and what is written compiles and is laid out."""
    for folder, services, wanted in (("ilao", 430, 429), ("hsds/csv", 1, 1)):
        made = bring("hsds", [data(*folder.split("/"))], into=folder.replace("/", "-"))
        table = made.report["rows"]["tables"]["services"]
        assert sum(table.values()) == services and made.report["resources"] == wanted, folder
        assert not [one for one in made.check().findings if one.severity == "error"], folder
    for name in ("service_full", "organization_full", "service_at_location_full", "service_list"):
        made = bring("hsds", [data("hsds", f"{name}.json")], into=name)
        assert made.report["resources"] == 1, name
        assert made.block("Community Counselling")
    for name in ("organization_list", "location", "taxonomy_term"):  # no service is in them, so nothing is written
        made = bring("hsds", [data("hsds", f"{name}.json")], into=name)
        assert made.report["resources"] == 0 and not made.folder.exists(), name


@real
def test_florida_is_read_by_a_mapping(bring: Import) -> None:
    """135 services with their ages; counties are no municipalities of Japan, so the areas are unknown."""
    mapping = Path(__file__).parent / "florida.toml"
    made = bring("table", [data("florida", "services.csv")], "--mapping", str(mapping))
    rows = made.report["rows"]
    assert (
        rows["imported"] + rows["doubtful"] + rows["refused"] == 135
        and made.report["resources"] == 135 - rows["refused"]
    )
    text = made.text()
    assert text.count("対象年齢 18歳以上") == 12 and text.count("対象年齢 60歳以上") == 4
    assert text.count("対象条件 対象地域の確認が対象内") == made.report["resources"]
    assert not [one for one in made.check().findings if one.severity == "error"]
