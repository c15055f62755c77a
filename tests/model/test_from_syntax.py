"""Declarations, resources, rules: what blocks become."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading_rulesets import DESKS, HEAD, RULE, codes, folder, problems, resolved, ruled
from tsunagari.calendar.hours import AROUND_THE_CLOCK
from tsunagari.model.formula import TRUE, All, Any, In, Stated
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.model.places import gazetteer
from tsunagari.model.registry import Period, Resource, Serves
from tsunagari.model.rules import Clause
from tsunagari.source import Source
from tsunagari.syntax.parser import parse


def _desk(fields: str, more: str = "") -> Resource:
    return ruled(f"{more}\n窓口 試験窓口\n{fields}\n").resources["試験窓口"]


def _leaves(name: str) -> int:
    (place,) = gazetteer().find(name)
    return gazetteer().mask(place)


def _rule(text: str, name: str = "試し") -> Clause:
    return next(rule for rule in ruled(text).rules if rule.name == name)


def test_issues_are_declared_by_including_them() -> None:
    """What `includes` names is an issue, with the other names in parentheses, under every one that includes it."""
    issues = ruled("相談分野 家庭\n  含む 児童虐待、失業\n").issues
    assert issues.above["ネグレクト"] == {"ネグレクト", "児童虐待", "家庭"}
    assert issues.above["失業"] == {"失業", "家庭"}
    assert issues.names["ネグレクト"] == ("neglect",) and issues.names["児童虐待"] == ("abuse",)


def test_a_circle_of_issues_is_reported_and_nothing_hangs() -> None:
    """A circle is named once, with its members."""
    found = problems(HEAD + "相談分野 甲\n  含む 乙\n相談分野 乙\n  含む 丙\n相談分野 丙\n  含む 甲\n")
    assert [(d.code, dict(d.fields)["way"]) for d in found] == [("issue-circle", "`丙` → `甲` → `乙` → `丙`")]


def test_long_chains_are_no_trouble() -> None:
    """A chain of fifteen hundred issues, areas and channels resolves, and so does a circle of that length."""
    chain = "".join(f"相談分野 甲{n}\n  含む 甲{n + 1}\n地域 乙{n}\n  含む 乙{n + 1}\n" for n in range(1500))
    assert codes(HEAD + chain + "地域 乙1500\n  含む 鳥取市\n") == []
    under = "".join(f"方法区分 甲{n} 上位 甲{n + 1}\n" for n in range(1500))
    assert codes(HEAD + under + "方法区分 甲1500 上位 電話\n") == []
    assert codes(HEAD + under + "方法区分 甲1500 上位 甲0\n") == ["under-circle"]


def test_areas_are_unions_less_their_exceptions() -> None:
    """An area holds places and areas of any prefecture, less what it excepts."""
    text = "地域 因幡\n  含む 鳥取市、岩美町\n  含む 兵庫県香美町\n地域 圏域\n  含む 因幡、米子市\n  除く 岩美町\n"
    area = dict(ruled(text).attributes["lives"].spellings)["圏域"]
    assert area == _leaves("鳥取市") | _leaves("兵庫県香美町") | _leaves("米子市")


def test_domains_follow_the_contract() -> None:
    """Places are leaves, no fixed abode, abroad, none; works and studies admit none instead of the other two."""
    attributes = ruled("").attributes
    count = len(gazetteer().leaves)
    assert attributes["lives"].values[count:] == ("no-fixed-abode", "abroad", "none")
    assert attributes["lives"].admitted == (1 << (count + 2)) - 1
    assert attributes["works"].admitted == ((1 << count) - 1) | 4 << count
    assert attributes["age"].values == tuple(map(str, range(121)))
    assert attributes["channel"].values[:4] == ("電話", "チャット", "メール", "来所")
    assert attributes["language"].values[0] == "日本語" and attributes["language"].values[-1] == "other"
    assert attributes["在学状況"].declared and not attributes["age"].declared


def test_a_language_tag_is_a_language_once_it_is_used() -> None:
    """A well-formed tag takes a place in the domain where a rule or way uses it, but not where only a test does."""
    used = ruled("窓口 甲\n  対応言語 eo, haw\n").attributes["language"]
    assert used.values[-3:] == ("eo", "haw", "other")
    proviso = "規則 試し\n  つなぐ先 総合窓口\n  ただし 甲\n    条件 言語がEO-us\n"
    assert ruled(proviso).attributes["language"].values[-2] == "eo-US"
    text = "相談例 「エスペラント」\n  前提 言語 eo\n  結果 総合窓口\n" + RULE
    tested = ruled(text)
    assert "eo" not in tested.attributes["language"].values and tested.examples[0].facts["language"] == "eo"


def test_serves_without_a_word_is_living_and_staying_for_no_fixed_abode() -> None:
    """The own condition `serves` is language §4's: living in it, or without a home and staying in it."""
    count = len(gazetteer().leaves)
    desk = _desk("  対象地域 鳥取県 除く 米子市")
    mask = _leaves("鳥取県") & ~_leaves("米子市")
    assert desk.serves == (Serves((("31000", mask),), ()),)
    formula = desk.condition("serves")
    assert isinstance(formula, Any)
    assert set(formula.parts) == {In("lives", mask), All((In("lives", 1 << count), In("stays", mask)))}


