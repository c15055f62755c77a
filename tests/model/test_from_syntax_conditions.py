"""Condition lines: how they are cut and what they mean."""

from __future__ import annotations

import pytest

from model.reading_rulesets import DESKS, HEAD, codes, problems, ruled
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.places import gazetteer
from tsunagari.model.ruleset import Ruleset


def _when(line: str, more: str = "") -> tuple[Formula, ...]:
    return _rule(ruled(f"{more}\n規則 試し\n  条件 {line}\n  つなぐ先 総合窓口\n"))


def _rule(ruleset: Ruleset) -> tuple[Formula, ...]:
    return ruleset.rules[-1].lines


def _ages(low: int, high: int) -> int:
    return (1 << (high + 1)) - (1 << low)


def _leaves(name: str) -> int:
    (place,) = gazetteer().find(name)
    return gazetteer().mask(place)


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [
        ("年齢が18歳未満", 0, 17),
        ("年齢は18歳以下", 0, 18),
        ("年齢 18歳超", 19, 120),
        ("age under 18", 0, 17),
        ("age 65 or over", 65, 120),
        ("年齢が15〜39歳", 15, 39),
        ("年齢が30代", 30, 39),
        ("age 15..39", 15, 39),
        ("年齢が十五歳", 15, 15),
        ("年齢が 18歳未満", 0, 17),
    ],
)
def test_numbers_are_ranges_of_the_domain(line: str, low: int, high: int) -> None:
    """An age condition is exactly the years that it names, in every spelling."""
    assert _when(line) == (In("age", _ages(low, high)),)


def test_a_list_of_numbers_is_a_union() -> None:
    """Ranges between commas join, and 以外 takes the rest of the domain."""
    assert _when("年齢が6歳未満、65歳以上") == (In("age", _ages(0, 5) | _ages(65, 120)),)
    assert _when("年齢が6歳未満、65歳以上以外") == (In("age", _ages(6, 64)),)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("住所が鳥取市", "鳥取市"),
        ("lives 鳥取県", "鳥取県"),
        ("住所 31201", "鳥取市"),
        ("住所が福島県 伊達市", "福島県伊達市"),
    ],
)
def test_places_are_their_leaves(line: str, name: str) -> None:
    """A place by name, code or with its prefecture is the set of its leaves."""
    assert _when(line) == (In("lives", _leaves(name)),)


def test_special_places_and_the_nation() -> None:
    """No fixed abode, abroad and none stand behind the leaves; the nation is all leaves."""
    count = len(gazetteer().leaves)
    assert _when("住所が不定") == (In("lives", 1 << count),)
    assert _when("lives abroad") == (In("lives", 2 << count),)
    assert _when("勤務地がなし") == (In("works", 4 << count),)
    assert _when("住所が全国") == _when("lives nationwide") == (In("lives", (1 << count) - 1),)


def test_negation_takes_the_rest_of_the_domain() -> None:
    """以外, `not` and `none of` mean the same, whole-domain complement."""
    whole = (1 << (len(gazetteer().leaves) + 3)) - 1
    wanted = (In("lives", whole & ~_leaves("鳥取市")),)
    assert _when("住所が鳥取市以外") == _when("lives not 鳥取市") == _when("lives none of 鳥取市") == wanted


def test_unknown_answers_for_an_attribute_that_was_not_given() -> None:
    """不明 among the values says yes for what was not told; its negation says no."""
    assert _when("年齢が18歳未満、不明") == (In("age", _ages(0, 17), True),)
    assert _when("age unknown") == (In("age", 0, True),)
    assert _when("年齢が18歳未満、不明以外") == (In("age", _ages(18, 120), False),)
    assert _when("相談が不明") == (Stated("issue", "any", (), 0, True),)
    assert _when("相談が失業、不明以外") == (Stated("issue", "none", ("失業",), 0, False),)


