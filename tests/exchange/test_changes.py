"""The next import: what changed in words, who loses what by it, and nothing of anybody's work overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from exchange.importing import Import, Made
from exchange.registries import registries
from tsunagari import load
from tsunagari.cli.entry import run
from tsunagari.exchange.changes import changes
from tsunagari.exchange.entries import Registry

MAPPING = """
[columns]
name = "窓口"
areas = "地域"
hours = "時間"
phone = "電話"
status = "状態"
ages = "年齢"
note = "備考"
[assume]
clients = "everybody"
topics = "everything"
languages = "日本語"
channel = "電話"
"""
HEADER = "窓口,地域,時間,電話,状態,年齢,備考"
BEFORE = (
    "あ相談,山形市,平日9時〜17時,03-0000-0001,受付中,18歳以上,",
    "い相談,酒田市,24時間,03-0000-0002,受付中,18歳以上,",
    "う相談,鶴岡市,24時間,03-0000-0003,受付中,18歳以上,",
    "え相談,新庄市,24時間,03-0000-0004,受付中,18歳以上,",
    "お相談,米沢市,24時間,03-0000-0005,休止中,18歳以上,",
)
AFTER = (
    "あ相談,山形市,平日9時〜16時,03-0000-0001,受付中,18歳以上,",
    "い相談,鶴岡市,24時間,03-0000-0002,受付中,18歳以上,",
    "う相談,鶴岡市,24時間,03-0000-0003,廃止,18歳以上,",
    "お相談,米沢市,24時間,03-0000-0009,受付中,15歳以上,",
    "か相談,上山市,24時間,03-0000-0006,受付中,18歳以上,よろしく",
)


@pytest.fixture
def both(bring: Import, tmp_path: Path) -> tuple[Made, Made]:
    """The table of one day and that of a later one, imported into the same folder."""
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    made = []
    for number, rows in enumerate((BEFORE, AFTER)):
        path = tmp_path / f"{number}.csv"
        path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
        made.append(bring("table", [path], "--mapping", str(tmp_path / "m.toml"), "--who", "--on", "2026-04-01"))
    return made[0], made[1]


def test_changes_are_told_in_words_before_they_are_written(both: tuple[Made, Made]) -> None:
    """Opened, closed, reopened, gone, moved, changed hours, contact and ages: each once, with before and after."""
    first, second = both
    assert first.report["changes"] == [] and first.code == second.code == 0
    found = [(one["kind"], one["resource"]) for one in second.report["changes"]]
    assert found == [
        ("opened", "か相談"), ("reopened", "お相談"), ("closed", "う相談"), ("gone", "え相談"), ("moved", "い相談"),
        ("hours", "あ相談"), ("ways", "お相談"), ("ages", "お相談"),
    ]  # fmt: skip
    told = {one["kind"]: one for one in second.report["changes"]}
    assert told["hours"]["before"]["ja"] == "平日 9:00〜17:00" and told["hours"]["after"]["en"] == "weekdays 9:00-16:00"
    assert told["moved"]["before"]["ja"] == "山形県酒田市" and told["moved"]["after"]["ja"] == "山形県鶴岡市"


def test_who_loses_what_is_told_by_the_comparison_of_rulesets(both: tuple[Made, Made]) -> None:
    """People of 酒田市 and 新庄市 have nobody afterwards."""
    people = both[1].report["people"]
    assert both[0].report["people"] is None
    lost = " ".join(group["words"]["ja"] for group in people["lost"])
    assert "酒田市" in lost and "新庄市" in lost and "鶴岡市" not in lost
    assert any("上山市" in group["words"]["ja"] for group in people["gained"])


def test_two_folders_are_compared_by_their_registries(
    both: tuple[Made, Made], bring: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`diff --registry` tells the same changes, in text and JSON, and nothing of equal ones."""
    older = bring("table", [tmp_path / "0.csv"], "--mapping", str(tmp_path / "m.toml"), into="older")
    newer = both[1].folder
    assert run(["diff", str(older.folder), str(newer), "--registry", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == both[1].report["changes"]
    assert run(["diff", str(older.folder), str(newer), "--registry"]) == 0
    assert "閉じた窓口: う相談（受付中 → 廃止）" in capsys.readouterr().out
    assert run(["diff", str(newer), str(newer), "--registry", "--lang", "en"]) == 0
    assert "the same" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(both: tuple[Made, Made], bring: Import, tmp_path: Path) -> None:
    """The report is the same, the files stay."""
    before = both[1].texts()
    words = ("--mapping", str(tmp_path / "m.toml"), "--dry-run", "--who")
    made = bring("table", [tmp_path / "0.csv"], *words)
    assert made.texts() == before and made.report["written"] == [] and len(made.report["changes"]) == 8
    assert sorted(one.name for one in made.folder.parent.iterdir()) == ["map"]  # no copy is left behind


def test_the_same_table_again_changes_nothing(both: tuple[Made, Made], bring: Import, tmp_path: Path) -> None:
    """No file is written anew."""
    made = bring("table", [tmp_path / "1.csv"], "--mapping", str(tmp_path / "m.toml"))
    assert made.report["changes"] == [] and made.report["written"] == []


def test_a_source_without_a_resource_empties_no_registry(
    both: tuple[Made, Made], bring: Import, tmp_path: Path
) -> None:
    """A table that lost its rows is reported as such: everything would be gone, and nothing is written."""
    before = both[1].texts()
    (tmp_path / "2.csv").write_text(f"{HEADER}\n", encoding="utf-8")
    made = bring("table", [tmp_path / "2.csv"], "--mapping", str(tmp_path / "m.toml"))
    assert made.texts() == before and made.report["written"] == []
    assert {one["kind"] for one in made.report["changes"]} == {"gone"}


def test_what_a_person_edited_is_not_overwritten(both: tuple[Made, Made], bring: Import, tmp_path: Path) -> None:
    """An edited file is refused by name; the rules around the registry are a person's and never touched."""
    folder = both[1].folder
    (folder / "rules.tsu").write_text("規則 みな\n  つなぐ先 すべての取り込んだ窓口\n", encoding="utf-8")
    file = folder / "imported-resources.tsu"
    edited = file.read_text(encoding="utf-8").replace("03-0000-0001", "03-0000-9999")
    file.write_text(edited, encoding="utf-8")
    words = ("--mapping", str(tmp_path / "m.toml"))
    refused = bring("table", [tmp_path / "1.csv"], *words)
    assert refused.code == 2 and "import-edited" in refused.out and file.read_text(encoding="utf-8") == edited
    again = bring("table", [tmp_path / "1.csv"], *words, "--overwrite")
    assert again.code == 0 and "03-0000-9999" not in file.read_text(encoding="utf-8")
    assert "みな" in (folder / "rules.tsu").read_text(encoding="utf-8")


def test_two_imports_live_in_one_ruleset_by_their_names(both: tuple[Made, Made], bring: Import, tmp_path: Path) -> None:
    """Hours and attributes that an import makes up do not clash with those of another."""
    path = tmp_path / "more.csv"
    path.write_text(f"{HEADER}\nき相談,,平日9時〜16時,03-0000-0007,受付中,18歳以上,\n", encoding="utf-8")
    made = bring("table", [path], "--mapping", str(tmp_path / "m.toml"), "--name", "more")
    assert made.code == 0 and len(load(made.folder).ruleset.resources) == 6
    assert "対象条件 対象地域の確認・moreが対象内" in made.text("resources", "more")
    assert "あ相談" in made.text()


@settings(max_examples=40, deadline=None)
@given(registries(), registries())
def test_equal_registries_have_no_changes_and_different_ones_have_some(old: Registry, new: Registry) -> None:
    """Of everything that an entry holds."""
    assert changes(old, old) == ()
    if old.entries != new.entries:
        assert changes(old, new)
        assert {one.sentence("ja") for one in changes(old, new)} and all(one.to_dict() for one in changes(new, old))
