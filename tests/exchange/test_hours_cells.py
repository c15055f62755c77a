"""Hours and numbers as people write them, in the one way that they can mean."""

from __future__ import annotations

import pytest

from tsunagari.exchange.clock_cells import spans_of
from tsunagari.exchange.entries import Way
from tsunagari.exchange.hours_cells import of_days, week_of
from tsunagari.exchange.hours_lines import written_lines
from tsunagari.exchange.number_cells import Number, number_of, numbers_of
from tsunagari.exchange.remarks import Unreadable
from tsunagari.exchange.row_ways import settled


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("24時間", [(0, 1440)]), ("終日", [(0, 1440)]), ("", None), ("不明", None), ("休み", []), ("－", []),
        ("午後7時から翌8時", [(1140, 1920)]), ("午後７時３０分～翌８時", [(1170, 1920)]),
        ("19時半〜24時", [(1170, 1440)]),
        ("9:00-17:15", [(540, 1035)]), ("午前9時から正午まで", [(540, 720)]), ("9時から正午", [(540, 720)]),
        ("午前0時から午前8時", [(0, 480)]), ("午後0時から午後5時", [(720, 1020)]), ("翌日", "!"), ("夜間", "!"),
        ("9時から12時、13時から17時", [(540, 720), (780, 1020)]), ("午後6時から10時", "!"),  ("19時から8時", "!"),
        ("午後12時から翌8時", "!"), ("午後13時から午後15時", "!"), ("9時から25時", "!"), ("9時から9時", "!"),
        ("9時から17時から18時", "!"), ("翌1時から翌8時", "!"), ("19時から翌24時", "!"), ("24時間(年末年始を除く)", "!"),
        ("19時から翌0時", [(1140, 1440)]), ("午前9時から11時", "!"),
    ],
)  # fmt: skip
def test_hours_of_a_day(written: str, spans: list[tuple[int, int]] | str | None) -> None:
    """What may be morning or evening is refused, what is blank is unknown."""
    if spans == "!":
        with pytest.raises(Unreadable):
            spans_of(written)
    else:
        found = spans_of(written)
        assert spans == (None if found is None else [(span.start, span.end) for span in found])


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("平日9時〜17時（祝日を除く）", ["平日 9:00〜17:00"]),
        ("月〜金 9:00〜17:00", ["月〜金 9:00〜17:00"]),
        ("月〜金曜日 9時〜17時（祝日を除く）", ["月〜金 9:00〜17:00", "除く 祝日"]),
        ("月曜日から金曜日 8時30分から17時15分まで（祝日、12月29日〜1月3日を除く）",
         ["月〜金 8:30〜17:15", "除く 祝日、12月29日〜1月3日"]),
        ("平日 9:00-12:00、13:00-17:00、土曜 9:00-12:00", ["平日 9:00〜12:00、13:00〜17:00", "土曜 9:00〜12:00"]),
        ("9:00〜17:00（土日祝を除く）", ["毎日 9:00〜17:00", "除く 土日祝"]),
        ("火・木 10時〜16時、日曜は休み", ["火・木 10:00〜16:00", "除く 日曜"]),
        ("第2土曜 9:00〜12:00", ["第2土曜 9:00〜12:00"]), ("年中無休 9時〜17時", ["毎日 9:00〜17:00"]),
        ("24時間", ["毎日 24時間"]), ("24時間365日", "!"), ("平日 24時間", ["平日 24時間"]),
        ("水・金 午後1時〜午後4時30分", ["水・金 13:00〜16:30"]), ("土日祝 10:00-16:00", ["土日祝 10:00〜16:00"]),
        ("", None), ("不明", None), ("夜間", "!"), ("平日", "!"), ("休み", "!"), ("平日9時〜17時（お盆を除く）", "!"),
        ("平日9時〜17時、土日祝10時〜16時（祝日を除く）", "!"), ("9時〜17時くらい", "!"),
    ],
)  # fmt: skip
def test_hours_of_a_week(written: str, lines: list[str] | str | None) -> None:
    """Days, spans and what is left out."""
    if lines == "!":
        with pytest.raises(Unreadable):
            week_of(written)
    else:
        hours = week_of(written).hours
        assert lines == (None if hours is None else written_lines(hours))


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("平日9時〜17時", []), ("9時〜17時", ["no-days"]), ("24時間", []),
        ("月〜金9時〜17時（年末年始を除く）", ["year-end"]),
        ("月〜金9時〜17時、土9時〜12時（祝日を除く）", ["cut-from-all"]),
    ],
)  # fmt: skip
def test_what_is_taken_for_more_than_it_says_is_a_doubt(written: str, codes: list[str]) -> None:
    """No days, the turn of the year, days left out of several lines."""
    assert [code for code, _ in week_of(written).doubts] == codes