TWO_OF_THREE = Stated("issue", "count-of", ("ネグレクト", "失業", "身体的虐待"), 2)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("相談が失業", Stated("issue", "any", ("失業",))),
        ("issue neglect, 失業", Stated("issue", "any", ("ネグレクト", "失業"))),
        ("issue any of 失業", Stated("issue", "any", ("失業",))),
        ("相談が失業、ネグレクトのいずれか", Stated("issue", "any", ("ネグレクト", "失業"))),
        ("相談が失業、ネグレクトのすべて", Stated("issue", "all", ("ネグレクト", "失業"))),
        ("issue all of 失業, ネグレクト", Stated("issue", "all", ("ネグレクト", "失業"))),
        ("相談が失業以外", Stated("issue", "none", ("失業",))),
        ("issue none of 失業", Stated("issue", "none", ("失業",))),
        ("issue 2 or more", Stated("issue", "count", (), 2)),
        ("相談が2件以上", Stated("issue", "count", (), 2)),
        ("相談が二件以上", Stated("issue", "count", (), 2)),
        (
            "issue 2 or more of 失業, ネグレクト, 身体的虐待",
            Stated("issue", "count-of", ("ネグレクト", "失業", "身体的虐待"), 2),
        ),
        (
            "相談が失業、ネグレクト、身体的虐待のうち2件以上",
            Stated("issue", "count-of", ("ネグレクト", "失業", "身体的虐待"), 2),
        ),
        ("希望が匿名", Stated("wish", "any", ("匿名",))),
        ("wish not anonymous", Stated("wish", "none", ("匿名",))),
    ],
)
def test_sets_of_stated_values(line: str, wanted: Formula) -> None:
    """Every form over issues and wishes, in both languages, with canonical sorted names."""
    assert _when(line) == (wanted,)


def test_channels_and_callers_hold_what_stands_under_them() -> None:
    """A value of a tree is itself and everything declared under it, however deep."""
    more = "相談者区分 教員 上位 支援者\n相談者区分 担任 上位 教員\n方法区分 アプリ 上位 チャット"
    ruleset = ruled(f"{more}\n規則 試し\n  条件 相談者が支援者\n  条件 方法が電話\n  つなぐ先 総合窓口\n")
    caller, channel = ruleset.attributes["caller"], ruleset.attributes["channel"]
    supporters = caller.bit("支援者") | caller.bit("教員") | caller.bit("担任")
    assert set(_rule(ruleset)) == {In("caller", supporters), In("channel", channel.bit("電話"))}
    chat = channel.values.index("チャット")
    assert channel.below[chat] == channel.bit("チャット") | channel.bit("アプリ")


def test_choices_flags_and_languages() -> None:
    """Declared values by name or alias, あり・なし, and languages by name or tag."""
    ruleset = ruled(
        "規則 試し\n  条件 school none, 高校生\n  条件 緊迫 あり\n  条件 言語が英語、fr\n  つなぐ先 総合窓口\n"
    )
    school, language = ruleset.attributes["在学状況"], ruleset.attributes["language"]
    assert set(_rule(ruleset)) == {
        In("在学状況", school.bit("在学していない") | school.bit("高校生")),
        In("danger", 1),
        In("language", language.bit("英語") | language.bit("フランス語")),
    }


def test_time_is_named_hours() -> None:
    """時間 takes names of hours and 24時間."""
    (during,) = _when("時間が開庁時間、24時間")
    assert isinstance(during, During) and during.names == ("24時間", "開庁時間")
    assert _when("時間が開庁時間以外") == (Not(During(during.hours[1:], ("開庁時間",))),)


