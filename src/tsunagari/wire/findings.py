"""Findings and refusals as JSON (design §5).

Law: every key is always there; lines and columns count from 1, columns in code points; a refusal holds
a code and a key of ours, never a value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tsunagari.diagnostics import Diagnostic
from tsunagari.errors import FactsError, UsageError
from tsunagari.wire.json_text import write_json


def finding_to_dict(finding: Diagnostic) -> dict[str, Any]:
    """The JSON object of one finding."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "message": finding.message,
        "help": finding.help,
        "witness": None if finding.witness is None else json.loads(finding.witness),
    }


def findings_to_json(findings: Iterable[Diagnostic]) -> str:
    """`{"findings": [...]}` in the order given."""
    return write_json({"findings": [finding_to_dict(finding) for finding in findings]})


def error_to_dict(refused: FactsError | UsageError) -> dict[str, Any]:
    """`{"code": …}` with the key at fault where it is known."""
    error: dict[str, Any] = {"code": refused.code}
    if isinstance(refused, FactsError) and refused.attribute:
        error["attribute"] = refused.attribute
    if isinstance(refused, UsageError) and "option" in refused.fields:
        error["option"] = refused.fields["option"]
    return error


def error_to_json(refused: FactsError | UsageError) -> str:
    """`{"error": {"code": …}}`."""
    return write_json({"error": error_to_dict(refused)})
