"""Compiling after edits is compiling afresh: the same ruleset, diagnostics and artifact, whatever was edited before."""

from __future__ import annotations

import gc
import os
import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.artifact.write import sources_digest, to_bytes
from tsunagari.model import from_syntax as resolving
from tsunagari.pipeline.compiling import Compiled, compile_ruleset, parse_sources
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.recompiling import Compiler, without_garbage_collection
from tsunagari.shell.loading import compiled_folder
from tsunagari.source import Source
from tsunagari.testing.rulesets import rulesets, text_of

ROOT = Path(__file__).parents[2]
MANY = int(os.environ.get("TSUNAGARI_WORLDS", "10"))
WORD = re.compile(r"[^\s、,「」（）()]+")
BROKEN = ("規則 \u202e\n", "規則 x\n  つなぐ先 どこにもない\n", "「", "  条件 年齢が\n", "窓口 a\n窓口 a\n")


def fresh(texts: Mapping[str, str]) -> Compiled:
    """The ruleset of these files, compiled by nobody who has seen any before."""
    return compile_ruleset((parse_sources("x", [Source(name, text) for name, text in sorted(texts.items())]),))


def again(compiler: Compiler, texts: Mapping[str, str]) -> Compiled:
    """The same by a compiler that lives on."""
    sources = [Source(name, text) for name, text in sorted(texts.items())]
    return compiler.compile_ruleset((compiler.parse_sources("x", sources),))


def same(one: Compiled, other: Compiled, compiler: Compiler | None = None) -> bool:
    """Whether two compiles gave the same, down to the bytes of the artifact.

    `compiler` makes the first one's program, if it is there.
    """
    if one.diagnostics != other.diagnostics or (one.ruleset is None) != (other.ruleset is None):
        return False
    if [repr(folder) for folder in one.folders] != [repr(folder) for folder in other.folders]:
        return False
    if one.ruleset is None or other.ruleset is None:
        return True
    digests = [sources_digest(f.source for folder in each.folders for f in folder.files) for each in (one, other)]
    program = Program(one.ruleset) if compiler is None else compiler.program(one.ruleset)
    return one.ruleset == other.ruleset and to_bytes(program, digests[0]) == to_bytes(
        Program(other.ruleset), digests[1]
    )


def edited(texts: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The files after one edit.

    A line moved, doubled, dropped or broken, a comment, a block moved to another file, a word quoted, one word put in
    the place of another.
    """
    found = dict(texts)
    name = chance.choice(sorted(found))
    lines = found[name].splitlines(keepends=True) or ["\n"]
    at = chance.randrange(len(lines))
    match chance.randrange(10):
        case 0:
            lines.insert(at, "# 注\n")
        case 1:
            lines.insert(0, "\n" * chance.randrange(1, 4))
        case 2:
            del lines[at]
        case 3:
            lines.insert(at, lines[at])
        case 4:
            lines.append(chance.choice(BROKEN))
        case 5:
            other = f"{chance.randrange(3)}.tsu"
            half = len(lines) // 2
            found[other] = found.get(other, "") + "".join(lines[half:])
            lines = lines[:half]
        case 6:
            lines[at] = lines[at].replace("1", "2")
        case 7 | 8 if len(words := WORD.findall(lines[at])) > 1:
            old = chance.choice(words[1:])
            new = f"「{old}」" if chance.random() < 0.4 else chance.choice(WORD.findall("".join(lines)))
            lines[at] = lines[at].replace(old, new)
        case _:
            pass
    found[name] = "".join(lines)
    return found


@settings(max_examples=MANY)
@given(rulesets(), st.integers(0, 1 << 32), st.integers(1, 6))
def test_after_any_edits_it_is_as_if_compiled_afresh(blocks: Any, seed: int, edits: int) -> None:
    """Random rulesets over several files and random edits, wrong ones and their undoing too."""
    chance = random.Random(seed)
    texts = {"0.tsu": text_of(blocks)}
    before: list[dict[str, str]] = [texts]
    compiler = Compiler()
    for _ in range(edits):
        assert same(again(compiler, texts), fresh(texts), compiler)
        texts = chance.choice(before) if chance.random() < 0.2 else edited(texts, chance)
        before.append(texts)
    assert same(again(compiler, texts), fresh(texts), compiler)


def hold_on(folder: Path, seed: int) -> None:
    """Three folders on disk, each of which uses the next; wrong edits stay for a while, or are undone."""
    chance = random.Random(f"edits {seed}")
    town = chance.choice(("yamagata", "zama", "aomori"))
    for name in (town, "national", "vocabulary"):
        shutil.copytree(ROOT / "rules" / name, folder / name)
    compiler = Compiler()
    sound = texts_in(folder)
    compiled = 0
    for _ in range(10):
        found = compiled_folder(folder / town, compiler)
        assert same(found, compiled_folder(folder / town), compiler)
        now = texts_in(folder)
        if found.ruleset is None and chance.random() < 0.7:
            after = sound
        else:
            sound = sound if found.ruleset is None else now
            after = edited(now, chance)
        compiled += found.ruleset is not None
        for name in now.keys() | after.keys():
            (folder / name).write_text(after.get(name, ""), encoding="utf-8")
    assert compiled


@pytest.mark.parametrize("seed", range(3))
def test_after_edits_of_a_real_ruleset_and_of_what_it_uses(seed: int, tmp_path: Path) -> None:
    """Ten edits of a town's, the nation's or the vocabulary's files."""
    hold_on(tmp_path, seed)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3, 103))
