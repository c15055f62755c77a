"""Compiling after edits is compiling afresh: the same ruleset, diagnostics and artifact, whatever was edited before."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsunagari.artifact.write import sources_digest, to_bytes
from tsunagari.pipeline.compiling import Compiled, compile_ruleset, parse_sources
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.recompiling import Compiler, without_garbage_collection
from tsunagari.shell.loading import compiled_folder
from tsunagari.source import Source
from tsunagari.testing.rulesets import rulesets, text_of

ROOT = Path(__file__).parents[2]
MANY = int(os.environ.get("TSUNAGARI_WORLDS", "10"))
BROKEN = ("規則 \u202e\n", "規則 x\n  つなぐ先 どこにもない\n", "「", "  条件 年齢が\n", "窓口 a\n窓口 a\n")


def fresh(texts: Mapping[str, str]) -> Compiled:
    """The ruleset of these files, compiled by nobody who has seen any before."""
    return compile_ruleset((parse_sources("x", [Source(name, text) for name, text in sorted(texts.items())]),))


def again(compiler: Compiler, texts: Mapping[str, str]) -> Compiled:
    """The same by a compiler that lives on."""
    sources = [Source(name, text) for name, text in sorted(texts.items())]
    return compiler.compile_ruleset((compiler.parse_sources("x", sources),))


def same(one: Compiled, other: Compiled) -> bool:
    """Whether two compiles gave the same, down to the bytes of the artifact."""
    if one.diagnostics != other.diagnostics or (one.ruleset is None) != (other.ruleset is None):
        return False
    if [repr(folder) for folder in one.folders] != [repr(folder) for folder in other.folders]:
        return False
    if one.ruleset is None or other.ruleset is None:
        return True
    digests = [sources_digest(f.source for folder in each.folders for f in folder.files) for each in (one, other)]
    return one.ruleset == other.ruleset and to_bytes(Program(one.ruleset), digests[0]) == to_bytes(
        Program(other.ruleset), digests[1]
    )


def edited(texts: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The files after one edit: a line moved, doubled, dropped or broken, a comment, a block moved to another file."""
    found = dict(texts)
    name = chance.choice(sorted(found))
    lines = found[name].splitlines(keepends=True) or ["\n"]
    at = chance.randrange(len(lines))
    match chance.randrange(8):
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
        assert same(again(compiler, texts), fresh(texts))
        texts = chance.choice(before) if chance.random() < 0.2 else edited(texts, chance)
        before.append(texts)
    assert same(again(compiler, texts), fresh(texts))


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


def test_what_is_not_met_is_forgotten() -> None:
    """After two rounds without a file, it is read anew; the compiler does not grow with what it has seen."""
    compiler = Compiler()
    text = {"a.tsu": "規則集 町\n窓口 甲\n"}
    first = again(compiler, text)
    for number in range(2):
        again(compiler, {"a.tsu": f"規則集 町{number}\n"})
    assert again(compiler, text).folders[0].files[0] is not first.folders[0].files[0]


def test_a_folder_is_read_through_a_compiler_that_lives_on() -> None:
    """Rulesets that use the same vocabulary share what was read of it."""
    compiler = Compiler()
    one, other = (compiled_folder(ROOT / "rules" / name, compiler) for name in ("yamagata", "yamagata"))
    assert other is one
    assert same(one, compiled_folder(ROOT / "rules" / "yamagata"))


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
