"""What the README shows of a handover runs, and comes to what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PART = (ROOT / "README.md").read_text(encoding="utf-8").partition("## 個人の情報")[2].partition("\n## ")[0]


def test_the_handover_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ruleset is loaded, the code is run, and each line with an arrow is what stands behind it."""
    rules, code = re.findall(r"```(?:python)?\n(.*?)```", PART, re.DOTALL)
    folder = tmp_path / "rules" / "mihon"
    folder.mkdir(parents=True)
    (folder / "town.tsu").write_text(rules, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(code, names)
    told = [line.partition("# → ")[::2] for line in code.splitlines() if "# → " in line]
    assert [repr(eval(expression, names)) for expression, _ in told] == [value for _, value in told]
    assert len(told) == 4
    text = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "log").iterdir())
    assert "（氏名）" not in text and "（氏名）" in names["handed"].package.sheet("ja")
