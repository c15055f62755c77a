"""Several folders: what `uses` brings, what `amend` and `without` change."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from model.reading_rulesets import folder
from tsunagari.diagnostics import Diagnostic
from tsunagari.model.formula import In
from tsunagari.model.from_syntax import resolve
from tsunagari.model.ruleset import Ruleset

NATION = """規則集 「全国」
  適用 2026-04-01から2027-03-31まで
相談分野 児童虐待
  含む ネグレクト
時間帯 開庁時間
  平日 9:00〜17:00
窓口 全国電話
  種別 総合相談
  対象年齢 18歳以上
  受付方法 電話 受付 24時間 電話番号 189
  必要事項 年齢
規則 全国の規則
  条件 年齢が18歳以上
  または 相談が児童虐待
  つなぐ先 全国電話
  ただし 緊急
    条件 緊迫 あり
    緊急度 即時
既定 全国の既定
  つなぐ先 すべての総合相談
相談例 「全国の例」
  結果 全国電話
確認 網羅
"""
CITY = "規則集 「市」\n窓口 市の窓口\n  種別 総合相談\n規則 市の規則\n  つなぐ先 市の窓口\n"


def _both(city: str, nation: str = NATION) -> tuple[Ruleset | None, Sequence[Diagnostic]]:
    return resolve([folder("市", CITY + city, uses=("全国",)), folder("全国", nation)])


def _sound(city: str, nation: str = NATION) -> Ruleset:
    ruleset, found = _both(city, nation)
    assert ruleset is not None, [diagnostic.render() for diagnostic in found]
    return ruleset


def _codes(city: str, nation: str = NATION) -> list[str]:
    return [diagnostic.code for diagnostic in _both(city, nation)[1]]


def test_uses_brings_everything_but_tests() -> None:
    """A used folder brings its blocks one tier away, with its own name and period, without tests and asserts."""
    ruleset = _sound("")
    (own, used) = ruleset.rules
    assert (own.name, own.tier, own.ruleset) == ("市の規則", 0, "市")
    assert (used.name, used.tier, used.ruleset) == ("全国の規則", 1, "全国")
    assert used.ruleset_effective.start is not None and own.ruleset_effective.start is None
    assert ruleset.defaults[0].route == ("全国電話", "市の窓口")
    assert ruleset.examples == () and ruleset.assertions == () and ruleset.name == "市"
    assert ruleset.resources["全国電話"].ruleset == "全国"


def test_the_tier_is_the_shortest_distance() -> None:
    """A folder used directly and through another is one tier away, and brought once."""
    middle = "規則集 「県」\n規則 県の規則\n  つなぐ先 全国電話\n"
    for uses in (("県", "全国"), ("全国", "県")):
        ruleset, found = resolve(
            [folder("市", CITY, uses=uses), folder("県", middle, uses=("全国",)), folder("全国", NATION)]
        )
        assert ruleset is not None, found
        assert [(rule.name, rule.tier) for rule in ruleset.rules] == [
            ("市の規則", 0),
            ("全国の規則", 1),
            ("県の規則", 1),
        ]
    ruleset, _ = resolve(
        [folder("市", CITY, uses=("県",)), folder("県", middle, uses=("全国",)), folder("全国", NATION)]
    )
    assert ruleset is not None and [rule.tier for rule in ruleset.rules] == [0, 1, 2]


def test_amend_changes_only_the_fields_written() -> None:
    """Lines of a keyword are replaced together, the rest stays as it was."""
    desk = _sound("改める 窓口 全国電話\n  受付方法 来所\n  受付方法 メール\n  必要事項 連絡先\n").resources["全国電話"]
    assert [way.channel for way in desk.ways] == ["メール", "来所"]
    assert desk.needs == ("contact",) and desk.kind == "総合相談" and desk.condition("ages") != In("age", 0)
    assert dict(desk.conditions).keys() == {"ages"}


def test_amending_a_condition_replaces_its_or_lines_too() -> None:
    """`when` and its `or` lines are one field."""
    ruleset = _sound("改める 規則 全国の規則\n  条件 緊迫 あり\n")
    assert ruleset.rules[1].lines == (In("danger", 1),)
    assert ruleset.rules[1].route == ("全国電話",) and ruleset.rules[1].provisos


def test_amending_a_proviso_changes_what_is_written_and_a_new_one_is_added() -> None:
    """Of a proviso named again only the written fields change, its condition stays; a new one is added."""
    rule = _sound("改める 規則 全国の規則\n  ただし 緊急\n    緊急度 当日\n  ただし 夜\n    条件 年齢が5歳\n").rules[1]
    assert [(p.name, p.urgency, len(p.lines)) for p in rule.provisos] == [
        ("全国の規則/夜", "normal", 1),
        ("全国の規則/緊急", "same-day", 1),
    ]


def test_amend_of_every_kind_of_field() -> None:
    """Hours, issues and synonyms are amended like anything else."""
    ruleset = _sound("改める 時間帯 開庁時間\n  毎日 10:00〜11:00\n改める 相談分野 児童虐待\n  含む 心理的虐待\n")
    assert len(ruleset.hours["開庁時間"].lines) == 1 and ruleset.hours["開庁時間"].lines[0].spans[0].start == 600
    assert set(ruleset.issues.above) == {"児童虐待", "心理的虐待"}


@pytest.mark.parametrize("removal", ["規則集 「市」\n  適用しない 規則 全国の規則\n", "適用しない 規則 全国の規則\n"])
def test_without_takes_away(removal: str) -> None:
    """`without`, in the ruleset block or on its own, leaves the thing out."""
    text = CITY.replace("規則集 「市」\n", removal) if removal.startswith("規則集") else CITY + removal
    ruleset, found = resolve([folder("市", text, uses=("全国",)), folder("全国", NATION)])
    assert ruleset is not None, found
    assert [rule.name for rule in ruleset.rules] == ["市の規則"]


def test_what_is_taken_away_is_an_unknown_name_and_selectors_do_not_see_it() -> None:
    """A reference by name to a thing taken away is an error; `every KIND` simply has one less."""
    assert _codes("適用しない 窓口 全国電話\n") == ["unknown-resource"]
    ruleset = _sound("適用しない 窓口 全国電話\n適用しない 規則 全国の規則\n")
    assert ruleset.defaults[0].route == ("市の窓口",)


def test_an_issue_that_a_list_declares_can_be_taken_away() -> None:
    """`without issue` reaches issues declared by `includes` alone."""
    assert "ネグレクト" not in _sound("適用しない 相談分野 ネグレクト\n").issues.above


def test_a_clash_between_folders_needs_amend_or_without() -> None:
    """One name in two folders is an error, which `without` settles, and so does amending instead of declaring."""
    again = "窓口 全国電話\n  種別 居場所\n"
    assert _codes(again) == ["name-clash"]
    assert _sound(again + "適用しない 窓口 全国電話\n").resources["全国電話"].kind == "居場所"
    assert _sound("改める 窓口 全国電話\n  種別 居場所\n").resources["全国電話"].kind == "居場所"


def test_amend_settles_a_clash_between_tiers() -> None:
    """Where a nearer and a farther folder declare one name, amending it means the nearer one."""
    middle = "規則集 「県」\n窓口 全国電話\n  種別 傾聴\n"
    far = NATION
    folders = [folder("県", middle, uses=("全国",)), folder("全国", far)]
    clash = resolve([folder("市", CITY, uses=("県",)), *folders])[1]
    assert "name-clash" in [diagnostic.code for diagnostic in clash]
    ruleset, found = resolve([folder("市", CITY + "改める 窓口 全国電話\n  予約 必要\n", uses=("県",)), *folders])
    assert ruleset is not None, found
    desk = ruleset.resources["全国電話"]
    assert (desk.kind, desk.booking, desk.conditions) == ("傾聴", True, ())


@pytest.mark.parametrize(
    ("city", "code"),
    [
        ("改める 窓口 無い窓口\n  種別 居場所\n", "amend-unknown"),
        ("改める 窓口 市の窓口\n  種別 居場所\n", "amend-unknown"),
        ("適用しない 窓口 無い窓口\n", "without-unknown"),
        ("適用しない 窓口 市の窓口\n", "without-unknown"),
        ("改める 窓口 全国電話\n  種別 居場所\n改める 窓口 全国電話\n  予約 必要\n", "amend-twice"),
    ],
)
def test_only_what_uses_brought_can_be_changed(city: str, code: str) -> None:
    """`amend` and `without` of one's own or of nothing are errors, and so is amending twice."""
    assert code in _codes(city)


