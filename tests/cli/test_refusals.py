"""Whatever goes wrong on the command line: a code, and nothing of what was typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.town import Tsunagari
from tsunagari.cli import entry
from tsunagari.cli.entry import VERBS

SECRET = "ひみつ9731"


REFUSED: dict[tuple[str, ...], str] = {
    ("--age", SECRET): "bad-option",
    ("--issue", SECRET): "unknown-value",
    ("--lives", SECRET): "unknown-value",
    ("--stays", SECRET): "unknown-value",
    ("--works", SECRET): "unknown-value",
    ("--studies", SECRET): "unknown-value",
    ("--channel", SECRET): "unknown-value",
    ("--at", SECRET): "bad-option",
    ("--language", SECRET): "unknown-value",
    ("--wish", SECRET): "unknown-value",
    ("--caller", SECRET): "unknown-value",
    ("--caller-lives", SECRET): "unknown-value",
    ("--caller-language", SECRET): "unknown-value",
    ("--attribute", SECRET): "bad-option",
    ("--attribute", f"{SECRET}=1"): "unknown-attribute",
    ("--attribute", f"在学状況={SECRET}"): "unknown-value",
    ("--attribute", f"世帯人数={SECRET}"): "bad-option",
    ("--attribute", "世帯人数=3", "--attribute", "世帯人数=4"): "bad-option",
    ("--declined", SECRET): "unknown-attribute",
    ("--tried", SECRET): "unknown-resource",
    ("--tried", f"夜のチャット={SECRET}"): "bad-option",
    ("--paused", SECRET): "unknown-resource",
    ("--lives", "山形市", SECRET): "extra-argument",
    (f"--{SECRET}",): "unknown-option",
    (f"--age={SECRET}",): "bad-option",
    (f"--danger={SECRET}",): "bad-option",
    ("--issue", "不登校", "--age"): "bad-option",
    ("--age", "200"): "out-of-range",
    ("--age", "19-15"): "bad-option",
    ("--lives", ""): "bad-text",
    ("--lives", "府中市"): "ambiguous-value",
    ("--output", SECRET): "output-without-input",
    ("--input", "x.jsonl", "--age", "16"): "facts-with-input",
    ("--input", "absent.jsonl"): "unreadable",
    ("--input", "x.parquet"): "parquet-needs-output",
    ("--jobs", "2"): "option-without-parquet",
    ("--input", "x.parquet", "--output", "y.parquet", "--jobs", "0"): "bad-option",
    ("--input", "x.parquet", "--output", "y.parquet", "--first", "ひみつ"): "bad-option",
    ("--input", "x.parquet", "--output", "y.parquet"): "unreadable",
}


@pytest.mark.parametrize(("words", "code"), REFUSED.items())
@pytest.mark.parametrize("language", ["ja", "en"])
def test_bad_words_are_refused_without_repeating_them(
    tsunagari: Tsunagari, rules: Path, words: tuple[str, ...], code: str, language: str
) -> None:
    """Unusable input is exit code 2 and one coded sentence that holds nothing that was told."""
    said = tsunagari("route", rules, "--lang", language, *words)
    assert said.code == 2
    assert f"error[{code}]" in said.err
    assert SECRET not in said.out + said.err
    as_json = tsunagari("route", rules, "--json", *words)
    assert as_json.code == 2
    assert SECRET not in as_json.out + as_json.err
    assert json.loads(as_json.out)["error"]["code"] == code


def test_the_last_resort(tsunagari: Tsunagari, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a fault of ours says nothing of anybody's facts and shows no traceback."""

    def broken(_: object) -> object:
        raise RuntimeError(SECRET)

    from tsunagari.cli import route

    monkeypatch.setattr(route, "load", broken)
    said = tsunagari("route", rules)
    assert said.code == 2
    assert "error[internal]" in said.err
    assert SECRET not in said.out + said.err
    assert "Traceback" not in said.err


def test_unknown_verbs_and_missing_arguments(tsunagari: Tsunagari) -> None:
    """A mistyped verb names those there are; a missing folder is said to be missing."""
    said = tsunagari("rout")
    assert said.code == 2
    assert "unknown-verb" in said.err
    assert all(verb in said.err for verb in VERBS)
    for verb in VERBS:
        said = tsunagari(verb)
        assert (said.code, "missing-argument" in said.err) == (2, True)


def test_a_near_option_is_named(tsunagari: Tsunagari, rules: Path) -> None:
    """A mistyped option names the ones that it may have meant, which are ours."""
    said = tsunagari("route", rules, "--live", "山形市")
    assert said.code == 2
    assert "--lives" in said.err


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_in_both_languages(tsunagari: Tsunagari, verb: str) -> None:
    """Every verb and every option of ours explains itself in Japanese and English."""
    said = tsunagari(verb, "--help")
    assert said.code == 0
    assert "internal" not in said.err
    for command in (entry.command_of([verb]).commands[verb],):
        for text in [command.help, *(option.help for option in command.params if option.name != "help")]:
            japanese, _, english = text.partition("。 ")
            assert japanese
            assert not japanese.isascii()
            assert english.isascii()


def test_help_and_version_without_a_verb(tsunagari: Tsunagari) -> None:
    """No words at all show the verbs; the version can be asked for."""
    assert all(verb in tsunagari().out for verb in VERBS)
    assert tsunagari("--help").code == 0
    assert tsunagari("--version").out.strip() == "0.1.0"


def test_an_interrupted_run_is_quiet(tsunagari: Tsunagari, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the run without a traceback."""

    def interrupted(_: object, **__: object) -> object:
        raise KeyboardInterrupt

    from tsunagari.cli import check

    monkeypatch.setattr(check, "check", interrupted)
    said = tsunagari("check", rules)
    assert said.code == 130
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "arguments", [["route", "rules/yamagata", "--at", "none"], ["check", "rules/yamagata"], ["--help"]]
)
def test_nobody_listening_is_no_traceback(arguments: list[str]) -> None:
    """Standard output closed or full: an exit code and at most one coded sentence, never a traceback."""
    root = Path(__file__).parents[2]
    call = " ".join([sys.executable, "-m", "tsunagari", *arguments])
    for target in (">&-", ">/dev/full"):
        said = subprocess.run(["sh", "-c", f"{call} {target}"], cwd=root, capture_output=True, text=True, check=False)
        assert "Traceback" not in said.stderr
        assert said.returncode in (0, 1, 2)
