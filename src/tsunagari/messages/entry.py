"""The shape of a catalogue entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Severity (`error`, `warning`, `note`) and the sentence with its advice in both languages."""

    severity: str
    ja: str
    en: str
    ja_help: str | None = None
    en_help: str | None = None


def error(ja: str, en: str, ja_help: str | None = None, en_help: str | None = None) -> Entry:
    """An entry that makes a ruleset or a call unusable."""
    return Entry("error", ja, en, ja_help, en_help)


def warning(ja: str, en: str, ja_help: str | None = None, en_help: str | None = None) -> Entry:
    """An entry that somebody should mend or silence with a reason."""
    return Entry("warning", ja, en, ja_help, en_help)


def note(ja: str, en: str, ja_help: str | None = None, en_help: str | None = None) -> Entry:
    """An entry that is good to know and never fails a run."""
    return Entry("note", ja, en, ja_help, en_help)
