"""`load` and `check`: folders, what they use, and every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagari import Consultation, RulesetError, UsageError, check, load

DESK = "窓口 {name}\n  受付方法 電話 受付 24時間 電話番号 110\n"
RULE = "規則 {name}\n  つなぐ先 {name}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for rulesets."""
    path = tmp_path / "root"
    path.mkdir()
    return path


def ruleset(root: Path, name: str, *uses: str, more: str = "") -> Path:
    """A folder with a ruleset that has one desk, with its name, and uses others."""
    folder = root / name
    folder.mkdir(exist_ok=True)
    head = f"規則集 「{name}」\n" + "".join(f"  使う語彙 「{path}」\n" for path in uses)
    text = "\n".join([head, DESK.format(name=f"{name}の窓口"), RULE.format(name=f"{name}の窓口"), more])
    (folder / "rules.tsu").write_text(text, encoding="utf-8")
    return folder


def codes(folder: Path) -> list[tuple[str, str, int]]:
    """The errors of a folder that cannot be loaded."""
    with pytest.raises(RulesetError) as caught:
        load(folder)
    return [(one.code, one.file, one.line) for one in caught.value.diagnostics if one.severity == "error"]


def resources(folder: Path) -> set[str]:
    """The desks of a folder that can be loaded."""
    return set(load(folder).ruleset.resources)


def test_what_is_used_comes_along(root: Path) -> None:
    """Folders beside this one, also indirectly and by two ways, bring their desks once."""
    ruleset(root, "国")
    ruleset(root, "県", "../国")
    town = ruleset(root, "町", "../県", "../国")
    assert resources(town) == {"国の窓口", "県の窓口", "町の窓口"}
    decision = load(town).route(Consultation())
    assert {one.resource for one in decision.referrals} == {"国の窓口", "県の窓口", "町の窓口"}


def test_one_path_by_many_spellings(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is the same through `./`, a detour, a link or another working directory."""
    ruleset(root, "国")
    town = ruleset(root, "町", "./../町/../国", "../国")
    link = root.parent / "link"
    link.symlink_to(town)
    monkeypatch.chdir(town)
    assert load(".").digest == load(town).digest == load(link).digest == load(str(town) + "/").digest


@pytest.mark.parametrize("path", ["../国", "../町/missing", "../町/rules.tsu", "nowhere", "../empty", "x" * 190])
def test_missing_folders(root: Path, path: str) -> None:
    """A used folder that is missing or empty is an error at its line."""
    (root / "empty").mkdir()
    assert codes(ruleset(root, "町", path)) == [("uses-missing", "rules.tsu", 2)]


@pytest.mark.parametrize("path", ["../../elsewhere", "/", "../..", "../../root2/国"])
def test_outside_the_root(root: Path, path: str) -> None:
    """A path may not leave the folder that holds the rulesets, whether something lies there or not."""
    other = root.parent / "root2"
    other.mkdir()
    ruleset(other, "国")
    assert codes(ruleset(root, "町", path)) == [("uses-outside", "rules.tsu", 2)]


def test_a_link_outside_the_root(root: Path) -> None:
    """Neither may a link."""
    other = root.parent / "root2"
    other.mkdir()
    (root / "国").symlink_to(ruleset(other, "国"))
    assert codes(ruleset(root, "町", "../国")) == [("uses-outside", "rules.tsu", 2)]


@pytest.mark.parametrize("path", [".", "..", "sub", "../町", "../町/sub"])
def test_folders_inside_each_other(root: Path, path: str) -> None:
    """A folder and what it uses lie side by side."""
    town = ruleset(root, "町", path)
    (town / "sub").mkdir()
    (town / "sub" / "more.tsu").write_text(DESK.format(name="別の窓口"), encoding="utf-8")
    assert codes(town) == [("uses-overlap", "rules.tsu", 2)]


def test_circles(root: Path) -> None:
    """A circle is reported once, at its line farthest from the loaded folder, and nothing hangs."""
    ruleset(root, "国", "../県")
    ruleset(root, "県", "../国")
    assert codes(ruleset(root, "町", "../県")) == [("uses-cycle", "../国/rules.tsu", 2)]
    assert codes(root / "県") == [("uses-cycle", "../国/rules.tsu", 2)]


def test_long_chains(root: Path) -> None:
    """A chain of many folders is followed to its end."""
    for number in range(60):
        ruleset(root, f"r{number}", *([f"../r{number + 1}"] if number < 59 else []))
    assert len(resources(root / "r0")) == 60


def test_problems_of_every_file_at_once(root: Path) -> None:
    """Reading, parsing and resolving are all reported, the used folder's files by their path from here."""
    ruleset(root, "国", more="規則 迷子\n  つなぐ先 ない窓口\n")
    town = ruleset(root, "町", "../国", "../missing", more="窓口 壊れた\n  受付方法 電話 受付 24時\n")
    (town / "other.tsu").write_bytes("※ 別の文字コードです。\n".encode("cp932"))
    found = {(code, file) for code, file, _ in codes(town)}
    assert ("not-utf8", "other.tsu") in found
    assert ("uses-missing", "rules.tsu") in found
    assert ("unknown-resource", "../国/rules.tsu") in found
    assert len({file for _, file in found}) == 3
    with pytest.raises(RulesetError) as caught:
        load(town)
    assert all(one.headline() and one.render() for one in caught.value.diagnostics)
    assert not check(town).ok


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("missing", "no-folder"),
        ("a\0b", "no-folder"),
        ("x" * 5000, "no-folder"),
        (3, "not-a-path"),
        (b"x", "not-a-path"),
        (None, "not-a-path"),
    ],
)
def test_no_folder_at_all(path: object, code: str) -> None:
    """What is no folder is a UsageError with a code, whatever it is."""
    for call in (load, check):
        with pytest.raises(UsageError) as caught:
            call(path)  # type: ignore[arg-type, operator]
        assert caught.value.code == code


def test_a_file_and_an_empty_folder(root: Path) -> None:
    """A ruleset is a folder with rules in it."""
    file = ruleset(root, "町") / "rules.tsu"
    for path, code in ((file, "artifact-foreign"), (root / "空", "no-rules")):
        (root / "空").mkdir(exist_ok=True)
        with pytest.raises(UsageError) as caught:
            load(path)
        assert caught.value.code == code


def test_order_and_names_of_files_have_no_effect(root: Path) -> None:
    """Splitting a ruleset over files, however they are called, changes nothing (design C9)."""
    town = ruleset(root, "町", more=DESK.format(name="夜の窓口") + RULE.format(name="夜の窓口"))
    digest = load(town).digest
    text = (town / "rules.tsu").read_text(encoding="utf-8")
    blocks = text.replace("\n窓口", "\n\n窓口").replace("\n規則 ", "\n\n規則 ").split("\n\n")
    (town / "rules.tsu").unlink()
    for number, block in enumerate(reversed([block for block in blocks if block.strip()])):
        place = town / ("sub" if number % 2 else ".")
        place.mkdir(exist_ok=True)
        (place / f"{number}.tsu").write_text(block, encoding="utf-8")
    assert load(town).digest == digest
