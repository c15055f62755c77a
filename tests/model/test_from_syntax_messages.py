"""Every sentence about names is one that something produces, in both languages."""

from __future__ import annotations

import string
from datetime import date

import pytest

from model.reading_rulesets import DESKS, HEAD, RULE, folder
from tsunagari.diagnostics import Diagnostic
from tsunagari.messages import CATALOGUE
from tsunagari.messages.names import NAMES
from tsunagari.messages.syntax import SYNTAX
from tsunagari.model.from_syntax import Folder, resolve
from tsunagari.model.from_syntax.names import nearest
from tsunagari.source import Source
from tsunagari.syntax import ast
from tsunagari.syntax.ast import Block, Field, File, Name, NumberRange, Property

D = HEAD + DESKS
R = D + RULE
T = R + "相談例 「例」\n"


def _when(line: str) -> str:
    return D + f"規則 甲\n  条件 {line}\n  つなぐ先 総合窓口\n"


def _deep() -> str:
    first = "用語 甲0\n  条件 緊迫 あり\n"
    return D + first + "".join(f"用語 甲{n}\n  条件 甲{n - 1}\n  条件 年齢が{n}歳\n" for n in range(1, 18))


def _large() -> str:
    lines = "".join(f"  または 年齢が{n}歳\n" for n in range(1, 100))
    first = f"用語 甲\n  条件 年齢が0歳\n{lines}"
    return D + first + "用語 乙\n  条件 甲\n" + "  または 甲\n" * 50


