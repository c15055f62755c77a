"""One file for each check: its page, and how its findings are told.

Law: a check is a module with `PAGES`, the pages of the codes that it may tell, and `find`, which looks and tells.
`PLAIN` checks read what is written, some of them with the day in hand; `EXACT` ones ask the analysis and need a first
day. None depends on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from tsunagari.pipeline.checks.page import Page

PLAIN = (
    "hours_unknown", "contact_unknown", "expired", "stale_verified", "look_alike_name", "name_needs_quotes",
)  # fmt: skip
EXACT = (
    "assertions", "gap", "default_only", "closed_hours", "dead_clause", "leads_nowhere", "unreachable_resource",
    "shadowed_clause", "overlapping_provisos", "last_immediate_withheld", "needless_attribute", "single_point",
    "sole_resource", "dead_entry", "closed_chain",
)  # fmt: skip
TOLD_ELSEWHERE = ("not_proved", "not_finished", "unused_allow")
"""What the report as a whole tells, or several checks do; their modules hold the pages."""


def check_named(name: str) -> ModuleType:
    """The module of a check."""
    return import_module(f"tsunagari.pipeline.checks.{name}")


def pages() -> Mapping[str, Page]:
    """Code → page, by code."""
    found = {page.code: page for page in _pages()}
    return dict(sorted(found.items()))


def _pages() -> Iterator[Page]:
    for name in (*PLAIN, *EXACT, *TOLD_ELSEWHERE):
        yield from check_named(name).PAGES
