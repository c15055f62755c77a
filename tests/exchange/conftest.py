"""The command line on a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.importing import Import, Made
from tsunagari.cli.entry import run


@pytest.fixture(autouse=True)
def _japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """`bring(format, files, *words, into=…)`: import into a folder, with a JSON report."""

    def made(form: str, files: list[Path | str], *words: str, into: str = "map", json: bool = True) -> Made:
        folder = tmp_path / "rules" / into
        folder.parent.mkdir(exist_ok=True)
        capsys.readouterr()
        code = run(["import", form, *map(str, files), "--into", str(folder), *words, *(["--json"] if json else [])])
        return Made(code, folder, *capsys.readouterr())

    return made
