"""`tsunagari check`: is the ruleset sound?

Law: every finding is shown, errors first counted; 1 where there is an error or a warning that nobody silenced.
"""

from __future__ import annotations

from collections import Counter

from tsunagari.cli import speech
from tsunagari.cli.options import Json, Lang, Rules
from tsunagari.shell.loading import check
from tsunagari.wire.findings import findings_to_json


def command(rules: Rules, json: Json = False, lang: Lang = None) -> int:
    """規則集を調べて、誤り・警告・注記を出す。 Find what is wrong with a ruleset."""
    report = check(rules)
    findings = speech.spoken(report.findings)
    if json:
        speech.line(findings_to_json(findings))
        return 0 if report.ok else 1
    for finding in findings:
        speech.line(finding.render() + "\n")
    count = Counter(finding.severity for finding in findings)
    speech.line(
        speech.either(
            f"誤り {count['error']}、警告 {count['warning']}、注記 {count['note']}",
            f"errors {count['error']}, warnings {count['warning']}, notes {count['note']}",
        )
    )
    return 0 if report.ok else 1
