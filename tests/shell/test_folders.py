"""Reading the folder of a ruleset: everything under it, nothing beside it, and no exception."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsunagari.shell import folders
from tsunagari.shell.encodings import decoded, likely_encoding
from tsunagari.shell.folders import Contents, read_folder
from tsunagari.syntax.limits import FILE_BYTES

TEXT = "規則集 「試し」\n※ こども家庭相談の窓口へつなぐ。住所が山形市で、年齢が18歳未満の時。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder inside a root."""
    path = tmp_path / "root" / "town"
    path.mkdir(parents=True)
    return path


def read(folder: Path) -> Contents:
    """The folder as `load` would read it."""
    return read_folder(folder, folder.parent, folder)


def test_every_file_under_it(folder: Path) -> None:
    """Files of any depth, in the order of their paths; other files and hidden ones are left alone."""
    for name in ("b.tsu", "a/z.tsu", "a/b/c.tsu", "upper.TSU", "readme.md", ".hidden.tsu", ".git/x.tsu", "._b.tsu"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    contents = read(folder)
    assert [source.name for source in contents.sources] == ["a/b/c.tsu", "a/z.tsu", "b.tsu", "upper.TSU"]
    assert {source.text for source in contents.sources} == {TEXT}
    assert contents.diagnostics == ()


def test_line_ends_and_mark(folder: Path) -> None:
    """A byte order mark is no part of the text, and line ends stay as written, so that positions are true."""
    (folder / "a.tsu").write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert read(folder).sources[0].text == "a\r\nb"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp932", "CP932"),
        ("euc_jp", "EUC-JP"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("iso2022_jp", "ISO-2022-JP"),
    ],
)
def test_other_encodings_are_named(folder: Path, encoding: str, name: str) -> None:
    """A file in another encoding is a finding that names it, and the rest goes on."""
    (folder / "a.tsu").write_bytes(TEXT.encode(encoding))
    (folder / "b.tsu").write_text(TEXT, encoding="utf-8")
    contents = read(folder)
    assert [source.name for source in contents.sources] == ["b.tsu"]
    (finding,) = contents.diagnostics
    assert (finding.code, finding.file, finding.line) == ("not-utf8", "a.tsu", 0)
    assert dict(finding.fields) == {"encoding": name}
    assert name in finding.message


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_named(raw: bytes) -> None:
    """Bytes are either UTF-8, exactly as Python reads them, or get a name."""
    text = decoded(raw)
    if text is None:
        assert likely_encoding(raw)
    else:
        assert text == raw.decode("utf-8").removeprefix("\ufeff")


def test_file_limit(folder: Path) -> None:
    """4 MiB are read, a byte more is a finding."""
    (folder / "a.tsu").write_bytes(b"#" * FILE_BYTES)
    (folder / "b.tsu").write_bytes(b"#" * (FILE_BYTES + 1))
    contents = read(folder)
    assert [source.name for source in contents.sources] == ["a.tsu"]
    assert [(one.code, one.file) for one in contents.diagnostics] == [("file-too-large", "b.tsu")]


def test_ruleset_limit(folder: Path) -> None:
    """The bytes of all files together are bounded, on both sides of the limit."""
    for name in ("a.tsu", "b.tsu"):
        (folder / name).write_bytes(b"#" * 10)
    assert read_folder(folder, folder.parent, folder, room=20).diagnostics == ()
    refused = read_folder(folder, folder.parent, folder, room=19)
    assert [(one.code, one.file) for one in refused.diagnostics] == [("ruleset-too-large", "b.tsu")]


def test_links_inside_and_outside(folder: Path, tmp_path: Path) -> None:
    """A link to a file of the root is followed; one out of it, or to another folder, is a finding."""
    beside = folder.parent / "shared"
    beside.mkdir()
    (beside / "s.tsu").write_text(TEXT, encoding="utf-8")
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.tsu").write_text("secret", encoding="utf-8")
    (folder / "in.tsu").symlink_to(beside / "s.tsu")
    (folder / "in").symlink_to(beside)
    (folder / "out.tsu").symlink_to(secret / "s.tsu")
    (folder / "out").symlink_to(secret)
    contents = read(folder)
    assert [source.name for source in contents.sources] == ["in.tsu"]
    assert [(one.code, one.file) for one in contents.diagnostics] == [
        ("link-outside", "in"),
        ("link-outside", "out"),
        ("link-outside", "out.tsu"),
    ]


def test_links_in_circles(folder: Path) -> None:
    """A link to what lies under the folder anyway brings nothing twice and does not go round."""
    (folder / "a.tsu").write_text(TEXT, encoding="utf-8")
    (folder / "again").symlink_to(folder)
    (folder / "b.tsu").symlink_to(folder / "a.tsu")
    (folder / "loop.tsu").symlink_to(folder / "loop.tsu")
    contents = read(folder)
    assert [source.name for source in contents.sources] == ["a.tsu"]


def test_what_cannot_be_opened(folder: Path) -> None:
    """A dangling link, a pipe and a folder with the name of a file are no exception."""
    (folder / "a.tsu").symlink_to(folder.parent / "missing.tsu")
    os.mkfifo(folder / "b.tsu")
    (folder / "c.tsu").mkdir()
    (folder / "d.tsu").write_text(TEXT, encoding="utf-8")
    contents = read(folder)
    assert [source.name for source in contents.sources] == ["d.tsu"]
    assert [(one.code, one.file) for one in contents.diagnostics] == [
        ("unreadable-file", "a.tsu"),
        ("unreadable-file", "b.tsu"),
    ]


def test_what_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and a file without permission are findings with the system's reason."""
    (folder / "a").mkdir()
    (folder / "b.tsu").write_text(TEXT, encoding="utf-8")
    scandir = os.scandir

    def refused(path: object, *_: object, **__: object) -> object:
        if str(path).endswith(("a", "b.tsu")):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr(folders, "open", refused, raising=False)
    contents = read(folder)
    assert [(one.code, one.file, dict(one.fields)) for one in contents.diagnostics] == [
        ("unreadable-file", "a", {"reason": "Permission denied"}),
        ("unreadable-file", "b.tsu", {"reason": "Permission denied"}),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60))
def test_any_file_is_read_or_told(folder: Path, raw: bytes) -> None:
    """Whatever a file holds, it is a source or one finding."""
    (folder / "a.tsu").write_bytes(raw)
    contents = read(folder)
    assert len(contents.sources) + len(contents.diagnostics) == 1


def test_names_that_are_no_text(folder: Path) -> None:
    """A file name in another encoding can be printed."""
    path = os.path.join(os.fsencode(folder), "名".encode("cp932") + b".tsu")
    try:
        Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    except OSError:
        assert os.name == "nt" or os.uname().sysname == "Darwin"  # these systems take no such name
        return
    (source,) = read(folder).sources
    assert source.name.encode("utf-8")
