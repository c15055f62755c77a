"""`tsunagari replay`: who moves where, of consultations that were had; only safe numbers are printed."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tsunagari as library
from cli.town import Tsunagari
from replaying.towns import NEW, OLD, consultations

SECRET = "ひみつ9731"


@pytest.fixture
def towns(tmp_path: Path) -> tuple[Path, Path]:
    """The old and the new ruleset as folders."""
    folders = tmp_path / "old", tmp_path / "new"
    for folder, text in zip(folders, (OLD, NEW), strict=True):
        folder.mkdir()
        (folder / "town.tsu").write_text(text, encoding="utf-8")
    return folders


def file_of(folder: Path, lines: list[Any]) -> Path:
    """A file of consultations; a text is a line as it is."""
    path = folder / "had.jsonl"
    texts = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_json_is_what_the_library_says(tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path) -> None:
    """One document with every key; the exit code tells that somebody loses every yes."""
    lost = {"issues": ["home"], "lives": "仙台市", "age": 40}
    path = file_of(tmp_path, [*consultations(2, 800), lost])
    said = tsunagari("replay", *towns, "--input", path, "--json")
    assert json.loads(said.out) == library.replay(*towns, path).to_dict() == library.replay(*towns, str(path)).to_dict()
    assert said.code == 1 and json.loads(said.out)["loses"] is True and not said.err
    assert set(json.loads(said.out)["by_issue"]) == {"issues", "several", "none"}


def test_nobody_loses(tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path) -> None:
    """Exit code 0 where nobody loses every yes and every line was good."""
    path = file_of(tmp_path, list(consultations(2, 100)))
    said = tsunagari("replay", towns[0], towns[0], "--input", path)
    assert said.code == 0 and "相談 100 件" in said.out and "初めの窓口が変わる: 0" in said.out


def test_the_text_in_both_languages(tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path) -> None:
    """Kinds, moves, issues and places; hidden numbers are X and said to be so."""
    facts = [{"issues": ["money"], "lives": "山形市"}] * 500 + [{"issues": ["home"], "lives": "仙台市", "age": 40}] * 3
    path = file_of(tmp_path, facts)
    japanese, english = (tsunagari("replay", *towns, "--input", path, "--lang", one).out for one in ("ja", "en"))
    assert "どこにもつながらなくなる: X" in japanese and "lose every yes: X" in english
    assert "新しくつながる: 0" in japanese and "gain a yes: 0" in english
    assert "※ X は秘匿" in japanese and "# X: hidden" in english
    for shown in (japanese, english):
        assert "500" not in shown and "503" in shown and "山形県" in shown


def test_bad_lines_are_counted_and_repeat_nothing(
    tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path
) -> None:
    """By code and line number, the ruleset that refuses them named; the others go on."""
    bad = ["{", f'{{"{SECRET}": 1}}', {"lives": SECRET}, f'{{"age": "{SECRET}"}}', ""]
    path = file_of(tmp_path, [*bad, *consultations(2, 50)])
    for options in ((), ("--json",), ("--lang", "en")):
        said = tsunagari("replay", *towns, "--input", path, *options)
        assert SECRET not in said.out + said.err and said.code == 1
    assert "not-json: no consultation: 2 (line 1, 5)" in said.out
    assert "unknown-value: refused by both rulesets: 1 (line 3)" in said.out


def test_too_few_are_not_told(tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path) -> None:
    """Of one person the exit code would be the answer: it is 2, and nothing is told."""
    answers = []
    for facts in ({"issues": ["home"], "lives": "仙台市", "age": 40}, {"issues": ["money"], "lives": "山形市"}):
        said = tsunagari("replay", *towns, "--input", file_of(tmp_path, [facts]))
        answers.append((said.code, said.out, said.err))
    assert answers[0] == answers[1] and answers[0][0] == 2 and "少なすぎる" in answers[0][1]


def test_a_table_counts_as_its_lines(tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path) -> None:
    """Rows of a Parquet file are the consultations that JSON lines tell; a bad row is counted by its number."""
    facts = [*consultations(3, 400), {"issues": ["money"], "age": 300}]
    lines = file_of(tmp_path, facts)
    columns = {key: [one.get(key) for one in facts] for one in facts for key in one}
    pq.write_table(pa.table(columns), tmp_path / "had.parquet")
    one, other = (tsunagari("replay", *towns, "--input", path, "--json") for path in (lines, tmp_path / "had.parquet"))
    assert one == other and json.loads(one.out)["bad"][0]["lines"] == [401]


def test_a_table_that_is_none(tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path) -> None:
    """A file that only looks like one, and a column that is no fact: a coded refusal that repeats nothing."""
    (tmp_path / "bad.parquet").write_bytes(b"PAR1" + SECRET.encode())
    pq.write_table(pa.table({SECRET: [1]}), tmp_path / "odd.parquet")
    for name, code in (("bad", "bad-parquet"), ("odd", "batch-column")):
        said = tsunagari("replay", *towns, "--input", tmp_path / f"{name}.parquet")
        assert said.code == 2 and code in said.err and SECRET not in said.err


def test_standard_input(tsunagari: Tsunagari, towns: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads what another program writes."""
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in consultations(2, 40))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert "相談 40 件" in tsunagari("replay", towns[0], towns[0], "--input", "-").out


@pytest.mark.parametrize(
    ("words", "code"),
    [((), "replay-input"), (("--input", "no-such.jsonl"), "unreadable"), (("--input", "a.parquet"), "unreadable")],
)
def test_what_cannot_be_read(tsunagari: Tsunagari, towns: tuple[Path, Path], words: tuple[str, ...], code: str) -> None:
    """A coded refusal and exit code 2."""
    said = tsunagari("replay", *towns, *words)
    assert said.code == 2 and code in said.err


def test_a_refused_ruleset_is_named(tsunagari: Tsunagari, towns: tuple[Path, Path], tmp_path: Path) -> None:
    """Which of the two has errors is said before them."""
    (towns[1] / "town.tsu").write_text("rule x\n", encoding="utf-8")
    said = tsunagari("replay", *towns, "--input", file_of(tmp_path, []))
    assert said.code == 1 and "後の規則集に誤りがあります" in said.err