def test_after_many_edits_of_real_rulesets(seed: int, tmp_path: Path) -> None:
    """A thousand edits."""
    hold_on(tmp_path, seed)


def texts_in(folder: Path) -> dict[str, str]:
    """The rule files below a folder."""
    return {str(one.relative_to(folder)): one.read_text(encoding="utf-8") for one in sorted(folder.rglob("*.tsu"))}


TOWN = {
    "0.tsu": "規則集 町\n属性 在学状況\n  選択 高校生、小学生\n窓口 甲\n  受付方法 電話 受付 24時間\n",
    "1.tsu": "規則 い\n  条件 在学状況が高校生\n  つなぐ先 甲\n規則 ろ\n  条件 言語が tlh\n  つなぐ先 甲\n",
    "2.tsu": "規則 は\n  条件 年齢が20歳未満\n  つなぐ先 甲\n",
}


def changed(before: str, after: str, name: str = "0.tsu") -> tuple[Compiled, Compiled]:
    """The town, and the town after words of one file were changed; each as if it were compiled afresh."""
    compiler = Compiler()
    later = {**TOWN, name: TOWN[name].replace(before, after)}
    assert later != TOWN
    found = again(compiler, TOWN), again(compiler, later)
    assert same(found[0], fresh(TOWN)) and same(found[1], fresh(later))
    return found


def kept_rules(ones: tuple[Compiled, Compiled]) -> list[str]:
    """The rules that are the same objects in both."""
    first, second = (one.ruleset for one in ones)
    assert first is not None and second is not None
    return [two.name for one in first.rules for two in second.rules if one is two]


def test_a_rule_of_an_untouched_file_is_kept_while_all_that_it_may_name_is_as_it_was() -> None:
    """A comment above the vocabulary moves everything and changes nothing."""
    assert kept_rules(changed("年齢が20歳", "年齢が18歳", "2.tsu")) == ["い", "ろ"]
    assert kept_rules(changed("規則集", "# 注\n\n規則集")) == ["い", "は", "ろ"]


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("小学生", "中学生", "0.tsu"),
        ("規則集 町", "規則集 村", "0.tsu"),
        ("窓口 甲", "窓口 甲 別名 丙", "0.tsu"),
        ("受付 24時間", "受付 不明", "0.tsu"),
        ("窓口 甲", "対象 住所が鳥取市の人\n窓口 甲", "0.tsu"),
        ("規則集 町\n", "規則集 町\n  適用 令和2年4月1日から\n", "0.tsu"),
        ("規則集 町\n", "規則集 町\n  推定 年齢が20歳\n", "0.tsu"),
        ("tlh", "yue", "1.tsu"),
    ],
)
def test_no_rule_is_kept_where_something_that_it_may_name_is_written_otherwise(
    before: str, after: str, name: str
) -> None:
    """Also where it names something else: what it means is not taken apart."""
    later = changed(before, after, name)
    assert later[1].ruleset is None or not kept_rules(later)


def test_another_attribute_may_make_another_tag_of_a_language() -> None:
    """A line of an untouched file is cut otherwise: what was a language is now one of the choices."""
    before, after = changed("窓口 甲", "属性 言語が\n  選択 tlh、yue\n窓口 甲")
    assert before.ruleset is not None and after.ruleset is not None
    tags = [one.ruleset.attributes["language"].values for one in (before, after) if one.ruleset is not None]
    assert "tlh" in tags[0] and "tlh" not in tags[1]