def test_serves_with_scopes_names_whose_place_counts() -> None:
    """Any of the scopes suffices, and several lines are one union for each attribute."""
    desk = _desk("  対象地域 鳥取市 在住、在勤\n  対象地域 米子市 在住\n  対象地域 岩美町 相談者在住")
    formula = desk.condition("serves")
    assert isinstance(formula, Any)
    assert set(formula.parts) == {
        In("lives", _leaves("鳥取市") | _leaves("米子市")),
        In("works", _leaves("鳥取市")),
        In("caller-lives", _leaves("岩美町")),
    }


def test_own_conditions_of_a_resource() -> None:
    """`ages`, `for`, `handles` and `requires` become formulas; what is not written is no condition."""
    ruleset = ruled(
        "窓口 試験窓口\n  対象年齢 18歳未満、65歳以上\n  対象者 本人、家族\n  対象分野 児童虐待、失業\n"
        "  対象条件 在学状況が小学生、中学生\n  対象条件 緊迫 あり\n"
    )
    desk = ruleset.resources["試験窓口"]
    old = (1 << 121) - (1 << 65)
    assert desk.condition("ages") == In("age", (1 << 18) - 1 | old)
    caller = ruleset.attributes["caller"]
    assert desk.condition("for") == In("caller", caller.bit("本人") | caller.bit("家族"))
    assert desk.condition("handles") == Stated("issue", "any", ("児童虐待", "失業"))
    required = desk.condition("requires")
    assert isinstance(required, All) and len(required.parts) == 2 and In("danger", 1) in required.parts
    assert desk.condition("serves") == TRUE


def test_ways_take_their_own_fields_or_else_the_resources() -> None:
    """Hours, number and languages of a way go before the resource's; a resource without `via` has one way."""
    ruleset = ruled(
        "窓口 試験窓口\n  受付方法 電話 受付 24時間 電話番号 189\n  受付方法 来所 対応言語 英語\n  受付 開庁時間\n"
        "  電話番号 0123\n  対応言語 日本語、ベトナム語\n"
    )
    visit, phone = ruleset.resources["試験窓口"].ways
    language, channel = ruleset.attributes["language"], ruleset.attributes["channel"]
    assert (phone.channel, phone.hours, phone.phone) == ("電話", (AROUND_THE_CLOCK,), "189")
    assert phone.speaks == language.bit("日本語") | language.bit("ベトナム語")
    assert (visit.channel, visit.hours, visit.phone) == ("来所", (ruleset.hours["開庁時間"],), "0123")
    assert visit.speaks == language.bit("英語") and visit.channels == channel.bit("来所")
    (only,) = _desk("  電話番号 不明").ways
    assert only.channel is None and only.channels == channel.admitted and only.hours is None and only.phone is None
    assert only.languages == ("日本語",)