PRODUCED: dict[str, str] = {
    "no-ruleset": DESKS,
    "two-rulesets": HEAD + HEAD,
    "duplicate-name": D + "窓口 総合窓口\n",
    "reserved-name": D + "属性 年齢\n  選択 若い、老い\n",
    "amend-unknown": D + "改める 窓口 無い窓口\n  予約 必要\n",
    "without-unknown": D + "適用しない 規則 無い規則\n",
    "unknown-law": R + "  根拠 無い法 第1条\n",
    "unknown-issue": _when("相談が失職"),
    "unknown-hours": D + "窓口 甲\n  受付 深夜\n",
    "unknown-attribute": T + "  尋ねる事 身長\n",
    "unknown-wish": D + "窓口 甲\n  応じる希望 秘密\n",
    "unknown-caller": D + "窓口 甲\n  対象者 宇宙人\n",
    "unknown-channel": D + "窓口 甲\n  受付方法 糸電話\n",
    "unknown-body": D + "団体 甲\n  構成 無い会議\n",
    "unknown-organization": D + "窓口 甲\n  実施団体 無い団体\n",
    "unknown-resource": R + "  あわせて 無い窓口\n",
    "unknown-place": _when("住所が鳥取氏"),
    "unknown-language": D + "窓口 甲\n  対応言語 火星語\n",
    "unknown-need": D + "窓口 甲\n  必要事項 身長\n",
    "unknown-proviso": R + "  ただし 甲 上位 乙\n    条件 緊迫 あり\n",
    "unknown-value": _when("在学状況が大学生"),
    "unknown-attribute-or-define": _when("若さ"),
    "too-many-boxes": D
    + "規則 甲\n"
    + "".join(f"  条件 年齢が{i}歳\n  または 年齢が{i + 50}歳\n" for i in range(13))
    + "  つなぐ先 総合窓口\n",
    "unknown-fact": T + "  前提 身長 1\n  結果 なし\n",
    "unknown-outcome": T + "  前提 利用済み 総合窓口 断わった\n  結果 なし\n",
    "unknown-gap": T + "  つなぐ先なし 品切れ\n",
    "unknown-column": R + "例表 「表」\n  ｜ 身長 ｜ 結果 ｜\n  ｜ 1 ｜ なし ｜\n",
    "issue-circle": D + "相談分野 甲\n  含む 乙\n相談分野 乙\n  含む 甲\n",
    "area-circle": D + "地域 甲\n  含む 乙\n地域 乙\n  含む 甲\n",
    "under-circle": D + "相談者区分 甲 上位 乙\n相談者区分 乙 上位 甲\n",
    "define-circle": D + "用語 甲\n  条件 乙\n用語 乙\n  条件 甲以外\n",
    "proviso-circle": R + "  ただし 甲 上位 乙\n    条件 緊迫 あり\n  ただし 乙 上位 甲\n    条件 年齢が5歳\n",
    "missing-under": D + "相談者区分 教員\n",
    "area-is-place": D + "地域 鳥取市\n  含む 米子市\n",
    "alias-in-area": D + "地域 甲\n  含む 鳥取市（県都）\n",
    "empty-area": D + "地域 甲\n  含む 鳥取市\n  除く 鳥取県\n",
    "ambiguous-place": _when("住所が伊達市"),
    "wrong-check-digit": _when("住所が312010"),
    "attribute-without-values": D + "属性 甲\n",
    "hours-without-line": D + "時間帯 甲\n",
    "presume-unfit": HEAD + "  推定 相談 失業\n" + DESKS,
    "presumed-twice": HEAD + "  推定 年齢 5歳\n  推定 年齢 6歳\n" + DESKS,
    "condition-without-value": _when("年齢"),
    "value-not-admitted": _when("住所がなし"),
    "not-a-number": _when("年齢が若い"),
    "value-out-of-range": _when("年齢が130歳"),
    "closing-word-misplaced": _when("相談が失業以外、ネグレクト"),
    "set-word-misplaced": _when("住所が鳥取市のすべて"),
    "count-out-of-range": _when("相談が0件以上"),
    "or-without-line": D + "規則 甲\n  または 緊迫 あり\n  つなぐ先 総合窓口\n",
    "define-without-when": D + "用語 甲\n",
    "define-too-deep": _deep(),
    "define-too-large": _large(),
    "serves-nobody": D + "窓口 甲\n  対象地域 鳥取市 除く 鳥取県\n",
    "kind-without-resources": R + "  あわせて すべての居場所\n",
    "body-without-resources": D + "会議体 甲\n規則 乙\n  つなぐ先 すべての構成団体 甲\n",
    "no-route": D + "規則 甲\n  条件 緊迫 あり\n",
    "no-from": D + "除外 甲\n  条件 緊迫 あり\n",
    "proviso-too-deep": R + "  ただし 甲0\n" + "".join(f"  ただし 甲{n} 上位 甲{n - 1}\n" for n in range(1, 17)),
    "nothing-expected": T,
    "cannot-fail": T + "  結果に含む なし\n",
    "cannot-fail-excluded": T + "  結果に含まない 子ども窓口\n",
    "closing-word-in-fact": T + "  前提 住所 鳥取市以外\n  結果 なし\n",
    "several-values": T + "  前提 住所 鳥取市、米子市\n  結果 なし\n",
    "fact-twice": T + "  前提 年齢 5歳\n  前提 年齢 6歳\n  結果 なし\n",
    "not-an-instant": T + "  前提 時間 開庁時間\n  結果 なし\n",
    "no-place-of-area": D + "地域 甲\n  含む 鳥取市、国外\n",
    "serves-no-place": D + "窓口 甲\n  対象地域 なし\n",
    "former-place": D + "窓口 甲\n  対象地域 浜松市中区\n",
    "value-without-attribute": _when("18歳未満"),
    "joined-values": _when("相談が失業または児童虐待"),
    "define-alone": _when("若者、失業") + "用語 若者\n  条件 年齢が39歳以下\n",
    "kind-without-every": R + "  あわせて 総合相談\n",
    "every-of-one": R + "  あわせて すべての総合窓口\n",
    "personal-field": T + "  尋ねる事 氏名\n",
    "no-such-instant": T + "  前提 時間 2026年5月16日 25:00\n  結果 なし\n",
    "cell-unfit": R + "例表 「表」\n  ｜ 既定になる ｜\n  ｜ 多分 ｜\n",
    "cases-without-rows": R + "例表 「表」\n  ｜ 年齢 ｜ 結果 ｜\n",
    "row-unfit": R + "例表 「表」\n  ｜ 年齢 ｜ 結果 ｜\n  ｜ 1 ｜\n",
}

#: What the parser already refuses, or a list so long that nobody wants to read it: as trees.
BUILT: dict[str, tuple[Block, ...]] = {
    "ruleset-without-name": (Block("ruleset"),),
    "period-reversed": (
        Block("ruleset", Name("甲"), fields=(Field("effective", ast.Dates(date(2027, 1, 1), date(2026, 1, 1))),)),
    ),
    "range-unfit": (
        Block("ruleset", Name("甲")),
        Block("attribute", Name("乙"), fields=(Field("one-of", NumberRange(0, 10_000)),)),
    ),
    "too-many-entries": (
        Block("ruleset", Name("甲")),
        Block(
            "attribute",
            Name("乙"),
            fields=(Field("one-of", ast.DeclaredList(tuple(ast.Declared(Name(f"値{n}")) for n in range(10_001)))),),
        ),
    ),
    "assert-without-target": (Block("ruleset", Name("甲")), Block("assert", property=Property("always"))),
}

FOLDERS = {
    "name-clash": "窓口 総合窓口\n",
    "amend-twice": "改める 窓口 総合窓口\n  予約 必要\n改める 窓口 総合窓口\n  種別 居場所\n",
}


def _of_text(text: str) -> tuple[Diagnostic, ...]:
    return resolve([folder("root", text)])[1]


