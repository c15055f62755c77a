"""A name is told to need quotation marks exactly where the compiler reads it otherwise without them.

Law: over names made of pieces that conditions are cut at, a rule with the bare name means the same as one with the
quoted name where nothing is told, and something else, or an error, where it is.
"""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tsunagari.model.formula import Formula
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.name_needs_quotes import find
from tsunagari.pipeline.compiling import Compiled, compile_ruleset, parse_sources
from tsunagari.source import Source

HEAD = "規則集 「例」\n窓口 甲\n  受付 24時間\n"
KINDS = {
    "issue": ("相談分野 {name}\n", ("相談が", "相談 ")),
    "wish": ("希望項目 {name}\n", ("希望が", "希望 ")),
    "caller": ("相談者区分 {name} 上位 支援者\n", ("相談者が", "相談者 ")),
    "channel": ("方法区分 {name} 上位 チャット\n", ("方法が", "方法 ")),
    "hours": ("時間帯 {name}\n  平日 9:00〜17:00\n", ("時間が", "時間 ")),
    "area": ("地域 {name}\n  含む 鳥取市\n", ("住所が", "住所 ")),
    "value": ("属性 様子\n  選択 {name}、良い\n", ("様子が", "様子 ")),
    "define": ("用語 {name}\n  条件 緊迫 あり\n", ("",)),
}
PIECES = (
    "いじめ", "以外", "のすべて", "のいずれか", "2件以上", "のうち", "住所", "相談", "様子", "が", "は", "ない人",
    "not", "of",
)  # fmt: skip


def compiled(text: str) -> Compiled:
    """A ruleset of a text."""
    return compile_ruleset((parse_sources("t", [Source("a.tsu", HEAD + text)]),))


def meant(kind: str, name: str, before: str, *, quoted: bool) -> tuple[Formula, ...] | None:
    """The condition of a rule that names it; None where that is an error."""
    line = f"  条件 {before}「{name}」\n" if quoted else f"  条件 {before}{name}\n"
    ruleset = compiled(KINDS[kind][0].format(name=name) + f"規則 乙\n{line}  つなぐ先 甲\n").ruleset
    return None if ruleset is None else ruleset.rules[0].lines


def told(kind: str, name: str) -> list[str] | None:
    """The names that are told; None where the name cannot be declared."""
    made = compiled(KINDS[kind][0].format(name=name))
    ruleset: Ruleset | None = made.ruleset
    return None if ruleset is None else [dict(one.fields)["name"] for one in find(Look(made, ruleset, None))]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join))
def test_told_is_what_the_compiler_reads_otherwise(kind: str, name: str) -> None:
    """In every form of the line."""
    found = told(kind, name)
    assume(found is not None)
    whole = all(
        meant(kind, name, before, quoted=False) == meant(kind, name, before, quoted=True) is not None
        for before in KINDS[kind][1]
    )
    assert found == ([] if whole else [name])


CUT = {
    ("issue", "いじめ以外"), ("wish", "匿名のすべて"), ("define", "住所がない人"), ("define", "年齢"),
    ("hours", "昼以外"),
    ("area", "町以外"), ("value", "どれか以外"), ("channel", "電話以外"),
}  # fmt: skip
WHOLE = {
    ("issue", "いじめ"), ("issue", "以外の悩み"), ("issue", "相談員がいない"), ("define", "住所のない人"),
    ("value", "年齢が上"),
    ("caller", "家族以外の人"), ("hours", "24時間以内"), ("define", "はじめての人"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), sorted(CUT))
def test_what_would_be_cut_is_told_as_a_note(kind: str, name: str) -> None:
    """With the line as it must be written."""
    made = compiled(KINDS[kind][0].format(name=name))
    assert made.ruleset is not None, [one.render() for one in made.diagnostics]
    (one,) = find(Look(made, made.ruleset, None))
    assert one.severity == "note" and f"「{name}」" in (one.help or "")


@pytest.mark.parametrize(("kind", "name"), sorted(WHOLE))
def test_what_comes_out_whole_is_not(kind: str, name: str) -> None:
    """Closing words inside, attributes of others."""
    assert told(kind, name) == []


def test_an_attribute_that_begins_with_another_cuts_the_value() -> None:
    """様子がへんがいる is へんがいる of 様子, or いる of 様子がへん: the longest attribute is taken."""
    made = compiled("属性 様子\n  選択 へんがいる、良い\n属性 様子がへん\n  選択 いる、いない\n")
    assert made.ruleset is not None, [one.render() for one in made.diagnostics]
    (one,) = find(Look(made, made.ruleset, None))
    assert dict(one.fields)["name"] == "へんがいる"


def test_names_that_no_condition_holds_are_left_alone() -> None:
    """And those that were quoted where they were declared because they had to be."""
    made = compiled("団体 甲以外\n規則 乙以外\n  つなぐ先 甲\n相談分野 「い（以外」\n窓口 丙以外\n  受付 24時間\n")
    assert made.ruleset is not None, [one.render() for one in made.diagnostics]
    assert list(find(Look(made, made.ruleset, None))) == []
