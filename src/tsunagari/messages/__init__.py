"""The one catalogue of prose: every sentence that tsunagari says to people about problems.

Law: a code has exactly one entry with a severity and both languages; no other module holds
such sentences. One file for each part of the product, so that a sentence is found from its
code. Fields stand in `{braces}`; the user's own words get backticks from the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tsunagari.messages.apart import APART
from tsunagari.messages.artifact import ARTIFACT
from tsunagari.messages.audit import AUDIT
from tsunagari.messages.check_phrases import CHECK_PHRASES
from tsunagari.messages.checks import CHECKS
from tsunagari.messages.differing import DIFFERING
from tsunagari.messages.entry import Entry
from tsunagari.messages.explaining import EXPLAINING
from tsunagari.messages.facts import FACTS
from tsunagari.messages.gathered import GATHERED
from tsunagari.messages.importing import IMPORTING
from tsunagari.messages.names import NAMES
from tsunagari.messages.privacy import PRIVACY
from tsunagari.messages.prose import PROSE
from tsunagari.messages.replaying import REPLAYING
from tsunagari.messages.reporting import REPORTING
from tsunagari.messages.statistics import STATISTICS
from tsunagari.messages.syntax import SYNTAX
from tsunagari.messages.usage import USAGE

_PARTS = (
    SYNTAX, NAMES, CHECKS, CHECK_PHRASES, FACTS, EXPLAINING, DIFFERING, GATHERED,
    PRIVACY, AUDIT, STATISTICS, REPLAYING, PROSE, REPORTING, IMPORTING, ARTIFACT, APART, USAGE,
)  # fmt: skip
CATALOGUE: Mapping[str, Entry] = MappingProxyType({code: entry for part in _PARTS for code, entry in part.items()})


def severity_of(code: str) -> str:
    """`error`, `warning` or `note`; KeyError for a code that the catalogue lacks."""
    return CATALOGUE[code].severity


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def prose(code: str, language: str, fields: Mapping[str, str]) -> tuple[str, str | None]:
    """The sentence of a code and its advice (or None), in `ja` or `en`, with the fields filled in."""
    entry = CATALOGUE[code]
    text, advice = (entry.ja, entry.ja_help) if language == "ja" else (entry.en, entry.en_help)
    known = _Known(fields)
    filled = advice.format_map(known).strip() if advice else None
    return text.format_map(known), filled or None
