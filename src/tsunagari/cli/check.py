"""`tsunagari check`: is the ruleset sound?

Law: every finding is shown, errors first counted; 1 where there is an error or a warning that nobody silenced.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated

import typer

from tsunagari.cli import speech
from tsunagari.cli.first_day import On, first_day
from tsunagari.cli.options import Json, Lang
from tsunagari.cli.progress import watched
from tsunagari.diagnostics import Diagnostic
from tsunagari.errors import UsageError
from tsunagari.shell.loading import check
from tsunagari.wire.findings import findings_to_json
from tsunagari.wire.sarif import findings_to_sarif, workflow_lines

_FORMS = ("text", "json", "sarif", "github")

Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="text|json|sarif|github", help="出力の形。 The form of the output.", show_default=False,
    ),
]  # fmt: skip


Rules = Annotated[
    str | None,
    typer.Argument(
        metavar="RULES", help="規則集のフォルダ（例 rules/yamagata）。 The folder of a ruleset.", show_default=False,
    ),
]  # fmt: skip


Why = Annotated[
    str | None,
    typer.Option(
        "--why", metavar="CODE", help="指摘の説明と例を出す。 Explain a finding, with examples.", show_default=False,
    ),
]  # fmt: skip


def command(
    rules: Rules = None,
    on: On = None,
    form: Format = None,
    why: Why = None,
    json: Json = False,
    lang: Lang = None,
) -> int:
    """規則集を調べ、確認を証明して、誤り・警告・注記を出す。 Find what is wrong, prove what is asserted."""
    forms = _FORMS if why is None else _FORMS[:2]
    if form not in (None, *forms) or (json and form not in (None, "json")):
        raise UsageError("bad-option", option="--format", example="--format " + "|".join(forms))
    if why is not None:
        from tsunagari.cli.why import tell

        return tell(why.strip().casefold(), json=json or form == "json")
    if rules is None:
        raise UsageError("missing-argument", option="RULES")
    with watched() as watch:
        report = check(rules, on=first_day(on), watch=watch)
    findings = speech.spoken(report.findings)
    if json or form == "json":
        speech.line(findings_to_json(findings))
    elif form == "sarif":
        speech.line(findings_to_sarif(_from_here(rules, findings)))
    elif form == "github":
        for text in workflow_lines(_from_here(rules, findings)):
            speech.line(text)
    if json or form in ("json", "sarif", "github"):
        return 0 if report.ok else 1
    for finding in findings:
        speech.line(finding.render() + "\n")
    if report.promises:
        outcome = Counter(promise.outcome for promise in report.promises)
        speech.line(
            speech.either(
                f"確認 {len(report.promises)}: 証明 {outcome['proved']}、反証 {outcome['refuted']}、"
                f"未決 {outcome['undecided']}（{report.on}から2年間）",
                f"assertions {len(report.promises)}: proved {outcome['proved']}, refuted {outcome['refuted']}, "
                f"undecided {outcome['undecided']} (two years from {report.on})",
            )
        )
    count = Counter(finding.severity for finding in findings)
    speech.line(
        speech.either(
            f"誤り {count['error']}、警告 {count['warning']}、注記 {count['note']}",
            f"errors {count['error']}, warnings {count['warning']}, notes {count['note']}",
        )
    )
    return 0 if report.ok else 1


def _from_here(rules: str, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings with their files as seen from where one stands: that is where other programs look for them."""
    for one in findings:
        yield replace(one, file=os.path.relpath(os.path.join(rules, one.file)).replace(os.sep, "/"))
