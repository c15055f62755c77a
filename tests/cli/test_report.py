"""`tsunagari report` and `tsunagari explain --prose`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cli.town import RULES, Tsunagari

WHEN = ("--on", "2026-04-01", "--at", "2026-05-01T15:00")


def test_a_page_is_written(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """One file in the language asked for, the instant in it; notes never fail."""
    out = tmp_path / "page.html"
    said = tsunagari("report", rules, "-o", out, *WHEN)
    assert (said.code, said.err) == (0, "") and "レポート" in said.out
    text = out.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and '<html lang="ja">' in text and "2026年5月1日（金）15:00" in text
    assert tsunagari("report", rules, "--output", out, *WHEN, "--lang", "en").code == 0
    assert '<html lang="en">' in out.read_text(encoding="utf-8")


def test_a_day_alone_means_its_noon_and_an_instant_its_day(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """The clock is not read where a day or an instant is given."""
    out = tmp_path / "page.html"
    assert tsunagari("report", rules, "-o", out, "--on", "2026-04-03").code == 0
    text = out.read_text(encoding="utf-8")
    assert "2026年4月3日（金）12:00" in text and "<dd>2026年4月3日</dd>" in text
    assert tsunagari("report", rules, "-o", out, "--at", "2026-05-01T00:30+09:00").code == 0
    text = out.read_text(encoding="utf-8")
    assert "2026年5月1日（金）0:30" in text and "<dd>2026年5月1日</dd>" in text


def test_what_fails_is_written_and_fails(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """A failed test or an unsilenced warning is exit code 1, and the page tells of it."""
    out = tmp_path / "page.html"
    failing = "\n相談例 「違う」\n  前提 年齢 14歳\n  結果に含む 学びの相談室\n"
    (rules / "town.tsu").write_text(RULES + failing, encoding="utf-8")
    assert tsunagari("report", rules, "-o", out, *WHEN).code == 1
    assert "不合格</span> 違う" in out.read_text(encoding="utf-8")
    loud = RULES.replace("  了承 gap 「試しの市は、すべての人の相談は受けない」\n", "")
    (rules / "town.tsu").write_text(loud, encoding="utf-8")
    assert tsunagari("report", rules, "-o", out, *WHEN).code == 1


def test_a_ruleset_with_errors_has_no_report(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """The errors are told, and no file is left."""
    out = tmp_path / "page.html"
    (rules / "town.tsu").write_text(RULES + "\n規則 迷子\n  つなぐ先 どこにもない窓口\n", encoding="utf-8")
    said = tsunagari("report", rules, "-o", out, *WHEN)
    assert said.code == 1 and "unknown" in said.err and not out.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--at", "none"), "bad-option"),
        (("--at", "gestern"), "bad-option"),
        (("--at", "9999-12-31T23:59"), "bad-option"),  # two years from there are in no calendar
        (("--at", "9999-12-31T23:59-12:00"), "bad-option"),
        (("--at", "0001-01-01T00:00+14:00"), "bad-option"),
        (("--on", "2026-13-01"), "bad-option"),
        (("-o", "nowhere/at/all.html"), "unwritable"),
    ],
)
def test_what_cannot_be_used_is_refused(tsunagari: Tsunagari, rules: Path, words: tuple[str, ...], code: str) -> None:
    """One coded sentence, exit code 2, and nothing of what was typed."""
    said = tsunagari("report", rules, *WHEN, *words)
    assert said.code == 2 and f"error[{code}]" in said.err and "gestern" not in said.err


@pytest.mark.parametrize(("language", "word"), [("ja", "要ります"), ("en", "needs Jinja2")])
def test_without_the_extra_a_report_says_what_to_install(
    tsunagari: Tsunagari, rules: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, word: str
) -> None:
    """`pip install tsunagari[report]`, in both languages; everything else works without."""
    monkeypatch.delitem(sys.modules, "tsunagari.reporting.page", raising=False)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    said = tsunagari("report", rules, "-o", tmp_path / "page.html", *WHEN, "--lang", language)
    assert said.code == 2 and "error[no-report-extra]" in said.err
    assert word in said.err and "pip install tsunagari[report]" in said.err
    assert tsunagari("explain", rules, "--prose").code == 0


def test_a_ruleset_in_sentences(tsunagari: Tsunagari, rules: Path) -> None:
    """Rules with their provisos, resources and hours, for reading aloud."""
    said = tsunagari("explain", rules, "--prose")
    assert said.code == 0
    assert (
        """規則「学校の悩み」
  相談に「いじめ」、「不登校」のいずれかがある時は、夜のチャット、学びの相談室につなぎます。
  その中に、いま開いていると確かに言える窓口がなければ、まちの居場所につなぎます。
  根拠は、市の計画です。
  相談した人に伝える言葉: 「いっしょに考えます。」
  ただし書「緊急」
    「学校の悩み」に当たる人のうち、次の決まりに当たる人には、上の決まりの代わりにこちらを使います。
    緊迫がある時は、まちの居場所、夜のチャット、学びの相談室につなぎます。
    その中に、いま開いていると確かに言える窓口がなければ、まちの居場所につなぎます。
    緊急度は「即時」です（すぐに対応します）。
"""
        in said.out
    )
    english = tsunagari("explain", rules, "--prose", "--lang", "en").out
    assert "If issue includes any of いじめ, 不登校: refer to 夜のチャット, 学びの相談室." in english
    assert "Urgency: immediate (at once)." in english


def test_sentences_as_json(tsunagari: Tsunagari, rules: Path) -> None:
    """Kind, name and place of each block, its sentences, and its provisos under it."""
    found = json.loads(tsunagari("explain", rules, "--prose", "--json").out)["prose"]
    rule = next(one for one in found if one["name"] == "学校の悩み")
    assert set(rule) == {"kind", "name", "file", "line", "title", "sentences", "under"}
    assert (rule["kind"], rule["file"]) == ("rule", "town.tsu")
    assert RULES.splitlines()[rule["line"] - 1] == "規則 学校の悩み"
    assert [one["name"] for one in rule["under"]] == ["学校の悩み/緊急"]
    assert {one["kind"] for one in found} >= {"rule", "resource", "hours"}


def test_sentences_take_no_facts(tsunagari: Tsunagari, rules: Path) -> None:
    """Nobody thinks that the prose was about a person."""
    for words in (("--age", "14"), ("--resource", "夜のチャット"), ("--paused", "夜のチャット"), ("--danger",)):
        said = tsunagari("explain", rules, "--prose", *words)
        assert said.code == 2 and "error[facts-with-prose]" in said.err
