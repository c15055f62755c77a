"""The exceptions of tsunagari.

Law: nothing that a caller hands in raises anything but a `TsunagariError`,
and no exception carries a fact's value: only codes, attribute and registry
names, and positions (design P8, "by allow-list").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tsunagari.diagnostics import Diagnostic
from tsunagari.messages import prose


class TsunagariError(Exception):
    """Base of every exception that tsunagari raises; `code` is stable."""

    code: str = "error"


class RulesetError(TsunagariError):
    """A ruleset that cannot be used; `diagnostics` holds every problem of every file."""

    code = "ruleset"

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        errors = [d for d in self.diagnostics if d.severity == "error"]
        super().__init__("\n".join(d.headline() for d in errors[:20]) or "no diagnostics")


class FactsError(TsunagariError):
    """Facts that cannot be admitted; names the attribute, never the value.

    `code` is stable (`unknown-value`, `unknown-key`, `naive-time`, …); `attribute` is the
    JSON key at fault, or "" where the whole text is; `candidates` are registry names.
    """

    def __init__(self, code: str, attribute: str = "", candidates: Sequence[str] = ()) -> None:
        self.code = code
        self.attribute = attribute
        self.candidates = tuple(candidates)
        super().__init__(self.message("en"))

    def message(self, language: str = "ja") -> str:
        """The sentence for people, in `ja` or `en`."""
        fields = {"attribute": self.attribute, "candidates": "、".join(self.candidates)}
        return _sentence("facts/" + self.code, language, fields)


class UsageError(TsunagariError):
    """A call or a file that cannot be used at all (exit code 2 on the command line)."""

    def __init__(self, code: str, **fields: str) -> None:
        self.code = code
        self.fields = fields
        super().__init__(self.message("en"))

    def message(self, language: str = "ja") -> str:
        """The sentence for people, in `ja` or `en`."""
        return _sentence("usage/" + self.code, language, self.fields)


def _sentence(code: str, language: str, fields: Mapping[str, str]) -> str:
    text, advice = prose(code, language, fields)
    return text if advice is None else f"{text}{'。' if language == 'ja' else ': '}{advice}"
