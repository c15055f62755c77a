"""The report: its numbers are the engine's, its marks the analysis's, its page holds nothing but what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reporting.pages import AT, ON, TOWN, Html, compiled, document, page, read, template
from tsunagari.calendar.holidays import japanese_holidays
from tsunagari.calendar.hours import JST
from tsunagari.engine.admission import admit
from tsunagari.engine.consultation import Consultation
from tsunagari.engine.reference import Reference
from tsunagari.engine.verdicts import YES
from tsunagari.model.places import gazetteer
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.report import report_on
from tsunagari.reporting.assembling import assemble
from tsunagari.reporting.page import render
from tsunagari.reporting.tiles import COLUMNS, PLACES, short_name
from tsunagari.reporting.tree import Figure
from tsunagari.shell.reports import report_page

ROOT = Path(__file__).resolve().parents[2]
IN_CI, AT_NIGHT = ("yamagata", "hirakata"), sorted(one.name for one in (ROOT / "rules").iterdir() if one.is_dir())


def town() -> Ruleset:
    """The small ruleset."""
    ruleset = compiled(TOWN).ruleset
    assert ruleset is not None
    return ruleset


class Plainly:
    """Counts by the plain reading."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset, self.reference = ruleset, Reference(ruleset)

    def figure(self, **facts: Any) -> Figure:
        """Yes, yes and maybe, and how many of these a decision says are open."""
        standings = self.reference.answer(admit(self.ruleset, Consultation(**facts))).standings
        return Figure(sum(one.verdict == YES for one in standings.values()), len(standings), self.open(AT, **facts))

    def open(self, at: datetime, **facts: Any) -> int:
        """How many are open."""
        decision = self.reference.decide(Consultation(at=at, **facts))
        assert decision.maybe_count <= 20, "a decision lists no more"
        return sum(one.open == "now" for one in decision.referrals)


def test_the_numbers_of_issues_and_ages_are_those_of_the_plain_reading() -> None:
    """Each figure of the tables is what the plain reading answers to these facts."""
    found, plainly = document(), Plainly(town())
    assert {row.name for row in found.issues} == {"くらし", "借金", "家賃", "いじめ"}
    assert found.bands == ("0〜17歳", "18歳以上")
    for row in found.issues:
        assert row.figure == plainly.figure(issues=[row.name])
        under, over = (plainly.figure(issues=[row.name], age=age).possible for age in ((0, 17), (18, 120)))
        assert row.cells == (under, over)
    assert [row.figure for row in found.ages] == [plainly.figure(age=(0, 17)), plainly.figure(age=(18, 120))]
    assert len({row.figure for row in found.issues}) > 1


def test_the_numbers_of_places_are_those_of_the_plain_reading() -> None:
    """Every municipality of two prefectures stands in one group, with its own number and resources."""
    found, plainly = document(), Plainly(town())
    assert [tile.name for tile in found.tiles if tile.own] == ["山形県"]
    for name in ("山形県", "東京都"):
        prefecture = next(one for one in found.prefectures if one.name == name)
        assert prefecture.tile.figure == plainly.figure(lives=name)
        places = [place for group in prefecture.groups for place in group.places]
        (known,) = gazetteer().find(name)
        assert sorted(places) == sorted(one.name for one in gazetteer().children(known))
        for group in prefecture.groups:
            facts = {"lives": name + group.places[0]}
            assert group.figure == plainly.figure(**facts)
            standings = plainly.reference.answer(admit(plainly.ruleset, Consultation(**facts))).standings
            assert sorted(standings) == sorted((*found.everywhere, *group.sure, *group.perhaps))
            assert "家賃の窓口" in found.everywhere


def test_an_hour_has_the_least_number_of_its_minutes() -> None:
    """The grid agrees with asking the plain reading at each minute of some hours, and of none are there more."""
    found, plainly = document(), Plainly(town())
    assert [name for name, _ in found.week.days] == ["月", "火", "水", "木", "金", "土", "日", "祝日"]
    holidays, days = japanese_holidays(), []
    for name, shown in found.week.days:
        month, number = map(int, shown.split("/"))
        day = next(d for d in (ON + timedelta(n) for n in range(400)) if (d.month, d.day) == (month, number))
        assert holidays.is_holiday(day) == (name == "祝日")
        days.append(day)
    for hour in (8, 9, 11, 12, 16, 17, 23):
        for number, (cell, _) in enumerate(found.week.hours[hour].cells):
            moments = (datetime.combine(days[number], time(hour, minute), JST) for minute in range(0, 60, 5))
            assert cell == min(plainly.open(at) for at in moments), (hour, days[number])
    assert {row.hour: row.cells[0][0] for row in found.week.hours}[17] < found.week.hours[16].cells[0][0]


def test_a_week_with_holidays_shows_the_next_day_that_is_none() -> None:
    """From 2 May 2026 on: 3 to 6 May are holidays, so Sunday to Wednesday are those of the week after."""
    source = compiled(TOWN)
    assert source.ruleset is not None
    at = datetime(2026, 5, 2, 9, tzinfo=JST)
    found = assemble(Program(source.ruleset), report_on(source), at, "ja", "0")
    assert [day for _, day in found.week.days] == ["5/11", "5/12", "5/13", "5/7", "5/8", "5/2", "5/10", "5/3"]


