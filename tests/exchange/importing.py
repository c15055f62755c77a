"""Run `tsunagari import` in this process, as a person would."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tsunagari import check
from tsunagari.pipeline.report import Report

ON = date(2026, 4, 1)


@dataclass(frozen=True)
class Made:
    """What a run left: its exit code, the folder, what it said, and its report."""

    code: int
    folder: Path
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    def remarks(self) -> set[tuple[int | str, str, str, str]]:
        """Row, column, code and outcome of each remark."""
        return {
            (one["row"] or one["path"] or 0, one["column"] or "", one["code"], one["outcome"])
            for one in self.report["remarks"]
        }

    def check(self) -> Report:
        """The report on the ruleset."""
        return check(self.folder, on=ON)

    def text(self, part: str = "resources", mark: str = "imported") -> str:
        """A file of the import."""
        return (self.folder / f"{mark}-{part}.tsu").read_text(encoding="utf-8")

    def texts(self) -> dict[str, str]:
        """Every file of the import."""
        return {one.name: one.read_text(encoding="utf-8") for one in sorted(self.folder.glob("imported-*.tsu"))}

    def block(self, name: str) -> list[str]:
        """The lines of one resource, without what stands around them."""
        for block in self.text().split("\n\n"):
            lines = block.splitlines()
            if lines[0] in (f"窓口 {name}", f"窓口 「{name}」"):
                return [line.strip() for line in lines]
        raise AssertionError(name)


Import = Callable[..., Made]
