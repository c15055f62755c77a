"""Findings for other programs: SARIF 2.1.0 and the annotations of workflow runners.

Law: a finding keeps its fingerprint as long as its code, its file, its line of source and what it names stay the same,
so that an edit elsewhere makes no finding new. Columns count from 1, in code points (OASIS SARIF 2.1.0 §3.30).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from tsunagari import __version__
from tsunagari.diagnostics import Diagnostic
from tsunagari.wire.json_text import write_json

_LEVELS: Final = {"error": "error", "warning": "warning", "note": "note"}
_NOTICES: Final = {"error": "error", "warning": "warning", "note": "notice"}
_LONG: Final = ("example", "regions", "proofs", "cases")
"""Fields that tell what was found rather than where: they may change without the finding being another."""


def fingerprint(finding: Diagnostic) -> str:
    """Sixteen hexadecimal digits that stay the same after an unrelated edit."""
    named = [f"{name}={value}" for name, value in finding.fields if name not in _LONG]
    text = "\0".join((finding.code, finding.file, finding.excerpt.strip(), *named))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def findings_to_sarif(findings: Iterable[Diagnostic]) -> str:
    """One run with these findings as results."""
    told = list(findings)
    codes = sorted({finding.code for finding in told})
    run = {
        "tool": {
            "driver": {
                "name": "tsunagari",
                "version": __version__,
                "rules": [{"id": code} for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in told],
    }
    return write_json({"version": "2.1.0", "runs": [run]})


def _result(finding: Diagnostic, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": finding.file}}
    if finding.line:
        place["region"] = {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
        }
    text = finding.message if finding.help is None else f"{finding.message}\n{finding.help}"
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"tsunagari/v1": fingerprint(finding)},
    }


def workflow_lines(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """One workflow command a finding, as runners of GitHub Actions read them."""
    for finding in findings:
        where = {"file": finding.file, "title": finding.code}
        if finding.line:
            where |= {"line": str(finding.line), "col": str(finding.column), "endLine": str(finding.end_line)}
        told = ",".join(f"{key}={_property(value)}" for key, value in where.items())
        text = finding.message if finding.help is None else f"{finding.message}\n{finding.help}"
        yield f"::{_NOTICES[finding.severity]} {told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
