"""`tsunagari check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.town import RULES, Tsunagari

KEYS = [
    "code", "severity", "file", "line", "column", "end_line", "end_column", "message", "help", "witness",
]  # fmt: skip


def write(rules: Path, text: str) -> None:
    """Replace the ruleset by another."""
    (rules / "town.tsu").write_text(text, encoding="utf-8")


def test_notes_never_fail(tsunagari: Tsunagari, rules: Path) -> None:
    """Unknown hours and contacts are said, counted, and fine."""
    said = tsunagari("check", rules)
    assert said.code == 0
    assert "note[hours-unknown]: 窓口 `まちの居場所` の受付時間が分かりません" in said.out
    assert "note[contact-unknown]" in said.out
    assert said.out.splitlines()[-1] == f"誤り 0、警告 0、注記 {said.out.count('note[')}"


def test_findings_as_json(tsunagari: Tsunagari, rules: Path) -> None:
    """Every key of a finding is there; positions count from 1 in code points."""
    said = tsunagari("check", rules, "--json")
    findings = json.loads(said.out)["findings"]
    assert {tuple(finding) for finding in findings} == {tuple(KEYS)}
    line = next(number for number, text in enumerate(RULES.splitlines(), 1) if text == "窓口 まちの居場所")
    hours = next(finding for finding in findings if finding["code"] == "hours-unknown")
    assert (hours["file"], hours["line"], hours["column"]) == ("town.tsu", line, 4)


def test_errors_fail(tsunagari: Tsunagari, rules: Path) -> None:
    """An error is exit code 1, in both forms."""
    write(rules, RULES + "\n規則 迷子\n  つなぐ先 どこにもない窓口\n")
    assert tsunagari("check", rules).code == 1
    said = tsunagari("check", rules, "--json")
    assert said.code == 1
    assert "error" in {finding["severity"] for finding in json.loads(said.out)["findings"]}


def test_a_promise_that_does_not_hold_is_an_error_with_somebody_whom_it_fails(
    tsunagari: Tsunagari, rules: Path
) -> None:
    """The counter-example is a 相談例 that fails once it is pasted."""
    asserted = RULES + "\n確認 網羅\n  条件 年齢が18歳未満\n"
    write(rules, asserted)
    said = tsunagari("check", rules, "--on", "2026-04-01")
    assert said.code == 1
    assert "error[assertion-refuted]" in said.out and "（2026-04-01から2年間）" in said.out
    _, _, rest = said.out.partition("相談例 「")
    example = "相談例 「" + rest.partition("\n\n")[0]
    assert tsunagari("test", rules).code == 0
    write(rules, asserted + "\n" + example + "\n")
    failed = tsunagari("test", rules)
    assert failed.code == 1 and "確認への反例" in failed.out


def test_a_promise_that_holds_is_counted_and_no_finding(tsunagari: Tsunagari, rules: Path) -> None:
    """A desk for the people of a city is no answer for those who are elsewhere in every way."""
    write(rules, RULES + "\n確認 決して 学びの相談室\n  条件 住所が鳥取市\n")
    said = tsunagari("check", rules, "--on", "2026-04-01")
    assert said.code == 0 and "assertion-" not in said.out
    assert "確認 1: 証明 1、反証 0、未決 0（2026-04-01から2年間）" in said.out


def test_a_first_day_that_is_none_is_refused(tsunagari: Tsunagari, rules: Path) -> None:
    """With the option and an example, and nothing of what was typed."""
    said = tsunagari("check", rules, "--on", "someday")
    assert said.code == 2 and "--on 2026-04-01" in said.err and "someday" not in said.err


def test_allow_silences_its_code_in_its_block(tsunagari: Tsunagari, rules: Path) -> None:
    """`了承` takes that finding away, there only."""
    allowed = RULES.replace("  種別 居場所\n", "  種別 居場所\n  了承 hours-unknown 「地域の人が開ける」\n")
    write(rules, allowed)
    said = tsunagari("check", rules)
    assert said.code == 0
    assert "hours-unknown" not in said.out
    assert said.out.count("contact-unknown") == 2


def test_an_allow_that_silences_nothing_is_a_warning(tsunagari: Tsunagari, rules: Path) -> None:
    """A `了承` without its finding is told, and fails until it is taken away."""
    write(rules, RULES.replace("  種別 居場所\n", "  種別 居場所\n  了承 not-proved 「もう要らない」\n"))
    said = tsunagari("check", rules)
    assert said.code == 1
    assert "warning[unused-allow]: 了承 `not-proved` は何も消していません" in said.out


def test_an_error_is_not_silenced(tsunagari: Tsunagari, rules: Path) -> None:
    """No `了承` makes a broken ruleset pass."""
    broken = "\n規則 迷子\n  つなぐ先 どこにもない窓口\n  了承 unknown-resource 「いつか作る」\n"
    write(rules, RULES + broken)
    said = tsunagari("check", rules)
    assert said.code == 1
    assert "error[unknown-resource]" in said.out


def test_what_is_used_is_checked_elsewhere(tsunagari: Tsunagari, rules: Path) -> None:
    """Notes about a folder that is used are told when that folder is checked, not again here."""
    own = rules.parent / "own"
    own.mkdir()
    allowed = "  了承 gap 「試し」\n  了承 closed-hours 「試し」\n  了承 single-point 「試し」\n"
    (own / "own.tsu").write_text("規則集 「本体」\n  使う語彙 ../town\n" + allowed, encoding="utf-8")
    said = tsunagari("check", own)
    assert said.code == 0
    assert said.out == "誤り 0、警告 0、注記 0\n"


def test_in_english(tsunagari: Tsunagari, rules: Path) -> None:
    """The count follows the spoken language; the findings follow that of their file."""
    said = tsunagari("check", rules, "--lang", "en")
    assert said.out.splitlines()[-1] == f"errors 0, warnings 0, notes {said.out.count('note[')}"


@pytest.mark.parametrize(("language", "said"), [("ja", "よくない例"), ("en", "bad")])
def test_why_prints_the_page_of_a_finding(tsunagari: Tsunagari, language: str, said: str) -> None:
    """Without a ruleset, with examples; as JSON in both languages; a mistyped code is answered with near ones."""
    told = tsunagari("check", "--why", "gap", "--lang", language)
    assert told.code == 0 and said in told.out and told.out.startswith("gap (")
    page = json.loads(tsunagari("check", "--why", "gap", "--json").out)
    assert page["severity"] == "warning" and page["bad"][language] and page["why"][language] in told.out
    assert json.loads(tsunagari("check", "--why", "GAP", "--format", "json").out) == page
    assert tsunagari("check", "--why", "gap", "--format", "sarif").code == 2
    refused = tsunagari("check", "--why", "gapp", "--lang", language)
    assert refused.code == 2 and "unknown-code" in refused.err and "gap" in refused.err


def test_why_answers_for_every_code_and_check_wants_a_ruleset_otherwise(tsunagari: Tsunagari) -> None:
    """A mistake of the text has its sentence and advice; without `--why` a folder is missing."""
    told = tsunagari("check", "--why", "not-utf8")
    assert told.code == 0 and "UTF-8" in told.out
    assert tsunagari("check").code == 2
