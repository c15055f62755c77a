"""Findings for other programs: SARIF 2.1.0 and the annotations of workflow runners.

Law: a finding keeps its fingerprint as long as its code, its file, its line of source and what it names stay the same,
so that an edit elsewhere makes no finding new. Columns count from 1, in code points (OASIS SARIF 2.1.0 §3.30).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from tsunagari import __version__
from tsunagari.diagnostics import Diagnostic
from tsunagari.pipeline.checks import pages
from tsunagari.wire.json_text import write_json

_LEVELS: Final = {"error": "error", "warning": "warning", "note": "note"}
_NOTICES: Final = {"error": "error", "warning": "warning", "note": "notice"}
NAMING: Final = ("name", "lost", "path")
"""Fields that say what a finding is about; the others say how things are there and may change: it stays the same."""
_PLAIN: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
"""What stands for itself in a path (RFC 3986 §3.3)."""


def fingerprint(finding: Diagnostic) -> str:
    """Sixteen hexadecimal digits that stay the same after an unrelated edit."""
    named = [f"{name}={value}" for name, value in finding.fields if name in NAMING]
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
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes.index(finding.code), mark)
            for finding, mark in zip(told, _fingerprints(told), strict=True)
        ],
    }
    return write_json({"version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    """What a code means, from its page where it has one."""
    page = pages().get(code)
    if page is None:
        return {"id": code}
    text = f"{page.why.ja}\n\n{page.why.en}"
    return {"id": code, "fullDescription": {"text": text}, "help": {"text": f"tsunagari check --why {code}"}}


def _uri(path: str) -> str:
    return "".join(chr(one) if one in _PLAIN else f"%{one:02X}" for one in path.encode("utf-8", "replace"))


def _fingerprints(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """One for each: equal lines with equal findings are counted from 1, in their order."""
    seen: Counter[str] = Counter()
    for finding in findings:
        mark = fingerprint(finding)
        seen[mark] += 1
        yield f"{mark}:{seen[mark]}"


def _result(finding: Diagnostic, rule: int, mark: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
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
        "partialFingerprints": {"tsunagari/v1": mark},
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