def test_registry_fields() -> None:
    """Organization, kind, wishes, needs, booking, status, dates are kept by canonical name."""
    desk = _desk(
        "  実施団体 city-hall\n  種別 ibasho\n  応じる希望 anonymous\n"
        "  必要事項 相談、年齢、連絡先、school\n"
        "  予約 不要\n"
        "  状態 休止中\n  確認日 令和8年4月1日\n  適用 2026-04-01から2027-03-31まで"
    )
    assert (desk.organization, desk.kind, desk.honours) == ("市役所", "居場所", ("匿名",))
    assert desk.needs == ("age", "contact", "issue", "在学状況")
    assert (desk.booking, desk.status, desk.verified) == (False, "paused", date(2026, 4, 1))
    assert desk.effective == Period(date(2026, 4, 1), date(2027, 3, 31))


def test_bodies_members_and_citations() -> None:
    """A citation has one printed form in both languages; members are pairs of body and role."""
    text = (
        "法令 推進法 別名 act 「孤独・孤立対策推進法」\n会議体 協議会甲\n  種別 council\n  根拠 推進法 第十五条第一項\n"
        "  守秘 あり\n会議体 協議会乙\n  根拠 act art. 15(1)\n団体 児相\n  構成 協議会甲（幹事団体）\n"
    )
    ruleset = ruled(text)
    assert ruleset.bodies["協議会甲"].basis == ruleset.bodies["協議会乙"].basis == ("推進法 15(1)",)
    assert ruleset.bodies["協議会甲"].kind == "協議会" and ruleset.bodies["協議会甲"].secrecy is True
    assert ruleset.bodies["協議会乙"].secrecy is None
    assert ruleset.organizations["児相"].member_of == (("協議会甲", "幹事団体"),)


def test_selectors_expand_to_resources() -> None:
    """`every KIND` is each resource of it, `every member of BODY` those of its members, in any language."""
    text = (
        "会議体 協議会甲\n団体 児相\n  構成 協議会甲\n窓口 甲\n  実施団体 児相\n"
        "窓口 乙\n  種別 居場所\n窓口 丙\n  種別 ibasho\n"
        "規則 試し\n  つなぐ先 すべての居場所\n  あわせて 総合窓口\n  つながらない時 すべての構成団体 協議会甲\n"
    )
    rule = _rule(text)
    assert rule.route == ("丙", "乙", "総合窓口") and rule.otherwise == (("甲",),)
    english = text.replace("すべての構成団体 ", "every member of ").replace("すべての居場所", "every ibasho")
    assert _rule(english).route == rule.route and _rule(english).otherwise == rule.otherwise


PROVISOS = """
規則 試し
  条件 相談が児童虐待
  つなぐ先 総合窓口
  つながらない時 夜間窓口
  緊急度 当日
  根拠 「要綱」
  案内 「いっしょに考えます。」
  備考 「覚え」
  ただし 緊急
    条件 緊迫 あり
    あわせて 子ども窓口
    緊急度 即時
  ただし 国外 上位 緊急
    条件 住所が国外
    つなぐ先 夜間窓口
  ただし 何もしない
    条件 年齢が18歳以上
    つなぐ先 なし
"""


def test_provisos_inherit_what_they_do_not_write() -> None:
    """Route with `also`, otherwise, urgency, basis and say come from above; `route none` brings no otherwise."""
    rule = _rule(PROVISOS)
    assert [proviso.name for proviso in rule.provisos] == ["試し/何もしない", "試し/緊急"]
    nothing, danger = rule.provisos
    assert danger.route == ("子ども窓口", "総合窓口") and danger.otherwise == (("夜間窓口",),)
    assert (danger.urgency, danger.basis, danger.say, danger.note) == ("immediate", rule.basis, rule.say, ())
    (abroad,) = danger.provisos
    assert (abroad.name, abroad.route, abroad.urgency) == ("試し/国外", ("夜間窓口",), "immediate")
    assert abroad.otherwise == (("夜間窓口",),)
    assert (nothing.route, nothing.otherwise, nothing.urgency) == ((), (), "same-day")
    assert rule.lines == (Stated("issue", "any", ("児童虐待",)),) and danger.lines == (In("danger", 1),)


