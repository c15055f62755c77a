"""The small ruleset as a folder, and a way to run the command line in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.town import RULES, Said, Tsunagari
from tsunagari.cli.entry import run


@pytest.fixture(autouse=True)
def _japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def tsunagari(capsys: pytest.CaptureFixture[str]) -> Tsunagari:
    """Run the command line with these words."""

    def said(*words: object) -> Said:
        capsys.readouterr()
        code = run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return said


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The folder of the small ruleset."""
    folder = tmp_path / "rules" / "town"
    folder.mkdir(parents=True)
    (folder / "town.tsu").write_text(RULES, encoding="utf-8")
    return folder
