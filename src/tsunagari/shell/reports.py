"""A folder to its report page, and the page to a file.

Law: the folder is read once; the page is on the disk whole or not at all; a report needs the extra `report` and says
so.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from importlib import resources
from pathlib import Path

from tsunagari.errors import RulesetError, UsageError
from tsunagari.pipeline.program import Program
from tsunagari.pipeline.report import report_on
from tsunagari.pipeline.watching import Watch, nobody_watches
from tsunagari.shell.loading import compiled_folder
from tsunagari.shell.rewriting import replace_text


def report_page(
    path: str | os.PathLike[str],
    *,
    at: datetime,
    on: date,
    language: str,
    version: str,
    watch: Watch = nobody_watches,
) -> tuple[str, bool]:
    """The page about the ruleset in a folder, and whether all is well; `at` is its *now*, `on` the first day proved.

    Well is: neither an error nor a warning that nobody silenced, and no test that fails.

    Raises RulesetError where the ruleset cannot be used, UsageError where there is no folder or Jinja2 is missing.
    """
    try:
        from tsunagari.reporting.page import render
    except ModuleNotFoundError as absent:
        if (absent.name or "").partition(".")[0] not in ("jinja2", "markupsafe"):
            raise
        raise UsageError("no-report-extra") from None
    from tsunagari.reporting.assembling import assemble

    compiled = compiled_folder(path)
    if compiled.ruleset is None:
        raise RulesetError(compiled.diagnostics)
    found = report_on(compiled, on, watch)
    document = assemble(Program(compiled.ruleset), found, at, language, version, watch)
    template = resources.files("tsunagari.reporting").joinpath("report.html").read_text(encoding="utf-8")
    return render(document, template), found.ok and all(one.passed for one in document.trials)


def write_page(path: str | os.PathLike[str], page: str) -> None:
    """Put the page in the place of the file; UsageError where the disk refuses."""
    replace_text(Path(path), page)
