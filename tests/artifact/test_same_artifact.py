"""One ruleset, one artifact: the same bytes whatever the hash seed, the order of files and the place of the folder."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tsunagari.artifact.write import sources_digest, to_bytes
from tsunagari.pipeline.compiling import Parsed, compile_ruleset
from tsunagari.pipeline.program import Program
from tsunagari.shell.building import build
from tsunagari.shell.loading import compiled_folder
from tsunagari.source import Source

ROOT = Path(__file__).resolve().parents[2]
ANOTHER = "TSUNAGARI_ANOTHER_PYTHON"
CODE = """
import hashlib, sys
from tsunagari.shell.building import build
for name in sys.argv[1:]:
    print(hashlib.sha256(build(name).raw).hexdigest())
"""
FOLDERS = [str(ROOT / "rules" / name) for name in ("yamagata", "zama", "national")]


def hashes(seed: int, python: str = sys.executable) -> str:
    """What a fresh interpreter with this hash seed builds of three rulesets."""
    return subprocess.run(
        [python, "-c", CODE, *FOLDERS],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def test_three_hash_seeds_give_the_same_artifact() -> None:
    """Sets and mappings are written by their content."""
    first = hashes(0)
    assert len(first.split()) == len(FOLDERS)
    assert hashes(1) == first and hashes(4_294_967_295) == first


@pytest.mark.nightly
def test_many_hash_seeds_and_another_python_give_the_same_artifact() -> None:
    """Ten seeds, and two with the interpreter that TSUNAGARI_ANOTHER_PYTHON names."""
    assert len({hashes(seed) for seed in range(10)}) == 1
    if ANOTHER not in os.environ:
        pytest.skip(f"{ANOTHER} names no interpreter")
    assert {hashes(seed, os.environ[ANOTHER]) for seed in range(2)} == {hashes(0)}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_leaves_no_trace(seed: int) -> None:
    """Folders and files may come in any order."""
    compiled = compiled_folder(ROOT / "rules" / "yamagata")
    assert compiled.ruleset is not None
    chance = random.Random(seed)
    first, *used = compiled.folders
    chance.shuffle(used)
    folders = [
        Parsed(one.key, tuple(chance.sample(one.files, len(one.files))), one.diagnostics, one.uses)
        for one in (first, *used)
    ]
    again = compile_ruleset(tuple(folders))
    assert again.ruleset is not None
    assert to_bytes(Program(again.ruleset)) == to_bytes(Program(compiled.ruleset))


def test_the_place_of_the_folder_leaves_no_trace(tmp_path: Path) -> None:
    """A copy elsewhere gives the same file."""
    shutil.copytree(ROOT / "rules", tmp_path / "elsewhere")
    assert build(tmp_path / "elsewhere" / "zama").raw == build(ROOT / "rules" / "zama").raw


def test_the_digest_of_the_sources_sees_every_letter() -> None:
    """Another letter, another name, or text moved from one file to another is another digest."""
    files = [Source("a.tsu", "規則集 町\n"), Source("b.tsu", "窓口 甲\n")]
    same = sources_digest(reversed(files))
    assert same == sources_digest(files)
    others = (
        [Source("a.tsu", "規則集 町\n"), Source("b.tsu", "窓口 乙\n")],
        [Source("a.tsu", "規則集 町\n"), Source("c.tsu", "窓口 甲\n")],
        [Source("a.tsu", "規則集 町\n窓"), Source("b.tsu", "口 甲\n")],
        [Source("a.tsu", "規則集 町\n")],
    )
    assert len({same, *map(sources_digest, others)}) == 5