def test_or_joins_the_line_above() -> None:
    """`or` lines belong to the `when` line above them, and order is nothing."""
    lines = "  条件 年齢が18歳未満\n  または 相談が失業\n  条件 緊迫 あり\n"
    ruleset = ruled(f"規則 試し\n{lines}  つなぐ先 総合窓口\n")
    young, jobless, danger = In("age", _ages(0, 17)), Stated("issue", "any", ("失業",)), In("danger", 1)
    assert set(_rule(ruleset)) == {Any((young, jobless)), danger}
    turned = "  条件 緊迫 あり\n  条件 相談が失業\n  または 年齢が18歳未満\n"
    assert _rule(ruleset) == _rule(ruled(f"規則 試し\n{turned}  つなぐ先 総合窓口\n"))


def test_defines_stand_for_their_condition_and_can_be_negated() -> None:
    """A define by name, alias or in quotes; 以外 and `not` reverse it; a define may use another."""
    more = "用語 若者 別名 youth\n  条件 年齢が15〜39歳\n用語 働く若者\n  条件 若者\n  条件 勤務地がなし以外\n"
    young = In("age", _ages(15, 39))
    assert _when("若者", more) == _when("youth", more) == _when("「若者」", more) == (young,)
    rest = In("age", _ages(0, 14) | _ages(40, 120))
    assert _when("若者以外", more) == _when("not youth", more) == _when("「若者」以外", more) == (rest,)
    (both,) = _when("働く若者", more)
    assert isinstance(both, All) and young in both.parts and len(both.parts) == 2


def test_the_longest_attribute_name_wins() -> None:
    """相談者の住所 is not 相談 with a value, and a declared longer name goes before a core one."""
    assert _when("相談者の住所が鳥取市") == (In("caller-lives", _leaves("鳥取市")),)
    more = "属性 年齢層\n  選択 若年、老年\n"
    (line,) = _when("年齢層が若年", more)
    assert isinstance(line, In) and line.attribute == "年齢層"
    more = "属性 年齢は高め\n  選択 一、二\n"
    (line,) = _when("年齢は高めが一", more)
    assert isinstance(line, In) and line.attribute == "年齢は高め"


def test_quoted_words_are_never_split() -> None:
    """A value that holds a closing word or begins like an attribute is quoted, and then taken whole."""
    more = "属性 区分\n  選択 それ以外、年齢制限\n"
    (line,) = _when("区分が「それ以外」", more)
    ruleset = ruled(more + "規則 試し\n  条件 区分が「それ以外」\n  つなぐ先 総合窓口\n")
    assert line == In("区分", ruleset.attributes["区分"].bit("それ以外"))
    quoted = _when("「在学状況」が高校生")
    assert quoted == _when("在学状況が高校生") == _when("「在学状況」 高校生")


@pytest.mark.parametrize("first", [False, True])
def test_whether_a_particle_touches_the_quote_is_read_line_by_line(first: bool) -> None:
    """With a blank before it, が is part of the value: neither line is taken for the other, whichever comes first."""
    wrong, right = "「在学状況」 が高校生", "「在学状況」が高校生"
    lines = zip("甲乙", (wrong, right) if first else (right, wrong), strict=True)
    text = HEAD + DESKS + "".join(f"規則 {n}\n  条件 {line}\n  つなぐ先 総合窓口\n" for n, line in lines)
    (found,) = [one for one in problems(text) if one.severity == "error"]
    assert found.code == "unknown-value" and text.splitlines()[found.line - 1].strip() == f"条件 {wrong}"