def test_what_was_not_asked_is_not_claimed() -> None:
    """Without a first day nothing is proved: the page says so instead of saying that all is well."""
    source = compiled(TOWN)
    assert source.ruleset is not None
    found = assemble(Program(source.ruleset), report_on(source), AT, "ja", "0")
    assert (found.nobody, found.by_default, found.losses) == (None, None, None)
    assert {row.cover for row in found.issues} == {tile.cover for tile in found.tiles} == {"unsettled"}
    text = render(found, template())
    check_structure(text, "ja")
    assert (
        text.count("調べていない") == 4
        and "証明済み" not in text
        and "どの分野でも" not in text.split("<main")[1].split("map-title")[1]
    )


def test_marks_say_whom_rules_reach() -> None:
    """Whom nobody takes, whom a default takes, and the others, by issue and by place."""
    found = document()
    covers = {row.name: row.cover for row in found.issues}
    assert covers == {"くらし": "nobody", "借金": "nobody", "家賃": "nobody", "いじめ": "nobody"}
    grown = TOWN.replace("  対象年齢 18歳以上\n", "").replace(
        "条件 相談が家賃\n  つなぐ", "条件 相談がくらし\n  つなぐ"
    )
    mended = document(grown + "規則 大人のいじめ\n  条件 住所が山形市以外\n  つなぐ先 家賃の窓口\n")
    assert {row.name: row.cover for row in mended.issues} == {
        "くらし": "rule", "借金": "rule", "家賃": "rule", "いじめ": "default",
    }  # fmt: skip
    assert {tile.name for tile in mended.tiles if tile.cover != "rule"} == {"山形県"}
    groups = {place: one for p in mended.prefectures for one in p.groups for place in one.places}
    assert (groups["山形市"].cover, groups["山形市"].left) == ("default", 1)
    assert (groups["天童市"].cover, groups["天童市"].left) == ("rule", 0)


def test_every_fact_of_a_test_is_said() -> None:
    """Places by name, ranges, the instant, what was tried and not answered, what is paused."""
    text = (
        TOWN
        + """相談例 「いろいろ」
  前提 年齢 30〜39歳
  前提 相談 家賃、いじめ
  前提 住所 06201
  前提 勤務地 なし
  前提 緊迫 なし
  前提 希望 匿名
  前提 時間 2026年5月1日 15:00
  前提 利用済み 町の相談 満員、家賃の窓口
  前提 回答しない 方法
  前提 順番 「鍵」
  前提 休止中 学びの窓口
  結果に含まない 家賃の窓口
"""
    )
    told = {
        language: next(one.told for one in document(text, language).trials if one.name == "いろいろ")
        for language in ("ja", "en")
    }
    assert told["ja"] == (
        "年齢：30〜39歳／相談：家賃、いじめ／住所：山形市／勤務地：なし"
        "／時間：2026年5月1日（金）15:00／希望：匿名／緊迫：なし／答えない：方法"
        "／利用済み：町の相談（満員）、家賃の窓口／順番の鍵：鍵／休止中: 学びの窓口"
    )
    assert told["en"].startswith(
        "age: 30–39; issue: 家賃, いじめ; lives: 山形市; works: none; time: Fri 2026-05-01 15:00"
    )
    assert "declined: channel; tried: 町の相談 (full), 家賃の窓口; rotation: 鍵; paused: 学びの窓口" in told["en"]


def test_what_failed_is_shown_first_hand() -> None:
    """A failed test, a refuted assertion, a gap and a single point stand in the report, in both languages."""
    for language, words in (("ja", ("不合格", "反証", "いる")), ("en", ("failed", "refuted", "some"))):
        found = document(TOWN, language)
        assert [one.passed for one in found.trials] == [True, False]
        assert [one.outcome for one in found.promises] == ["proved", "refuted"]
        assert found.nobody and found.losses
        text = page(TOWN, language)
        assert all(word in text for word in words)
    assert [(desk.name, desk.state) for desk in document().desks[0].desks] == [
        ("休んでいる窓口", "inactive"), ("学びの窓口", "unknown"), ("家賃の窓口", "now"), ("町の相談", "now"),
    ]  # fmt: skip


def test_every_prefecture_has_one_tile() -> None:
    """47 tiles, no two in one place, all on the map."""
    prefectures = [place for place in gazetteer().places if place.kind == "prefecture"]
    assert {short_name(one.name) for one in prefectures} == set(PLACES)
    assert len(set(PLACES.values())) == len(PLACES) == 47
    assert all(1 <= column <= COLUMNS for column, _ in PLACES.values())