def test_what_is_told_of_an_error_looks_at_everything() -> None:
    """The places that rules of untouched files name say which of many alike is meant."""
    town = {**TOWN, "3.tsu": "規則 に\n  条件 住所が鳥取市、米子市\n  つなぐ先 甲\n"}
    wrong = {**town, "2.tsu": TOWN["2.tsu"].replace("年齢が20歳未満", "住所が岩見町")}
    compiler = Compiler()
    assert same(again(compiler, town), fresh(town))
    found = again(compiler, wrong)
    assert same(found, fresh(wrong)) and "岩美町" in dict(found.diagnostics[0].fields)["near"].split("、")[0]


def test_what_reads_alike_and_is_written_otherwise_may_mean_something_else() -> None:
    """With a blank before it, が is part of a value, and a define stands for another one."""
    town = {
        "0.tsu": "規則集 町\n属性 在学\n  選択 高校生、「が高校生」\n窓口 甲\n用語 若い\n  条件 「在学」が高校生\n",
        "1.tsu": "規則 い\n  条件 若い\n  つなぐ先 甲\n",
    }
    later = {**town, "0.tsu": town["0.tsu"].replace("」が高校生\n", "」 が高校生\n")}
    compiler = Compiler()
    first, second = again(compiler, town), again(compiler, later)
    assert same(first, fresh(town)) and same(second, fresh(later))
    assert first.ruleset is not None and second.ruleset is not None
    assert first.ruleset.rules[0].lines != second.ruleset.rules[0].lines


def test_what_was_excused_by_a_lost_line_is_told_once_that_is_gone() -> None:
    """A rule that names what a broken line seems to declare is not blamed, until the line is taken out."""
    broken = {**TOWN, "2.tsu": "これは 乙 です\n" + TOWN["2.tsu"], "3.tsu": "規則 に\n  つなぐ先 乙\n"}
    mended = {**broken, "2.tsu": TOWN["2.tsu"]}
    compiler = Compiler()
    assert same(again(compiler, broken), fresh(broken))
    assert not [one for one in fresh(broken).diagnostics if one.code == "unknown-resource"]
    after = again(compiler, mended)
    assert same(after, fresh(mended)) and "unknown-resource" in [one.code for one in after.diagnostics]


def test_what_did_not_change_is_not_read_again() -> None:
    """The trees of an untouched file are the same objects, and nothing compiled twice is compiled again."""
    compiler = Compiler()
    texts = {"a.tsu": "規則集 町\n窓口 甲\n", "b.tsu": "規則 はじめ\n  つなぐ先 甲\n"}
    first = again(compiler, texts)
    assert again(compiler, texts) is first
    second = again(compiler, {**texts, "b.tsu": "\n規則 はじめ\n  つなぐ先 甲\n"})
    assert second.folders[0].files[0] is first.folders[0].files[0]
    assert second.folders[0].files[1] is not first.folders[0].files[1]
    assert second.ruleset is not None and first.ruleset is not None
    assert second.ruleset.digest == first.ruleset.digest and second.ruleset.sites != first.ruleset.sites


def test_blocks_above_the_first_edit_are_taken_over() -> None:
    """But for the last of them, which may have become longer; those below stand elsewhere and are read again."""
    text = "規則集 町\n" + "".join(f"窓口 {name}\n  種別 居場所\n" for name in "甲乙丙丁")
    compiler = Compiler()
    for after, kept in (
        (text.replace("窓口 丙", "窓口 丙丙"), 2),
        (text.replace("窓口 丙", "種別 丙"), 2),
        (text + "窓口 戊\n", 3),
        (text[:-1], 3),
        ("\n" + text, 0),
        (text.replace("規則集 町\n", ""), 0),
        (text.replace("窓口 丙", "「窓口 丙"), 0),
        ("", 0),
    ):
        first = again(compiler, {"a.tsu": text}).folders[0].files[0].blocks
        found = again(compiler, {"a.tsu": after})
        assert same(found, fresh({"a.tsu": after}))
        blocks = found.folders[0].files[0].blocks
        assert sum(one is two for one, two in zip(first, blocks, strict=False)) == kept, after


def test_lines_taken_over_have_a_say_in_the_language_of_a_file() -> None:
    """Most lines are English, and what is wrong with a Japanese one below them is told in English."""
    above = "ruleset town\n" + "".join(f"resource desk-{name}\n  kind place\n" for name in "abcd")
    below = "規則 い\n  つなぐ先 desk-a\n規則 ろ\n  つなぐ先 desk-b\n"
    compiler = Compiler()
    again(compiler, {"a.tsu": above + below})
    wrong = {"a.tsu": above + below.replace("desk-b", "desk-x")}
    found = again(compiler, wrong)
    assert same(found, fresh(wrong)) and [one.language for one in found.diagnostics] == ["en"]