def test_a_kind_of_day_without_hours_is_unknown_and_one_that_is_closed_is_not() -> None:
    """休み says something, a blank does not."""
    hours, unknown = of_days([("平日", "9時から17時"), ("土曜", "休み"), ("日祝", "")])
    assert hours is not None and written_lines(hours) == ["平日 9:00〜17:00", "日曜扱い 祝日"] and unknown == ("日祝",)
    assert of_days([("平日", ""), ("土曜", "")]) == (None, ("平日", "土曜"))
    with pytest.raises(Unreadable):
        of_days([("平日", "休み"), ("土曜", "休み")])


@pytest.mark.parametrize(
    ("written", "numbers", "remark"),
    [
        ("#7119、000-000-0001", ("#7119", "000-000-0001"), ""), ("０００－０００－０００２", ("000-000-0002",), ""),
        ("#7009、 000-0000-0003", ("#7009", "000-0000-0003"), ""), ("(HPのみ?)", (), "HPのみ?"), ("", (), ""),
        ("(リンク先を参照)", (), "リンク先を参照"), ("119", ("119",), ""), ("なし", (), "なし"),
    ],
)  # fmt: skip
def test_numbers_of_a_cell(written: str, numbers: tuple[str, ...], remark: str) -> None:
    """Several of them, full-width ones, or a remark instead."""
    found, told = numbers_of(written)
    assert (tuple(one.digits for one in found), told) == (numbers, remark)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("(312) 555-0100", Number("312-555-0100")), ("+44 1234 000000", Number("+44-1234-000000")),
        ("312-555-0100 x 715", Number("312-555-0100", "715")), ("03(0000)0000", Number("03-0000-0000")),
        ("(312) 555-0100 ext. 3", Number("312-555-0100", "3")), ("\"+44 1234 000000\"", Number("+44-1234-000000")),
        ("０３－００００－００００ 内線12", Number("03-0000-0000", "12")),
    ],
)  # fmt: skip
def test_a_number_and_its_extension(written: str, number: Number) -> None:
    """Brackets, blanks, countries, extensions."""
    assert number_of(written) == number


@pytest.mark.parametrize("written", ["代表", "12", "#", "000--1", "0000-0000-0000-0000", "03-0000-000O"])
def test_what_is_no_number_is_refused(written: str) -> None:
    """Neither a number nor a remark that says why there is none."""
    with pytest.raises(Unreadable):
        numbers_of(written)


def test_hours_without_a_channel_are_wholly_known_or_unknown() -> None:
    """One `open` cannot say both; what is known is noted for people."""
    hours, _ = of_days([("平日", "9時から17時"), ("土曜", "")])
    assert hours is not None
    assert settled((Way(None, (hours,)), Way(None)), "") == ((Way(None),), "平日 9:00〜17:00")
    for ways in ((Way(None, (hours,)),), (Way("電話", (hours,)), Way("電話")), (Way(None),)):
        assert settled(ways, "x") == (ways, "x")