def check_structure(text: str, language: str) -> Html:
    """What a screen reader and a keyboard need, and nothing from outside (JIS X 8341-3, WCAG 2.1)."""
    html = read(text)
    tags = {one.tag for one in html.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "input", "svg", "base", "audio", "video"}
    for one in html.elements:
        assert not any(name.startswith("on") for name in one.attributes), one
        assert "src" not in one.attributes and one.attributes.get("href", "#")[:1] in ("#", "d"), one
    assert "url(" not in text and "@import" not in text and "http" not in "".join(one.text for one in html.all("style"))
    (root,) = html.all("html")
    assert root.attributes["lang"] == language
    assert [len(html.all(tag)) for tag in ("title", "h1", "main", "header", "nav", "footer")] == [1] * 6
    levels = [int(one.tag[1]) for one in html.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    ids = [one.attributes["id"] for one in html.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for one in html.all("a"):
        assert one.attributes["href"][1:] in ids and one.text.strip()
    for one in html.elements:
        assert one.attributes.get("aria-labelledby", ids[0]) in ids
    assert len(html.all("caption")) == len(html.all("table")) > 3
    assert all(one.attributes.get("scope") in ("row", "col") for one in html.all("th"))
    assert all(one.text.strip() for one in html.all("h1", "h2", "h3", "h4", "summary", "caption", "th", "li"))
    return html


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_is_built_for_everybody(language: str) -> None:
    """One title, headings without steps left out, tables with captions and scopes, links that lead somewhere."""
    check_structure(page(TOWN, language), language)


HOSTILE = (
    "<script>alert(1)</script>", "\\\"><img src=x onerror=alert(1)>", "</style><b>", "{{ 7*7 }}{% raw %}", "&lt;i&gt;",
    "--><!--", "'\\' onmouseover=x",
)  # fmt: skip


def hostile(markup: str) -> str:
    """The town with markup in every name and text."""
    text = TOWN
    for name in ("ちいさな町", "家賃を払えない30歳"):
        text = text.replace(name, name + markup)
    for name in ("町の相談", "借金", "町役場", "昼間"):
        text = text.replace(name, f"「{name}{markup}」")
    said = "".join(f"  {field} 「{field}{markup}」\n" for field in ("案内", "備考"))
    told = f"  種別 「種別{markup}」\n  備考 「備考{markup}」\n  了承 hours-unknown 「理由{markup}」\n"
    text = text.replace("規則 家賃\n", f"規則 「家賃{markup}」\n{said}")
    return text.replace("窓口 学びの窓口\n", f"窓口 学びの窓口\n{told}")


@pytest.mark.parametrize("markup", [one.replace("\\", "") for one in HOSTILE])
def test_nothing_of_a_ruleset_is_markup(markup: str) -> None:
    """Names and texts that look like HTML, CSS or a template come out as the letters that they are."""
    html = check_structure(page(hostile(markup)), "ja")
    shown = "".join(one.text for one in html.all("body"))
    for name in ("ちいさな町", "借金", "町役場", "案内", "備考", "種別", "理由"):
        assert name + markup in shown, name
    plain = read(page())
    assert {one.tag for one in html.elements} <= {one.tag for one in plain.elements} | {"table", "caption"}
    assert {name for one in html.elements for name in one.attributes} <= {
        name for one in plain.elements for name in one.attributes
    }


def test_the_same_ruleset_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the hash seed."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "town.tsu").write_text(TOWN, encoding="utf-8")
    pages = []
    for seed in ("0", "1", "4294967295"):
        subprocess.run(
            [sys.executable, "-m", "tsunagari", "report", str(tmp_path / "rules"), "-o", str(tmp_path / "out.html"),
             "--at", "2026-05-01T15:00", "--on", "2026-04-01"],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}, check=False,
            capture_output=True,
        )  # fmt: skip
        pages.append((tmp_path / "out.html").read_bytes())
    assert pages[0] == pages[1] == pages[2]
    assert len(pages[0]) > 50_000


def check_ruleset(name: str, language: str) -> None:
    """The report of a ruleset of the repository, in full."""
    text, well = report_page(ROOT / "rules" / name, at=AT, on=ON, language=language, version="0")
    check_structure(text, language)
    assert well
    assert ("不合格</span>" if language == "ja" else "failed</span>") not in text


@pytest.mark.parametrize("name", IN_CI)
def test_the_report_of_a_real_ruleset(name: str) -> None:
    """All tests passed, all assertions proved, nobody left out."""
    check_ruleset(name, "ja" if name == "yamagata" else "en")


@pytest.mark.nightly
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", AT_NIGHT)
def test_the_report_of_every_ruleset(name: str, language: str) -> None:
    """The same of all."""
    check_ruleset(name, language)


def test_a_ruleset_outside_its_period_says_so_at_the_top() -> None:
    """Before, within and after: what answers then stands beside the dates, in both languages."""
    head = "規則集 「ちいさな町」\n"
    text = TOWN.replace(head, head + "  適用 令和8年4月1日から令和8年5月31日まで\n")
    said = {day: document(text, at=AT.replace(month=day)).period for day in (3, 5, 6)}
    assert said[5] == "2026年4月1日から2026年5月31日まで"
    assert said[3].startswith(said[5]) and "まだ始まっていません" in said[3]
    assert said[6].startswith(said[5]) and "終わっています" in said[6]
    assert "over" in document(text, "en", at=AT.replace(month=6)).period
