"""At which hours nobody is open is told in words that an officer would use, of the people of whom it is so."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tsunagari.analysis import closed as analysis
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.pipeline.checks import closed_hours, look
from tsunagari.pipeline.proving import answering
from tsunagari.shell.loading import check, load

ON = date(2026, 4, 1)
HEAD = "規則集 「例」\n"
ENGLISH = 'ruleset "example"\n'
DESK = "  対応言語 すべて\n  電話番号 000-0000\n"


def told(tmp_path: Path, text: str) -> list[str]:
    """The lines of the finding, none where there is none; its witness is one by the plain reading."""
    (tmp_path / "a.tsu").write_text(text, encoding="utf-8")
    report = check(tmp_path, on=ON)
    assert {one.severity for one in report.findings} <= {"note", "warning"}, [one.render() for one in report.findings]
    found = [one for one in report.findings if one.code == "closed-hours"]
    if not found:
        return []
    [finding] = found
    assert (finding.severity, finding.line, finding.column) == ("note", 1, 1)
    person = json.loads(finding.witness or "")
    ruleset = load(tmp_path).ruleset
    seen = answering(ruleset, {**person, "at": person["at"]})
    assert not seen.sure & seen.open
    assert answering(ruleset, {key: value for key, value in person.items() if key != "at"}).sure
    return (finding.help or "").splitlines()


def one_desk(hours: str, more: str = "") -> str:
    """A ruleset of one desk for everybody with these hours."""
    lines = "\n  ".join(hours.split(" / "))
    return f"{HEAD}時間帯 時間\n  {lines}\n窓口 甲\n{DESK}  受付 時間\n{more}規則 だれでも\n  つなぐ先 甲\n"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("毎日 9:00〜17:00", "時間が毎日17:00〜翌9:00"),
        ("毎日 19:00〜翌8:00", "時間が毎日8:00〜19:00"),
        ("平日 9:00〜17:00", "時間が平日の9:00〜17:00以外"),
        ("平日 9:00〜12:00、13:00〜17:00", "時間が平日の9:00〜12:00、13:00〜17:00以外"),
        ("平日 9:00〜17:00 / 除く 12月29日〜1月3日", "時間が平日（12月29日〜1月3日を除く）の9:00〜17:00以外"),
        ("毎日 0:00〜24:00 / 除く 12月29日〜1月3日", "時間が12月29日〜1月3日の終日"),
        ("平日 19:00〜翌8:00 / 土日祝 8:00〜翌8:00", "時間が平日の8:00〜19:00"),
        ("平日 0:00〜24:00", "時間が土日祝の終日"),
        ("第2・第4土曜 9:00〜12:00", "時間が第2・第4土曜の9:00〜12:00以外"),
        ("月〜土 0:00〜24:00 / 日曜扱い 祝日", "時間が日曜・祝日の終日"),
        ("2026年5月16日 10:00〜16:00", "時間が2026年5月16日の10:00〜16:00以外"),
    ],
)
def test_usual_hours_are_told_in_one_phrase(hours: str, said: str, tmp_path: Path) -> None:
    """When one desk is closed, by the kinds of days that it keeps."""
    assert told(tmp_path, one_desk(hours)) == ["どこも開いていない", f"・どんな相談でも、かつ {said}"]


def test_a_desk_around_the_clock_leaves_nothing_to_tell(tmp_path: Path) -> None:
    """No finding where somebody is open at every minute for everybody."""
    assert told(tmp_path, one_desk("毎日 0:00〜24:00")) == []


def test_people_are_named_with_their_hours_and_who_has_nobody_at_all_is_not_told_here(tmp_path: Path) -> None:
    """Children are taken at night, grown people of Tottori by day, others not at all (`gap`)."""
    text = (
        f"{HEAD}  了承 gap 「例なので」\n時間帯 昼\n  毎日 9:00〜17:00\n時間帯 夜\n  毎日 17:00〜翌9:00\n"
        f"窓口 こども\n{DESK}  対象年齢 18歳未満\n  受付 夜\n窓口 鳥取\n{DESK}  対象地域 鳥取県 在住\n  受付 昼\n"
        "規則 だれでも\n  つなぐ先 こども、鳥取\n"
    )
    assert told(tmp_path, text) == [
        "どこも開いていない",
        "・年齢が18歳以上、かつ 時間が毎日17:00〜翌9:00",
        "・住所が鳥取県以外、かつ 時間が毎日9:00〜17:00",
    ]


def test_unknown_hours_are_told_apart_from_closed_ones(tmp_path: Path) -> None:
    """By night grown people have a desk that may be open, children surely none."""
    text = (
        f"{HEAD}時間帯 昼\n  毎日 9:00〜17:00\n窓口 甲\n{DESK}  受付 昼\n"
        f"窓口 乙\n{DESK}  対象年齢 18歳以上\n  受付 不明\n規則 だれでも\n  つなぐ先 甲、乙\n"
    )
    assert told(tmp_path, text) == [
        "どこも開いていない",
        "・年齢が18歳未満、かつ 時間が毎日17:00〜翌9:00",
        "受付時間の分からない窓口だけになる",
        "・年齢が18歳以上、かつ 時間が毎日17:00〜翌9:00",
    ]
    unknown = one_desk("毎日 9:00〜17:00").replace("受付 時間", "受付 不明")
    assert told(tmp_path, unknown) == ["受付時間の分からない窓口だけになる", "・どんな相談でも、かつ いつでも"]


def test_periods_are_told_and_days_out_of_the_period_of_the_ruleset_are_not(tmp_path: Path) -> None:
    """A desk that ends leaves people alone from then on; what the ruleset does not speak of is not told."""
    ending = one_desk("毎日 0:00〜24:00", "  適用 2027年3月31日まで\n")
    assert told(tmp_path, ending) == [
        "どこも開いていない",
        "・どんな相談でも、かつ 時間が2027年4月1日からの毎日の終日",
    ]
    both = ending.replace(HEAD, HEAD + "  適用 2026年4月1日から2027年3月31日まで\n")
    assert told(tmp_path, both) == []


def test_a_rule_for_certain_hours_and_a_withhold_are_seen(tmp_path: Path) -> None:
    """A withhold at night takes the only desk away at night; by day it does not."""
    text = one_desk("毎日 0:00〜24:00") + (
        "時間帯 夜\n  毎日 22:00〜翌6:00\n除外 夜の家族\n  条件 相談者が家族\n  条件 時間が夜\n  つながない先 甲\n"
    )
    assert told(tmp_path, text) == []  # untold, the time may be night: `gap` tells of these people
    rule = one_desk("毎日 9:00〜17:00") + (
        f"時間帯 夜\n  毎日 17:00〜翌9:00\n窓口 夜番\n{DESK}  受付 24時間\n規則 夜\n  条件 時間が夜\n  つなぐ先 夜番\n"
    )
    assert told(tmp_path, rule) == []
    assert told(tmp_path, rule.replace("条件 時間が夜", "条件 時間が夜\n  条件 年齢が18歳以上")) == [
        "どこも開いていない",
        "・年齢が18歳未満、かつ 時間が毎日17:00〜翌9:00",
    ]


def test_in_english(tmp_path: Path) -> None:
    """An English ruleset is told in English, days and times as they are written there."""
    text = (
        f"{ENGLISH}hours day\n  weekdays 9:00-17:00\n  except 12-29..01-03\nresource desk\n  speaks any\n  open day\n"
        "  tel 000-0000\nresource maybe\n  speaks any\n  tel 000-0000\n  ages under 18\n  open unknown\n"
        "rule everybody\n  route desk, maybe\n"
    )
    assert told(tmp_path, text) == [
        "nobody is open",
        "・age 18 or over; time not weekdays (except 12-29..01-03) 9:00-17:00",
        "only resources whose hours are not known",
        "・age under 18; time not weekdays (except 12-29..01-03) 9:00-17:00",
    ]


def test_it_says_where_it_could_not_look_at_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within no steps nothing is found, and that is said; so it is where not everybody whom nobody takes is known."""
    (tmp_path / "a.tsu").write_text(one_desk("毎日 9:00〜17:00"), encoding="utf-8")

    def codes() -> set[str]:
        return {one.code for one in check(tmp_path, on=ON).findings} - {"single-point", "stale-verified"}

    assert codes() == {"closed-hours"}
    with monkeypatch.context() as patched:
        patched.setattr(closed_hours, "closed_hours", partial(analysis.closed_hours, nodes=0))
        assert codes() == {"not-finished"}
    with monkeypatch.context() as patched:
        patched.setattr(look, "regions_without_a_yes", partial(regions_without_a_yes, nodes=0))
        assert "not-finished" in codes() and "closed-hours" not in codes()


def test_it_is_silenced_by_name(tmp_path: Path) -> None:
    """`了承` on the ruleset block, with a reason."""
    text = one_desk("毎日 9:00〜17:00").replace(HEAD, HEAD + "  了承 closed-hours 「夜は当番の電話が受ける」\n")
    assert told(tmp_path, text) == []
    assert "unused-allow" not in {one.code for one in check(tmp_path, on=ON).findings}