def test_nearer_amendments_go_before_farther_ones() -> None:
    """An amendment of the root wins over that of a folder between."""
    middle = "規則集 「県」\n改める 窓口 全国電話\n  種別 傾聴\n  予約 必要\n"
    root = CITY + "改める 窓口 全国電話\n  種別 居場所\n"
    ruleset, found = resolve(
        [folder("市", root, uses=("県",)), folder("県", middle, uses=("全国",)), folder("全国", NATION)]
    )
    assert ruleset is not None, found
    assert (ruleset.resources["全国電話"].kind, ruleset.resources["全国電話"].booking) == ("居場所", True)


def test_only_the_root_presumes() -> None:
    """A used ruleset's `presume` is nothing to the root."""
    nation = NATION.replace("規則集 「全国」\n", "規則集 「全国」\n  推定 年齢 30歳\n")
    assert _sound("", nation).attributes["age"].presumed is None


def test_an_error_in_an_amendment_is_shown_where_it_is_written() -> None:
    """A problem of an amending line stands in the amending file."""
    (found,) = _both("改める 規則 全国の規則\n  条件 年齢が若い\n")[1]
    assert (found.file, found.line, found.code) == ("市/0.tsu", 7, "not-a-number")


def test_folders_that_use_each_other_do_not_hang() -> None:
    """A circle of folders, which the loader refuses, is read as far as it goes."""
    ruleset, _ = resolve([folder("市", CITY, uses=("全国",)), folder("全国", NATION, uses=("市", "無い"))])
    assert ruleset is not None
