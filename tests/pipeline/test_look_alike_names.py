"""Of two names that nobody can tell apart the later one is told, in every namespace; nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagari.diagnostics import Diagnostic
from tsunagari.pipeline.checks.look import Look
from tsunagari.pipeline.checks.look_alike_name import find
from tsunagari.pipeline.compiling import compile_ruleset, parse_sources
from tsunagari.shell.loading import check, compiled_folder
from tsunagari.source import Source

DESK = "窓口 甲\n  受付 24時間\n"


def found(text: str) -> list[Diagnostic]:
    """What is told of the names of a ruleset."""
    compiled = compile_ruleset((parse_sources("t", [Source("a.tsu", "規則集 「例」\n" + text)]),))
    assert compiled.ruleset is not None, [one.render() for one in compiled.diagnostics]
    return list(find(Look(compiled, compiled.ruleset, None)))


TWICE = {
    "issues": "相談分野 弁護士\n相談分野 弁護土",
    "issues under another": "相談分野 仕事\n  含む 士業、土業",
    "attributes": "属性 斎藤\n  選択 あり、なし\n属性 齋藤\n  選択 あり、なし",
    "values of an attribute": "属性 学校\n  選択 中学・高校、中学高校",
    "hours": "時間帯 昼0\n  平日 9:00〜17:00\n時間帯 昼O\n  平日 9:00〜17:00",
    "wishes": "希望項目 ケアマネ\n希望項目 ケア・マネ",
    "callers": "相談者区分 弁護士 上位 支援者\n相談者区分 弁護土 上位 支援者",
    "areas": "地域 辺の町\n  含む 鳥取市\n地域 邊の町\n  含む 米子市",
    "organizations": "団体 国の会\n団体 國の会",
    "resources": DESK + "窓口 国の窓口\n  受付 24時間\n窓口 國の窓口\n  受付 24時間",
    "rules": DESK + "規則 国の規則\n  つなぐ先 甲\n規則 國の規則\n  つなぐ先 甲",
    "provisos of a rule": (
        DESK + "規則 乙\n  つなぐ先 甲\n  ただし 国\n    条件 緊迫 あり\n    緊急度 即時\n"
        "  ただし 國\n    条件 緊迫 あり\n    緊急度 当日"
    ),
    "an alias of another": "団体 国の会\n団体 別の会 別名 國の会",
    "laws": "法令 国の法 「い」\n法令 國の法 「ろ」",
    "defines": "用語 国\n  条件 緊迫 あり\n用語 國\n  条件 緊迫 あり",
    "bodies": "会議体 国の会議\n会議体 國の会議",
}
FINE = {
    "two namespaces": DESK + "団体 国の会\n窓口 國の会\n  受付 24時間",
    "values of two attributes": "属性 い\n  選択 国、県\n属性 ろ\n  選択 國、縣",
    "provisos of two rules": (
        DESK + "規則 い\n  つなぐ先 甲\n  ただし 国\n    条件 緊迫 あり\n    緊急度 即時\n"
        "規則 ろ\n  つなぐ先 甲\n  ただし 國\n    条件 緊迫 あり\n    緊急度 当日"
    ),
    "two names of one thing": "団体 国の会 別名 國の会、国・の・会",
    "an issue that is declared and listed": "相談分野 いじめ\n相談分野 悩み\n  含む いじめ",
    "names that differ": "団体 国の会\n団体 県の会",
}


@pytest.mark.parametrize("name", TWICE)
def test_two_names_that_look_alike(name: str) -> None:
    """In each namespace the second is told, and names the first."""
    (one,) = found(TWICE[name])
    assert (one.code, one.severity) == ("look-alike-name", "warning")
    fields = dict(one.fields)
    assert fields["name"] != fields["other"] and fields["first"].startswith("a.tsu:")
    place = int(fields["first"].partition(":")[2])
    assert (place, 0) < (one.line, one.column)


@pytest.mark.parametrize("name", FINE)
def test_names_that_nobody_confuses(name: str) -> None:
    """Other namespaces, other names of the same thing, the same name twice."""
    assert found(FINE[name]) == []


def test_a_name_like_one_that_every_ruleset_has() -> None:
    """Channels, callers and attributes are there already."""
    (one,) = found("方法区分 メ一ル 上位 チャット")
    assert dict(one.fields)["other"] == "メール" and dict(one.fields)["first"] == "はじめからある名前"


def test_a_name_told_so_is_not_told_again_for_its_letter() -> None:
    """Once is enough; alone it is told for the letter."""
    assert [one.code for one in found("団体 カウンセリング\n団体 力ウンセリング")] == ["look-alike-name"]
    assert [one.code for one in found("団体 力ウンセリング")] == ["odd-letter"]
    assert [one.code for one in found("団体 会 別名 力ウンセリング")] == ["odd-letter"]


def test_the_letters_are_named_with_their_scripts() -> None:
    """So that one sees what one cannot see."""
    (one,) = found("団体 協力会\n団体 協カ会")
    assert "片仮名の「カ」と漢字の「力」" in (one.help or "")
    (other,) = found("団体 国の会\n団体 国の・会")
    assert "空白や「・」だけ" in (other.help or "")


def test_what_is_used_comes_first_and_is_told_elsewhere(tmp_path: Path) -> None:
    """A name of one's own like one that is used is told here; two that are used are not."""
    (tmp_path / "used").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "used" / "a.tsu").write_text("規則集 「い」\n団体 国の会\n団体 國の会\n団体 県の会\n", encoding="utf-8")
    (tmp_path / "own" / "b.tsu").write_text("規則集 「ろ」\n  使う語彙 ../used\n団体 縣の会\n", encoding="utf-8")
    compiled = compiled_folder(tmp_path / "own")
    assert compiled.ruleset is not None
    (one,) = find(Look(compiled, compiled.ruleset, None))
    assert dict(one.fields)["name"] == "縣の会" and dict(one.fields)["first"].endswith("a.tsu:4")


def test_it_is_accepted_in_its_block(tmp_path: Path) -> None:
    """With a reason."""
    text = "規則集 「例」\n団体 国の会\n団体 國の会\n  了承 look-alike-name 「正式な表記が違う」\n"
    (tmp_path / "a.tsu").write_text(text, encoding="utf-8")
    assert [one.code for one in check(tmp_path).findings] == []
