"""`tsunagari build`: one file that answers as the folder does."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

import tsunagari as product
from cli.town import Tsunagari
from tsunagari import UsageError, load

FACTS = ("--lives", "山形市", "--at", "2026-05-01T15:00", "--age", "16")


def test_a_built_file_answers_as_the_folder_does(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """`route`, `explain` and `test` say the same of both, letter for letter."""
    file = tmp_path / "town.tsunagari"
    said = tsunagari("build", rules, "-o", file)
    assert said.code == 0 and str(file) in said.out
    for verb, *rest in (
        ("route", *FACTS), ("route", "--json", *FACTS), ("explain", *FACTS), ("explain", "--prose"), ("test",)
    ):  # fmt: skip
        one, other = tsunagari(verb, rules, *rest), tsunagari(verb, file, *rest)
        assert (one.code, one.out) == (other.code, other.out), (verb, rest)
    assert load(file).digest == load(rules).digest


def test_building_again_gives_the_same_bytes(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """And says how large it is and of what it was made."""
    files = [tmp_path / "one", tmp_path / "two"]
    told = [json.loads(tsunagari("build", rules, "-o", file, "--json").out) for file in files]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert told[0] == told[1]
    assert told[0]["bytes"] == files[0].stat().st_size
    assert told[0]["digest"] == load(rules).digest and told[0]["sources"].startswith("sha256:")


def test_a_stale_file_is_told(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """`--check` is content with a fresh file, and not after any change of the sources, be it a comment."""
    file = tmp_path / "town.tsunagari"
    tsunagari("build", rules, "-o", file)
    assert tsunagari("build", rules, "--check", file).code == 0
    source = next(rules.glob("*.tsu"))
    source.write_text(source.read_text(encoding="utf-8") + "\n# 注\n", encoding="utf-8")
    said = tsunagari("build", rules, "--check", file)
    assert said.code == 1 and "artifact-stale" in said.err
    assert json.loads(tsunagari("build", rules, "--check", file, "--json").out) == {
        "fresh": False, "code": "artifact-stale",
    }  # fmt: skip


def test_check_needs_a_built_file(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """What is none, or not there, is unusable input."""
    (tmp_path / "other").write_text("?", encoding="utf-8")
    for name in ("other", "missing"):
        said = tsunagari("build", rules, "--check", tmp_path / name)
        assert said.code == 2 and "artifact-foreign" in said.err


@pytest.mark.parametrize("words", [(), ("-o", "a", "--check", "b")])
def test_one_of_output_and_check(tsunagari: Tsunagari, rules: Path, words: tuple[str, ...]) -> None:
    """Neither, or both, is a misuse."""
    said = tsunagari("build", rules, *words)
    assert said.code == 2 and "bad-option" in said.err


def test_a_ruleset_with_errors_is_not_built(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """The findings are told, and no file appears."""
    (rules / "more.tsu").write_text("規則 x\n  つなぐ先 どこにもない窓口\n", encoding="utf-8")
    said = tsunagari("build", rules, "-o", tmp_path / "file")
    assert said.code == 1 and "more.tsu" in said.err
    assert not (tmp_path / "file").exists()


def test_what_needs_sources_says_so(tsunagari: Tsunagari, rules: Path, tmp_path: Path) -> None:
    """`check`, `report`, `export` and `build` want the folder, and say why a built file will not do."""
    file = tmp_path / "town.tsunagari"
    tsunagari("build", rules, "-o", file)
    other = tmp_path / "other"
    for words in (("check", file), ("export", "csv", file, "-o", other), ("build", file, "-o", other)):
        said = tsunagari(*words)
        assert said.code == 2 and "artifact-needs-sources" in said.err, words
    with pytest.raises(UsageError) as caught:
        product.check(file)
    assert caught.value.code == "artifact-needs-sources"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_damaged_file_is_told_in_both_languages(
    tsunagari: Tsunagari, rules: Path, tmp_path: Path, language: str
) -> None:
    """With the code, and with what to do."""
    file = tmp_path / "town.tsunagari"
    tsunagari("build", rules, "-o", file)
    file.write_bytes(file.read_bytes()[:-7])
    said = tsunagari("route", file, "--lang", language)
    assert said.code == 2
    assert "artifact-cut" in said.err and "tsunagari build" in said.err
    assert ("途中で切れて" in said.err) == (language == "ja")


def test_a_full_disk_leaves_what_was_there(
    tsunagari: Tsunagari, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half a file nor a leftover beside it."""
    file = tmp_path / "town.tsunagari"
    tsunagari("build", rules, "-o", file)
    before = file.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    said = tsunagari("build", rules, "-o", file)
    assert said.code == 2 and "unwritable" in said.err
    assert file.read_bytes() == before
    assert not list(tmp_path.glob(".*")) and not list(tmp_path.glob("*.part"))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A pipe is no folder and no file: nobody waits for it."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError) as caught:
        load(tmp_path / "pipe")
    assert caught.value.code == "not-a-folder"