def test_what_is_not_met_is_forgotten() -> None:
    """After two rounds without a file, it is read anew; the compiler does not grow with what it has seen."""
    compiler = Compiler()
    town = {"a.tsu": "規則集 町\n窓口 甲\n"}
    whole = {**town, "b.tsu": "規則 い\n  つなぐ先 甲\n"}
    first = again(compiler, whole)
    again(compiler, town)
    again(compiler, {"a.tsu": town["a.tsu"] + "窓口 乙\n"})
    assert again(compiler, whole).folders[0].files[1] is not first.folders[0].files[1]


def test_a_folder_is_read_through_a_compiler_that_lives_on() -> None:
    """Rulesets that use the same vocabulary share what was read of it."""
    compiler = Compiler()
    one, other = (compiled_folder(ROOT / "rules" / name, compiler) for name in ("yamagata", "yamagata"))
    assert other is one
    assert same(one, compiled_folder(ROOT / "rules" / "yamagata"))
    for name in ("national", "yamagata"):  # what was loaded is used, and the other way round
        assert same(compiled_folder(ROOT / "rules" / name, compiler), compiled_folder(ROOT / "rules" / name))


def test_a_folder_may_be_used_from_nearer_or_farther_away(tmp_path: Path) -> None:
    """Its rules have the tier that they have for the ruleset that is loaded."""
    texts = {
        "base": "規則集 もと\n窓口 甲\n規則 い\n  つなぐ先 甲\n",
        "middle": "規則集 なか\n  使う語彙 ../base\n",
        "far": "規則集 とおい\n  使う語彙 ../middle\n",
        "near": "規則集 ちかい\n  使う語彙 ../base\n",
    }
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.tsu").write_text(text, encoding="utf-8")
    compiler = Compiler()
    for name in ("far", "near", "far"):
        assert same(compiled_folder(tmp_path / name, compiler), compiled_folder(tmp_path / name), compiler)


def test_a_folder_of_rules_alone_may_come_to_be_farther_away(tmp_path: Path) -> None:
    """A second ruleset block brings it nearer, and is gone; every folder has the head that it had."""
    texts = {
        "town/a.tsu": "規則集 町\n  使う語彙 ../amid\n窓口 甲\n",
        "town/z.tsu": "規則集 別\n  使う語彙 ../base\n",
        "amid/a.tsu": "規則集 なか\n  使う語彙 ../base\n",
        "base/a.tsu": "規則集 もと\n規則 い\n  つなぐ先 甲\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    compiler = Compiler()
    assert [one.code for one in compiled_folder(tmp_path / "town", compiler).diagnostics] == ["two-rulesets"]
    (tmp_path / "town/z.tsu").unlink()
    found = compiled_folder(tmp_path / "town", compiler)
    assert same(found, compiled_folder(tmp_path / "town"), compiler)
    assert found.ruleset is not None and found.ruleset.rules[0].tier == 2


def test_files_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    """Their trees are two, even where the text is the same."""
    text = "規則集 町\n窓口 甲\n"
    compiler = Compiler()
    one, two = (compiler.parse_sources(key, [Source("a.tsu", text)]) for key in ("x", "y"))
    assert one.files[0] is not two.files[0] and one.files == two.files


def test_what_was_broken_off_is_taken_into_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody interrupts the first compile; the next one, of an error, reads everything again."""
    compiler, seen = Compiler(), list[bool]()
    whole = resolving._resolved

    def interrupted(folders: Any, kept: Any) -> Any:
        seen.append(kept.fresh)
        if len(seen) == 1:
            raise KeyboardInterrupt
        return whole(folders, kept)

    monkeypatch.setattr(resolving, "_resolved", interrupted)
    texts = {"a.tsu": "規則集 町\n規則 い\n  つなぐ先 甲\n"}
    with pytest.raises(KeyboardInterrupt):
        again(compiler, texts)
    assert again(compiler, texts).ruleset is None
    assert len(seen) == 3  # broken off, with what was kept, without


@pytest.mark.parametrize("before", [True, False])
def test_collecting_goes_on_as_before(before: bool) -> None:
    """Whether the block ends well or not, and if nobody collected before, nobody does afterwards."""
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with without_garbage_collection():
            assert not gc.isenabled()
        assert gc.isenabled() == before
        with pytest.raises(ZeroDivisionError), without_garbage_collection():
            raise ZeroDivisionError
        assert gc.isenabled() == before
    finally:
        (gc.enable if was else gc.disable)()