def test_an_also_of_a_proviso_adds_to_what_came_from_above() -> None:
    """`also` of a nested proviso adds to the inherited route with what was added above it."""
    text = PROVISOS.replace("    つなぐ先 夜間窓口\n", "    あわせて 夜間窓口\n")
    rule = _rule(text)
    assert rule.provisos[1].provisos[0].route == ("夜間窓口", "子ども窓口", "総合窓口")


def _nested(depth: int) -> str:
    lines = ["規則 深い", "  つなぐ先 総合窓口", "  ただし 段1", "    条件 年齢が1歳以上"]
    for level in range(2, depth + 1):
        lines += [f"  ただし 段{level} 上位 段{level - 1}", f"    条件 年齢が{level}歳以上"]
    return HEAD + DESKS + "\n".join(lines) + "\n"


def test_provisos_nest_sixteen_deep_and_no_deeper() -> None:
    """Sixteen is fine, seventeen is one error."""
    assert codes(_nested(16)) == []
    assert codes(_nested(17)) == ["proviso-too-deep"]
    assert codes(_nested(40)) == ["proviso-too-deep"]


def test_withholds_and_defaults() -> None:
    """A withhold holds what it withholds, a default what it leads to."""
    ruleset = ruled(
        "除外 家族連絡\n  条件 相談者が家族\n  つながない先 総合窓口、夜間窓口\n既定 既定甲\n  つなぐ先 総合窓口\n"
    )
    assert [(w.kind, w.route) for w in ruleset.withholds] == [("withhold", ("夜間窓口", "総合窓口"))]
    assert [(d.name, d.kind, d.route) for d in ruleset.defaults] == [("既定甲", "default", ("総合窓口",))]


def test_presumptions() -> None:
    """The ruleset presumes for core and declared attributes, an attribute for itself, danger and caller by birth."""
    text = (
        HEAD.rstrip()
        + "\n  推定 住所 鳥取市\n  推定 相談者 家族\n"
        + DESKS.replace("在学していない（none）", "在学していない（none）\n  推定 none")
    )
    attributes = resolved(text).attributes
    assert attributes["lives"].presumed == _leaves("鳥取市")
    assert attributes["caller"].presumed == attributes["caller"].bit("家族")
    assert attributes["在学状況"].presumed == attributes["在学状況"].bit("在学していない")
    assert attributes["danger"].presumed == attributes["danger"].bit("no") and attributes["age"].presumed is None
    plain = ruled("").attributes
    assert plain["caller"].presumed == plain["caller"].bit("本人") and plain["lives"].presumed is None


def test_namespaces_are_apart() -> None:
    """An organization, a resource, a rule, a default, an issue and an area may bear one name."""
    blocks = ("団体", "窓口", "規則", "既定", "除外", "相談分野", "法令", "会議体", "希望項目")
    fields = {"規則": "  つなぐ先 甲\n", "既定": "  つなぐ先 甲\n", "除外": "  つながない先 甲\n"}
    text = "".join(f"{block} 甲\n{fields.get(block, '')}" for block in blocks)
    assert codes(HEAD + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "窓口 甲\n窓口 甲\n",
        "窓口 甲 別名 乙\n窓口 乙\n",
        "窓口 Ａbc\n窓口 abC\n",
        "規則 甲\n  つなぐ先 なし\n規則 甲\n  つなぐ先 なし\n",
        "規則 甲\n  つなぐ先 なし\n  ただし 乙\n    条件 緊迫 あり\n  ただし 乙\n    条件 緊迫 なし\n",
        "属性 甲\n  選択 はい、はい\n",
        "相談分野 甲\n  含む 乙（丙）、丁（丙）\n",
    ],
)
def test_a_name_means_one_thing(text: str) -> None:
    """A second declaration of a spelling is an error that says where the first is."""
    found = problems(HEAD + text)
    assert [d.code for d in found] == ["duplicate-name"]
    assert dict(found[0].fields)["first"].startswith("root/0.tsu:")


