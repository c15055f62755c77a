"""`tsunagari fmt`."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from cli.town import RULES, Tsunagari

UGLY = RULES.replace("8:30〜17:15", "８：３０〜１７：１５").replace("\n  対象年齢", "\n      対象年齢")


@pytest.fixture
def file(rules: Path) -> Path:
    """A file that is not laid out."""
    path = rules / "town.tsu"
    path.write_text(UGLY, encoding="utf-8")
    return path


def test_check_lists_and_writes_nothing(tsunagari: Tsunagari, rules: Path, file: Path) -> None:
    """`--check` names the file, fails and leaves it as it is."""
    said = tsunagari("fmt", "--check", rules)
    assert (said.code, said.out) == (1, f"整っていません: {file}\n")
    assert file.read_text(encoding="utf-8") == UGLY


def test_lay_out_once(tsunagari: Tsunagari, rules: Path, file: Path) -> None:
    """After one run nothing is left to do, and nothing is written any more."""
    os.chmod(file, 0o640)
    assert tsunagari("fmt", rules).code == 0
    assert file.read_text(encoding="utf-8") == RULES
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    before = file.stat()
    said = tsunagari("fmt", rules)
    assert (said.code, said.out) == (0, "")
    assert file.stat() == before
    assert tsunagari("fmt", "--check", rules).code == 0
    assert [path.name for path in rules.iterdir()] == ["town.tsu"]


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + RULES.encode(), RULES.replace("\n", "\r\n").encode()])
def test_bytes_are_laid_out_too(tsunagari: Tsunagari, rules: Path, file: Path, raw: bytes) -> None:
    """A byte order mark or other line ends are a difference."""
    file.write_bytes(raw)
    assert tsunagari("fmt", "--check", rules).code == 1
    assert tsunagari("fmt", rules).code == 0
    assert file.read_bytes() == RULES.encode()


def test_a_single_file(tsunagari: Tsunagari, file: Path) -> None:
    """A file alone can be laid out, as an editor does."""
    said = tsunagari("fmt", file)
    assert (said.code, said.out) == (0, f"整えました: {file}\n")
    assert file.read_text(encoding="utf-8") == RULES


def test_a_link_stays_a_link(tsunagari: Tsunagari, rules: Path, file: Path, tmp_path: Path) -> None:
    """What a link inside the root points to is laid out, and the link stays."""
    moved = rules.parent / "shared.tsu"
    file.rename(moved)
    file.symlink_to(moved)
    assert tsunagari("fmt", rules).code == 0
    assert file.is_symlink()
    assert moved.read_text(encoding="utf-8") == RULES


def test_what_cannot_be_read_stays_and_the_rest_goes_on(tsunagari: Tsunagari, rules: Path, file: Path) -> None:
    """A broken file and one in another encoding are told and untouched; the others are laid out."""
    broken = rules / "broken.tsu"
    broken.write_text("規則 「閉じない\n", encoding="utf-8")
    foreign = rules / "foreign.tsu"
    foreign.write_bytes("規則 別の文字コード\n".encode("cp932"))
    said = tsunagari("fmt", rules)
    assert said.code == 1
    assert "broken.tsu:1" in said.err
    assert "not-utf8" in said.err
    assert "CP932" in said.err
    assert file.read_text(encoding="utf-8") == RULES
    assert broken.read_text(encoding="utf-8") == "規則 「閉じない\n"
    assert foreign.read_bytes() == "規則 別の文字コード\n".encode("cp932")


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_full_disk_leaves_the_file(
    tsunagari: Tsunagari, rules: Path, file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever the disk refuses, the file is as before, no copy is left, and the reason is told."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        said = tsunagari("fmt", rules)
    assert said.code == 2
    assert "error[unwritable]" in said.err
    assert os.strerror(errno.ENOSPC) in said.err
    assert file.read_text(encoding="utf-8") == UGLY
    assert [path.name for path in rules.iterdir()] == ["town.tsu"]


def test_nothing_to_lay_out(tsunagari: Tsunagari, tmp_path: Path) -> None:
    """A folder without rules, or none at all, is unusable input."""
    assert tsunagari("fmt", tmp_path).code == 2
    assert tsunagari("fmt", tmp_path / "missing").code == 2