def _of_blocks(blocks: tuple[Block, ...]) -> tuple[Diagnostic, ...]:

    return resolve([Folder("root", (File(blocks, Source("a.tsu", "")),))])[1]


@pytest.mark.parametrize("code", sorted(PRODUCED))
def test_a_text_produces_the_sentence(code: str) -> None:
    """The code, and no other, comes out of a ruleset with that one fault."""
    assert {d.code for d in _of_text(PRODUCED[code])} == {code}


@pytest.mark.parametrize("code", sorted(BUILT))
def test_a_tree_produces_the_sentence(code: str) -> None:
    """So it does where only a tree, and no text, can hold the fault."""
    assert {d.code for d in _of_blocks(BUILT[code])} == {code}


@pytest.mark.parametrize("code", sorted(FOLDERS))
def test_two_folders_produce_the_sentence(code: str) -> None:
    """So it does where two folders meet."""
    found = resolve([folder("市", HEAD + FOLDERS[code], uses=("国",)), folder("国", D)])[1]
    assert {d.code for d in found} == {code}


def test_two_used_folders_that_clash_are_reported_at_the_line_that_brings_the_second() -> None:
    """The user of both is shown the line in which to mend it, and both places."""
    root = "規則集 「市」\n  使う語彙 ../国\n  使う語彙 ../県\n"
    found = resolve([folder("市", root, uses=("国", "県")), folder("国", D), folder("県", HEAD + "窓口 総合窓口\n")])[1]
    assert [(d.code, d.file, d.line) for d in found] == [("name-clash-of-used", "市/0.tsu", 3)]
    assert "国/0.tsu" in found[0].message and "県/0.tsu" in found[0].message
    assert "「適用しない 窓口 総合窓口」" in (found[0].help or "")


@pytest.mark.parametrize(
    ("text", "names", "near"),
    [
        ("klingon", ("filipino", "khmer"), ()),
        ("guidance-ofice", ("guidance-office", "youth"), ("guidance-office",)),
        ("若もの", ("若者", "相談者"), ("若者",)),
        ("失職", ("借金", "失業"), ("失業",)),
        ("東窓口", ("西窓口", "東支所口"), ("西窓口", "東支所口")),
        ("甲乙丙丁", ("庚乙丙辛", "甲戊丙己", "丁丙乙甲"), ("甲戊丙己", "庚乙丙辛")),
    ],
)
def test_names_are_near_where_a_person_would_say_so(text: str, names: tuple[str, ...], near: tuple[str, ...]) -> None:
    """An alphabet takes more in common than characters do, and a short Japanese name less where it begins alike."""
    assert nearest(text, names) == near


def test_places_at_home_are_offered_first() -> None:
    """Of places that look equally alike, those of the prefecture that is presumed or mostly named lead."""
    for text in (HEAD + "  推定 住所が鳥取市\n" + DESKS, D + "窓口 乙\n  対象地域 鳥取市\n"):
        found = _of_text(text + "窓口 甲\n  対象地域 岩見町\n")
        assert (found[0].help or "").startswith("もしかして: `岩美町`")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("神奈川都横浜市", "神奈川県横浜市"), ("神奈川都川崎市", "神奈川県川崎市"), ("青森道", "青森県")],
)
def test_a_mistyped_prefecture_in_front_of_a_place_is_mended(written: str, meant: str) -> None:
    """The place is offered with the prefecture that it lies in; alone it is offered as it is called."""
    found = _of_text(HEAD + f"窓口 甲\n  対象地域 {written}\n")
    assert (found[0].help or "").startswith(f"もしかして: `{meant}`")


def test_every_sentence_is_produced_by_one_of_these() -> None:
    """The catalogue holds no sentence that nothing says."""
    assert set(NAMES) == set(PRODUCED) | set(BUILT) | set(FOLDERS) | {"name-clash-of-used"}
    assert not set(NAMES) & set(SYNTAX)


@pytest.mark.parametrize("code", sorted(PRODUCED))
def test_sentences_read_well_in_both_languages(code: str) -> None:
    """No field is left empty, none is left unfilled, and each sentence has advice."""
    for diagnostic in _of_text(PRODUCED[code]):
        known = dict(diagnostic.fields)
        entry = CATALOGUE[code]
        for text in (entry.ja, entry.en, entry.ja_help or "", entry.en_help or ""):
            wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            assert wanted <= known.keys() | {"near"}, (code, wanted - known.keys())
            assert all(known[name] for name in wanted - {"near"}), (code, known)
        assert diagnostic.help and "did you mean" not in diagnostic.message
        assert diagnostic.line > 0 and diagnostic.column > 0
        assert "{" not in diagnostic.render()