def test_problems_of_broken_blocks_and_lost_names_bring_no_others() -> None:
    """A line that cannot be read is reported by the parser; nothing is said about what only seems to be missing."""
    text = HEAD + "窓口 甲 乙 丙\n  種別 居場所\n規則 試し\n  つなぐ先 甲、すべての居場所\n"
    text += "規則 別\n  つなぐ先先 甲\n属性 丁\n  選択肢 一\n属性 丁 戊\n  選択 一\n"
    text += "規則 又\n  条件 丁が一\n  条件 丁 一\n  つなぐ先 なし\n"
    text += "相談例 「例」\n  結果に含まない 乙甲\n窓口 乙甲\n"
    file, mistakes = parse(Source("a.tsu", text))
    assert mistakes
    assert resolve([Folder("root", (file,))])[1] == ()


def test_at_most_a_hundred_errors_sorted_and_each_once() -> None:
    """Errors stand in the order of files and lines; the hundred first are kept."""
    rules = "".join(f"規則 甲{n}\n  条件 年齢が若い\n  つなぐ先 無い窓口{n}\n" for n in range(80))
    found = problems(HEAD + rules, rules.replace("甲", "乙"))
    assert len(found) == 100
    assert list(found) == sorted(found, key=lambda d: (d.file, d.line, d.column, d.code))
    assert len(set(found)) == 100


def test_diagnostics_follow_the_language_of_the_file() -> None:
    """An English file is told in English, with the nearest name."""
    (found,) = problems('ruleset "trial"\nresource front-desk\nrule trial\n  when age under 18\n  route frontdesk\n')
    assert found.language == "en"
    assert found.message == "there is no resource `frontdesk`"
    assert found.help is not None and "did you mean `front-desk`?" in found.help


def test_sites_synonyms_and_allowances_ride_along() -> None:
    """Where things are declared, everyday words and what is silenced are kept for the checks."""
    ruleset = ruled("窓口 甲\n  了承 sole-resource 「離島のため」\n希望項目 静か\n  同義語 「うるさくない」\n")
    (allowance,) = ruleset.allowances
    assert (allowance.keyword, allowance.name, allowance.code) == ("resource", "甲", "sole-resource")
    assert ruleset.synonyms["wish"] == {"静か": ("うるさくない",)}
    assert ruleset.sites["hours", "開庁時間"].line == 3


def test_an_empty_folder_is_an_error_and_no_crash() -> None:
    """Without a ruleset block there is no ruleset."""
    ruleset, found = resolve([folder("root")])
    assert ruleset is None and [d.code for d in found] == ["no-ruleset"]


def test_a_free_kind_is_named_by_its_least_spelling() -> None:
    """Kinds that nobody declares need no declaration, and no order of blocks shows which spelling came first."""
    blocks = ["窓口 甲\n  種別 Cafe\n", "窓口 乙\n  種別 CAFE\n", "窓口 丙\n  種別 cafe\n"]
    for order in (blocks, blocks[::-1], blocks[1:] + blocks[:1]):
        ruleset = ruled("".join(order) + "規則 試し\n  つなぐ先 すべてのｃａｆｅ\n")
        assert {ruleset.resources[name].kind for name in "甲乙丙"} == {"CAFE"}
        assert ruleset.rules[0].route == ("丙", "乙", "甲")


def test_declared_kinds_and_built_in_pairs() -> None:
    """`resource-kind` gives a kind its other names; a built-in kind may be given more."""
    text = "窓口種別 電話相談 別名 hotline\n窓口種別 居場所 別名 たまり場\n"
    text += "窓口 甲\n  種別 hotline\n窓口 乙\n  種別 たまり場\n"
    resources = ruled(text).resources
    assert (resources["甲"].kind, resources["乙"].kind) == ("電話相談", "居場所")


def test_lines_of_hours_stand_in_canonical_order() -> None:
    """Whatever the order of its lines and days, a block of hours is one value."""
    lines = [
        "月・水 9:00〜10:00",
        "祝日 1:00〜2:00",
        "第2土曜 3:00〜4:00",
        "毎月10日 5:00〜6:00、7:00〜8:00",
        "12月1日 6:00〜7:00",
    ]
    wanted = ruled("時間帯 甲\n  " + "\n  ".join(lines) + "\n").hours["甲"]
    for turn in range(5):
        turned = lines[turn:] + lines[:turn]
        assert ruled("時間帯 甲\n  " + "\n  ".join(turned) + "\n").hours["甲"] == wanted
    assert list(wanted.lines) == sorted(wanted.lines, key=repr)