def test_names_are_compared_without_width_and_case() -> None:
    """Full-width letters, half-width kana and capitals make no difference to any name."""
    assert _when("ＳＣＨＯＯＬ ELEMENTARY") == _when("school elementary")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("若さ", "unknown-attribute-or-define"),
        ("年齢18歳未満", "unknown-attribute-or-define"),
        ("18歳未満", "value-without-attribute"),
        ("ネグレクト", "value-without-attribute"),
        ("小学生", "value-without-attribute"),
        ("鳥取市", "value-without-attribute"),
        ("相談が失業又はネグレクト", "joined-values"),
        ("相談が失業 ネグレクト", "joined-values"),
        ("相談が失業 借金", "joined-values"),
        ("相談が失職 借金", "unknown-issue"),
        ("時間が開庁時間または24時間", "joined-values"),
        ("年齢", "condition-without-value"),
        ("age not", "condition-without-value"),
        ("年齢が若い", "not-a-number"),
        ("年齢が15〜150歳", "value-out-of-range"),
        ("年齢が121歳", "value-out-of-range"),
        ("年齢が120歳超", "value-out-of-range"),
        ("年齢が39〜15歳", "range-backwards"),
        ("在学状況が大学生", "unknown-value"),
        ("言語が火星語", "unknown-language"),
        ("緊迫が不安", "unknown-value"),
        ("相談が失職", "unknown-issue"),
        ("希望が秘密", "unknown-wish"),
        ("時間が深夜", "unknown-hours"),
        ("住所が伊達市", "ambiguous-place"),
        ("住所が鳥取氏", "unknown-place"),
        ("住所が312010", "wrong-check-digit"),
        ("住所がなし", "value-not-admitted"),
        ("相談が失業以外、ネグレクト", "closing-word-misplaced"),
        ("相談が失業のすべて以外", "closing-word-misplaced"),
        ("issue not 失業以外", "closing-word-misplaced"),
        ("issue 失業, not ネグレクト", "closing-word-misplaced"),
        ("相談が失業2件以上", "closing-word-misplaced"),
        ("年齢が18歳未満のすべて", "set-word-misplaced"),
        ("住所が鳥取市のうち1件以上", "set-word-misplaced"),
        ("相談が0件以上", "count-out-of-range"),
        ("issue 3 or more of 失業, ネグレクト", "count-out-of-range"),
    ],
)
def test_a_line_at_fault_is_named_for_what_is_wrong(line: str, code: str) -> None:
    """Each way of getting a condition wrong has its own code, and is reported once, within its line."""
    found = codes(HEAD + DESKS + f"規則 試し\n  条件 {line}\n  つなぐ先 総合窓口\n")
    assert found == [code]


def test_equal_lines_at_fault_are_each_reported() -> None:
    """Reading equal lines once does not hide the second mistake."""
    text = "規則 試し\n  条件 年齢が若い\n  つなぐ先 総合窓口\n規則 又\n  条件 年齢が若い\n  つなぐ先 総合窓口\n"
    assert codes(HEAD + DESKS + text) == ["not-a-number"] * 2


def test_the_reverse_of_a_define_is_pushed_down_to_its_tests() -> None:
    """Not (a and (b or c)) is (not a) or ((not b) and (not c)), whatever the tests are."""
    more = "用語 甲\n  条件 年齢が18歳未満\n  条件 相談が失業\n  または 相談が失業、ネグレクトのすべて\n"
    (line,) = _when("甲以外", more)
    assert isinstance(line, Any) and In("age", _ages(18, 120)) in line.parts
    (rest,) = (part for part in line.parts if isinstance(part, All))
    both = Stated("issue", "all", ("ネグレクト", "失業"))
    assert set(rest.parts) == {Stated("issue", "none", ("失業",)), Not(both)}
    assert _when("乙以外", more + "用語 乙\n  条件 甲以外\n") == _when("甲", more)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("相談が失職", "失職"),
        ("相談が失業、失職のすべて", "失職"),
        ("issue all of 失業, 失職", "失職"),
        ("「相談」が失職", "失職"),
        ("住所が福島県 鳥取氏", "福島県 鳥取氏"),
        ("年齢がわかい、18歳未満", "わかい"),
    ],
)
def test_a_wrong_value_is_shown_where_it_stands(line: str, value: str) -> None:
    """The span of an unknown value is the value, not the attribute or the closing word that touches it."""
    (found,) = problems(HEAD + DESKS + f"規則 試し\n  条件 {line}\n  つなぐ先 総合窓口\n")
    shown = found.excerpt[found.column - 1 : found.end_column - 1]
    assert shown.endswith(value) and (shown == value or " " in value)
