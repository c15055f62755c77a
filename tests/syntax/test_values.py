"""Numbers, ages, dates, instants and names as people write them, with the value that each has."""

from __future__ import annotations

from datetime import date

import pytest

from tsunagari.source import Source
from tsunagari.syntax.citations import article, article_en, article_ja
from tsunagari.syntax.names import needs_quotes, plain
from tsunagari.syntax.parser import parse
from tsunagari.syntax.values import UNBOUNDED, day, instant, number, number_ranges, period, reads_as_value

RANGES = {
    "18歳未満": (-UNBOUNDED, 17), "18歳以下": (-UNBOUNDED, 18), "18歳以上": (18, UNBOUNDED), "18歳超": (19, UNBOUNDED),
    "under 18": (-UNBOUNDED, 17), "18 or under": (-UNBOUNDED, 18), "18 or over": (18, UNBOUNDED),
    "over 18": (19, UNBOUNDED), "30代": (30, 39), "10代": (10, 19), "100代": (100, 109), "15〜39歳": (15, 39),
    "15..39": (15, 39), "15-39": (15, 39), "15歳～39歳": (15, 39), "15歳以上18歳未満": (15, 17),
    "15歳超18歳以下": (16, 18),
    "14歳": (14, 14), "14": (14, 14), "十八才未満": (-UNBOUNDED, 17),
    "六十五歳以上": (65, UNBOUNDED), "１８歳": (18, 18),
    "3以上": (3, UNBOUNDED), "一〇六": (106, 106), "百二十": (120, 120),
}  # fmt: skip


@pytest.mark.parametrize("text", RANGES)
def test_ages_and_numbers_have_their_ranges(text: str) -> None:
    """Both ends are included; 未満 and 超 leave theirs out."""
    assert number_ranges(text.replace("〜", "~")) == (RANGES[text],)


@pytest.mark.parametrize(
    "text", ["", "歳", "若者", "18歳の", "18~", "~18", "under", "eighteen", "1.5", "-3", "18歳未満、30代"]
)
def test_other_texts_are_no_ranges(text: str) -> None:
    """What has another form is left to others, without a word."""
    assert number_ranges(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("元", 1), ("十", 10), ("二十三", 23), ("百六", 106), ("一〇六", 106), ("千二百三十四", 1234), ("0", 0)],
)
def test_kanji_numbers(text: str, value: int) -> None:
    """With units and without."""
    assert number(text) == value


DAYS = {
    "2026-04-01": date(2026, 4, 1), "令和8年4月1日": date(2026, 4, 1), "2026年4月1日": date(2026, 4, 1),
    "令和元年5月1日": date(2019, 5, 1), "平成31年4月30日": date(2019, 4, 30), "昭和64年1月7日": date(1989, 1, 7),
    "平成元年1月8日": date(1989, 1, 8), "大正15年12月24日": date(1926, 12, 24), "明治45年7月29日": date(1912, 7, 29),
    "令和八年四月一日": date(2026, 4, 1), "２０２６年４月１日": date(2026, 4, 1), "2024-2-29": date(2024, 2, 29),
}  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_dates(text: str) -> None:
    """Eras count from their first year, 元年."""
    assert day(text) == DAYS[text]


PERIODS = {
    "令和8年度": (date(2026, 4, 1), date(2027, 3, 31)), "fy2026": (date(2026, 4, 1), date(2027, 3, 31)),
    "令和元年度": (date(2019, 4, 1), date(2020, 3, 31)), "平成31年度": (date(2019, 4, 1), date(2020, 3, 31)),
    "2026年度": (date(2026, 4, 1), date(2027, 3, 31)), "from 2026-04-01": (date(2026, 4, 1), None),
    "until 2027-03-31": (None, date(2027, 3, 31)), "令和8年4月1日から": (date(2026, 4, 1), None),
    "令和9年3月31日まで": (None, date(2027, 3, 31)), "2026-04-01..2026-04-01": (date(2026, 4, 1), date(2026, 4, 1)),
}  # fmt: skip


@pytest.mark.parametrize("text", PERIODS)
def test_periods(text: str) -> None:
    """Fiscal years begin in April; one side may be open."""
    assert period(text) == PERIODS[text]


@pytest.mark.parametrize(
    "text",
    ["2026-05-16 23:00", "2026年5月16日 23:00", "令和8年5月16日23時", "2026-05-16T23:00", "2026-05-16T23:00+09:00"],
)
def test_instants_are_in_tokyo(text: str) -> None:
    """Without an offset a time is one of Asia/Tokyo."""
    found = instant(text)
    assert found is not None and found.isoformat() == "2026-05-16T23:00:00+09:00"


ARTICLES = {
    "6(1)": ("第六条第一項", "第6条第1項", "art. 6(1)", "6(1)"),
    "106-4(2)(1)": ("第百六条の四第二項第一号", "art. 106-4(2)(1)", "106-4(2) item 1"),
    "2 item 1": ("第二条第一号", "art. 2 item 1"),
    "suppl.3": ("附則第三条", "suppl. art. 3", "Suppl. 3"),
    "19-2-3": ("第十九条の二の三", "art. 19-2-3"),
    "2(1)(3)イ": ("第二条第一項第三号イ", "art. 2(1)(3)イ"),
}


@pytest.mark.parametrize("canonical", ARTICLES)
def test_articles_have_one_form(canonical: str) -> None:
    """However it is cited, an article is the same one, and is written back in both languages."""
    assert {article(text) for text in ARTICLES[canonical]} == {canonical}
    assert article(article_ja(canonical)) == article(article_en(canonical)) == canonical


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("㌔の会", "キロの会"),
        ("か゛んばれ", "がんばれ"),
        ("㍻の家", "平成の家"),
        ("ﾊﾟﾝ･ﾔ", "パン・ヤ"),
        ("ＡＢＣ", "ABC"),
        ("①号", "1号"),
    ],
)
def test_names_are_compared_after_nfkc(written: str, name: str) -> None:
    """Other forms of the same letters are the same name, also where they are longer or bring a blank along."""
    assert plain(written) == name
    assert parse(Source("a.tsu", f"窓口 {written}"))[0] == parse(Source("a.tsu", f"窓口 {name}"))[0]


@pytest.mark.parametrize(
    "text",
    [
        "18",
        "18歳",
        "18歳未満",
        "30代",
        "24時間",
        "2026-04-01",
        "平日",
        "第2土曜",
        "月曜",
        "毎日",
        "8:30",
        "十八",
        "sunday",
    ],
)
def test_what_reads_as_a_value_is_no_name(text: str) -> None:
    """Numbers, ages, dates, times and days need quotation marks to be names."""
    assert reads_as_value(text)
    assert needs_quotes(text)


@pytest.mark.parametrize(
    "text", ["24時間子供SOSダイヤル", "18歳の会", "月の家", "第2土曜の会", "3丁目", "平日夜間", "十日町", "二子"]
)
def test_a_name_may_begin_like_a_value(text: str) -> None:
    """Only what reads whole as a value is one."""
    assert not reads_as_value(text)
    assert not needs_quotes(text)
